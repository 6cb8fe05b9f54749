// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/analyses/analysis.h"
#include "core/base/result.h"

#include <optional>
#include <string>
#include <vector>

namespace locus::analyses {

// Sorting of a list; the id breaks ties, so a keyset page never repeats or skips a row.
enum class SortBy : std::uint8_t
{
    SubmittedAt,
    ChangedAt,
    State,
    MostSevere,
    Variants,
    NotAnnotated
};

struct Query
{
    std::vector<State> states; // empty: all
    std::optional<Mode> mode;
    std::string submittedBy;
    std::string patientRef;
    std::string text; // part of label, patientRef or id
    SortBy sortBy = SortBy::SubmittedAt;
    bool descending = true;
    int limit = 200; // 1..500
    std::string after; // opaque key of the last row seen; empty: from the start
};

struct Page
{
    std::vector<Summary> items;
    std::string next; // empty: no more
    std::optional<std::int64_t> total; // exact, or nothing
};

struct RowPage
{
    std::vector<genetics::AnnotationRow> rows;
    std::int64_t firstRow = 0; // 0-based number of rows[0]
    std::int64_t total = 0;
};

// What the gateway reads. Thread contract: one thread at a time; each user makes its own.
class AnalysesReader
{
public:
    AnalysesReader() = default;
    AnalysesReader(const AnalysesReader&) = delete;
    AnalysesReader& operator=(const AnalysesReader&) = delete;
    virtual ~AnalysesReader() = default;

    virtual Result<Page> list(const Query& query) = 0;
    // Errors: not_found "analyses.unknown".
    virtual Result<Summary> summary(const AnalysisId& id) = 0;
    virtual Result<Detail> get(const AnalysisId& id) = 0;
    virtual Result<RowPage> rows(const AnalysisId& id, std::int64_t firstRow, int limit) = 0;
};

} // namespace locus::analyses
