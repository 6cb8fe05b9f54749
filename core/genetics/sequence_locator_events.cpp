// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/genetics/sequence_locator_events.h"

#include <algorithm>
#include <cstdint>
#include <limits>

namespace locus::genetics {
namespace {

constexpr std::size_t mostJoined = 16; // differences that one gap may have been scattered over
constexpr std::int64_t farthest = 24; // matching bases between two of them

std::int64_t endOf(const AlignedDifference& difference)
{
    return difference.at + static_cast<std::int64_t>(difference.ref.size());
}

std::int64_t costOf(const AlignedDifference& difference)
{
    const auto ref = static_cast<std::int64_t>(difference.ref.size());
    const auto alt = static_cast<std::int64_t>(difference.alt.size());
    return 2 * std::min(ref, alt) + (ref != alt ? 4 : 0);
}

void trim(AlignedDifference& difference)
{
    while (!difference.ref.empty() && !difference.alt.empty()
        && difference.ref.back() == difference.alt.back()) {
        difference.ref.pop_back();
        difference.alt.pop_back();
    }
    std::size_t shared = 0;
    while (shared < difference.ref.size() && shared < difference.alt.size()
        && difference.ref[shared] == difference.alt[shared]) {
        ++shared;
    }
    difference.ref.erase(0, shared);
    difference.alt.erase(0, shared);
    difference.at += static_cast<std::int64_t>(shared);
}

// `joined` with the matching bases between and `next` behind it.
void append(AlignedDifference& joined, const AlignedDifference& next, std::string_view target)
{
    const std::int64_t from = endOf(joined);
    const std::string_view between =
        target.substr(static_cast<std::size_t>(from), static_cast<std::size_t>(next.at - from));
    joined.ref.append(between).append(next.ref);
    joined.alt.append(between).append(next.alt);
}

} // namespace

std::vector<AlignedDifference> withFewestGaps(
    const std::vector<AlignedDifference>& differences, std::string_view target)
{
    const std::size_t count = differences.size();
    // best[i]: least cost of what follows from i on; take[i]: how many are joined at i.
    std::vector<std::int64_t> best(count + 1, std::numeric_limits<std::int64_t>::max());
    std::vector<std::size_t> take(count, 1);
    best[count] = 0;
    for (std::size_t i = count; i-- > 0;) {
        AlignedDifference joined = differences[i];
        for (std::size_t j = i; j < count && j < i + mostJoined; ++j) {
            if (j > i) {
                if (differences[j].at - endOf(differences[j - 1]) > farthest) {
                    break;
                }
                append(joined, differences[j], target);
            }
            AlignedDifference trimmed = joined;
            trim(trimmed);
            const std::int64_t cost = costOf(trimmed) + best[j + 1];
            if (cost < best[i]) {
                best[i] = cost;
                take[i] = j - i + 1;
            }
        }
    }
    std::vector<AlignedDifference> result;
    for (std::size_t i = 0; i < count; i += take[i]) {
        AlignedDifference joined = differences[i];
        for (std::size_t j = i + 1; j < i + take[i]; ++j) {
            append(joined, differences[j], target);
        }
        trim(joined);
        if (!joined.ref.empty() || !joined.alt.empty()) {
            result.push_back(std::move(joined));
        }
    }
    return result;
}

} // namespace locus::genetics
