// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/patients/patient_index.h"
#include "core/patients/patients_reader.h"
#include "core/store/database.h"
#include "core/store/patients.h"

#include <filesystem>
#include <memory>

namespace locus::store {

// Patients on a read-only connection of its own, with an index in memory that takes in what changed
// before each search. Thread contract: one thread at a time.
class StorePatientsReader final : public patients::PatientsReader
{
public:
    static Result<std::unique_ptr<StorePatientsReader>> open(
        const std::filesystem::path& file, const PayloadCodec& codec);

    Result<patients::PatientPage> search(std::string_view typed, std::size_t limit) override;
    Result<patients::Patient> get(std::string_view id) override;

private:
    StorePatientsReader(Database database, const PayloadCodec& codec);
    Status catchUp();

    Database m_database;
    Patients m_patients;
    patients::PatientIndex m_index;
    std::int64_t m_seen = 0; // change
};

} // namespace locus::store
