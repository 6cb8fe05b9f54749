// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/meta.h"

#include "core/store/database.h"

namespace locus::store {

namespace {
constexpr const char* getSql = "SELECT value FROM meta WHERE name=?";
constexpr const char* setSql = "INSERT OR REPLACE INTO meta VALUES(?,?)";
} // namespace

Result<std::string> Meta::get(std::string_view name)
{
    Query query(m_database, getSql);
    LOCUS_TRY_VALUE(row, query.text(name).step());
    return row ? query.textAt(0) : std::string();
}

Status Meta::set(std::string_view name, std::string_view value)
{
    return Query(m_database, setSql).text(name).text(value).run();
}

} // namespace locus::store
