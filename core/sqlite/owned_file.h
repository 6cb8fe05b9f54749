// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/sqlite/sqlite_error.h"

#include <filesystem>
#include <memory>
#include <optional>

namespace locus {
class ProcessLock;
}

namespace locus::sqlite {

// A database file that one process owns, guarded by "<file>.lock". A damaged file is kept as
// "<file>.damaged-<n>" together with its -wal; while such a file is there and its place is empty,
// nobody gets a new one. Thread contract: one thread at a time.
class OwnedFile
{
public:
    // Before the first connection. Errors: conflict "lock.held" (names the process), fatal
    // "<area>.damaged" (a damaged file was kept aside and nothing was restored), "<area>.file_lost"
    // (only its -wal is left), retriable "file.unwritable".
    static Result<std::unique_ptr<OwnedFile>> claim(
        const std::filesystem::path& file, const Subject& subject);
    // What claim() says of a damaged file that was kept aside and never replaced.
    static std::optional<Error> keptAside(
        const std::filesystem::path& file, const Subject& subject);
    OwnedFile(const OwnedFile&) = delete;
    OwnedFile& operator=(const OwnedFile&) = delete;
    ~OwnedFile();

    // `wasOpen`: what the file itself says about its last user. Errors: fatal "<area>.wal_lost".
    [[nodiscard]] Status checkWal(bool wasOpen) const;
    // The answer to a failed start: keeps a damaged file aside and says where. REQUIRES: every
    // connection to the file is closed.
    [[nodiscard]] Error refuse(Error error) const;

private:
    OwnedFile(
        std::filesystem::path file, const Subject& subject, std::unique_ptr<ProcessLock> lock);

    const std::filesystem::path m_file;
    const Subject m_subject;
    const std::unique_ptr<ProcessLock> m_lock;
    const bool m_walThere;
};

} // namespace locus::sqlite
