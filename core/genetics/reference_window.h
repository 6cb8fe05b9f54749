// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/genetics/reference.h"

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace locus::genetics {

// The letters of one contig with N wherever the reference does not cover it: for sequence around a
// variant, of which a part may lie outside. Cheap to make; the reference must outlive it.
class ReferenceWindow
{
public:
    ReferenceWindow(const Reference& reference, std::string_view assembly, std::string_view contig);

    [[nodiscard]] char at(std::int64_t position) const;
    [[nodiscard]] std::string letters(Range range) const; // empty if the range is

private:
    std::vector<std::pair<Range, std::string_view>> m_stretches;
};

} // namespace locus::genetics
