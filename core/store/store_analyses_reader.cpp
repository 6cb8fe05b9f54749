// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/store_analyses_reader.h"

#include "core/base/payload_codec.h"
#include "core/base/text.h"
#include "core/store/octets.h"

#include <array>
#include <charconv>

namespace locus::store {

using analyses::AnalysisId;
using analyses::SortBy;

namespace {

const char* columnOf(SortBy sort)
{
    switch (sort) {
    case SortBy::SubmittedAt: return "submitted_us";
    case SortBy::ChangedAt: return "changed_us";
    case SortBy::State: return "state";
    case SortBy::MostSevere: return "severity";
    case SortBy::Variants: return "variants";
    case SortBy::NotAnnotated: return "not_annotated";
    }
    return "submitted_us";
}

// A filter as SQL; bind() gives the values in the same order.
std::string conditions(const analyses::Query& query)
{
    std::string out;
    const auto add = [&out](std::string_view condition) {
        out += (out.empty() ? " WHERE " : " AND ");
        out += condition;
    };
    if (!query.states.empty()) {
        std::string marks(query.states.size() * 2 - 1, ',');
        for (std::size_t i = 0; i < marks.size(); i += 2) {
            marks[i] = '?';
        }
        add("state IN (" + marks + ")");
    }
    if (query.mode) {
        add("mode=?");
    }
    if (!query.submittedBy.empty()) {
        add("submitted_by=?");
    }
    if (!query.patientRef.empty()) {
        add("patient_ref IN (?,?) AND patient_ref<>''");
    }
    if (!query.text.empty()) {
        add("(CASE WHEN who IS NULL THEN label LIKE ? ESCAPE '!' OR patient_ref LIKE ? ESCAPE '!' "
            "ELSE names_text(who,?) END OR id=?)");
    }
    return out;
}

struct FilterValues
{
    std::string like;
    std::string patient;
    Uuid id;

    FilterValues(const analyses::Query& query, const PayloadCodec& codec)
        : patient(codec.lookUp(query.patientRef))
    {
        like = "%";
        for (const char c : query.text) {
            if (c == '%' || c == '_' || c == '!') {
                like += '!';
            }
            like += c;
        }
        like += '%';
        id = Uuid::parse(query.text).valueOr(Uuid());
    }

    void bind(Query& sql, const analyses::Query& query) const
    {
        for (const auto state : query.states) {
            sql.number(static_cast<int>(state));
        }
        if (query.mode) {
            sql.number(static_cast<int>(*query.mode));
        }
        if (!query.submittedBy.empty()) {
            sql.text(query.submittedBy);
        }
        if (!query.patientRef.empty()) {
            sql.text(patient).text(query.patientRef);
        }
        if (!query.text.empty()) {
            sql.text(like).text(like).text(query.text).blob(octetsOf(id));
        }
    }
};

// Where a page ended: value of the sort column and id.
struct PageKey
{
    std::int64_t value = 0;
    Uuid id;

    [[nodiscard]] std::string text() const { return std::to_string(value) + "~" + id.toString(); }

    static Result<PageKey> parse(std::string_view text)
    {
        const auto parts = split(text, '~');
        const auto value = parts.size() == 2 ? toInt(parts[0]) : std::nullopt;
        const auto id = parts.size() == 2 ? Uuid::parse(parts[1]) : Result<Uuid>(Uuid());
        if (!value || !id.ok()) {
            return invalid("analyses.bad_page_key", "\"after\" is not a key that a page gave")
                .with("field", "after");
        }
        return PageKey { *value, *id };
    }
};

std::string filterKey(const analyses::Query& query)
{
    std::string key;
    for (const auto state : query.states) {
        key += std::to_string(static_cast<int>(state)) + ",";
    }
    key += query.mode ? std::to_string(static_cast<int>(*query.mode)) : "";
    for (const std::string* part : { &query.submittedBy, &query.patientRef, &query.text }) {
        key += '\0' + *part;
    }
    return key;
}

Error unknown(const AnalysisId& id)
{
    return notFound("analyses.unknown", "there is no analysis " + id.toString());
}

} // namespace

Result<std::unique_ptr<StoreAnalysesReader>> StoreAnalysesReader::open(
    const std::filesystem::path& file, const PayloadCodec& codec)
{
    LOCUS_TRY_VALUE(database, Database::open(file, Access::Reader));
    LOCUS_TRY(database.define("names_text",
        [&codec](BytesView who, BytesView text) { return namesText(codec, who, text); }));
    return std::unique_ptr<StoreAnalysesReader>(
        new StoreAnalysesReader(std::move(database), codec));
}

StoreAnalysesReader::StoreAnalysesReader(Database database, const PayloadCodec& codec)
    : m_database(std::move(database))
    , m_codec(codec)
    , m_analyses(m_database, codec)
    , m_rows(m_database, codec)
{ }

const char* StoreAnalysesReader::kept(std::string sql)
{
    auto& slot = m_sql[sql];
    if (!slot) {
        slot = std::make_unique<std::string>(std::move(sql));
    }
    return slot->c_str();
}

Result<std::int64_t> StoreAnalysesReader::total(const analyses::Query& query)
{
    LOCUS_TRY_VALUE(version, m_database.integer("PRAGMA data_version"));
    if (version != m_dataVersion) {
        m_totals.clear();
        m_dataVersion = version;
    }
    const std::string key = filterKey(query);
    if (const auto known = m_totals.find(key); known != m_totals.end()) {
        return known->second;
    }
    const FilterValues values(query, m_codec);
    Query sql(m_database, kept("SELECT count(*) FROM analysis" + conditions(query)));
    values.bind(sql, query);
    LOCUS_TRY(sql.step());
    return m_totals[key] = sql.integerAt(0);
}

Result<analyses::Page> StoreAnalysesReader::list(const analyses::Query& query)
{
    if (query.limit < 1 || query.limit > 500) {
        return invalid("analyses.bad_limit", "a page holds 1 to 500 rows")
            .with("field", "limit")
            .with("allowed", "1-500");
    }
    const std::string column = columnOf(query.sortBy);
    std::string where = conditions(query);
    std::optional<PageKey> after;
    if (!query.after.empty()) {
        LOCUS_TRY_VALUE(key, PageKey::parse(query.after));
        after = key;
        where += (where.empty() ? " WHERE (" : " AND (") + column + ",id)"
            + (query.descending ? "<" : ">") + "(?,?)";
    }
    const char* const order = query.descending ? " DESC" : "";
    const FilterValues values(query, m_codec);
    Query sql(m_database,
        kept("SELECT " + std::string(summaryColumns) + "," + column + " FROM analysis" + where
            + " ORDER BY " + column + order + ",id" + order + " LIMIT ?"));
    values.bind(sql, query);
    if (after) {
        sql.number(after->value).blob(octetsOf(after->id));
    }
    sql.number(query.limit + 1);
    analyses::Page page;
    PageKey last;
    for (;;) {
        LOCUS_TRY_VALUE(row, sql.step());
        if (!row) {
            break;
        }
        if (static_cast<int>(page.items.size()) == query.limit) {
            page.next = last.text();
            break;
        }
        LOCUS_TRY_VALUE(item, readSummary(sql, m_codec));
        page.items.push_back(std::move(item));
        last = { sql.integerAt(whoColumn + 1), page.items.back().id.uuid() };
    }
    LOCUS_TRY_VALUE(exact, total(query));
    page.total = exact;
    return page;
}

Result<analyses::Summary> StoreAnalysesReader::summary(const AnalysisId& id)
{
    LOCUS_TRY_VALUE(found, m_analyses.summary(id));
    if (!found) {
        return unknown(id);
    }
    return std::move(*found);
}

Result<analyses::Detail> StoreAnalysesReader::get(const AnalysisId& id)
{
    LOCUS_TRY_VALUE(state, m_analyses.load(id));
    if (!state) {
        return unknown(id);
    }
    return analyses::Detail { std::move(state->summary), std::move(state->request.text),
        std::move(state->result.engines), state->result.processingMs, std::move(state->result.ml) };
}

Result<analyses::RowPage> StoreAnalysesReader::rows(
    const AnalysisId& id, std::int64_t firstRow, int limit)
{
    LOCUS_TRY(summary(id));
    analyses::RowPage page;
    page.firstRow = firstRow;
    LOCUS_TRY_VALUE(found, m_rows.page(id, firstRow, limit));
    page.rows = std::move(found);
    LOCUS_TRY_VALUE(count, m_rows.count(id));
    page.total = count;
    return page;
}

Result<std::vector<AnalysisId>> StoreAnalysesReader::ofSession(
    const std::string& user, const std::string& session, int limit)
{
    return m_analyses.ofSession(user, session, limit);
}

} // namespace locus::store
