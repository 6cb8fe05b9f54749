// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/pipeline/patients_role.h"

#include "core/base/json_writer.h"
#include "core/patients/patient_codec.h"
#include "core/patients/patient_commands.h"
#include "core/pipeline/effects.h"
#include "core/pipeline/failure_class.h"

#include <utility>

namespace locus::pipeline {

using patients::Patient;
using patients::PatientChange;

namespace {

constexpr std::string_view created = "Patient.Created";

std::string streamOf(const std::string& patientId)
{
    return "Patient/" + patientId;
}

Result<Patient> stateOf(const std::string& id, Effects& effects)
{
    LOCUS_TRY_VALUE(found, effects.store().patients.load(id));
    if (found) {
        return std::move(*found);
    }
    Patient nobody; // or erased: the log counts on
    LOCUS_TRY_VALUE(version, effects.store().events.versionOf(streamOf(id)));
    nobody.version = version;
    return nobody;
}

// Whatever names it, a change of a patient stands in his stream; flags are changes of theirs.
void ofPatient(events::Envelope& event, const std::string& patientId)
{
    event.aggregateType = "Patient";
    event.aggregateId = patientId;
}

Status keep(const Patient& patient, Effects& effects)
{
    LOCUS_TRY(effects.store().patients.put(patient));
    effects.changed("patients", "put", patient.id);
    return {};
}

Result<PatientChange> wished(const Command& command, Instant now)
{
    const std::string newId = deriveUuid(command.id.toString(), now, "patient").toString();
    auto change = patients::decodeChange(patients::eventOf(command.name), command.body, newId);
    if (!change.ok()) {
        Error error = std::move(change).error();
        error.kind = ErrorKind::Invalid; // a person wrote it
        return error;
    }
    return std::move(**change);
}

Status checkVersion(const Command& command, const Patient& state)
{
    if (!command.expectedVersion || *command.expectedVersion == state.version) {
        return {};
    }
    const std::string current = std::to_string(state.version);
    return conflict("patients.version_conflict",
        "somebody changed this patient meanwhile; it has version " + current + " now")
        .with("currentVersion", current);
}

} // namespace

PatientsRole::PatientsRole(std::string_view installation, std::string tenantId)
    : m_ownPrefix("/locus/" + std::string(installation) + '/')
    , m_factory(installation, "patients", std::move(tenantId))
{ }

bool PatientsRole::wants(const Incoming& incoming) const
{
    const std::string_view type = incoming.event.type;
    return (type.starts_with("Patient.") || type.starts_with("PatientFlag."))
        && !incoming.event.source.starts_with(m_ownPrefix);
}

bool PatientsRole::begins(const Incoming& incoming) const
{
    return incoming.event.type == created;
}

Status PatientsRole::onEvent(const Incoming& incoming, Effects& effects)
{
    LOCUS_TRY_VALUE(change, patients::decodeChange(incoming.event.type, incoming.event.data));
    if (!change) {
        return {};
    }
    LOCUS_TRY_VALUE(state, stateOf(change->patientId, effects));
    if (!state.isThere() && !begins(incoming)) {
        return awaiting("patients.unknown", "a change of a patient who is not known yet",
            streamOf(change->patientId));
    }
    state = patients::apply(std::move(state), change->event);
    events::Envelope event = incoming.event;
    ofPatient(event, state.id);
    LOCUS_TRY(effects.keepForeign({ event, incoming.topic, incoming.record }, state.version));
    return keep(state, effects);
}

bool PatientsRole::handles(std::string_view command) const
{
    return !patients::eventOf(command).empty();
}

Answer PatientsRole::onCommand(const Command& command, Effects& effects)
{
    LOCUS_TRY_VALUE(change, wished(command, effects.now()));
    effects.concerns(streamOf(change.patientId), change.patientId);
    LOCUS_TRY_VALUE(state, stateOf(change.patientId, effects));
    LOCUS_TRY(checkVersion(command, state));
    Patient other;
    if (const auto* merge = std::get_if<patients::Merged>(&change.event)) {
        LOCUS_TRY_VALUE(into, stateOf(merge->into, effects));
        other = std::move(into);
    }
    LOCUS_TRY(patients::check(state, change.event, other));
    state = patients::apply(std::move(state), change.event);
    events::NewEvent event { patients::typeOf(change.event), change.patientId,
        patients::encodeChange(change), effects.now() };
    event.streamVersion = state.version;
    event.actor = command.actor;
    event.onBehalfOf = command.onBehalfOf;
    events::Envelope made = m_factory.first(
        deriveUuid(command.id.toString(), effects.now(), "event"), std::move(event));
    ofPatient(made, change.patientId);
    LOCUS_TRY(effects.append(std::move(made), patientTopic));
    LOCUS_TRY(keep(state, effects));
    JsonWriter answer;
    answer.beginObject().member("patientId", state.id).key("version").number(state.version);
    return std::move(answer.endObject()).take();
}

} // namespace locus::pipeline
