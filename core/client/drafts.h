// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/bytes.h"
#include "core/base/result.h"
#include "core/client/file_seal.h"

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace locus::client {

// What a person has typed and not sent, kept over a restart: one file a draft, sealed, readable by
// the owner alone. People who share a seat have their own. Thread contract: one thread.
class Drafts
{
public:
    // Drafts that stand there in the clear are sealed at once.
    explicit Drafts(std::filesystem::path folder, FileSeal seal = {});

    // Whose drafts are meant from now on; empty: of whoever needs no sign-in.
    void setOwner(std::string_view user);

    // Name: lower-case letters, digits, '-' and '_'. Errors: invalid "drafts.name", retriable
    // "file.unwritable". One that cannot be opened is not written over: it is put aside.
    Status save(std::string_view name, BytesView content);
    // Errors: not_found "file.missing", refused "client.sealed_elsewhere".
    [[nodiscard]] Result<Bytes> load(std::string_view name) const;
    Status discard(std::string_view name);
    [[nodiscard]] std::vector<std::string> names() const;

private:
    [[nodiscard]] std::filesystem::path folder() const;
    [[nodiscard]] std::string boundName(std::string_view name) const;
    void sealWhatIsPlain() const;

    std::filesystem::path m_folder;
    FileSeal m_seal;
    std::string m_owner;
};

} // namespace locus::client
