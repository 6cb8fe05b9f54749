// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sqlite/owned_file.h"

#include "core/base/process_lock.h"

#include <string>
#include <system_error>
#include <utility>

namespace locus::sqlite {

namespace {

std::filesystem::path with(std::filesystem::path file, const std::string& suffix)
{
    file += suffix;
    return file;
}

bool there(const std::filesystem::path& file)
{
    std::error_code ignored;
    return std::filesystem::exists(file, ignored);
}

std::filesystem::path aside(const std::filesystem::path& file, int number)
{
    return with(file, ".damaged-" + std::to_string(number));
}

} // namespace

OwnedFile::OwnedFile(
    std::filesystem::path file, const Subject& subject, std::unique_ptr<ProcessLock> lock)
    : m_file(std::move(file))
    , m_subject(subject)
    , m_lock(std::move(lock))
    , m_walThere(there(with(m_file, "-wal")))
{ }

OwnedFile::~OwnedFile() = default;

std::optional<Error> OwnedFile::keptAside(const std::filesystem::path& file, const Subject& subject)
{
    const std::string kept = aside(file, 1).string();
    if (there(file) || !there(kept)) {
        return std::nullopt;
    }
    return fatal(std::string(subject.area) + ".damaged",
        std::string(subject.name) + " was found damaged and is kept as " + kept
            + "; nothing begins anew in its place while " + kept + " is there")
        .with("kept", kept);
}

Result<std::unique_ptr<OwnedFile>> OwnedFile::claim(
    const std::filesystem::path& file, const Subject& subject)
{
    LOCUS_TRY_VALUE(lock, ProcessLock::acquire(with(file, ".lock")));
    if (auto kept = keptAside(file, subject)) {
        return *std::move(kept);
    }
    if (!there(file) && there(with(file, "-wal"))) {
        return fatal(std::string(subject.area) + ".file_lost",
            std::string(subject.name) + " is gone, only " + with(file, "-wal").string()
                + " is left; nothing was touched, put " + file.string() + " back");
    }
    return std::unique_ptr<OwnedFile>(new OwnedFile(file, subject, std::move(lock)));
}

Status OwnedFile::checkWal(bool wasOpen) const
{
    if (!wasOpen || m_walThere) {
        return {};
    }
    return fatal(std::string(m_subject.area) + ".wal_lost",
        std::string(m_subject.name) + " was in use when it was last open, but "
            + with(m_file, "-wal").string()
            + " is gone, and with it the last commits; nothing was touched, put it back");
}

Error OwnedFile::refuse(Error error) const
{
    if (error.code != std::string(m_subject.area) + ".damaged") {
        return error;
    }
    int number = 1;
    while (there(aside(m_file, number)) || there(with(aside(m_file, number), "-wal"))) {
        ++number;
    }
    const std::filesystem::path kept = aside(m_file, number);
    std::error_code failed;
    std::error_code ignored;
    // The log first: a file without its log would pass for a whole one.
    if (there(with(m_file, "-wal"))) {
        std::filesystem::rename(with(m_file, "-wal"), with(kept, "-wal"), failed);
    }
    if (!failed) {
        std::filesystem::rename(m_file, kept, failed);
    }
    std::filesystem::remove(with(m_file, "-shm"), ignored);
    error.message = m_file.string() + " is damaged and "
        + (failed ? "could not be kept aside (" + failed.message() + ')'
                  : "was kept aside as " + kept.string())
        + "; " + error.message;
    return std::move(error).with("kept", failed ? m_file.string() : kept.string());
}

} // namespace locus::sqlite
