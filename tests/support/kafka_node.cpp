// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/kafka_node.h"

#include "core/base/end_with_parent.h"
#include "tests/support/kafka_broker.h"

#include <QDir>
#include <QFile>
#include <QRandomGenerator>
#include <QUuid>

#include <mutex>
#include <set>

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

namespace locus::test {

namespace {

constexpr int toolMs = 60'000;
constexpr int stopMs = 60'000;

QStringList javaLine(const QString& archives, const char* mainClass)
{
    return { QStringLiteral("-XX:TieredStopAtLevel=1"), QStringLiteral("-XX:+UseSerialGC"),
        QStringLiteral("-cp"), archives + QStringLiteral("/*"), QLatin1String(mainClass) };
}

} // namespace

std::uint16_t freePort()
{
    // Below those that systems give to outgoing connections, which come and go meanwhile.
    constexpr std::uint32_t first = 12'000;
    constexpr std::uint32_t behind = 32'000;
    static std::mutex mutex;
    static std::set<std::uint16_t> given;
    const std::lock_guard lock(mutex);
    for (;;) {
        const auto port =
            static_cast<std::uint16_t>(QRandomGenerator::system()->bounded(first, behind));
        const int descriptor = ::socket(AF_INET, SOCK_STREAM, 0);
        sockaddr_in address {};
        address.sin_family = AF_INET;
        address.sin_port = htons(port);
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        const bool free =
            ::bind(descriptor, reinterpret_cast<sockaddr*>(&address), sizeof address) == 0;
        ::close(descriptor);
        if (free && given.insert(port).second) {
            return port;
        }
    }
}

std::string loopback(std::uint16_t port)
{
    return "127.0.0.1:" + std::to_string(port);
}

QString freshKafkaClusterId()
{
    for (;;) {
        QString id = QString::fromLatin1(QUuid::createUuid().toRfc4122().toBase64(
            QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals));
        if (!id.startsWith(QLatin1Char('-'))) { // would read as an option
            return id;
        }
    }
}

std::string kafkaSecurityProperties(const KafkaBrokerKeys& keys)
{
    std::string text = "ssl.keystore.type=PEM\nssl.keystore.location=" + keys.brokerStore
        + "\nssl.truststore.type=PEM\nssl.truststore.location=" + keys.authority
        + "\nlistener.name.mutual.ssl.client.auth=required\n"
          "sasl.enabled.mechanisms=PLAIN,SCRAM-SHA-256,SCRAM-SHA-512\n";
    for (const char* listener : { "sasl", "sasltls" }) {
        const std::string name = std::string("listener.name.") + listener;
        text += name
            + ".plain.sasl.jaas.config=org.apache.kafka.common.security.plain."
              "PlainLoginModule required user_admin=\""
            + KafkaBroker::adminPassword + "\" user_reader=\"" + KafkaBroker::readerPassword
            + "\";\n";
        for (const char* mechanism : { "scram-sha-256", "scram-sha-512" }) {
            text += name + "." + mechanism
                + ".sasl.jaas.config=org.apache.kafka.common.security.scram."
                  "ScramLoginModule required;\n";
        }
    }
    return text
        + "authorizer.class.name=org.apache.kafka.metadata.authorizer.StandardAuthorizer\n"
          "super.users=User:ANONYMOUS;User:admin;User:scram;"
        + clientPrincipal + "\n";
}

KafkaNode::KafkaNode(QString folder, QString archives, QStringList javaOptions)
    : m_folder(std::move(folder))
    , m_archives(std::move(archives))
    , m_javaOptions(std::move(javaOptions))
{
    QDir().mkpath(m_folder);
    m_process.setProcessChannelMode(QProcess::MergedChannels);
    m_process.setStandardOutputFile(file("broker.log"), QIODevice::Append);
    m_process.setChildProcessModifier(endWithParent());
}

KafkaNode::~KafkaNode()
{
    killHard();
}

QString KafkaNode::file(const char* name) const
{
    return QDir(m_folder).filePath(QLatin1String(name));
}

Status KafkaNode::writeProperties(const std::string& text) const
{
    QFile settings(file("server.properties"));
    const std::string all = text + "log.dirs=" + file("data").toStdString() + "\n";
    if (!settings.open(QIODevice::WriteOnly)
        || settings.write(QByteArray::fromStdString(all)) < 0) {
        return retriable("test.broker_failed", "cannot write the broker's properties");
    }
    return {};
}

Status KafkaNode::format(const QString& clusterId, const QStringList& moreArguments)
{
    const auto made = runKafkaTool(m_archives, "kafka.tools.StorageTool",
        QStringList { QStringLiteral("format"), QStringLiteral("-t"), clusterId,
            QStringLiteral("-c"), file("server.properties") }
            + moreArguments);
    return made.ok() ? Status() : made.error();
}

void KafkaNode::clearData() const
{
    QDir(file("data")).removeRecursively();
}

void KafkaNode::launch()
{
    m_process.start(QStringLiteral("java"),
        m_javaOptions
            + QStringList { QStringLiteral("-XX:+UseSerialGC"), QStringLiteral("-cp"),
                m_archives + QStringLiteral("/*"), QStringLiteral("kafka.Kafka"),
                file("server.properties") });
}

void KafkaNode::killHard()
{
    if (m_process.state() != QProcess::NotRunning) {
        m_process.kill();
        m_process.waitForFinished();
    }
}

Status KafkaNode::stop()
{
    m_process.terminate();
    if (m_process.state() != QProcess::NotRunning && !m_process.waitForFinished(stopMs)) {
        return retriable("test.broker_failed", "the broker did not end: " + lastWords());
    }
    return {};
}

bool KafkaNode::isRunning()
{
    return m_process.state() != QProcess::NotRunning && !m_process.waitForFinished(0);
}

std::string KafkaNode::lastWords() const
{
    QFile log(file("broker.log"));
    return log.open(QIODevice::ReadOnly) ? log.readAll().right(4000).toStdString() : "nothing";
}

Result<std::string> runKafkaTool(
    const QString& archives, const char* mainClass, const QStringList& arguments)
{
    QProcess process;
    process.setProcessChannelMode(QProcess::MergedChannels);
    process.start(QStringLiteral("java"), javaLine(archives, mainClass) + arguments);
    const bool ended = process.waitForFinished(toolMs);
    const std::string said = process.readAll().toStdString();
    if (!ended || process.exitCode() != 0) {
        return retriable("test.tool_failed", std::string(mainClass) + ": " + said);
    }
    return said;
}

} // namespace locus::test
