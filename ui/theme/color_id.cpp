// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/theme/color_id.h"

#include <array>

namespace locus::ui {

namespace {

struct Row
{
    ColorId id;
    const char* name;
    QRgb light;
    QRgb dark;
};

constexpr std::array rows {
    Row { ColorId::Window, "Window", 0xFFF3F6F8, 0xFF12181C },
    Row { ColorId::Surface, "Surface", 0xFFFFFFFF, 0xFF1A2227 },
    Row { ColorId::SurfaceAlt, "SurfaceAlt", 0xFFF7F9FA, 0xFF1F282E },
    Row { ColorId::Field, "Field", 0xFFFFFFFF, 0xFF151C21 },
    Row { ColorId::Hover, "Hover", 0xFFEDF2F5, 0xFF243038 },
    Row { ColorId::Selection, "Selection", 0xFFDCEEF4, 0xFF1D3D4A },
    Row { ColorId::Border, "Border", 0xFFDDE4E9, 0xFF2D3940 },
    Row { ColorId::BorderStrong, "BorderStrong", 0xFFBAC6CE, 0xFF475760 },
    Row { ColorId::Text, "Text", 0xFF15222A, 0xFFE6EDF1 },
    Row { ColorId::TextMuted, "TextMuted", 0xFF4C5D68, 0xFFA9B8C1 },
    Row { ColorId::TextFaint, "TextFaint", 0xFF60717C, 0xFF8FA0AA },
    Row { ColorId::Accent, "Accent", 0xFF0A6B86, 0xFF58BDDA },
    Row { ColorId::AccentHover, "AccentHover", 0xFF07546A, 0xFF7CCDE4 },
    Row { ColorId::AccentSoft, "AccentSoft", 0xFFE2F1F6, 0xFF17343F },
    Row { ColorId::OnAccent, "OnAccent", 0xFFFFFFFF, 0xFF06222B },
    Row { ColorId::Danger, "Danger", 0xFFB3261E, 0xFFFF8A80 },
    Row { ColorId::DangerSoft, "DangerSoft", 0xFFFCEAE8, 0xFF3B2020 },
    Row { ColorId::Warning, "Warning", 0xFF855000, 0xFFFFC65C },
    Row { ColorId::WarningSoft, "WarningSoft", 0xFFFFF2D9, 0xFF3A2E15 },
    Row { ColorId::Success, "Success", 0xFF1A6B3B, 0xFF73D69E },
    Row { ColorId::SuccessSoft, "SuccessSoft", 0xFFE3F4E9, 0xFF183526 },
    Row { ColorId::Info, "Info", 0xFF1D5CA3, 0xFF8DBBF7 },
    Row { ColorId::InfoSoft, "InfoSoft", 0xFFE6EFFA, 0xFF1B2D45 },
    Row { ColorId::Neutral, "Neutral", 0xFF4C5D68, 0xFFA9B8C1 },
    Row { ColorId::NeutralSoft, "NeutralSoft", 0xFFECF0F3, 0xFF29343B },
    Row { ColorId::Special, "Special", 0xFF67399B, 0xFFC7ABF3 },
    Row { ColorId::SpecialSoft, "SpecialSoft", 0xFFF0E9F9, 0xFF2F2543 },
    Row { ColorId::Sidebar, "Sidebar", 0xFF10262F, 0xFF0D1316 },
    Row { ColorId::SidebarHover, "SidebarHover", 0xFF1A3641, 0xFF172126 },
    Row { ColorId::SidebarActive, "SidebarActive", 0xFF1F4654, 0xFF1D3D4A },
    Row { ColorId::SidebarText, "SidebarText", 0xFFD3E0E6, 0xFFD3E0E6 },
    Row { ColorId::SidebarStrong, "SidebarStrong", 0xFFFFFFFF, 0xFFFFFFFF },
    Row { ColorId::SidebarMuted, "SidebarMuted", 0xFF93ABB6, 0xFF8FA3AD },
    Row { ColorId::Tooltip, "Tooltip", 0xFF15222A, 0xFFE6EDF1 },
    Row { ColorId::OnTooltip, "OnTooltip", 0xFFFFFFFF, 0xFF12181C },
};
static_assert(rows.size() == static_cast<std::size_t>(ColorId::Count));

struct ToneRow
{
    Tone tone;
    ColorId text;
    ColorId soft;
    const char* shape;
};

constexpr std::array tones {
    ToneRow { Tone::Neutral, ColorId::Neutral, ColorId::NeutralSoft, "ring" },
    ToneRow { Tone::Info, ColorId::Info, ColorId::InfoSoft, "info" },
    ToneRow { Tone::Success, ColorId::Success, ColorId::SuccessSoft, "check-circle" },
    ToneRow { Tone::Warning, ColorId::Warning, ColorId::WarningSoft, "alert" },
    ToneRow { Tone::Danger, ColorId::Danger, ColorId::DangerSoft, "error" },
    ToneRow { Tone::Accent, ColorId::Accent, ColorId::AccentSoft, "dot" },
    ToneRow { Tone::Special, ColorId::Special, ColorId::SpecialSoft, "flask" },
};

const Row& rowOf(ColorId id)
{
    return rows[static_cast<std::size_t>(id) % rows.size()];
}

const ToneRow& rowOf(Tone tone)
{
    return tones[static_cast<std::size_t>(tone) % tones.size()];
}

} // namespace

QColor colorOf(ColorId id, Scheme scheme)
{
    const auto& row = rowOf(id);
    return QColor::fromRgb(scheme == Scheme::Dark ? row.dark : row.light);
}

QString nameOf(ColorId id)
{
    return QString::fromLatin1(rowOf(id).name);
}

ColorId textOf(Tone tone)
{
    return rowOf(tone).text;
}

ColorId softOf(Tone tone)
{
    return rowOf(tone).soft;
}

QString shapeOf(Tone tone)
{
    return QString::fromLatin1(rowOf(tone).shape);
}

} // namespace locus::ui
