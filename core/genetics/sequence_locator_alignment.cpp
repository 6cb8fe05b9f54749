// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/genetics/sequence_locator_alignment.h"

#include "core/genetics/genetic_code.h"
#include "core/genetics/sequence_locator_events.h"

#include <edlib.h>

#include <algorithm>
#include <cstdlib>
#include <memory>

namespace locus::genetics {
namespace {

// edlib's alignment codes.
constexpr unsigned char opMatch = EDLIB_EDOP_MATCH;
constexpr unsigned char opInsert = EDLIB_EDOP_INSERT; // only in the query
constexpr unsigned char opDelete = EDLIB_EDOP_DELETE; // only in the target

// N and the IUPAC codes equal each base they stand for.
const std::vector<EdlibEqualityPair>& equalities()
{
    static const std::vector<EdlibEqualityPair> pairs = [] {
        std::vector<EdlibEqualityPair> all;
        for (const char code : std::string_view("NRYMKWSBDHV")) {
            for (const char base : std::string_view("ACGT")) {
                if (nucleotidesMatch(code, base)) {
                    all.push_back({ code, base });
                }
            }
        }
        return all;
    }();
    return pairs;
}

struct FreeResult
{
    void operator()(EdlibAlignResult* result) const
    {
        edlibFreeAlignResult(*result);
        delete result;
    }
};

// One column of the alignment with its places in both sequences.
struct Column
{
    unsigned char op = opMatch;
    std::int64_t query = 0; // before this column
    std::int64_t target = 0;
};

std::vector<Column> columnsOf(const EdlibAlignResult& result)
{
    std::vector<Column> columns;
    columns.reserve(static_cast<std::size_t>(result.alignmentLength));
    std::int64_t query = 0;
    std::int64_t target = result.startLocations[0];
    for (int i = 0; i < result.alignmentLength; ++i) {
        const unsigned char op = result.alignment[i];
        columns.push_back({ op, query, target });
        query += op == opDelete ? 0 : 1;
        target += op == opInsert ? 0 : 1;
    }
    return columns;
}

// The stretch of columns that is worth most: a match counts 1, a mismatch -2, a gap -4 however
// long. What lies outside it at the ends does not align.
std::pair<std::size_t, std::size_t> core(const std::vector<Column>& columns)
{
    std::int64_t score = 0;
    std::int64_t best = 0;
    std::size_t from = 0;
    std::pair<std::size_t, std::size_t> range { 0, 0 };
    for (std::size_t i = 0; i < columns.size(); ++i) {
        const unsigned char op = columns[i].op;
        const bool gap = op == opInsert || op == opDelete;
        const bool opened = gap && (i == 0 || columns[i - 1].op != op);
        score += op == opMatch ? 1 : gap ? (opened ? -4 : 0) : -2;
        if (score <= 0) {
            score = 0;
            from = i + 1;
        } else if (score > best) {
            best = score;
            range = { from, i + 1 };
        }
    }
    return range;
}

bool repeatsElsewhere(const EdlibAlignResult& result, std::size_t queryLength)
{
    // Ends that differ by a few bases are one place with a repeat at its edge.
    const auto apart = static_cast<int>(queryLength / 2 + 1);
    for (int i = 1; i < result.numLocations; ++i) {
        if (std::abs(result.endLocations[i] - result.endLocations[0]) >= apart) {
            return true;
        }
    }
    return false;
}

class Walk
{
public:
    Walk(std::string_view query, std::string_view target, const std::vector<Column>& columns)
        : m_query(query)
        , m_target(target)
        , m_columns(columns)
    { }

    void run(std::size_t from, std::size_t to, AlignedQuery& aligned)
    {
        for (std::size_t i = from; i < to; ++i) {
            const Column& column = m_columns[i];
            const bool gap = column.op == opInsert || column.op == opDelete;
            const char read = column.op == opDelete ? '\0' : letter(m_query, column.query);
            const char there = column.op == opInsert ? '\0' : letter(m_target, column.target);
            if ((read != '\0' && !isAcgt(read)) || (there != '\0' && !isAcgt(there))) {
                ++aligned.unknown;
                close(aligned);
            } else if (column.op == opMatch) {
                ++m_matches;
                ++m_counted;
                close(aligned);
            } else {
                m_counted += !gap || m_columns[i - 1].op != column.op ? 1 : 0;
                extend(column, read, there);
            }
        }
        close(aligned);
        const auto all = m_counted + aligned.unalignedStart + aligned.unalignedEnd;
        aligned.identity = all > 0 ? static_cast<double>(m_matches) / static_cast<double>(all) : 0;
    }

private:
    static char letter(std::string_view letters, std::int64_t at)
    {
        return letters[static_cast<std::size_t>(at)];
    }
    void extend(const Column& column, char read, char there)
    {
        if (!m_open) {
            m_open = AlignedDifference { column.target, {}, {} };
        }
        if (read != '\0') {
            m_open->alt += read;
        }
        if (there != '\0') {
            m_open->ref += there;
        }
    }
    void close(AlignedQuery& aligned)
    {
        if (m_open) {
            aligned.differences.push_back(*std::move(m_open));
            m_open.reset();
        }
    }

    std::string_view m_query;
    std::string_view m_target;
    const std::vector<Column>& m_columns;
    std::optional<AlignedDifference> m_open;
    std::int64_t m_matches = 0;
    std::int64_t m_counted = 0;
};

} // namespace

std::optional<AlignedQuery> alignInside(std::string_view query, std::string_view target)
{
    if (query.empty() || target.empty()) {
        return std::nullopt;
    }
    const auto& pairs = equalities();
    const EdlibAlignConfig config = edlibNewAlignConfig(
        -1, EDLIB_MODE_HW, EDLIB_TASK_PATH, pairs.data(), static_cast<int>(pairs.size()));
    const std::unique_ptr<EdlibAlignResult, FreeResult> result(
        new EdlibAlignResult(edlibAlign(query.data(), static_cast<int>(query.size()), target.data(),
            static_cast<int>(target.size()), config)));
    if (result->status != EDLIB_STATUS_OK || result->editDistance < 0
        || result->startLocations == nullptr || result->alignment == nullptr) {
        return std::nullopt;
    }
    const std::vector<Column> columns = columnsOf(*result);
    const auto [from, to] = core(columns);
    if (from == to) {
        return std::nullopt;
    }
    AlignedQuery aligned;
    aligned.editDistance = result->editDistance;
    aligned.elsewhereToo = repeatsElsewhere(*result, query.size());
    aligned.start = columns[from].target;
    aligned.end = columns[to - 1].target; // the core ends with a match
    aligned.unalignedStart = columns[from].query;
    aligned.unalignedEnd = static_cast<std::int64_t>(query.size()) - columns[to - 1].query - 1;
    Walk(query, target, columns).run(from, to, aligned);
    aligned.differences = withFewestGaps(aligned.differences, target);
    return aligned;
}

} // namespace locus::genetics
