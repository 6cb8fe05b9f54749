// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <iosfwd>
#include <string>
#include <vector>

namespace locus::cli {

enum ExitCode
{
    Success = 0,
    Failed = 1,
    WrongUsage = 2,
    NotReachable = 3
};

// locusctl: one verb a call. Results go to `out`, one line an error to
// `err`. REQUIRES: a QCoreApplication of the calling thread.
int run(const std::vector<std::string>& arguments, std::ostream& out, std::ostream& err);

} // namespace locus::cli
