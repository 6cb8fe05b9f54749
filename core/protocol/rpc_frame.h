// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/bytes.h"
#include "core/base/result.h"

#include <cstdint>
#include <string>
#include <variant>

namespace locus::protocol {

// A request's id: a string or an integer; monostate where none could be read (answers to broken
// frames).
using RpcId = std::variant<std::monostate, std::int64_t, std::string>;

// One method call. `params` is a JSON object as text, empty for none.
struct RpcRequest
{
    std::string method;
    Bytes params;
    RpcId id {};
    std::string onBehalfOf {}; // user whom the caller acts for; empty: himself
};

struct RpcResponse
{
    RpcId id;
    Result<Bytes> result; // a JSON value as text
};

struct RpcNotification
{
    std::string method;
    Bytes params;
};

using ServerMessage = std::variant<RpcResponse, RpcNotification>;

// JSON-RPC 2.0 with parameters by name, one request a frame, ids strings (at most 128 octets) or
// integers; notifications to the core do not exist. Errors: invalid "rpc.malformed" (not JSON
// within the caps), "rpc.invalid_request". The id goes to `id` as soon as it is known, so that
// the refusal can be matched.
Result<RpcRequest> parseRequest(BytesView frame, RpcId& id);
// Errors: invalid "rpc.malformed".
Result<ServerMessage> parseServerMessage(BytesView frame);

Bytes encodeRequest(const RpcRequest& request);
Bytes encodeResponse(const RpcId& id, BytesView result);
Bytes encodeResponse(const RpcId& id, const Error& error);
Bytes encodeNotification(std::string_view method, BytesView params);

} // namespace locus::protocol
