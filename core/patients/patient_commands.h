// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <string_view>

namespace locus::patients {

// What a person may ask for, and the event that it leads to. The body of a command is the payload
// of that event (patient_codec.h).
struct PatientCommand
{
    std::string_view name; // as the RPC method
    std::string_view event;
};
inline constexpr std::array<PatientCommand, 11> patientCommands { {
    { "patients.register", "Patient.Created" },
    { "patients.update", "Patient.Updated" },
    { "patients.addIdentifier", "Patient.IdentifierAdded" },
    { "patients.removeIdentifier", "Patient.IdentifierRemoved" },
    { "patients.merge", "Patient.Merged" },
    { "patients.unmerge", "Patient.Unmerged" },
    { "patients.deactivate", "Patient.Deactivated" },
    { "patients.reactivate", "Patient.Reactivated" },
    { "patients.recordDeath", "Patient.DeathRecorded" },
    { "patients.raiseFlag", "PatientFlag.Raised" },
    { "patients.clearFlag", "PatientFlag.Cleared" },
} };

// The one command that ends a record and what is known of its person everywhere else
// (patient_codec.h, Erasure). It leads to Patient.Anonymized.
inline constexpr std::string_view eraseCommand = "patients.erase";

// Empty: not one of these commands.
constexpr std::string_view eventOf(std::string_view command)
{
    for (const PatientCommand& known : patientCommands) {
        if (known.name == command) {
            return known.event;
        }
    }
    return {};
}

} // namespace locus::patients
