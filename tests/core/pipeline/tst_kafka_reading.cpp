// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
// Reading on a real broker: where it begins, and under which names lag tools see it.
#include "core/bus/kafka/kafka_bus.h"
#include "core/pipeline/record_readers.h"
#include "core/pipeline/topic_names.h"
#include "tests/core/bus/kafka_hands.h"
#include "tests/core/pipeline/start_world.h"
#include "tests/support/kafka_broker.h"
#include "tests/support/test_registry.h"

#include <QUuid>

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
