// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/gateway/uploads.h"

#include "core/base/checksum.h"
#include "core/base/clock.h"

#include <algorithm>

namespace locus::gateway {

namespace {

// base64 and the frame around it must stay below the frame limit.
std::size_t chunkBytesFor(std::size_t frameBytes)
{
    return std::max<std::size_t>(256, frameBytes / 4 * 3 - 1024);
}

Error incomplete(std::size_t received, std::size_t expected)
{
    return invalid("uploads.incomplete",
        std::to_string(received) + " of " + std::to_string(expected) + " octets have arrived")
        .with("field", "offset")
        .with("allowed", std::to_string(expected));
}

} // namespace

Uploads::Uploads(const GatewayLimits& limits, const Clock& clock, UuidSource& ids)
    : m_limits(limits)
    , m_clock(clock)
    , m_ids(ids)
{ }

void Uploads::forgetExpired()
{
    const Duration now = m_clock.monotonic();
    std::erase_if(m_uploads, [this, now](const auto& entry) {
        const bool expired = entry.second.until <= now;
        m_reserved -= expired ? entry.second.expected : 0;
        return expired;
    });
}

Result<protocol::UploadsBegun> Uploads::begin(
    const std::string& user, const protocol::UploadsBegin& message)
{
    forgetExpired();
    const auto bytes = static_cast<std::size_t>(message.bytes);
    if (bytes > m_limits.uploadBytes) {
        return refused("uploads.too_large",
            std::to_string(bytes) + " octets; an upload has at most "
                + std::to_string(m_limits.uploadBytes) + "; split the submission")
            .with("field", "bytes")
            .with("allowed", std::to_string(m_limits.uploadBytes));
    }
    const auto mine = std::count_if(m_uploads.begin(), m_uploads.end(),
        [&user](const auto& entry) { return entry.second.user == user; });
    if (mine >= m_limits.uploadsPerUser) {
        return refused("uploads.too_many",
            "at most " + std::to_string(m_limits.uploadsPerUser)
                + " uploads of one user may be open; use or finish one first")
            .with("allowed", std::to_string(m_limits.uploadsPerUser));
    }
    if (m_reserved + bytes > m_limits.uploadBytesTotal) {
        return retriable("gateway.overloaded", "too much content is being uploaded; try again")
            .with("retryAfterMs", "5000");
    }
    m_reserved += bytes;
    const Uuid id = m_ids.next();
    m_uploads.emplace(
        id, Upload { user, bytes, {}, m_clock.monotonic() + m_limits.uploadLifetime, false });
    return protocol::UploadsBegun { id,
        static_cast<std::int64_t>(chunkBytesFor(m_limits.frameBytesIn)),
        m_clock.now() + m_limits.uploadLifetime };
}

Result<Uploads::Upload*> Uploads::find(const std::string& user, const Uuid& id)
{
    forgetExpired();
    const auto found = m_uploads.find(id);
    if (found == m_uploads.end() || found->second.user != user) {
        return notFound("uploads.unknown", "there is no such upload of yours, or it has expired")
            .with("field", "uploadId");
    }
    return &found->second;
}

Result<protocol::UploadsReceived> Uploads::chunk(
    const std::string& user, const protocol::UploadsChunk& message)
{
    LOCUS_TRY_VALUE(upload, find(user, message.uploadId));
    const auto offset = static_cast<std::size_t>(message.offset);
    const std::size_t have = upload->content.size();
    const bool repeated = offset < have && offset + message.data.size() <= have
        && upload->content.compare(offset, message.data.size(), message.data) == 0;
    if (repeated) {
        return protocol::UploadsReceived { static_cast<std::int64_t>(have) };
    }
    if (offset != have || upload->committed) {
        return invalid("uploads.offset", "chunks come in order, each once")
            .with("field", "offset")
            .with("allowed", std::to_string(have));
    }
    if (have + message.data.size() > upload->expected) {
        return invalid("uploads.overrun",
            "more content than the " + std::to_string(upload->expected) + " octets announced")
            .with("field", "data")
            .with("allowed", std::to_string(upload->expected - have));
    }
    upload->content += message.data;
    return protocol::UploadsReceived { static_cast<std::int64_t>(upload->content.size()) };
}

Result<protocol::UploadsReceived> Uploads::commit(
    const std::string& user, const protocol::UploadsCommit& message)
{
    LOCUS_TRY_VALUE(upload, find(user, message.uploadId));
    if (upload->content.size() != upload->expected) {
        return incomplete(upload->content.size(), upload->expected);
    }
    if (sha256Hex(upload->content) != message.sha256) {
        return invalid("uploads.digest", "the content's SHA-256 differs: upload it again")
            .with("field", "sha256");
    }
    upload->committed = true;
    return protocol::UploadsReceived { static_cast<std::int64_t>(upload->content.size()) };
}

Result<Bytes> Uploads::content(const std::string& user, const Uuid& id)
{
    LOCUS_TRY_VALUE(upload, find(user, id));
    if (!upload->committed) {
        return incomplete(upload->content.size(), upload->expected);
    }
    return upload->content;
}

void Uploads::release(const Uuid& id)
{
    if (const auto found = m_uploads.find(id); found != m_uploads.end()) {
        m_reserved -= found->second.expected;
        m_uploads.erase(found);
    }
}

} // namespace locus::gateway
