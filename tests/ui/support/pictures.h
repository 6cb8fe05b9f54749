// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QImage>
#include <QStringList>

class QWidget;

namespace locus::test {

// Draws a window into the build's screenshots/<name>.png, to be looked at, when what it shows has
// come to rest. Null: it could not be written.
QImage keepPicture(QWidget& window, const QString& name);

// Buttons and labels that do not fit into their places; keeps a picture of this name.
QStringList clippedIn(QWidget& window, const QString& name);

} // namespace locus::test
