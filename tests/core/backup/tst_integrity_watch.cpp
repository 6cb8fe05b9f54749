// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
// Damage in a row that nobody reads, found while the writer goes on.
#include "core/backup/integrity_watch.h"
#include "core/base/clock.h"
#include "core/base/payload_codec.h"
#include "core/bus/embedded/embedded_bus.h"
#include "core/sqlite/sliced_check.h"
#include "core/store/store.h"
#include "tests/support/fake_clock.h"
#include "tests/support/fast_folder.h"
#include "tests/support/seeded_random.h"
#include "tests/support/test_registry.h"

#include <QTemporaryDir>
#include <QTest>

#include <sqlite3.h>

#include <fstream>
#include <thread>

using namespace locus;
using namespace locus::test;
using namespace std::chrono_literals;
namespace fs = std::filesystem;

namespace {

constexpr int pageBytes = 8192;

void execute(const fs::path& file, const char* sql)
{
    sqlite3* handle = nullptr;
    sqlite3_open(file.c_str(), &handle);
    QCOMPARE(sqlite3_exec(handle, sql, nullptr, nullptr, nullptr), SQLITE_OK);
    sqlite3_close(handle);
}

} // namespace

class IntegrityWatchTest : public QObject
{
    Q_OBJECT

private:
    std::unique_ptr<QTemporaryDir> m_folder;
    FakeClock m_fakeClock;
    SystemClock m_clock;
    SeededRandom m_random { 7 };
    UuidSource m_ids { m_fakeClock, m_random };
    PlainCodec m_codec;
    std::unique_ptr<store::Store> m_store;

    fs::path folder() const { return m_folder->path().toStdString(); }
    fs::path storeFile() const { return folder() / "locus.sqlite"; }
    void append(int count) const
    {
        const std::string value(3000, 'v');
        for (int i = 0; i < count; ++i) {
            store::LoggedEvent event;
            event.id = "e" + std::to_string(i);
            event.stream = "S/" + event.id;
            event.streamVersion = 1;
            event.value = value;
            QVERIFY(m_store->events.append(event, {}).ok());
        }
    }
    void makeBus()
    {
        const auto bus =
            bus::EmbeddedBus::open({ folder() / "bus.sqlite" }, m_fakeClock, m_random, m_codec);
        const std::vector<bus::TopicSpec> topics { { "t" } };
        QVERIFY((*bus)->ensureTopics(topics).ok());
    }
    void openStore() { m_store = std::move(*store::Store::open({ storeFile() }, m_ids, m_codec)); }
    // Whoever was first of the two files to be checked stands first.
    std::vector<backup::Integrity> checked(backup::IntegrityTiming timing) const
    {
        const backup::IntegrityWatch watch(folder(), m_clock, m_codec, timing);
        const auto isDone = [](const backup::Integrity& file) {
            return file.state != backup::Integrity::State::Unknown;
        };
        std::vector<backup::Integrity> state;
        const bool done = QTest::qWaitFor(
            [&] {
                state = watch.state();
                return std::all_of(state.begin(), state.end(), isDone);
            },
            30'000);
        return done ? state : std::vector<backup::Integrity>();
    }

private Q_SLOTS:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>(fastFolder());
        openStore();
        makeBus();
    }
    void cleanup() { m_store = nullptr; }

    void wholeFilesAreSaidToBeWhole()
    {
        append(10);
        const auto state = checked({ 0ms });
        QCOMPARE(state.size(), std::size_t { 2 });
        for (const backup::Integrity& file : state) {
            QVERIFY2(file.state == backup::Integrity::State::Whole, file.detail.c_str());
            QCOMPARE(file.detail, std::string());
            QVERIFY(file.checkedAt > Instant {});
        }
    }

    void aColdPageIsFoundAndNamed()
    {
        const auto page = *m_store->database().integer(
            "SELECT rootpage FROM sqlite_schema WHERE name='dead_letter_note'");
        m_store = nullptr;
        {
            std::fstream file(storeFile(), std::ios::in | std::ios::out | std::ios::binary);
            file.seekp((page - 1) * pageBytes);
            file << std::string(pageBytes, 'U');
        }
        openStore(); // the start does not read it
        const auto state = checked({ 0ms });
        QVERIFY(state.size() == 2 && state[0].file == "locus.sqlite");
        QVERIFY(state[0].state == backup::Integrity::State::Damaged);
        QVERIFY2(state[0].detail.find("dead_letter_note") != std::string::npos
                && state[0].detail.find("locusctl backup restore BACKUP --data-dir "
                       + folder().string() + " --replace")
                    != std::string::npos,
            state[0].detail.c_str());
        QVERIFY(state[1].state == backup::Integrity::State::Whole);
    }

    void aChangedEventIsFoundInItsSlice()
    {
        append(1200);
        m_store = nullptr;
        execute(storeFile(), "UPDATE event_log SET type='other' WHERE position=1100");
        openStore();
        const auto state = checked({ 0ms });
        QVERIFY(!state.empty() && state[0].state == backup::Integrity::State::Damaged);
        QVERIFY2(
            state[0].detail.find("position 1100 ") != std::string::npos, state[0].detail.c_str());
    }

    void betweenTwoSlicesTheLogCanBeginAnew()
    {
        append(1200);
        const auto check = store::checkInSlices(storeFile(), m_codec);
        QVERIFY(check.ok());
        auto wal = storeFile();
        wal += "-wal";
        bool more = true;
        int steps = 0;
        for (; more; ++steps) {
            const auto step = (*check)->step();
            QVERIFY2(step.ok(), step.ok() ? "" : step.error().message.c_str());
            more = *step;
            QVERIFY(m_store->meta.set("tick", std::to_string(steps)).ok());
            QVERIFY(m_store->database().checkpoint().ok());
            QCOMPARE(fs::file_size(wal), std::uintmax_t { 0 }); // no reader held it
        }
        QVERIFY(steps > 4); // the tables, and events three times
    }

    void aTableThatTakesTooLongIsLeftOutAndSaid()
    {
        execute(folder() / "large",
            "CREATE TABLE large(id INTEGER PRIMARY KEY, v BLOB);"
            "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i+1 FROM n "
            "WHERE i<200000) INSERT INTO large SELECT i, zeroblob(100) FROM n");
        constexpr sqlite::Subject subject { "test", "the test file" };
        auto opened =
            sqlite::Connection::open({ folder() / "large", sqlite::Access::Reader, subject });
        QVERIFY(opened.ok());
        sqlite::SlicedCheck check(std::make_shared<sqlite::Connection>(std::move(*opened)), subject,
            [](std::int64_t after) { return Result<std::int64_t>(after); });
        QVERIFY(check.step().ok()); // finds the table
        std::atomic<bool> ended { false };
        std::thread impatient([&] {
            while (!ended) {
                check.interrupt();
            }
        });
        const auto step = check.step();
        ended = true;
        impatient.join();
        QVERIFY2(step.ok() && *step, step.ok() ? "" : step.error().message.c_str());
        QCOMPARE(check.leftOut(), std::vector<std::string> { "large" });
    }
};

LOCUS_TEST(integrity_watch, IntegrityWatchTest)
#include "tst_integrity_watch.moc"
