// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/sqlite/connection.h"
#include "core/sqlite/query.h"

namespace locus::store {

using sqlite::Access;
using sqlite::Query;

inline constexpr sqlite::Subject storeSubject { "store", "the store" };

// A connection to a store file.
class Database final : public sqlite::Connection
{
public:
    // `vfs`: name of a registered sqlite3_vfs; empty: the platform's. Errors: as error().
    static Result<Database> open(
        const std::filesystem::path& file, Access access, const std::string& vfs = {});

private:
    explicit Database(sqlite::Connection&& opened)
        : sqlite::Connection(std::move(opened))
    { }
};

} // namespace locus::store
