// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/shell/connection_tester.h"

#include <memory>

class QTcpSocket;
class QTimer;

namespace locus {
class Clock;
class RandomSource;
} // namespace locus
namespace locus::client {
class CoreClient;
class SingleCall;
} // namespace locus::client

namespace locus::ui {

// Tests the way to a core: address and token, name, TCP, TLS (wss), then upgrade, sign-in and
// version with a client of its own, the topics as the core reports them, the rights of the account.
// Without a token people sign in there: it ends with a core that asks for them.
class CoreConnectionTester : public ConnectionTester
{
    Q_OBJECT

public:
    // Both must outlive this.
    CoreConnectionTester(const Clock& clock, RandomSource& random, QObject* parent = nullptr);
    ~CoreConnectionTester() override;

    [[nodiscard]] QStringList steps(const ConnectionProfile& profile) const override;
    void run(const ConnectionProfile& profile) override;
    void stop() override;

private:
    void pass(const QString& detail, const QString& warning = {});
    void passOver(const QString& detail);
    void fail(const QString& cause, const QString& next);
    void resolve();
    void connectTcp();
    void connectTls();
    void signIn();
    void askWithoutToken();
    void onClientState();
    void askBus();
    void showRights();

    const Clock& m_clock;
    RandomSource& m_random;
    ConnectionProfile m_profile;
    client::Endpoint m_endpoint;
    std::unique_ptr<QTcpSocket> m_socket;
    std::unique_ptr<client::CoreClient> m_client;
    std::unique_ptr<client::SingleCall> m_call;
    QTimer* m_limit;
    int m_step = 0;
    int m_lookup = -1;
    int m_run = 0;
};

} // namespace locus::ui
