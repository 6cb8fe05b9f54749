// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/bytes.h"
#include "core/base/result.h"
#include "core/patients/patient_rules.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace locus::patients {

// FHIR R5 Patient (hl7.org/fhir/R5/patient.html): id, active, name, identifier, gender, birthDate,
// deceased[x] and the link "replaced-by". Other elements are not kept here; the event that brought
// them keeps them as they came. Flags are resources of their own in FHIR and do not travel with it.
Bytes toFhir(const Patient& patient);
// Errors: poison "patients.malformed" with "field", "path" (JSON pointer), "found", "allowed".
Result<Patient> fromFhir(BytesView json);

// The payload of a Patient.* or PatientFlag.* event: `patientId`, and either a FHIR resource under
// `patient`, or the resource itself, or the members of it beside the id.
// No event for a type that does not change the directory (Patient.Exported).
// Errors: as above.
struct PatientChange
{
    std::string patientId;
    PatientEvent event;
};
// `newId`: of a patient who is to be registered and has none yet.
Result<std::optional<PatientChange>> decodeChange(
    std::string_view type, BytesView data, const std::string& newId = {});
Bytes encodeChange(const PatientChange& change);

// What a person asks for who erases somebody. `references`: under which else his data stand, as
// PatientsReader::references() tells.
struct Erasure
{
    std::string patientId;
    std::string reason;
    std::vector<std::string> references {};
};
Bytes encodeErasure(const Erasure& erasure);
// Errors: poison "patients.malformed".
Result<Erasure> decodeErasure(BytesView data);

// The state as the store keeps it, flags included.
Bytes packPatient(const Patient& patient);
Result<Patient> unpackPatient(BytesView packed);

} // namespace locus::patients
