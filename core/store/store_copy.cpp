// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/store_copy.h"

#include "core/sqlite/query.h"
#include "core/store/database.h"
#include "core/store/meta.h"
#include "core/store/migrations.h"

namespace locus::store {

namespace {

Status writeCopy(const std::filesystem::path& from, const std::filesystem::path& to)
{
    LOCUS_TRY_VALUE(source, Database::open(from, Access::Reader));
    LOCUS_TRY(checkVersion(source));
    const std::string name = to.string();
    return sqlite::Query(source, "VACUUM INTO ?").text(name).run();
}

} // namespace

Result<StoreCopy> copyStore(const std::filesystem::path& from, const std::filesystem::path& to)
{
    LOCUS_TRY(writeCopy(from, to));
    LOCUS_TRY_VALUE(made, Database::open(to, Access::Writer));
    // VACUUM INTO does not wait for the disk; this commit syncs the whole file. Closed: the next
    // start must not miss a write-ahead log that a copy never has.
    LOCUS_TRY(made.run("PRAGMA synchronous=FULL"));
    Meta meta(made);
    LOCUS_TRY(meta.set("is_open", "0"));
    StoreCopy copy;
    LOCUS_TRY_VALUE(installation, meta.get("installation_id"));
    copy.installationId = std::move(installation);
    LOCUS_TRY_VALUE(format, made.integer("PRAGMA user_version"));
    copy.format = format;
    LOCUS_TRY_VALUE(offsets, Offsets(made).all());
    copy.offsets = std::move(offsets);
    return copy;
}

} // namespace locus::store
