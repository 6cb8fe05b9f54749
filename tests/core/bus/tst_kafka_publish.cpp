// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/bus/body_reader.h"
#include "core/bus/kafka/kafka_bus.h"
#include "core/bus/kafka/kafka_producer.h"
#include "tests/core/bus/kafka_hands.h"
#include "tests/core/bus/publish_contract.h"
#include "tests/core/bus/verify_ok.h"
#include "tests/support/kafka_broker.h"
#include "tests/support/test_registry.h"

#include <QDir>
#include <QElapsedTimer>
#include <QFile>
#include <QTest>

#include <librdkafka/rdkafka.h>

#include <atomic>
#include <mutex>
#include <set>
#include <thread>

using namespace locus;
using namespace locus::bus;
using namespace std::chrono_literals;

namespace {

OutRecord numbered(const std::string& topic, int number)
{
    OutRecord record;
    record.topic = topic;
    record.key = "key-" + std::to_string(number % 7);
    record.value = std::to_string(number);
    return record;
}

// A bus whose producers the test can reach.
class ReachableBus final : public EventBus
{
public:
    explicit ReachableBus(EventBus& bus)
        : m_bus(bus)
    { }
    Result<std::string> clusterId() override { return m_bus.clusterId(); }
    Result<std::vector<TopicState>> topics() override { return m_bus.topics(); }
    Status ensureTopics(std::span<const TopicSpec> specs) override
    {
        return m_bus.ensureTopics(specs);
    }
    Result<Watermarks> watermarks(const TopicPartition& at) override
    {
        return m_bus.watermarks(at);
    }
    Result<std::int64_t> offsetAt(const TopicPartition& at, std::int64_t ms) override
    {
        return m_bus.offsetAt(at, ms);
    }
    Result<std::unique_ptr<BusConsumer>> makeConsumer(const ConsumerOptions& options) override
    {
        return m_bus.makeConsumer(options);
    }
    Result<std::unique_ptr<BusProducer>> makeProducer() override
    {
        auto made = m_bus.makeProducer();
        const std::lock_guard lock(m_mutex);
        if (made.ok()) {
            ++m_made;
            m_last = dynamic_cast<kafka::KafkaProducer*>(made->get());
        }
        return made;
    }
    [[nodiscard]] int made() const
    {
        const std::lock_guard lock(m_mutex);
        return m_made;
    }
    // The producer in use fails for good, as after an error that cannot be repaired.
    void breakProducer()
    {
        const std::lock_guard lock(m_mutex);
        rd_kafka_test_fatal_error(
            m_last->handle().get(), RD_KAFKA_RESP_ERR_OUT_OF_ORDER_SEQUENCE_NUMBER, "by the test");
    }

private:
    EventBus& m_bus;
    mutable std::mutex m_mutex;
    kafka::KafkaProducer* m_last = nullptr;
    int m_made = 0;
};

} // namespace

class KafkaPublishTest : public test::PublishContract
{
    Q_OBJECT

protected:
    EventBus& bus() override { return *m_bus; }

private:
    std::unique_ptr<test::KafkaBroker> m_broker;
    std::unique_ptr<KafkaBus> m_bus;

    [[nodiscard]] std::unique_ptr<KafkaBus> anotherBus(
        Compression compression = Compression::None) const
    {
        KafkaSettings settings;
        settings.bootstrap = m_broker->bootstrap();
        settings.compression = compression;
        auto opened = KafkaBus::open(settings);
        return opened.ok() ? std::move(*opened) : nullptr;
    }

    static PublishOptions patient()
    {
        PublishOptions options;
        options.deadline = 90s;
        return options;
    }

    // What was acknowledged is read, nothing else, and each key's in order without a gap.
    void verifyAll(const std::string& topic, const std::set<int>& acknowledged, int sent)
    {
        const auto records = test::readTopic(*m_bus, topic);
        std::set<int> read;
        std::map<std::string, int> last;
        for (const Record& record : records) {
            const int number = std::stoi(*record.value);
            if (!read.insert(number).second) {
                continue;
            }
            auto& before = last.try_emplace(*record.key, -1).first->second;
            QVERIFY2(before < number, "out of order");
            QVERIFY2(number - before == 7 || before == -1, "a gap");
            before = number;
        }
        QCOMPARE(acknowledged.size(), static_cast<std::size_t>(sent));
        QVERIFY(read == acknowledged);
        qInfo("%d acknowledged, %d read, %d of them twice", int(acknowledged.size()),
            int(read.size()), int(records.size() - read.size()));
    }

    void publishThroughAnOutage(EventBus& through, const std::function<void()>& outage)
    {
        constexpr int count = 30'000;
        const std::string topic = freshTopic(3);
        std::mutex mutex;
        std::set<int> acknowledged;
        Publisher publisher({ through, m_clock, m_random, m_metrics }, patient());
        std::atomic<int> sent { 0 };
        std::thread sending([&] {
            for (int i = 0; i < count; ++i, ++sent) {
                publisher.publish(numbered(topic, i), [&, i](const PublishOutcome& outcome) {
                    const std::lock_guard lock(mutex);
                    if (outcome.ok()) {
                        acknowledged.insert(i);
                    } else {
                        qWarning("%d: %s", i, outcome.error().message.c_str());
                    }
                });
            }
        });
        while (sent < count / 3) {
            std::this_thread::yield();
        }
        outage();
        sending.join();
        QVERIFY(publisher.flush(90s));
        verifyAll(topic, acknowledged, count);
    }

private Q_SLOTS:
    void initTestCase()
    {
        auto started = test::KafkaBroker::start();
        VERIFY_OK(started);
        m_broker = std::move(*started);
        m_bus = anotherBus();
        QVERIFY(m_bus);
    }

    void asynchronousPublishingOutlivesTheBroker()
    {
        Status back = retriable("test.not_yet", "");
        publishThroughAnOutage(*m_bus, [&] {
            m_broker->killHard();
            back = m_broker->restart();
        });
        VERIFY_OK(back);
    }

    void synchronousPublishingOutlivesTheBroker()
    {
        constexpr int count = 300;
        const std::string topic = freshTopic(3);
        Publisher publisher(parts(), patient());
        std::set<int> acknowledged;
        std::atomic<int> sent { 0 };
        std::thread sending([&] {
            for (int i = 0; i < count; ++i, ++sent) {
                if (publisher.publish(numbered(topic, i)).ok()) {
                    acknowledged.insert(i);
                }
            }
        });
        while (sent < count / 3) {
            std::this_thread::yield();
        }
        m_broker->killHard();
        const Status back = m_broker->restart();
        sending.join();
        VERIFY_OK(back);
        verifyAll(topic, acknowledged, count);
    }

    void aBatchOutlivesTheBroker()
    {
        constexpr int count = 10'000;
        const std::string topic = freshTopic(3);
        Publisher publisher(parts(), patient());
        VERIFY_OK(publisher.publish(numbered(topic, 0)));
        std::vector<Message> batch;
        for (int i = 1; i < count; ++i) {
            batch.emplace_back(numbered(topic, i));
        }
        m_broker->killHard();
        auto publishing = std::async(
            std::launch::async, [&] { return publisher.publishBatch(std::move(batch)); });
        const Status back = m_broker->restart();
        const BatchResult result = publishing.get();
        VERIFY_OK(back);
        VERIFY_OK(result.status());
        std::set<int> acknowledged { 0 };
        for (int i = 1; i < count; ++i) {
            acknowledged.insert(i);
        }
        verifyAll(topic, acknowledged, count);
    }

    void f7_aFatalProducerIsMadeAnew()
    {
        ReachableBus reachable(*m_bus);
        publishThroughAnOutage(reachable, [&] {
            QTRY_VERIFY(reachable.made() > 0);
            reachable.breakProducer();
        });
        QCOMPARE(reachable.made(), 2);
    }

    void withTheBrokerAwayTheDeadlineTellsThatNothingWasWritten()
    {
        const std::string topic = freshTopic();
        PublishOptions options;
        options.deadline = 2s;
        options.circuit = { 2, { 30s, 30s } };
        Publisher publisher(parts(), options);
        VERIFY_OK(publisher.publish(numbered(topic, 0)));
        m_broker->killHard();
        QElapsedTimer timer;
        timer.start();
        std::vector<std::future<PublishOutcome>> outcomes;
        for (int i = 1; i <= 20; ++i) {
            outcomes.push_back(publisher.publishLater(numbered(topic, i)));
        }
        std::set<std::string> codes;
        for (auto& outcome : outcomes) {
            codes.insert(outcome.get().error().code);
        }
        QVERIFY2(timer.elapsed() < 6'000, qPrintable(QString::number(timer.elapsed())));
        QVERIFY(codes == std::set<std::string> { "publish.not_written" }
            || codes
                == (std::set<std::string> { "publish.not_written", "publish.possibly_written" }));
        for (int i = 0; i < 2 && publisher.circuits().front().state != CircuitState::Open; ++i) {
            QVERIFY(!publisher.publish(numbered(topic, 21)).ok());
        }
        QCOMPARE(publisher.publish(numbered(topic, 22)).error().code,
            std::string("publish.circuit_open"));
        VERIFY_OK(m_broker->restart());
    }

    void anExpiredBodyIsNamed()
    {
        const std::string topic = freshTopic();
        Publisher publisher(parts());
        OutRecord large = numbered(topic, 1);
        large.value = Bytes(2'000'000, 'a');
        VERIFY_OK(publisher.publish(large));
        const auto reference = bodyReferenceOf(test::readTopic(*m_bus, topic).at(0));
        VERIFY_OK(reference);
        test::KafkaHands hands(m_broker->bootstrap());
        QVERIFY(hands.deleteRecordsBefore({ (*reference)->topic, (*reference)->partition }, 2));
        const auto body = BodyReader(*m_bus).read(**reference, 30s);
        QCOMPARE(body.error().code, std::string("bus.body_expired"));
    }

    void theBrokerStoresTheWantedCodec_data()
    {
        QTest::addColumn<int>("compression");
        for (const Compression compression : { Compression::None, Compression::Gzip,
                 Compression::Snappy, Compression::Lz4, Compression::Zstd }) {
            QTest::newRow(std::string(toString(compression)).c_str()) << int(compression);
        }
    }
    void theBrokerStoresTheWantedCodec()
    {
        QFETCH(int, compression);
        const std::string topic = freshTopic();
        const auto through = anotherBus(static_cast<Compression>(compression));
        QVERIFY(through);
        Publisher publisher({ *through, m_clock, m_random, m_metrics });
        OutRecord record = numbered(topic, 1);
        record.value = Bytes(20'000, 'z');
        VERIFY_OK(publisher.publish(record));
        // A batch of version 2: its attributes are two octets at 21, the codec their lowest 3 bits.
        QFile segment(m_broker->dataFolder() + QLatin1Char('/') + QString::fromStdString(topic)
            + QStringLiteral("-0/00000000000000000000.log"));
        QVERIFY2(segment.open(QIODevice::ReadOnly), qPrintable(segment.fileName()));
        const QByteArray batch = segment.readAll();
        QVERIFY(batch.size() > 61);
        QCOMPARE(int(batch.at(16)), 2);
        QCOMPARE(batch.at(22) & 7, compression);
        QCOMPARE(batch.size() > 20'000, compression == int(Compression::None));
        const auto read = test::readTopic(*m_bus, topic);
        QVERIFY(read.at(0).value == record.value);
    }
};

LOCUS_TEST(kafka_publish, KafkaPublishTest)
#include "tst_kafka_publish.moc"
