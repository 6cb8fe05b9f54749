// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/pipeline/role.h"
#include "core/pipeline/windows.h"

#include <optional>
#include <span>

namespace locus::store {
struct WindowMark;
}

namespace locus::pipeline {

// A window that has ended, with what the role gathered in it.
struct ClosedWindow
{
    std::string key;
    Window window;
    Bytes state;
    Uuid id; // the same after a crash, for the event that tells the result
};

// A role that gathers events by key and event time, and tells what came together when a window
// ends. Everything it knows stands in the store, in the transaction of the event.
// A window ends when the watermark reaches its end: the newest event time seen, but never later
// than the wall clock, so that one fast clock closes nothing early, less the lateness allowed. When
// no event comes, a timer lets the wall clock stand in for the newest event.
// An event that is late for a window is never dropped in silence: it is counted and onLate() gets
// it; in other windows that are still open it counts. Thread contract: as Role.
class WindowRole : public Role
{
public:
    WindowRole(std::string name, const WindowSpec& spec)
        : m_name(std::move(name))
        , m_spec(spec)
    { }

    [[nodiscard]] std::string_view name() const final { return m_name; }
    [[nodiscard]] bool wants(const Incoming& incoming) const final
    {
        return keyOf(incoming).has_value();
    }
    Status onEvent(const Incoming& incoming, Effects& effects) final;
    Status onTimer(const store::Timer& timer, Effects& effects) final;

protected:
    // Under which key the event is gathered; nothing: it is none of this role's.
    [[nodiscard]] virtual std::optional<std::string> keyOf(const Incoming& incoming) const = 0;
    [[nodiscard]] virtual Instant timeOf(const Incoming& incoming) const;
    // `state` is empty at a window's first event.
    virtual Status add(const Incoming& incoming, Bytes& state) = 0;
    // An event has joined two sessions; `later` is the younger one. Without sessions never called.
    virtual Status join(Bytes& state, const Bytes& later);
    virtual Status onClosed(const ClosedWindow& closed, Effects& effects) = 0;
    // `missed`: the windows of the event that have closed.
    virtual Status onLate(
        const Incoming& incoming, std::span<const Window> missed, Effects& effects) = 0;

private:
    Result<bool> take(const Incoming& incoming, const std::string& key, Window window,
        const std::optional<Instant>& watermark, Effects& effects);
    Status close(store::WindowMark& mark, Effects& effects);
    Status setTimer(store::WindowMark& mark, Effects& effects) const;
    [[nodiscard]] std::optional<Instant> watermark(const store::WindowMark& mark) const;

    const std::string m_name;
    const WindowSpec m_spec;
};

} // namespace locus::pipeline
