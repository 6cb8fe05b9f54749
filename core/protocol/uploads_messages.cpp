// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/protocol/uploads_messages.h"

#include "core/base/base64.h"
#include "core/protocol/json_fields.h"
#include "core/protocol/json_text.h"

#include <nlohmann/json.hpp>

#include <algorithm>

namespace locus::protocol {

using nlohmann::json;

namespace {

bool isDigest(const std::string& text)
{
    return text.size() == 64 && std::all_of(text.begin(), text.end(), [](char c) {
        return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f');
    });
}

} // namespace

Bytes UploadsBegun::toJson() const
{
    return dumpJson({ { "uploadId", uploadId.toString() }, { "chunkBytes", chunkBytes },
        { "expiresAt", toRfc3339(expiresAt) } });
}

Result<UploadsBegun> UploadsBegun::fromJson(BytesView text)
{
    LOCUS_TRY_VALUE(object, parseObject(text));
    JsonFields in(object);
    UploadsBegun message { in.uuid("uploadId"), in.integer("chunkBytes", 1, INT64_MAX),
        in.instant("expiresAt").value_or(Instant()) };
    LOCUS_TRY(in.status());
    return message;
}

Bytes UploadsBegin::toJson() const
{
    return dumpJson({ { "bytes", bytes } });
}

Result<UploadsBegin> UploadsBegin::fromJson(BytesView text)
{
    LOCUS_TRY_VALUE(object, parseObject(text));
    JsonFields in(object);
    UploadsBegin message { in.integer("bytes", 1, INT64_MAX) };
    LOCUS_TRY(in.statusStrict());
    return message;
}

Bytes UploadsReceived::toJson() const
{
    return dumpJson({ { "received", received } });
}

Result<UploadsReceived> UploadsReceived::fromJson(BytesView text)
{
    LOCUS_TRY_VALUE(object, parseObject(text));
    JsonFields in(object);
    UploadsReceived message { in.integer("received", 0, INT64_MAX) };
    LOCUS_TRY(in.status());
    return message;
}

Bytes UploadsChunk::toJson() const
{
    return dumpJson(
        { { "uploadId", uploadId.toString() }, { "offset", offset }, { "data", toBase64(data) } });
}

Result<UploadsChunk> UploadsChunk::fromJson(BytesView text)
{
    LOCUS_TRY_VALUE(object, parseObject(text));
    JsonFields in(object);
    UploadsChunk message { in.uuid("uploadId"), in.integer("offset", 0, INT64_MAX), {} };
    const std::string data = in.text("data");
    LOCUS_TRY(in.statusStrict());
    auto decoded = fromBase64(data);
    if (!decoded) {
        return invalid("params.type", "\"data\" must be base64 with its padding")
            .with("field", "data")
            .with("allowed", "base64");
    }
    message.data = std::move(*decoded);
    return message;
}

Bytes UploadsCommit::toJson() const
{
    return dumpJson({ { "uploadId", uploadId.toString() }, { "sha256", sha256 } });
}

Result<UploadsCommit> UploadsCommit::fromJson(BytesView text)
{
    LOCUS_TRY_VALUE(object, parseObject(text));
    JsonFields in(object);
    UploadsCommit message { in.uuid("uploadId"), in.text("sha256") };
    LOCUS_TRY(in.statusStrict());
    if (!isDigest(message.sha256)) {
        return invalid("params.type", "\"sha256\" must be 64 lower-case hexadecimal digits")
            .with("field", "sha256")
            .with("allowed", "64 of 0-9 a-f");
    }
    return message;
}

} // namespace locus::protocol
