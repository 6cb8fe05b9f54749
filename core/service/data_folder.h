// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <cstdint>
#include <filesystem>
#include <string>

namespace locus::service {

// The files by which clients of the same user find and enter a core: endpoint.json {rpc, http, pid,
// version} and token. The seat's default core publishes both in the runtime folder too.
class DataFolder
{
public:
    struct Endpoint
    {
        std::string rpc; // ws://127.0.0.1:8765/rpc
        std::string http; // http://127.0.0.1:8766
        std::int64_t pid = 0;
    };

    // Makes the folder (0700) and, the first time, a token of 256 random bits (0600). A token that
    // others can read is refused: "service.token_exposed".
    static Result<DataFolder> open(const std::filesystem::path& path, bool isSeatDefault);

    [[nodiscard]] const std::filesystem::path& path() const { return m_path; }
    [[nodiscard]] const std::string& token() const { return m_token; }

    Status publish(const Endpoint& endpoint) const;
    // Removes what publish() wrote: the core is about to stop.
    void withdraw() const;

private:
    DataFolder() = default;

    std::filesystem::path m_path;
    std::filesystem::path m_runtime; // empty unless this is the seat's default core
    std::string m_token;
};

} // namespace locus::service
