// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
// A data folder saved while it is written to, checked, refused and put back.
#include "core/backup/backup.h"
#include "core/backup/damage.h"
#include "core/backup/restore.h"
#include "core/base/file.h"
#include "core/base/payload_codec.h"
#include "core/base/process_lock.h"
#include "core/bus/embedded/embedded_bus.h"
#include "core/store/store.h"
#include "tests/support/fake_clock.h"
#include "tests/support/fast_folder.h"
#include "tests/support/seeded_random.h"
#include "tests/support/test_registry.h"

#include <QTemporaryDir>
#include <QTest>

#include <fstream>

using namespace locus;
using namespace locus::test;
namespace fs = std::filesystem;

class BackupTest : public QObject
{
    Q_OBJECT

private:
    std::unique_ptr<QTemporaryDir> m_folder;
    FakeClock m_clock;
    SeededRandom m_random { 7 };
    UuidSource m_ids { m_clock, m_random };
    PlainCodec m_codec;
    std::unique_ptr<store::Store> m_store;
    std::unique_ptr<bus::EmbeddedBus> m_bus;

    fs::path at(const char* name) const { return fs::path(m_folder->path().toStdString()) / name; }
    Result<std::unique_ptr<store::Store>> openStore(const char* folder)
    {
        return store::Store::open({ at(folder) / "locus.sqlite" }, m_ids, m_codec);
    }
    void append(const std::string& id) const
    {
        store::LoggedEvent event;
        event.id = id;
        event.stream = "S/" + id;
        event.streamVersion = 1;
        event.local = true;
        event.value = "value of " + id;
        const auto position = m_store->events.append(event, {});
        QVERIFY2(position.ok(), position.ok() ? "" : position.error().message.c_str());
    }
    Result<backup::Manifest> create(const char* target = "saved") const
    {
        return backup::createBackup(at("data"), at(target), m_clock);
    }
    std::string verified() const
    {
        const auto manifest = backup::verifyBackup(at("saved"), m_codec);
        return manifest.ok() ? "ok" : manifest.error().code;
    }
    std::string restored(const char* folder, backup::Existing existing) const
    {
        const auto done = backup::restoreBackup(at("saved"), at(folder), existing, m_codec);
        return done.ok() ? "ok" : done.error().code;
    }
    void replaceInManifest(const std::string& old, const std::string& other) const
    {
        std::string text = *readFile(at("saved") / "manifest.json", 1UL << 20U);
        const auto place = text.find(old);
        QVERIFY(place != std::string::npos);
        text.replace(place, old.size(), other);
        QVERIFY(writeFileAtomically(at("saved") / "manifest.json", text).ok());
    }

private Q_SLOTS:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>(fastFolder());
        fs::create_directories(at("data"));
        m_store = std::move(*openStore("data"));
        m_bus = std::move(
            *bus::EmbeddedBus::open({ at("data") / "bus.sqlite" }, m_clock, m_random, m_codec));
        const std::vector<bus::TopicSpec> topics { { "t" } };
        QVERIFY(m_bus->ensureTopics(topics).ok());
        append("first");
        QVERIFY(m_store->offsets.put({ "t", 0, 0, store::StoredOffset::nothingRead, 0 }).ok());
    }
    void cleanup()
    {
        m_bus = nullptr;
        m_store = nullptr;
    }

    void aBackupOfOpenFilesIsRestoredAsOfItsMoment()
    {
        const std::string installation = m_store->installationId();
        const auto manifest = create();
        QVERIFY2(manifest.ok(), manifest.ok() ? "" : manifest.error().message.c_str());
        QCOMPARE(manifest->installation, installation);
        QCOMPARE(manifest->storeFormat, store::schemaVersion);
        QCOMPARE(manifest->files.size(), std::size_t { 2 });
        QCOMPARE(manifest->positions.size(), std::size_t { 1 });
        QCOMPARE(manifest->positions.front().busEnd, std::int64_t { 0 });
        QVERIFY(!fs::exists(at("saved.partial")));
        append("later"); // the writer goes on
        QCOMPARE(verified(), std::string("ok"));
        QCOMPARE(restored("new", backup::Existing::Refuse), std::string("ok"));
        const auto store = openStore("new");
        QVERIFY2(store.ok(), store.ok() ? "" : store.error().message.c_str());
        QCOMPARE((*store)->installationId(), installation);
        QCOMPARE(*(*store)->events.lastPosition(), std::int64_t { 1 });
        QCOMPARE((*(*store)->events.localAfter(0, 10, 1U << 20U)).front().id, std::string("first"));
        const auto bus =
            bus::EmbeddedBus::open({ at("new") / "bus.sqlite" }, m_clock, m_random, m_codec);
        QVERIFY2(bus.ok(), bus.ok() ? "" : bus.error().message.c_str());
        QCOMPARE(*(*bus)->clusterId(), *m_bus->clusterId());
        QCOMPARE((*bus)->topics()->size(), std::size_t { 1 });
    }

    void oneFlippedBitAnywhereIsFound_data()
    {
        QTest::addColumn<QString>("file");
        QTest::newRow("store") << "locus.sqlite";
        QTest::newRow("bus") << "bus.sqlite";
    }
    void oneFlippedBitAnywhereIsFound()
    {
        QFETCH(QString, file);
        QVERIFY(create().ok());
        const fs::path path = at("saved") / file.toStdString();
        const auto size = static_cast<std::streamoff>(fs::file_size(path));
        for (const std::streamoff place : { std::streamoff { 30 }, size / 2, size - 1 }) {
            const auto flip = [&] {
                std::fstream stream(path, std::ios::binary | std::ios::in | std::ios::out);
                stream.seekg(place);
                const int old = stream.get();
                stream.seekp(place);
                stream.put(static_cast<char>(old ^ 1));
            };
            flip();
            QCOMPARE(verified(), std::string("backup.damaged"));
            QCOMPARE(restored("new", backup::Existing::Refuse), std::string("backup.damaged"));
            QVERIFY(!fs::exists(at("new")));
            flip();
            QCOMPARE(verified(), std::string("ok"));
        }
    }

    void aHalfBackupIsNone()
    {
        QVERIFY(create().ok());
        fs::remove(at("saved") / "manifest.json");
        QCOMPARE(verified(), std::string("backup.not_one"));
    }

    void aManifestIsNotTrusted_data()
    {
        QTest::addColumn<QString>("old");
        QTest::addColumn<QString>("other");
        QTest::addColumn<QString>("code");
        QTest::newRow("newer") << "\"format\": 1"
                               << "\"format\": 2"
                               << "backup.newer_format";
        QTest::newRow("path") << "\"bus.sqlite\""
                              << "\"../b.sqlite\""
                              << "backup.bad_manifest";
        QTest::newRow("cut") << "\"files\""
                             << "\"other\""
                             << "backup.bad_manifest";
    }
    void aManifestIsNotTrusted()
    {
        QFETCH(QString, old);
        QFETCH(QString, other);
        QFETCH(QString, code);
        QVERIFY(create().ok());
        replaceInManifest(old.toStdString(), other.toStdString());
        QCOMPARE(QString::fromStdString(verified()), code);
    }

    void aBusThatEndsBeforeTheStoreIsRefused()
    {
        QVERIFY(m_store->offsets.put({ "t", 0, 5, 1, 1 }).ok());
        const auto manifest = create();
        QVERIFY(manifest.ok());
        QVERIFY(manifest->positions.front().isBusBehind());
        QCOMPARE(restored("new", backup::Existing::Refuse), std::string("backup.bus_behind"));
    }

    void whatIsThereIsNeverOverwritten()
    {
        QVERIFY(create().ok());
        QCOMPARE(create().error().code, std::string("backup.target_exists"));
        fs::create_directories(at("other.partial"));
        QCOMPARE(create("other").error().code, std::string("backup.target_exists"));
        QCOMPARE(backup::createBackup(at("nowhere"), at("x"), m_clock).error().code,
            std::string("backup.no_data"));
        QVERIFY(!fs::exists(at("x")) && !fs::exists(at("x.partial")));
        append("later");
        cleanup();
        QCOMPARE(restored("data", backup::Existing::Refuse), std::string("backup.data_exists"));
        QCOMPARE(restored("data", backup::Existing::KeepAside), std::string("ok"));
        QCOMPARE(*(*openStore("data"))->events.lastPosition(), std::int64_t { 1 });
        QCOMPARE(*(*openStore("data/before-restore-1"))->events.lastPosition(), std::int64_t { 2 });
        QVERIFY(fs::exists(at("data/before-restore-1") / "bus.sqlite"));
    }

    void aBusThatIsAheadIsReadOnAfterTheRestore()
    {
        constexpr int count = 300;
        {
            auto producer = m_bus->makeProducer();
            QVERIFY(producer.ok());
            for (int i = 0; i < count; ++i) {
                const bus::OutRecord record { "t", {}, 0, Bytes("k"), "v" + std::to_string(i), {} };
                QVERIFY((*producer)->send(record, static_cast<std::uint64_t>(i + 1)).ok());
            }
            int left = count;
            QTRY_VERIFY_WITH_TIMEOUT(
                (left -= static_cast<int>(
                     (*producer)->deliveries(std::chrono::milliseconds(100)).size()),
                    left == 0),
                30'000);
        }
        QVERIFY(m_store->offsets.put({ "t", 0, 10, 9, 1 }).ok());
        const auto manifest = create();
        QVERIFY(manifest.ok());
        QCOMPARE(manifest->positions.front().unread(), std::int64_t { count - 10 });
        QCOMPARE(verified(), std::string("ok"));
        QCOMPARE(restored("new", backup::Existing::Refuse), std::string("ok"));
        const auto next = (*openStore("new"))->offsets.all()->front().next;
        QCOMPARE(next, std::int64_t { 10 });
        const auto bus =
            bus::EmbeddedBus::open({ at("new") / "bus.sqlite" }, m_clock, m_random, m_codec);
        QVERIFY(bus.ok());
        auto consumer = (*bus)->makeConsumer({});
        const bus::Position start { { "t", 0 }, next };
        QVERIFY((*consumer)->assign({ &start, 1 }).ok());
        int at = 10;
        while (at < count) {
            const auto some = (*consumer)->poll(1000, 1U << 20U, std::chrono::seconds(10));
            QVERIFY(some.ok() && !some->empty());
            for (const bus::Record& record : *some) {
                QCOMPARE(*record.value, "v" + std::to_string(at++));
            }
        }
        QCOMPARE(at, count);
    }

    void aRestoreThatWasCutOffIsNamedUntilItIsEnded()
    {
        QVERIFY(create().ok());
        QCOMPARE(restored("new", backup::Existing::Refuse), std::string("ok"));
        QVERIFY(backup::checkRestored(at("new")).ok());
        // As after kill -9 between the two files.
        const std::string from = at("saved").string();
        QVERIFY(writeFileAtomically(at("new") / "restore-unfinished", from).ok());
        const Status checked = backup::checkRestored(at("new"));
        QVERIFY(!checked.ok());
        QCOMPARE(checked.error().code, std::string("backup.restore_unfinished"));
        QVERIFY2(checked.error().message.find("locusctl backup restore " + from + " --data-dir "
                     + at("new").string() + " --replace")
                != std::string::npos,
            checked.error().message.c_str());
        QCOMPARE(restored("new", backup::Existing::KeepAside), std::string("ok"));
        QVERIFY(backup::checkRestored(at("new")).ok());
    }

    void theCommandIsOneThatAShellTakes()
    {
        QCOMPARE(backup::restoreCommand("/a b/it's"),
            std::string("locusctl backup restore BACKUP --data-dir '/a b/it'\\''s' --replace"));
    }

    void aRunningCoreIsNotRestoredUnder()
    {
        QVERIFY(create().ok());
        const auto lock = ProcessLock::acquire(at("data") / "locusd.lock");
        QVERIFY(lock.ok());
        QCOMPARE(restored("data", backup::Existing::KeepAside), std::string("lock.held"));
        QVERIFY(!fs::exists(at("data") / "before-restore-1"));
    }
};

LOCUS_TEST(backup, BackupTest)

#include "tst_backup.moc"
