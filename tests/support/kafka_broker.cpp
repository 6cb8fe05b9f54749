// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/kafka_broker.h"

#include "core/bus/kafka/kafka_bus.h"

#include <QElapsedTimer>

namespace locus::test {

namespace {
constexpr qint64 readyMs = 90'000;
// Two brokers of one run are the same cluster unless a test says otherwise.
const QString usualClusterId = QStringLiteral("bG9jdXMtdGVzdC1rYWZrYQ");
} // namespace

KafkaBroker::KafkaBroker(Kind kind)
    : m_kind(kind)
    , m_controllerPort(freePort())
    , m_plainPort(freePort())
    , m_proxiedPort(freePort())
    , m_proxyPort(freePort())
    , m_tlsPort(freePort())
    , m_mutualTlsPort(freePort())
    , m_saslPort(freePort())
    , m_saslTlsPort(freePort())
{ }

KafkaBroker::~KafkaBroker() = default;

Result<std::unique_ptr<KafkaBroker>> KafkaBroker::start(Kind kind, const char* version)
{
    std::unique_ptr<KafkaBroker> broker(new KafkaBroker(kind));
    LOCUS_TRY_VALUE(archives, kafkaArchives(version));
    broker->m_node = std::make_unique<KafkaNode>(
        broker->m_folder.path(), archives, QStringList { QStringLiteral("-Xmx1g") });
    LOCUS_TRY(broker->replaceKeys());
    LOCUS_TRY(broker->prepare(usualClusterId));
    LOCUS_TRY(broker->run());
    return broker;
}

Result<std::string> KafkaBroker::sharedBootstrap()
{
    const QByteArray named = qgetenv("LOCUS_TEST_KAFKA");
    if (!named.isEmpty()) {
        return named.toStdString();
    }
    static std::unique_ptr<KafkaBroker> shared;
    if (!shared) {
        LOCUS_TRY_VALUE(started, start());
        shared = std::move(started);
    }
    return shared->bootstrap();
}

Status KafkaBroker::replaceKeys()
{
    if (m_kind == Kind::Secure) {
        LOCUS_TRY_VALUE(keys, makeKafkaBrokerKeys(m_folder.path()));
        m_keys = keys;
    }
    return {};
}

Status KafkaBroker::prepare(const QString& clusterId)
{
    LOCUS_TRY(m_node->writeProperties(properties()));
    QStringList users;
    if (m_kind == Kind::Secure) {
        for (const char* mechanism : { "SCRAM-SHA-256", "SCRAM-SHA-512" }) {
            users << QStringLiteral("--add-scram")
                  << QStringLiteral("%1=[name=scram,password=%2]")
                         .arg(QLatin1String(mechanism), QLatin1String(scramPassword));
        }
    }
    return m_node->format(clusterId, users);
}

Status KafkaBroker::run()
{
    m_node->launch();
    return waitUntilReady();
}

Status KafkaBroker::waitUntilReady()
{
    QElapsedTimer timer;
    timer.start();
    bus::KafkaSettings settings;
    settings.bootstrap = bootstrap();
    while (timer.elapsed() < readyMs) {
        if (!m_node->isRunning()) {
            break;
        }
        auto client = bus::KafkaBus::open(settings, std::chrono::seconds(2));
        if (client.ok() && (*client)->topics().ok()) {
            return {};
        }
    }
    killHard();
    return retriable(
        "test.broker_failed", "the Kafka broker did not answer; it said: " + m_node->lastWords());
}

void KafkaBroker::killHard()
{
    m_node->killHard();
}

Status KafkaBroker::becomeAnotherCluster()
{
    killHard();
    m_node->clearData();
    LOCUS_TRY(prepare(freshKafkaClusterId()));
    return run();
}

Status KafkaBroker::restart()
{
    killHard();
    return run();
}

std::string KafkaBroker::properties() const
{
    const std::string controller = loopback(m_controllerPort);
    std::string open = "OPEN://" + bootstrap();
    if (m_kind == Kind::Secure) {
        open += ",TLS://" + tlsBootstrap() + ",MUTUAL://" + mutualTlsBootstrap() + ",SASL://"
            + saslBootstrap() + ",SASLTLS://" + saslTlsBootstrap();
    }
    std::string text = "process.roles=broker,controller\n"
                       "node.id=1\n"
                       "controller.quorum.voters=1@"
        + controller + "\nlisteners=" + open + ",PROXIED://" + loopback(m_proxiedPort)
        + ",CONTROLLER://" + controller + "\nadvertised.listeners=" + open + ",PROXIED://"
        + loopback(m_proxyPort)
        + "\ncontroller.listener.names=CONTROLLER\n"
          "inter.broker.listener.name=OPEN\n"
          "listener.security.protocol.map=OPEN:PLAINTEXT,PROXIED:PLAINTEXT,CONTROLLER:PLAINTEXT,"
          "TLS:SSL,MUTUAL:SSL,SASL:SASL_PLAINTEXT,SASLTLS:SASL_SSL\n"
          "offsets.topic.replication.factor=1\n"
          "offsets.topic.num.partitions=1\n"
          "transaction.state.log.replication.factor=1\n"
          "transaction.state.log.min.isr=1\n"
          "group.initial.rebalance.delay.ms=0\n"
          "auto.create.topics.enable=false\n"
          "log.retention.check.interval.ms=1000\n";
    return m_kind == Kind::Secure ? text + kafkaSecurityProperties(m_keys) : text;
}

} // namespace locus::test
