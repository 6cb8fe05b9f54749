// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/console/command_line.h"

#include <QCommandLineParser>

namespace locus::app {

ConsoleOptions readCommandLine(const QCoreApplication& application)
{
    QCommandLineParser parser;
    parser.setApplicationDescription(QStringLiteral("Locus: clinical operations console."));
    parser.addHelpOption();
    parser.addVersionOption();
    parser.addPositionalArgument(QStringLiteral("link"),
        QStringLiteral("locus://... to open; a window that is open already opens it."),
        QStringLiteral("[link]"));
    const QCommandLineOption dataDir(QStringLiteral("data-dir"),
        QStringLiteral("Work with the core of this data folder; default: this seat's own."),
        QStringLiteral("folder"));
    const QCommandLineOption demo(QStringLiteral("demo"),
        QStringLiteral("Start with sample data in a core that is deleted as a whole afterwards."));
    const QCommandLineOption pictures(QStringLiteral("pictures"),
        QStringLiteral(
            "Write a picture of every page in light and dark to this folder, and leave."),
        QStringLiteral("folder"));
    const QCommandLineOption announce(QStringLiteral("announce-paint"),
        QStringLiteral("Say \"painted\" when the first page is on the screen, and \"at PAGE\" when "
                       "a page has been opened from outside."));
    parser.addOptions({ dataDir, demo, pictures, announce });
    parser.process(application);

    ConsoleOptions options;
    options.dataDir = parser.value(dataDir).toStdString();
    options.demo = parser.isSet(demo);
    options.pictures = parser.value(pictures);
    options.announcePaint = parser.isSet(announce);
    const QStringList words = parser.positionalArguments();
    if (!words.isEmpty()) {
        const QUrl link = QUrl::fromEncoded(words.constFirst().toUtf8(), QUrl::StrictMode);
        options.link = link.isEmpty() ? QUrl(QStringLiteral("locus:")) : link;
    }
    return options;
}

} // namespace locus::app
