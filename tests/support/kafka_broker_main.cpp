// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
// Starts a real Kafka broker for scripts and people, prints one line
//   bootstrap 127.0.0.1:PORT
// and ends with standard input, SIGINT or SIGTERM. With --secure it also prints the addresses of
// the TLS, mTLS and SASL listeners and the folder of the keys.
#include "tests/support/kafka_broker.h"

#include <QCoreApplication>

#include <array>
#include <csignal>
#include <cstdio>
#include <cstring>
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

} // namespace

int main(int argc, char** argv)
{
    const QCoreApplication application(argc, argv);
    const bool secure = argc > 1 && std::strcmp(argv[1], "--secure") == 0;
    if (argc > (secure ? 2 : 1)) {
        std::cerr << "usage: " << argv[0] << " [--secure]\n";
        return 2;
    }
    if (::pipe(wakePipe) != 0) {
        return 1;
    }
    std::signal(SIGINT, onSignal);
    std::signal(SIGTERM, onSignal);
    using locus::test::KafkaBroker;
    const auto broker =
        KafkaBroker::start(secure ? KafkaBroker::Kind::Secure : KafkaBroker::Kind::Plain);
    if (!broker.ok()) {
        std::cerr << broker.error().message << '\n';
        return 1;
    }
    std::cout << "bootstrap " << (*broker)->bootstrap() << std::endl;
    if (secure) {
        std::cout << "tls " << (*broker)->tlsBootstrap() << "\nmtls "
                  << (*broker)->mutualTlsBootstrap() << "\nsasl " << (*broker)->saslBootstrap()
                  << "\nsasl-tls " << (*broker)->saslTlsBootstrap() << "\nauthority "
                  << (*broker)->keys().authority << "\nclient-chain "
                  << (*broker)->keys().clientChain << "\nclient-key " << (*broker)->keys().clientKey
                  << std::endl;
    }
    waitForTheEnd();
    return 0;
}
