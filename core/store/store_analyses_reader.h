// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/analyses/analyses_reader.h"
#include "core/store/analyses.h"
#include "core/store/analysis_rows.h"
#include "core/store/database.h"

#include <filesystem>
#include <functional>
#include <map>
#include <memory>

namespace locus::store {

// What lists and pages show, on a read-only connection of its own. Pages are keysets: nothing is
// skipped or repeated while rows change. Thread contract: one thread at a time.
class StoreAnalysesReader final : public analyses::AnalysesReader
{
public:
    static Result<std::unique_ptr<StoreAnalysesReader>> open(
        const std::filesystem::path& file, const PayloadCodec& codec);

    // Errors: invalid "analyses.bad_page_key", "analyses.bad_limit".
    Result<analyses::Page> list(const analyses::Query& query) override;
    Result<analyses::Summary> summary(const analyses::AnalysisId& id) override;
    Result<analyses::Detail> get(const analyses::AnalysisId& id) override;
    Result<analyses::RowPage> rows(
        const analyses::AnalysisId& id, std::int64_t firstRow, int limit) override;

    // What a /genetics session asked for, the latest `limit`, oldest first.
    Result<std::vector<analyses::AnalysisId>> ofSession(
        const std::string& user, const std::string& session, int limit);

private:
    StoreAnalysesReader(Database database, const PayloadCodec& codec);
    Result<std::int64_t> total(const analyses::Query& query);

    Database m_database;
    const PayloadCodec& m_codec;
    Analyses m_analyses;
    AnalysisRows m_rows;
    // Statements by their text: the number of different filters is small.
    std::map<std::string, std::unique_ptr<std::string>> m_sql;
    std::map<std::string, std::int64_t> m_totals; // by filter, of m_dataVersion
    std::int64_t m_dataVersion = -1;

    const char* kept(std::string sql);
};

} // namespace locus::store
