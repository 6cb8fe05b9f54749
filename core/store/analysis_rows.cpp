// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/analysis_rows.h"

#include "core/base/payload_codec.h"
#include "core/store/database.h"
#include "core/store/kept.h"
#include "core/store/octets.h"
#include "core/store/row_codec.h"

namespace locus::store {

namespace {
constexpr const char* putSql =
    "INSERT INTO analysis_row VALUES(?,?,?) ON CONFLICT(analysis,number) DO UPDATE SET "
    "body=excluded.body";
constexpr const char* removeSql = "DELETE FROM analysis_row WHERE analysis=?";
constexpr const char* pageSql =
    "SELECT body FROM analysis_row WHERE analysis=? AND number>=? ORDER BY number LIMIT ?";
constexpr const char* countSql = "SELECT count(*) FROM analysis_row WHERE analysis=?";
} // namespace

Status AnalysisRows::put(const analyses::AnalysisId& id, std::int64_t first,
    std::span<const genetics::AnnotationRow> rows, std::string_view subject)
{
    for (const auto& row : rows) {
        LOCUS_TRY_VALUE(sealed, m_codec.seal(packRow(row), subject));
        LOCUS_TRY(
            Query(m_database, putSql).blob(octetsOf(id.uuid())).number(first++).blob(sealed).run());
    }
    return {};
}

Status AnalysisRows::removeAll(const analyses::AnalysisId& id)
{
    return Query(m_database, removeSql).blob(octetsOf(id.uuid())).run();
}

Result<std::vector<genetics::AnnotationRow>> AnalysisRows::page(
    const analyses::AnalysisId& id, std::int64_t first, int limit)
{
    std::vector<genetics::AnnotationRow> rows;
    Query query(m_database, pageSql);
    query.blob(octetsOf(id.uuid())).number(first).number(limit);
    for (;;) {
        LOCUS_TRY_VALUE(there, query.step());
        if (!there) {
            return rows;
        }
        LOCUS_TRY_VALUE(packed, openIfKept(m_codec, query.bytesAt(0)));
        if (!packed) {
            continue;
        }
        LOCUS_TRY_VALUE(row, unpackRow(*packed));
        rows.push_back(std::move(row));
    }
}

Result<std::int64_t> AnalysisRows::count(const analyses::AnalysisId& id)
{
    Query query(m_database, countSql);
    LOCUS_TRY(query.blob(octetsOf(id.uuid())).step());
    return query.integerAt(0);
}

} // namespace locus::store
