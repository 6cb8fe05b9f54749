// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/pipeline/patients_role.h"

#include "core/base/json_writer.h"
#include "core/patients/patient_codec.h"
#include "core/patients/patient_commands.h"
#include "core/pipeline/effects.h"
#include "core/pipeline/failure_class.h"
#include "core/pipeline/patient_erasure.h"

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

Result<bool> wasErased(const Patient& state, const std::string& id, store::Store& store)
{
    return state.isThere() ? Result<bool>(false) : store.patients.isErased(id);
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

Bytes answerOf(const std::string& id, std::uint64_t version)
{
    JsonWriter answer;
    answer.beginObject().member("patientId", id).key("version").number(version);
    return std::move(answer.endObject()).take();
}

Status checkVersion(const Command& command, std::uint64_t version)
{
    if (!command.expectedVersion || *command.expectedVersion == version) {
        return {};
    }
    const std::string current = std::to_string(version);
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
    LOCUS_TRY_VALUE(state, patientOf(change->patientId, effects.store()));
    LOCUS_TRY_VALUE(erased, wasErased(state, change->patientId, effects.store()));
    if (erased) {
        return {}; // he does not come back with what others still send
    }
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
    return command == patients::eraseCommand || !patients::eventOf(command).empty();
}

events::Envelope PatientsRole::eventOf(
    const PatientChange& change, std::uint64_t version, const Command& command, Instant now) const
{
    events::NewEvent event { patients::typeOf(change.event), change.patientId,
        patients::encodeChange(change), now };
    event.streamVersion = version;
    event.actor = command.actor;
    event.onBehalfOf = command.onBehalfOf;
    events::Envelope made = m_factory.first(
        deriveUuid(command.id.toString(), now, "event " + change.patientId), std::move(event));
    ofPatient(made, change.patientId);
    return made;
}

Answer PatientsRole::onCommand(const Command& command, Effects& effects)
{
    if (command.name == patients::eraseCommand) {
        return erase(command, effects);
    }
    LOCUS_TRY_VALUE(change, wished(command, effects.now()));
    effects.concerns(streamOf(change.patientId), change.patientId);
    LOCUS_TRY_VALUE(state, patientOf(change.patientId, effects.store()));
    LOCUS_TRY_VALUE(erased, wasErased(state, change.patientId, effects.store()));
    if (erased) {
        return refused("patients.erased",
            "the person of this id was erased; somebody who comes again gets a new record");
    }
    LOCUS_TRY(checkVersion(command, state.version));
    Patient other;
    if (const auto* merge = std::get_if<patients::Merged>(&change.event)) {
        LOCUS_TRY_VALUE(into, patientOf(merge->into, effects.store()));
        other = std::move(into);
    }
    LOCUS_TRY(patients::check(state, change.event, other));
    state = patients::apply(std::move(state), change.event);
    LOCUS_TRY(effects.append(eventOf(change, state.version, command, effects.now()), patientTopic));
    LOCUS_TRY(keep(state, effects));
    return answerOf(state.id, state.version);
}

Result<std::optional<Measured>> PatientsRole::measured(
    const Command& command, store::Store& store) const
{
    if (command.name != patients::eraseCommand) {
        return std::optional<Measured>();
    }
    LOCUS_TRY_VALUE(erasure, readErasure(command, store));
    return std::optional(erasure.measured());
}

Answer PatientsRole::erase(const Command& command, Effects& effects)
{
    LOCUS_TRY_VALUE(erasure, readErasure(command, effects.store()));
    const std::string& id = erasure.wish.patientId;
    effects.concerns(streamOf(id), id);
    LOCUS_TRY(checkVersion(command, erasure.version));
    for (const std::string& record : erasure.records) {
        LOCUS_TRY_VALUE(state, patientOf(record, effects.store()));
        // Others have to know, also when the key of the stream has gone.
        LOCUS_TRY(effects.appendPlainly(
            eventOf({ record, patients::Anonymized() }, state.version + 1, command, effects.now()),
            patientTopic));
        LOCUS_TRY(effects.store().patients.erase(record));
        effects.changed("patients", "delete", record);
    }
    LOCUS_TRY(effects.erase(erasure.subjects));
    return answerOf(id, erasure.version + 1);
}

} // namespace locus::pipeline
