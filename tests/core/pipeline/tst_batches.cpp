// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
// A role that takes several events at once: what one bad event, a crash or a repeat does to the
// others.
#include "core/pipeline/effects.h"
#include "tests/support/role_tester.h"
#include "tests/support/test_registry.h"

#include <QTest>

using namespace locus;
using namespace locus::test;

namespace {

using Ids = std::vector<std::string>;

// Answers every event with one of its own; "bad" and "flaky" as their names say.
class Batcher final : public pipeline::Role
{
public:
    std::vector<std::size_t> batches; // how many at once
    int failures = 0; // left for "flaky"

    [[nodiscard]] std::string_view name() const override { return "batcher"; }
    [[nodiscard]] bool wants(const pipeline::Incoming& incoming) const override
    {
        return incoming.event.type == "Test.Asked";
    }
    [[nodiscard]] std::size_t batchSize() const override { return 4; }
    Status onBatch(std::span<const pipeline::Incoming> batch, pipeline::Effects& effects) override
    {
        batches.push_back(batch.size());
        return Role::onBatch(batch, effects);
    }
    Status onEvent(const pipeline::Incoming& incoming, pipeline::Effects& effects) override
    {
        const events::Envelope& event = incoming.event;
        LOCUS_TRY(effects.append(EventBuilder("done-" + event.id)
                                     .type("Test.Done")
                                     .of("Done", event.id)
                                     .data('"' + event.id + '"'),
            "done"));
        if (event.data == "\"bad\"") {
            return poison("test.bad", "simulated");
        }
        if (event.data == "\"flaky\"" && failures-- > 0) {
            return retriable("test.not_now", "simulated");
        }
        return {};
    }
};

struct Crash
{ };

} // namespace

class BatchesTest : public QObject
{
    Q_OBJECT

private:
    std::unique_ptr<Batcher> m_role;
    std::unique_ptr<RoleTester> m_tester;

    void send(const std::string& id, const std::string& key, const std::string& what = "good")
    {
        m_tester->send(EventBuilder(id).of("Test", key).data('"' + what + '"'));
    }
    Ids done()
    {
        Ids out;
        for (const Bytes& data : m_tester->published("done")) {
            out.push_back(data.substr(1, data.size() - 2));
        }
        return out;
    }
    void turn()
    {
        while (m_tester->step()) { }
    }

private Q_SLOTS:
    void init()
    {
        m_role = std::make_unique<Batcher>();
        m_tester = std::make_unique<RoleTester>(*m_role);
        QVERIFY(m_tester->open().ok());
    }
    void cleanup()
    {
        m_tester = nullptr;
        m_role = nullptr;
    }

    void eventsOfAnyKeysComeTogetherAndInOrder()
    {
        for (int i = 1; i <= 7; ++i) {
            send(std::to_string(i), i % 2 == 0 ? "a" : "b");
        }
        turn();
        QCOMPARE(m_role->batches, (std::vector<std::size_t> { 4, 3 }));
        QCOMPARE(done(), (Ids { "1", "2", "3", "4", "5", "6", "7" }));
        QCOMPARE(m_tester->store->offsets.all()->front().next, 7);
    }

    void aBadOneParksItsOwnLaneAlone()
    {
        send("1", "a");
        send("2", "b", "bad");
        send("3", "b");
        send("4", "c");
        turn();
        QCOMPARE(done(), (Ids { "1", "4" }));
        const auto letters = m_tester->letters();
        QCOMPARE(letters.size(), std::size_t { 2 });
        QCOMPARE(letters[0].errorCode, std::string("test.bad"));
        QCOMPARE(letters[0].lane, std::string("b"));
        QVERIFY(letters[1].behind == letters[0].id);
        m_role->batches.clear();
        send("5", "a");
        send("6", "c");
        send("7", "b"); // lines up
        send("8", "a");
        send("9", "c");
        turn();
        QCOMPARE(m_role->batches, (std::vector<std::size_t> { 2, 2 }));
        QCOMPARE(done(), (Ids { "1", "4", "5", "6", "8", "9" }));
        QCOMPARE(m_tester->letters().size(), std::size_t { 3 });
    }

    void aRecordThatCannotBeReadStopsNobody()
    {
        send("1", "a");
        m_tester->push({ { "t", 0 }, m_tester->offsets[0]++, 0, "a",
            "{\"eventId\":", { { "content-type", "application/cloudevents+json" } } });
        send("2", "a");
        send("3", "b");
        turn();
        QCOMPARE(done(), (Ids { "1", "2", "3" }));
        QCOMPARE(m_tester->letters().size(), std::size_t { 1 });
        QCOMPARE(m_tester->letters().front().handler, std::string("decoder"));
    }

    void oneThatCannotBeDoneNowKeepsTheOrder()
    {
        m_role->failures = 2; // of the batch, and by itself
        send("1", "a");
        send("2", "a", "flaky");
        send("3", "a");
        send("4", "b");
        turn();
        QCOMPARE(done(), (Ids { "1" })); // its partition waits
        m_tester->advance(std::chrono::minutes(1));
        QCOMPARE(done(), (Ids { "1", "2", "3", "4" }));
        QVERIFY(m_tester->letters().empty());
    }

    void aRepeatInABatchIsTakenOnce()
    {
        send("1", "a");
        send("2", "a");
        turn();
        send("2", "a"); // before
        send("3", "a");
        send("3", "a"); // in the same batch
        send("4", "b");
        turn();
        QCOMPARE(done(), (Ids { "1", "2", "3", "4" }));
        m_tester->offsets[0] = 0; // the bus delivers from the beginning
        for (const char* id : { "1", "2", "2", "3", "3", "4", "5" }) {
            send(id, "a");
        }
        turn();
        QCOMPARE(done(), (Ids { "1", "2", "3", "4", "5" }));
    }

    void aCrashInABatchDoesNothingTwice_data()
    {
        QTest::addColumn<QByteArray>("where");
        for (const char* where : { "before_begin", "in_transaction", "before_commit" }) {
            QTest::newRow(where) << QByteArray(where);
        }
        QTest::newRow("after_commit") << QByteArray("after_commit");
    }
    void aCrashInABatchDoesNothingTwice()
    {
        QFETCH(QByteArray, where);
        int crashes = 0;
        m_tester->tune = [&](pipeline::LoopContext& context) {
            context.killPoint = [&](std::string_view name) {
                if (name == where.toStdString() && crashes++ == 0) {
                    throw Crash();
                }
            };
        };
        QVERIFY(m_tester->restart().ok());
        const auto sendAll = [this] {
            m_tester->offsets[0] = 0;
            for (int i = 1; i <= 6; ++i) {
                send(std::to_string(i), i % 2 == 0 ? "a" : "b");
            }
        };
        sendAll();
        QVERIFY_THROWS_EXCEPTION(Crash, m_tester->step());
        QVERIFY(m_tester->restart().ok());
        sendAll(); // the bus delivers again what was not committed, and may deliver more
        turn();
        QVERIFY(crashes > 0);
        QCOMPARE(done(), (Ids { "1", "2", "3", "4", "5", "6" }));
        QVERIFY(m_tester->letters().empty());
        QCOMPARE(m_tester->store->offsets.all()->front().next, 6);
    }

    void whatHungIsFoundOneByOne()
    {
        m_tester->tune = [](pipeline::LoopContext& context) { context.oneByOne = true; };
        QVERIFY(m_tester->restart().ok());
        send("1", "a");
        send("2", "a");
        turn();
        QVERIFY(m_role->batches.empty());
        QCOMPARE(done(), (Ids { "1", "2" }));
    }
};

LOCUS_TEST(batches, BatchesTest)
#include "tst_batches.moc"
