// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/console/command_line.h"
#include "app/console/console.h"
#include "app/console/single_instance.h"
#include "ui/shell/language.h"

#include <QApplication>

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

    const auto fail = [](const locus::Error& error) {
        std::cerr << "locus: " << error.message << '\n';
        return 1;
    };
    const ConsoleOptions options = readCommandLine(application);
    std::unique_ptr<SingleInstance> instance;
    if (options.pictures.isEmpty()) {
        auto claimed = SingleInstance::claim(Console::personFolder(options), options.link);
        if (!claimed.ok()) {
            return fail(claimed.error());
        }
        if (*claimed == nullptr) {
            return 0;
        }
        instance = std::move(*claimed);
    }
    const auto console = Console::make(application, options);
    if (!console.ok()) {
        return fail(console.error());
    }
    if (instance) {
        QObject::connect(instance.get(), &SingleInstance::asked, &application,
            [&console](const QUrl& link) { (*console)->comeForward(link); });
    }
    (*console)->show();
    return QApplication::exec();
}
