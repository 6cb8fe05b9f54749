// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
// The loop turned by hand: what happens when an input, a disk or a handler fails.
#include "core/pipeline/core_loop.h"
#include "core/pipeline/effects.h"
#include "core/pipeline/job_runner.h"
#include "core/pipeline/watchdog.h"
#include "core/base/payload_codec.h"
#include "core/events/wire_encoder.h"
#include "core/metrics/registry.h"
#include "tests/support/fault_vfs.h"
#include "tests/support/fake_clock.h"
#include "tests/support/seeded_random.h"
#include "tests/support/test_registry.h"

#include <QTemporaryDir>
#include <QTest>

#include <sqlite3.h>

#include <stdexcept>

using namespace locus;
using namespace locus::test;

namespace {

// Does what the data of an event says.
class ObedientRole final : public pipeline::Role
{
public:
    std::vector<std::string> taken;
    int failures = 0; // left for "flaky"

    [[nodiscard]] std::string_view name() const override { return "obedient"; }
    [[nodiscard]] bool wants(const pipeline::Incoming& incoming) const override
    {
        return incoming.event.type == "Test.Asked";
    }
    Status onEvent(const pipeline::Incoming& incoming, pipeline::Effects& effects) override
    {
        const Bytes& data = incoming.event.data;
        effects.changed("tests", "put", incoming.event.id);
        if (data == "\"throw\"") {
            throw std::runtime_error("simulated");
        }
        if (data == "\"bad\"") {
            return poison("test.bad", "simulated");
        }
        if (data == "\"flaky\"" && failures-- > 0) {
            return retriable("test.not_now", "simulated");
        }
        taken.push_back(incoming.event.id);
        return {};
    }
    [[nodiscard]] bool handles(std::string_view command) const override
    {
        return command == "test.do";
    }
    pipeline::Answer onCommand(const pipeline::Command&, pipeline::Effects& effects) override
    {
        effects.changed("tests", "put", "command");
        return Bytes("{}");
    }
};

} // namespace

class CoreLoopTest : public QObject
{
    Q_OBJECT

private:
    struct World
    {
        QTemporaryDir folder;
        FaultVfs vfs;
        FakeClock clock;
        SeededRandom random { 3 };
        UuidSource ids { clock, random };
        PlainCodec codec;
        metrics::Registry metrics;
        std::unique_ptr<store::Store> store;
        ObedientRole role;
        std::vector<pipeline::Change> changes;
        std::unique_ptr<pipeline::CoreLoop> loop;
        std::map<std::int32_t, std::int64_t> offsets;
        std::set<std::pair<bus::TopicPartition, std::int64_t>> suspects;

        Status open()
        {
            LOCUS_TRY_VALUE(opened,
                store::Store::open({ std::filesystem::path(folder.path().toStdString()) / "s.db",
                                       FaultVfs::name() },
                    ids, codec));
            store = std::move(opened);
            pipeline::LoopContext context { *store, clock, random, metrics, { &role } };
            context.changed = [this](const std::vector<pipeline::Change>& more) {
                changes.insert(changes.end(), more.begin(), more.end());
            };
            context.suspects = suspects;
            loop = std::make_unique<pipeline::CoreLoop>(std::move(context));
            return loop->load();
        }
        void send(const std::string& id, const std::string& aggregate, const std::string& what,
            std::int32_t partition = 0)
        {
            events::Envelope event;
            event.id = id;
            event.source = "/test";
            event.type = "Test.Asked";
            event.time = clock.now();
            event.aggregateType = "Test";
            event.aggregateId = aggregate;
            event.partitionKey = aggregate;
            event.data = '"' + what + '"';
            auto wire = events::encodeStructured(event);
            bus::Record record { { "t", partition }, offsets[partition]++, toMillis(clock.now()),
                wire.key, wire.value, wire.headers };
            std::vector<bus::Record> one;
            one.push_back(std::move(record));
            QVERIFY(loop->queue().pushRecords(one));
        }
        bool step()
        {
            const auto done = loop->step(Duration::zero());
            return done.ok() && *done;
        }
        std::vector<store::DeadLetter> letters()
        {
            return std::move(*store->deadLetters.after(0, 100));
        }
    };
    std::unique_ptr<World> m_world;

    static std::vector<std::string> names(std::initializer_list<const char*> texts)
    {
        return { texts.begin(), texts.end() };
    }

private Q_SLOTS:
    void init()
    {
        m_world = std::make_unique<World>();
        QVERIFY(m_world->open().ok());
    }
    void cleanup() { m_world = nullptr; }

    void aBadInputIsUndoneAndItsLaneParks()
    {
        World& w = *m_world;
        w.send("1", "a", "good");
        w.send("2", "a", "bad");
        w.send("3", "a", "good");
        w.send("4", "b", "throw");
        w.send("5", "c", "good");
        QVERIFY(w.step());
        QCOMPARE(w.role.taken, names({ "1", "5" }));
        QCOMPARE(w.changes.size(), std::size_t { 2 }); // those of failed inputs are undone
        QCOMPARE(w.changes[1].seq, std::uint64_t { 2 });
        const auto letters = w.letters();
        QCOMPARE(letters.size(), std::size_t { 3 });
        QCOMPARE(letters[0].errorCode, std::string("test.bad"));
        QCOMPARE(letters[1].errorCode, std::string("pipeline.lane_parked"));
        QVERIFY(letters[1].behind == letters[0].id);
        QCOMPARE(letters[2].errorCode, std::string("pipeline.handler_threw"));
        QCOMPARE(letters[2].handler, std::string("obedient"));
        // Lanes stay parked over a restart.
        w.loop = nullptr;
        w.store = nullptr;
        QVERIFY(w.open().ok());
        w.send("6", "a", "good");
        w.send("7", "d", "good");
        QVERIFY(w.step());
        QCOMPARE(w.role.taken, names({ "1", "5", "7" }));
        QVERIFY(w.letters().back().behind == letters[0].id);
    }

    void aRetriableFailureHoldsItsPartitionAlone()
    {
        World& w = *m_world;
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
        World& w = *m_world;
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
        World& w = *m_world;
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
        World& w = *m_world;
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
        World& w = *m_world;
        const auto notes = std::filesystem::path(w.folder.path().toStdString()) / "in-flight";
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
        w.send("2", "a", "good");
        QVERIFY(w.step());
        QCOMPARE(w.role.taken, names({ "2" }));
        QCOMPARE(w.letters().front().errorCode, std::string("pipeline.hung"));
    }

    void aRepeatAndAnUnknownEventPassBy()
    {
        World& w = *m_world;
        w.send("1", "a", "good");
        w.send("1", "a", "good");
        bus::Record other { { "t", 0 }, w.offsets[0]++, 0, {}, "no event at all", {} };
        std::vector<bus::Record> one;
        one.push_back(std::move(other));
        QVERIFY(w.loop->queue().pushRecords(one));
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
        QVERIFY(classify(fatal("store.damaged", "")) == FailureClass::Fatal);
        for (const auto& make : { poison, invalid, refused, notFound, conflict }) {
            QVERIFY(classify(make("x.y", "")) == FailureClass::Poison);
        }
    }

    void aFailingTargetGetsARest()
    {
        pipeline::TargetBreaker breaker(2, { std::chrono::seconds(10), std::chrono::seconds(60) });
        const Duration now = std::chrono::seconds(100);
        breaker.failed("vep", now, m_world->random);
        QVERIFY(breaker.allows("vep", now));
        breaker.failed("vep", now, m_world->random);
        QVERIFY(!breaker.allows("vep", now));
        QVERIFY(breaker.allows("other", now));
        QVERIFY(breaker.allows("vep", breaker.nextChance(now)));
        breaker.succeeded("vep");
        QVERIFY(breaker.allows("vep", now));
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
