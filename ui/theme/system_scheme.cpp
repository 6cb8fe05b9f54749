// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/theme/system_scheme.h"

#include <QGuiApplication>
#include <QPalette>
#include <QSettings>

namespace locus::ui {

using namespace Qt::StringLiterals;

namespace {

// The platform's palette before ours replaced it.
bool platformIsDark()
{
    static const bool dark = QGuiApplication::palette().color(QPalette::Window).lightness() < 110;
    return dark;
}

#ifdef Q_OS_WIN
bool windowsIsDark()
{
    const QSettings settings(
        u"HKEY_CURRENT_USER\\Software\\Microsoft\\Windows\\CurrentVersion\\Themes\\Personalize"_s,
        QSettings::NativeFormat);
    return settings.value(u"AppsUseLightTheme"_s, 1).toInt() == 0;
}
#endif

} // namespace

Scheme systemScheme()
{
#ifdef Q_OS_WIN
    return windowsIsDark() ? Scheme::Dark : Scheme::Light;
#else
    return platformIsDark() ? Scheme::Dark : Scheme::Light;
#endif
}

} // namespace locus::ui
