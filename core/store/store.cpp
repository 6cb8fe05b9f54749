// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/store.h"

#include "core/base/log.h"
#include "core/base/process_lock.h"
#include "core/base/uuid.h"
#include "core/store/unit_of_work.h"

namespace locus::store {

namespace {

// FULL: a commit is on the disk when it returns. The checkpoint is the latency tail; 1000-2000
// pages was the best band.
constexpr const char* writerSettings = "PRAGMA journal_mode=WAL;"
                                       "PRAGMA synchronous=FULL;"
                                       "PRAGMA wal_autocheckpoint=1500";

Status setOpenMark(Database& database, Meta& meta, bool open)
{
    LOCUS_TRY(meta.set("is_open", open ? "1" : "0"));
    // Into the main file: only there can the next start see that it must come with its WAL.
    return database.run("PRAGMA wal_checkpoint(TRUNCATE)");
}

} // namespace

Store::Store(const StoreOptions& options, std::unique_ptr<ProcessLock> lock, Database database,
    const PayloadCodec& codec)
    : m_file(options.file)
    , m_lock(std::move(lock))
    , m_database(std::move(database))
    , events(m_database, codec)
    , jobs(m_database, codec)
    , deadLetters(m_database, codec)
    , analyses(m_database, codec)
    , analysisRows(m_database, codec)
    , annotationCache(m_database, codec)
{ }

Store::~Store()
{
    if (!m_ready) {
        return;
    }
    if (const Status closed = setOpenMark(m_database, meta, false); closed.ok()) {
        m_database.keepWalOnClose(false);
    } else {
        log::warn("store.close_failed", { { "code", closed.error().code } });
    }
}

void Store::abandon()
{
    m_ready = false;
    m_database.keepWalOnClose(true);
}

Result<std::unique_ptr<Store>> Store::open(
    const StoreOptions& options, UuidSource& ids, const PayloadCodec& codec)
{
    std::filesystem::path lockPath = options.file;
    lockPath += ".lock";
    LOCUS_TRY_VALUE(lock, ProcessLock::acquire(lockPath));
    std::filesystem::path wal = options.file;
    wal += "-wal";
    std::error_code ignored;
    const bool walThere = std::filesystem::exists(wal, ignored);
    LOCUS_TRY_VALUE(database, Database::open(options.file, Access::Writer, options.vfs));
    std::unique_ptr<Store> store(new Store(options, std::move(lock), std::move(database), codec));
    LOCUS_TRY(store->setUp(options, walThere, ids));
    return store;
}

Status Store::setUp(const StoreOptions& options, bool walThere, UuidSource& ids)
{
    // A start that fails must not take away what the next one needs.
    m_database.keepWalOnClose(true);
    LOCUS_TRY_VALUE(tables, m_database.integer("SELECT count(*) FROM sqlite_schema"));
    if (tables > 0) {
        LOCUS_TRY(checkExisting(walThere));
    }
    LOCUS_TRY(m_database.run(writerSettings));
    LOCUS_TRY(migrate(m_database, options.killPoint));
    LOCUS_TRY_VALUE(installation, meta.get("installation_id"));
    if (installation.empty()) {
        installation = ids.next().toString();
        LOCUS_TRY(meta.set("installation_id", installation));
    }
    m_installationId = std::move(installation);
    if (options.killPoint) {
        options.killPoint("during_recovery");
    }
    m_ready = true;
    return setOpenMark(m_database, meta, true);
}

Status Store::checkExisting(bool walThere)
{
    LOCUS_TRY(checkVersion(m_database));
    LOCUS_TRY_VALUE(wasOpen, meta.get("is_open"));
    if (wasOpen == "1" && !walThere) {
        return fatal("store.wal_lost",
            "the store was in use when it was last open, but its -wal file is gone, and with it "
            "the last commits; put the -wal file back or restore a backup");
    }
    // The newest commit is what a torn write hurts first.
    LOCUS_TRY_VALUE(last, events.lastPosition());
    LOCUS_TRY(events.localAfter(last - 1, 1, 1));
    return {};
}

Status checkIntegrity(const std::filesystem::path& file, const PayloadCodec& codec)
{
    LOCUS_TRY_VALUE(database, Database::open(file, Access::Reader));
    LOCUS_TRY(checkVersion(database));
    for (const char* sql : { "PRAGMA integrity_check(1)", "PRAGMA foreign_key_check" }) {
        Query query(database, sql);
        LOCUS_TRY_VALUE(row, query.step());
        if (row && query.bytesAt(0) != "ok") {
            return fatal("store.damaged",
                "the store's check found: " + query.textAt(0) + "; restore the file from a backup");
        }
    }
    LOCUS_TRY(EventLog(database, codec).verifyAll());
    return {};
}

} // namespace locus::store
