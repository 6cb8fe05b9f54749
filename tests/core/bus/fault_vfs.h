// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

namespace locus::test {

// A file system of SQLite's that fails writes and syncs when told to: a disk that is full, a disk
// that breaks. Registered under name() for the life of the object.
class FaultVfs
{
public:
    FaultVfs();
    ~FaultVfs();
    FaultVfs(const FaultVfs&) = delete;
    FaultVfs& operator=(const FaultVfs&) = delete;

    [[nodiscard]] static std::string name() { return "locus-fault"; }
    // From the nth write or sync on (counted from now, 1 is the next) every one fails with this
    // SQLite code, until heal().
    void failFrom(int nth, int sqliteCode);
    // Only the nth write or sync fails.
    void failOnce(int nth, int sqliteCode);
    void heal();
    // Writes and syncs that failed so far.
    [[nodiscard]] int failures() const;
};

} // namespace locus::test
