// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <QCoreApplication>

#include <memory>

namespace locus::test {

std::unique_ptr<QCoreApplication> makeApplication(int& argc, char** argv);

std::unique_ptr<QCoreApplication> makeApplication(int& argc, char** argv)
{
    return std::make_unique<QCoreApplication>(argc, argv);
}

} // namespace locus::test
