// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
// SIGTERM: what was taken in stays, nothing is half done, and the next core goes on from there.
#include "core/base/payload_codec.h"
#include "core/base/random_source.h"
#include "core/base/uuid.h"
#include "core/bus/embedded/embedded_bus.h"
#include "core/store/database.h"
#include "core/store/store.h"
#include "tests/bench/load_client.h"
#include "tests/integration/core_face.h"
#include "tests/support/core_process.h"
#include "tests/support/test_registry.h"

#include <QTest>
#include <QTimer>

#include <algorithm>
#include <set>

using namespace locus;
using namespace locus::test;

namespace {

constexpr std::chrono::seconds generous { 60 };

std::string sentence(const Status& status)
{
    return status.ok() ? std::string() : status.error().message;
}

// What a core that has ended left on the disk.
struct Left
{
    std::int64_t events = 0; // of its own
    std::int64_t published = 0; // of them, as the relay's cursor says
    std::int64_t records = 0; // in the topics
    std::int64_t read = 0; // of them, as the offsets say
};

class Leftovers
{
public:
    explicit Leftovers(std::filesystem::path folder)
        : m_folder(std::move(folder))
    { }

    Result<Left> count() const
    {
        Left left;
        LOCUS_TRY_VALUE(store, store::Store::open({ m_folder / "locus.sqlite" }, m_ids, m_codec));
        LOCUS_TRY_VALUE(cursor, store->events.cursor("events"));
        LOCUS_TRY_VALUE(events, store->events.localCount(0));
        LOCUS_TRY_VALUE(waiting, store->events.localCount(cursor));
        left.events = events;
        left.published = events - waiting;
        LOCUS_TRY_VALUE(offsets, store->offsets.all());
        LOCUS_TRY_VALUE(
            log, bus::EmbeddedBus::open({ m_folder / "bus.sqlite" }, m_clock, m_random, m_codec));
        LOCUS_TRY_VALUE(topics, log->topics());
        for (const bus::TopicState& topic : topics) {
            for (const std::int32_t partition : topic.partitions) {
                LOCUS_TRY_VALUE(marks, log->watermarks({ topic.name, partition }));
                left.records += marks.end;
                LOCUS_TRY_VALUE(next, readOf(offsets, { topic.name, partition }, marks.end));
                left.read += next;
            }
        }
        return left;
    }

    Status checkFiles() const
    {
        for (const char* name : { "endpoint.json", "locus.sqlite-wal", "bus.sqlite-wal" }) {
            if (std::filesystem::exists(m_folder / name)) {
                return fatal("test.left", std::string(name) + " was left behind");
            }
        }
        return {};
    }
    Status check() const
    {
        LOCUS_TRY(checkFiles());
        return store::checkIntegrity(m_folder / "locus.sqlite", m_codec);
    }

private:
    static Result<std::int64_t> readOf(const std::vector<store::StoredOffset>& offsets,
        const bus::TopicPartition& at, std::int64_t end)
    {
        const auto found = std::find_if(offsets.begin(), offsets.end(), [&](const auto& offset) {
            return offset.topic == at.topic && offset.partition == at.partition;
        });
        if (found == offsets.end()) {
            return std::int64_t(0);
        }
        if (found->next > end) {
            return fatal("test.ahead", at.topic + " was read beyond its end");
        }
        return found->next;
    }

    std::filesystem::path m_folder;
    PlainCodec m_codec;
    SystemClock m_clock;
    mutable SystemRandom m_random;
    mutable UuidSource m_ids { m_clock, m_random };
};

// In the store of a core that does not run.
Status runInStore(const CoreProcess& core, const char* sql)
{
    LOCUS_TRY_VALUE(
        database, store::Database::open(core.dataDir() / "locus.sqlite", store::Access::Writer));
    LOCUS_TRY(database.run(sql));
    LOCUS_TRY(database.checkpoint());
    database.keepWalOnClose(false);
    return {};
}

// Reading its rows takes a minute: each makes a megabyte of text to be judged.
constexpr const char* addSlowTable =
    "PRAGMA ignore_check_constraints=1;"
    "CREATE TABLE slow(v INTEGER CHECK(length(hex(zeroblob(v)))>0));"
    "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i+1 FROM n WHERE i<50000) "
    "INSERT INTO slow SELECT 1000000 FROM n";

} // namespace

class StopTest : public QObject
{
    Q_OBJECT

private:
    // Submits without end, and asks the core to end once it has taken some of it in. Returns what
    // it had accepted.
    static std::vector<std::string> stopAtWork(CoreProcess& core)
    {
        bench::LoadClient client(core);
        if (!client.signIn().ok()) {
            return {};
        }
        constexpr std::size_t enough = 300;
        QTimer timer;
        timer.callOnTimeout(&timer, [&] {
            if (client.accepted().size() >= enough) {
                timer.stop();
                (void)core.stop(generous); // the exit code tells
            }
        });
        timer.start(5);
        const auto texts = bench::sampleSequences(200);
        const bool broken = !client.run({ texts, 1'000'000, 100, 0 }, 2 * generous).ok();
        return broken ? client.accepted() : std::vector<std::string>();
    }

private Q_SLOTS:
    void anIdleCoreLeavesNothingUnpublished()
    {
        CoreProcess core;
        core.keepPlain();
        const auto started = core.start();
        QVERIFY2(started.ok(), sentence(started).c_str());
        {
            bench::LoadClient client(core);
            QVERIFY(client.signIn().ok());
            QVERIFY(client.run({ bench::sampleSequences(20), 20, 20, 0 }, generous).ok());
        }
        QVERIFY(core.stop(generous).ok());
        QVERIFY2(core.exitCode() == 0, core.errorOutput().constData());
        const Leftovers leftovers(core.dataDir());
        const auto whole = leftovers.check();
        QVERIFY2(whole.ok(), sentence(whole).c_str());
        const auto left = leftovers.count();
        QVERIFY2(left.ok(), left.ok() ? "" : left.error().message.c_str());
        QVERIFY(left->events >= 40); // each was asked for and answered
        QCOMPARE(left->published, left->events);
        QCOMPARE(left->records, left->events);
        QVERIFY(left->read >= 20); // the answers stand on requests that were read
    }

    void aCoreAtWorkLosesAndDoublesNothing()
    {
        CoreProcess core;
        core.keepPlain();
        const auto started = core.start();
        QVERIFY2(started.ok(), sentence(started).c_str());
        const std::vector<std::string> accepted = stopAtWork(core);
        QVERIFY2(core.exitCode() == 0, core.errorOutput().constData());
        QVERIFY(accepted.size() >= 300);
        const Leftovers leftovers(core.dataDir());
        const auto whole = leftovers.check();
        QVERIFY2(whole.ok(), sentence(whole).c_str());
        const auto left = leftovers.count();
        QVERIFY2(left.ok(), left.ok() ? "" : left.error().message.c_str());
        QVERIFY(left->published > 0);
        QVERIFY(left->published <= left->records); // never told before it is so
        QVERIFY(left->read > 0);

        const auto again = core.start();
        QVERIFY2(again.ok(), sentence(again).c_str());
        bench::LoadClient client(core);
        QVERIFY(client.signIn().ok());
        bench::LoadClient::Audit audit;
        QTRY_VERIFY_WITH_TIMEOUT(
            (audit = client.audit().valueOr({}), audit.ended > 0 && audit.open == 0), 60'000);
        QCOMPARE(audit.withoutExactlyOneRow, 0);
        const std::set<std::string> known(audit.ids.begin(), audit.ids.end());
        QCOMPARE(known.size(), audit.ids.size()); // none twice
        for (const std::string& id : accepted) {
            QVERIFY2(known.contains(id), id.c_str());
        }
    }

    // A core that does not end within five seconds ends itself with code 1.
    void aStopInTheMiddleOfTheFilesCheckIsPromptAndTheNextBeginsAnew()
    {
        CoreProcess core;
        core.keepPlain();
        const auto integrity = [&core] {
            return healthCheck(core, QStringLiteral("integrity")).value(u"detail").toString();
        };
        QVERIFY(core.start().ok());
        QVERIFY(core.stop(generous).ok());
        const auto added = runInStore(core, addSlowTable);
        QVERIFY2(added.ok(), sentence(added).c_str());
        for (int i = 0; i < 2; ++i) { // the second one begins it again, too
            QVERIFY(core.start().ok());
            QTRY_VERIFY_WITH_TIMEOUT(
                integrity().contains(u"locus.sqlite is being checked"), 60'000);
            QVERIFY(core.stop(generous).ok());
            QVERIFY2(core.exitCode() == 0, core.errorOutput().constData());
            const auto left = Leftovers(core.dataDir()).checkFiles();
            QVERIFY2(left.ok(), sentence(left).c_str());
        }
        const auto dropped = runInStore(core, "DROP TABLE slow");
        QVERIFY2(dropped.ok(), sentence(dropped).c_str());
        const auto whole = Leftovers(core.dataDir()).check();
        QVERIFY2(whole.ok(), sentence(whole).c_str());
        QVERIFY(core.start().ok());
        QTRY_VERIFY_WITH_TIMEOUT(integrity().contains(u"locus.sqlite was whole at")
                && integrity().contains(u"bus.sqlite was whole at"),
            60'000);
        QVERIFY2(!integrity().contains(u"not read"), qPrintable(integrity()));
    }
};

LOCUS_TEST(stop, StopTest)
#include "tst_stop.moc"
