// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/instant.h"
#include "core/base/result.h"

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <filesystem>
#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

namespace locus {
class Clock;
class PayloadCodec;
} // namespace locus

namespace locus::sqlite {
class SlicedCheck;
}

namespace locus::backup {

// What is known of a file of the data folder.
struct Integrity
{
    enum class State
    {
        Unknown, // not checked yet
        Whole,
        Damaged,
        Unreadable // neither: `detail` says why it could not be read
    };

    std::string file; // its name in the data folder
    State state = State::Unknown;
    std::string detail; // one sentence; with the command that restores if it is damaged
    Instant checkedAt {};
    bool isBeingChecked = false;
};

struct IntegrityTiming
{
    std::chrono::milliseconds first { std::chrono::seconds(5) }; // after a start comes first
    std::chrono::milliseconds every { std::chrono::hours(24) };
    std::chrono::milliseconds longestSlice { std::chrono::seconds(20) };
};

// Reads the files of a running core again and again on a thread of its own, in slices and at most
// half of the time, so that cold damage is found before somebody needs the row. Thread contract:
// state() from any thread; the rest on one.
class IntegrityWatch
{
public:
    // `clock` and `codec` outlive it. The files are there.
    IntegrityWatch(std::filesystem::path dataDir, const Clock& clock, const PayloadCodec& codec,
        IntegrityTiming timing = {});
    ~IntegrityWatch(); // ends a check that runs within a moment
    IntegrityWatch(const IntegrityWatch&) = delete;
    IntegrityWatch& operator=(const IntegrityWatch&) = delete;

    [[nodiscard]] std::vector<Integrity> state() const;

private:
    void run();
    bool waitFor(std::chrono::milliseconds time); // false: stopping
    void check(std::size_t index);
    Result<std::vector<std::string>> readAll(sqlite::SlicedCheck& check);
    Result<bool> step(sqlite::SlicedCheck& check);
    void note(std::size_t index, Integrity found);

    const std::filesystem::path m_dataDir;
    const Clock& m_clock;
    const PayloadCodec& m_codec;
    const IntegrityTiming m_timing;
    mutable std::mutex m_mutex;
    std::condition_variable m_wake;
    bool m_stopping = false;
    std::vector<Integrity> m_files;
    std::thread m_thread;
};

} // namespace locus::backup
