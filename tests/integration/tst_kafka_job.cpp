// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
// The clinician's job on a real Kafka: the same programs, one setting changed, and a broker and a
// core that die.
#include "tests/integration/core_face.h"
#include "tests/support/core_process.h"
#include "tests/support/kafka_broker.h"
#include "tests/support/test_registry.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

#include <memory>

using namespace locus::test;

class KafkaJobTest : public QObject
{
    Q_OBJECT

private:
    std::unique_ptr<KafkaBroker> m_broker;
    CoreProcess m_core;

    QStringList onKafka() const
    {
        return { QStringLiteral("--bus"), QStringLiteral("kafka"), QStringLiteral("--bootstrap"),
            QString::fromStdString(m_broker->bootstrap()) };
    }

    Finished ctl(QStringList words, const QByteArray& input = {})
    {
        words += { QStringLiteral("--data-dir"), QString::fromStdString(m_core.dataDir().string()),
            QStringLiteral("--json") };
        return runProgram(QStringLiteral("locusctl"), words, input);
    }

    // Ids of all analyses that have ended.
    QStringList ended()
    {
        QStringList ids;
        const Finished list = ctl({ QStringLiteral("analyses"), QStringLiteral("list"),
            QStringLiteral("--limit"), QStringLiteral("500") });
        for (const QByteArray& line : list.out.split('\n')) {
            const QJsonObject row = QJsonDocument::fromJson(line).object();
            const QString state = row.value(QStringLiteral("state")).toString();
            if (state == QLatin1String("completed") || state == QLatin1String("partial")) {
                ids.append(row.value(QStringLiteral("id")).toString());
            }
        }
        return ids;
    }

private Q_SLOTS:
    void initTestCase()
    {
        auto broker = KafkaBroker::start();
        QVERIFY2(broker.ok(), broker.ok() ? "" : broker.error().message.c_str());
        m_broker = std::move(*broker);
        const auto started = m_core.start(onKafka(), std::chrono::seconds(60));
        QVERIFY2(started.ok(), started.ok() ? "" : started.error().message.c_str());
    }

    void theSameJob()
    {
        const Finished done = ctl({ QStringLiteral("submit"), QStringLiteral("--wait"),
            QStringLiteral("NM_000518.5:c.20A>T") });
        QVERIFY2(done.exitCode == 0, done.err.constData());
        QVERIFY2(done.out.contains("p.(Glu7Val)"), done.out.constData());
    }

    void f4_acceptedWhileTheBrokerIsAwayIsDoneWhenItIsBack()
    {
        const qsizetype before = ended().size();
        m_broker->killHard();
        for (int i = 0; i < 5; ++i) {
            const Finished accepted =
                ctl({ QStringLiteral("submit"), QStringLiteral("21:g.25585733C>T") });
            QVERIFY2(accepted.exitCode == 0, accepted.err.constData());
        }
        const auto relay = [this](const char* member) {
            return healthCheck(m_core, QStringLiteral("relay")).value(QLatin1String(member));
        };
        const auto waiting = [&] {
            return relay("figures").toObject().value(QStringLiteral("eventsWaiting")).toInt(-1);
        };
        const auto waitsSince = [&] {
            return relay("detail").toString().startsWith(
                QStringLiteral("waiting for the bus since 20"));
        };
        QTRY_VERIFY_WITH_TIMEOUT(waitsSince(), 60'000);
        QCOMPARE(relay("status").toString(), QStringLiteral("degraded"));
        const Finished doctor = runProgram(QStringLiteral("locusctl"),
            { QStringLiteral("doctor"), QStringLiteral("--data-dir"),
                QString::fromStdString(m_core.dataDir().string()) });
        QVERIFY2(doctor.out.contains("relay: degraded: waiting for the bus since 20"),
            doctor.out.constData());
        QVERIFY(waiting() >= 5);
        QVERIFY(m_broker->restart().ok());
        QTRY_COMPARE_WITH_TIMEOUT(ended().size(), before + 5, 60'000);
        QTRY_COMPARE_WITH_TIMEOUT(waiting(), 0, 60'000);
        QCOMPARE(relay("detail").toString(), QStringLiteral("publishing, 0 events wait"));
    }

    void f1_aKilledCoreGoesOnWhereItWas()
    {
        const qsizetype before = ended().size();
        for (int i = 0; i < 10; ++i) {
            QCOMPARE(
                ctl({ QStringLiteral("submit"), QStringLiteral("21:g.25592826G>A") }).exitCode, 0);
        }
        m_core.killHard();
        QVERIFY(m_core.start(onKafka(), std::chrono::seconds(60)).ok());
        QTRY_COMPARE_WITH_TIMEOUT(ended().size(), before + 10, 60'000);
    }

    void f4_withTheBrokerAwayCommandsAreTakenUpToAQuota()
    {
        QVERIFY(m_core.stop().ok());
        m_core.setEnvironment(QStringLiteral("LOCUS_BUS_OUTBOX_LIMIT"), QStringLiteral("100"));
        QVERIFY(m_core.start(onKafka(), std::chrono::seconds(60)).ok());
        const qsizetype before = ended().size();
        m_broker->killHard();
        const auto one = [this] {
            return ctl({ QStringLiteral("submit"), QStringLiteral("21:g.25585733C>T") });
        };
        int accepted = 0;
        Finished last = one();
        for (; last.exitCode == 0 && accepted < 200; last = one()) {
            ++accepted;
        }
        QVERIFY2(accepted > 10 && accepted <= 100, qPrintable(QString::number(accepted)));
        QVERIFY2(
            last.err.contains("as many events wait for it as may (100)"), last.err.constData());
        const Finished doctor = runProgram(QStringLiteral("locusctl"),
            { QStringLiteral("doctor"), QStringLiteral("--data-dir"),
                QString::fromStdString(m_core.dataDir().string()) });
        QVERIFY2(
            doctor.out.contains("commands are refused until they drain"), doctor.out.constData());
        QVERIFY(m_broker->restart().ok());
        QTRY_COMPARE_WITH_TIMEOUT(ended().size(), before + accepted, 60'000);
        QCOMPARE(one().exitCode, 0);
        m_core.setEnvironment(QStringLiteral("LOCUS_BUS_OUTBOX_LIMIT"), {});
    }

    // Its topics hold something else at the places that were read before.
    void f9_anotherClusterIsRefusedByName()
    {
        QVERIFY(m_core.stop().ok());
        auto other = KafkaBroker::start();
        QVERIFY2(other.ok(), other.ok() ? "" : other.error().message.c_str());
        const auto started = m_core.start(
            { QStringLiteral("--bus"), QStringLiteral("kafka"), QStringLiteral("--bootstrap"),
                QString::fromStdString((*other)->bootstrap()) },
            std::chrono::seconds(60));
        QVERIFY(!started.ok());
        QVERIFY2(started.error().message.find("another cluster") != std::string::npos,
            started.error().message.c_str());
    }
};

LOCUS_TEST(kafka_job, KafkaJobTest)
#include "tst_kafka_job.moc"
