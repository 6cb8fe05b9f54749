// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
// The thread that carries out redrives, before a loop that refuses and a bus that fails.
#include "core/pipeline/redrive_runner.h"

#include "core/base/random_source.h"
#include "core/pipeline/dead_letter_commands.h"
#include "tests/core/pipeline/loop_world.h"
#include "tests/support/fake_bus.h"
#include "tests/support/test_registry.h"

#include <deque>
#include <mutex>

using namespace locus;
using namespace locus::test;
using dead_letters::RedriveOrder;
using dead_letters::RunState;

namespace {

// Commands wait until the test lets the loop take or refuses them.
class WaitingPort final : public pipeline::CommandPort
{
public:
    void submit(pipeline::Command command, pipeline::AnswerCallback done) override
    {
        const std::lock_guard lock(m_mutex);
        m_waiting.emplace_back(std::move(command), std::move(done));
    }
    std::deque<std::pair<pipeline::Command, pipeline::AnswerCallback>> take()
    {
        const std::lock_guard lock(m_mutex);
        return std::exchange(m_waiting, {});
    }

private:
    std::mutex m_mutex;
    std::deque<std::pair<pipeline::Command, pipeline::AnswerCallback>> m_waiting;
};

// Acknowledges what it is given; the first `failures` deliveries say "not written".
class RecordingBus final : public FakeBus
{
public:
    int failures = 0;
    std::mutex mutex;
    std::vector<bus::OutRecord> written;

    Result<std::unique_ptr<bus::BusProducer>> makeProducer() override
    {
        return std::unique_ptr<bus::BusProducer>(std::make_unique<Producer>(*this));
    }

private:
    class Producer final : public bus::BusProducer
    {
    public:
        explicit Producer(RecordingBus& bus)
            : m_bus(bus)
        { }
        Status send(bus::OutRecord record, std::uint64_t token) override
        {
            m_open.emplace_back(token, std::move(record));
            return {};
        }
        std::vector<bus::Delivery> deliveries(std::chrono::milliseconds) override
        {
            const std::lock_guard lock(m_bus.mutex);
            std::vector<bus::Delivery> out;
            for (auto& [token, record] : std::exchange(m_open, {})) {
                bus::Delivery delivery { token, { record.topic, 0 }, 0, {} };
                if (m_bus.failures-- > 0) {
                    delivery.status = retriable("bus.unreachable", "simulated");
                } else {
                    delivery.offset = static_cast<std::int64_t>(m_bus.written.size());
                    m_bus.written.push_back(std::move(record));
                }
                out.push_back(std::move(delivery));
            }
            return out;
        }
        [[nodiscard]] std::size_t inFlight() const override { return m_open.size(); }

    private:
        RecordingBus& m_bus;
        std::vector<std::pair<std::uint64_t, bus::OutRecord>> m_open;
    };
};

} // namespace

class RedriveRunnerTest : public QObject
{
    Q_OBJECT

private:
    std::unique_ptr<LoopWorld> m_world;
    SystemRandom m_random;
    std::vector<store::DeadLetter> m_letters;

    // Three letters of lane a and one of b, all to be sent to "repair".
    Uuid startRun()
    {
        LoopWorld& w = *m_world;
        w.send("1", "a", "bad");
        w.send("2", "a", "good");
        w.send("3", "a", "good");
        w.send("4", "b", "bad");
        w.step();
        m_letters = w.letters();
        RedriveOrder order;
        order.topic = "repair";
        order.ratePerSecond = dead_letters::fastestRate;
        const Uuid command = w.ids.next();
        const auto answer = w.ask(std::string(pipeline::startRunCommand), order.toJson(), command);
        return answer.ok() ? deriveUuid(command, "redrive") : Uuid();
    }
    // Lets the loop take what waits, or refuses the first `refusals` of it.
    void serve(WaitingPort& port, int& refusals)
    {
        for (auto& [command, done] : port.take()) {
            if (refusals-- > 0) {
                done(retriable("store.disk_full", "simulated"));
            } else {
                done(m_world->ask(command.name, command.body));
            }
        }
    }
    bool isDone(const Uuid& run)
    {
        return m_world->store->redrives.get(run)->state == RunState::Done;
    }

private Q_SLOTS:
    void init()
    {
        m_world = std::make_unique<LoopWorld>();
        QVERIFY(m_world->open().ok());
    }
    void cleanup() { m_world = nullptr; }

    void aMarkThatIsRefusedIsToldAgainAndTheCopyIsNotSentTwice()
    {
        const Uuid run = startRun();
        QVERIFY(!run.isNil());
        WaitingPort port;
        RecordingBus bus;
        UuidSource ids(m_world->clock, m_random);
        pipeline::RedriveRunner runner({ m_world->store->file(), m_world->codec, bus, port, ids });
        QVERIFY(runner.start().ok());
        int refusals = 3;
        QTRY_VERIFY_WITH_TIMEOUT((serve(port, refusals), isDone(run)), 30'000);
        runner.stop();
        QVERIFY(refusals <= 0);
        QCOMPARE(bus.written.size(), std::size_t { 4 });
        std::vector<Bytes> ofLane;
        for (const bus::OutRecord& record : bus.written) {
            QCOMPARE(record.topic, std::string("repair"));
            if (*record.value != *m_letters[3].value) {
                ofLane.push_back(*record.value);
            }
        }
        QVERIFY(ofLane
            == (std::vector<Bytes> {
                *m_letters[0].value, *m_letters[1].value, *m_letters[2].value }));
        QCOMPARE(m_world->role.taken.size(), std::size_t { 0 });
    }

    void whatTheBusDidNotTakeIsSentAgain()
    {
        const Uuid run = startRun();
        WaitingPort port;
        RecordingBus bus;
        bus.failures = 5;
        UuidSource ids(m_world->clock, m_random);
        pipeline::RedriveRunner runner({ m_world->store->file(), m_world->codec, bus, port, ids });
        QVERIFY(runner.start().ok());
        int refusals = 0;
        QTRY_VERIFY_WITH_TIMEOUT((serve(port, refusals), isDone(run)), 30'000);
        runner.stop();
        QCOMPARE(bus.written.size(), std::size_t { 4 });
        QCOMPARE(m_world->store->redrives.get(run)->redriven, 4);
    }

    void stoppedWhileTheLoopDoesNotAnswerItEnds()
    {
        const Uuid run = startRun();
        WaitingPort port;
        RecordingBus bus;
        UuidSource ids(m_world->clock, m_random);
        pipeline::RedriveRunner runner({ m_world->store->file(), m_world->codec, bus, port, ids });
        QVERIFY(runner.start().ok());
        const auto written = [&] {
            const std::lock_guard lock(bus.mutex);
            return bus.written.size();
        };
        QTRY_VERIFY_WITH_TIMEOUT(written() > 0, 30'000);
        runner.stop();
        QVERIFY(!isDone(run));
        for (auto& [command, done] : port.take()) {
            done(retriable("pipeline.stopped", "simulated")); // nobody listens any more
        }
    }
};

LOCUS_TEST(redrive_runner, RedriveRunnerTest)
#include "tst_redrive_runner.moc"
