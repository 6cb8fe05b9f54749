// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/patients/patient.h"

#include <cstddef>
#include <string_view>
#include <vector>

namespace locus::patients {

struct PatientPage
{
    std::vector<Patient> items;
    std::size_t total = 0; // how many there are, exact
};

// The directory as those who only look see it. Thread contract: one thread at a time.
class PatientsReader
{
public:
    PatientsReader() = default;
    PatientsReader(const PatientsReader&) = delete;
    PatientsReader& operator=(const PatientsReader&) = delete;
    virtual ~PatientsReader() = default;

    // What somebody typed: parts of names, an identifier, a date of birth (patient_index.h). The
    // first search reads the whole directory. Errors: invalid "patients.bad_limit".
    virtual Result<PatientPage> search(std::string_view typed, std::size_t limit) = 0;
    // Errors: not_found "patients.unknown".
    virtual Result<Patient> get(std::string_view id) = 0;
};

} // namespace locus::patients
