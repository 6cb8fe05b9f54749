// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/analyses/analysis_rules.h"
#include "core/base/bytes.h"
#include "core/base/result.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace locus {
class PayloadCodec;
}

namespace locus::sqlite {
class Query;
}

namespace locus::store {

class Database;

// State of all analyses. Writing needs the writer's connection; reading any.
class Analyses
{
public:
    Analyses(Database& database, const PayloadCodec& codec)
        : m_database(database)
        , m_codec(codec)
    { }

    Result<std::optional<analyses::Summary>> summary(const analyses::AnalysisId& id);
    // The whole state, as its events made it.
    Result<std::optional<analyses::Aggregate>> load(const analyses::AnalysisId& id);

    // Each inserts or replaces its part of the state. The summary comes first: the others belong to
    // it.
    Status putSummary(const analyses::Summary& summary);
    Status putRequest(const analyses::Aggregate& state);
    Status putResult(const analyses::Aggregate& state);

    Result<std::vector<analyses::AnalysisId>> ofPatient(std::string_view patientRef);
    // What a /genetics session asked for, the latest `limit`, oldest first.
    Result<std::vector<analyses::AnalysisId>> ofSession(
        std::string_view user, std::string_view session, int limit);

private:
    Status readRequest(analyses::Aggregate& state);
    Status readResult(analyses::Aggregate& state);

    Database& m_database;
    const PayloadCodec& m_codec;
};

// The columns of a summary, in the order that readSummary() expects.
inline constexpr const char* summaryColumns =
    "id,state,mode,priority,assembly,patient_ref,label,submitted_by,submitted_us,changed_us,"
    "variants,annotated,not_annotated,most_severe,reviewer,failure_code,failure_reason,version,"
    "who";
inline constexpr int whoColumn = 18; // the last of them
Result<analyses::Summary> readSummary(const sqlite::Query& query, const PayloadCodec& codec);
// Whether the column "who" names the text, in any case of its letters (ASCII).
Result<bool> namesText(const PayloadCodec& codec, BytesView who, std::string_view text);

} // namespace locus::store
