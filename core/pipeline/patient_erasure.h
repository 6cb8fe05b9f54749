// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/patients/patient_codec.h"
#include "core/pipeline/command.h"
#include "core/store/subjects.h"

#include <cstdint>
#include <string>
#include <vector>

namespace locus::store {
class Store;
}

namespace locus::pipeline {

// The record as the directory has it; of who is not there or was erased the version alone, so that
// his stream counts on.
Result<patients::Patient> patientOf(const std::string& id, store::Store& store);

// What patients.erase would take: the records of one person and all that is kept under them.
struct PatientErasure
{
    patients::Erasure wish;
    std::uint64_t version = 0; // of the record that was named
    std::vector<std::string> records; // that one first, then those that were merged into it
    store::Subjects subjects;

    [[nodiscard]] Measured measured() const;
};

// Reads alone. Errors: those of patients::checkErasure(); invalid "patients.malformed", not_found
// "patients.unknown"; refused "patients.erased", "patients.not_theirs", "sealing.off".
Result<PatientErasure> readErasure(const Command& command, store::Store& store);

} // namespace locus::pipeline
