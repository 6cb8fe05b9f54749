// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "tests/support/kafka_broker.h"
#include "tests/support/kafka_view.h"

#include <QTemporaryDir>

#include <array>
#include <cstdint>
#include <memory>
#include <string>

namespace locus::test {

// Three Kafka nodes (KRaft, each broker and controller) as a hospital runs them: three copies of
// everything, two of them in sync or nothing is acknowledged. Data, ports, keys and ends as with
// KafkaBroker; accounts and access lists of a secure one too. Nodes are numbered 1 to 3.
class KafkaCluster
{
public:
    using Kind = KafkaBroker::Kind;
    static constexpr int size = 3;

    // Starts all nodes and waits until they know each other. Errors as KafkaBroker::start().
    static Result<std::unique_ptr<KafkaCluster>> start(
        const char* version = newKafka, Kind kind = Kind::Plain);
    ~KafkaCluster();

    [[nodiscard]] std::string bootstrap() const; // of all nodes
    [[nodiscard]] std::string bootstrap(int node) const;
    [[nodiscard]] std::string mutualTlsBootstrap() const;
    [[nodiscard]] std::string saslTlsBootstrap() const;
    [[nodiscard]] const KafkaBrokerKeys& keys() const { return m_keys; }
    [[nodiscard]] Result<KafkaView> view() const { return viewOf(bootstrap()); }

    void kill(int number);
    [[nodiscard]] bool isRunning(int number);
    // Returns at once; awaitWhole() says when it has caught up.
    void launch(int number);
    // Every node is there and every copy in sync.
    Status awaitWhole();
    // Starts what was killed and waits until all is well: for a test's init().
    Status mend();
    // One node after the other is stopped properly, started and caught up with.
    Status rollingRestart();
    // New authority, keys and certificates in the same files; a node uses them from its next start.
    Status replaceKeys();
    // Every partition of the topic gets the next of its replicas as leader.
    Status moveLeaders(const std::string& topic);
    // A tool of Kafka's own by its main class; "--bootstrap-server" is added.
    Result<std::string> tool(const char* mainClass, const QStringList& arguments) const;

private:
    struct Node
    {
        std::uint16_t controllerPort = freePort();
        std::uint16_t plainPort = freePort();
        std::uint16_t mutualTlsPort = freePort();
        std::uint16_t saslTlsPort = freePort();
        std::unique_ptr<KafkaNode> process {};
    };
    KafkaCluster(Kind kind, QString archives);

    Node& node(int number) { return m_nodes.at(static_cast<std::size_t>(number - 1)); }
    [[nodiscard]] std::string properties(int number) const;
    [[nodiscard]] std::string all(std::uint16_t Node::*port) const;
    [[nodiscard]] std::string lastWords() const;

    const Kind m_kind;
    const QString m_archives;
    QTemporaryDir m_folder;
    KafkaBrokerKeys m_keys;
    std::array<Node, size> m_nodes;
};

} // namespace locus::test
