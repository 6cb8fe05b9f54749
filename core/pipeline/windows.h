// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/instant.h"

#include <cstdint>
#include <vector>

namespace locus::pipeline {

// A stretch of event time; the end is outside.
struct Window
{
    Instant start {};
    Instant end {};
    auto operator<=>(const Window&) const = default;
};

// How events are put into windows. Pure values.
struct WindowSpec
{
    enum class Kind : std::uint8_t
    {
        Tumbling, // one after the other, each event in one
        Sliding, // every `step` one begins, each event in size / step of them
        Session // as long as no pause of `size` comes between two events of a key
    };
    Kind kind = Kind::Tumbling;
    Duration size {};
    Duration step {}; // Sliding alone; divides size
    Duration lateness {}; // how much older than the newest event one may be and still count
    Duration idle = std::chrono::seconds(10); // without events, the wall clock closes windows

    static WindowSpec tumbling(Duration size, Duration lateness);
    static WindowSpec sliding(Duration size, Duration step, Duration lateness);
    static WindowSpec session(Duration pause, Duration lateness);
};

// The windows an event at `time` belongs to, the earliest first, aligned to the epoch. Of a
// session what the event alone makes of it: it grows by those it overlaps.
std::vector<Window> windowsAt(const WindowSpec& spec, Instant time);

} // namespace locus::pipeline
