// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/process_lock.h"

#include <array>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <string>

#ifdef _WIN32
#include <fcntl.h>
#include <io.h>
#include <process.h>
#include <share.h>
#include <sys/stat.h>
#else
#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>
#endif

namespace locus {

namespace {

#ifdef _WIN32

// Exclusive for writing: a second opener fails, but may still read who holds it.
int openLocked(const std::filesystem::path& path, bool& held)
{
    int descriptor = -1;
    const errno_t failure = _wsopen_s(&descriptor, path.c_str(), _O_CREAT | _O_RDWR | _O_BINARY,
        _SH_DENYWR, _S_IREAD | _S_IWRITE);
    held = failure == EACCES;
    return descriptor;
}

void closeLock(int descriptor)
{
    _close(descriptor);
}

bool writePid(int descriptor)
{
    const std::string pid = std::to_string(_getpid());
    return _chsize(descriptor, 0) == 0
        && _write(descriptor, pid.data(), static_cast<unsigned>(pid.size()))
        == static_cast<int>(pid.size());
}

#else

int openLocked(const std::filesystem::path& path, bool& held)
{
    const int descriptor = ::open(path.c_str(), O_CREAT | O_RDWR | O_CLOEXEC, 0600);
    if (descriptor < 0 || ::flock(descriptor, LOCK_EX | LOCK_NB) == 0) {
        return descriptor;
    }
    held = errno == EWOULDBLOCK;
    ::close(descriptor);
    return -1;
}

void closeLock(int descriptor)
{
    ::close(descriptor);
}

bool writePid(int descriptor)
{
    const std::string pid = std::to_string(::getpid());
    return ::ftruncate(descriptor, 0) == 0
        && ::write(descriptor, pid.data(), pid.size()) == static_cast<ssize_t>(pid.size());
}

#endif

std::string ownerOf(const std::filesystem::path& path)
{
    std::array<char, 32> text {};
#ifdef _WIN32
    std::FILE* file = _wfsopen(path.c_str(), L"rb", _SH_DENYNO);
#else
    std::FILE* file = std::fopen(path.c_str(), "rbe");
#endif
    if (file == nullptr) {
        return "unknown";
    }
    const std::size_t n = std::fread(text.data(), 1, text.size() - 1, file);
    std::fclose(file);
    return n > 0 ? std::string(text.data(), n) : "unknown";
}

} // namespace

Result<std::unique_ptr<ProcessLock>> ProcessLock::acquire(const std::filesystem::path& path)
{
    bool held = false;
    const int descriptor = openLocked(path, held);
    if (held) {
        const std::string owner = ownerOf(path);
        return conflict("lock.held",
            path.string() + " is held by pid " + owner
                + "; stop that process first or choose another data folder")
            .with("pid", owner);
    }
    if (descriptor < 0 || !writePid(descriptor)) {
        Error error = retriable(
            "file.unwritable", path.string() + ": cannot be locked: " + std::strerror(errno));
        if (descriptor >= 0) {
            closeLock(descriptor);
        }
        return error;
    }
    return std::unique_ptr<ProcessLock>(new ProcessLock(descriptor));
}

ProcessLock::~ProcessLock()
{
    closeLock(m_descriptor);
}

} // namespace locus
