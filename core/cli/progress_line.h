// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <iosfwd>

namespace locus::cli {

// How far something came, in one line that is written over and gone at the end; only where standard
// error is a terminal, so that no file and no program gets it.
class ProgressLine
{
public:
    explicit ProgressLine(std::ostream& err);
    ~ProgressLine();
    ProgressLine(const ProgressLine&) = delete;
    ProgressLine& operator=(const ProgressLine&) = delete;

    // "200000 of 1000000 records"
    void show(std::int64_t done, std::int64_t all, const char* what);

private:
    std::ostream& m_err;
    const bool m_isShown;
};

} // namespace locus::cli
