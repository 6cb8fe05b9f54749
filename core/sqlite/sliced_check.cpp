// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sqlite/sliced_check.h"

#include "core/sqlite/query.h"

#include <utility>

namespace locus::sqlite {

namespace {

constexpr const char* tablesSql = "SELECT name FROM sqlite_schema WHERE type='table'";
constexpr const char* structureSql = "SELECT * FROM pragma_quick_check(?) LIMIT 1";
constexpr const char* referencesSql = "SELECT rowid FROM pragma_foreign_key_check(?) LIMIT 1";

} // namespace

SlicedCheck::SlicedCheck(std::shared_ptr<Connection> reader, const Subject& subject, Rows rows)
    : m_reader(std::move(reader))
    , m_subject(subject)
    , m_rows(std::move(rows))
{ }

void SlicedCheck::interrupt()
{
    m_interrupted = true;
    m_reader->interrupt();
}

Result<bool> SlicedCheck::step()
{
    if (!std::exchange(m_started, true)) {
        LOCUS_TRY(findTables());
        return true;
    }
    if (m_tables.empty()) {
        return checkRows();
    }
    m_interrupted = false;
    const std::string name = std::move(m_tables.back());
    m_tables.pop_back();
    const Status checked = checkTable(name);
    if (!checked.ok() && checked.error().isRetriable() && m_interrupted) {
        m_leftOut.push_back(name);
        return true;
    }
    return checked.ok() ? Result<bool>(true) : checked.error();
}

Status SlicedCheck::findTables()
{
    Query names(*m_reader, tablesSql);
    for (;;) {
        LOCUS_TRY_VALUE(more, names.step());
        if (!more) {
            return {};
        }
        m_tables.push_back(names.textAt(0));
    }
}

Status SlicedCheck::checkTable(const std::string& name)
{
    const auto damaged = [&](const std::string& what) {
        return fatal(std::string(m_subject.area) + ".damaged",
            std::string(m_subject.name) + " is damaged in its table " + name + ": " + what);
    };
    Query structure(*m_reader, structureSql);
    LOCUS_TRY_VALUE(found, structure.text(name).step());
    if (found && structure.bytesAt(0) != "ok") {
        return damaged(structure.textAt(0));
    }
    Query references(*m_reader, referencesSql);
    LOCUS_TRY_VALUE(lost, references.text(name).step());
    if (lost) {
        return damaged("row " + references.textAt(0) + " refers to one that is not there");
    }
    return {};
}

Result<bool> SlicedCheck::checkRows()
{
    LOCUS_TRY_VALUE(last, m_rows(m_after));
    return std::exchange(m_after, last) != last;
}

} // namespace locus::sqlite
