// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <filesystem>
#include <memory>

namespace locus {

// Makes one process the owner of a database file or a data folder. The operating system drops the
// lock when the process ends, however it ends. The file holds the owner's process id for the error
// message of the next one; it stays behind and means nothing without the lock.
// Thread contract: one thread at a time.
class ProcessLock
{
public:
    // Errors: conflict "lock.held" ("held by pid N"), retriable "file.unwritable".
    static Result<std::unique_ptr<ProcessLock>> acquire(const std::filesystem::path& path);

    ProcessLock(const ProcessLock&) = delete;
    ProcessLock& operator=(const ProcessLock&) = delete;
    ~ProcessLock();

private:
    explicit ProcessLock(int descriptor)
        : m_descriptor(descriptor)
    { }

    const int m_descriptor;
};

} // namespace locus
