// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/system_lock.h"

#include <QAbstractNativeEventFilter>
#include <QCoreApplication>
#include <QWindow>

#include <windows.h>
#include <wtsapi32.h>

namespace locus::ui {

namespace {

// Session changes and sleep, as Windows tells them to a window: a hidden one of our own.
class WindowsLock final : public SystemLock, public QAbstractNativeEventFilter
{
public:
    WindowsLock()
    {
        m_window.create();
        QCoreApplication::instance()->installNativeEventFilter(this);
        WTSRegisterSessionNotification(handle(), NOTIFY_FOR_THIS_SESSION);
    }

    ~WindowsLock() override
    {
        WTSUnRegisterSessionNotification(handle());
        QCoreApplication::instance()->removeNativeEventFilter(this);
    }

    bool nativeEventFilter(const QByteArray& /*type*/, void* message, qintptr* /*result*/) override
    {
        const auto* what = static_cast<MSG*>(message);
        const bool isSession = what->message == WM_WTSSESSION_CHANGE
            && (what->wParam == WTS_SESSION_LOCK || what->wParam == WTS_CONSOLE_DISCONNECT
                || what->wParam == WTS_REMOTE_DISCONNECT || what->wParam == WTS_SESSION_LOGOFF);
        const bool isSleep = what->message == WM_POWERBROADCAST && what->wParam == PBT_APMSUSPEND;
        if (isSession || isSleep) {
            Q_EMIT locked();
        }
        return false;
    }

private:
    HWND handle() { return reinterpret_cast<HWND>(m_window.winId()); }

    QWindow m_window;
};

} // namespace

std::unique_ptr<SystemLock> SystemLock::make(const QString& /*bus*/)
{
    return std::make_unique<WindowsLock>();
}

} // namespace locus::ui
