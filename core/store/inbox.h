// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/instant.h"
#include "core/base/result.h"
#include "core/base/uuid.h"

#include <cstdint>
#include <map>
#include <span>
#include <string>
#include <string_view>

namespace locus::store {

class Database;

// Which events a role has taken. Keys start with the event's time, so that new ones go to the end
// of the tree.
class Inbox
{
public:
    explicit Inbox(Database& database)
        : m_database(database)
    { }

    // UUIDs of versions 7 and 8 are their own key; any other id becomes one that starts with
    // `time`.
    static Uuid keyOf(std::string_view eventId, std::string_view source, Instant time);

    // Once at start, before insert(): gives each role its number.
    Status know(std::span<const std::string> roles);
    // False: the role took it before. REQUIRES: know() named the role.
    Result<bool> insert(std::string_view role, const Uuid& key, Instant now);
    // Forgets what happened and was seen before `bound`, at most `limit` entries; returns how many.
    Result<std::int64_t> prune(Instant bound, int limit);

private:
    Database& m_database;
    std::map<std::string, std::int64_t, std::less<>> m_roles;
};

} // namespace locus::store
