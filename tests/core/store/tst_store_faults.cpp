// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
// What a store keeps when the power, the disk or the memory fails.
#include "core/base/log.h"
#include "tests/core/store/store_fixture.h"
#include "tests/support/fault_memory.h"
#include "tests/support/fault_vfs.h"
#include "tests/support/test_registry.h"

#include <QTest>

#include <sqlite3.h>

#include <algorithm>
#include <fstream>
#include <functional>
#include <map>

using namespace locus;
using namespace locus::test;

namespace {

constexpr std::uint64_t seed = 20;
constexpr int sessions = 3;
constexpr int transactionsASession = 70;
constexpr int transactionsAFault = 3;
constexpr int turnedBits = 300;
constexpr const char* topic = "t";

std::string valueOf(int number)
{
    return "{\"value\":\"" + std::string(static_cast<std::size_t>(number % 7) * 300, 'v')
        + std::to_string(number) + "\"}";
}

store::LoggedEvent eventOf(int number)
{
    store::LoggedEvent event;
    event.id = "e" + std::to_string(number);
    event.type = "Analysis.Requested";
    event.stream = "Analysis/a";
    event.streamVersion = static_cast<std::uint64_t>(number) + 1;
    event.topic = topic;
    event.key = "a";
    event.value = valueOf(number);
    return event;
}

// Transaction `number`: two events and the offset behind them.
Status transact(store::Store& store, int number)
{
    LOCUS_TRY_VALUE(unit, store::UnitOfWork::begin(store.database()));
    LOCUS_TRY(store.events.append(eventOf(2 * number), {}));
    LOCUS_TRY(store.events.append(eventOf(2 * number + 1), {}));
    LOCUS_TRY(store.offsets.put({ topic, 0, number + 1, 0, 0 }));
    return unit.commit();
}

// How many transactions the store holds; an error if it is not a prefix of whole ones.
Result<int> transactionsIn(store::Store& store)
{
    LOCUS_TRY_VALUE(offsets, store.offsets.all());
    const auto count = offsets.empty() ? 0 : static_cast<int>(offsets.front().next);
    LOCUS_TRY_VALUE(events, store.events.stream("Analysis/a"));
    bool whole = events.size() == static_cast<std::size_t>(2 * count);
    for (std::size_t i = 0; whole && i < events.size(); ++i) {
        const auto number = static_cast<int>(i);
        whole = events[i].id == eventOf(number).id && events[i].value == valueOf(number);
    }
    if (!whole) {
        return fatal("test.torn",
            std::to_string(events.size()) + " events for " + std::to_string(count)
                + " transactions, or other ones");
    }
    return count;
}

// Opens a file with the platform's file system and checks everything in it.
Result<int> sound(StoreFixture& files)
{
    int count = 0;
    {
        LOCUS_TRY_VALUE(store, files.open());
        LOCUS_TRY_VALUE(found, transactionsIn(*store));
        count = found;
    }
    LOCUS_TRY(store::checkIntegrity(files.file(), files.codec));
    return count;
}

// What the user was told to be safe, and when.
struct Ledger
{
    DiskRecording recording;
    std::vector<std::size_t> acknowledged; // by transaction: changes of the disk so far

    [[nodiscard]] int safeAt(std::size_t change) const
    {
        return static_cast<int>(std::upper_bound(acknowledged.begin(), acknowledged.end(), change)
            - acknowledged.begin());
    }
};

Result<Ledger> work(const char* settings, int rounds)
{
    FaultVfs vfs;
    StoreFixture files;
    Ledger ledger;
    vfs.record();
    for (int session = 0; session < rounds; ++session) {
        LOCUS_TRY_VALUE(store, files.open(FaultVfs::name()));
        LOCUS_TRY(store->database().run(settings));
        for (int i = 0; i < transactionsASession; ++i) {
            LOCUS_TRY(transact(*store, session * transactionsASession + i));
            ledger.acknowledged.push_back(vfs.recorded());
        }
    }
    ledger.recording = vfs.stopRecording();
    return ledger;
}

struct Losses
{
    int images = 0;
    int lossy = 0; // images without something acknowledged
    std::string broken; // the first image that does not open clean
    std::string firstLoss;
};

Losses judge(const Ledger& ledger)
{
    Losses losses;
    StoreFixture files;
    losses.images = forEveryPowerLoss(ledger.recording, seed, [&](const PowerLoss& loss) {
        writeImage(loss.disk, files.file().parent_path());
        const std::string where = "seed " + std::to_string(seed) + ", change "
            + std::to_string(loss.at) + ", " + loss.what + ": ";
        const auto found = sound(files);
        if (!found.ok()) {
            losses.broken = where + found.error().code + ": " + found.error().message;
            return false;
        }
        const int safe = ledger.safeAt(loss.at);
        if (*found < safe) {
            ++losses.lossy;
            losses.firstLoss = losses.firstLoss.empty()
                ? where + std::to_string(*found) + " of " + std::to_string(safe)
                : losses.firstLoss;
        }
        return true;
    });
    return losses;
}

} // namespace

class StoreFaultsTest : public QObject
{
    Q_OBJECT

private:
    QTemporaryDir m_logFolder { fastFolder() };

private Q_SLOTS:
    void initTestCase()
    {
        // Thousands of failures are wanted here; none of them is news.
        log::init({ log::Level::Error, m_logFolder.filePath(QStringLiteral("log")).toStdString() });
    }

    void f2_aPowerLossTakesNothingAcknowledged()
    {
        const auto ledger = work("PRAGMA wal_autocheckpoint=60", sessions);
        QVERIFY2(ledger.ok(), ledger.ok() ? "" : ledger.error().message.c_str());
        const Losses losses = judge(*ledger);
        qInfo("%d images of %zu changes, %d transactions", losses.images, ledger->recording.size(),
            sessions * transactionsASession);
        QVERIFY2(losses.broken.empty(), losses.broken.c_str());
        QVERIFY2(losses.lossy == 0, losses.firstLoss.c_str());
        QVERIFY(losses.images > sessions * transactionsASession);
    }

    // Without it nobody would know whether the images lose anything at all.
    void f2_withoutSyncTheSameImagesLoseCommits()
    {
        const auto ledger = work("PRAGMA wal_autocheckpoint=60; PRAGMA synchronous=NORMAL", 1);
        QVERIFY(ledger.ok());
        const Losses losses = judge(*ledger);
        qInfo("%d of %d images lost something acknowledged", losses.lossy, losses.images);
        QVERIFY2(losses.broken.empty(), losses.broken.c_str()); // NORMAL is still consistent
        QVERIFY(losses.lossy > 0);
    }

    // A bit turned over anywhere in the file: the start refuses by name and keeps the file, or the
    // full check finds it, or it hurt nothing.
    void f12_aTurnedBitIsNeverServedSilently()
    {
        StoreFixture whole;
        {
            const auto store = whole.open();
            for (int i = 0; i < transactionsASession; ++i) {
                QVERIFY(transact(**store, i).ok());
            }
        }
        SeededRandom random(seed);
        std::map<std::string, int> outcomes;
        for (int i = 0; i < turnedBits; ++i) {
            StoreFixture files;
            std::filesystem::copy_file(whole.file(), files.file());
            const auto size = std::filesystem::file_size(files.file());
            // Half of them where they hurt most: in the header.
            const auto at = random.below(i % 2 == 0 ? size : 128);
            turnBit(files.file(), at, static_cast<int>(random.below(8)));
            const std::string outcome = outcomeOf(files);
            ++outcomes[outcome];
            QVERIFY2(outcome != "silent",
                ("seed " + std::to_string(seed) + ", octet " + std::to_string(at)).c_str());
        }
        for (const auto& [outcome, times] : outcomes) {
            qInfo("%s: %d", outcome.c_str(), times);
        }
        QVERIFY(outcomes["store.damaged"] > 0);
        QVERIFY(outcomes["check"] > 0);
    }

    // Room for some transactions, then none: what is acknowledged stays, and work goes on when
    // there is room again.
    void f10_aDiskThatFillsUpIsRetriableAndHeals()
    {
        FaultVfs vfs;
        StoreFixture files;
        int done = 0;
        {
            const auto store = files.open(FaultVfs::name());
            vfs.leaveRoom(200'000);
            Status status = transact(**store, done);
            for (; status.ok(); status = transact(**store, ++done)) { }
            QVERIFY(done > 3);
            for (int again = 0; again < 3; ++again) {
                const Status refused = transact(**store, done);
                QVERIFY(!refused.ok());
                QCOMPARE(refused.error().code, std::string("store.disk_full"));
                QVERIFY(refused.error().isRetriable());
                QCOMPARE(*transactionsIn(**store), done); // reading goes on
            }
            vfs.heal();
            QVERIFY(transact(**store, done).ok());
            ++done;
        }
        QCOMPARE(*sound(files), done);
    }

    void f11_everyFailingCallIsRolledBackOrStopsByName_data()
    {
        QTest::addColumn<int>("code");
        QTest::addColumn<int>("calls");
        QTest::addColumn<bool>("forGood");
        const auto rows = [](const char* name, int code, Calls calls) {
            for (const bool forGood : { false, true }) {
                QTest::addRow("%s%s", name, forGood ? ", for good" : "")
                    << code << static_cast<int>(calls) << forGood;
            }
        };
        rows("input/output", SQLITE_IOERR, Calls::Any);
        rows("full", SQLITE_FULL, Calls::Writes);
        rows("busy", SQLITE_BUSY, Calls::Locks);
        rows("corrupt", SQLITE_CORRUPT, Calls::Reads);
        rows("no memory for input/output", SQLITE_IOERR_NOMEM, Calls::Any);
    }

    void f11_everyFailingCallIsRolledBackOrStopsByName()
    {
        QFETCH(const int, code);
        QFETCH(const int, calls);
        QFETCH(const bool, forGood);
        FaultVfs vfs;
        const int reached = untilNothingFails(
            [&](int nth) {
                forGood ? vfs.failFrom(nth, code, static_cast<Calls>(calls))
                        : vfs.failOnce(nth, code, static_cast<Calls>(calls));
            },
            [&] { vfs.heal(); }, [&] { return vfs.failures(); }, FaultVfs::name(),
            code == SQLITE_CORRUPT);
        qInfo("%d calls failed, one a run", reached);
        QVERIFY(reached > 10);
    }

    void f11_everyFailingAllocationIsRolledBackOrStopsByName_data()
    {
        QTest::addColumn<bool>("forGood");
        QTest::newRow("once") << false;
        QTest::newRow("for good") << true;
    }

    void f11_everyFailingAllocationIsRolledBackOrStopsByName()
    {
        QFETCH(const bool, forGood);
        FaultMemory memory;
        const int reached = untilNothingFails([&](int nth) { memory.fail(nth, forGood); },
            [&] { memory.heal(); }, [&] { return memory.failures(); }, {}, false);
        qInfo("%d allocations failed, one a run", reached);
        QVERIFY(reached > 100);
    }

private:
    static void turnBit(const std::filesystem::path& file, std::uint64_t at, int bit)
    {
        std::fstream stream(file, std::ios::in | std::ios::out | std::ios::binary);
        stream.seekg(static_cast<std::streamoff>(at));
        const int octet = stream.get() ^ (1 << bit);
        stream.seekp(static_cast<std::streamoff>(at));
        stream.put(static_cast<char>(octet));
    }

    // How a damage came out: "harmless", "check" (the full check found it), the code of the refused
    // start, or "silent".
    static std::string outcomeOf(StoreFixture& files)
    {
        {
            const auto store = files.open();
            if (!store.ok()) {
                const bool kept =
                    store.error().code != "store.damaged" || isKeptAside(files, store.error());
                return kept ? store.error().code : "silent";
            }
        }
        if (!store::checkIntegrity(files.file(), files.codec).ok()) {
            return "check";
        }
        const auto store = files.open();
        const auto found = store.ok() ? transactionsIn(**store) : Result<int>(store.error());
        return found.ok() && *found == transactionsASession ? "harmless" : "silent";
    }

    static bool isKeptAside(StoreFixture& files, const Error& error)
    {
        const auto kept = files.file().string() + ".damaged-1";
        const auto again = files.open();
        return std::filesystem::exists(kept) && !std::filesystem::exists(files.file())
            && error.message.find(kept) != std::string::npos && !again.ok()
            && again.error().code == "store.damaged"
            && again.error().message.find(kept) != std::string::npos;
    }

    static void verifyKind(const Error& error, bool damage)
    {
        const bool expected = error.isRetriable()
            || (damage && error.kind == ErrorKind::Fatal && error.code == "store.damaged");
        QVERIFY2(expected, (error.code + ": " + error.message).c_str());
    }

    // Opens, works and closes while one call fails; returns what was acknowledged.
    static int workThroughFault(StoreFixture& files, const std::string& vfs, bool damage)
    {
        int done = 0;
        auto store = files.open(vfs);
        if (!store.ok()) {
            verifyKind(store.error(), damage);
            return done;
        }
        for (int attempt = 0; attempt < 2 * transactionsAFault && done < transactionsAFault;
             ++attempt) {
            const Status status = transact(**store, done);
            if (status.ok()) {
                ++done;
            } else {
                verifyKind(status.error(), damage);
                if (!status.error().isRetriable()) {
                    break; // a core ends at damage; what SQLite holds in memory means nothing then
                }
            }
        }
        return done;
    }

    // A damaged file is kept aside; after a fault that was none it is taken back as it is.
    static void takeBack(const std::filesystem::path& file)
    {
        auto kept = file;
        kept += ".damaged-1";
        for (const char* part : { "", "-wal" }) {
            if (std::filesystem::exists(kept.string() + part)) {
                std::filesystem::rename(kept.string() + part, file.string() + part);
            }
        }
    }

    static int untilNothingFails(const std::function<void(int nth)>& arm,
        const std::function<void()>& heal, const std::function<int()>& failures,
        const std::string& vfs, bool damage)
    {
        for (int nth = 1;; ++nth) {
            StoreFixture files;
            files.open()->reset();
            const int before = failures();
            arm(nth);
            const int acknowledged = workThroughFault(files, vfs, damage);
            heal();
            takeBack(files.file());
            const auto found = sound(files);
            const std::string what = "call " + std::to_string(nth) + ": "
                + (found.ok() ? std::to_string(*found) + " found, " + std::to_string(acknowledged)
                            + " acknowledged"
                              : found.error().code + ": " + found.error().message);
            const bool kept = found.ok() && *found >= acknowledged;
            if (!kept || QTest::currentTestFailed()) {
                qWarning("%s", what.c_str());
                return -1;
            }
            if (failures() == before) {
                return acknowledged == transactionsAFault ? nth - 1 : -1;
            }
        }
    }
};

LOCUS_TEST(store_faults, StoreFaultsTest)
#include "tst_store_faults.moc"
