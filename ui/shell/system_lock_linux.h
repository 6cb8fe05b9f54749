// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/shell/system_lock.h"

namespace locus::ui {

// logind (lock of the session, sleep, another session in front) and the desktops' screen savers,
// which do not all tell logind.
class FreedesktopLock : public SystemLock
{
    Q_OBJECT

public:
    explicit FreedesktopLock(const QString& bus);

private Q_SLOTS:
    void onLock();
    void onSleep(bool begins);
    void onScreenSaver(bool active);
    void onSession(
        const QString& interface, const QVariantMap& changed, const QStringList& invalidated);
};

} // namespace locus::ui
