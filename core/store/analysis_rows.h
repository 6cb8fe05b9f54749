// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/analyses/analysis.h"
#include "core/base/result.h"
#include "core/genetics/annotation.h"

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

namespace locus {
class PayloadCodec;
}

namespace locus::store {

class Database;

// The answer rows of all analyses, numbered from 0 in the order of the submission. Each passes the
// payload codec under the analysis' subject.
class AnalysisRows
{
public:
    AnalysisRows(Database& database, const PayloadCodec& codec)
        : m_database(database)
        , m_codec(codec)
    { }

    // Rows from number `first` on; a row that is there already is replaced.
    Status put(const analyses::AnalysisId& id, std::int64_t first,
        std::span<const genetics::AnnotationRow> rows, std::string_view subject);
    Status removeAll(const analyses::AnalysisId& id);
    Result<std::vector<genetics::AnnotationRow>> page(
        const analyses::AnalysisId& id, std::int64_t first, int limit);
    Result<std::int64_t> count(const analyses::AnalysisId& id);

private:
    Database& m_database;
    const PayloadCodec& m_codec;
};

} // namespace locus::store
