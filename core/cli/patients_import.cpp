// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/cli/patients_import.h"

#include "core/cli/context.h"
#include "core/cli/session.h"
#include "core/patients/patient_codec.h"
#include "core/patients/patient_commands.h"
#include "core/protocol/patients_messages.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <ostream>
#include <vector>

namespace locus::cli {

using nlohmann::json;
using patients::Patient;
using patients::PatientEvent;

namespace {

constexpr const char* importReason = "as the imported record says";

// The resources of a text, each with where it stands.
struct Resource
{
    std::size_t line = 0; // 1-based; of a bundle the number of the entry
    Bytes text;
};

std::vector<Resource> resourcesOf(std::string_view text)
{
    std::vector<Resource> out;
    const json whole = json::parse(text, nullptr, false);
    if (whole.is_object()) {
        if (whole.value("resourceType", std::string()) != "Bundle") {
            return { { 1, whole.dump() } };
        }
        for (const json& entry : whole.value("entry", json::array())) {
            out.push_back({ out.size() + 1, entry.value("resource", json()).dump() });
        }
        return out;
    }
    std::size_t line = 0;
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t end = std::min(text.find('\n', at), text.size());
        ++line;
        if (text.substr(at, end - at).find_first_not_of(" \t\r") != std::string_view::npos) {
            out.push_back({ line, Bytes(text.substr(at, end - at)) });
        }
        at = end + 1;
    }
    return out;
}

std::string_view commandOf(const PatientEvent& event)
{
    for (const patients::PatientCommand& known : patients::patientCommands) {
        if (known.event == patients::typeOf(event)) {
            return known.name;
        }
    }
    return {};
}

class Import
{
public:
    Import(Session& session, Context& context)
        : m_session(session)
        , m_context(context)
    { }

    void take(const Resource& resource)
    {
        auto read = patients::fromFhir(resource.text);
        if (!read.ok()) {
            refused(resource.line, "", read.error());
            return;
        }
        Patient patient = std::move(*read);
        const std::string into = std::exchange(patient.mergedInto, {});
        const Status done =
            patient.id.empty() ? registered(patient, resource.line) : taken(patient, resource.line);
        if (!done.ok()) {
            refused(resource.line, patient.id, done.error());
        } else if (!into.empty()) {
            m_merges.push_back({ resource.line, patient.id, into });
        }
    }

    void merge()
    {
        for (const Merge& one : m_merges) {
            auto now = m_session.call(protocol::PatientsGet { one.from });
            if (now.ok() && now->patient.mergedInto == one.into) {
                continue;
            }
            const Status done = send(one.from, patients::Merged { one.into, importReason });
            if (!done.ok()) {
                refused(one.line, one.from, done.error());
            }
        }
    }

    [[nodiscard]] Status result() const
    {
        if (!m_context.json) {
            m_context.out << m_new << " registered, " << m_changed << " changed, " << m_same
                          << " as they were, " << m_refused << " refused\n";
        }
        return m_refused == 0 ? Status()
                              : Status(locus::refused("patients.import",
                                  std::to_string(m_refused) + " of the records were not taken"));
    }

private:
    struct Merge
    {
        std::size_t line;
        std::string from;
        std::string into;
    };

    void refused(std::size_t line, const std::string& id, const Error& error)
    {
        ++m_refused;
        m_context.err << "line " << line << (id.empty() ? "" : " (" + id + ")") << ": "
                      << error.message << '\n';
    }

    void say(std::size_t line, const std::string& id, const char* what)
    {
        if (m_context.json) {
            m_context.out << json { { "line", line }, { "patientId", id }, { "done", what } }.dump()
                          << '\n';
        }
    }

    Status send(const std::string& id, PatientEvent event, std::string* given = nullptr)
    {
        const std::string_view command = commandOf(event);
        const protocol::PatientsCommand wish { m_session.newId(), std::nullopt,
            patients::encodeChange({ id, std::move(event) }) };
        LOCUS_TRY_VALUE(answer, m_session.request({ std::string(command), wish.toJson() }));
        LOCUS_TRY_VALUE(changed, protocol::PatientChanged::fromJson(answer));
        if (given != nullptr) {
            *given = changed.patientId;
        }
        return {};
    }

    Status registered(Patient& patient, std::size_t line)
    {
        std::string id;
        LOCUS_TRY(send(patient.id, patients::Registered { patient }, &id));
        patient.id = id;
        ++m_new;
        say(line, id, "registered");
        return {};
    }

    Status taken(Patient& patient, std::size_t line)
    {
        auto known = m_session.call(protocol::PatientsGet { patient.id });
        if (!known.ok()) {
            return known.error().code == "patients.unknown" ? registered(patient, line)
                                                            : Status(known.error());
        }
        const std::vector<PatientEvent> changes = differences(known->patient, patient);
        for (const PatientEvent& change : changes) {
            LOCUS_TRY(send(patient.id, change));
        }
        ++(changes.empty() ? m_same : m_changed);
        say(line, patient.id, changes.empty() ? "same" : "changed");
        return {};
    }

    // What has to happen to `known` so that it says what the resource states; what that leaves out
    // stays.
    static std::vector<PatientEvent> differences(const Patient& known, const Patient& wanted)
    {
        std::vector<PatientEvent> out;
        patients::Changed changed;
        if (!wanted.names.empty() && wanted.names != known.names) {
            changed.names = wanted.names;
        }
        if (wanted.birthDate && wanted.birthDate != known.birthDate) {
            changed.birthDate = wanted.birthDate;
        }
        if (wanted.gender != patients::Gender::Unknown && wanted.gender != known.gender) {
            changed.gender = wanted.gender;
        }
        if (changed.names || changed.birthDate || changed.gender) {
            out.emplace_back(std::move(changed));
        }
        for (const patients::Identifier& one : wanted.identifiers) {
            if (std::find(known.identifiers.begin(), known.identifiers.end(), one)
                == known.identifiers.end()) {
                out.emplace_back(patients::IdentifierAdded { one });
            }
        }
        if (wanted.deceased
            && (!known.deceased || (wanted.deceasedOn && wanted.deceasedOn != known.deceasedOn))) {
            out.emplace_back(patients::DeathRecorded { wanted.deceasedOn });
        }
        if (wanted.active && !known.active) {
            out.emplace_back(patients::Reactivated {});
        } else if (!wanted.active && known.active) {
            out.emplace_back(patients::Deactivated { importReason });
        }
        return out;
    }

    Session& m_session;
    Context& m_context;
    std::vector<Merge> m_merges;
    std::size_t m_new = 0;
    std::size_t m_changed = 0;
    std::size_t m_same = 0;
    std::size_t m_refused = 0;
};

} // namespace

Status importPatients(Session& session, Context& context, std::string_view text)
{
    const std::vector<Resource> resources = resourcesOf(text);
    if (resources.empty()) {
        return invalid("usage",
            "there is no FHIR Patient: give one JSON object, a Bundle, or one object a line");
    }
    Import import(session, context);
    for (const Resource& resource : resources) {
        import.take(resource);
    }
    import.merge();
    return import.result();
}

} // namespace locus::cli
