// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/inbox.h"

#include "core/store/database.h"
#include "core/store/octets.h"

namespace locus::store {

namespace {
constexpr const char* insertSql = "INSERT OR IGNORE INTO inbox VALUES(?,?,?)";
constexpr const char* roleSql = "SELECT number FROM role WHERE name=?";
constexpr const char* addRoleSql = "INSERT OR IGNORE INTO role(name) VALUES(?)";
constexpr const char* rolesSql = "SELECT number FROM role";
constexpr const char* pruneSql = "DELETE FROM inbox WHERE (role, key) IN (SELECT role, key FROM "
                                 "inbox WHERE role=? AND key<? AND "
                                 "seen_ms<? LIMIT ?)";

// The smallest key of its millisecond.
Uuid boundKey(Instant time)
{
    Uuid::Octets octets {};
    auto millis = static_cast<std::uint64_t>(std::max<std::int64_t>(toMillis(time), 0));
    for (std::size_t i = 6; i-- > 0;) {
        octets[i] = static_cast<std::uint8_t>(millis & 0xffU);
        millis >>= 8U;
    }
    return Uuid(octets);
}
} // namespace

Uuid Inbox::keyOf(std::string_view eventId, std::string_view source, Instant time)
{
    const auto parsed = Uuid::parse(eventId);
    if (parsed.ok() && (parsed->version() == 7 || parsed->version() == 8)) {
        return *parsed;
    }
    return deriveUuid(eventId, time, source);
}

Status Inbox::know(std::span<const std::string> roles)
{
    for (const std::string& role : roles) {
        LOCUS_TRY(Query(m_database, addRoleSql).text(role).run());
        Query find(m_database, roleSql);
        LOCUS_TRY(find.text(role).step());
        m_roles[role] = find.integerAt(0);
    }
    return {};
}

Result<bool> Inbox::insert(std::string_view role, const Uuid& key, Instant now)
{
    const auto known = m_roles.find(role);
    if (known == m_roles.end()) {
        return fatal("store.unknown_role", "no role of this name was made known to the inbox");
    }
    LOCUS_TRY(Query(m_database, insertSql)
                  .number(known->second)
                  .blob(octetsOf(key))
                  .number(toMillis(now))
                  .run());
    return m_database.rowsChanged() == 1;
}

Result<std::int64_t> Inbox::prune(Instant bound, int limit)
{
    std::int64_t pruned = 0;
    Query roles(m_database, rolesSql);
    for (;;) {
        LOCUS_TRY_VALUE(row, roles.step());
        if (!row) {
            return pruned;
        }
        const Uuid key = boundKey(bound);
        LOCUS_TRY(Query(m_database, pruneSql)
                      .number(roles.integerAt(0))
                      .blob(octetsOf(key))
                      .number(toMillis(bound))
                      .number(limit)
                      .run());
        pruned += m_database.rowsChanged();
    }
}

} // namespace locus::store
