// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/pipeline/windows.h"

#include <algorithm>

namespace locus::pipeline {

namespace {

// The last multiple of `step` that is not after `micros`; also before 1970.
std::int64_t floorTo(std::int64_t micros, std::int64_t step)
{
    const std::int64_t rest = micros % step;
    return micros - (rest < 0 ? rest + step : rest);
}

} // namespace

WindowSpec WindowSpec::tumbling(Duration size, Duration lateness)
{
    return { Kind::Tumbling, size, size, lateness };
}

WindowSpec WindowSpec::sliding(Duration size, Duration step, Duration lateness)
{
    return { Kind::Sliding, size, step, lateness };
}

WindowSpec WindowSpec::session(Duration pause, Duration lateness)
{
    return { Kind::Session, pause, pause, lateness };
}

std::vector<Window> windowsAt(const WindowSpec& spec, Instant time)
{
    if (spec.kind == WindowSpec::Kind::Session) {
        return { { time, time + spec.size } };
    }
    std::vector<Window> out;
    const Instant last = fromMicros(floorTo(toMicros(time), spec.step.count()));
    for (Instant start = last; start + spec.size > time; start -= spec.step) {
        out.push_back({ start, start + spec.size });
    }
    std::reverse(out.begin(), out.end());
    return out;
}

} // namespace locus::pipeline
