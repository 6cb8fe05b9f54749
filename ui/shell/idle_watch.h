// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QElapsedTimer>
#include <QObject>
#include <QTimer>

#include <chrono>

namespace locus::ui {

// Notices that nobody uses the program: no key, no mouse, no touch in any of its windows. Thread
// contract: the ui thread.
class IdleWatch : public QObject
{
    Q_OBJECT

public:
    explicit IdleWatch(QObject* parent = nullptr);

    // From now on, until stop().
    void start(std::chrono::milliseconds limit);
    void stop();
    [[nodiscard]] std::chrono::milliseconds limit() const { return m_timer.intervalAsDuration(); }

Q_SIGNALS:
    void idle();
    void used(); // at most once a minute

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    QTimer m_timer;
    QElapsedTimer m_sinceTold;
};

} // namespace locus::ui
