// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/theme/system_scheme.h"

#include <QGuiApplication>
#include <QPalette>

#if defined(Q_OS_WIN)
#include <QSettings>
#include <QTimer>
#elif defined(LOCUS_DESKTOP_PORTAL)
#include "ui/theme/desktop_portal.h"
#endif

namespace locus::ui {

using namespace Qt::StringLiterals;

namespace {

// The platform's palette before ours replaced it.
Scheme platformScheme()
{
    constexpr int darkest = 110;
    static const bool dark =
        QGuiApplication::palette().color(QPalette::Window).lightness() < darkest;
    return dark ? Scheme::Dark : Scheme::Light;
}

#ifdef Q_OS_WIN
Scheme registryScheme()
{
    const QSettings settings(
        u"HKEY_CURRENT_USER\\Software\\Microsoft\\Windows\\CurrentVersion\\Themes\\Personalize"_s,
        QSettings::NativeFormat);
    const bool light = settings.value(u"AppsUseLightTheme"_s, 1).toInt() != 0;
    return light ? Scheme::Light : Scheme::Dark;
}
#endif

} // namespace

SystemScheme::SystemScheme(const QString& bus, QObject* parent)
    : QObject(parent)
    , m_value(platformScheme())
{
    follow(bus);
}

void SystemScheme::follow([[maybe_unused]] const QString& bus)
{
#if defined(Q_OS_WIN)
    m_value = registryScheme();
    // Nothing in Qt 6.4 tells of a change there.
    auto* watch = new QTimer(this);
    watch->setInterval(std::chrono::seconds(3));
    connect(watch, &QTimer::timeout, this, [this] { take(registryScheme()); });
    watch->start();
#elif defined(LOCUS_DESKTOP_PORTAL)
    auto* portal = new DesktopPortal(bus, this);
    connect(portal, &DesktopPortal::preferenceChanged, this,
        [this](std::optional<Scheme> preference) { take(preference.value_or(platformScheme())); });
#endif
}

void SystemScheme::take(Scheme scheme)
{
    if (scheme != m_value) {
        m_value = scheme;
        Q_EMIT changed();
    }
}

} // namespace locus::ui
