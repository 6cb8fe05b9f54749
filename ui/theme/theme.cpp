// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/theme/theme.h"

#include "ui/theme/system_scheme.h"

#include <QApplication>
#include <QFile>
#include <QFont>
#include <QFontDatabase>
#include <QPalette>
#include <QStyleFactory>

#include <algorithm>
#include <vector>

namespace locus::ui {

using namespace Qt::StringLiterals;

namespace {

Scheme g_scheme = Scheme::Light;
Density g_density = Density::Comfortable;

QPalette paletteOf(Scheme scheme)
{
    const auto c = [scheme](ColorId id) { return colorOf(id, scheme); };
    QPalette p;
    p.setColor(QPalette::Window, c(ColorId::Window));
    p.setColor(QPalette::WindowText, c(ColorId::Text));
    p.setColor(QPalette::Base, c(ColorId::Field));
    p.setColor(QPalette::AlternateBase, c(ColorId::SurfaceAlt));
    p.setColor(QPalette::Text, c(ColorId::Text));
    p.setColor(QPalette::Button, c(ColorId::Surface));
    p.setColor(QPalette::ButtonText, c(ColorId::Text));
    p.setColor(QPalette::BrightText, c(ColorId::Danger));
    p.setColor(QPalette::Highlight, c(ColorId::Accent));
    p.setColor(QPalette::HighlightedText, c(ColorId::OnAccent));
    p.setColor(QPalette::Link, c(ColorId::Accent));
    p.setColor(QPalette::LinkVisited, c(ColorId::Accent));
    p.setColor(QPalette::PlaceholderText, c(ColorId::TextFaint));
    p.setColor(QPalette::ToolTipBase, c(ColorId::Tooltip));
    p.setColor(QPalette::ToolTipText, c(ColorId::OnTooltip));
    p.setColor(QPalette::Mid, c(ColorId::Border));
    p.setColor(QPalette::Dark, c(ColorId::BorderStrong));
    p.setColor(QPalette::Light, c(ColorId::Surface));
    p.setColor(QPalette::Disabled, QPalette::WindowText, c(ColorId::TextFaint));
    p.setColor(QPalette::Disabled, QPalette::Text, c(ColorId::TextFaint));
    p.setColor(QPalette::Disabled, QPalette::ButtonText, c(ColorId::TextFaint));
    return p;
}

QString styleSheetOf(Scheme scheme)
{
    QFile file(u":/locus/themes/console.qss"_s);
    if (!file.open(QIODevice::ReadOnly)) {
        return {};
    }
    auto text = QString::fromUtf8(file.readAll());
    std::vector<ColorId> ids;
    ids.reserve(static_cast<std::size_t>(ColorId::Count));
    for (int i = 0; i < static_cast<int>(ColorId::Count); ++i) {
        ids.push_back(static_cast<ColorId>(i));
    }
    // Longest names first: @TextMuted must not be read as @Text.
    std::sort(ids.begin(), ids.end(),
        [](ColorId a, ColorId b) { return nameOf(a).size() > nameOf(b).size(); });
    for (const auto id : ids) {
        text.replace(u'@' + nameOf(id), colorOf(id, scheme).name());
    }
    // Style sheets cannot tint a picture: each scheme has its own few.
    text.replace(
        u"@Icons"_s, scheme == Scheme::Dark ? u":/locus/themes/dark"_s : u":/locus/themes/light"_s);
    return text;
}

void loadFonts()
{
    static bool loaded = false;
    if (loaded) {
        return;
    }
    loaded = true;
    for (const auto* name : { "Regular", "Medium", "Bold", "Italic" }) {
        QFontDatabase::addApplicationFont(
            u":/locus/themes/fonts/Roboto-"_s + QString::fromLatin1(name) + u".ttf"_s);
    }
}

} // namespace

Theme::Theme(QApplication& application)
    : m_application(application)
    , m_system(new SystemScheme({}, this))
{
    loadFonts();
    QApplication::setStyle(QStyleFactory::create(u"Fusion"_s));
    connect(m_system, &SystemScheme::changed, this, &Theme::followSystem);
    g_scheme = m_system->value();
    apply();
}

Theme::~Theme() = default;

void Theme::setChoice(Choice choice)
{
    m_choice = choice;
    g_scheme = choice == Choice::FollowSystem ? m_system->value()
        : choice == Choice::Dark              ? Scheme::Dark
                                              : Scheme::Light;
    apply();
}

void Theme::setDensity(Density density)
{
    m_density = density;
    g_density = density;
    Q_EMIT changed();
}

void Theme::followSystem()
{
    if (m_choice == Choice::FollowSystem) {
        g_scheme = m_system->value();
        apply();
    }
}

void Theme::apply()
{
    QFont font(u"Roboto"_s);
    font.setPixelSize(13);
    QApplication::setFont(font);
    QApplication::setPalette(paletteOf(g_scheme));
    m_application.setStyleSheet(styleSheetOf(g_scheme));
    Q_EMIT changed();
}

Scheme Theme::scheme()
{
    return g_scheme;
}

QColor Theme::color(ColorId id)
{
    return colorOf(id, g_scheme);
}

int Theme::rowHeight()
{
    return g_density == Density::Compact ? 26 : 34;
}

} // namespace locus::ui
