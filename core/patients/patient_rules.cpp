// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/patients/patient_rules.h"

#include "core/base/text.h"

#include <algorithm>
#include <array>
#include <utility>

namespace locus::patients {

namespace {

// In the order of the variant.
constexpr std::array<std::string_view, std::variant_size_v<PatientEvent>> types {
    "Patient.Created",
    "Patient.Updated",
    "Patient.IdentifierAdded",
    "Patient.IdentifierRemoved",
    "Patient.Merged",
    "Patient.Unmerged",
    "Patient.Deactivated",
    "Patient.Reactivated",
    "Patient.DeathRecorded",
    "PatientFlag.Raised",
    "PatientFlag.Cleared",
    "Patient.Anonymized",
};

struct Apply
{
    Patient& to;

    void operator()(const Registered& event) const
    {
        const std::uint64_t version = to.version;
        to = event.patient;
        to.version = version;
    }
    void operator()(const Changed& event) const
    {
        to.names = event.names.value_or(to.names);
        to.birthDate = event.birthDate ? event.birthDate : to.birthDate;
        to.gender = event.gender.value_or(to.gender);
    }
    void operator()(const IdentifierAdded& event) const
    {
        drop(event.identifier);
        to.identifiers.push_back(event.identifier);
    }
    void operator()(const IdentifierRemoved& event) const { drop(event.identifier); }
    void operator()(const Merged& event) const { to.mergedInto = event.into; }
    void operator()(const Unmerged&) const { to.mergedInto.clear(); }
    void operator()(const Deactivated&) const { to.active = false; }
    void operator()(const Reactivated&) const { to.active = true; }
    void operator()(const DeathRecorded& event) const
    {
        to.deceased = true;
        to.deceasedOn = event.date;
    }
    void operator()(const FlagRaised& event) const
    {
        (*this)(FlagCleared { event.flag.id });
        to.flags.push_back(event.flag);
    }
    void operator()(const FlagCleared& event) const
    {
        std::erase_if(to.flags, [&](const Flag& flag) { return flag.id == event.id; });
    }
    void operator()(const Anonymized&) const
    {
        Patient left;
        left.id = to.id;
        left.version = to.version;
        left.active = false;
        left.mergedInto = to.mergedInto;
        to = std::move(left);
    }

private:
    void drop(const Identifier& identifier) const
    {
        std::erase_if(to.identifiers, [&](const Identifier& one) {
            return one.system == identifier.system && one.value == identifier.value;
        });
    }
};

bool isNamed(const std::vector<Name>& names)
{
    return !names.empty() && std::all_of(names.begin(), names.end(), [](const Name& name) {
        return !trimmed(name.family).empty() || !name.given.empty();
    });
}

Error missing(const char* field, const char* what)
{
    return invalid("patients.incomplete", std::string(what) + " is missing").with("field", field);
}

Status reasoned(const std::string& reason)
{
    return trimmed(reason).empty()
        ? Status(invalid("patients.reason", "this needs a reason").with("field", "reason"))
        : Status();
}

struct Check
{
    const Patient& state;
    const Patient& other;

    Status operator()(const Registered& event) const
    {
        return isNamed(event.patient.names) ? Status() : Status(missing("names", "a name"));
    }
    Status operator()(const Changed& event) const
    {
        return !event.names || isNamed(*event.names) ? Status()
                                                     : Status(missing("names", "a name"));
    }
    Status operator()(const IdentifierAdded& event) const
    {
        return event.identifier.system.empty() || event.identifier.value.empty()
            ? Status(missing("identifier", "the system or the value of the identifier"))
            : Status();
    }
    Status operator()(const IdentifierRemoved& event) const
    {
        const auto& all = state.identifiers;
        const bool known = std::any_of(all.begin(), all.end(), [&](const Identifier& one) {
            return one.system == event.identifier.system && one.value == event.identifier.value;
        });
        return known ? reasoned(event.reason)
                     : Status(notFound("patients.unknown", "the patient has no such identifier")
                                  .with("field", "identifier"));
    }
    Status operator()(const Merged& event) const
    {
        if (event.into == state.id) {
            return refused("patients.merge_circle", "a record cannot be merged into itself")
                .with("field", "into");
        }
        if (!other.isThere()) {
            return notFound("patients.unknown", "there is no patient to merge into")
                .with("field", "into");
        }
        if (!other.mergedInto.empty()) {
            return refused("patients.merge_circle",
                "the record to merge into is itself merged; merge into the one that stands for it")
                .with("field", "into")
                .with("allowed", other.mergedInto);
        }
        return reasoned(event.reason);
    }
    Status operator()(const Unmerged& event) const { return reasoned(event.reason); }
    Status operator()(const Deactivated& event) const
    {
        return state.active
            ? reasoned(event.reason)
            : Status(refused("patients.inactive", "the record is inactive already"));
    }
    Status operator()(const Reactivated&) const
    {
        return state.active ? Status(refused("patients.active", "the record is active already"))
                            : Status();
    }
    Status operator()(const DeathRecorded&) const { return {}; }
    Status operator()(const FlagRaised& event) const
    {
        return event.flag.id.empty() || event.flag.text.empty()
            ? Status(missing("flag", "the text of the flag"))
            : Status();
    }
    Status operator()(const FlagCleared& event) const
    {
        const bool known = std::any_of(state.flags.begin(), state.flags.end(),
            [&](const Flag& flag) { return flag.id == event.id; });
        return known
            ? reasoned(event.reason)
            : Status(
                notFound("patients.unknown", "the patient has no such flag").with("field", "flag"));
    }
    Status operator()(const Anonymized&) const { return {}; }
};

} // namespace

std::string_view typeOf(const PatientEvent& event)
{
    return types.at(event.index());
}

Patient apply(Patient state, const PatientEvent& event)
{
    std::visit(Apply { state }, event);
    ++state.version;
    return state;
}

Status check(const Patient& state, const PatientEvent& event, const Patient& other)
{
    const bool begins = std::holds_alternative<Registered>(event);
    if (begins && state.isThere()) {
        return conflict("patients.exists", "there is a patient of this id already");
    }
    if (!begins && !state.isThere()) {
        return notFound("patients.unknown", "there is no patient of this id");
    }
    const bool unmerges = std::holds_alternative<Unmerged>(event);
    if (!state.mergedInto.empty() && !unmerges) {
        return refused("patients.merged_already",
            "this record was merged; what is to be changed stands in the one that stands for it, "
            "or it must be unmerged first")
            .with("mergedInto", state.mergedInto)
            .with("allowed", "unmerge");
    }
    if (unmerges && state.mergedInto.empty()) {
        return refused("patients.not_merged", "this record is not merged into another");
    }
    return std::visit(Check { state, other }, event);
}

Status checkErasure(const Patient& state, const std::string& reason)
{
    if (!state.mergedInto.empty()) {
        return refused("patients.merged_already",
            "this record was merged into another one; erase that one, and this goes with it")
            .with("field", "patientId")
            .with("allowed", state.mergedInto);
    }
    return reasoned(reason);
}

} // namespace locus::patients
