// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/file_sync.h"

#include <fcntl.h>
#ifdef _WIN32
#include <io.h>
#else
#include <unistd.h>
#endif

namespace locus {

Status syncFile(const std::filesystem::path& path)
{
#ifdef _WIN32
    const int descriptor = _wopen(path.c_str(), _O_RDWR | _O_BINARY);
    const bool synced = descriptor >= 0 && _commit(descriptor) == 0;
    const bool closed = descriptor >= 0 && _close(descriptor) == 0;
#else
    const int descriptor = ::open(path.c_str(), O_RDWR | O_CLOEXEC);
    const bool synced = descriptor >= 0 && ::fsync(descriptor) == 0;
    const bool closed = descriptor >= 0 && ::close(descriptor) == 0;
#endif
    if (!synced || !closed) {
        return retriable("file.unwritable", path.string() + " cannot be written to the disk");
    }
    return {};
}

} // namespace locus
