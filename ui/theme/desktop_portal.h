// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/theme/color_id.h"

#include <QObject>

#include <optional>

class QDBusVariant;

namespace locus::ui {

// What the settings portal of a Linux desktop says about light and dark (org.freedesktop.appearance
// color-scheme). Built where QtDBus is. Nothing blocks; a portal that starts later is asked then.
// Thread contract: the ui thread.
class DesktopPortal : public QObject
{
    Q_OBJECT

public:
    // `bus`: name of a QtDBus connection; empty: the session's. Without a bus it stays silent.
    explicit DesktopPortal(const QString& bus, QObject* parent = nullptr);

Q_SIGNALS:
    // The answer to the first question, and each change; nothing: the desktop has no preference, or
    // no portal.
    void preferenceChanged(std::optional<locus::ui::Scheme> preference);

private Q_SLOTS:
    void onSetting(const QString& space, const QString& key, const QDBusVariant& value);

private:
    void ask();

    QString m_bus;
};

} // namespace locus::ui
