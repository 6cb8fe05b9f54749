// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QLocale>

class QCoreApplication;

namespace locus::ui {

// The console's words in the language of `locale`, where there is a translation, else English with
// its plural forms. Before the first window. Returns whether the language itself was found.
bool installLanguage(QCoreApplication& application, const QLocale& locale);

} // namespace locus::ui
