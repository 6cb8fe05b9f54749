// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/bytes.h"
#include "core/base/result.h"

#include <cstdint>
#include <functional>
#include <string>

namespace locus::bench {

// The bytes of a masked text frame (RFC 6455), made once and sent often.
Bytes textFrame(BytesView text);

// A WebSocket on a bare socket, so that the load costs little beside what it loads: no framework, a
// frame is written as it was made, of answers only the length and the payload are looked at.
// Blocks until it is connected, never after. Thread contract: one thread at a time.
class RawWebClient
{
public:
    RawWebClient() = default;
    RawWebClient(const RawWebClient&) = delete;
    RawWebClient& operator=(const RawWebClient&) = delete;
    ~RawWebClient();

    // Connects to 127.0.0.1, upgrades /rpc and signs in. Errors: fatal "bench.clients".
    Status open(std::uint16_t port, const std::string& token);

    [[nodiscard]] int descriptor() const { return m_socket; }
    // What the kernel does not take now goes with the next. False: the peer has closed.
    bool send(BytesView frame);
    // Tells each payload that is there. False: the peer has closed.
    bool read(const std::function<void(BytesView)>& onText);

private:
    Status upgrade(std::uint16_t port);
    bool flush();

    int m_socket = -1;
    Bytes m_in;
    Bytes m_out;
};

} // namespace locus::bench
