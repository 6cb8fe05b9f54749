// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
// Jobs of one lane run one after the other, whatever happens to them; those of others do not wait.
#include "core/pipeline/effects.h"
#include "tests/support/role_tester.h"
#include "tests/support/test_registry.h"

#include <QTest>

#include <algorithm>

using namespace locus;
using namespace locus::test;
using namespace std::chrono_literals;

namespace {

using Names = std::vector<std::string>;

// Makes a job of every event, in the lane of its aggregate, and notes how it ended.
class Orders final : public pipeline::Role
{
public:
    Names ended;

    [[nodiscard]] std::string_view name() const override { return "orders"; }
    [[nodiscard]] bool wants(const pipeline::Incoming&) const override { return true; }
    Status onEvent(const pipeline::Incoming& incoming, pipeline::Effects& effects) override
    {
        const events::Envelope& event = incoming.event;
        if (event.data == "\"cancel\"") {
            LOCUS_TRY(effects.cancelJobs("Test/" + event.aggregateId));
            return {};
        }
        store::Job job;
        job.id = deriveUuid(event.id, Instant(), "job");
        job.kind = "work";
        job.due = effects.now();
        job.body = event.id;
        job.about = "Test/" + event.aggregateId;
        job.lane = event.aggregateId;
        return effects.addJob(std::move(job), {});
    }
    [[nodiscard]] bool ownsJob(std::string_view kind) const override { return kind == "work"; }
    Status onJobDone(const pipeline::JobOutcome& outcome, pipeline::Effects&) override
    {
        ended.push_back(outcome.job.body + (outcome.status.ok() ? "" : "!"));
        return {};
    }
};

// Keeps what it is offered until the test says how it ended.
class Bench final : public pipeline::JobPort
{
public:
    std::vector<store::Job> held;

    bool offer(store::Job job) override
    {
        const bool known = std::any_of(
            held.begin(), held.end(), [&](const store::Job& one) { return one.id == job.id; });
        if (!known) {
            held.push_back(std::move(job));
        }
        return true;
    }
    void cancel(const Uuid& id) override
    {
        std::erase_if(held, [&](const store::Job& one) { return one.id == id; });
    }
    [[nodiscard]] std::size_t room() const override { return 8192; }
    [[nodiscard]] pipeline::RetryPolicy policyOf(std::string_view) const override
    {
        return { 3, Backoff { 1s, 1s } };
    }
};

} // namespace

class JobLanesTest : public QObject
{
    Q_OBJECT

private:
    struct World
    {
        Orders role;
        Bench bench;
        RoleTester tester { role };

        World()
        {
            tester.tune = [this](pipeline::LoopContext& context) { context.jobs = &bench; };
        }
        void ask(const std::string& id, const std::string& lane, const char* what = "\"do\"")
        {
            tester.give(EventBuilder(id).of("Test", lane).data(what));
        }
        // The names of those that may run now.
        [[nodiscard]] Names running() const
        {
            Names out;
            for (const store::Job& job : bench.held) {
                out.push_back(job.body);
            }
            std::sort(out.begin(), out.end());
            return out;
        }
        void end(const std::string& name, const Status& status = {})
        {
            const auto found = std::find_if(bench.held.begin(), bench.held.end(),
                [&](const store::Job& job) { return job.body == name; });
            QVERIFY(found != bench.held.end());
            pipeline::JobOutcome outcome { std::move(*found), status, nullptr };
            bench.held.erase(found);
            QVERIFY(tester.loop->queue().push(pipeline::JobInput { std::move(outcome) }));
            while (tester.step()) { }
        }
        Status crash()
        {
            bench.held.clear();
            return tester.restart();
        }
    };
    std::unique_ptr<World> m_world;

private Q_SLOTS:
    void init()
    {
        m_world = std::make_unique<World>();
        QVERIFY(m_world->tester.open().ok());
        for (const auto& [id, lane] : { std::pair("a1", "a"), { "a2", "a" }, { "b1", "b" },
                 { "a3", "a" }, { "free1", "" }, { "free2", "" } }) {
            m_world->ask(id, lane);
        }
    }
    void cleanup() { m_world = nullptr; }

    void eachLaneRunsItsFirstAndThoseWithoutALaneAll()
    {
        World& w = *m_world;
        QCOMPARE(w.running(), (Names { "a1", "b1", "free1", "free2" }));
        w.end("a1");
        QCOMPARE(w.running(), (Names { "a2", "b1", "free1", "free2" }));
        w.end("b1");
        w.end("a2");
        QCOMPARE(w.running(), (Names { "a3", "free1", "free2" }));
        w.end("a3");
        w.ask("a4", "a"); // the lane was empty
        QCOMPARE(w.running(), (Names { "a4", "free1", "free2" }));
        QCOMPARE(w.role.ended, (Names { "a1", "b1", "a2", "a3" }));
    }

    void aRetryKeepsItsPlace()
    {
        World& w = *m_world;
        w.end("a1", retriable("test.away", "simulated"));
        QCOMPARE(w.running(), (Names { "b1", "free1", "free2" }));
        w.tester.advance(10s);
        QCOMPARE(w.running(), (Names { "a1", "b1", "free1", "free2" }));
        w.end("a1", retriable("test.away", "simulated"));
        w.tester.advance(10s);
        w.end("a1", retriable("test.away", "simulated")); // the third and last time
        QCOMPARE(w.role.ended, (Names { "a1!" }));
        QCOMPARE(w.running(), (Names { "a2", "b1", "free1", "free2" }));
    }

    void aRestartKeepsThePlaces()
    {
        World& w = *m_world;
        w.end("a1");
        QVERIFY(w.crash().ok());
        w.tester.step();
        QCOMPARE(w.running(), (Names { "a2", "b1", "free1", "free2" }));
        w.end("a2", retriable("test.away", "simulated"));
        QVERIFY(w.crash().ok()); // it waits for its next try: nobody passes it
        w.tester.step();
        QCOMPARE(w.running(), (Names { "b1", "free1", "free2" }));
        w.tester.advance(10s);
        QCOMPARE(w.running(), (Names { "a2", "b1", "free1", "free2" }));
        w.end("a2");
        QCOMPARE(w.running(), (Names { "a3", "b1", "free1", "free2" }));
    }

    void aCancelledOneLeavesItsLaneToTheNext()
    {
        World& w = *m_world;
        w.ask("a4", "a", "\"cancel\""); // a1, a2 and a3
        QCOMPARE(w.running(), (Names { "b1", "free1", "free2" }));
        w.ask("a5", "a");
        w.ask("a6", "a");
        QCOMPARE(w.running(), (Names { "a5", "b1", "free1", "free2" }));
        w.end("a5");
        QCOMPARE(w.running(), (Names { "a6", "b1", "free1", "free2" }));
        QVERIFY(w.role.ended == (Names { "a5" }));
    }

    void aThousandJobsKeepTheOrderOfTheirLanes()
    {
        World& w = *m_world;
        SeededRandom random(5);
        std::map<std::string, int> next;
        for (int i = 0; i < 1000; ++i) {
            const std::string lane = 'l' + std::to_string(random.below(50));
            w.tester.send(
                EventBuilder(lane + '-' + std::to_string(1000 + next[lane]++)).of("Test", lane));
        }
        while (w.tester.step()) { }
        std::size_t left = 1006;
        while (left > 0) {
            if (w.bench.held.empty()) {
                w.tester.advance(2s); // all wait for their next try
            }
            QVERIFY(!w.bench.held.empty());
            const auto job = w.bench.held[random.below(w.bench.held.size())];
            const bool fails = job.attempts == 0 && random.chance(20);
            w.end(job.body, fails ? Status(retriable("test.away", "simulated")) : Status());
            left -= fails ? 0 : 1;
            if (random.chance(2)) {
                QVERIFY(w.crash().ok());
                w.tester.step();
            }
        }
        QCOMPARE(w.role.ended.size(), std::size_t { 1006 });
        std::map<std::string, std::string> last;
        for (const std::string& name : w.role.ended) {
            const std::string lane = name.substr(0, name.find('-'));
            if (name.find('-') != std::string::npos) {
                QVERIFY2(last[lane] < name, name.c_str());
                last[lane] = name;
            }
        }
    }
};

LOCUS_TEST(job_lanes, JobLanesTest)
#include "tst_job_lanes.moc"
