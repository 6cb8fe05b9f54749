// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/integration/kafka_cluster/cluster_nodes.h"

#include "tests/core/bus/verify_ok.h"

#include <QTest>
#include <QUuid>

namespace locus::test {

using namespace std::chrono_literals;

namespace {
constexpr int patienceMs = 60'000;
constexpr int partitions = 6;
// An election needs the killed node's session to end (3 s here), and 2 s more are allowed; the rest
// is room for a machine that runs four Java processes on two cores.
constexpr std::chrono::milliseconds longestGap { 15'000 };
} // namespace

bus::KafkaSettings ClusterNodes::settings() const
{
    bus::KafkaSettings settings;
    settings.bootstrap = m_cluster->bootstrap();
    return settings;
}

std::string ClusterNodes::freshTopic()
{
    return "cluster." + QUuid::createUuid().toString(QUuid::Id128).toStdString();
}

void ClusterNodes::verifyKept(const Traffic::Seen& seen)
{
    qInfo("%d sent, %d acknowledged, %d read, %d repeated, longest gap %lld ms", seen.sent,
        seen.acknowledged, seen.read, seen.repeated,
        static_cast<long long>(seen.longestGap.count()));
    QVERIFY2(seen.fatal.empty(), seen.fatal.c_str());
    QVERIFY2(seen.inOrder, seen.leftOut.c_str());
    QVERIFY(seen.sent > 100);
    QCOMPARE(seen.read, seen.sent);
    QVERIFY(seen.longestGap < longestGap);
}

void ClusterNodes::initTestCase()
{
    auto started = KafkaCluster::start(m_version);
    VERIFY_OK(started);
    m_cluster = std::move(started).value();
}

// A test that ended early may have left nodes dead.
void ClusterNodes::init()
{
    VERIFY_OK(m_cluster->mend());
}

void ClusterNodes::cleanup()
{
    m_core.reset();
}

void ClusterNodes::f3_leadersMoveUnderTraffic()
{
    const std::string topic = freshTopic();
    Traffic traffic(settings(), topic, partitions);
    VERIFY_OK(traffic.start());
    QTRY_VERIFY_WITH_TIMEOUT(traffic.read() > 100, patienceMs);
    const auto before = m_cluster->view();
    VERIFY_OK(before);
    VERIFY_OK(m_cluster->moveLeaders(topic));
    bool moved = false; // once is enough: another broker may answer next and know less
    const auto isMoved = [&] {
        const auto now = m_cluster->view();
        moved = moved
            || (now.ok()
                && now->partitions.at({ topic, 0 }).leader
                    != before->partitions.at({ topic, 0 }).leader);
        return moved;
    };
    QTRY_VERIFY_WITH_TIMEOUT(isMoved(), patienceMs);
    const int then = traffic.read();
    QTRY_VERIFY_WITH_TIMEOUT(traffic.read() > then + 100, patienceMs);
    verifyKept(traffic.stop());
}

void ClusterNodes::f3_aNodeIsKilledAndTheRestGoesOn()
{
    const std::string topic = freshTopic();
    Traffic traffic(settings(), topic, partitions);
    VERIFY_OK(traffic.start());
    QTRY_VERIFY_WITH_TIMEOUT(traffic.read() > 100, patienceMs);
    const auto view = m_cluster->view();
    VERIFY_OK(view);
    m_cluster->kill(view->partitions.at({ topic, 0 }).leader);
    const int then = traffic.acknowledged();
    QTRY_VERIFY_WITH_TIMEOUT(traffic.acknowledged() > then + 400, patienceMs); // one node is away
    verifyKept(traffic.stop());
}

void ClusterNodes::f3_tooFewCopiesInSyncIsNamedAndNothingIsLost()
{
    const std::string topic = freshTopic();
    VERIFY_OK(m_cluster->tool("org.apache.kafka.tools.TopicCommand",
        { QStringLiteral("--create"), QStringLiteral("--topic"), QString::fromStdString(topic),
            QStringLiteral("--replica-assignment"), QStringLiteral("1:2"),
            QStringLiteral("--config"), QStringLiteral("min.insync.replicas=2") }));
    VERIFY_OK(m_cluster->awaitWhole());
    Traffic traffic(settings(), topic, 1);
    VERIFY_OK(traffic.start());
    QTRY_VERIFY_WITH_TIMEOUT(traffic.read() > 100, patienceMs);
    QCOMPARE(traffic.trouble(), std::string());
    m_cluster->kill(2);
    QTRY_COMPARE_WITH_TIMEOUT(traffic.trouble(), std::string("bus.too_few_copies"), patienceMs);
    const int stuck = traffic.acknowledged();
    VERIFY_OK(m_cluster->mend());
    QTRY_VERIFY_WITH_TIMEOUT(traffic.acknowledged() > stuck + 100, patienceMs);
    QTRY_COMPARE_WITH_TIMEOUT(traffic.trouble(), std::string(), patienceMs);
    Traffic::Seen seen = traffic.stop();
    seen.longestGap = 0ms; // was meant to be long
    verifyKept(seen);
}

Finished ClusterNodes::ctl(QStringList words)
{
    words += { QStringLiteral("--data-dir"), QString::fromStdString(m_core->dataDir().string()) };
    return runProgram(QStringLiteral("locusctl"), words);
}

int ClusterNodes::ended()
{
    const Finished list = ctl({ QStringLiteral("analyses"), QStringLiteral("list") });
    return static_cast<int>(list.out.count("  completed  ") + list.out.count("  partial  "));
}

QByteArray ClusterNodes::busHealth()
{
    for (const QByteArray& line : ctl({ QStringLiteral("doctor") }).out.split('\n')) {
        if (line.contains(" bus: ")) {
            return line;
        }
    }
    return {};
}

void ClusterNodes::f4_twoNodesAreKilledUnderACore()
{
    m_core = std::make_unique<CoreProcess>();
    VERIFY_OK(m_core->start(
        { QStringLiteral("--bus"), QStringLiteral("kafka"), QStringLiteral("--bootstrap"),
            QString::fromStdString(m_cluster->bootstrap()) },
        60s));
    const QStringList submit { QStringLiteral("submit"), QStringLiteral("21:g.25585733C>T") };
    QCOMPARE(ctl(submit).exitCode, 0);
    QTRY_COMPARE_WITH_TIMEOUT(ended(), 1, patienceMs);
    QVERIFY2(busHealth().contains("up: kafka"), busHealth().constData());
    m_cluster->kill(2);
    m_cluster->kill(3);
    for (int i = 0; i < 3; ++i) {
        const Finished accepted = ctl(submit);
        QVERIFY2(accepted.exitCode == 0, accepted.err.constData());
    }
    QTRY_VERIFY_WITH_TIMEOUT(
        busHealth().contains("degraded: bus.too_few_copies: Kafka has acknowledged nothing for"),
        patienceMs);
    qInfo("%s", busHealth().constData());
    QCOMPARE(ended(), 1);
    VERIFY_OK(m_cluster->mend());
    QTRY_COMPARE_WITH_TIMEOUT(ended(), 4, patienceMs);
    QTRY_VERIFY_WITH_TIMEOUT(busHealth().contains("up: kafka"), patienceMs);
}

} // namespace locus::test
