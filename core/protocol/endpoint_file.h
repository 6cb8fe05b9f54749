// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/bytes.h"
#include "core/base/result.h"

#include <cstdint>
#include <string>

namespace locus::protocol {

// endpoint.json: how a program on this seat finds its core (contracts.md, section 10).
struct EndpointFile
{
    std::string rpc; // "ws://127.0.0.1:8765/rpc"
    std::string http; // "http://127.0.0.1:8766"
    std::int64_t pid = 0;
    std::string version;

    [[nodiscard]] Bytes toJson() const;
    static Result<EndpointFile> fromJson(BytesView text);
};

} // namespace locus::protocol
