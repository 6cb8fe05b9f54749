// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/bytes.h"
#include "core/base/instant.h"
#include "core/base/result.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace locus {
class PayloadCodec;
}

namespace locus::store {

class Database;

// What a role has gathered for one key between two moments of event time; the end is outside.
struct OpenWindow
{
    std::string key;
    Instant start {};
    Instant end {};
    Bytes state {}; // the role's own; holds ids and figures, never a person's data
};

// How far a role's windows have come.
struct WindowMark
{
    std::optional<Instant> newest; // event time that was reached
    Instant arrived {}; // when the last event came, by the wall clock
    std::optional<Instant> timer; // when the next look is due
    std::int64_t late = 0; // events that came after a window of theirs had closed
};

// The windows of roles that are open. A window is named by role, key and start.
class Windows
{
public:
    Windows(Database& database, const PayloadCodec& codec)
        : m_database(database)
        , m_codec(codec)
    { }

    Result<WindowMark> mark(std::string_view role);
    Status setMark(std::string_view role, const WindowMark& mark);

    // Those of a key that share a moment with [start, end), the earliest first.
    Result<std::vector<OpenWindow>> overlapping(
        std::string_view role, std::string_view key, Instant start, Instant end);
    Status put(std::string_view role, const OpenWindow& window);
    Status remove(std::string_view role, const OpenWindow& window);
    // Those that end by then, in the order of end, key and start.
    Result<std::vector<OpenWindow>> endedBy(std::string_view role, Instant end, int limit);
    Result<std::optional<Instant>> firstEnd(std::string_view role);

private:
    Database& m_database;
    const PayloadCodec& m_codec;
};

} // namespace locus::store
