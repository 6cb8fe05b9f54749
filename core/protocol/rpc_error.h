// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/error.h"

#include <nlohmann/json_fwd.hpp>

namespace locus::protocol {

namespace rpc_code {
inline constexpr int parseError = -32700;
inline constexpr int invalidRequest = -32600;
inline constexpr int methodNotFound = -32601;
inline constexpr int invalidParams = -32602;
inline constexpr int internalError = -32603;
inline constexpr int refused = -32001;
inline constexpr int conflict = -32002;
inline constexpr int notFound = -32003;
inline constexpr int notPermitted = -32004;
inline constexpr int overloaded = -32005;
} // namespace rpc_code

// {code, message, data: {reason, kind, retriable, field?, allowed?, retryAfterMs?, currentVersion?,
// context?}}. `reason` is Error::code; numbers follow from code and
// kind. Context entries keep their names; a name counts once.
nlohmann::json errorToJson(const Error& error);
// The way back: code, kind, message and context are as they were. An error of another server
// without `data` gets code "rpc.error" and the kind its number stands for.
Error errorFromJson(const nlohmann::json& value);

int rpcCodeOf(const Error& error);

} // namespace locus::protocol
