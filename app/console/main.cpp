// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/console/console.h"
#include "ui/shell/language.h"

#include <QApplication>
#include <QCommandLineParser>

#include <iostream>

int main(int argc, char** argv)
{
    using namespace locus::app;
    QApplication application(argc, argv);
    QCoreApplication::setApplicationName(QStringLiteral("locus"));
    QCoreApplication::setApplicationVersion(QStringLiteral(LOCUS_VERSION));
    QGuiApplication::setApplicationDisplayName(QStringLiteral("Locus"));
    QGuiApplication::setDesktopFileName(QStringLiteral("locus"));
    locus::ui::installLanguage(application, QLocale());

    QCommandLineParser parser;
    parser.setApplicationDescription(QStringLiteral("Locus: clinical operations console."));
    parser.addHelpOption();
    parser.addVersionOption();
    parser.addPositionalArgument(
        QStringLiteral("link"), QStringLiteral("locus://... to open."), QStringLiteral("[link]"));
    const QCommandLineOption dataDir(QStringLiteral("data-dir"),
        QStringLiteral("Work with the core of this data folder; default: this seat's own."),
        QStringLiteral("folder"));
    const QCommandLineOption pictures(QStringLiteral("pictures"),
        QStringLiteral(
            "Write a picture of every page in light and dark to this folder, and leave."),
        QStringLiteral("folder"));
    const QCommandLineOption announce(QStringLiteral("announce-paint"),
        QStringLiteral("Say \"painted\" when the first page is on the screen."));
    parser.addOptions({ dataDir, pictures, announce });
    parser.process(application);

    ConsoleOptions options;
    options.dataDir = parser.value(dataDir).toStdString();
    options.pictures = parser.value(pictures);
    options.announcePaint = parser.isSet(announce);
    if (!parser.positionalArguments().isEmpty()) {
        options.link = QUrl(parser.positionalArguments().constFirst());
    }
    const auto console = Console::make(application, options);
    if (!console.ok()) {
        std::cerr << "locus: " << console.error().message << '\n';
        return 1;
    }
    (*console)->show();
    return QApplication::exec();
}
