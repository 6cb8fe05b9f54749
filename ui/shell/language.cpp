// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/language.h"

#include <QCoreApplication>
#include <QTranslator>

namespace locus::ui {

bool installLanguage(QCoreApplication& application, const QLocale& locale)
{
    const auto folder = QStringLiteral(":/locus/translations");
    auto* words = new QTranslator(&application);
    const bool found = words->load(locale, QStringLiteral("locus"), QStringLiteral("_"), folder);
    if (!found && !words->load(QStringLiteral("locus_en"), folder)) {
        return false;
    }
    QCoreApplication::installTranslator(words);
    return found;
}

} // namespace locus::ui
