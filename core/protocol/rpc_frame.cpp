// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/protocol/rpc_frame.h"

#include "core/protocol/json_fields.h"
#include "core/protocol/json_text.h"
#include "core/protocol/rpc_error.h"
#include "core/protocol/version.h"

#include <nlohmann/json.hpp>

namespace locus::protocol {

using nlohmann::json;

namespace {

constexpr std::size_t longestId = 128;
constexpr std::size_t longestMethod = 128;

Error invalidRequest(std::string message)
{
    return invalid("rpc.invalid_request", std::move(message));
}

Error malformed(const Error& cause)
{
    return Error { "rpc.malformed", ErrorKind::Invalid, cause.message, cause.context };
}

Result<RpcId> idFrom(const json& value)
{
    if (value.is_string() && value.get_ref<const std::string&>().size() <= longestId) {
        return RpcId(value.get<std::string>());
    }
    if (value.is_number_integer()) {
        return RpcId(value.get<std::int64_t>());
    }
    return invalidRequest("\"id\" must be a string of at most 128 octets or an integer");
}

json toJson(const RpcId& id)
{
    if (const auto* number = std::get_if<std::int64_t>(&id)) {
        return *number;
    }
    if (const auto* text = std::get_if<std::string>(&id)) {
        return *text;
    }
    return nullptr;
}

Status checkEnvelope(const json& frame)
{
    if (frame.is_array()) {
        return invalidRequest("batches are not served: one request a frame");
    }
    if (!frame.is_object()) {
        return invalidRequest("a request is a JSON object");
    }
    const auto version = frame.find("jsonrpc");
    if (version == frame.end() || *version != "2.0") {
        return invalidRequest(R"("jsonrpc" must be "2.0")");
    }
    return {};
}

} // namespace

Result<RpcRequest> parseRequest(BytesView frame, RpcId& id)
{
    auto parsed = parseJson(frame, { frameBytesToCore, jsonDepth });
    if (!parsed.ok()) {
        return malformed(parsed.error());
    }
    LOCUS_TRY(checkEnvelope(*parsed));
    if (!parsed->contains("id")) {
        return invalidRequest("\"id\" is missing: notifications to the core do not exist");
    }
    LOCUS_TRY_VALUE(requestId, idFrom(parsed->at("id")));
    id = requestId;
    JsonFields in(*parsed);
    in.any("jsonrpc");
    in.any("id");
    RpcRequest request { in.text("method"), {}, std::move(requestId), in.textOr("onBehalfOf") };
    const json& params = in.any("params");
    if (const Status read = in.statusStrict(); !read.ok()) {
        return Error { "rpc.invalid_request", ErrorKind::Invalid, read.error().message,
            read.error().context };
    }
    if (request.method.size() > longestMethod) {
        return invalidRequest("\"method\" is longer than 128 octets");
    }
    if (!params.is_null() && !params.is_object()) {
        return invalidRequest("\"params\" must be an object: parameters go by name");
    }
    request.params = params.is_null() ? Bytes() : dumpJson(params);
    return request;
}

Result<ServerMessage> parseServerMessage(BytesView frame)
{
    // One level for the frame, the rest for what it carries; large results come from our own core.
    auto parsed = parseJson(frame, { 16 * frameBytesFromCore, 2 * jsonDepth });
    if (!parsed.ok()) {
        return malformed(parsed.error());
    }
    const Status envelope = checkEnvelope(*parsed);
    if (!envelope.ok()) {
        return malformed(envelope.error());
    }
    const auto method = parsed->find("method");
    if (method != parsed->end() && method->is_string()) {
        const auto params = parsed->find("params");
        return ServerMessage(RpcNotification {
            method->get<std::string>(), params == parsed->end() ? Bytes() : dumpJson(*params) });
    }
    const auto idMember = parsed->find("id");
    RpcId id;
    if (idMember != parsed->end() && !idMember->is_null()) {
        auto read = idFrom(*idMember);
        if (!read.ok()) {
            return malformed(read.error());
        }
        id = std::move(*read);
    }
    if (const auto error = parsed->find("error"); error != parsed->end()) {
        return ServerMessage(RpcResponse { std::move(id), errorFromJson(*error) });
    }
    if (const auto result = parsed->find("result"); result != parsed->end()) {
        return ServerMessage(RpcResponse { std::move(id), dumpJson(*result) });
    }
    return invalid("rpc.malformed", "neither result nor error nor method");
}

Bytes encodeRequest(const RpcRequest& request)
{
    Bytes out = R"({"jsonrpc":"2.0","id":)" + dumpJson(toJson(request.id)) + R"(,"method":)"
        + dumpJson(request.method);
    if (!request.onBehalfOf.empty()) {
        out += R"(,"onBehalfOf":)" + dumpJson(json(request.onBehalfOf));
    }
    if (!request.params.empty()) {
        out += R"(,"params":)" + request.params;
    }
    return out + '}';
}

Bytes encodeResponse(const RpcId& id, BytesView result)
{
    Bytes out = R"({"jsonrpc":"2.0","id":)" + dumpJson(toJson(id)) + R"(,"result":)";
    out.append(result.empty() ? BytesView("null") : result);
    return out + '}';
}

Bytes encodeResponse(const RpcId& id, const Error& error)
{
    return R"({"jsonrpc":"2.0","id":)" + dumpJson(toJson(id)) + R"(,"error":)"
        + dumpJson(errorToJson(error)) + '}';
}

Bytes encodeNotification(std::string_view method, BytesView params)
{
    Bytes out = R"({"jsonrpc":"2.0","method":)" + dumpJson(json(method)) + R"(,"params":)";
    out.append(params.empty() ? BytesView("{}") : params);
    return out + '}';
}

} // namespace locus::protocol
