// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
// A topic that is made anew under a reader's hands.
#include "core/pipeline/record_reader.h"
#include "tests/support/fake_bus.h"
#include "tests/support/seeded_random.h"
#include "tests/support/test_registry.h"

#include <QTest>

#include <algorithm>
#include <atomic>

using namespace locus;
using namespace locus::test;

namespace {

const bus::TopicPartition place { "t", 0 };

// One partition whose content a test may exchange at any moment, as an operator does.
class SwapBus final : public FakeBus
{
public:
    // Offsets `first` and on.
    void hold(std::int64_t first, const std::vector<Bytes>& values)
    {
        const std::lock_guard lock(m_mutex);
        m_first = first;
        m_values = values;
    }
    std::atomic<bool> away { false };
    std::atomic<int> looks { 0 };

    Result<std::vector<bus::TopicState>> topics() override
    {
        return std::vector<bus::TopicState> { { "t", { 0 } } };
    }
    Result<bus::Watermarks> watermarks(const bus::TopicPartition&) override
    {
        if (away) {
            return retriable("bus.unreachable", "simulated");
        }
        const std::lock_guard lock(m_mutex);
        return bus::Watermarks { m_first, m_first + static_cast<std::int64_t>(m_values.size()) };
    }
    Result<std::unique_ptr<bus::BusConsumer>> makeConsumer(const bus::ConsumerOptions&) override
    {
        return std::unique_ptr<bus::BusConsumer>(std::make_unique<Consumer>(*this));
    }

private:
    class Consumer final : public bus::BusConsumer
    {
    public:
        explicit Consumer(SwapBus& bus)
            : m_bus(bus)
        { }
        Status assign(std::span<const bus::Position> positions) override
        {
            m_next = positions.front().next;
            return {};
        }
        Result<std::vector<bus::Record>> poll(
            std::size_t, std::size_t, std::chrono::milliseconds) override
        {
            ++m_bus.looks;
            std::this_thread::yield();
            if (m_bus.away) {
                return retriable("bus.unreachable", "simulated");
            }
            const std::lock_guard lock(m_bus.m_mutex);
            std::vector<bus::Record> out;
            m_next = std::max(m_next, m_bus.m_first); // what is past its retention is skipped
            for (; m_next < m_bus.m_first + static_cast<std::int64_t>(m_bus.m_values.size());
                 ++m_next) {
                const auto at = static_cast<std::size_t>(m_next - m_bus.m_first);
                out.push_back({ place, m_next, 1000, {}, m_bus.m_values[at], {} });
            }
            return out;
        }
        Status pause(std::span<const bus::TopicPartition>) override { return {}; }
        Status resume(std::span<const bus::TopicPartition>) override { return {}; }
        void reportPositions(std::span<const bus::Position>) override { }
        void wake() override { }

    private:
        SwapBus& m_bus;
        std::int64_t m_next = 0;
    };

    std::mutex m_mutex;
    std::int64_t m_first = 0;
    std::vector<Bytes> m_values;
};

} // namespace

class RecordReaderTest : public QObject
{
    Q_OBJECT

private:
    struct Reading
    {
        SwapBus bus;
        SeededRandom random { 1 };
        pipeline::InputQueue queue { 100 };
        std::mutex mutex;
        std::string stoppedBy;
        std::string read;
        pipeline::RecordReader reader { bus, queue, random };

        // Has read a, b and c.
        void start(std::chrono::milliseconds compareEvery = std::chrono::milliseconds(0))
        {
            bus.hold(0, { "a", "b", "c" });
            pipeline::ReaderOptions options { { "t" }, {} };
            options.compareEvery = compareEvery;
            QVERIFY(reader
                        .start(options,
                            [this](const Error& error) {
                                const std::lock_guard lock(mutex);
                                stoppedBy = error.code;
                            })
                        .ok());
            QTRY_COMPARE_WITH_TIMEOUT(taken(), std::string("abc"), 30'000);
        }
        std::string taken()
        {
            for (const auto& input : queue.take({ 100, 1000 }, Duration::zero())) {
                read += *std::get<pipeline::RecordInput>(*input).record.value;
            }
            return read;
        }
        std::string stopped()
        {
            const std::lock_guard lock(mutex);
            return stoppedBy;
        }
        // The reader has looked at least twice more.
        void looksAgain()
        {
            const int before = bus.looks;
            QTRY_VERIFY_WITH_TIMEOUT(bus.looks > before + 4, 30'000);
        }
    };

private Q_SLOTS:
    void aTopicMadeAnewIsNoticedWhileReading_data()
    {
        QTest::addColumn<QByteArray>("values");
        QTest::newRow("as many records") << QByteArray("xyz");
        QTest::newRow("more records") << QByteArray("wxyz");
        QTest::newRow("fewer records") << QByteArray("x");
        QTest::newRow("none") << QByteArray();
        QTest::newRow("the same but for the last one") << QByteArray("abx");
    }
    void aTopicMadeAnewIsNoticedWhileReading()
    {
        QFETCH(const QByteArray, values);
        Reading r;
        r.start();
        std::vector<Bytes> now;
        for (const char value : values) {
            now.emplace_back(1, value);
        }
        r.bus.hold(0, now);
        QTRY_COMPARE_WITH_TIMEOUT(r.stopped(), std::string("pipeline.topic_recreated"), 30'000);
        QCOMPARE(r.taken(), std::string("abc")); // nothing of the new topic
    }

    void whatStaysIsReadOn()
    {
        Reading r;
        r.start();
        r.bus.hold(0, { "a", "b", "c", "d" });
        QTRY_COMPARE_WITH_TIMEOUT(r.taken(), std::string("abcd"), 30'000);
        r.bus.hold(4, {}); // past its retention
        r.looksAgain();
        r.bus.hold(4, { "e" });
        QTRY_COMPARE_WITH_TIMEOUT(r.taken(), std::string("abcde"), 30'000);
        QCOMPARE(r.stopped(), std::string());
    }

    void afterAFailureItComparesFirst()
    {
        Reading r;
        r.start(std::chrono::hours(1));
        r.bus.away = true;
        r.looksAgain();
        r.bus.hold(0, { "x", "y", "z", "new" });
        r.bus.away = false;
        QTRY_COMPARE_WITH_TIMEOUT(r.stopped(), std::string("pipeline.topic_recreated"), 30'000);
        QCOMPARE(r.taken(), std::string("abc"));
    }

    void anAbsenceAloneStopsNobody()
    {
        Reading r;
        r.start();
        r.bus.away = true;
        r.looksAgain();
        r.bus.away = false;
        r.bus.hold(0, { "a", "b", "c", "d" });
        QTRY_COMPARE_WITH_TIMEOUT(r.taken(), std::string("abcd"), 30'000);
        QCOMPARE(r.stopped(), std::string());
    }
};

LOCUS_TEST(record_reader, RecordReaderTest)
#include "tst_record_reader.moc"
