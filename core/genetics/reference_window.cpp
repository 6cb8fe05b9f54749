// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/genetics/reference_window.h"

#include <algorithm>

namespace locus::genetics {

ReferenceWindow::ReferenceWindow(
    const Reference& reference, std::string_view assembly, std::string_view contig)
{
    for (const CoveredInterval& interval : reference.intervals()) {
        if (interval.contig == contig && interval.assembly == assembly) {
            if (auto letters = reference.sequence(assembly, contig, interval.range)) {
                m_stretches.emplace_back(interval.range, *letters);
            }
        }
    }
}

char ReferenceWindow::at(std::int64_t position) const
{
    for (const auto& [range, letters] : m_stretches) {
        if (range.contains(position)) {
            return letters[static_cast<std::size_t>(position - range.start)];
        }
    }
    return 'N';
}

std::string ReferenceWindow::letters(Range range) const
{
    std::string found(static_cast<std::size_t>(std::max<std::int64_t>(range.length(), 0)), 'N');
    for (const auto& [covered, letters] : m_stretches) {
        const std::int64_t from = std::max(range.start, covered.start);
        const std::int64_t to = std::min(range.end, covered.end);
        if (from <= to) {
            letters.copy(found.data() + (from - range.start),
                static_cast<std::size_t>(to - from + 1),
                static_cast<std::size_t>(from - covered.start));
        }
    }
    return found;
}

} // namespace locus::genetics
