// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
// Starts a real Kafka broker for scripts and people, prints one line
//   bootstrap 127.0.0.1:PORT
// and ends with standard input, SIGINT or SIGTERM. With --secure it also prints the addresses of
// the TLS, mTLS and SASL listeners and the folder of the keys; --cluster starts three nodes;
// --old takes Kafka 3.9.1.
#include "tests/support/kafka_broker.h"
#include "tests/support/kafka_cluster.h"

#include <QCoreApplication>

#include <array>
#include <csignal>
#include <cstdio>
#include <iostream>
#include <poll.h>
#include <unistd.h>

namespace {

int wakePipe[2] = { -1, -1 };

void onSignal(int)
{
    const char octet = 0;
    [[maybe_unused]] const ssize_t written = ::write(wakePipe[1], &octet, 1);
}

void waitForTheEnd()
{
    std::array<pollfd, 2> watched { { { STDIN_FILENO, POLLIN, 0 }, { wakePipe[0], POLLIN, 0 } } };
    std::array<char, 256> ignored {};
    for (;;) {
        if (::poll(watched.data(), watched.size(), -1) < 0) {
            continue; // a signal: its octet is in the pipe
        }
        if (watched[1].revents != 0) {
            return;
        }
        if (watched[0].revents != 0 && ::read(STDIN_FILENO, ignored.data(), ignored.size()) <= 0) {
            return;
        }
    }
}

using locus::test::KafkaBroker;
using locus::test::KafkaCluster;

void printKeys(const locus::test::KafkaBrokerKeys& keys)
{
    std::cout << "authority " << keys.authority << "\nclient-chain " << keys.clientChain
              << "\nclient-key " << keys.clientKey << std::endl;
}

int fail(const locus::Error& error)
{
    std::cerr << error.message << '\n';
    return 1;
}

int runBroker(KafkaBroker::Kind kind, const char* version)
{
    const auto broker = KafkaBroker::start(kind, version);
    if (!broker.ok()) {
        return fail(broker.error());
    }
    std::cout << "bootstrap " << (*broker)->bootstrap() << std::endl;
    if (kind == KafkaBroker::Kind::Secure) {
        std::cout << "tls " << (*broker)->tlsBootstrap() << "\nmtls "
                  << (*broker)->mutualTlsBootstrap() << "\nsasl " << (*broker)->saslBootstrap()
                  << "\nsasl-tls " << (*broker)->saslTlsBootstrap() << std::endl;
        printKeys((*broker)->keys());
    }
    waitForTheEnd();
    return 0;
}

int runCluster(KafkaBroker::Kind kind, const char* version)
{
    const auto cluster = KafkaCluster::start(version, kind);
    if (!cluster.ok()) {
        return fail(cluster.error());
    }
    std::cout << "bootstrap " << (*cluster)->bootstrap() << std::endl;
    if (kind == KafkaBroker::Kind::Secure) {
        std::cout << "mtls " << (*cluster)->mutualTlsBootstrap() << "\nsasl-tls "
                  << (*cluster)->saslTlsBootstrap() << std::endl;
        printKeys((*cluster)->keys());
    }
    waitForTheEnd();
    return 0;
}

} // namespace

int main(int argc, char** argv)
{
    const QCoreApplication application(argc, argv);
    const QStringList words = QCoreApplication::arguments().mid(1);
    const QStringList known { QStringLiteral("--secure"), QStringLiteral("--cluster"),
        QStringLiteral("--old") };
    for (const QString& word : words) {
        if (!known.contains(word)) {
            std::cerr << "usage: " << argv[0] << " [--secure] [--cluster] [--old]\n";
            return 2;
        }
    }
    if (::pipe(wakePipe) != 0) {
        return 1;
    }
    std::signal(SIGINT, onSignal);
    std::signal(SIGTERM, onSignal);
    const auto kind =
        words.contains(known[0]) ? KafkaBroker::Kind::Secure : KafkaBroker::Kind::Plain;
    const char* version = words.contains(known[2]) ? locus::test::oldKafka : locus::test::newKafka;
    return words.contains(known[1]) ? runCluster(kind, version) : runBroker(kind, version);
}
