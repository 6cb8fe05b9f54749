// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/file.h"
#include "core/base/text.h"
#include "core/cli/context.h"
#include "core/cli/patients_import.h"
#include "core/cli/session.h"
#include "core/patients/patient_codec.h"
#include "core/patients/patient_commands.h"
#include "core/protocol/patients_messages.h"

#include <CLI/CLI.hpp>

#include <algorithm>
#include <iostream>
#include <iterator>

namespace locus::cli {

using patients::Patient;

namespace {

constexpr std::size_t pageItems = 200;
constexpr std::size_t mostImported = 1024UL * 1024 * 1024;

struct PatientOptions
{
    std::string id;
    std::string text;
    std::size_t limit = 50;
    std::string family;
    std::vector<std::string> given;
    std::string birthDate;
    std::string gender;
    std::vector<std::string> identifiers; // SYSTEM=VALUE
    std::string into;
    std::string reason;
    std::string severity;
    std::string remove;
    std::string file;
};

std::string nameOf(const Patient& patient)
{
    if (patient.names.empty()) {
        return "-";
    }
    const patients::Name& name = patient.names.front();
    const std::string given = join(name.given, " ");
    return name.family.empty() || given.empty() ? name.family + given : name.family + ", " + given;
}

void print(const Patient& patient, std::ostream& out)
{
    out << patient.id << "  " << nameOf(patient) << "  "
        << (patient.birthDate ? toString(*patient.birthDate) : "-") << "  "
        << toString(patient.gender);
    for (const patients::Identifier& one : patient.identifiers) {
        out << "  " << one.system << '=' << one.value;
    }
    for (const patients::Flag& flag : patient.flags) {
        out << "  flag " << flag.id << ": " << flag.text
            << (flag.severity.empty() ? "" : " (" + flag.severity + ")");
    }
    if (patient.deceased) {
        out << "  died" << (patient.deceasedOn ? ' ' + toString(*patient.deceasedOn) : "");
    }
    out << (patient.active ? "" : "  inactive");
    if (!patient.mergedInto.empty()) {
        out << "  merged into " << patient.mergedInto;
    }
    out << '\n';
}

Status search(Context& context, const PatientOptions& options)
{
    LOCUS_TRY_VALUE(session, Session::open(context));
    patients::PatientQuery query { options.text, 0, {} };
    std::size_t left = options.limit;
    std::size_t total = 0;
    do {
        query.limit = std::min(left, pageItems);
        LOCUS_TRY_VALUE(answer, session->call(protocol::PatientsSearch { query }));
        for (const Patient& patient : answer.page.items) {
            if (context.json) {
                context.out << protocol::patientToJson(patient) << '\n';
            } else {
                print(patient, context.out);
            }
        }
        left -= std::min(left, answer.page.items.size());
        total = answer.page.total;
        query.after = answer.page.next;
    } while (left > 0 && !query.after.empty());
    if (!context.json) {
        context.out << options.limit - left << " of " << total << '\n';
    }
    return {};
}

Status get(Context& context, const PatientOptions& options)
{
    LOCUS_TRY_VALUE(session, Session::open(context));
    LOCUS_TRY_VALUE(answer, session->call(protocol::PatientsGet { options.id }));
    if (context.json) {
        context.out << answer.toJson() << '\n';
        return {};
    }
    print(answer.patient, context.out);
    for (const std::string& one : answer.replaces) {
        context.out << "stands for " << one << '\n';
    }
    return {};
}

Status timeline(Context& context, const PatientOptions& options)
{
    LOCUS_TRY_VALUE(session, Session::open(context));
    patients::TimelineQuery query { options.id, 0, 0 };
    std::size_t left = options.limit;
    do {
        query.limit = static_cast<int>(std::min(left, pageItems));
        LOCUS_TRY_VALUE(answer, session->call(protocol::PatientsTimeline { query }));
        if (context.json) {
            context.out << answer.toJson() << '\n';
        }
        for (const patients::TimelineEntry& entry : answer.page.items) {
            if (!context.json) {
                context.out << toRfc3339(entry.time) << "  " << entry.type << "  " << entry.stream
                            << "  " << (entry.actor.empty() ? "-" : entry.actor)
                            << (entry.detail.empty() ? "" : "  " + entry.detail)
                            << (entry.reason.empty() ? "" : "  because: " + entry.reason)
                            << (entry.forgotten ? "  erased" : "") << '\n';
            }
        }
        left -= std::min(left, answer.page.items.size());
        query.before = answer.page.next;
    } while (left > 0 && query.before != 0);
    return {};
}

Status send(Context& context, std::string_view command, patients::PatientChange change)
{
    LOCUS_TRY_VALUE(session, Session::open(context));
    const protocol::PatientsCommand wish { session->newId(), std::nullopt,
        patients::encodeChange(change) };
    LOCUS_TRY_VALUE(answer, session->request({ std::string(command), wish.toJson() }));
    context.out << answer << '\n';
    return {};
}

Result<patients::Changed> statedBy(const PatientOptions& options)
{
    patients::Changed out;
    if (!options.family.empty() || !options.given.empty()) {
        out.names = { { options.family, options.given, {} } };
    }
    if (!options.birthDate.empty()) {
        out.birthDate = patients::dateFrom(options.birthDate);
        if (!out.birthDate) {
            return invalid("usage", "--birth-date is 1971, 1971-03 or 1971-03-05");
        }
    }
    if (!options.gender.empty()) {
        out.gender = patients::genderFrom(options.gender);
        if (!out.gender) {
            return invalid("usage", "--gender is one of female, male, other, unknown");
        }
    }
    return out;
}

Result<std::vector<patients::Identifier>> identifiersOf(const PatientOptions& options)
{
    std::vector<patients::Identifier> out;
    for (const std::string& one : options.identifiers) {
        const auto cut = one.rfind('=');
        if (cut == std::string::npos || cut + 1 == one.size()) {
            return invalid("usage", "--identifier is SYSTEM=VALUE, as urn:mrn=943");
        }
        out.push_back({ one.substr(0, cut), one.substr(cut + 1), {} });
    }
    return out;
}

Status enter(Context& context, const PatientOptions& options)
{
    LOCUS_TRY_VALUE(stated, statedBy(options));
    LOCUS_TRY_VALUE(identifiers, identifiersOf(options));
    Patient patient;
    patient.id = options.id;
    patient.names = std::move(stated.names).value_or(std::vector<patients::Name>());
    patient.birthDate = stated.birthDate;
    patient.gender = stated.gender.value_or(patients::Gender::Unknown);
    patient.identifiers = std::move(identifiers);
    return send(context, "patients.register", { patient.id, patients::Registered { patient } });
}

// The names of the record with what is stated of the first one: half a name leaves the other half.
Result<std::vector<patients::Name>> namesWith(Context& context, const PatientOptions& options)
{
    LOCUS_TRY_VALUE(session, Session::open(context));
    LOCUS_TRY_VALUE(known, session->call(protocol::PatientsGet { options.id }));
    std::vector<patients::Name> names = std::move(known.patient.names);
    if (names.empty()) {
        names.emplace_back();
    }
    if (!options.family.empty()) {
        names.front().family = options.family;
    }
    if (!options.given.empty()) {
        names.front().given = options.given;
    }
    return names;
}

Status change(Context& context, const PatientOptions& options)
{
    LOCUS_TRY_VALUE(stated, statedBy(options));
    LOCUS_TRY_VALUE(identifiers, identifiersOf(options));
    const bool says = stated.names || stated.birthDate || stated.gender;
    if (!says && identifiers.empty()) {
        return invalid(
            "usage", "say what changes: --family, --given, --birth-date, --gender or --identifier");
    }
    if (stated.names) {
        LOCUS_TRY_VALUE(names, namesWith(context, options));
        stated.names = std::move(names);
    }
    if (says) {
        LOCUS_TRY(send(context, "patients.update", { options.id, std::move(stated) }));
    }
    for (const patients::Identifier& one : identifiers) {
        LOCUS_TRY(send(
            context, "patients.addIdentifier", { options.id, patients::IdentifierAdded { one } }));
    }
    return {};
}

Status merge(Context& context, const PatientOptions& options)
{
    return send(context, "patients.merge",
        { options.id, patients::Merged { options.into, options.reason } });
}

Status unmerge(Context& context, const PatientOptions& options)
{
    return send(
        context, "patients.unmerge", { options.id, patients::Unmerged { {}, options.reason } });
}

Status erase(Context& context, const PatientOptions& options)
{
    LOCUS_TRY_VALUE(session, Session::open(context));
    const protocol::PatientsCommand wish { session->newId(), std::nullopt,
        patients::encodeErasure({ options.id, options.reason }) };
    LOCUS_TRY_VALUE(
        answer, session->request({ std::string(patients::eraseCommand), wish.toJson() }));
    context.out << answer << '\n';
    return {};
}

Status flag(Context& context, const PatientOptions& options)
{
    if (!options.remove.empty()) {
        return send(context, "patients.clearFlag",
            { options.id, patients::FlagCleared { options.remove, options.reason } });
    }
    if (options.text.empty()) {
        return invalid("usage", "give --text for a new flag, or --remove with --reason");
    }
    LOCUS_TRY_VALUE(session, Session::open(context));
    const std::string id = session->newId().toString();
    return send(context, "patients.raiseFlag",
        { options.id, patients::FlagRaised { { id, {}, options.text, options.severity } } });
}

Result<Bytes> textOf(const std::string& file)
{
    return file == "-" ? Result<Bytes>(Bytes(std::istreambuf_iterator<char>(std::cin), {}))
                       : readFile(file, mostImported);
}

Status import(Context& context, const PatientOptions& options)
{
    LOCUS_TRY_VALUE(text, textOf(options.file));
    LOCUS_TRY_VALUE(session, Session::open(context));
    return importPatients(*session, context, text);
}

Status exportAll(Context& context, const PatientOptions&)
{
    LOCUS_TRY_VALUE(session, Session::open(context));
    protocol::PatientsExport message { pageItems, {} };
    do {
        LOCUS_TRY_VALUE(answer, session->call(message));
        for (const Patient& patient : answer.page.items) {
            context.out << patients::toFhir(patient) << '\n';
        }
        message.after = answer.page.next;
    } while (!message.after.empty());
    return {};
}

void addNameOptions(CLI::App& verb, PatientOptions& options)
{
    verb.add_option("--family", options.family, "Family name");
    verb.add_option("--given", options.given, "Given name; several in their order");
    verb.add_option("--birth-date", options.birthDate, "1971, 1971-03 or 1971-03-05");
    verb.add_option("--gender", options.gender, "female, male, other or unknown");
    verb.add_option("--identifier", options.identifiers, "SYSTEM=VALUE, as urn:mrn=943; several");
}

} // namespace

void addPatientsVerbs(CLI::App& app, Context& context)
{
    CLI::App* group = app.add_subcommand("patients", "Find, read and change the directory");
    group->require_subcommand(1);
    auto options = std::make_shared<PatientOptions>();
    const auto verb = [&](const char* name, const char* what,
                          Status (*task)(Context&, const PatientOptions&)) {
        return addVerb(*group, context, name, what,
            [options, task](Context& given) { return task(given, *options); });
    };
    const auto withId = [&](CLI::App* added) {
        added->add_option("ID", options->id, "Patient id")->required();
        return added;
    };
    const auto withReason = [&](CLI::App* added) {
        added->add_option("--reason", options->reason, "Why; stands in the time line")->required();
    };
    const auto withLimit = [&](CLI::App* added) {
        added->add_option("--limit", options->limit, "At most so many")->check(CLI::PositiveNumber);
    };
    CLI::App* searchVerb = verb("search", "Parts of names, an identifier, a date of birth", search);
    searchVerb->add_option("TEXT", options->text, "What is looked for")->required();
    withLimit(searchVerb);
    withId(verb("get", "One record with its flags and merges", get));
    withLimit(withId(verb("timeline", "What happened to a patient, newest first", timeline)));
    CLI::App* enterVerb = verb("register", "A new patient; the answer says the id", enter);
    enterVerb->add_option("--id", options->id, "Id that other systems know; else a new one");
    addNameOptions(*enterVerb, *options);
    addNameOptions(
        *withId(verb("change", "Name, date of birth, sex; identifiers are added", change)),
        *options);
    CLI::App* mergeVerb = withId(verb("merge",
        "ID retires; --into stands for it. Nothing is moved, unmerge takes it back", merge));
    mergeVerb->add_option("--into", options->into, "Id of the record that stays")->required();
    withReason(mergeVerb);
    withReason(withId(verb("unmerge", "The record stands for itself again", unmerge)));
    withReason(withId(verb("erase",
        "Forget a person for good, with all that is known of him or her; a second person has to "
        "approve it",
        erase)));
    CLI::App* flagVerb = withId(verb("flag", "Raise a flag, or remove one", flag));
    flagVerb->add_option("--text", options->text, "What whoever treats must know");
    flagVerb->add_option("--severity", options->severity, "high, medium or low")
        ->check(CLI::IsMember({ "high", "medium", "low" }));
    auto* remove = flagVerb->add_option("--remove", options->remove, "Id of a flag to remove");
    remove->needs(flagVerb->add_option("--reason", options->reason, "Why it is removed"));
    CLI::App* importVerb = verb("import", "FHIR R5 Patient: JSON, Bundle or NDJSON", import);
    importVerb->add_option("FILE", options->file, "File, or - for standard input")->required();
    verb("export", "The whole directory as FHIR R5 Patient, one a line", exportAll);
}

} // namespace locus::cli
