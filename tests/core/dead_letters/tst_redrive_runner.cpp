// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
// The thread that carries out redrives, before a loop that refuses and a bus that fails.
#include "core/pipeline/redrive_runner.h"

#include "core/base/clock.h"
#include "core/base/random_source.h"
#include "core/bus/body_reader.h"
#include "core/bus/embedded/embedded_bus.h"
#include "core/events/wire_encoder.h"
#include "core/pipeline/bodies.h"
#include "core/pipeline/body_upload.h"
#include "core/pipeline/dead_letter_commands.h"
#include "tests/core/pipeline/loop_world.h"
#include "tests/support/fake_bus.h"
#include "tests/support/fast_folder.h"
#include "tests/support/test_registry.h"

#include <atomic>
#include <deque>
#include <mutex>
#include <thread>

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
    void note(people::AuditNote, std::function<void(Status)> done) override { done({}); }
    std::deque<std::pair<pipeline::Command, pipeline::AnswerCallback>> take()
    {
        const std::lock_guard lock(m_mutex);
        return std::exchange(m_waiting, {});
    }

private:
    std::mutex m_mutex;
    std::deque<std::pair<pipeline::Command, pipeline::AnswerCallback>> m_waiting;
};

// Acknowledges what it is given; the first `failures` deliveries say "not written", and the first
// `silences` waits for one are in vain.
class RecordingBus final : public FakeBus
{
public:
    int failures = 0;
    std::atomic<int> silences = 0;
    std::atomic<bool> isSilent = false; // it was waited for in vain
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
        std::vector<bus::Delivery> deliveries(std::chrono::milliseconds timeout) override
        {
            if (!m_open.empty() && m_bus.silences.fetch_sub(1) > 0) {
                m_bus.isSilent = true;
                m_bus.isSilent.notify_one();
                std::this_thread::sleep_for(timeout);
                return {};
            }
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

// Does not know how much the topic "unknown" takes.
class Forgetful final : public bus::EventBus
{
public:
    explicit Forgetful(std::unique_ptr<bus::EventBus> whole)
        : m_whole(std::move(whole))
    { }
    Result<std::string> clusterId() override { return m_whole->clusterId(); }
    Result<std::vector<bus::TopicState>> topics() override { return m_whole->topics(); }
    Status ensureTopics(std::span<const bus::TopicSpec> specs) override
    {
        return m_whole->ensureTopics(specs);
    }
    Result<bus::Watermarks> watermarks(const bus::TopicPartition& at) override
    {
        return m_whole->watermarks(at);
    }
    Result<std::int64_t> offsetAt(const bus::TopicPartition& at, std::int64_t timestampMs) override
    {
        return m_whole->offsetAt(at, timestampMs);
    }
    std::size_t largestRecord(const std::string& topic) override
    {
        return topic == "unknown" ? 0 : m_whole->largestRecord(topic);
    }
    Result<std::unique_ptr<bus::BusProducer>> makeProducer() override
    {
        return m_whole->makeProducer();
    }
    Result<std::unique_ptr<bus::BusConsumer>> makeConsumer(
        const bus::ConsumerOptions& options) override
    {
        return m_whole->makeConsumer(options);
    }

private:
    const std::unique_ptr<bus::EventBus> m_whole;
};

// A log with a topic that takes 64 KiB, one with room for all, and one that tells no limit.
struct BodyBus
{
    BodyBus()
    {
        auto opened = bus::EmbeddedBus::open(
            { std::filesystem::path(folder.path().toStdString()) / "bus.db" }, clock, random,
            codec);
        if (opened.ok()) {
            bus = std::make_unique<Forgetful>(std::move(*opened));
        }
        for (const auto& [name, limit] : { std::pair("small", 64UL), { "t", 64UL },
                 { "roomy", 4096UL }, { "unknown", 1024UL } }) {
            bus::TopicSpec spec { name };
            spec.maxRecordBytes = limit * 1024;
            if (!bus || !bus->ensureTopics({ &spec, 1 }).ok()) {
                bus = nullptr;
            }
        }
    }
    // What a reader sees of an event of topic t that was too large for it.
    bus::Record reference(const events::Envelope& event)
    {
        const auto wire = events::encodeStructured(event);
        bus::OutRecord out { "t", {}, 0, wire.key, wire.value, wire.headers };
        pipeline::BodyUpload upload(0, std::move(out));
        if (isBodyThere && pipeline::ensureCompanion(*bus, {}, "t").ok()) {
            const auto producer = *bus->makeProducer();
            while (!upload.isStored() && upload.send(*producer, 0).ok()) {
                for (const bus::Delivery& one : producer->deliveries(std::chrono::seconds(1))) {
                    upload.acknowledged(one);
                }
            }
        } else {
            upload.acknowledged({ 0, { "t.bodies", 0 }, 0, {} });
        }
        out = upload.takeReference();
        return { { "t", 0 }, 0, 0, out.key, out.value, out.headers };
    }
    std::vector<bus::Record> read(const std::string& topic) const
    {
        const auto consumer = *bus->makeConsumer({});
        const bus::Position from { { topic, 0 }, 0 };
        const auto marks = bus->watermarks(from.at);
        std::vector<bus::Record> out;
        while (marks.ok() && consumer->assign({ &from, 1 }).ok()
            && static_cast<std::int64_t>(out.size()) < marks->end) {
            out = *consumer->poll(100, SIZE_MAX, std::chrono::seconds(1));
        }
        return out;
    }

    const QTemporaryDir folder { fastFolder() };
    const SystemClock clock;
    SystemRandom random;
    const PlainCodec codec;
    std::unique_ptr<bus::EventBus> bus;
    bool isBodyThere = true;
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
    // One letter that is bad, and behind it one that stands for a larger record.
    Uuid startRunOfReference(BodyBus& log, const Bytes& data, const std::string& topic)
    {
        LoopWorld& w = *m_world;
        w.send("1", "a", "bad");
        bus::Record record = log.reference(EventBuilder("2").of("Test", "a").data(data));
        record.offset = w.offsets[0]++;
        w.push(record);
        w.step();
        m_letters = w.letters();
        RedriveOrder order;
        order.topic = topic;
        order.ratePerSecond = dead_letters::fastestRate;
        const Uuid command = w.ids.next();
        const auto answer = w.ask(std::string(pipeline::startRunCommand), order.toJson(), command);
        return answer.ok() && m_letters.size() == 2 ? deriveUuid(command, "redrive") : Uuid();
    }
    void carryOut(bus::EventBus& bus, const Uuid& run)
    {
        WaitingPort port;
        UuidSource ids(m_world->clock, m_random);
        pipeline::RedriveRunner runner(
            { m_world->store->file(), m_world->codec, bus, port, ids, m_world->metrics });
        QVERIFY(runner.start().ok());
        int refusals = 0;
        QTRY_VERIFY_WITH_TIMEOUT((serve(port, refusals), isDone(run)), 30'000);
        runner.stop();
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
    bool said(const char* line) const { return m_world->metrics.text().find(line) != Bytes::npos; }
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
        pipeline::RedriveRunner runner(
            { m_world->store->file(), m_world->codec, bus, port, ids, m_world->metrics });
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
        pipeline::RedriveRunner runner(
            { m_world->store->file(), m_world->codec, bus, port, ids, m_world->metrics });
        QVERIFY(runner.start().ok());
        int refusals = 0;
        QTRY_VERIFY_WITH_TIMEOUT((serve(port, refusals), isDone(run)), 30'000);
        runner.stop();
        QCOMPARE(bus.written.size(), std::size_t { 4 });
        QCOMPARE(m_world->store->redrives.get(run)->redriven, 4);
        QVERIFY(said("dead_letters_redriven_total 4\n"));
        QVERIFY(said("dead_letters_redrive_failures_total 0\n"));
    }

    void stoppedWhileTheLoopDoesNotAnswerItEnds()
    {
        const Uuid run = startRun();
        WaitingPort port;
        RecordingBus bus;
        UuidSource ids(m_world->clock, m_random);
        pipeline::RedriveRunner runner(
            { m_world->store->file(), m_world->codec, bus, port, ids, m_world->metrics });
        QVERIFY(runner.start().ok());
        const auto written = [&] {
            const std::lock_guard lock(bus.mutex);
            return bus.written.size();
        };
        QTRY_VERIFY_WITH_TIMEOUT(written() > 0, 30'000);
        runner.stop();
        QVERIFY(!isDone(run));
        QVERIFY(said("redrive_runs_open 1\n"));
        for (auto& [command, done] : port.take()) {
            done(retriable("pipeline.stopped", "simulated")); // nobody listens any more
        }
    }

    // Each copy that was handed over is marked before it ends.
    void stoppedBetweenCopyAndMarkItSendsNoneTwice()
    {
        const Uuid run = startRun();
        RecordingBus bus;
        bus.silences = 2;
        UuidSource ids(m_world->clock, m_random);
        WaitingPort port;
        int refusals = 1;
        {
            pipeline::RedriveRunner runner(
                { m_world->store->file(), m_world->codec, bus, port, ids, m_world->metrics });
            QVERIFY(runner.start().ok());
            bus.isSilent.wait(false);
            std::atomic<bool> hasEnded = false;
            const std::jthread ending([&] {
                runner.stop();
                hasEnded = true;
            });
            QTRY_VERIFY_WITH_TIMEOUT((serve(port, refusals), hasEnded.load()), 30'000);
        }
        QCOMPARE(m_world->store->redrives.get(run)->redriven, 2); // one of each lane
        QCOMPARE(bus.written.size(), std::size_t { 2 });
        carryOut(bus, run);
        QCOMPARE(bus.written.size(), std::size_t { 4 });
    }

    // The body stands beside the topic it came from, kept as long as that one and readable for who
    // may read that one: the copy must not depend on it.
    void aCopyOfALargeRecordHasItsBody_data()
    {
        QTest::addColumn<QByteArray>("topic");
        QTest::addColumn<QByteArray>("bodies"); // of the copy; empty: it is whole
        QTest::newRow("a topic as small") << QByteArray("small") << QByteArray("small.bodies");
        QTest::newRow("a topic with room") << QByteArray("roomy") << QByteArray();
        QTest::newRow("limit not known") << QByteArray("unknown") << QByteArray("unknown.bodies");
    }
    void aCopyOfALargeRecordHasItsBody()
    {
        QFETCH(QByteArray, topic);
        QFETCH(QByteArray, bodies);
        BodyBus log;
        QVERIFY(log.bus);
        const Bytes data = '"' + Bytes(1'300'000, 'x') + '"';
        const Uuid run = startRunOfReference(log, data, topic.toStdString());
        QVERIFY(!run.isNil());
        carryOut(*log.bus, run);
        QCOMPARE(m_world->store->redrives.get(run)->redriven, 2);
        const auto copies = log.read(topic.toStdString());
        QCOMPARE(copies.size(), std::size_t { 2 });
        const auto reference = bus::bodyReferenceOf(copies[1]);
        QVERIFY(reference.ok());
        QCOMPARE(reference->has_value(), !bodies.isEmpty());
        if (*reference) {
            QCOMPARE((*reference)->topic, bodies.toStdString());
        }
        const auto whole = bus::BodyReader(*log.bus).whole(copies[1], std::chrono::seconds(10));
        QVERIFY(whole.ok());
        QVERIFY(whole->value->find(data) != Bytes::npos);
    }

    void aCopyWhoseBodyIsGoneFailsByName()
    {
        BodyBus log;
        QVERIFY(log.bus);
        log.isBodyThere = false;
        const Uuid run = startRunOfReference(log, "\"x\"", "small");
        QVERIFY(!run.isNil());
        carryOut(*log.bus, run);
        const auto items = m_world->store->redrives.items(run, 0, 10);
        QVERIFY(items->at(0).state == dead_letters::ItemState::Redriven);
        QVERIFY(items->at(1).state == dead_letters::ItemState::Failed);
        QCOMPARE(items->at(1).result, std::string("bus.body_expired"));
        QCOMPARE(log.read("small").size(), std::size_t { 1 });
        QVERIFY(said("dead_letters_redriven_total 1\n"));
        QVERIFY(said("dead_letters_redrive_failures_total 1\n"));
    }

    // What a person writes in its place is what goes, unless it keeps the body.
    void anEditedReferenceIsWhatWasWritten_data()
    {
        QTest::addColumn<bool>("keepsBody");
        QTest::newRow("another value") << false;
        QTest::newRow("other attributes, the same body") << true;
    }
    void anEditedReferenceIsWhatWasWritten()
    {
        QFETCH(bool, keepsBody);
        BodyBus log;
        QVERIFY(log.bus);
        bus::Record record = log.reference(EventBuilder("2").of("Test", "a").data("\"old\""));
        Bytes edited = *record.value;
        if (keepsBody) {
            edited.replace(edited.find("Test.Asked"), 10, "Test.Other");
        } else {
            edited =
                *events::encodeStructured(EventBuilder("2").of("Test", "a").data("\"new\"")).value;
        }
        pipeline::Bodies read(*log.bus);
        read.fetch(record);
        bus::replaceValue(record, edited);
        const auto whole = read.whole(record);
        QVERIFY(whole.ok());
        QCOMPARE(whole->value->find("\"old\"") != Bytes::npos, keepsBody);
        QCOMPARE(whole->value->find("\"new\"") != Bytes::npos, !keepsBody);
        QCOMPARE(whole->value->find("Test.Other") != Bytes::npos, keepsBody);
    }
};

LOCUS_TEST(redrive_runner, RedriveRunnerTest)
#include "tst_redrive_runner.moc"
