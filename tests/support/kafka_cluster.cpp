// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/kafka_cluster.h"

#include <QElapsedTimer>
#include <QFile>

#include <algorithm>
#include <thread>

namespace locus::test {

namespace {

constexpr qint64 wholeMs = 90'000;

// The reassignment tool's words for "the next replica leads".
QByteArray rotated(const KafkaView& view, const std::string& topic)
{
    QByteArray parts;
    for (const auto& [at, partition] : view.partitions) {
        if (at.first != topic) {
            continue;
        }
        std::vector<int> replicas = partition.replicas;
        const auto leader = std::find(replicas.begin(), replicas.end(), partition.leader);
        if (leader != replicas.end()) {
            std::rotate(replicas.begin(), leader + 1, replicas.end());
        }
        QByteArray ids;
        for (const int id : replicas) {
            ids += (ids.isEmpty() ? "" : ",") + QByteArray::number(id);
        }
        parts += (parts.isEmpty() ? "" : ",") + QByteArray(R"({"topic":")")
            + QByteArray::fromStdString(topic) + R"(","partition":)" + QByteArray::number(at.second)
            + R"(,"replicas":[)" + ids + "]}";
    }
    return R"({"version":1,"partitions":[)" + parts + "]}";
}

} // namespace

KafkaCluster::KafkaCluster(Kind kind, QString archives)
    : m_kind(kind)
    , m_archives(std::move(archives))
{ }

KafkaCluster::~KafkaCluster() = default;

Result<std::unique_ptr<KafkaCluster>> KafkaCluster::start(const char* version, Kind kind)
{
    LOCUS_TRY_VALUE(archives, kafkaArchives(version));
    std::unique_ptr<KafkaCluster> cluster(new KafkaCluster(kind, archives));
    LOCUS_TRY(cluster->replaceKeys());
    const QString id = freshKafkaClusterId();
    for (int number = 1; number <= size; ++number) {
        Node& node = cluster->node(number);
        node.process = std::make_unique<KafkaNode>(
            cluster->m_folder.filePath(QStringLiteral("node-%1").arg(number)), archives,
            QStringList { QStringLiteral("-Xmx512m"), QStringLiteral("-XX:TieredStopAtLevel=1") });
        LOCUS_TRY(node.process->writeProperties(cluster->properties(number)));
        LOCUS_TRY(node.process->format(id));
    }
    for (Node& node : cluster->m_nodes) {
        node.process->launch();
    }
    LOCUS_TRY(cluster->awaitWhole());
    return cluster;
}

std::string KafkaCluster::all(std::uint16_t Node::*port) const
{
    std::string text;
    for (const Node& node : m_nodes) {
        text += (text.empty() ? "" : ",") + loopback(node.*port);
    }
    return text;
}

std::string KafkaCluster::bootstrap() const
{
    return all(&Node::plainPort);
}

std::string KafkaCluster::bootstrap(int node) const
{
    return loopback(m_nodes.at(static_cast<std::size_t>(node - 1)).plainPort);
}

std::string KafkaCluster::mutualTlsBootstrap() const
{
    return all(&Node::mutualTlsPort);
}

std::string KafkaCluster::saslTlsBootstrap() const
{
    return all(&Node::saslTlsPort);
}

void KafkaCluster::kill(int number)
{
    node(number).process->killHard();
}

bool KafkaCluster::isRunning(int number)
{
    return node(number).process->isRunning();
}

void KafkaCluster::launch(int number)
{
    node(number).process->launch();
}

Status KafkaCluster::awaitWhole()
{
    QElapsedTimer timer;
    timer.start();
    while (timer.elapsed() < wholeMs) {
        for (const Node& node : m_nodes) {
            if (!node.process->isRunning()) {
                return retriable(
                    "test.broker_failed", "a Kafka node ended: " + node.process->lastWords());
            }
        }
        const auto seen = view();
        if (seen.ok() && seen->isWhole(size)) {
            return {};
        }
        std::this_thread::sleep_for(std::chrono::milliseconds(200));
    }
    return retriable("test.broker_failed",
        "the Kafka cluster did not come together; its nodes said: " + lastWords());
}

Status KafkaCluster::mend()
{
    for (int number = 1; number <= size; ++number) {
        if (!isRunning(number)) {
            launch(number);
        }
    }
    return awaitWhole();
}

Status KafkaCluster::rollingRestart()
{
    for (Node& node : m_nodes) {
        LOCUS_TRY(node.process->stop());
        node.process->launch();
        LOCUS_TRY(awaitWhole());
    }
    return {};
}

Status KafkaCluster::replaceKeys()
{
    if (m_kind == Kind::Secure) {
        LOCUS_TRY_VALUE(keys, makeKafkaBrokerKeys(m_folder.path()));
        m_keys = keys;
    }
    return {};
}

Status KafkaCluster::moveLeaders(const std::string& topic)
{
    LOCUS_TRY_VALUE(seen, view());
    const QString wanted = m_folder.filePath(QStringLiteral("reassign.json"));
    QFile file(wanted);
    if (!file.open(QIODevice::WriteOnly) || file.write(rotated(seen, topic)) < 0) {
        return retriable("test.tool_failed", "cannot write " + wanted.toStdString());
    }
    file.close();
    LOCUS_TRY(tool("org.apache.kafka.tools.reassign.ReassignPartitionsCommand",
        { QStringLiteral("--execute"), QStringLiteral("--reassignment-json-file"), wanted }));
    LOCUS_TRY(tool("org.apache.kafka.tools.LeaderElectionCommand",
        { QStringLiteral("--election-type"), QStringLiteral("PREFERRED"),
            QStringLiteral("--all-topic-partitions") }));
    return {};
}

Result<std::string> KafkaCluster::tool(const char* mainClass, const QStringList& arguments) const
{
    return runKafkaTool(m_archives, mainClass,
        QStringList { QStringLiteral("--bootstrap-server"), QString::fromStdString(bootstrap()) }
            + arguments);
}

std::string KafkaCluster::properties(int number) const
{
    const Node& node = m_nodes.at(static_cast<std::size_t>(number - 1));
    std::string voters;
    for (int i = 1; i <= size; ++i) {
        voters += (i == 1 ? "" : ",") + std::to_string(i) + "@"
            + loopback(m_nodes.at(static_cast<std::size_t>(i - 1)).controllerPort);
    }
    std::string open = "OPEN://" + loopback(node.plainPort);
    if (m_kind == Kind::Secure) {
        open += ",MUTUAL://" + loopback(node.mutualTlsPort) + ",SASLTLS://"
            + loopback(node.saslTlsPort);
    }
    return "process.roles=broker,controller\nnode.id=" + std::to_string(number)
        + "\ncontroller.quorum.voters=" + voters + "\nlisteners=" + open + ",CONTROLLER://"
        + loopback(node.controllerPort) + "\nadvertised.listeners=" + open
        + "\ncontroller.listener.names=CONTROLLER\n"
          "inter.broker.listener.name=OPEN\n"
          "listener.security.protocol.map=OPEN:PLAINTEXT,CONTROLLER:PLAINTEXT,MUTUAL:SSL,"
          "SASLTLS:SASL_SSL\n"
          "default.replication.factor=3\n"
          "min.insync.replicas=2\n"
          "offsets.topic.replication.factor=3\n"
          "offsets.topic.num.partitions=1\n"
          "group.initial.rebalance.delay.ms=0\n"
          "auto.create.topics.enable=false\n"
          "broker.session.timeout.ms=3000\n" // how soon a killed node's partitions move on
          "broker.heartbeat.interval.ms=500\n"
          "log.cleaner.enable=false\n"
          "log.retention.check.interval.ms=1000\n"
        + (m_kind == Kind::Secure ? kafkaSecurityProperties(m_keys) : std::string());
}

std::string KafkaCluster::lastWords() const
{
    std::string text;
    for (const Node& node : m_nodes) {
        text += node.process->lastWords() + "\n";
    }
    return text;
}

} // namespace locus::test
