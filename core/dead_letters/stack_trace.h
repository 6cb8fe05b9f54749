// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace locus::dead_letters {

// One exception of a Java stack trace: "class: message", the message's first line only.
struct TracedException
{
    std::string className;
    std::optional<std::string> message;
};

// The exception and its causes, outermost first; suppressed ones are left out. Empty for a text
// that does not begin as Throwable.printStackTrace writes.
std::vector<TracedException> readStackTrace(std::string_view trace);

} // namespace locus::dead_letters
