// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/store.h"

#include "core/base/log.h"
#include "core/base/payload_codec.h"
#include "core/base/uuid.h"
#include "core/sqlite/owned_file.h"
#include "core/sqlite/sliced_check.h"
#include "core/store/unit_of_work.h"

namespace locus::store {

namespace {

// The checkpoint is the latency tail; some 6 MB was the best band.
constexpr int checkpointPages = 800;
constexpr int pageBytes = 8192; // an event takes an eighth; each page is two writes to the log
constexpr std::int64_t checkedAtOnce = 500;

Status setOpenMark(Database& database, Meta& meta, bool open)
{
    LOCUS_TRY(meta.set("is_open", open ? "1" : "0"));
    // Into the main file: only there can the next start see that it must come with its WAL.
    return database.checkpoint();
}

} // namespace

Store::Store(const StoreOptions& options, Database database, const PayloadCodec& codec)
    : m_file(options.file)
    , m_database(std::move(database))
    , events(m_database, codec)
    , jobs(m_database, codec)
    , windows(m_database, codec)
    , deadLetters(m_database, codec)
    , analyses(m_database, codec)
    , analysisRows(m_database, codec)
    , annotationCache(m_database, codec)
    , accounts(m_database, codec)
    , audit(m_database, codec)
    , patients(m_database, codec)
    , rights(m_database, codec)
    , erasures(m_database, codec, options.killPoint)
{
    m_database.beforeCommit([&codec] { return codec.settle(); });
}

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
    LOCUS_TRY_VALUE(owned, sqlite::OwnedFile::claim(options.file, storeSubject));
    auto opened = openOwned(options, *owned, ids, codec);
    if (!opened.ok()) {
        return owned->refuse(std::move(opened).error());
    }
    (*opened)->m_owned = std::move(owned);
    return opened;
}

Result<std::unique_ptr<Store>> Store::openOwned(const StoreOptions& options,
    const sqlite::OwnedFile& owned, UuidSource& ids, const PayloadCodec& codec)
{
    LOCUS_TRY_VALUE(database, Database::open(options.file, Access::Writer, options.vfs));
    std::unique_ptr<Store> store(new Store(options, std::move(database), codec));
    LOCUS_TRY(store->setUp(options, owned, ids));
    return store;
}

Status Store::setUp(const StoreOptions& options, const sqlite::OwnedFile& owned, UuidSource& ids)
{
    LOCUS_TRY_VALUE(isNew, m_database.isNew());
    if (!isNew) {
        LOCUS_TRY(checkExisting(owned));
    }
    LOCUS_TRY(m_database.beginWriting(pageBytes, checkpointPages));
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

Status Store::checkExisting(const sqlite::OwnedFile& owned)
{
    LOCUS_TRY(checkVersion(m_database));
    LOCUS_TRY_VALUE(wasOpen, meta.get("is_open"));
    LOCUS_TRY(owned.checkWal(wasOpen == "1"));
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
            return fatal("store.damaged", "the store's check found: " + query.textAt(0));
        }
    }
    EventLog events(database, codec);
    for (std::int64_t after = -1;;) {
        LOCUS_TRY_VALUE(last, events.verifyAfter(after, checkedAtOnce));
        if (last == after) {
            return {};
        }
        after = last;
    }
}

Result<std::unique_ptr<sqlite::SlicedCheck>> checkInSlices(
    const std::filesystem::path& file, const PayloadCodec& codec)
{
    LOCUS_TRY_VALUE(opened, Database::open(file, Access::Reader));
    LOCUS_TRY(checkVersion(opened));
    auto database = std::make_shared<Database>(std::move(opened));
    auto events = std::make_shared<EventLog>(*database, codec);
    return std::make_unique<sqlite::SlicedCheck>(
        database, storeSubject, [database, events](std::int64_t after) {
            return events->verifyAfter(after, checkedAtOnce);
        });
}

} // namespace locus::store
