// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
// Reading on a real broker: where it begins, and under which names lag tools see it.
#include "core/bus/kafka/kafka_bus.h"
#include "core/pipeline/record_readers.h"
#include "core/pipeline/topic_names.h"
#include "tests/core/bus/kafka_hands.h"
#include "tests/core/pipeline/body_world.h"
#include "tests/core/pipeline/start_world.h"
#include "tests/support/kafka_broker.h"
#include "tests/support/kafka_view.h"
#include "tests/support/test_registry.h"

#include <QUuid>

#include <mutex>
#include <set>

using namespace locus;

class KafkaReadingTest : public QObject
{
    Q_OBJECT

private:
    std::unique_ptr<test::KafkaBroker> m_broker;
    std::unique_ptr<bus::KafkaBus> m_bus;

private Q_SLOTS:
    void initTestCase()
    {
        auto broker = test::KafkaBroker::start();
        QVERIFY2(broker.ok(), broker.ok() ? "" : broker.error().message.c_str());
        m_broker = std::move(*broker);
        bus::KafkaSettings settings;
        settings.bootstrap = m_broker->bootstrap();
        auto opened = bus::KafkaBus::open(settings);
        QVERIFY(opened.ok());
        m_bus = std::move(*opened);
    }

    void readingBeginsWhereItWasTold() { test::verifyStartPositions(*m_bus, "start"); }

    void largeValuesGoByReference() { test::verifyLargeValuesGoByReference(*m_bus, "large"); }
    void anUnreadableBodyIsNamedAndHeldBack()
    {
        test::verifyUnreadableBodies(*m_bus, "unreadable");
    }

    void aTopicMadeAnewWhileReadingIsNoticed_data()
    {
        QTest::addColumn<bool>("paused");
        QTest::newRow("while it is read") << false;
        QTest::newRow("while its partition is paused") << true;
    }
    void aTopicMadeAnewWhileReadingIsNoticed()
    {
        QFETCH(const bool, paused);
        const std::string topic = paused ? "anew-paused" : "anew";
        test::StartWorld w(*m_bus);
        w.fill(topic);
        std::mutex mutex;
        std::string stoppedBy;
        pipeline::InputQueue queue(100);
        SystemRandom random;
        pipeline::RecordReader reader(*m_bus, queue, random);
        pipeline::ReaderOptions options { { topic }, "anew-group" };
        options.compareEvery = std::chrono::milliseconds(500);
        QVERIFY(reader
                    .start(options,
                        [&](const Error& error) {
                            const std::lock_guard lock(mutex);
                            stoppedBy = error.code;
                        })
                    .ok());
        const auto stopped = [&] {
            const std::lock_guard lock(mutex);
            return stoppedBy;
        };
        QTRY_COMPARE_WITH_TIMEOUT(queue.size(), std::size_t { 3 }, 30'000);
        if (paused) {
            reader.pause({ topic, 0 });
        }
        test::KafkaHands hands(m_broker->bootstrap());
        QVERIFY(hands.deleteTopic(topic));
        const auto isGone = [&] {
            const auto view = test::viewOf(m_broker->bootstrap());
            return view.ok() && !view->partitions.contains({ topic, 0 });
        };
        QTRY_VERIFY_WITH_TIMEOUT(isGone(), 60'000);
        w.fill(topic); // as many records
        QTRY_VERIFY_WITH_TIMEOUT(!stopped().empty(), 60'000);
        // The broker itself may be the first to say that something is wrong.
        const std::string why = stopped();
        const std::set<std::string> reasons { "pipeline.topic_recreated", "bus.no_topic",
            "bus.offset_out_of_range" };
        QVERIFY2(reasons.contains(why), why.c_str());
        QCOMPARE(queue.size(), std::size_t { 3 }); // nothing of the new topic
    }

    void lagToolsSeeEachTopicUnderItsGroup()
    {
        test::StartWorld w(*m_bus);
        const pipeline::TopicNames names(std::map<std::string, std::string, std::less<>> {
            { "genetic-data-raw", "clinic.raw" } });
        w.fill("clinic.raw");
        w.fill("genetic-data-annotated");
        pipeline::InputQueue queue(100);
        SystemRandom random;
        pipeline::RecordReaders readers(*m_bus, queue, random, names);
        QVERIFY(readers.start({ "clinic.raw", "genetic-data-annotated" }, {}, [](const Error&) {})
                    .ok());
        readers.report({ { { "clinic.raw", 0 }, 2 }, { { "genetic-data-annotated", 0 }, 1 } });
        for (const auto& [group, topic, next] : { std::tuple("vep-service-group", "clinic.raw", 2),
                 std::tuple("websocket-results-service-group", "genetic-data-annotated", 1) }) {
            test::KafkaHands hands(m_broker->bootstrap(), group);
            QTRY_COMPARE_WITH_TIMEOUT(hands.committed({ topic, 0 }), next, 20'000);
        }
        test::KafkaHands hands(m_broker->bootstrap(), "vep-service-group");
        QCOMPARE(hands.committed({ "genetic-data-annotated", 0 }), -1);
        // A partition is paused by its own reader alone.
        readers.pause({ "clinic.raw", 0 });
        readers.resume({ "clinic.raw", 0 });
        readers.stop();
    }
};

LOCUS_TEST(kafka_reading, KafkaReadingTest)
#include "tst_kafka_reading.moc"
