// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>
#include <functional>
#include <memory>

namespace locus::bus::kafka {

// Whether anybody still waits for a cluster. Calls of librdkafka block and cannot be cancelled, so
// each runs on a thread of its own; one that nobody waits for any longer is left to its own
// time-out. Copies are one and the same. Thread contract: any thread.
class Waiting
{
public:
    Waiting();

    // Ends for good, after `within` from now.
    void endWithin(std::chrono::milliseconds within) const;
    // Runs `call`; false: the waiting ended first. The call may then go on, so that it must own
    // what it uses, or was never made.
    [[nodiscard]] bool await(std::function<void()> call) const;
    [[nodiscard]] bool isEnding() const;
    // What remains of a time that somebody would wait.
    [[nodiscard]] std::chrono::milliseconds left(std::chrono::milliseconds wanted) const;

private:
    struct State;
    std::shared_ptr<State> m_state;
};

} // namespace locus::bus::kafka
