// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/heap.h"
#include "core/service/core_service.h"
#include "core/service/options.h"

#include <QCoreApplication>

#include <iostream>

int main(int argc, char** argv)
{
    using namespace locus::service;
    prepareEventLoop();
    const QCoreApplication application(argc, argv);
    const auto options = parseOptions({ argv, argv + argc });
    if (!options.ok()) {
        std::cerr << "locusd: " << options.error().message << '\n';
        return options.error().code == "usage" ? 2 : 1;
    }
    switch (options->task) {
    case Options::Task::Help: std::cout << options->helpText; return 0;
    case Options::Task::Version: std::cout << "locusd " << LOCUS_VERSION << '\n'; return 0;
    case Options::Task::PrintSchema: std::cout << configSchema(); return 0;
    case Options::Task::Check: return checkAndExplain(*options, std::cout, std::cerr);
    case Options::Task::Run: locus::keepFreedMemory(); return runCore(*options);
    }
    return 2;
}
