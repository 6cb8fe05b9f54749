// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
// A client whose every seek fails. This program's own rd_kafka_seek_partitions stands before the
// library's, which it calls unless it is told to fail.
#include "core/bus/kafka/kafka_bus.h"
#include "tests/core/bus/verify_ok.h"
#include "tests/support/kafka_broker.h"
#include "tests/support/test_registry.h"

#include <QElapsedTimer>

#include <dlfcn.h>
#include <librdkafka/rdkafka.h>

#include <atomic>

using namespace locus;
using namespace locus::bus;
using namespace std::chrono_literals;

namespace {
constexpr std::size_t manyBytes = 64UL * 1024 * 1024;
std::atomic<bool> seeksFail { false };
std::atomic<int> failedSeeks { 0 };
std::atomic<int> seeksWithoutEffect { 0 }; // the next ones, before any fails
} // namespace

extern "C" rd_kafka_error_t* rd_kafka_seek_partitions(
    rd_kafka_t* client, rd_kafka_topic_partition_list_t* list, int timeoutMs)
{
    if (seeksWithoutEffect > 0) {
        --seeksWithoutEffect;
        return nullptr;
    }
    if (seeksFail) {
        ++failedSeeks;
        return rd_kafka_error_new(RD_KAFKA_RESP_ERR__TIMED_OUT, "simulated");
    }
    using Seek = decltype(&rd_kafka_seek_partitions);
    static const auto real = reinterpret_cast<Seek>(dlsym(RTLD_NEXT, "rd_kafka_seek_partitions"));
    return real(client, list, timeoutMs);
}

class KafkaSeekTest : public QObject
{
    Q_OBJECT

private:
    std::unique_ptr<test::KafkaBroker> m_broker;
    std::unique_ptr<KafkaBus> m_bus;

    void fill(const std::string& topic, int from, int to)
    {
        auto producer = m_bus->makeProducer();
        VERIFY_OK(producer);
        for (int i = from; i < to; ++i) {
            OutRecord record;
            record.topic = topic;
            record.value = std::to_string(i);
            VERIFY_OK((*producer)->send(std::move(record), static_cast<std::uint64_t>(i) + 1));
        }
        QElapsedTimer timer;
        timer.start();
        while ((*producer)->inFlight() > 0 && timer.elapsed() < 30'000) {
            (*producer)->deliveries(100ms);
        }
        QCOMPARE((*producer)->inFlight(), std::size_t { 0 });
    }

private Q_SLOTS:
    void initTestCase()
    {
        auto started = test::KafkaBroker::start();
        VERIFY_OK(started);
        m_broker = std::move(started).value();
        KafkaSettings settings;
        settings.bootstrap = m_broker->bootstrap();
        auto opened = KafkaBus::open(settings);
        VERIFY_OK(opened);
        m_bus = std::move(opened).value();
    }
    void cleanup()
    {
        seeksFail = false;
        seeksWithoutEffect = 0;
    }

    // What a paused partition had fetched is dropped; only a seek, or a new client, gets it back.
    void aFailedSeekLeadsToANewClientThatReadsOn_data()
    {
        QTest::addColumn<int>("withoutEffect");
        QTest::newRow("at the resume") << 0;
        QTest::newRow("when the gap is seen") << 1;
    }
    void aFailedSeekLeadsToANewClientThatReadsOn()
    {
        QFETCH(int, withoutEffect);
        const TopicSpec spec { "seek.fails." + std::to_string(withoutEffect), 1 };
        VERIFY_OK(m_bus->ensureTopics({ &spec, 1 }));
        fill(spec.name, 0, 500);
        auto consumer = m_bus->makeConsumer({ "seek" });
        VERIFY_OK(consumer);
        const TopicPartition at { spec.name, 0 };
        const Position start { at, 0 };
        VERIFY_OK((*consumer)->assign({ &start, 1 }));
        std::vector<std::int64_t> offsets;
        const auto read = [&](std::size_t mostBytes) {
            const auto some = (*consumer)->poll(1000, mostBytes, 200ms);
            for (std::size_t i = 0; some.ok() && i < some->size(); ++i) {
                offsets.push_back((*some)[i].offset);
            }
            return offsets.size();
        };
        QTRY_VERIFY_WITH_TIMEOUT(read(1) >= 10, 30'000); // the rest is fetched and not handed out
        VERIFY_OK((*consumer)->pause({ &at, 1 }));
        const std::size_t before = offsets.size();
        QCOMPARE(read(manyBytes), before);
        QCOMPARE(read(manyBytes), before);
        failedSeeks = 0;
        seeksWithoutEffect = withoutEffect;
        seeksFail = true;
        VERIFY_OK((*consumer)->resume({ &at, 1 }));
        QCOMPARE(failedSeeks.load(), 1 - withoutEffect);
        QCOMPARE(m_bus->trouble().has_value(), withoutEffect == 0);
        fill(spec.name, 500, 600);
        QTRY_COMPARE_WITH_TIMEOUT(read(manyBytes), std::size_t { 600 }, 30'000);
        for (std::size_t i = 0; i < offsets.size(); ++i) {
            QCOMPARE(offsets[i], static_cast<std::int64_t>(i));
        }
        QCOMPARE(failedSeeks.load(), 1);
        QVERIFY(!m_bus->trouble()); // it is over
    }
};

LOCUS_TEST(kafka_seek, KafkaSeekTest)
#include "tst_kafka_seek.moc"
