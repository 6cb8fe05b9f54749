// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/bytes.h"
#include "core/base/instant.h"
#include "core/base/result.h"
#include "core/base/uuid.h"

#include <cstdint>
#include <string>
#include <string_view>

namespace locus::protocol {

// Content too large for one frame: begin, chunks in order, commit; then a command names the upload.
// An upload belongs to the user who began it and is gone after its use or at `expiresAt`.
struct UploadsBegun
{
    Uuid uploadId;
    std::int64_t chunkBytes = 0; // largest chunk before base64
    Instant expiresAt;

    [[nodiscard]] Bytes toJson() const;
    static Result<UploadsBegun> fromJson(BytesView text);
};

struct UploadsBegin
{
    using Answer = UploadsBegun;
    static constexpr std::string_view method = "uploads.begin";

    std::int64_t bytes = 0;

    [[nodiscard]] Bytes toJson() const;
    static Result<UploadsBegin> fromJson(BytesView text);
};

struct UploadsReceived
{
    std::int64_t received = 0; // octets so far

    [[nodiscard]] Bytes toJson() const;
    static Result<UploadsReceived> fromJson(BytesView text);
};

struct UploadsChunk
{
    using Answer = UploadsReceived;
    static constexpr std::string_view method = "uploads.chunk";

    Uuid uploadId;
    std::int64_t offset = 0; // the same chunk again is accepted and changes nothing
    Bytes data; // base64 on the wire

    [[nodiscard]] Bytes toJson() const;
    static Result<UploadsChunk> fromJson(BytesView text);
};

struct UploadsCommit
{
    using Answer = UploadsReceived;
    static constexpr std::string_view method = "uploads.commit";

    Uuid uploadId;
    std::string sha256; // 64 lower-case hexadecimal digits of the whole content

    [[nodiscard]] Bytes toJson() const;
    static Result<UploadsCommit> fromJson(BytesView text);
};

} // namespace locus::protocol
