// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
// What the embedded log keeps when the power, the disk or the memory fails.
#include "core/base/log.h"
#include "core/sqlite/connection.h"
#include "core/sqlite/query.h"
#include "tests/core/bus/log_seat.h"
#include "tests/core/bus/verify_ok.h"
#include "tests/support/fast_folder.h"
#include "tests/support/fault_memory.h"
#include "tests/support/fault_vfs.h"
#include "tests/support/seeded_random.h"
#include "tests/support/test_registry.h"

#include <QFile>
#include <QTemporaryDir>

#include <sqlite3.h>

#include <algorithm>
#include <functional>
#include <map>

using namespace locus;
using namespace locus::test;

namespace {

constexpr std::uint64_t seed = 20;
constexpr int sessions = 5;
constexpr int appendsASession = 25;
constexpr int recordsAnAppend = 3;
constexpr int turnedBits = 200;

struct Folder
{
    QTemporaryDir folder { fastFolder() };
    [[nodiscard]] QString file() const { return folder.filePath(QStringLiteral("log.db")); }
};

Status checkFile(const QString& file)
{
    LOCUS_TRY_VALUE(connection,
        sqlite::Connection::open(
            { file.toStdString(), sqlite::Access::Reader, { "bus", "the event log" } }));
    sqlite::Query query(connection, "PRAGMA integrity_check(1)");
    LOCUS_TRY(query.step());
    return query.textAt(0) == "ok" ? Status() : Status(fatal("test.damaged", query.textAt(0)));
}

// Opens a log with the platform's file system and checks everything in it: how many records.
Result<int> sound(const QString& file)
{
    int count = 0;
    {
        Seat seat(file);
        LOCUS_TRY(seat.open());
        LOCUS_TRY_VALUE(records, seat.readAll());
        for (const bus::Record& record : records) {
            if (record.offset != count || *record.value != *numbered(count).value) {
                return fatal("test.torn", "record " + std::to_string(count) + " is another");
            }
            ++count;
        }
    }
    LOCUS_TRY(checkFile(file));
    return count;
}

struct Ledger
{
    DiskRecording recording;
    std::vector<std::pair<std::size_t, int>> acknowledged; // changes so far, records then safe

    [[nodiscard]] int safeAt(std::size_t change) const
    {
        int safe = 0;
        for (const auto& [changes, records] : acknowledged) {
            safe = changes <= change ? records : safe;
        }
        return safe;
    }
};

Result<Ledger> work(bool lyingDisk)
{
    FaultVfs vfs;
    const Folder folder;
    Ledger ledger;
    vfs.record();
    int next = 0;
    for (int session = 0; session < sessions; ++session) {
        Seat seat(folder.file(), FaultVfs::name());
        LOCUS_TRY(seat.open());
        vfs.lieAboutSyncs(lyingDisk);
        for (int i = 0; i < appendsASession; ++i) {
            for (const bus::Delivery& delivery : seat.append(next, recordsAnAppend)) {
                LOCUS_TRY(delivery.status);
                ++next;
            }
            ledger.acknowledged.emplace_back(vfs.recorded(), next);
        }
        vfs.lieAboutSyncs(false);
    }
    ledger.recording = vfs.stopRecording();
    return ledger;
}

struct Losses
{
    int images = 0;
    int lossy = 0;
    std::string broken;
    std::string firstLoss;
};

Losses judge(const Ledger& ledger)
{
    Losses losses;
    const Folder folder;
    losses.images = forEveryPowerLoss(ledger.recording, seed, [&](const PowerLoss& loss) {
        writeImage(loss.disk, folder.folder.path().toStdString());
        const std::string where = "seed " + std::to_string(seed) + ", change "
            + std::to_string(loss.at) + ", " + loss.what + ": ";
        const auto found = sound(folder.file());
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

class EmbeddedFaultsTest : public QObject
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
        const auto ledger = work(false);
        VERIFY_OK(ledger);
        const Losses losses = judge(*ledger);
        qInfo("%d images of %zu changes", losses.images, ledger->recording.size());
        QVERIFY2(losses.broken.empty(), losses.broken.c_str());
        QVERIFY2(losses.lossy == 0, losses.firstLoss.c_str());
        QVERIFY(losses.images > sessions * appendsASession);
    }

    // Without it nobody would know whether the images lose anything at all.
    void f2_onADiskThatLiesTheSameImagesLoseRecords()
    {
        const auto ledger = work(true);
        VERIFY_OK(ledger);
        const Losses losses = judge(*ledger);
        qInfo("%d of %d images lost something", losses.lossy, losses.images);
        QVERIFY(losses.lossy > 0 || !losses.broken.empty());
    }

    // A bit turned over anywhere in the file: the start refuses by name and keeps the file, or
    // reading finds it, or it hurt nothing.
    void f12_aTurnedBitIsNeverServedSilently()
    {
        const Folder whole;
        const int records = sessions * recordsAnAppend * appendsASession;
        {
            Seat seat(whole.file());
            VERIFY_OK(seat.open());
            for (int next = 0; next < records; next += recordsAnAppend) {
                QCOMPARE(
                    seat.append(next, recordsAnAppend).size(), std::size_t { recordsAnAppend });
            }
        }
        SeededRandom random(seed);
        std::map<std::string, int> outcomes;
        for (int i = 0; i < turnedBits; ++i) {
            const Folder folder;
            QVERIFY(QFile::copy(whole.file(), folder.file()));
            QFile file(folder.file());
            QVERIFY(file.open(QIODevice::ReadWrite));
            const auto size = static_cast<std::uint64_t>(file.size());
            // Half of them where they hurt most: in the header.
            const auto at = static_cast<qint64>(random.below(i % 2 == 0 ? size : 128));
            file.seek(at);
            char octet = 0;
            QVERIFY(file.getChar(&octet));
            file.seek(at);
            file.putChar(static_cast<char>(octet ^ (1 << random.below(8))));
            file.close();
            const auto found = sound(folder.file());
            const std::string outcome =
                found.ok() ? (*found == records ? "harmless" : "silent") : found.error().code;
            ++outcomes[outcome];
            QVERIFY2(outcome != "silent" && outcome != "test.torn",
                ("seed " + std::to_string(seed) + ", octet " + std::to_string(at)).c_str());
        }
        for (const auto& [outcome, times] : outcomes) {
            qInfo("%s: %d", outcome.c_str(), times);
        }
        QVERIFY(outcomes["bus.damaged"] > 0);
    }

    // Room for some records, then none: what is acknowledged stays, and appends go on when there
    // is room again.
    void f10_aDiskThatFillsUpIsRetriableAndHeals()
    {
        FaultVfs vfs;
        const Folder folder;
        int next = 0;
        {
            Seat seat(folder.file(), FaultVfs::name());
            VERIFY_OK(seat.open());
            vfs.leaveRoom(300'000);
            while (seat.append(next, 1).front().status.ok()) {
                ++next;
            }
            QVERIFY(next > 3);
            for (int again = 0; again < 3; ++again) {
                const Status refused = seat.append(next, 1).front().status;
                QVERIFY(!refused.ok());
                QCOMPARE(refused.error().code, std::string("bus.disk_full"));
                QCOMPARE(static_cast<int>(seat.readAll()->size()), next); // reading goes on
            }
            vfs.heal();
            const Status healed = seat.append(next, 1).front().status;
            VERIFY_OK(healed);
            ++next;
        }
        QCOMPARE(*sound(folder.file()), next);
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

    void f11_everyFailingAllocationIsRolledBackOrStopsByName()
    {
        FaultMemory memory;
        const int reached = untilNothingFails([&](int nth) { memory.fail(nth, false); },
            [&] { memory.heal(); }, [&] { return memory.failures(); }, {}, false);
        qInfo("%d allocations failed, one a run", reached);
        QVERIFY(reached > 100);
    }

private:
    static void verifyKind(const Error& error, bool damage)
    {
        const bool expected = error.isRetriable()
            || (damage && error.kind == ErrorKind::Fatal && error.code == "bus.damaged");
        QVERIFY2(expected, (error.code + ": " + error.message).c_str());
    }

    static int workThroughFault(const QString& file, const std::string& vfs, bool damage)
    {
        Seat seat(file, vfs);
        if (const Status opened = seat.open(); !opened.ok()) {
            verifyKind(opened.error(), damage);
            return 0;
        }
        int next = 0;
        for (int attempt = 0; attempt < 6 && next < 3; ++attempt) {
            for (const bus::Delivery& delivery : seat.append(next, 1)) {
                if (delivery.status.ok()) {
                    ++next;
                } else {
                    verifyKind(delivery.status.error(), damage);
                }
            }
        }
        return next;
    }

    static void takeBack(const QString& file)
    {
        const std::string kept = file.toStdString() + ".damaged-1";
        for (const char* part : { "", "-wal" }) {
            if (std::filesystem::exists(kept + part)) {
                std::filesystem::rename(kept + part, file.toStdString() + part);
            }
        }
    }

    static int untilNothingFails(const std::function<void(int nth)>& arm,
        const std::function<void()>& heal, const std::function<int()>& failures,
        const std::string& vfs, bool damage)
    {
        for (int nth = 1;; ++nth) {
            const Folder folder;
            {
                Seat seat(folder.file());
                static_cast<void>(seat.open());
            }
            const int before = failures();
            arm(nth);
            const int acknowledged = workThroughFault(folder.file(), vfs, damage);
            heal();
            takeBack(folder.file());
            const auto found = sound(folder.file());
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
                return acknowledged == 3 ? nth - 1 : -1;
            }
        }
    }
};

LOCUS_TEST(embedded_faults, EmbeddedFaultsTest)
#include "tst_embedded_faults.moc"
