// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAbstractEventDispatcher>

#include <array>
#include <atomic>
#include <chrono>
#include <cstdint>
#include <map>
#include <unordered_map>
#include <utility>
#include <vector>

namespace locus::gateway {

// An event loop whose turn costs as much as what happened in it. Qt's own hands the kernel the list
// of all sockets in each turn, and with hundreds of them that is a tenth of a core and more;
// Linux's epoll(7) keeps the list, so this class is there on Linux alone. Sockets, timers and
// posted events behave as with Qt's. Descriptors that epoll cannot watch (plain files) are not told
// of. Thread contract: that of QAbstractEventDispatcher: wakeUp() and interrupt() from any thread.
class EpollDispatcher final : public QAbstractEventDispatcher
{
    Q_OBJECT

public:
    // For the thread of the application; call before it is made.
    static void install();

    EpollDispatcher();
    ~EpollDispatcher() override;

    bool processEvents(QEventLoop::ProcessEventsFlags flags) override;
    void registerSocketNotifier(QSocketNotifier* notifier) override;
    void unregisterSocketNotifier(QSocketNotifier* notifier) override;
    void registerTimer(
        int timerId, qint64 interval, Qt::TimerType timerType, QObject* object) override;
    bool unregisterTimer(int timerId) override;
    bool unregisterTimers(QObject* object) override;
    [[nodiscard]] QList<TimerInfo> registeredTimers(QObject* object) const override;
    int remainingTime(int timerId) override;
    void wakeUp() override;
    void interrupt() override;

private:
    using Time = std::chrono::steady_clock::time_point;
    struct Timer
    {
        qint64 interval = 0; // ms
        Qt::TimerType type = Qt::CoarseTimer;
        QObject* object = nullptr;
        Time due {};
        bool isRunning = false; // its event is being handled
    };
    struct Watched
    {
        std::array<QSocketNotifier*, 3> notifiers {}; // by QSocketNotifier::Type
        std::uint32_t events = 0; // as the kernel knows them
        std::uint32_t generation = 0; // a number may soon be another descriptor's
        bool isChanged = false; // in m_changed

        [[nodiscard]] std::uint32_t wish() const;
    };

    void tellKernel(int descriptor, Watched& watched);
    void tellChanges();
    bool waitAndActivate(int timeout, bool withSockets);
    void takeWake() const;
    void activate(int descriptor, std::uint32_t generation, std::uint32_t events);
    bool activateTimers();
    [[nodiscard]] int timeout() const; // ms until the next timer; -1: there is none
    void schedule(int timerId, Timer& timer, Time due);

    const int m_epoll;
    const int m_wake;
    std::atomic<bool> m_isWoken { false };
    std::atomic<bool> m_isInterrupted { false };
    std::uint32_t m_generations = 0;
    std::unordered_map<int, Watched> m_watched; // by descriptor
    std::vector<int> m_changed; // told before the next wait: a write turns it on and off
    std::unordered_map<int, Timer> m_timers; // by id
    std::map<std::pair<Time, int>, int> m_due; // in order; ids
};

} // namespace locus::gateway
