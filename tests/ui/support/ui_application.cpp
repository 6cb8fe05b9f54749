// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <QApplication>
#include <QLocale>

#include <memory>

namespace locus::test {

std::unique_ptr<QCoreApplication> makeApplication(int& argc, char** argv);

std::unique_ptr<QCoreApplication> makeApplication(int& argc, char** argv)
{
    QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedKingdom));
    auto application = std::make_unique<QApplication>(argc, argv);
    QApplication::setCursorFlashTime(0); // a blinking cursor makes pictures differ
    return application;
}

} // namespace locus::test
