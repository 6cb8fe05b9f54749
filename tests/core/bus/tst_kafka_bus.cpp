// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/bus/kafka/kafka_bus.h"
#include "core/bus/kafka/kafka_consumer.h"
#include "core/bus/kafka/kafka_producer.h"
#include "core/bus/record_lookup.h"
#include "core/metrics/registry.h"
#include "tests/core/bus/kafka_hands.h"
#include "tests/core/bus/verify_ok.h"
#include "tests/support/kafka_broker.h"
#include "tests/support/tcp_proxy.h"
#include "tests/support/test_registry.h"

#include <QElapsedTimer>
#include <QUuid>

#include <librdkafka/rdkafka.h>

#include <algorithm>
#include <map>
#include <set>

using namespace locus;
using namespace locus::bus;
using namespace std::chrono_literals;

namespace {

constexpr std::size_t manyBytes = 64UL * 1024 * 1024;

std::string freshName()
{
    return "kafka." + QUuid::createUuid().toString(QUuid::Id128).toStdString();
}

KafkaSettings settingsFor(const std::string& bootstrap)
{
    KafkaSettings settings;
    settings.bootstrap = bootstrap;
    return settings;
}

OutRecord numbered(const std::string& topic, int number)
{
    OutRecord record;
    record.topic = topic;
    record.key = "key-" + std::to_string(number % 7);
    record.value = std::to_string(number);
    return record;
}

} // namespace

class KafkaBusTest : public QObject
{
    Q_OBJECT

private:
    std::unique_ptr<test::KafkaBroker> m_broker;

    Result<std::unique_ptr<KafkaBus>> openBus(const std::string& bootstrap)
    {
        return KafkaBus::open(settingsFor(bootstrap));
    }

    // A fresh topic, made through a bus of its own.
    std::string freshTopic(std::int32_t partitions, std::size_t maxRecordBytes = 1024UL * 1024)
    {
        auto bus = openBus(m_broker->bootstrap());
        const TopicSpec spec { freshName(), partitions, 24h, maxRecordBytes };
        const Status made = bus.ok() ? (*bus)->ensureTopics({ &spec, 1 }) : bus.error();
        if (!made.ok()) {
            qWarning("%s", made.error().message.c_str());
        }
        return spec.name;
    }

    // Every record of the topic once, and each key's in order.
    void verifyAll(const std::string& topic, std::int32_t partitions, int count)
    {
        auto bus = openBus(m_broker->bootstrap());
        VERIFY_OK(bus);
        auto consumer = (*bus)->makeConsumer({ "test" });
        VERIFY_OK(consumer);
        std::vector<Position> from;
        std::int64_t held = 0;
        for (std::int32_t p = 0; p < partitions; ++p) {
            from.push_back({ { topic, p }, 0 });
            const auto marks = (*bus)->watermarks({ topic, p });
            VERIFY_OK(marks);
            held += marks->end;
        }
        QCOMPARE(held, count);
        VERIFY_OK((*consumer)->assign(from));
        std::map<std::string, int> next;
        for (int i = 0; i < 7; ++i) {
            next["key-" + std::to_string(i)] = i;
        }
        QElapsedTimer timer;
        timer.start();
        for (int seen = 0; seen < count && timer.elapsed() < 30'000;) {
            const auto some = (*consumer)->poll(1000, manyBytes, 1s);
            VERIFY_OK(some);
            for (const Record& record : *some) {
                QCOMPARE(std::stoi(*record.value), next[*record.key]);
                next[*record.key] += 7;
                ++seen;
            }
        }
        for (const auto& [key, number] : next) {
            QVERIFY2(number >= count, key.c_str());
        }
    }

    // Collects until nothing is in flight; false: a delivery failed or it took too long.
    static bool settle(BusProducer& producer)
    {
        QElapsedTimer timer;
        timer.start();
        while (producer.inFlight() > 0 && timer.elapsed() < 60'000) {
            for (const Delivery& delivery : producer.deliveries(1s)) {
                if (!delivery.status.ok()) {
                    qWarning("%s", delivery.status.error().message.c_str());
                    return false;
                }
            }
        }
        return producer.inFlight() == 0;
    }

    // Tokens of records that failed and may have been written all the same.
    static void collectPossible(BusProducer& producer, std::set<std::uint64_t>& tokens)
    {
        for (const Delivery& delivery : producer.deliveries(100ms)) {
            QVERIFY(!delivery.status.ok());
            QCOMPARE(std::string(delivery.status.error().fact("written")), std::string("possibly"));
            tokens.insert(delivery.token);
        }
    }

private Q_SLOTS:
    void initTestCase()
    {
        auto started = test::KafkaBroker::start();
        VERIFY_OK(started);
        m_broker = std::move(started).value();
    }

    // A test that ended early may have left it dead.
    void init()
    {
        if (!m_broker->isRunning()) {
            VERIFY_OK(m_broker->restart());
        }
    }

    void f3_aKilledBrokerLosesNothingAndKeepsTheOrder()
    {
        const std::string topic = freshTopic(3);
        auto bus = openBus(m_broker->bootstrap());
        VERIFY_OK(bus);
        auto producer = (*bus)->makeProducer();
        VERIFY_OK(producer);
        std::size_t delivered = 0;
        int next = 0;
        while (delivered < 2000) {
            while ((*producer)->inFlight() < 500) {
                VERIFY_OK(
                    (*producer)->send(numbered(topic, next), static_cast<std::uint64_t>(next)));
                ++next;
            }
            delivered += (*producer)->deliveries(1s).size();
        }
        m_broker->killHard();
        for (int i = 0; i < 1000; ++i, ++next) {
            VERIFY_OK((*producer)->send(numbered(topic, next), static_cast<std::uint64_t>(next)));
        }
        QVERIFY((*producer)->inFlight() >= 1000);
        VERIFY_OK(m_broker->restart());
        QVERIFY(settle(**producer));
        verifyAll(topic, 3, next);
    }

    void aConsumerSaysThatNoBrokerIsThereAndGoesOn()
    {
        const std::string topic = freshTopic(1);
        test::TcpProxy proxy(m_broker->proxiedPort(), m_broker->proxyPort());
        auto bus = openBus(proxy.address());
        VERIFY_OK(bus);
        auto producer = (*bus)->makeProducer();
        VERIFY_OK(producer);
        auto consumer = (*bus)->makeConsumer({ "test" });
        VERIFY_OK(consumer);
        const Position from { { topic, 0 }, 0 };
        VERIFY_OK((*consumer)->assign({ &from, 1 }));
        VERIFY_OK((*producer)->send(numbered(topic, 0), 0));
        QVERIFY(settle(**producer));
        auto polled = (*consumer)->poll(1, manyBytes, 10s);
        VERIFY_OK(polled);
        QCOMPARE(polled->size(), 1UL);

        proxy.cut();
        QElapsedTimer timer;
        timer.start();
        while (polled.ok() && timer.elapsed() < 30'000) {
            polled = (*consumer)->poll(1, manyBytes, 1s);
        }
        QVERIFY(!polled.ok());
        QCOMPARE(polled.error().code, std::string("bus.unreachable"));
        QVERIFY(polled.error().isRetriable());
        for (int i = 1; i < 100; ++i) {
            VERIFY_OK((*producer)->send(numbered(topic, i), static_cast<std::uint64_t>(i)));
        }
        QVERIFY((*producer)->deliveries(100ms).empty());
        for (int i = 0; i < 5; ++i) { // the new client sees for itself that nothing answers
            QVERIFY(!(*consumer)->poll(1, manyBytes, 500ms).ok());
        }

        proxy.mend();
        QVERIFY(settle(**producer));
        std::int64_t next = 1;
        while (next < 100 && timer.elapsed() < 60'000) {
            polled = (*consumer)->poll(100, manyBytes, 1s);
            if (polled.ok()) {
                for (const Record& record : *polled) {
                    QCOMPARE(record.offset, next++);
                    QCOMPARE(*record.value, std::to_string(record.offset));
                }
            }
        }
        QCOMPARE(next, 100);
        // It was renewed once: what the new client saw before it was connected counts no more.
        const auto& client = dynamic_cast<kafka::KafkaConsumer&>(**consumer);
        const auto* const renewed = &client.handle();
        for (int i = 0; i < 5; ++i) {
            VERIFY_OK((*consumer)->poll(1, manyBytes, 200ms));
        }
        QCOMPARE(&client.handle(), renewed);
    }

    void f5_aFrozenNetworkDelaysAndLosesNothing()
    {
        const std::string topic = freshTopic(2);
        test::TcpProxy proxy(m_broker->proxiedPort(), m_broker->proxyPort());
        auto bus = openBus(proxy.address());
        VERIFY_OK(bus);
        auto producer = (*bus)->makeProducer();
        VERIFY_OK(producer);
        VERIFY_OK((*producer)->send(numbered(topic, 0), 0));
        QVERIFY(settle(**producer));
        proxy.freeze();
        for (int i = 1; i < 500; ++i) {
            VERIFY_OK((*producer)->send(numbered(topic, i), static_cast<std::uint64_t>(i)));
        }
        QVERIFY((*producer)->deliveries(300ms).empty());
        proxy.delay(30ms);
        proxy.mend();
        QVERIFY(settle(**producer));
        verifyAll(topic, 2, 500);
    }

    void f6_whatIsWrittenAndNotAcknowledgedStandsOnceOrIsCalledPossible()
    {
        const std::string topic = freshTopic(1);
        test::TcpProxy proxy(m_broker->proxiedPort(), m_broker->proxyPort());
        auto bus = openBus(proxy.address());
        auto past = openBus(m_broker->bootstrap());
        VERIFY_OK(bus);
        VERIFY_OK(past);
        const auto held = [&] {
            const auto marks = (*past)->watermarks({ topic, 0 });
            return marks.ok() ? marks->end : -1;
        };
        auto producer = (*bus)->makeProducer();
        VERIFY_OK(producer);
        const auto sendSome = [&](int first, int end) {
            for (int i = first; i < end; ++i) {
                VERIFY_OK((*producer)->send(numbered(topic, i), static_cast<std::uint64_t>(i)));
            }
        };
        sendSome(0, 1);
        QVERIFY(settle(**producer));
        proxy.silence();
        sendSome(1, 20);
        QTRY_COMPARE_WITH_TIMEOUT(held(), 20, 30'000);
        QVERIFY((*producer)->deliveries(100ms).empty());
        proxy.cut(); // the answers never come: the broker knows the repeats
        proxy.mend();
        QVERIFY(settle(**producer));
        verifyAll(topic, 1, 20);

        proxy.silence();
        sendSome(20, 30);
        QTRY_COMPARE_WITH_TIMEOUT(held(), 30, 30'000);
        dynamic_cast<kafka::KafkaProducer&>(**producer).abandon();
        std::set<std::uint64_t> unknown;
        QTRY_VERIFY_WITH_TIMEOUT(
            (collectPossible(**producer, unknown), unknown.size() == 10), 30'000);
    }

    void f7_aFatalProducerIsMadeAnew()
    {
        const std::string topic = freshTopic(1);
        auto bus = openBus(m_broker->bootstrap());
        VERIFY_OK(bus);
        auto producer = (*bus)->makeProducer();
        VERIFY_OK(producer);
        for (int i = 0; i < 10; ++i) {
            VERIFY_OK((*producer)->send(numbered(topic, i), static_cast<std::uint64_t>(i)));
        }
        QVERIFY(settle(**producer));
        m_broker->killHard(); // so that what follows is in flight for certain
        for (int i = 10; i < 20; ++i) {
            VERIFY_OK((*producer)->send(numbered(topic, i), static_cast<std::uint64_t>(i)));
        }
        auto& kafka = dynamic_cast<kafka::KafkaProducer&>(**producer);
        rd_kafka_test_fatal_error(kafka.handle().get(),
            RD_KAFKA_RESP_ERR_OUT_OF_ORDER_SEQUENCE_NUMBER, "planned by the test");
        const Status sent = (*producer)->send(numbered(topic, 20), 20);
        QVERIFY(!sent.ok());
        QVERIFY(sent.error().kind == ErrorKind::Fatal);
        QElapsedTimer timer;
        timer.start();
        std::set<std::uint64_t> failed;
        while ((*producer)->inFlight() > 0 && timer.elapsed() < 30'000) {
            for (const Delivery& delivery : (*producer)->deliveries(1s)) {
                QVERIFY(delivery.token >= 10 && failed.insert(delivery.token).second);
                QVERIFY(!delivery.status.ok());
                QVERIFY(delivery.status.error().kind == ErrorKind::Fatal);
                QCOMPARE(delivery.status.error().code, std::string("bus.producer_failed"));
            }
        }
        QCOMPARE(failed.size(), 10UL);
        VERIFY_OK(m_broker->restart());
        *producer = std::move((*bus)->makeProducer()).value();
        for (int i = 10; i < 30; ++i) {
            VERIFY_OK((*producer)->send(numbered(topic, i), static_cast<std::uint64_t>(i)));
        }
        QVERIFY(settle(**producer));
        verifyAll(topic, 1, 30);
    }

    void topicsAreMadeAsAsked()
    {
        auto bus = openBus(m_broker->bootstrap());
        VERIFY_OK(bus);
        const std::vector<TopicSpec> specs { { freshName(), 10, 24h * 7, 1024UL * 1024 },
            { freshName(), 1, 24h * 30, 10UL * 1024 * 1024 } };
        VERIFY_OK((*bus)->ensureTopics(specs));
        test::KafkaHands hands(m_broker->bootstrap());
        QCOMPARE(hands.configOf(specs[0].name, "retention.ms"), std::string("604800000"));
        QCOMPARE(hands.configOf(specs[0].name, "max.message.bytes"), std::string("1114112"));
        QCOMPARE(hands.configOf(specs[0].name, "min.insync.replicas"), std::string("1"));
        QCOMPARE(
            hands.configOf(specs[0].name, "unclean.leader.election.enable"), std::string("false"));
        QCOMPARE(hands.configOf(specs[1].name, "retention.ms"), std::string("2592000000"));
        auto producer = (*bus)->makeProducer();
        VERIFY_OK(producer);
        OutRecord large;
        large.topic = specs[1].name;
        large.value = Bytes(10UL * 1024 * 1024, 'x');
        VERIFY_OK((*producer)->send(large, 1));
        QVERIFY(settle(**producer));
        const Position place { { specs[1].name, 0 }, 0 };
        const auto found = readRecordsAt(**bus, { &place, 1 }, 20s);
        VERIFY_OK(found);
        QVERIFY(found->front() && found->front()->value == large.value);
    }

    void aBrokerThatRefusesARecordIsHeard()
    {
        const std::string topic = freshTopic(1, 1000);
        auto bus = openBus(m_broker->bootstrap()); // was not told the limit: the broker decides
        VERIFY_OK(bus);
        auto producer = (*bus)->makeProducer();
        VERIFY_OK(producer);
        OutRecord large;
        large.topic = topic;
        large.value = Bytes(100'000, 'x');
        VERIFY_OK((*producer)->send(large, 7));
        std::vector<Delivery> deliveries;
        while (deliveries.empty()) {
            deliveries = (*producer)->deliveries(10s);
        }
        QCOMPARE(deliveries.front().token, 7UL);
        QVERIFY(!deliveries.front().status.ok());
        QCOMPARE(deliveries.front().status.error().code, std::string("bus.too_large"));
        VERIFY_OK((*producer)->send(numbered(topic, 0), 8));
        QVERIFY(settle(**producer));
    }

    void reportedPositionsAreSeenByLagTools()
    {
        const std::string topic = freshTopic(1);
        auto bus = openBus(m_broker->bootstrap());
        VERIFY_OK(bus);
        const std::string group = freshName();
        auto consumer = (*bus)->makeConsumer({ group });
        VERIFY_OK(consumer);
        auto producer = (*bus)->makeProducer();
        VERIFY_OK(producer);
        for (int i = 0; i < 5; ++i) {
            VERIFY_OK((*producer)->send(numbered(topic, i), 0));
        }
        QVERIFY(settle(**producer));
        const Position from { { topic, 0 }, 0 };
        VERIFY_OK((*consumer)->assign({ &from, 1 }));
        const Position applied { { topic, 0 }, 3 };
        (*consumer)->reportPositions({ &applied, 1 });
        test::KafkaHands hands(m_broker->bootstrap(), group);
        QTRY_COMPARE_WITH_TIMEOUT(hands.committed({ topic, 0 }), 3, 20'000);
        auto& kafka = dynamic_cast<kafka::KafkaConsumer&>(**consumer);
        QTRY_VERIFY_WITH_TIMEOUT((*consumer)->poll(10, manyBytes, 100ms).ok()
                && !kafka.handle().statistics().partitions.empty()
                && kafka.handle().statistics().partitions.front().end == 5,
            20'000);
        QCOMPARE(kafka.handle().statistics().partitions.front().topic, topic);
        QVERIFY(!kafka.handle().statistics().brokers.empty());
    }

    // The client is sent past records behind the adapter's back, as if it had lost a reply.
    void recordsThatTheClientPassesOverAreReadAllTheSame()
    {
        const std::string topic = freshTopic(1);
        auto bus = openBus(m_broker->bootstrap());
        VERIFY_OK(bus);
        metrics::Registry metrics;
        (*bus)->countInto(metrics);
        auto producer = (*bus)->makeProducer();
        VERIFY_OK(producer);
        for (int i = 0; i < 300; ++i) {
            VERIFY_OK((*producer)->send(numbered(topic, i), 0));
        }
        QVERIFY(settle(**producer));
        auto consumer = (*bus)->makeConsumer({ "test" });
        VERIFY_OK(consumer);
        const Position from { { topic, 0 }, 0 };
        VERIFY_OK((*consumer)->assign({ &from, 1 }));
        const auto& client = dynamic_cast<kafka::KafkaConsumer&>(**consumer).handle();
        std::vector<std::int64_t> offsets;
        const auto read = [&](std::size_t most) {
            const auto some = (*consumer)->poll(most, manyBytes, 100ms);
            for (std::size_t i = 0; some.ok() && i < some->size(); ++i) {
                offsets.push_back((*some)[i].offset);
            }
            return offsets.size();
        };
        QTRY_VERIFY_WITH_TIMEOUT(read(10) >= 10, 30'000);
        const std::unique_ptr<rd_kafka_topic_partition_list_t,
            void (*)(rd_kafka_topic_partition_list_t*)>
            ahead(rd_kafka_topic_partition_list_new(1), rd_kafka_topic_partition_list_destroy);
        rd_kafka_topic_partition_list_add(ahead.get(), topic.c_str(), 0)->offset = 200;
        QCOMPARE(rd_kafka_seek_partitions(client.get(), ahead.get(), 10'000), nullptr);
        QTRY_COMPARE_WITH_TIMEOUT(read(1000), std::size_t { 300 }, 30'000);
        for (std::size_t i = 0; i < offsets.size(); ++i) {
            QCOMPARE(offsets[i], static_cast<std::int64_t>(i));
        }
        const Bytes told = metrics.text();
        QVERIFY(told.find("outcome=\"repaired\"} 1\n") != Bytes::npos);
        QVERIFY(told.find("outcome=\"right\"} 0\n") != Bytes::npos);
    }

    void holesOfTransactionsAreAskedForOnceAndThenBelieved()
    {
        const std::string topic = freshTopic(1);
        QVERIFY(test::KafkaHands::writeTransactions(m_broker->bootstrap(), topic, 20));
        auto bus = openBus(m_broker->bootstrap());
        VERIFY_OK(bus);
        metrics::Registry metrics;
        (*bus)->countInto(metrics);
        auto consumer = (*bus)->makeConsumer({ "test" });
        VERIFY_OK(consumer);
        const Position from { { topic, 0 }, 0 };
        VERIFY_OK((*consumer)->assign({ &from, 1 }));
        std::vector<std::string> values;
        const auto read = [&] {
            const auto some = (*consumer)->poll(1000, manyBytes, 100ms);
            for (std::size_t i = 0; some.ok() && i < some->size(); ++i) {
                values.push_back((*some)[i].value.value_or(""));
            }
            return values.size();
        };
        QTRY_COMPARE_WITH_TIMEOUT(read(), std::size_t { 20 }, 30'000);
        for (std::size_t i = 0; i < values.size(); ++i) {
            QCOMPARE(values[i], std::to_string(i));
        }
        const Bytes told = metrics.text();
        QVERIFY(told.find("outcome=\"right\"} 1\n") != Bytes::npos);
        QVERIFY(told.find("outcome=\"repaired\"} 0\n") != Bytes::npos);
    }

    void f9_recordsThatVanishUnderAReaderAreNamed()
    {
        const std::string topic = freshTopic(1);
        auto bus = openBus(m_broker->bootstrap());
        VERIFY_OK(bus);
        auto producer = (*bus)->makeProducer();
        VERIFY_OK(producer);
        for (int i = 0; i < 100; ++i) {
            VERIFY_OK((*producer)->send(numbered(topic, i), 0));
        }
        QVERIFY(settle(**producer));
        auto consumer = (*bus)->makeConsumer({ "test" });
        VERIFY_OK(consumer);
        const Position from { { topic, 0 }, 0 };
        VERIFY_OK((*consumer)->assign({ &from, 1 }));
        const std::vector<TopicPartition> one { { topic, 0 } };
        VERIFY_OK((*consumer)->pause(one));
        test::KafkaHands hands(m_broker->bootstrap());
        QVERIFY(hands.deleteRecordsBefore(one.front(), 50));
        VERIFY_OK((*consumer)->resume(one));
        auto polled = (*consumer)->poll(10, manyBytes, 10s);
        QVERIFY(!polled.ok());
        QCOMPARE(polled.error().code, std::string("bus.offset_out_of_range"));
        QVERIFY(polled.error().kind == ErrorKind::Fatal);
        QVERIFY(polled.error().message.find(topic) != std::string::npos);
        const Status assigned = (*consumer)->assign({ &from, 1 });
        QVERIFY(!assigned.ok());
        QCOMPARE(assigned.error().fact("first"), std::string_view("50"));
    }

    void f9_aRecreatedTopicHasAnotherFingerprint()
    {
        auto bus = openBus(m_broker->bootstrap());
        VERIFY_OK(bus);
        const TopicSpec spec { freshName(), 1 };
        const Position place { { spec.name, 0 }, 2 };
        std::vector<Fingerprint> prints;
        test::KafkaHands hands(m_broker->bootstrap());
        for (int incarnation = 0; incarnation < 2; ++incarnation) {
            VERIFY_OK((*bus)->ensureTopics({ &spec, 1 }));
            auto producer = (*bus)->makeProducer();
            VERIFY_OK(producer);
            for (int i = 0; i < 5; ++i) {
                VERIFY_OK((*producer)->send(numbered(spec.name, i + incarnation * 100), 0));
            }
            QVERIFY(settle(**producer));
            const auto found = readRecordsAt(**bus, { &place, 1 }, 20s);
            VERIFY_OK(found);
            QVERIFY(found->front().has_value());
            prints.push_back(fingerprintOf(*found->front()));
            QVERIFY(hands.deleteTopic(spec.name));
            QTRY_VERIFY_WITH_TIMEOUT(
                [&] {
                    const auto all = (*bus)->topics();
                    return all.ok()
                        && std::none_of(all->begin(), all->end(),
                            [&](const TopicState& state) { return state.name == spec.name; });
                }(),
                20'000);
        }
        QVERIFY(!(prints[0] == prints[1]));
    }

    void aClusterThatIsNotThereIsSaidInTime()
    {
        test::TcpProxy proxy(1); // accepts and closes: nothing listens behind it
        proxy.cut();
        auto bus = KafkaBus::open(settingsFor(proxy.address()), 2s);
        VERIFY_OK(bus);
        QElapsedTimer timer;
        timer.start();
        const auto id = (*bus)->clusterId();
        QVERIFY(!id.ok());
        QCOMPARE(id.error().code, std::string("bus.unreachable"));
        QVERIFY(id.error().isRetriable());
        QVERIFY(timer.elapsed() < 10'000);
    }
};

LOCUS_TEST(kafka_bus, KafkaBusTest)
#include "tst_kafka_bus.moc"
