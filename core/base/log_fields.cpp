// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/log_fields.h"

#include <algorithm>
#include <array>

namespace locus::log {

namespace {

constexpr std::array<std::string_view, 31> shown { "address", "analyses", "asked", "at", "attempt",
    "bootstrap", "bus", "code", "count", "facility", "failures", "folder", "got", "handler", "kind",
    "noted", "now", "offset", "partition", "partitions", "position", "role", "seconds", "size",
    "skipped", "source", "status", "target", "topic", "url", "waiting" };
constexpr std::array<std::string_view, 9> sentences { "data", "error", "file", "input", "problem",
    "reason", "text", "what", "why" };
constexpr std::array<std::string_view, 5> names { "actor", "id", "key", "session", "user" };

template <typename List> bool has(const List& list, std::string_view name)
{
    return std::find(list.begin(), list.end(), name) != list.end();
}

} // namespace

Field fieldOf(std::string_view name)
{
    if (has(shown, name)) {
        return Field::Shown;
    }
    if (has(sentences, name)) {
        return Field::Scrubbed;
    }
    return has(names, name) ? Field::Hashed : Field::Withheld;
}

} // namespace locus::log
