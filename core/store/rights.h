// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/people/rights_row.h"

#include <optional>
#include <string>
#include <vector>

namespace locus {
class PayloadCodec;
}

namespace locus::store {

class Database;

// Break-glass entries, approvals, delegations and teams. What may say who a patient is is sealed
// under the row's subject, or its own id. Writing needs the writer's connection; reading any.
class Rights
{
public:
    Rights(Database& database, const PayloadCodec& codec)
        : m_database(database)
        , m_codec(codec)
    { }

    // Inserts or replaces by id; a row that was forgotten keeps nothing hidden.
    Status put(const people::RightsRow& row);
    Result<std::optional<people::RightsRow>> load(people::RightsKind kind, const Uuid& id);
    // Newest first, those of at least this state; `after` is a page's key.
    Result<people::RightsPage> page(
        people::RightsKind kind, people::RightsState least, const std::string& after, int limit);
    Result<std::vector<people::RightsRow>> live(people::RightsKind kind);

private:
    Result<people::RightsRow> opened(people::RightsRow row, BytesView sealed);

    Database& m_database;
    const PayloadCodec& m_codec;
};

} // namespace locus::store
