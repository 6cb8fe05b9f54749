// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/events/event_factory.h"
#include "core/patients/patient_codec.h"
#include "core/pipeline/role.h"

#include <string>

namespace locus::pipeline {

inline constexpr std::string_view patientTopic = "healthcare.patients.events";

// Owns the directory of patients. Commands are the verbs of patients.* (patients.merge), each with
// the payload of the event that it leads to; events of other systems are facts. A change of a
// patient who is not known yet waits in its lane for him.
class PatientsRole final : public Role
{
public:
    PatientsRole(std::string_view installation, std::string tenantId);

    [[nodiscard]] std::string_view name() const override { return "patients"; }
    [[nodiscard]] bool wants(const Incoming& incoming) const override;
    [[nodiscard]] bool begins(const Incoming& incoming) const override;
    Status onEvent(const Incoming& incoming, Effects& effects) override;
    [[nodiscard]] bool handles(std::string_view command) const override;
    // Answer: {"patientId", "version"}. Refusals: those of patients::check(); invalid
    // "patients.malformed"; refused "patients.erased"; conflict "patients.version_conflict" with
    // "currentVersion". patients.erase takes all that is known of a person, everywhere; it refuses
    // as readErasure().
    Answer onCommand(const Command& command, Effects& effects) override;
    [[nodiscard]] Result<std::optional<Measured>> measured(
        const Command& command, store::Store& store) const override;

private:
    Answer erase(const Command& command, Effects& effects);
    [[nodiscard]] events::Envelope eventOf(const patients::PatientChange& change,
        std::uint64_t version, const Command& command, Instant now) const;

    const std::string m_ownPrefix; // of the sources of this installation
    const events::EventFactory m_factory;
};

} // namespace locus::pipeline
