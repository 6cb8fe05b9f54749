// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/pipeline/window_role.h"

#include "core/pipeline/effects.h"

#include <algorithm>

namespace locus::pipeline {

namespace {

constexpr int closeSlice = 500;

Uuid idOf(const std::string& role, const std::string& key, const Window& window)
{
    return deriveUuid(role + '/' + key + '/' + std::to_string(toMicros(window.start)), window.end,
        "window closed");
}

} // namespace

Instant WindowRole::timeOf(const Incoming& incoming) const
{
    return incoming.event.time;
}

Status WindowRole::join(Bytes& /*state*/, const Bytes& /*later*/)
{
    return fatal("pipeline.no_join", "the role " + m_name + " has sessions and cannot join two");
}

std::optional<Instant> WindowRole::watermark(const store::WindowMark& mark) const
{
    return mark.newest ? std::optional(*mark.newest - m_spec.lateness) : std::nullopt;
}

Status WindowRole::onEvent(const Incoming& incoming, Effects& effects)
{
    store::Windows& windows = effects.store().windows;
    LOCUS_TRY_VALUE(mark, windows.mark(m_name));
    const std::string key = keyOf(incoming).value_or(std::string());
    const Instant time = timeOf(incoming);
    std::vector<Window> missed;
    for (const Window& window : windowsAt(m_spec, time)) {
        LOCUS_TRY_VALUE(taken, take(incoming, key, window, watermark(mark), effects));
        if (!taken) {
            missed.push_back(window);
        }
    }
    if (!missed.empty()) {
        ++mark.late;
        LOCUS_TRY(onLate(incoming, missed, effects));
    }
    const Instant reached = std::min(time, effects.now());
    mark.newest = mark.newest ? std::max(*mark.newest, reached) : reached;
    mark.arrived = effects.now();
    LOCUS_TRY(close(mark, effects));
    LOCUS_TRY(setTimer(mark, effects));
    return windows.setMark(m_name, mark);
}

// False: the window has closed before.
Result<bool> WindowRole::take(const Incoming& incoming, const std::string& key, Window window,
    const std::optional<Instant>& watermark, Effects& effects)
{
    store::Windows& windows = effects.store().windows;
    store::OpenWindow open { key, window.start, window.end, {} };
    LOCUS_TRY_VALUE(found, windows.overlapping(m_name, key, window.start, window.end));
    if (m_spec.kind != WindowSpec::Kind::Session) {
        std::erase_if(found, [&](const auto& other) { return other.start != window.start; });
    }
    for (const store::OpenWindow& other : found) {
        open.start = std::min(open.start, other.start);
        open.end = std::max(open.end, other.end);
    }
    if (watermark && open.end <= *watermark) {
        return false;
    }
    for (std::size_t i = 0; i < found.size(); ++i) {
        if (i == 0) {
            open.state = std::move(found[i].state);
        } else {
            LOCUS_TRY(join(open.state, found[i].state));
        }
        LOCUS_TRY(windows.remove(m_name, found[i]));
    }
    LOCUS_TRY(add(incoming, open.state));
    LOCUS_TRY(windows.put(m_name, open));
    return true;
}

Status WindowRole::close(store::WindowMark& mark, Effects& effects)
{
    store::Windows& windows = effects.store().windows;
    for (;;) {
        LOCUS_TRY_VALUE(ended, windows.endedBy(m_name, *watermark(mark), closeSlice));
        if (ended.empty()) {
            return {};
        }
        for (store::OpenWindow& open : ended) {
            LOCUS_TRY(windows.remove(m_name, open));
            const Window window { open.start, open.end };
            const Uuid id = idOf(m_name, open.key, window);
            LOCUS_TRY(
                onClosed({ std::move(open.key), window, std::move(open.state), id }, effects));
        }
    }
}

// One timer for all windows; it moves only to an earlier time, or every event would write it.
Status WindowRole::setTimer(store::WindowMark& mark, Effects& effects) const
{
    LOCUS_TRY_VALUE(first, effects.store().windows.firstEnd(m_name));
    if (!first) {
        return {};
    }
    const Instant due = std::max(*first + m_spec.lateness, mark.arrived + m_spec.idle);
    if (mark.timer && *mark.timer <= due) {
        return {};
    }
    mark.timer = due;
    return effects.setTimer({ deriveUuid(m_name, Instant(), "window timer"), due, m_name });
}

Status WindowRole::onTimer(const store::Timer& /*timer*/, Effects& effects)
{
    LOCUS_TRY_VALUE(mark, effects.store().windows.mark(m_name));
    mark.timer.reset();
    if (mark.newest && effects.now() >= mark.arrived + m_spec.idle) {
        mark.newest = std::max(*mark.newest, effects.now());
        LOCUS_TRY(close(mark, effects));
    }
    LOCUS_TRY(setTimer(mark, effects));
    return effects.store().windows.setMark(m_name, mark);
}

} // namespace locus::pipeline
