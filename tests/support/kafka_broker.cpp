// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/kafka_broker.h"

#include "core/bus/kafka/kafka_bus.h"
#include "tests/support/kafka_broker_archives.h"

#include <QElapsedTimer>
#include <QFile>

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#ifdef __linux__
#include <csignal>
#include <sys/prctl.h>
#endif

namespace locus::test {

namespace {

constexpr qint64 readyMs = 90'000;
constexpr int formatMs = 60'000;

// A port that was free a moment ago; the system does not give it out again at once.
std::uint16_t freePort()
{
    const int descriptor = ::socket(AF_INET, SOCK_STREAM, 0);
    sockaddr_in address {};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t size = sizeof address;
    auto* generic = reinterpret_cast<sockaddr*>(&address);
    ::bind(descriptor, generic, size);
    ::getsockname(descriptor, generic, &size);
    ::close(descriptor);
    return ntohs(address.sin_port);
}

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
{
    m_process.setProcessChannelMode(QProcess::MergedChannels);
    m_process.setStandardOutputFile(file("broker.log"), QIODevice::Append);
#ifdef __linux__
    m_process.setChildProcessModifier([] { ::prctl(PR_SET_PDEATHSIG, SIGKILL); });
#endif
}

KafkaBroker::~KafkaBroker()
{
    killHard();
}

Result<std::unique_ptr<KafkaBroker>> KafkaBroker::start(Kind kind)
{
    std::unique_ptr<KafkaBroker> broker(new KafkaBroker(kind));
    LOCUS_TRY_VALUE(archives, kafkaArchives());
    broker->m_archives = archives;
    LOCUS_TRY(broker->prepare());
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

Status KafkaBroker::prepare()
{
    if (m_kind == Kind::Secure) {
        LOCUS_TRY_VALUE(keys, makeKafkaBrokerKeys(m_folder.path()));
        m_keys = keys;
    }
    QFile settings(file("server.properties"));
    if (!settings.open(QIODevice::WriteOnly)
        || settings.write(QByteArray::fromStdString(properties())) < 0) {
        return retriable("test.broker_failed", "cannot write the broker's properties");
    }
    settings.close();
    QStringList arguments { QStringLiteral("-XX:TieredStopAtLevel=1"), QStringLiteral("-cp"),
        m_archives + QStringLiteral("/*"), QStringLiteral("kafka.tools.StorageTool"),
        QStringLiteral("format"), QStringLiteral("-t"), QStringLiteral("bG9jdXMtdGVzdC1rYWZrYQ"),
        QStringLiteral("-c"), file("server.properties") };
    if (m_kind == Kind::Secure) {
        for (const char* mechanism : { "SCRAM-SHA-256", "SCRAM-SHA-512" }) {
            arguments << QStringLiteral("--add-scram")
                      << QStringLiteral("%1=[name=scram,password=%2]")
                             .arg(QLatin1String(mechanism), QLatin1String(scramPassword));
        }
    }
    QProcess format;
    format.setProcessChannelMode(QProcess::MergedChannels);
    format.start(QStringLiteral("java"), arguments);
    if (!format.waitForFinished(formatMs) || format.exitCode() != 0) {
        return retriable("test.broker_failed",
            "the broker's data folder could not be made: " + format.readAll().toStdString());
    }
    return {};
}

Status KafkaBroker::run()
{
    m_process.start(QStringLiteral("java"),
        { QStringLiteral("-Xmx1g"), QStringLiteral("-XX:+UseSerialGC"), QStringLiteral("-cp"),
            m_archives + QStringLiteral("/*"), QStringLiteral("kafka.Kafka"),
            file("server.properties") });
    return waitUntilReady();
}

Status KafkaBroker::waitUntilReady()
{
    QElapsedTimer timer;
    timer.start();
    bus::KafkaSettings settings;
    settings.bootstrap = bootstrap();
    while (timer.elapsed() < readyMs) {
        if (m_process.state() == QProcess::NotRunning || m_process.waitForFinished(0)) {
            break;
        }
        auto client = bus::KafkaBus::open(settings, std::chrono::seconds(2));
        if (client.ok() && (*client)->topics().ok()) {
            return {};
        }
    }
    killHard();
    return retriable("test.broker_failed",
        "the Kafka broker did not answer; it said: " + lastWords().toStdString());
}

void KafkaBroker::killHard()
{
    if (m_process.state() != QProcess::NotRunning) {
        m_process.kill();
        m_process.waitForFinished();
    }
}

Status KafkaBroker::restart()
{
    killHard();
    return run();
}

std::string KafkaBroker::properties() const
{
    const std::string controller = at(m_controllerPort);
    std::string open = "OPEN://" + bootstrap();
    if (m_kind == Kind::Secure) {
        open += ",TLS://" + tlsBootstrap() + ",MUTUAL://" + mutualTlsBootstrap() + ",SASL://"
            + saslBootstrap() + ",SASLTLS://" + saslTlsBootstrap();
    }
    std::string text = "process.roles=broker,controller\n"
                       "node.id=1\n"
                       "controller.quorum.voters=1@"
        + controller + "\nlisteners=" + open + ",PROXIED://" + at(m_proxiedPort) + ",CONTROLLER://"
        + controller + "\nadvertised.listeners=" + open + ",PROXIED://" + at(m_proxyPort)
        + "\ncontroller.listener.names=CONTROLLER\n"
          "inter.broker.listener.name=OPEN\n"
          "listener.security.protocol.map=OPEN:PLAINTEXT,PROXIED:PLAINTEXT,CONTROLLER:PLAINTEXT,"
          "TLS:SSL,MUTUAL:SSL,SASL:SASL_PLAINTEXT,SASLTLS:SASL_SSL\n"
          "log.dirs="
        + file("data").toStdString()
        + "\noffsets.topic.replication.factor=1\n"
          "offsets.topic.num.partitions=1\n"
          "transaction.state.log.replication.factor=1\n"
          "transaction.state.log.min.isr=1\n"
          "group.initial.rebalance.delay.ms=0\n"
          "auto.create.topics.enable=false\n"
          "log.retention.check.interval.ms=1000\n";
    return m_kind == Kind::Secure ? text + securityProperties() : text;
}

std::string KafkaBroker::securityProperties() const
{
    return "ssl.keystore.type=PEM\nssl.keystore.location=" + m_keys.brokerStore
        + "\nssl.truststore.type=PEM\nssl.truststore.location=" + m_keys.authority
        + "\nlistener.name.mutual.ssl.client.auth=required\n"
          "sasl.enabled.mechanisms=PLAIN,SCRAM-SHA-256,SCRAM-SHA-512\n"
        +
        [] {
            std::string lines;
            for (const char* listener : { "sasl", "sasltls" }) {
                const std::string name = std::string("listener.name.") + listener;
                lines += name
                    + ".plain.sasl.jaas.config=org.apache.kafka.common.security.plain."
                      "PlainLoginModule required user_admin=\""
                    + adminPassword + "\" user_reader=\"" + readerPassword + "\";\n";
                for (const char* mechanism : { "scram-sha-256", "scram-sha-512" }) {
                    lines += name + "." + mechanism
                        + ".sasl.jaas.config=org.apache.kafka.common.security.scram."
                          "ScramLoginModule required;\n";
                }
            }
            return lines;
        }()
        + "authorizer.class.name=org.apache.kafka.metadata.authorizer.StandardAuthorizer\n"
          "super.users=User:ANONYMOUS;User:admin;User:scram;"
        + clientPrincipal + "\n";
}

QString KafkaBroker::file(const char* name) const
{
    return m_folder.filePath(QLatin1String(name));
}

QByteArray KafkaBroker::lastWords() const
{
    QFile log(file("broker.log"));
    return log.open(QIODevice::ReadOnly) ? log.readAll().right(4000) : QByteArray("nothing");
}

std::string KafkaBroker::at(std::uint16_t port)
{
    return "127.0.0.1:" + std::to_string(port);
}

} // namespace locus::test
