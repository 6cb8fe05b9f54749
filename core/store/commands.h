// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/bytes.h"
#include "core/base/instant.h"
#include "core/base/result.h"
#include "core/base/uuid.h"

#include <optional>

namespace locus::store {

class Database;

// Answers that commands got, so that the same id gets the same answer again.
class Commands
{
public:
    explicit Commands(Database& database)
        : m_database(database)
    { }

    // Nothing: this id has never been answered.
    Result<std::optional<Result<Bytes>>> find(const Uuid& id);
    // Another answer to the same id goes before: what waited for an approval has been carried out.
    Status put(const Uuid& id, const Result<Bytes>& answer, Instant now);
    Result<std::int64_t> prune(Instant bound, int limit);

private:
    Database& m_database;
};

} // namespace locus::store
