// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/bytes.h"
#include "core/base/instant.h"
#include "core/base/result.h"
#include "core/base/uuid.h"
#include "core/gateway/gateway_options.h"
#include "core/protocol/uploads_messages.h"

#include <map>
#include <string>

namespace locus {
class Clock;
}

namespace locus::gateway {

// Content on its way up, in memory and bounded three ways: each, of one user, of all. Thread
// contract: the gateway's thread.
class Uploads
{
public:
    Uploads(const GatewayLimits& limits, const Clock& clock, UuidSource& ids);

    // Errors: refused "uploads.too_large", "uploads.too_many"; retriable "gateway.overloaded".
    Result<protocol::UploadsBegun> begin(
        const std::string& user, const protocol::UploadsBegin& message);
    // Errors: not_found "uploads.unknown"; invalid "uploads.offset" with what is expected,
    // "uploads.overrun".
    Result<protocol::UploadsReceived> chunk(
        const std::string& user, const protocol::UploadsChunk& message);
    // Errors: not_found "uploads.unknown"; invalid "uploads.incomplete", "uploads.digest".
    Result<protocol::UploadsReceived> commit(
        const std::string& user, const protocol::UploadsCommit& message);
    // The committed content; it stays until it expires or release(). Errors: not_found
    // "uploads.unknown", invalid "uploads.incomplete".
    Result<Bytes> content(const std::string& user, const Uuid& id);
    void release(const Uuid& id);

private:
    struct Upload
    {
        std::string user;
        std::size_t expected = 0;
        Bytes content;
        Duration until { 0 };
        bool committed = false;
    };
    void forgetExpired();
    Result<Upload*> find(const std::string& user, const Uuid& id);

    const GatewayLimits m_limits;
    const Clock& m_clock;
    UuidSource& m_ids;
    std::map<Uuid, Upload> m_uploads;
    std::size_t m_reserved = 0;
};

} // namespace locus::gateway
