// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/letter_selection.h"

#include "core/store/octets.h"

namespace locus::store {

using dead_letters::LetterFilter;

namespace {

// The ids stand in one value, 16 octets each.
constexpr const char* idsSql = "WITH RECURSIVE given(b) AS (SELECT ?), "
                               "ids(i,id) AS (SELECT 1,substr(b,1,16) FROM given UNION ALL "
                               "SELECT i+1,substr(b,i*16+1,16) FROM ids,given "
                               "WHERE (i+1)*16<=length(b)), ";
constexpr const char* selSql =
    "sel AS MATERIALIZED (SELECT number,id,lane,coalesce(length(value),0) AS bytes,"
    "origin,source_topic,"
    "coalesce(topic||char(10)||hex(key),'') AS place "
    "FROM dead_letter";
constexpr const char* freeSql =
    "state=0 AND id NOT IN (SELECT letter FROM redrive_item WHERE state=0)) ";

} // namespace

const char* SqlTexts::kept(std::string sql)
{
    auto& slot = m_texts[sql];
    if (!slot) {
        slot = std::make_unique<std::string>(std::move(sql));
    }
    return slot->c_str();
}

std::string conditionsOf(const LetterFilter& filter)
{
    std::string out;
    const auto add = [&out](std::string_view condition) {
        out += out.empty() ? " WHERE " : " AND ";
        out += condition;
    };
    if (!filter.states.empty()) {
        std::string marks(filter.states.size() * 2 - 1, ',');
        for (std::size_t i = 0; i < marks.size(); i += 2) {
            marks[i] = '?';
        }
        add("state IN (" + marks + ")");
    }
    const std::pair<const char*, const std::string&> texts[] { { "topic=?", filter.topic },
        { "handler=?", filter.handler }, { "error_code=?", filter.errorCode },
        { "cause=?", filter.cause } };
    for (const auto& [condition, value] : texts) {
        if (!value.empty()) {
            add(condition);
        }
    }
    if (filter.since) {
        add("last_failed_us>=?");
    }
    if (filter.until) {
        add("last_failed_us<?");
    }
    if (filter.firstOnly) {
        add("behind IS NULL");
    }
    return out;
}

void bindConditions(Query& query, const LetterFilter& filter)
{
    for (const auto state : filter.states) {
        query.number(static_cast<int>(state));
    }
    for (const std::string* text :
        { &filter.topic, &filter.handler, &filter.errorCode, &filter.cause }) {
        if (!text->empty()) {
            query.text(*text);
        }
    }
    for (const auto& time : { filter.since, filter.until }) {
        if (time) {
            query.number(toMicros(*time));
        }
    }
}

LetterSelection::LetterSelection(const dead_letters::Selection& selection)
    : m_filter(selection.filter)
{
    m_filter.states.clear();
    for (const Uuid& id : selection.ids) {
        m_ids += octetsOf(id);
    }
    if (!m_ids.empty()) {
        m_with = std::string(idsSql) + selSql + " WHERE id IN (SELECT id FROM ids) AND " + freeSql;
        return;
    }
    const std::string conditions = conditionsOf(m_filter);
    m_with = std::string("WITH ") + selSql + (conditions.empty() ? " WHERE " : conditions + " AND ")
        + freeSql;
}

void LetterSelection::bind(Query& query) const
{
    if (m_ids.empty()) {
        bindConditions(query, m_filter);
    } else {
        query.blob(m_ids);
    }
}

} // namespace locus::store
