// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/bytes.h"
#include "core/base/instant.h"
#include "core/base/result.h"
#include "core/base/uuid.h"

#include <optional>
#include <string>
#include <vector>

namespace locus::store {

class Database;

// A moment a role wants to be called at. The row lives until the role has handled it.
struct Timer
{
    Uuid id;
    Instant due {};
    std::string role;
    Bytes body {}; // the role's own; holds ids, never a person's data
};

class Timers
{
public:
    explicit Timers(Database& database)
        : m_database(database)
    { }

    // The same id again moves the timer.
    Status put(const Timer& timer);
    Result<bool> remove(const Uuid& id);
    Result<std::vector<Timer>> due(Instant now, int limit); // in order of due
    Result<std::optional<Instant>> next();

private:
    Database& m_database;
};

} // namespace locus::store
