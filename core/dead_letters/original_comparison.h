// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/events/wire_record.h"

#include <string>
#include <vector>

namespace locus::dead_letters {

// How a dead letter differs from the record that failed.
struct OriginalComparison
{
    bool keyEqual = false; // octet for octet; null equals null alone
    bool valueEqual = false;
    bool headersKept = false; // the original's headers are all there, in order
    std::vector<std::string> headerNames; // of the original, in order, repeated ones too
    bool reserialized = false; // both values are JSON objects, but not the same octets
    std::vector<std::string> membersLost; // the original's members that a rewritten value lacks
};

OriginalComparison compareWithOriginal(
    const events::WireRecord& letter, const events::WireRecord& original);

} // namespace locus::dead_letters
