// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/fault_memory.h"

#include <sqlite3.h>

#include <atomic>

namespace locus::test {

namespace {

// SQLite's hooks take no argument of ours.
sqlite3_mem_methods platformMemory {};
std::atomic<int> remaining { 0 };
std::atomic<bool> armed { false };
std::atomic<bool> persistent { false };
std::atomic<int> failed { 0 };

bool fails()
{
    if (!armed || --remaining > 0) {
        return false;
    }
    ++failed;
    armed = persistent.load();
    return true;
}

void* allocate(int octets)
{
    return fails() ? nullptr : platformMemory.xMalloc(octets);
}

void* resize(void* old, int octets)
{
    return fails() ? nullptr : platformMemory.xRealloc(old, octets);
}

} // namespace

FaultMemory::FaultMemory()
{
    heal();
    failed = 0;
    sqlite3_shutdown();
    sqlite3_config(SQLITE_CONFIG_GETMALLOC, &platformMemory);
    sqlite3_mem_methods faulty = platformMemory;
    faulty.xMalloc = allocate;
    faulty.xRealloc = resize;
    sqlite3_config(SQLITE_CONFIG_MALLOC, &faulty);
    sqlite3_initialize();
}

FaultMemory::~FaultMemory()
{
    sqlite3_shutdown();
    sqlite3_config(SQLITE_CONFIG_MALLOC, &platformMemory);
    sqlite3_initialize();
}

void FaultMemory::fail(int nth, bool forGood)
{
    remaining = nth;
    persistent = forGood;
    armed = true;
}

void FaultMemory::heal()
{
    armed = false;
}

int FaultMemory::failures() const
{
    return failed;
}

} // namespace locus::test
