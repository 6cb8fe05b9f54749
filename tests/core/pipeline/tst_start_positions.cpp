// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/bus/embedded/embedded_bus.h"
#include "core/pipeline/consumer_groups.h"
#include "tests/core/pipeline/start_world.h"
#include "tests/support/test_registry.h"

using namespace locus;

class StartPositionsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readingBeginsWhereItWasToldOnTheEmbeddedBus()
    {
        const QTemporaryDir folder;
        const SystemClock clock;
        SystemRandom random;
        const PlainCodec codec;
        auto bus = bus::EmbeddedBus::open(
            { std::filesystem::path(folder.path().toStdString()) / "bus.db" }, clock, random,
            codec);
        QVERIFY(bus.ok());
        test::verifyStartPositions(**bus, "start");
    }

    void aWrongPlaceIsNamed()
    {
        for (const char* text : { "", "start", "yesterday", "2026-13-01T00:00:00Z", "End" }) {
            const auto from = pipeline::parseStartFrom(text);
            QVERIFY2(!from.ok(), text);
            QCOMPARE(from.error().code, std::string("pipeline.bad_start"));
            QVERIFY(from.error().message.find("\"beginning\"") != std::string::npos);
        }
        const auto time = pipeline::parseStartFrom("2026-03-02T08:29:33Z");
        QVERIFY(time.ok() && time->place == pipeline::StartFrom::Place::Time);
        QCOMPARE(toMillis(time->time), 1'772'440'173'000);
    }

    void everyTopicHasItsGroup_data()
    {
        QTest::addColumn<QByteArray>("group");
        QTest::newRow("genetic-data-raw") << QByteArray("vep-service-group");
        QTest::newRow("genetic-bigdata-raw") << QByteArray("vep-bigdata-service-group");
        QTest::newRow("genetic-nodescale-raw") << QByteArray("vep-nodescale-service-group");
        QTest::newRow("genetic-lag-demo-raw") << QByteArray("genetic-lag-consumer-group");
        QTest::newRow("genetic-data-annotated") << QByteArray("websocket-results-service-group");
        QTest::newRow("genetic-data-processed") << QByteArray("websocket-results-service-group");
        QTest::newRow("workflow-task-events") << QByteArray("workflow-engine-task-consumer");
        QTest::newRow("workflow-order-events") << QByteArray("workflow-engine-order-consumer");
        QTest::newRow("workflow-state-events") << QByteArray("workflow-engine-state-consumer");
        QTest::newRow("system-events") << QByteArray("workflow-engine-system-consumer");
        QTest::newRow("healthcare.patients.events") << QByteArray("locus-core");
    }
    void everyTopicHasItsGroup()
    {
        QFETCH(QByteArray, group);
        QCOMPARE(QByteArray::fromStdString(
                     std::string(pipeline::consumerGroupOf(QTest::currentDataTag()))),
            group);
    }
};

LOCUS_TEST(start_positions, StartPositionsTest)
#include "tst_start_positions.moc"
