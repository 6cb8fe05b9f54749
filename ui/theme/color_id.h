// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QColor>
#include <QString>

#include <cstdint>

namespace locus::ui {

enum class Scheme : std::uint8_t
{
    Light,
    Dark
};

// What a colour is for. Pages never name a colour: they name one of these.
enum class ColorId : std::uint8_t
{
    Window,
    Surface,
    SurfaceAlt,
    Field,
    Hover,
    Selection,
    Border,
    BorderStrong,
    Text,
    TextMuted,
    TextFaint,
    Accent,
    AccentHover,
    AccentSoft,
    OnAccent,
    Danger,
    DangerSoft,
    Warning,
    WarningSoft,
    Success,
    SuccessSoft,
    Info,
    InfoSoft,
    Neutral,
    NeutralSoft,
    Special,
    SpecialSoft,
    Sidebar,
    SidebarHover,
    SidebarActive,
    SidebarText,
    SidebarStrong,
    SidebarMuted,
    Tooltip,
    OnTooltip,
    Count
};

// The rank of a state. Always shown with a word and a shape; the colour comes last.
enum class Tone : std::uint8_t
{
    Neutral,
    Info,
    Success,
    Warning,
    Danger,
    Accent,
    Special
};

QColor colorOf(ColorId id, Scheme scheme);
QString nameOf(ColorId id); // as the style sheet writes it, without '@'
ColorId textOf(Tone tone);
ColorId softOf(Tone tone);
// The icon that stands for a tone where no better one is known.
QString shapeOf(Tone tone);

} // namespace locus::ui
