// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
// The loop turned by hand: what happens when an input, a disk or a handler fails.
#include "core/pipeline/job_runner.h"
#include "core/pipeline/watchdog.h"
#include "tests/core/pipeline/loop_world.h"
#include "tests/support/test_registry.h"

#include <sqlite3.h>

using namespace locus;
using namespace locus::test;

class CoreLoopTest : public QObject
{
    Q_OBJECT

private:
    std::unique_ptr<LoopWorld> m_world;

    static std::vector<std::string> names(std::initializer_list<const char*> texts)
    {
        return { texts.begin(), texts.end() };
    }

private Q_SLOTS:
    void init()
    {
        m_world = std::make_unique<LoopWorld>();
        QVERIFY(m_world->open().ok());
    }
    void cleanup() { m_world = nullptr; }

    void aBadInputIsUndoneAndItsLaneParks()
    {
        LoopWorld& w = *m_world;
        w.send("1", "a", "good");
        w.send("2", "a", "bad");
        w.send("3", "a", "good");
        w.send("4", "c", "good");
        QVERIFY(w.step());
        QCOMPARE(w.role.taken, names({ "1", "4" }));
        std::vector<std::string> changed;
        for (const pipeline::Change& change : w.changes) {
            QCOMPARE(change.seq, std::uint64_t { changed.size() + 1 });
            changed.push_back(change.stream);
        }
        // Those of failed inputs are undone.
        QCOMPARE(changed, names({ "tests", "deadLetters", "deadLetters", "tests" }));
        const auto letters = w.letters();
        QCOMPARE(letters.size(), std::size_t { 2 });
        QCOMPARE(letters[0].errorCode, std::string("test.bad"));
        QCOMPARE(letters[1].errorCode, std::string("pipeline.lane_parked"));
        QVERIFY(letters[1].behind == letters[0].id);
        // Lanes stay parked over a restart.
        w.loop = nullptr;
        w.store = nullptr;
        QVERIFY(w.open().ok());
        w.send("5", "a", "good");
        w.send("6", "d", "good");
        QVERIFY(w.step());
        QCOMPARE(w.role.taken, names({ "1", "4", "6" }));
        QVERIFY(w.letters().back().behind == letters[0].id);
    }

    void f16_aHandlerThatThrowsIsUndoneAndItsRecordParked_data()
    {
        QTest::addColumn<QString>("what");
        QTest::newRow("an exception") << QStringLiteral("throw");
        QTest::newRow("anything else") << QStringLiteral("throw 7");
    }
    void f16_aHandlerThatThrowsIsUndoneAndItsRecordParked()
    {
        QFETCH(QString, what);
        LoopWorld& w = *m_world;
        w.send("1", "a", "good");
        w.send("2", "b", what.toStdString());
        w.send("3", "b", "good");
        w.send("4", "c", "good");
        QVERIFY(w.step());
        QCOMPARE(w.role.taken, names({ "1", "4" }));
        std::vector<std::string> changed;
        for (const pipeline::Change& change : w.changes) {
            changed.push_back(change.stream);
        }
        QCOMPARE(changed, names({ "tests", "deadLetters", "deadLetters", "tests" }));
        const auto letters = w.letters();
        QCOMPARE(letters.size(), std::size_t { 2 });
        QCOMPARE(letters[0].errorCode, std::string("pipeline.handler_threw"));
        QCOMPARE(letters[0].handler, std::string("obedient"));
        QCOMPARE(letters[0].errorMessage, std::string("the handler failed with an exception"));
        QCOMPARE(letters[1].errorCode, std::string("pipeline.lane_parked"));
        QVERIFY(letters[1].behind == letters[0].id);
        QVERIFY(w.metrics.text().find("parked_total{code=\"pipeline.handler_threw\"} 1\n")
            != Bytes::npos);
        w.send("5", "d", "good"); // the rest flows on
        QVERIFY(w.step());
        QCOMPARE(w.role.taken, names({ "1", "4", "5" }));
    }

    void theLastPositionIsReportedAtRestToo()
    {
        class Reports final : public pipeline::RecordSource
        {
        public:
            std::int64_t next = 0;
            void pause(const bus::TopicPartition&) override { }
            void resume(const bus::TopicPartition&) override { }
            void report(std::vector<bus::Position> positions) override
            {
                next = positions.front().next;
            }
        };
        LoopWorld& w = *m_world;
        Reports reports;
        w.records = &reports;
        QVERIFY(w.restart().ok());
        w.clock.advance(std::chrono::seconds(1));
        w.send("1", "a", "good");
        w.step();
        QCOMPARE(reports.next, 1);
        w.send("2", "a", "good");
        w.step();
        QCOMPARE(reports.next, 1); // not with every commit
        w.clock.advance(std::chrono::seconds(1));
        w.step();
        QCOMPARE(reports.next, 2);
    }

    void aRetriableFailureHoldsItsPartitionAlone()
    {
        LoopWorld& w = *m_world;
        w.role.failures = 2;
        w.send("1", "a", "flaky", 0);
        w.send("2", "a", "good", 0);
        w.send("3", "b", "good", 1);
        w.step();
        QCOMPARE(w.role.taken, names({ "3" }));
        w.step();
        QCOMPARE(w.role.taken, names({ "3" })); // not before its time
        for (int i = 0; i < 3; ++i) {
            w.clock.advance(std::chrono::seconds(1));
            w.step();
        }
        QCOMPARE(w.role.taken, names({ "3", "1", "2" }));
        QVERIFY(w.letters().empty());
    }

    void aFailureThatLastsIsParked()
    {
        LoopWorld& w = *m_world;
        w.role.failures = 1000;
        w.send("1", "a", "flaky");
        w.send("2", "b", "good");
        for (int i = 0; i < 12; ++i) {
            w.clock.advance(std::chrono::seconds(31));
            w.step();
        }
        QCOMPARE(w.role.taken, names({ "2" }));
        QCOMPARE(w.letters().front().attempts, 10);
        QCOMPARE(w.letters().front().errorClass, std::string("retriable"));
        QVERIFY(w.letters().front().firstFailed < w.letters().front().lastFailed);
    }

    void aFullDiskLosesNothingAndHeals()
    {
        LoopWorld& w = *m_world;
        w.vfs.failFrom(1, SQLITE_FULL);
        w.send("1", "a", "good");
        std::vector<std::string> answers;
        const auto submit = [&] {
            w.loop->submit({ w.ids.next(), "test.do", "{}", "me", {}, {} },
                [&](const pipeline::Answer& answer) {
                    answers.push_back(answer.ok() ? "ok" : answer.error().code);
                });
        };
        submit();
        QVERIFY(!w.step());
        QVERIFY(w.loop->isReadOnly());
        QCOMPARE(answers, names({ "store.disk_full" }));
        submit(); // refused at once
        QCOMPARE(answers.size(), std::size_t { 2 });
        QVERIFY(w.changes.empty());
        w.clock.advance(std::chrono::seconds(10));
        QVERIFY(!w.step());
        w.vfs.heal();
        w.clock.advance(std::chrono::seconds(10));
        QVERIFY(w.step());
        QVERIFY(!w.loop->isReadOnly());
        submit();
        QVERIFY(w.step());
        QCOMPARE(answers.back(), std::string("ok"));
        QCOMPARE(w.store->offsets.all()->front().next, 1);
        QCOMPARE(w.role.taken.back(), std::string("1"));
        QCOMPARE(w.changes.size(), std::size_t { 2 });
    }

    void withNothingToDoTheLoopStillFindsOutThatTheDiskIsFree()
    {
        LoopWorld& w = *m_world;
        w.vfs.failFrom(1, SQLITE_FULL);
        std::string answer;
        w.loop->submit({ w.ids.next(), "test.do", "{}", "me", {}, {} },
            [&](const pipeline::Answer& given) { answer = given.error().code; });
        QVERIFY(!w.step());
        QVERIFY(w.loop->isReadOnly());
        w.vfs.heal();
        w.clock.advance(std::chrono::seconds(10));
        w.step();
        QVERIFY(!w.loop->isReadOnly());
    }

    void anInputThatHungTwiceIsParkedUnseen()
    {
        LoopWorld& w = *m_world;
        const QTemporaryDir folder;
        const auto notes = std::filesystem::path(folder.path().toStdString()) / "in-flight";
        pipeline::InFlight inFlight;
        const bus::Record record { { "t", 0 }, 0, 0, {}, {}, {} };
        const pipeline::Watchdog dog(w.clock, inFlight, notes);
        QVERIFY(!dog.look(std::chrono::seconds(5))); // nothing is handled
        for (int life = 1; life <= 2; ++life) {
            QVERIFY(pipeline::Watchdog::suspects(notes).empty());
            inFlight.begin(w.clock.monotonic(), &record);
            QVERIFY(!dog.look(std::chrono::seconds(5)));
            w.clock.advance(std::chrono::seconds(6));
            QVERIFY(dog.look(std::chrono::seconds(5)));
            inFlight.end();
            QVERIFY(!dog.look(std::chrono::seconds(5)));
        }
        w.suspects = pipeline::Watchdog::suspects(notes);
        QCOMPARE(w.suspects.size(), std::size_t { 1 });
        w.loop = nullptr;
        w.store = nullptr;
        QVERIFY(w.open().ok());
        w.send("1", "a", "good");
        w.send("2", "a", "good"); // behind it
        w.send("3", "b", "good");
        QVERIFY(w.step());
        QCOMPARE(w.role.taken, names({ "3" }));
        const auto letters = w.letters();
        QCOMPARE(letters.size(), std::size_t { 2 });
        QCOMPARE(letters[0].errorCode, std::string("pipeline.hung"));
        QVERIFY(w.metrics.text().find("parked_total{code=\"pipeline.hung\"} 1\n") != Bytes::npos);
        QVERIFY(letters[1].behind == letters[0].id);
    }

    void aRepeatAndAnUnknownEventPassBy()
    {
        LoopWorld& w = *m_world;
        w.send("1", "a", "good");
        w.send("1", "a", "good");
        w.push({ { "t", 0 }, w.offsets[0]++, 0, {}, "no event at all", {} });
        QVERIFY(w.step());
        QCOMPARE(w.role.taken, names({ "1" }));
        QVERIFY(w.letters().empty());
        QCOMPARE(w.store->offsets.all()->front().next, 3);
    }

    void theFailureTableIsComplete()
    {
        using pipeline::classify;
        using pipeline::FailureClass;
        QVERIFY(classify(retriable("bus.x", "")) == FailureClass::Retriable);
        QVERIFY(classify(retriable("store.disk_full", "")) == FailureClass::StoreTrouble);
        QVERIFY(classify(pipeline::awaiting("x.y", "", "Test/1")) == FailureClass::Waiting);
        QVERIFY(classify(fatal("store.damaged", "")) == FailureClass::Fatal);
        for (const auto& make : { poison, invalid, refused, notFound, conflict }) {
            QVERIFY(classify(make("x.y", "")) == FailureClass::Poison);
        }
    }

    void aFailingTargetGetsARestAndThenOneProbe()
    {
        class Fail final : public pipeline::JobHandler
        {
        public:
            Result<std::unique_ptr<pipeline::JobResult>> run(
                const store::Job& job, const std::function<bool()>& /*stopping*/) override
            {
                if (job.target == "vep" && ++asked > 0 && !well) {
                    return retriable("test.away", "away");
                }
                return std::unique_ptr<pipeline::JobResult>();
            }
            std::atomic<int> asked { 0 };
            std::atomic<bool> well { false };
        };
        const auto handler = std::make_shared<Fail>();
        pipeline::JobRunner runner(m_world->clock, m_world->random, 100);
        runner.addHandler("ask", handler);
        std::atomic<int> done { 0 };
        runner.start(2, [&done](const pipeline::JobOutcome&) { ++done; });
        const auto offer = [&](const char* target) {
            store::Job job;
            job.id = m_world->ids.next();
            job.kind = "ask";
            job.target = target;
            QVERIFY(runner.offer(std::move(job)));
        };
        const int failuresToOpen = CircuitPolicy().failuresToOpen;
        for (int i = 1; i <= failuresToOpen; ++i) {
            offer("vep");
            QTRY_COMPARE(done.load(), i);
        }
        offer("vep");
        offer("vep");
        offer("other"); // has its own breaker
        QTRY_COMPARE(done.load(), failuresToOpen + 1);
        QCOMPARE(handler->asked.load(), failuresToOpen);
        const auto stateOf = [&runner](const std::string& target) {
            for (const CircuitBreaker::Snapshot& circuit : runner.circuits()) {
                if (circuit.target == target) {
                    return circuit.state;
                }
            }
            return CircuitState::HalfOpen;
        };
        QVERIFY(stateOf("vep") == CircuitState::Open);
        QVERIFY(stateOf("other") == CircuitState::Closed);
        m_world->clock.advance(CircuitPolicy().pause.first);
        QTRY_COMPARE(done.load(), failuresToOpen + 2); // the probe failed: the last one still waits
        QCOMPARE(handler->asked.load(), failuresToOpen + 1);
        handler->well = true;
        m_world->clock.advance(2 * CircuitPolicy().pause.first);
        QTRY_COMPARE(done.load(), failuresToOpen + 3);
        QVERIFY(stateOf("vep") == CircuitState::Closed);
        runner.stop();
    }

    void jobsRunByPriorityAndOnce()
    {
        class Note final : public pipeline::JobHandler
        {
        public:
            Result<std::unique_ptr<pipeline::JobResult>> run(
                const store::Job&, const std::function<bool()>&) override
            {
                return std::unique_ptr<pipeline::JobResult>();
            }
        };
        pipeline::JobRunner runner(m_world->clock, m_world->random, 3);
        runner.addHandler("note", std::make_shared<Note>());
        std::vector<store::Job> jobs(4);
        for (int i = 0; i < 4; ++i) {
            jobs[static_cast<std::size_t>(i)].id = m_world->ids.next();
            jobs[static_cast<std::size_t>(i)].kind = "note";
            jobs[static_cast<std::size_t>(i)].priority = i;
        }
        QVERIFY(runner.offer(jobs[0]) && runner.offer(jobs[1]) && runner.offer(jobs[2]));
        QVERIFY(runner.offer(jobs[1])); // held already
        QCOMPARE(runner.room(), std::size_t { 0 });
        QVERIFY(!runner.offer(jobs[3]));
        std::mutex mutex;
        std::vector<int> order;
        runner.start(1, [&](const pipeline::JobOutcome& outcome) {
            const std::lock_guard lock(mutex);
            order.push_back(outcome.job.priority);
        });
        QTRY_COMPARE(runner.room(), std::size_t { 3 });
        runner.stop();
        QCOMPARE(order, (std::vector<int> { 2, 1, 0 }));
    }
};

LOCUS_TEST(core_loop, CoreLoopTest)
#include "tst_core_loop.moc"
