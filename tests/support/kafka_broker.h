// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "tests/support/kafka_broker_archives.h"
#include "tests/support/kafka_broker_keys.h"
#include "tests/support/kafka_node.h"

#include <QTemporaryDir>

#include <cstdint>
#include <memory>
#include <string>

namespace locus::test {

// A real Apache Kafka (KRaft, one node) on free ports of the loopback, with its data in a
// temporary folder. It ends with this object and with the process, however that ends. The Java
// archives come from Maven Central once and stay in $LOCUS_KAFKA_CACHE (default
// ~/.cache/locus-tests/kafka-<version>).
class KafkaBroker
{
public:
    enum class Kind
    {
        Plain, // no encryption, no sign-in, everybody may do everything
        Secure // TLS, mTLS, SASL listeners beside it, and access lists
    };

    // The accounts of a secure broker: `admin` may do everything; `reader` nothing until granted;
    // `scram` is known to SCRAM-SHA-256 and -512 alone.
    static constexpr const char* adminPassword = "admin-secret";
    static constexpr const char* readerPassword = "reader-secret";
    static constexpr const char* scramPassword = "scram-secret";

    // Starts a broker and waits until it answers metadata. Errors: retriable "test.no_java",
    // "test.no_maven", "test.broker_failed" with the end of the broker's own output.
    static Result<std::unique_ptr<KafkaBroker>> start(
        Kind kind = Kind::Plain, const char* version = newKafka);
    // The broker of this run: the address in $LOCUS_TEST_KAFKA, else one that this process starts
    // on first use and keeps. Tests use topic names of their own.
    static Result<std::string> sharedBootstrap();
    ~KafkaBroker();

    [[nodiscard]] std::string bootstrap() const { return loopback(m_plainPort); }
    [[nodiscard]] std::string tlsBootstrap() const { return loopback(m_tlsPort); }
    [[nodiscard]] std::string mutualTlsBootstrap() const { return loopback(m_mutualTlsPort); }
    [[nodiscard]] std::string saslBootstrap() const { return loopback(m_saslPort); } // without TLS
    [[nodiscard]] std::string saslTlsBootstrap() const { return loopback(m_saslTlsPort); }
    // A listener whose clients are told to come to proxyPort(): put a TcpProxy(proxiedPort(),
    // proxyPort()) there.
    [[nodiscard]] std::uint16_t proxiedPort() const { return m_proxiedPort; }
    [[nodiscard]] std::uint16_t proxyPort() const { return m_proxyPort; }
    [[nodiscard]] const KafkaBrokerKeys& keys() const { return m_keys; }
    // Where the broker keeps its segments, one folder a partition.
    [[nodiscard]] QString dataFolder() const { return m_node->file("data"); }
    [[nodiscard]] qint64 pid() const { return m_node->pid(); }

    [[nodiscard]] bool isRunning() { return m_node->isRunning(); }
    void killHard();
    // Starts it again on the same ports and data.
    Status restart();
    // Another cluster behind the same addresses: a new cluster id, no topic, no record.
    Status becomeAnotherCluster();
    // New authority, keys and certificates in the same files; the broker uses them from its next
    // restart() on.
    Status replaceKeys();

private:
    explicit KafkaBroker(Kind kind);

    Status prepare(const QString& clusterId);
    Status run();
    Status waitUntilReady();
    [[nodiscard]] std::string properties() const;

    const Kind m_kind;
    QTemporaryDir m_folder;
    std::unique_ptr<KafkaNode> m_node;
    KafkaBrokerKeys m_keys;
    std::uint16_t m_controllerPort;
    std::uint16_t m_plainPort;
    std::uint16_t m_proxiedPort;
    std::uint16_t m_proxyPort;
    std::uint16_t m_tlsPort;
    std::uint16_t m_mutualTlsPort;
    std::uint16_t m_saslPort;
    std::uint16_t m_saslTlsPort;
};

} // namespace locus::test
