// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/fault_vfs.h"

#include <sqlite3.h>

#include <algorithm>
#include <atomic>
#include <filesystem>
#include <limits>
#include <mutex>
#include <new>
#include <utility>

namespace locus::test {

namespace {

// One set of faults a process: sqlite3_vfs has no room for an object that C++ may own.
std::atomic<int> remaining { 0 };
std::atomic<int> code { SQLITE_OK };
std::atomic<Calls> failing { Calls::Writes };
std::atomic<bool> persistent { false };
std::atomic<int> failed { 0 };
constexpr std::int64_t plenty = std::numeric_limits<std::int64_t>::max();
std::atomic<std::int64_t> room { plenty };

std::mutex recordingMutex;
bool recording = false;
bool lying = false;
DiskRecording changes;

int fault(Calls call)
{
    if (code == SQLITE_OK || (failing != call && failing != Calls::Any) || --remaining > 0) {
        return SQLITE_OK;
    }
    ++failed;
    const int now = code;
    if (!persistent) {
        code = SQLITE_OK;
    }
    return now;
}

struct File
{
    sqlite3_file base;
    std::string* name; // without folder; empty: a temporary file
    sqlite3_file* real; // behind this struct, in the same allocation
};

sqlite3_file* real(sqlite3_file* file)
{
    return reinterpret_cast<File*>(file)->real;
}

void remember(
    const std::string& name, DiskChange::Kind kind, sqlite3_int64 at = 0, std::string octets = {})
{
    const std::lock_guard lock(recordingMutex);
    if (recording && !name.empty() && !(lying && kind == DiskChange::Kind::Sync)) {
        changes.push_back({ kind, name, at, std::move(octets) });
    }
}
void remember(sqlite3_file* f, DiskChange::Kind kind, sqlite3_int64 at = 0, std::string octets = {})
{
    remember(*reinterpret_cast<File*>(f)->name, kind, at, std::move(octets));
}

int close(sqlite3_file* f)
{
    const int closed =
        real(f)->pMethods == nullptr ? SQLITE_OK : real(f)->pMethods->xClose(real(f));
    delete std::exchange(reinterpret_cast<File*>(f)->name, nullptr);
    return closed;
}
int read(sqlite3_file* f, void* to, int n, sqlite3_int64 at)
{
    const int bad = fault(Calls::Reads);
    return bad != SQLITE_OK ? bad : real(f)->pMethods->xRead(real(f), to, n, at);
}
int takeRoom(sqlite3_file* f, sqlite3_int64 end)
{
    if (room == plenty) {
        return SQLITE_OK;
    }
    sqlite3_int64 size = 0;
    real(f)->pMethods->xFileSize(real(f), &size);
    const std::int64_t growth = std::max<std::int64_t>(0, end - size);
    if (growth > room) {
        ++failed;
        return SQLITE_FULL;
    }
    room -= growth;
    return SQLITE_OK;
}
int write(sqlite3_file* f, const void* from, int n, sqlite3_int64 at)
{
    int bad = fault(Calls::Writes);
    bad = bad != SQLITE_OK ? bad : takeRoom(f, at + n);
    bad = bad != SQLITE_OK ? bad : real(f)->pMethods->xWrite(real(f), from, n, at);
    if (bad == SQLITE_OK) {
        remember(f, DiskChange::Kind::Write, at,
            std::string(static_cast<const char*>(from), static_cast<std::size_t>(n)));
    }
    return bad;
}
int truncate(sqlite3_file* f, sqlite3_int64 size)
{
    int bad = fault(Calls::Any);
    bad = bad != SQLITE_OK ? bad : real(f)->pMethods->xTruncate(real(f), size);
    if (bad == SQLITE_OK) {
        remember(f, DiskChange::Kind::Truncate, size);
    }
    return bad;
}
int sync(sqlite3_file* f, int flags)
{
    int bad = fault(Calls::Writes);
    bad = bad != SQLITE_OK ? bad : real(f)->pMethods->xSync(real(f), flags);
    if (bad == SQLITE_OK) {
        remember(f, DiskChange::Kind::Sync);
    }
    return bad;
}
int size(sqlite3_file* f, sqlite3_int64* out)
{
    const int bad = fault(Calls::Any);
    return bad != SQLITE_OK ? bad : real(f)->pMethods->xFileSize(real(f), out);
}
int lock(sqlite3_file* f, int level)
{
    const int bad = fault(Calls::Locks);
    return bad != SQLITE_OK ? bad : real(f)->pMethods->xLock(real(f), level);
}
int unlock(sqlite3_file* f, int level)
{
    return real(f)->pMethods->xUnlock(real(f), level);
}
int reserved(sqlite3_file* f, int* out)
{
    return real(f)->pMethods->xCheckReservedLock(real(f), out);
}
int control(sqlite3_file* f, int op, void* arg)
{
    return real(f)->pMethods->xFileControl(real(f), op, arg);
}
int sector(sqlite3_file* f)
{
    return real(f)->pMethods->xSectorSize(real(f));
}
int characteristics(sqlite3_file* f)
{
    return real(f)->pMethods->xDeviceCharacteristics(real(f));
}
int shmMap(sqlite3_file* f, int region, int bytes, int extend, void volatile** out)
{
    const int bad = fault(Calls::Any);
    return bad != SQLITE_OK ? bad : real(f)->pMethods->xShmMap(real(f), region, bytes, extend, out);
}
int shmLock(sqlite3_file* f, int offset, int n, int flags)
{
    const int bad = (flags & SQLITE_SHM_LOCK) != 0 ? fault(Calls::Locks) : SQLITE_OK;
    return bad != SQLITE_OK ? bad : real(f)->pMethods->xShmLock(real(f), offset, n, flags);
}
void shmBarrier(sqlite3_file* f)
{
    real(f)->pMethods->xShmBarrier(real(f));
}
int shmUnmap(sqlite3_file* f, int remove)
{
    return real(f)->pMethods->xShmUnmap(real(f), remove);
}

const sqlite3_io_methods methods = { 2, close, read, write, truncate, sync, size, lock, unlock,
    reserved, control, sector, characteristics, shmMap, shmLock, shmBarrier, shmUnmap, nullptr,
    nullptr };

sqlite3_vfs* platform()
{
    static sqlite3_vfs* const found = sqlite3_vfs_find(nullptr);
    return found;
}

std::string leaf(const char* path)
{
    return path == nullptr ? std::string() : std::filesystem::path(path).filename().string();
}

int open(sqlite3_vfs*, const char* name, sqlite3_file* f, int flags, int* outFlags)
{
    auto* file = new (f) File {};
    file->real = reinterpret_cast<sqlite3_file*>(file + 1);
    int opened = fault(Calls::Any);
    opened = opened != SQLITE_OK ? opened
                                 : platform()->xOpen(platform(), name, file->real, flags, outFlags);
    if (opened == SQLITE_OK) {
        file->name = new std::string(leaf(name));
        file->base.pMethods = &methods;
    }
    return opened;
}

int remove(sqlite3_vfs*, const char* name, int syncFolder)
{
    int bad = fault(Calls::Any);
    bad = bad != SQLITE_OK ? bad : platform()->xDelete(platform(), name, syncFolder);
    if (bad == SQLITE_OK) {
        remember(leaf(name), DiskChange::Kind::Delete);
    }
    return bad;
}

int exists(sqlite3_vfs*, const char* name, int flags, int* out)
{
    const int bad = fault(Calls::Any);
    return bad != SQLITE_OK ? bad : platform()->xAccess(platform(), name, flags, out);
}

int passTime(sqlite3_vfs*, int microseconds)
{
    return microseconds;
}

sqlite3_vfs& vfs()
{
    static sqlite3_vfs shim = [] {
        sqlite3_vfs made = *platform();
        made.szOsFile += static_cast<int>(sizeof(File));
        made.pNext = nullptr;
        made.zName = "locus-fault";
        made.xOpen = open;
        made.xDelete = remove;
        made.xAccess = exists;
        made.xSleep = passTime;
        return made;
    }();
    return shim;
}

void arm(int nth, int sqliteCode, Calls calls, bool forGood)
{
    remaining = nth;
    failing = calls;
    persistent = forGood;
    code = sqliteCode;
}

} // namespace

FaultVfs::FaultVfs()
{
    sqlite3_initialize();
    heal();
    failed = 0;
    sqlite3_vfs_register(&vfs(), 0);
}

FaultVfs::~FaultVfs()
{
    static_cast<void>(stopRecording());
    sqlite3_vfs_unregister(&vfs());
}

void FaultVfs::failFrom(int nth, int sqliteCode, Calls calls)
{
    arm(nth, sqliteCode, calls, true);
}

void FaultVfs::failOnce(int nth, int sqliteCode, Calls calls)
{
    arm(nth, sqliteCode, calls, false);
}

void FaultVfs::leaveRoom(std::int64_t octets)
{
    room = octets;
}

void FaultVfs::heal()
{
    code = SQLITE_OK;
    room = plenty;
}

int FaultVfs::failures() const
{
    return failed;
}

void FaultVfs::record()
{
    const std::lock_guard lock(recordingMutex);
    changes.clear();
    recording = true;
}

DiskRecording FaultVfs::stopRecording()
{
    const std::lock_guard lock(recordingMutex);
    recording = false;
    lying = false;
    return std::exchange(changes, {});
}

std::size_t FaultVfs::recorded() const
{
    const std::lock_guard lock(recordingMutex);
    return changes.size();
}

void FaultVfs::lieAboutSyncs(bool lies)
{
    const std::lock_guard lock(recordingMutex);
    lying = lies;
}

} // namespace locus::test
