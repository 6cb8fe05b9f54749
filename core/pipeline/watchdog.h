// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/instant.h"
#include "core/base/result.h"
#include "core/pipeline/in_flight.h"

#include <condition_variable>
#include <filesystem>
#include <functional>
#include <mutex>
#include <set>
#include <thread>
#include <utility>

namespace locus {
class Clock;
}

namespace locus::pipeline {

// What the process exits with then.
inline constexpr int hangExitCode = 70;

// Ends the process when one input is handled for too long, and leaves a note of it; whoever
// supervises the process starts it again. A record noted twice is a suspect: it is parked unseen.
// Thread contract: start() and stop() on the owner's thread.
class Watchdog
{
public:
    using Suspects = std::set<std::pair<bus::TopicPartition, std::int64_t>>;
    using End = std::function<void()>; // never returns; a test's may

    Watchdog(const Clock& clock, const InFlight& inFlight, std::filesystem::path notes);
    ~Watchdog(); // stops

    // Records that hung at least twice, from the notes of earlier processes.
    static Suspects suspects(const std::filesystem::path& notes);

    void start(Duration limit, End end);
    // A clean stop forgets all notes.
    void stop();
    // One look; true: it hangs, the note is written. For the thread and for tests.
    bool look(Duration limit) const;

private:
    const Clock& m_clock;
    const InFlight& m_inFlight;
    const std::filesystem::path m_notes;
    std::mutex m_mutex;
    std::condition_variable m_wake;
    bool m_stopping = false;
    std::thread m_thread;
};

} // namespace locus::pipeline
