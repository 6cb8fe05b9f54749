// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/patients/patient.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <variant>

namespace locus::patients {

// What happened to a patient, as the catalogue names it (Patient.*, PatientFlag.*). Each says all
// that it changes, so that applying needs nothing else.
struct Registered // Patient.Created
{
    Patient patient;
};
struct Changed // Patient.Updated, AddressChanged, ContactChanged: what it says replaces what was
{
    std::optional<std::vector<Name>> names;
    std::optional<PartialDate> birthDate;
    std::optional<Gender> gender;
};
struct IdentifierAdded
{
    Identifier identifier;
};
struct IdentifierRemoved
{
    Identifier identifier;
    std::string reason;
};
struct Merged // of the record that retires
{
    std::string into;
    std::string reason;
};
struct Unmerged
{
    std::string from;
    std::string reason;
};
struct Deactivated
{
    std::string reason;
};
struct Reactivated
{ };
struct DeathRecorded
{
    std::optional<PartialDate> date;
};
struct FlagRaised // also PatientFlag.Updated: the one of the same id is replaced
{
    Flag flag;
};
struct FlagCleared
{
    std::string id;
    std::string reason {};
};
struct Anonymized
{ };
inline constexpr int mostMerges = 64; // in a row

using PatientEvent = std::variant<Registered, Changed, IdentifierAdded, IdentifierRemoved, Merged,
    Unmerged, Deactivated, Reactivated, DeathRecorded, FlagRaised, FlagCleared, Anonymized>;

// "Patient.Created" ...
std::string_view typeOf(const PatientEvent& event);

// The state after the event. Total: an event that came from elsewhere is a fact and is never
// refused. The version goes up by one.
Patient apply(Patient state, const PatientEvent& event);

// Whether a person may do this to `state` now; the event is then what happens. `other`: the record
// that a merge names, as it stands now (not there: unknown).
// Errors: conflict "patients.exists", not_found "patients.unknown", invalid "patients.incomplete",
// "patients.reason"; refused "patients.merged_already",
// "patients.not_merged", "patients.merge_circle", "patients.inactive", "patients.active".
Status check(const Patient& state, const PatientEvent& event, const Patient& other = {});

// Whether a person may erase this record. Errors: invalid "patients.reason", refused
// "patients.merged_already" (the record that stands for it is to be erased).
Status checkErasure(const Patient& state, const std::string& reason);

// The record that stands for `id` now: merges are followed, a circle from elsewhere ends at its
// start. `find` gives the state of a record.
template <typename Find> std::string standsFor(std::string id, const Find& find)
{
    const std::string start = id;
    for (int steps = 0; steps < mostMerges; ++steps) {
        const Patient& at = find(id);
        if (at.mergedInto.empty()) {
            return id;
        }
        id = at.mergedInto;
    }
    return start;
}

} // namespace locus::patients
