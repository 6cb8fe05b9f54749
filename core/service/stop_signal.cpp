// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/service/stop_signal.h"

#include <QSocketNotifier>

#include <atomic>

#ifdef Q_OS_WIN
#include <windows.h>
#else
#include <csignal>
#include <fcntl.h>
#include <unistd.h>
#endif

namespace locus::service {

namespace {
std::atomic<bool> isReceived { false }; // a handler may set it: lock-free
} // namespace

bool StopSignal::wasReceived()
{
    return isReceived;
}

#ifdef Q_OS_WIN

namespace {
StopSignal* instance = nullptr;

BOOL WINAPI onConsoleEvent(DWORD)
{
    isReceived = true;
    QMetaObject::invokeMethod(instance, &StopSignal::received, Qt::QueuedConnection);
    return TRUE;
}
} // namespace

StopSignal::StopSignal(QObject* parent)
    : QObject(parent)
{
    instance = this;
    SetConsoleCtrlHandler(onConsoleEvent, TRUE);
}

StopSignal::~StopSignal()
{
    SetConsoleCtrlHandler(onConsoleEvent, FALSE);
    instance = nullptr;
}

#else

namespace {
// A handler may do little more than write an octet; the event loop reads it.
int pipeEnds[2] = { -1, -1 };

void onSignal(int)
{
    isReceived = true;
    const char octet = 1;
    const auto ignored = ::write(pipeEnds[1], &octet, 1);
    (void)ignored;
}
} // namespace

StopSignal::StopSignal(QObject* parent)
    : QObject(parent)
{
    if (::pipe(pipeEnds) != 0) {
        return;
    }
    ::fcntl(pipeEnds[0], F_SETFD, FD_CLOEXEC);
    ::fcntl(pipeEnds[1], F_SETFD, FD_CLOEXEC);
    m_notifier = std::make_unique<QSocketNotifier>(pipeEnds[0], QSocketNotifier::Read);
    connect(m_notifier.get(), &QSocketNotifier::activated, this, [this] {
        char octet = 0;
        if (::read(pipeEnds[0], &octet, 1) == 1) {
            Q_EMIT received();
        }
    });
    std::signal(SIGTERM, onSignal);
    std::signal(SIGINT, onSignal);
    std::signal(SIGPIPE, SIG_IGN);
#ifdef SIGXFSZ
    std::signal(SIGXFSZ, SIG_IGN); // a write over the size limit fails, as on a full disk
#endif
}

StopSignal::~StopSignal()
{
    std::signal(SIGTERM, SIG_DFL);
    std::signal(SIGINT, SIG_DFL);
    m_notifier.reset();
    ::close(pipeEnds[0]);
    ::close(pipeEnds[1]);
}

#endif

} // namespace locus::service
