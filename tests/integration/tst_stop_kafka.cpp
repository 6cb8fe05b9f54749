// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
// SIGTERM while the cluster is away or hangs: the core ends by itself, not by the limit that ends
// it with code 1, and what it had accepted is done by the next one.
#include "core/base/payload_codec.h"
#include "core/store/store.h"
#include "tests/integration/core_face.h"
#include "tests/support/core_process.h"
#include "tests/support/kafka_broker.h"
#include "tests/support/test_registry.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QSet>
#include <QTest>

#include <csignal>
#include <functional>
#include <memory>

using namespace locus;
using namespace locus::test;

class StopKafkaTest : public QObject
{
    Q_OBJECT

private:
    static constexpr std::chrono::seconds generous { 60 };

    std::unique_ptr<KafkaBroker> m_broker;

    QStringList onKafka() const
    {
        return { QStringLiteral("--bus"), QStringLiteral("kafka"), QStringLiteral("--bootstrap"),
            QString::fromStdString(m_broker->bootstrap()) };
    }

    static Finished ctl(const CoreProcess& core, QStringList words)
    {
        words += { QStringLiteral("--data-dir"), QString::fromStdString(core.dataDir().string()),
            QStringLiteral("--json") };
        return runProgram(QStringLiteral("locusctl"), words);
    }

    // Its id; empty when it was not accepted.
    static QString submit(const CoreProcess& core)
    {
        const Finished done =
            ctl(core, { QStringLiteral("submit"), QStringLiteral("21:g.25585733C>T") });
        const QJsonObject said = QJsonDocument::fromJson(done.out.split('\n').value(0)).object();
        return said.value(QStringLiteral("analysisId")).toString();
    }

    static QSet<QString> ended(const CoreProcess& core)
    {
        QSet<QString> ids;
        const Finished list = ctl(core, { QStringLiteral("analyses"), QStringLiteral("list") });
        for (const QByteArray& line : list.out.split('\n')) {
            const QJsonObject row = QJsonDocument::fromJson(line).object();
            if (row.value(QStringLiteral("state")).toString() == QLatin1String("completed")) {
                ids.insert(row.value(QStringLiteral("id")).toString());
            }
        }
        return ids;
    }

    static bool busIsInTrouble(const CoreProcess& core)
    {
        return healthCheck(core, QStringLiteral("bus")).value(QLatin1String("status")).toString()
            == QLatin1String("degraded");
    }

    // Exit code 1 is that of a core that had to be ended.
    static void checkEnd(CoreProcess& core)
    {
        const auto stopped = core.stop(generous);
        QVERIFY(stopped.ok());
        qInfo("stopped after %d ms", int(stopped->count()));
        QVERIFY2(core.exitCode() == 0, core.errorOutput().constData());
        for (const char* name : { "endpoint.json", "locus.sqlite-wal" }) {
            QVERIFY2(!std::filesystem::exists(core.dataDir() / name), name);
        }
        const auto whole = store::checkIntegrity(core.dataDir() / "locus.sqlite", PlainCodec());
        QVERIFY2(whole.ok(), whole.ok() ? "" : whole.error().message.c_str());
    }

    void stopWithout(const std::function<bool()>& takeAway, const std::function<bool()>& bringBack)
    {
        CoreProcess core;
        QVERIFY(core.start(onKafka(), generous).ok());
        const QString before = submit(core);
        QTRY_VERIFY_WITH_TIMEOUT(ended(core).contains(before), 60'000);
        QVERIFY(takeAway());
        const QString accepted = submit(core);
        QVERIFY(!accepted.isEmpty());
        QTRY_VERIFY_WITH_TIMEOUT(busIsInTrouble(core), 60'000);
        checkEnd(core);
        QVERIFY(bringBack());
        QVERIFY(core.start(onKafka(), generous).ok());
        QTRY_VERIFY_WITH_TIMEOUT(ended(core).contains(accepted), 60'000);
        QVERIFY(ended(core).contains(before));
        checkEnd(core);
    }

private Q_SLOTS:
    void initTestCase()
    {
        auto broker = KafkaBroker::start();
        QVERIFY2(broker.ok(), broker.ok() ? "" : broker.error().message.c_str());
        m_broker = std::move(*broker);
    }

    void theBrokerIsGone()
    {
        stopWithout(
            [this] {
                m_broker->killHard();
                return true;
            },
            [this] { return m_broker->restart().ok(); });
    }

    void nobodyIsThereFromTheStart()
    {
        m_broker->killHard();
        CoreProcess core;
        QVERIFY(!core.start(onKafka(), std::chrono::milliseconds(1)).ok()); // it waits for one
        const auto store = core.dataDir() / "locus.sqlite";
        QTRY_VERIFY_WITH_TIMEOUT(std::filesystem::exists(store), 10'000);
        checkEnd(core);
        QVERIFY(m_broker->restart().ok());
    }

    // Its connections stay open and nobody answers.
    void theBrokerHangs()
    {
        const auto id = static_cast<pid_t>(m_broker->pid());
        stopWithout(
            [id] { return ::kill(id, SIGSTOP) == 0; }, [id] { return ::kill(id, SIGCONT) == 0; });
    }
};

LOCUS_TEST(stop_kafka, StopKafkaTest)
#include "tst_stop_kafka.moc"
