// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/console/console.h"

class QCoreApplication;

namespace locus::app {

// What the command line asks for. Ends the process for --help, --version and wrong usage.
ConsoleOptions readCommandLine(const QCoreApplication& application);

} // namespace locus::app
