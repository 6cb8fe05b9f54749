// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
// The relay before a bus that refuses: what it will never take becomes a dead letter, the rest goes
// on in its order.
#include "core/pipeline/outbox_relay.h"

#include "core/base/clock.h"
#include "core/metrics/registry.h"
#include "core/pipeline/dead_letter_commands.h"
#include "tests/support/fake_bus.h"
#include "tests/core/pipeline/loop_world.h"
#include "tests/support/test_registry.h"

using namespace locus;
using namespace locus::test;

namespace {

// Takes what is smaller than its limit; larger records are refused at once or on delivery, then
// with all that was sent behind them.
class NarrowBus final : public FakeBus
{
public:
    std::size_t limit = 10;
    bool onDelivery = false;
    bool isSilent = false; // keeps its deliveries
    bool isFailing = false;
    std::vector<Bytes> taken;
    std::vector<Bytes> bodies;

    Result<std::unique_ptr<bus::BusProducer>> makeProducer() override
    {
        return std::unique_ptr<bus::BusProducer>(std::make_unique<Producer>(*this));
    }

private:
    class Producer final : public bus::BusProducer
    {
    public:
        explicit Producer(NarrowBus& bus)
            : m_bus(bus)
        { }
        Status send(bus::OutRecord record, std::uint64_t token) override
        {
            const bool tooLarge =
                record.value->size() > m_bus.limit && !record.topic.ends_with(".bodies");
            if (tooLarge && !m_bus.onDelivery) {
                return tooLargeError();
            }
            m_broken |= tooLarge;
            bus::Delivery delivery;
            delivery.token = token;
            if (m_bus.isFailing) {
                delivery.status = retriable("bus.unreachable", "simulated");
            } else if (m_broken) {
                delivery.status = tooLargeError(); // as a batch is refused: whole
            } else if (record.topic.ends_with(".bodies")) {
                m_bus.bodies.push_back(*record.value);
                delivery.at = { record.topic, 0 };
            } else {
                m_bus.taken.push_back(*record.value);
            }
            m_deliveries.push_back(std::move(delivery));
            return {};
        }
        std::vector<bus::Delivery> deliveries(std::chrono::milliseconds) override
        {
            return m_bus.isSilent ? std::vector<bus::Delivery>() : std::exchange(m_deliveries, {});
        }
        [[nodiscard]] std::size_t inFlight() const override { return m_deliveries.size(); }

    private:
        static Error tooLargeError() { return refused("bus.too_large", "simulated"); }
        NarrowBus& m_bus;
        std::vector<bus::Delivery> m_deliveries;
        bool m_broken = false;
    };
};

} // namespace

class OutboxRelayTest : public QObject
{
    Q_OBJECT

private:
    struct Relays
    {
        LoopWorld world;
        NarrowBus bus;
        std::unique_ptr<pipeline::EventOutbox> outbox;
        std::unique_ptr<pipeline::OutboxRelay> relay;
        std::size_t maxBodyBytes = 10; // nothing goes by reference

        Status open()
        {
            LOCUS_TRY(world.open());
            start();
            return {};
        }
        void start()
        {
            outbox = std::make_unique<pipeline::EventOutbox>(world.store->events);
            pipeline::RelayContext context { bus, world.clock, world.random, world.metrics };
            context.maxBodyBytes = maxBodyBytes;
            context.refused = [this](pipeline::RefusedRow refused) {
                const std::int64_t position = refused.row.position;
                world.loop->queue().push(
                    pipeline::RefusedInput { position, std::move(refused.row.record),
                        std::move(refused.error), [this, position] { relay->settled(position); } });
            };
            relay = std::make_unique<pipeline::OutboxRelay>(
                std::move(context), *outbox, world.store->events.cursor(outbox->name()).valueOr(0));
        }
        void append(const Bytes& value)
        {
            store::LoggedEvent event;
            event.id = world.ids.next().toString();
            event.type = "Test.Said";
            event.stream = "Test/1";
            event.recorded = world.clock.now();
            event.topic = "out";
            event.key = "k";
            event.value = value;
            QVERIFY(world.store->events.append(event, {}).ok());
        }
        void turn(int times = 20)
        {
            for (int i = 0; i < times; ++i) {
                world.clock.advance(std::chrono::seconds(11));
                QVERIFY(relay->step(std::chrono::milliseconds(0)).ok());
                world.step();
            }
        }
    };
    static std::vector<std::int64_t> positions(
        pipeline::EventOutbox& outbox, std::int64_t after, std::size_t limit = 100)
    {
        std::vector<std::int64_t> out;
        const auto rows = outbox.after(after, limit);
        for (const pipeline::OutboxRow& row : *rows) {
            out.push_back(row.position);
        }
        return out;
    }
    static std::vector<store::LoggedEvent> inMemory(std::initializer_list<std::int64_t> positions)
    {
        std::vector<store::LoggedEvent> out;
        for (const std::int64_t position : positions) {
            out.emplace_back().position = position;
        }
        return out;
    }
    static std::vector<Bytes> texts(std::initializer_list<const char*> values)
    {
        return { values.begin(), values.end() };
    }

private Q_SLOTS:
    void aRowTheBusRefusesBecomesADeadLetter_data()
    {
        QTest::addColumn<bool>("onDelivery");
        QTest::newRow("when it is sent") << false;
        QTest::newRow("when it is delivered") << true;
    }

    void aRowTheBusRefusesBecomesADeadLetter()
    {
        QFETCH(bool, onDelivery);
        Relays r;
        r.bus.onDelivery = onDelivery;
        QVERIFY(r.open().ok());
        for (const char* value : { "one", "much too large for it", "two", "three" }) {
            r.append(value);
        }
        r.turn();
        QCOMPARE(r.relay->acknowledged(), 4);
        std::vector<Bytes> once;
        for (const Bytes& value : r.bus.taken) {
            if (std::find(once.begin(), once.end(), value) == once.end()) {
                once.push_back(value);
            }
        }
        QCOMPARE(once, texts({ "one", "two", "three" }));
        const auto letters = r.world.letters();
        QCOMPARE(letters.size(), std::size_t { 1 });
        QCOMPARE(letters[0].errorCode, std::string("bus.too_large"));
        QCOMPARE(letters[0].handler, std::string("outbox"));
        QCOMPARE(letters[0].topic, std::string("out"));
        QCOMPARE(*letters[0].value, Bytes("much too large for it"));
        const Bytes metrics = r.world.metrics.text();
        QVERIFY(
            metrics.find("event_publish_errors_total{source=\"events\"} 1\n") != std::string::npos);
        // The topic takes more now: a person sends it once more.
        r.bus.limit = 100;
        const auto answer = r.world.ask(std::string(pipeline::redriveCommand),
            "{\"deadLetterId\":\"" + letters[0].id.toString() + "\"}");
        QVERIFY(answer.ok());
        r.turn(3);
        QCOMPARE(r.bus.taken.back(), Bytes("much too large for it"));
        QCOMPARE(r.relay->acknowledged(), 5);
        QVERIFY(r.world.store->deadLetters.get(letters[0].id)->state
            == store::DeadLetter::State::Redriven);
    }

    // The log holds rows 1 to 4; what is said to be committed behind them stands in memory alone,
    // so that one sees where a row comes from.
    void whatWasJustCommittedIsNotReadAgain()
    {
        using Positions = std::vector<std::int64_t>;
        Relays r;
        QVERIFY(r.open().ok());
        for (const char* value : { "one", "two", "three", "four" }) {
            r.append(value);
        }
        pipeline::EventOutbox outbox(r.world.store->events, 4);
        QCOMPARE(positions(outbox, 2), Positions({ 3, 4 })); // nothing is in memory yet
        outbox.committed(inMemory({ 5, 6 }));
        outbox.committed(inMemory({ 8 })); // 7 came in from elsewhere
        QCOMPARE(positions(outbox, 1), Positions({ 2, 3, 4 })); // as after a start
        QCOMPARE(positions(outbox, 4, 2), Positions({ 5, 6 }));
        QCOMPARE(positions(outbox, 6), Positions({ 8 }));
        QCOMPARE(positions(outbox, 8), Positions());
        QCOMPARE(positions(outbox, 3), Positions({ 4 })); // as after a failed delivery
        outbox.committed(inMemory({ 9, 10, 11, 12, 13 })); // more than it keeps
        QCOMPARE(positions(outbox, 3), Positions({ 4 }));
        outbox.committed(inMemory({ 14 }));
        QCOMPARE(positions(outbox, 12), Positions()); // 13 stands in the log, if anywhere
        QCOMPARE(positions(outbox, 13), Positions({ 14 }));
        outbox.committed(inMemory({ 15 }));
        outbox.lost(); // a commit failed
        QCOMPARE(positions(outbox, 14), Positions());
        outbox.committed(inMemory({ 16 }));
        QCOMPARE(positions(outbox, 14), Positions());
        QCOMPARE(positions(outbox, 15), Positions({ 16 }));
    }

    void whatTheBusFindsTooLargeGoesByReference_data()
    {
        aRowTheBusRefusesBecomesADeadLetter_data();
    }
    void whatTheBusFindsTooLargeGoesByReference()
    {
        QFETCH(bool, onDelivery);
        Relays r;
        r.maxBodyBytes = 100;
        r.bus.onDelivery = onDelivery;
        QVERIFY(r.open().ok());
        for (const char* value : { "one", "much too large for it", "two" }) {
            r.append(value);
        }
        r.turn();
        QCOMPARE(r.relay->acknowledged(), 3);
        QVERIFY(r.relay->idle());
        QCOMPARE(r.bus.bodies.back(), Bytes("much too large for it"));
        const std::vector<Bytes> last(r.bus.taken.end() - 2, r.bus.taken.end());
        QCOMPARE(last, texts({ "", "two" })); // the reference in its place
        QVERIFY(r.world.letters().empty());
    }

    void aBusThatIsAwayIsSeenWithItsTime_data()
    {
        QTest::addColumn<bool>("isSilent");
        QTest::newRow("nothing is acknowledged") << true;
        QTest::newRow("everything fails") << false;
    }
    void aBusThatIsAwayIsSeenWithItsTime()
    {
        QFETCH(bool, isSilent);
        Relays r;
        QVERIFY(r.open().ok());
        r.append("one");
        r.turn();
        QCOMPARE(r.relay->acknowledged(), 1);
        QVERIFY(!r.relay->stuckSince()); // nothing waits
        r.bus.isSilent = isSilent;
        r.bus.isFailing = !isSilent;
        r.append("two");
        r.world.clock.advance(std::chrono::seconds(11));
        const Instant began = r.world.clock.now();
        for (int i = 0; i < 5; ++i) {
            QVERIFY(r.relay->step(std::chrono::milliseconds(0)).ok());
            QVERIFY(r.relay->stuckSince() == began);
            r.world.clock.advance(std::chrono::seconds(11));
        }
        r.bus.isSilent = r.bus.isFailing = false;
        r.turn();
        QCOMPARE(r.relay->acknowledged(), 2);
        QVERIFY(!r.relay->stuckSince());
    }

    void theCursorWaitsUntilTheDeadLetterIsOnTheDisk()
    {
        Relays r;
        QVERIFY(r.open().ok());
        r.append("much too large for it");
        r.append("two");
        for (int i = 0; i < 3; ++i) {
            QVERIFY(r.relay->step(std::chrono::milliseconds(0)).ok());
        }
        QCOMPARE(r.relay->acknowledged(), 0);
        QCOMPARE(r.bus.taken, texts({ "two" })); // the rest need not wait
        // Killed now: the next life finds the row refused again.
        r.relay = nullptr;
        QVERIFY(r.world.restart().ok());
        r.start();
        r.turn(3);
        QCOMPARE(r.relay->acknowledged(), 2);
        QCOMPARE(r.world.letters().size(), std::size_t { 1 });
    }
};

LOCUS_TEST(outbox_relay, OutboxRelayTest)
#include "tst_outbox_relay.moc"
