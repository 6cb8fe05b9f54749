// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/store/accounts.h"
#include "core/store/analyses.h"
#include "core/store/analysis_rows.h"
#include "core/store/annotation_cache.h"
#include "core/store/audit.h"
#include "core/store/changes.h"
#include "core/store/commands.h"
#include "core/store/database.h"
#include "core/store/dead_letters.h"
#include "core/store/erasures.h"
#include "core/store/event_log.h"
#include "core/store/inbox.h"
#include "core/store/jobs.h"
#include "core/store/meta.h"
#include "core/store/migrations.h"
#include "core/store/offsets.h"
#include "core/store/patients.h"
#include "core/store/redrive_runs.h"
#include "core/store/rights.h"
#include "core/store/timers.h"
#include "core/store/windows.h"

#include <filesystem>
#include <memory>
#include <string>

namespace locus {
class PayloadCodec;
class UuidSource;
} // namespace locus

namespace locus::sqlite {
class OwnedFile;
class SlicedCheck;
} // namespace locus::sqlite

namespace locus::store {

struct StoreOptions
{
    std::filesystem::path file; // its folder exists
    std::string vfs {}; // name of a registered sqlite3_vfs, for fault tests
    KillPoint killPoint {}; // for crash tests
};

// The one writer of a store file, with all repositories on its connection.
// A commit is on the disk when it returns. Thread contract: one thread at a time.
class Store
{
public:
    // Opens or creates the file. `ids` and `codec` outlive the store. Errors: conflict "lock.held"
    // (names the process), fatal "store.wrong_file", "store.newer_file", "store.wal_lost",
    // "store.file_lost", "store.damaged" (the file is kept aside), retriable "store.disk_full",
    // "store.io_failed".
    static Result<std::unique_ptr<Store>> open(
        const StoreOptions& options, UuidSource& ids, const PayloadCodec& codec);
    Store(const Store&) = delete;
    Store& operator=(const Store&) = delete;
    ~Store(); // closes cleanly unless abandon() was called

    // The next destruction leaves the files as kill -9 would.
    void abandon();

    Database& database() { return m_database; }
    // This file's identity, made with it: part of every event's source.
    [[nodiscard]] const std::string& installationId() const { return m_installationId; }
    [[nodiscard]] const std::filesystem::path& file() const { return m_file; }

private:
    Store(const StoreOptions& options, Database database, const PayloadCodec& codec);
    static Result<std::unique_ptr<Store>> openOwned(const StoreOptions& options,
        const sqlite::OwnedFile& owned, UuidSource& ids, const PayloadCodec& codec);
    Status setUp(const StoreOptions& options, const sqlite::OwnedFile& owned, UuidSource& ids);
    Status checkExisting(const sqlite::OwnedFile& owned);

    std::filesystem::path m_file;
    std::unique_ptr<sqlite::OwnedFile> m_owned; // released last, after the connection
    Database m_database;
    std::string m_installationId;
    bool m_ready = false;

public:
    // Below the connection, which must be made before them.
    Meta meta { m_database };
    Inbox inbox { m_database };
    EventLog events;
    Offsets offsets { m_database };
    Jobs jobs;
    Timers timers { m_database };
    Windows windows;
    DeadLetters deadLetters;
    RedriveRuns redrives { m_database };
    Commands commands { m_database };
    Changes changes { m_database };
    Analyses analyses;
    AnalysisRows analysisRows;
    AnnotationCacheRows annotationCache;
    Accounts accounts;
    Audit audit;
    Patients patients;
    Rights rights;
    Erasures erasures;
};

// Everything that SQLite and the checksums can tell about a file; slow, for a reader while serving
// (never blocks the writer). Errors: fatal "store.damaged" naming what is wrong.
Status checkIntegrity(const std::filesystem::path& file, const PayloadCodec& codec);
// The same in slices, but for what compares an index with its table. `codec` outlives it.
Result<std::unique_ptr<sqlite::SlicedCheck>> checkInSlices(
    const std::filesystem::path& file, const PayloadCodec& codec);

} // namespace locus::store
