// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/patients/patient_index.h"
#include "core/patients/patients_reader.h"
#include "core/store/analyses.h"
#include "core/store/database.h"
#include "core/store/event_log.h"
#include "core/store/patients.h"

#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

namespace locus::store {

// Patients on a read-only connection of its own, with an index in memory that takes in what changed
// before each search. Thread contract: one thread at a time.
class StorePatientsReader final : public patients::PatientsReader
{
public:
    static Result<std::unique_ptr<StorePatientsReader>> open(
        const std::filesystem::path& file, const PayloadCodec& codec);

    Result<patients::PatientPage> search(const patients::PatientQuery& query) override;
    Result<patients::PatientPage> all(const patients::PatientQuery& query) override;
    Result<patients::Patient> get(std::string_view id) override;
    Result<patients::PatientRecord> record(std::string_view id) override;
    Result<patients::TimelinePage> timeline(const patients::TimelineQuery& query) override;
    Result<std::vector<std::string>> references(std::string_view id) override;

private:
    using Number = patients::PatientIndex::Number;

    StorePatientsReader(Database database, const PayloadCodec& codec);
    Status catchUp();
    void note(Number number, const std::optional<patients::Patient>& patient);
    [[nodiscard]] std::vector<std::string> mergedInto(const std::string& id) const;
    // Whose events a time line shows.
    Result<std::vector<std::string>> recordsOf(const std::string& id);
    Result<bool> isOthersToo(const std::string& value, const std::vector<std::string>& own);

    Database m_database;
    Patients m_patients;
    Analyses m_analyses;
    EventLog m_events;
    patients::PatientIndex m_index;
    struct Merge
    {
        std::string from;
        std::string into;
    };
    std::unordered_map<Number, Merge> m_merges; // by the row that retired
    std::int64_t m_seen = 0; // change
};

} // namespace locus::store
