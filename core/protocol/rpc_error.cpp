// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/protocol/rpc_error.h"

#include "core/base/text.h"

#include <nlohmann/json.hpp>

#include <array>

namespace locus::protocol {

using nlohmann::json;

namespace {

struct Special
{
    std::string_view code;
    int number;
};
// Codes whose number says more than their kind does.
constexpr std::array specials {
    Special { "rpc.malformed", rpc_code::parseError },
    Special { "rpc.invalid_request", rpc_code::invalidRequest },
    Special { "rpc.unknown_method", rpc_code::methodNotFound },
    Special { "people.not_permitted", rpc_code::notPermitted },
    Special { "session.not_signed_in", rpc_code::notPermitted },
};

ErrorKind kindOf(int number)
{
    switch (number) {
    case rpc_code::refused:
    case rpc_code::notPermitted: return ErrorKind::Refused;
    case rpc_code::conflict: return ErrorKind::Conflict;
    case rpc_code::notFound: return ErrorKind::NotFound;
    case rpc_code::overloaded: return ErrorKind::Retriable;
    case rpc_code::internalError: return ErrorKind::Fatal;
    default: return ErrorKind::Invalid;
    }
}

ErrorKind kindFrom(std::string_view text, int number)
{
    for (const ErrorKind kind : { ErrorKind::Retriable, ErrorKind::Poison, ErrorKind::Fatal,
             ErrorKind::Refused, ErrorKind::NotFound, ErrorKind::Conflict, ErrorKind::Invalid }) {
        if (text == toString(kind)) {
            return kind;
        }
    }
    return kindOf(number);
}

bool isNumberMember(std::string_view name)
{
    return name == "retryAfterMs" || name == "currentVersion";
}

bool isOwnMember(std::string_view name)
{
    return name == "field" || name == "allowed" || isNumberMember(name);
}

std::string textOf(const json& value)
{
    return value.is_string() ? value.get<std::string>() : value.dump();
}

} // namespace

int rpcCodeOf(const Error& error)
{
    for (const Special& special : specials) {
        if (error.code == special.code) {
            return special.number;
        }
    }
    switch (error.kind) {
    case ErrorKind::Retriable: return rpc_code::overloaded;
    case ErrorKind::Refused: return rpc_code::refused;
    case ErrorKind::NotFound: return rpc_code::notFound;
    case ErrorKind::Conflict: return rpc_code::conflict;
    case ErrorKind::Invalid: return rpc_code::invalidParams;
    case ErrorKind::Poison:
    case ErrorKind::Fatal: break;
    }
    return rpc_code::internalError;
}

json errorToJson(const Error& error)
{
    json data = { { "reason", error.code }, { "kind", toString(error.kind) },
        { "retriable", error.isRetriable() } };
    json context = json::array();
    for (const auto& [name, value] : error.context) {
        const auto number = isNumberMember(name) ? toInt(value) : std::nullopt;
        if (!isOwnMember(name)) {
            context.push_back({ { "name", name }, { "value", value } });
        } else if (number) {
            data[name] = *number;
        } else {
            data[name] = value;
        }
    }
    if (!context.empty()) {
        data["context"] = std::move(context);
    }
    return { { "code", rpcCodeOf(error) }, { "message", error.message },
        { "data", std::move(data) } };
}

Error errorFromJson(const json& value)
{
    Error error { "rpc.error", ErrorKind::Fatal, "the core answered with an unreadable error", {} };
    if (!value.is_object()) {
        return error;
    }
    const auto textAt = [](const json& object, const char* name) {
        const auto found = object.find(name);
        return found != object.end() && found->is_string() ? found->get<std::string>()
                                                           : std::string();
    };
    const auto number = value.find("code");
    const int code = number != value.end() && number->is_number_integer() ? number->get<int>() : 0;
    error.message = textAt(value, "message");
    error.kind = kindOf(code);
    const auto data = value.find("data");
    if (data == value.end() || !data->is_object()) {
        return error;
    }
    if (const std::string reason = textAt(*data, "reason"); !reason.empty()) {
        error.code = reason;
    }
    error.kind = kindFrom(textAt(*data, "kind"), code);
    for (const char* name : { "field", "allowed", "retryAfterMs", "currentVersion" }) {
        if (const auto found = data->find(name); found != data->end()) {
            error.context.emplace_back(name, textOf(*found));
        }
    }
    if (const auto context = data->find("context"); context != data->end()) {
        for (const json& entry : *context) {
            if (entry.is_object()) {
                error.context.emplace_back(textAt(entry, "name"), textAt(entry, "value"));
            }
        }
    }
    return error;
}

} // namespace locus::protocol
