// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/support/disk_recording.h"

#include <cstdint>
#include <string>

namespace locus::test {

// Which calls of SQLite's to its file system a fault counts and fails.
enum class Calls : std::uint8_t
{
    Writes, // writes and syncs
    Reads,
    Locks, // of files and of the shared memory beside a write-ahead log
    Any // these, and opening, truncating, deleting, sizes, existence, shared memory
};

// A file system of SQLite's over the platform's that fails when told to, runs out of room, and
// remembers what was written and synced. It never sleeps. Registered under name() for the life of
// the object; one object at a time.
class FaultVfs
{
public:
    FaultVfs();
    ~FaultVfs();
    FaultVfs(const FaultVfs&) = delete;
    FaultVfs& operator=(const FaultVfs&) = delete;

    [[nodiscard]] static std::string name() { return "locus-fault"; }
    // From the nth call on (counted from now, 1 is the next) every one fails with this SQLite code,
    // until heal().
    void failFrom(int nth, int sqliteCode, Calls calls = Calls::Writes);
    // Only the nth call fails.
    void failOnce(int nth, int sqliteCode, Calls calls = Calls::Writes);
    // Files may grow by so many octets in all, then the disk is full, until heal().
    void leaveRoom(std::int64_t octets);
    void heal();
    // Calls that failed so far.
    [[nodiscard]] int failures() const;

    // Remembers every change of every file from now on.
    void record();
    [[nodiscard]] DiskRecording stopRecording();
    // How many changes are remembered: what is acknowledged now must survive every loss of power
    // from here on.
    [[nodiscard]] std::size_t recorded() const;
    // A disk that says it has synced and has not.
    void lieAboutSyncs(bool lies);
};

} // namespace locus::test
