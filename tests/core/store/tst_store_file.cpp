// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
// The file as a whole: who may open it, and what is noticed when it does.
#include "core/base/checksum.h"
#include "core/store/unit_of_work.h"
#include "tests/support/fault_vfs.h"
#include "tests/core/store/store_fixture.h"
#include "tests/support/test_registry.h"

#include <QTest>

#include <sqlite3.h>

#include <fstream>
#include <unistd.h>

using namespace locus;
using namespace locus::test;

namespace {

store::LoggedEvent logged(const std::string& id, std::uint64_t version)
{
    store::LoggedEvent out;
    out.id = id;
    out.type = "Analysis.Requested";
    out.stream = "Analysis/a";
    out.streamVersion = version;
    out.topic = "t";
    out.key = "a";
    out.value = "{\"some\":\"value that stands in the file\"}";
    return out;
}

template <typename T> std::string codeOf(const Result<T>& result)
{
    return result.ok() ? std::string("ok") : result.error().code;
}

void execute(const std::filesystem::path& file, const char* sql)
{
    sqlite3* handle = nullptr;
    sqlite3_open(file.c_str(), &handle);
    QCOMPARE(sqlite3_exec(handle, sql, nullptr, nullptr, nullptr), SQLITE_OK);
    sqlite3_close(handle);
}

} // namespace

class StoreFileTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void keepsItsIdentity()
    {
        StoreFixture files;
        const std::string id = (*files.open())->installationId();
        QVERIFY(Uuid::parse(id).ok());
        QCOMPARE((*files.open())->installationId(), id);
    }

    void f8_aSecondWriterIsRefusedByName()
    {
        StoreFixture files;
        const auto first = files.open();
        const auto second = files.open();
        QCOMPARE(codeOf(second), std::string("lock.held"));
        QVERIFY(second.error().message.find(std::to_string(getpid())) != std::string::npos);
    }

    void f12_strangersAndTheFutureAreRefused()
    {
        StoreFixture files;
        execute(files.file(), "CREATE TABLE strange(x); PRAGMA journal_mode=WAL");
        QCOMPARE(codeOf(files.open()), std::string("store.wrong_file"));
        StoreFixture newer;
        newer.open()->reset();
        execute(newer.file(),
            "PRAGMA user_version=99; UPDATE meta SET value='99' WHERE name='oldest_reader'");
        QCOMPARE(codeOf(newer.open()), std::string("store.newer_file"));
        // A newer format that says it still suits this program is taken.
        execute(newer.file(), "UPDATE meta SET value='1' WHERE name='oldest_reader'");
        QCOMPARE(codeOf(newer.open()), std::string("ok"));
    }

    void streamsOfAnOlderFileAreRead_data()
    {
        QTest::addColumn<QByteArray>("asItWas");
        QTest::newRow("format 4") << QByteArray(
            "DROP TABLE stream_head; ALTER TABLE event_log DROP COLUMN previous;"
            "CREATE UNIQUE INDEX event_log_stream ON event_log(stream, "
            "stream_version) WHERE stream_version > 0; PRAGMA user_version=4;");
        QTest::newRow("format 5") << QByteArray(
            "CREATE TABLE stream(name TEXT PRIMARY KEY, version INTEGER NOT NULL,"
            "last INTEGER NOT NULL) WITHOUT ROWID;"
            "INSERT INTO stream SELECT name, version, last FROM stream_head;"
            "DROP TABLE stream_head; PRAGMA user_version=5;");
    }

    void streamsOfAnOlderFileAreRead()
    {
        QFETCH(QByteArray, asItWas);
        StoreFixture files;
        {
            auto store = files.open();
            for (const auto& [id, version] : { std::pair("e1", 1), std::pair("e2", 2),
                     std::pair("none", 0), std::pair("e3", 3) }) {
                QVERIFY((*store)->events.append(logged(id, version), {}).ok());
            }
        }
        execute(files.file(),
            "DROP TABLE audit; DROP TABLE audit_checkpoint; DROP TABLE account; DROP TABLE patient;"
            "DROP TABLE rights; DROP TABLE erasure; DROP INDEX dead_letter_subject;"
            "DROP INDEX dead_letter_key; ALTER TABLE dead_letter DROP COLUMN hidden;"
            "ALTER TABLE analysis DROP COLUMN who;");
        execute(files.file(), asItWas.constData());
        auto store = files.open();
        QVERIFY2(store.ok(), codeOf(store).c_str());
        const std::string stream = logged("e1", 1).stream;
        QCOMPARE(*(*store)->events.versionOf(stream), std::uint64_t { 3 });
        QVERIFY((*store)->events.append(logged("e4", 4), {}).ok());
        const auto events = (*store)->events.stream(stream);
        QVERIFY(events.ok());
        std::string ids;
        for (const store::LoggedEvent& event : *events) {
            ids += event.id;
        }
        QCOMPARE(ids, std::string("e1e2e3e4"));
    }

    void aRowWithAFormerChecksumIsRead()
    {
        StoreFixture files;
        const store::LoggedEvent event = logged("e1", 1);
        {
            auto store = files.open();
            QVERIFY((*store)->events.append(event, {}).ok());
        }
        const auto sealed = files.codec.seal(event.value, {});
        const auto former = static_cast<std::int64_t>(checksum({ event.id, event.type, event.stream,
            "1l0", event.topic, event.key, event.trace, *sealed }));
        const std::string asItWas =
            "DROP TABLE erasure; DROP INDEX dead_letter_subject;"
            "DROP INDEX dead_letter_key; ALTER TABLE dead_letter DROP "
            "COLUMN hidden; PRAGMA user_version=11; UPDATE event_log SET checksum="
            + std::to_string(former) + " WHERE position=1";
        execute(files.file(), asItWas.c_str());
        QCOMPARE(codeOf(files.open()), std::string("ok"));
        QVERIFY(store::checkIntegrity(files.file(), files.codec).ok());
        execute(files.file(), "UPDATE event_log SET type='Analysis.Failed' WHERE position=1");
        QCOMPARE(codeOf(files.open()), std::string("store.damaged"));
    }

    // What is appended together is read as appended, and gone with its savepoint.
    void headsOfStreamsMoveTogether()
    {
        StoreFixture files;
        const std::string stream = logged("e1", 1).stream;
        {
            auto store = files.open();
            store::EventLog& events = (*store)->events;
            auto unit = store::UnitOfWork::begin((*store)->database());
            auto kept = store::Savepoint::begin((*store)->database());
            QVERIFY(events.appendOne(logged("e1", 1), {}).ok());
            QVERIFY(events.appendOne(logged("e2", 2), {}).ok());
            QCOMPARE(
                codeOf(events.appendOne(logged("e2", 2), {})), std::string("store.version_taken"));
            QVERIFY(events.moveHeads().ok());
            QVERIFY(kept->keep().ok());
            auto undone = store::Savepoint::begin((*store)->database());
            QVERIFY(events.appendOne(logged("lost", 3), {}).ok());
            QCOMPARE(*events.versionOf(stream), std::uint64_t { 3 });
            QVERIFY(events.appendOne(logged("lost too", 4), {}).ok());
            QVERIFY(undone->undo().ok());
            QVERIFY(events.moveHeads().ok());
            QVERIFY(unit->commit().ok());
        }
        QVERIFY(store::checkIntegrity(files.file(), files.codec).ok());
        auto store = files.open();
        QCOMPARE(*(*store)->events.versionOf(stream), std::uint64_t { 2 });
        QCOMPARE((*store)->events.stream(stream)->size(), std::size_t { 2 });
    }

    void aChainThatLeadsElsewhereIsDamage()
    {
        StoreFixture files;
        {
            auto store = files.open();
            QVERIFY((*store)->events.append(logged("e1", 1), {}).ok());
            QVERIFY((*store)->events.append(logged("e2", 2), {}).ok());
        }
        execute(files.file(), "UPDATE event_log SET previous=2 WHERE position=2");
        auto store = files.open();
        QVERIFY(store.ok());
        const auto events = (*store)->events.stream(logged("e1", 1).stream);
        QVERIFY(!events.ok());
        QCOMPARE(events.error().code, std::string("store.damaged"));
    }

    void f12_rubbishIsDamage()
    {
        StoreFixture files;
        std::ofstream(files.file()) << std::string(8192, 'x');
        QCOMPARE(codeOf(files.open()), std::string("store.damaged"));
    }

    void f12_aLostWalIsNoticed()
    {
        StoreFixture files;
        {
            auto store = files.open();
            QVERIFY((*store)->events.append(logged("e1", 1), {}).ok());
            (*store)->abandon();
        }
        auto wal = files.file();
        wal += "-wal";
        QVERIFY(std::filesystem::exists(wal));
        std::filesystem::rename(wal, files.file().parent_path() / "aside");
        QCOMPARE(codeOf(files.open()), std::string("store.wal_lost"));
        std::filesystem::remove(wal);
        std::filesystem::rename(files.file().parent_path() / "aside", wal);
        auto again = files.open();
        QVERIFY2(again.ok(), codeOf(again).c_str());
        QCOMPARE(*(*again)->events.lastPosition(), 1);
    }

    void aChangedOctetIsFound()
    {
        StoreFixture files;
        {
            auto store = files.open();
            QVERIFY((*store)->events.append(logged("e1", 1), {}).ok());
            QVERIFY((*store)->events.append(logged("e2", 2), {}).ok());
        }
        QVERIFY(store::checkIntegrity(files.file(), files.codec).ok());
        execute(files.file(), "UPDATE event_log SET type='Analysis.Failed' WHERE position=1");
        const auto found = store::checkIntegrity(files.file(), files.codec);
        QVERIFY(!found.ok());
        QCOMPARE(found.error().code, std::string("store.damaged"));
        QVERIFY(found.error().message.find("position 1") != std::string::npos);
        execute(files.file(), "UPDATE event_log SET type='Analysis.Failed' WHERE position=2");
        QCOMPARE(codeOf(files.open()), std::string("store.damaged")); // the last commit, at open
    }

    void f24_aMigrationIsWholeOrNothing()
    {
        StoreFixture files;
        struct Killed
        { };
        bool killed = false;
        try {
            static_cast<void>(files.open({}, [](std::string_view point) {
                if (point == "in_migration") {
                    throw Killed();
                }
            }));
        } catch (const Killed&) {
            killed = true;
        }
        QVERIFY(killed);
        auto store = files.open();
        QVERIFY2(store.ok(), codeOf(store).c_str());
        QCOMPARE(*(*store)->events.lastPosition(), 0);
    }

    void f10_aFullDiskIsRetriableAndHeals()
    {
        FaultVfs vfs;
        StoreFixture files;
        auto store = files.open(FaultVfs::name());
        QVERIFY(store.ok());
        vfs.failFrom(1, SQLITE_FULL);
        {
            auto unit = store::UnitOfWork::begin((*store)->database());
            QVERIFY((*store)->events.append(logged("e1", 1), {}).ok());
            const auto committed = unit->commit();
            QVERIFY(!committed.ok());
            QCOMPARE(committed.error().code, std::string("store.disk_full"));
            QVERIFY(committed.error().isRetriable());
        }
        vfs.heal();
        QCOMPARE(*(*store)->events.lastPosition(), 0);
        auto unit = store::UnitOfWork::begin((*store)->database());
        QVERIFY((*store)->events.append(logged("e1", 1), {}).ok());
        QVERIFY(unit->commit().ok());
        QCOMPARE(*(*store)->events.lastPosition(), 1);
    }

    void f11_everyFailingWriteLeavesAWholeStore()
    {
        FaultVfs vfs;
        for (int nth = 1;; ++nth) {
            StoreFixture files;
            vfs.failOnce(nth, SQLITE_IOERR_WRITE);
            const int before = vfs.failures();
            bool kept = false;
            {
                auto store = files.open(FaultVfs::name());
                if (store.ok()) {
                    auto unit = store::UnitOfWork::begin((*store)->database());
                    kept = unit.ok() && (*store)->events.append(logged("e1", 1), {}).ok()
                        && unit->commit().ok();
                }
            }
            const bool failed = vfs.failures() > before;
            vfs.heal();
            auto again = files.open();
            QVERIFY2(again.ok(), (std::to_string(nth) + " " + codeOf(again)).c_str());
            QVERIFY(!kept || *(*again)->events.lastPosition() == 1);
            again->reset();
            QVERIFY(store::checkIntegrity(files.file(), files.codec).ok());
            if (!failed) {
                QVERIFY(nth > 5);
                return;
            }
        }
    }
};

LOCUS_TEST(store_file, StoreFileTest)
#include "tst_store_file.moc"
