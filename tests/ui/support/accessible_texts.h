// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringList>

namespace locus::test {

// Everything that a screen reader can be told, of every window of the program.
QStringList accessibleTexts();
bool isTold(const QString& words);

} // namespace locus::test
