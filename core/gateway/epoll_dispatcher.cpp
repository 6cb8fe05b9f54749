// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/gateway/epoll_dispatcher.h"

#include <QCoreApplication>
#include <QEvent>
#include <QSocketNotifier>
#include <QTimerEvent>

#include <algorithm>
#include <vector>

#include <poll.h>
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <unistd.h>

namespace locus::gateway {

namespace {

constexpr int mostAtOnce = 256;
constexpr std::array wanted { std::uint32_t { EPOLLIN }, std::uint32_t { EPOLLOUT },
    std::uint32_t { EPOLLPRI } }; // by QSocketNotifier::Type
constexpr std::uint32_t broken = EPOLLERR | EPOLLHUP; // told to all

} // namespace

void EpollDispatcher::install()
{
    QCoreApplication::setEventDispatcher(new EpollDispatcher);
}

EpollDispatcher::EpollDispatcher()
    : m_epoll(::epoll_create1(EPOLL_CLOEXEC))
    , m_wake(::eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK))
{
    epoll_event event {};
    event.events = EPOLLIN;
    event.data.u64 = static_cast<std::uint32_t>(m_wake);
    ::epoll_ctl(m_epoll, EPOLL_CTL_ADD, m_wake, &event);
}

EpollDispatcher::~EpollDispatcher()
{
    ::close(m_wake);
    ::close(m_epoll);
}

bool EpollDispatcher::processEvents(QEventLoop::ProcessEventsFlags flags)
{
    m_isInterrupted = false;
    m_isWoken = false; // what is posted from here on wakes again
    QCoreApplication::sendPostedEvents();
    const bool waits = flags.testFlag(QEventLoop::WaitForMoreEvents) && !m_isInterrupted;
    if (waits) {
        Q_EMIT aboutToBlock();
    }
    const bool withSockets = !flags.testFlag(QEventLoop::ExcludeSocketNotifiers);
    const bool told = waitAndActivate(waits ? timeout() : 0, withSockets);
    if (waits) {
        Q_EMIT awake();
    }
    return activateTimers() || told;
}

bool EpollDispatcher::waitAndActivate(int timeout, bool withSockets)
{
    if (!withSockets) {
        pollfd wake { m_wake, POLLIN, 0 };
        const bool isWoken = ::poll(&wake, 1, timeout) > 0;
        takeWake();
        return isWoken;
    }
    tellChanges();
    std::array<epoll_event, mostAtOnce> events;
    const int ready = ::epoll_wait(m_epoll, events.data(), mostAtOnce, timeout);
    for (int i = 0; i < ready; ++i) {
        const epoll_event& event = events.at(static_cast<std::size_t>(i));
        const auto descriptor = static_cast<int>(event.data.u64 & UINT32_MAX);
        if (descriptor == m_wake) {
            takeWake();
        } else {
            activate(descriptor, static_cast<std::uint32_t>(event.data.u64 >> 32U), event.events);
        }
    }
    return ready > 0;
}

void EpollDispatcher::takeWake() const
{
    std::uint64_t count = 0;
    if (::read(m_wake, &count, sizeof count) < 0) {
        return; // nobody woke it
    }
}

// What is told may unregister whatever else was ready.
void EpollDispatcher::activate(int descriptor, std::uint32_t generation, std::uint32_t events)
{
    for (std::size_t type = 0; type < wanted.size(); ++type) {
        const auto found = m_watched.find(descriptor);
        if (found == m_watched.end() || found->second.generation != generation) {
            return;
        }
        QSocketNotifier* const notifier = found->second.notifiers.at(type);
        if (notifier != nullptr && (events & (wanted.at(type) | broken)) != 0) {
            QEvent event(QEvent::SockAct);
            QCoreApplication::sendEvent(notifier, &event);
        }
    }
}

void EpollDispatcher::registerSocketNotifier(QSocketNotifier* notifier)
{
    const auto descriptor = static_cast<int>(notifier->socket());
    Watched& watched = m_watched[descriptor];
    watched.notifiers.at(static_cast<std::size_t>(notifier->type())) = notifier;
    tellKernel(descriptor, watched);
}

void EpollDispatcher::unregisterSocketNotifier(QSocketNotifier* notifier)
{
    const auto descriptor = static_cast<int>(notifier->socket());
    const auto found = m_watched.find(descriptor);
    if (found == m_watched.end()) {
        return;
    }
    auto& own = found->second.notifiers.at(static_cast<std::size_t>(notifier->type()));
    if (own == notifier) {
        own = nullptr;
        tellKernel(descriptor, found->second);
    }
}

std::uint32_t EpollDispatcher::Watched::wish() const
{
    std::uint32_t out = 0;
    for (std::size_t type = 0; type < wanted.size(); ++type) {
        out |= notifiers.at(type) != nullptr ? wanted.at(type) : 0;
    }
    return out;
}

// Nothing of a descriptor that may be closed next is kept: the number may soon be another's.
void EpollDispatcher::tellKernel(int descriptor, Watched& watched)
{
    epoll_event event {};
    event.events = watched.wish();
    if (event.events == 0) {
        ::epoll_ctl(m_epoll, EPOLL_CTL_DEL, descriptor, &event);
        m_watched.erase(descriptor);
    } else if (watched.events == 0) {
        watched.events = event.events;
        watched.generation = ++m_generations;
        event.data.u64 =
            std::uint64_t { watched.generation } << 32U | static_cast<std::uint32_t>(descriptor);
        ::epoll_ctl(m_epoll, EPOLL_CTL_ADD, descriptor, &event);
    } else if (!watched.isChanged) {
        watched.isChanged = true;
        m_changed.push_back(descriptor);
    }
}

void EpollDispatcher::tellChanges()
{
    for (const int descriptor : m_changed) {
        const auto found = m_watched.find(descriptor);
        if (found == m_watched.end() || !found->second.isChanged) {
            continue;
        }
        Watched& watched = found->second;
        watched.isChanged = false;
        epoll_event event {};
        event.events = watched.wish();
        event.data.u64 =
            std::uint64_t { watched.generation } << 32U | static_cast<std::uint32_t>(descriptor);
        if (event.events != watched.events) {
            watched.events = event.events;
            ::epoll_ctl(m_epoll, EPOLL_CTL_MOD, descriptor, &event);
        }
    }
    m_changed.clear();
}

void EpollDispatcher::schedule(int timerId, Timer& timer, Time due)
{
    m_due.erase({ timer.due, timerId });
    timer.due = due;
    m_due.emplace(std::pair { due, timerId }, timerId);
}

void EpollDispatcher::registerTimer(
    int timerId, qint64 interval, Qt::TimerType timerType, QObject* object)
{
    Timer& timer = m_timers[timerId];
    timer.interval = interval;
    timer.type = timerType;
    timer.object = object;
    schedule(
        timerId, timer, std::chrono::steady_clock::now() + std::chrono::milliseconds(interval));
}

bool EpollDispatcher::unregisterTimer(int timerId)
{
    const auto found = m_timers.find(timerId);
    if (found == m_timers.end()) {
        return false;
    }
    m_due.erase({ found->second.due, timerId });
    m_timers.erase(found);
    return true;
}

bool EpollDispatcher::unregisterTimers(QObject* object)
{
    std::vector<int> ids;
    for (const auto& [id, timer] : m_timers) {
        if (timer.object == object) {
            ids.push_back(id);
        }
    }
    for (const int id : ids) {
        unregisterTimer(id);
    }
    return !ids.empty();
}

QList<QAbstractEventDispatcher::TimerInfo> EpollDispatcher::registeredTimers(QObject* object) const
{
    QList<TimerInfo> out;
    for (const auto& [id, timer] : m_timers) {
        if (timer.object == object) {
            out.append(TimerInfo(id, static_cast<int>(timer.interval), timer.type));
        }
    }
    return out;
}

int EpollDispatcher::remainingTime(int timerId)
{
    const auto found = m_timers.find(timerId);
    if (found == m_timers.end()) {
        return -1;
    }
    const auto left = std::chrono::ceil<std::chrono::milliseconds>(
        found->second.due - std::chrono::steady_clock::now());
    return static_cast<int>(std::max<std::int64_t>(0, left.count()));
}

int EpollDispatcher::timeout() const
{
    if (m_due.empty()) {
        return -1;
    }
    const auto left = std::chrono::ceil<std::chrono::milliseconds>(
        m_due.begin()->first.first - std::chrono::steady_clock::now());
    return static_cast<int>(std::clamp<std::int64_t>(left.count(), 0, INT32_MAX));
}

// Each at most once a turn; one whose event is still being handled waits.
bool EpollDispatcher::activateTimers()
{
    const Time now = std::chrono::steady_clock::now();
    std::vector<int> ids;
    for (auto at = m_due.begin(); at != m_due.end() && at->first.first <= now; ++at) {
        ids.push_back(at->second);
    }
    for (const int id : ids) {
        const auto found = m_timers.find(id);
        if (found == m_timers.end() || found->second.due > now || found->second.isRunning) {
            continue;
        }
        Timer& timer = found->second;
        const std::chrono::milliseconds step(timer.interval);
        schedule(id, timer, std::max(timer.due + step, now));
        timer.isRunning = true;
        QTimerEvent event(id);
        QCoreApplication::sendEvent(timer.object, &event);
        if (const auto left = m_timers.find(id); left != m_timers.end()) {
            left->second.isRunning = false;
        }
    }
    return !ids.empty();
}

void EpollDispatcher::wakeUp()
{
    if (!m_isWoken.exchange(true)) {
        const std::uint64_t one = 1;
        if (::write(m_wake, &one, sizeof one) < 0) {
            return; // it is as full as can be: it wakes anyway
        }
    }
}

void EpollDispatcher::interrupt()
{
    m_isInterrupted = true;
    wakeUp();
}

} // namespace locus::gateway
