// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
// A redrive on a real broker that dies, by a core that dies: every letter arrives, in the order of
// its key, and none is marked before.
#include "core/bus/kafka/kafka_bus.h"
#include "tests/integration/dead_letter_desk.h"
#include "tests/support/kafka_broker.h"
#include "tests/support/test_registry.h"

#include <QProcess>
#include <QTest>

using namespace locus;
using namespace locus::test;

class DeadLettersKafkaTest : public QObject
{
    Q_OBJECT

private:
    std::unique_ptr<KafkaBroker> m_broker;
    std::unique_ptr<bus::EventBus> m_bus;

    QStringList onKafka() const
    {
        return { QStringLiteral("--bus"), QStringLiteral("kafka"), QStringLiteral("--bootstrap"),
            QString::fromStdString(m_broker->bootstrap()) };
    }

private Q_SLOTS:
    void initTestCase()
    {
        auto broker = KafkaBroker::start();
        QVERIFY2(broker.ok(), broker.ok() ? "" : broker.error().message.c_str());
        m_broker = std::move(*broker);
        auto opened = bus::KafkaBus::open({ m_broker->bootstrap() });
        QVERIFY(opened.ok());
        m_bus = std::move(*opened);
        const bus::TopicSpec repair { "repair" };
        QVERIFY(m_bus->ensureTopics({ &repair, 1 }).ok());
    }
    void cleanupTestCase() { m_bus = nullptr; }

    void throughTheDeathOfBrokerAndCore()
    {
        constexpr int count = 200;
        DeadLetterDesk desk;
        QVERIFY(desk.core.start(onKafka(), std::chrono::seconds(60)).ok());
        const auto sent = brokenRecords(count, 9, "genetic-data-raw");
        QVERIFY(publishAll(*m_bus, sent));
        QTRY_COMPARE_WITH_TIMEOUT(desk.count("open"), count, 60'000);
        const QString run = DeadLetterDesk::runIdOf(
            desk.ctl("redrive --all --yes --to repair --rate 50 --reason repaired"));
        QVERIFY(!run.isEmpty());
        const auto redriven = [&] {
            return desk.run(run).value(QStringLiteral("redriven")).toInt();
        };
        QTRY_VERIFY_WITH_TIMEOUT(redriven() >= 20, 60'000);
        desk.core.killHard();
        QVERIFY(desk.core.start(onKafka(), std::chrono::seconds(60)).ok());
        const auto noneIsMarkedBefore = [&] {
            const int before = redriven();
            return static_cast<int>(readAll(*m_bus, "repair").size()) >= before;
        };
        QVERIFY(noneIsMarkedBefore());
        QTRY_VERIFY_WITH_TIMEOUT(redriven() >= 60, 60'000);
        QVERIFY(noneIsMarkedBefore());
        m_broker->killHard();
        QVERIFY(m_broker->restart().ok());
        QTRY_COMPARE_WITH_TIMEOUT(desk.run(run).value(QStringLiteral("state")).toString(),
            QStringLiteral("done"), 120'000);
        QCOMPARE(desk.count("redriven"), count);
        const std::string fault = faultOf(sent, readAll(*m_bus, "repair"), run.toStdString(), "2");
        QVERIFY2(fault.empty(), fault.c_str());
    }

    // SIGTERM: what the broker has is marked before the core ends, and not sent again.
    void stoppedAgainAndAgainItSendsEachOnce()
    {
        constexpr int count = 200;
        const bus::TopicSpec target { "mended" };
        QVERIFY(m_bus->ensureTopics({ &target, 1 }).ok());
        DeadLetterDesk desk;
        const QStringList reading =
            onKafka() + QStringList { QStringLiteral("--start-from"), QStringLiteral("end") };
        QVERIFY(desk.core.start(reading, std::chrono::seconds(60)).ok());
        const auto sent = brokenRecords(count, 40, "genetic-data-raw");
        QVERIFY(publishAll(*m_bus, sent));
        QTRY_COMPARE_WITH_TIMEOUT(desk.count("open"), count, 60'000);
        const QString run =
            DeadLetterDesk::runIdOf(desk.ctl("redrive --all --yes --to mended --rate 20"));
        const auto redriven = [&] {
            return desk.run(run).value(QStringLiteral("redriven")).toInt();
        };
        for (int i = 0; i < 3; ++i) {
            const int before = redriven();
            QTRY_VERIFY_WITH_TIMEOUT(redriven() > before, 60'000);
            QVERIFY(desk.core.stop(std::chrono::seconds(60)).ok());
            QVERIFY2(desk.core.exitCode() == 0, desk.core.errorOutput().constData());
            const auto there = readAll(*m_bus, "mended").size();
            QVERIFY(there < static_cast<std::size_t>(count)); // in the middle
            QVERIFY(desk.core.start(reading, std::chrono::seconds(60)).ok());
        }
        QTRY_COMPARE_WITH_TIMEOUT(desk.run(run).value(QStringLiteral("state")).toString(),
            QStringLiteral("done"), 60'000);
        QCOMPARE(redriven(), count);
        const auto copies = readAll(*m_bus, "mended");
        QCOMPARE(copies.size(), sent.size());
        const std::string fault = faultOf(sent, copies, run.toStdString(), "2");
        QVERIFY2(fault.empty(), fault.c_str());
    }

    void aDryRunSaysThatTheBrokerIsAway()
    {
        constexpr int count = 3;
        DeadLetterDesk desk;
        QVERIFY(desk.core.start(onKafka(), std::chrono::seconds(60)).ok());
        QVERIFY(publishAll(*m_bus, brokenRecords(count, 1, "genetic-data-raw")));
        QTRY_VERIFY_WITH_TIMEOUT(desk.count("open") >= count, 60'000);
        const auto open = desk.count("open");
        m_broker->killHard();
        QProcess asking;
        asking.start(CoreProcess::program(QStringLiteral("locusctl")),
            { QStringLiteral("dead-letters"), QStringLiteral("redrive"), QStringLiteral("--all"),
                QStringLiteral("--dry-run"), QStringLiteral("--to"), QStringLiteral("repair"),
                QStringLiteral("--data-dir"),
                QString::fromStdString(desk.core.dataDir().string()) });
        QVERIFY(asking.waitForStarted());
        QVERIFY(desk.count("open") >= open); // it waits alone
        QVERIFY(asking.waitForFinished(60'000));
        const QByteArray said = asking.readAllStandardError();
        QVERIFY2(said.contains("the cluster did not answer within 10 s"), said.constData());
        QCOMPARE(asking.exitCode(), 1);
        QVERIFY(m_broker->restart().ok());
    }

    // What Spring parked is listed beside our own and goes back to its topic and partition.
    void deadLettersOfOtherProgramsGoBackToWhereTheyFailed()
    {
        constexpr int count = 40;
        const bus::TopicSpec specs[] { { "billing", 3 }, { "billing-dlt" } };
        QVERIFY(m_bus->ensureTopics(specs).ok());
        auto parked = brokenRecords(count, 4, "billing-dlt");
        for (bus::OutRecord& record : parked) {
            record.headers.insert(
                record.headers.begin(), { "kafka_dlt-original-topic", Bytes("billing") });
            record.headers.insert(
                record.headers.begin(), { "kafka_dlt-original-partition", Bytes("\0\0\0\x02", 4) });
        }
        QVERIFY(publishAll(*m_bus, parked));
        DeadLetterDesk desk;
        const QStringList reading = onKafka()
            + QStringList { QStringLiteral("--set"),
                  QStringLiteral("dead_letters.topics=billing-dlt") };
        QVERIFY(desk.core.start(reading, std::chrono::seconds(60)).ok());
        const auto ofSpring = [&](const char* state) {
            return DeadLetterDesk::objects(
                desk.ctl({ QStringLiteral("list"), QStringLiteral("--topic"),
                             QStringLiteral("billing-dlt"), QStringLiteral("--limit"),
                             QStringLiteral("500"), QStringLiteral("--state"),
                             QString::fromLatin1(state) })
                    .out);
        };
        QTRY_COMPARE_WITH_TIMEOUT(ofSpring("open").size(), count, 60'000);
        const QJsonObject one = ofSpring("open").front();
        QCOMPARE(one.value(QStringLiteral("origin")).toString(), QStringLiteral("spring-kafka"));
        const Finished done = desk.ctl("redrive --topic billing-dlt --yes --wait --rate 1000");
        QVERIFY2(done.exitCode == 0, done.err.constData());
        const QString run = DeadLetterDesk::runIdOf(done);
        QCOMPARE(ofSpring("redriven").size(), count);
        QCOMPARE(m_bus->watermarks({ "billing", 2 })->end, count);
        for (bus::OutRecord& record : parked) {
            record.headers.erase(record.headers.begin(), record.headers.begin() + 2);
        }
        const std::string fault =
            faultOf(parked, readAll(*m_bus, "billing", 2), run.toStdString(), "1");
        QVERIFY2(fault.empty(), fault.c_str());
        QVERIFY(!desk.ctl("list --state all --limit 500").out.contains("MARKER"));
    }
};

LOCUS_TEST(dead_letters_kafka, DeadLettersKafkaTest)
#include "tst_dead_letters_kafka.moc"
