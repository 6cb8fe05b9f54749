// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/theme/color_id.h"

#include <QIcon>
#include <QPixmap>
#include <QRect>

class QPainter;

namespace locus::ui {

// A line icon of resources/icons by its name, tinted at paint time: it follows a change of theme
// by itself, and greys out when disabled. An unknown name gives an empty icon.
QIcon icon(const QString& name, ColorId color = ColorId::TextMuted);

void paintIcon(QPainter& painter, const QRect& rect, const QString& name, const QColor& color);

} // namespace locus::ui
