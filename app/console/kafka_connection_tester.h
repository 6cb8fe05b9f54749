// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/bus/kafka/connection_check.h"
#include "ui/shell/connection_tester.h"

#include <QThread>

namespace locus::app {

// Goes the whole way to a Kafka cluster without a core between: settings, name, TCP, TLS, sign-in,
// topics, rights. Writes nothing there. Thread contract: the ui thread; the check itself blocks
// and so runs on a thread of its own, which the destructor waits for.
class KafkaConnectionTester final : public ui::ConnectionTester
{
    Q_OBJECT

public:
    explicit KafkaConnectionTester(QObject* parent = nullptr);
    ~KafkaConnectionTester() override;

    [[nodiscard]] QStringList steps(const ui::ConnectionProfile& profile) const override;
    void run(const ui::ConnectionProfile& profile) override;
    // What runs goes on to its end; its answer is not told any more.
    void stop() override;

private:
    void check(const bus::KafkaSettings& settings);
    void tell(const std::vector<bus::CheckStep>& steps);

    QThread m_thread;
    QObject* m_worker; // lives in m_thread
    int m_run = 0;
};

} // namespace locus::app
