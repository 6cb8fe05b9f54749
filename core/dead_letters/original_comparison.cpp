// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/dead_letters/original_comparison.h"

#include "core/events/json_members.h"

#include <algorithm>

namespace locus::dead_letters {

namespace {

// Other headers may stand before, between and behind.
bool areKept(std::span<const events::WireHeader> original, std::span<const events::WireHeader> now)
{
    auto at = now.begin();
    for (const events::WireHeader& header : original) {
        at = std::find(at, now.end(), header);
        if (at == now.end()) {
            return false;
        }
        ++at;
    }
    return true;
}

void compareMembers(OriginalComparison& out, BytesView letter, BytesView original)
{
    events::JsonMembers before;
    events::JsonMembers after;
    out.reserialized = before.read(original).ok() && after.read(letter).ok();
    if (!out.reserialized) {
        return;
    }
    for (const events::JsonMember& member : before.all()) {
        if (!after.find(member.name)) {
            out.membersLost.emplace_back(member.name);
        }
    }
}

} // namespace

OriginalComparison compareWithOriginal(
    const events::WireRecord& letter, const events::WireRecord& original)
{
    OriginalComparison out;
    out.keyEqual = letter.key == original.key;
    out.valueEqual = letter.value == original.value;
    out.headersKept = areKept(original.headers, letter.headers);
    for (const events::WireHeader& header : original.headers) {
        out.headerNames.push_back(header.first);
    }
    if (!out.valueEqual && letter.value && original.value) {
        compareMembers(out, *letter.value, *original.value);
    }
    return out;
}

} // namespace locus::dead_letters
