// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <string_view>

namespace locus::protocol {

// What client and core agree on before the first message. The major number of `version` changes
// when an older client would misread an answer; unknown members of answers are always ignored.
inline constexpr std::string_view version = "1.0";
inline constexpr std::string_view subProtocol = "locus.v1";
inline constexpr std::string_view legacyGeneticsSubProtocol = "genetics-v1";

inline constexpr std::size_t frameBytesToCore = 64UL * 1024;
inline constexpr std::size_t frameBytesFromCore = 1024UL * 1024;
inline constexpr int jsonDepth = 32;
inline constexpr int pageItems = 500;

// Close codes of the WebSocket beyond RFC 6455.
inline constexpr int closeTryAgainLater = 1013; // the client was too slow
inline constexpr int closeNotSignedIn = 4401; // no session.open, a wrong one, or a revoked token
inline constexpr int closeWrongProtocol = 4406; // sub-protocol or version; said in words before

} // namespace locus::protocol
