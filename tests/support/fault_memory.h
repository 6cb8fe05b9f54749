// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace locus::test {

// SQLite's memory, which runs out when told to. REQUIRES: no connection is open when it is made and
// when it goes; one object at a time.
class FaultMemory
{
public:
    FaultMemory();
    ~FaultMemory();
    FaultMemory(const FaultMemory&) = delete;
    FaultMemory& operator=(const FaultMemory&) = delete;

    // The nth allocation (1 is the next) fails, with `forGood` also every later one until heal().
    void fail(int nth, bool forGood);
    void heal();
    [[nodiscard]] int failures() const;
};

} // namespace locus::test
