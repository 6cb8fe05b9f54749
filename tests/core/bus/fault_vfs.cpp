// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/bus/fault_vfs.h"

#include <sqlite3.h>

#include <atomic>

namespace locus::test {

namespace {

// One set of faults a process: sqlite3_vfs has no room for an object that C++ may own.
std::atomic<int> remaining { 0 };
std::atomic<int> code { SQLITE_OK };
std::atomic<bool> persistent { false };
std::atomic<int> failed { 0 };

int fault()
{
    if (code == SQLITE_OK || --remaining > 0) {
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
    sqlite3_file* real; // behind this struct, in the same allocation
};

sqlite3_file* real(sqlite3_file* file)
{
    return reinterpret_cast<File*>(file)->real;
}

int close(sqlite3_file* f)
{
    return real(f)->pMethods == nullptr ? SQLITE_OK : real(f)->pMethods->xClose(real(f));
}
int read(sqlite3_file* f, void* to, int n, sqlite3_int64 at)
{
    return real(f)->pMethods->xRead(real(f), to, n, at);
}
int write(sqlite3_file* f, const void* from, int n, sqlite3_int64 at)
{
    const int bad = fault();
    return bad != SQLITE_OK ? bad : real(f)->pMethods->xWrite(real(f), from, n, at);
}
int truncate(sqlite3_file* f, sqlite3_int64 size)
{
    return real(f)->pMethods->xTruncate(real(f), size);
}
int sync(sqlite3_file* f, int flags)
{
    const int bad = fault();
    return bad != SQLITE_OK ? bad : real(f)->pMethods->xSync(real(f), flags);
}
int size(sqlite3_file* f, sqlite3_int64* out)
{
    return real(f)->pMethods->xFileSize(real(f), out);
}
int lock(sqlite3_file* f, int level)
{
    return real(f)->pMethods->xLock(real(f), level);
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
    return real(f)->pMethods->xShmMap(real(f), region, bytes, extend, out);
}
int shmLock(sqlite3_file* f, int offset, int n, int flags)
{
    return real(f)->pMethods->xShmLock(real(f), offset, n, flags);
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
    static sqlite3_vfs* const found = sqlite3_vfs_find("unix");
    return found;
}

int open(sqlite3_vfs*, const char* name, sqlite3_file* f, int flags, int* outFlags)
{
    auto* file = reinterpret_cast<File*>(f);
    file->real = reinterpret_cast<sqlite3_file*>(file + 1);
    const int opened = platform()->xOpen(platform(), name, file->real, flags, outFlags);
    file->base.pMethods = opened == SQLITE_OK ? &methods : nullptr;
    return opened;
}

sqlite3_vfs& vfs()
{
    static sqlite3_vfs shim = [] {
        sqlite3_vfs made = *platform();
        made.szOsFile += static_cast<int>(sizeof(File));
        made.zName = "locus-fault";
        made.xOpen = open;
        return made;
    }();
    return shim;
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
    sqlite3_vfs_unregister(&vfs());
}

void FaultVfs::failFrom(int nth, int sqliteCode)
{
    remaining = nth;
    persistent = true;
    code = sqliteCode;
}

void FaultVfs::failOnce(int nth, int sqliteCode)
{
    remaining = nth;
    persistent = false;
    code = sqliteCode;
}

void FaultVfs::heal()
{
    code = SQLITE_OK;
}

int FaultVfs::failures() const
{
    return failed;
}

} // namespace locus::test
