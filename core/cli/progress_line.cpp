// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/cli/progress_line.h"

#include <ostream>

#ifdef _WIN32
#include <io.h>
#else
#include <unistd.h>
#endif

namespace locus::cli {

namespace {

constexpr const char* overWritten = "\r\033[K"; // back to the beginning, and the line is empty

bool isTerminal()
{
#ifdef _WIN32
    return _isatty(2) != 0;
#else
    return isatty(STDERR_FILENO) != 0;
#endif
}

} // namespace

ProgressLine::ProgressLine(std::ostream& err)
    : m_err(err)
    , m_isShown(isTerminal())
{ }

ProgressLine::~ProgressLine()
{
    if (m_isShown) {
        m_err << overWritten << std::flush;
    }
}

void ProgressLine::show(std::int64_t done, std::int64_t all, const char* what)
{
    if (m_isShown) {
        m_err << overWritten << done << " of " << all << ' ' << what << std::flush;
    }
}

} // namespace locus::cli
