// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/database.h"

namespace locus::store {

namespace {
constexpr int cacheKiB = 32 * 1024;
} // namespace

Result<Database> Database::open(
    const std::filesystem::path& file, Access access, const std::string& vfs)
{
    LOCUS_TRY_VALUE(opened, Connection::open({ file, access, storeSubject, cacheKiB, vfs }));
    return Database(std::move(opened));
}

} // namespace locus::store
