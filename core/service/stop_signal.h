// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>

#include <memory>

class QSocketNotifier;

namespace locus::service {

// SIGTERM and SIGINT (on Windows: Ctrl+C and a closing console) as a Qt signal. One a process.
// Thread contract: made on the main thread, which it speaks on.
class StopSignal : public QObject
{
    Q_OBJECT

public:
    explicit StopSignal(QObject* parent = nullptr);
    ~StopSignal() override;
    [[nodiscard]] static bool wasReceived(); // on any thread, also before anybody listens

Q_SIGNALS:
    void received();

private:
    std::unique_ptr<QSocketNotifier> m_notifier;
};

} // namespace locus::service
