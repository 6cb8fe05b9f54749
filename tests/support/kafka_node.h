// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "tests/support/kafka_broker_keys.h"

#include <QProcess>
#include <QString>
#include <QStringList>

#include <cstdint>
#include <string>

namespace locus::test {

// A port that was free a moment ago; nobody gets it a second time, neither here nor from the system.
std::uint16_t freePort();
std::string loopback(std::uint16_t port); // "127.0.0.1:<port>"
QString freshKafkaClusterId();

// The accounts and listeners of a secure node: the words that every node says alike.
std::string kafkaSecurityProperties(const KafkaBrokerKeys& keys);

// One Kafka process with its folder: server.properties, data, broker.log. It ends with this object
// and with the test's process, however that ends.
class KafkaNode
{
public:
    KafkaNode(QString folder, QString archives, QStringList javaOptions);
    ~KafkaNode();
    KafkaNode(const KafkaNode&) = delete;
    KafkaNode& operator=(const KafkaNode&) = delete;

    [[nodiscard]] QString file(const char* name) const;
    Status writeProperties(const std::string& text) const;
    // Makes the empty data folder. Errors: retriable "test.broker_failed" with what Kafka said.
    Status format(const QString& clusterId, const QStringList& moreArguments = {});
    void clearData() const;

    void launch(); // returns at once
    void killHard();
    Status stop(); // as an administrator does: leaders are handed over first
    [[nodiscard]] bool isRunning();
    [[nodiscard]] qint64 pid() const { return m_process.processId(); }
    [[nodiscard]] std::string lastWords() const;

private:
    const QString m_folder;
    const QString m_archives;
    const QStringList m_javaOptions;
    QProcess m_process;
};

// Runs one of Kafka's own command-line tools by its main class and gives its output. Errors:
// retriable "test.tool_failed".
Result<std::string> runKafkaTool(
    const QString& archives, const char* mainClass, const QStringList& arguments);

} // namespace locus::test
