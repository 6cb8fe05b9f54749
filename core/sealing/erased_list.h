// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/bytes.h"
#include "core/base/result.h"

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

namespace locus::sealing {

// Which keys were erased, in a file that stands beside the master key: a backup that is older than
// an erasure still has the key, and the next start takes it away again. Names nobody.
struct ErasedKey
{
    std::string ring;
    std::int64_t key = 0;
    bool operator==(const ErasedKey&) const = default;
};

class ErasedList
{
public:
    explicit ErasedList(std::filesystem::path file)
        : m_file(std::move(file))
    { }

    // `configured`, else erased.list beside the configured master key, else in the folder of the
    // seat's configuration.
    static std::filesystem::path place(
        const std::filesystem::path& configured, const std::filesystem::path& masterKeyFile);
    [[nodiscard]] const std::filesystem::path& file() const { return m_file; }
    // Errors: retriable "file.unreadable", fatal "sealing.bad_erased_list".
    [[nodiscard]] Result<std::vector<ErasedKey>> read() const;
    // Durable when it returns. Errors: those of read(), retriable "file.unwritable".
    [[nodiscard]] Status add(const std::vector<ErasedKey>& erased) const;

private:
    std::filesystem::path m_file;
};

} // namespace locus::sealing
