// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/bytes.h"
#include "core/base/result.h"

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace locus::client {

// What a person has typed and not sent, kept over a restart: one file a draft, readable by the
// owner alone. Thread contract: one thread.
class Drafts
{
public:
    explicit Drafts(std::filesystem::path folder);

    // Name: lower-case letters, digits, '-' and '_'. Errors: invalid "drafts.name", retriable
    // "file.unwritable".
    Status save(std::string_view name, BytesView content);
    // Errors: not_found "file.missing".
    [[nodiscard]] Result<Bytes> load(std::string_view name) const;
    Status discard(std::string_view name);
    [[nodiscard]] std::vector<std::string> names() const;

private:
    std::filesystem::path m_folder;
};

} // namespace locus::client
