// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/bytes.h"
#include "core/base/instant.h"
#include "core/base/result.h"

#include <nlohmann/json_fwd.hpp>

#include <string>
#include <string_view>
#include <vector>

namespace locus::protocol {

// A time box in which the caller's session sees what is masked of one record.
struct RevealInfo
{
    std::string revealId;
    std::string record; // "Patient/<id>", "Analysis/<id>", "DeadLetter/<id>"
    std::vector<std::string> fields; // paths of the answers; empty: all
    std::string reason;
    Instant begunAt {};
    Instant expiresAt {};

    [[nodiscard]] Bytes toJson() const;
    static Result<RevealInfo> fromJson(BytesView text);
};

struct RevealBegin
{
    using Answer = RevealInfo;
    static constexpr std::string_view method = "reveal.begin";

    std::string record;
    std::vector<std::string> fields {};
    std::string reason;
    int minutes = 5; // 1..30

    [[nodiscard]] Bytes toJson() const;
    static Result<RevealBegin> fromJson(BytesView text);
};

// The open ones of the session.
struct RevealsShown
{
    std::vector<RevealInfo> items;

    [[nodiscard]] Bytes toJson() const;
    static Result<RevealsShown> fromJson(BytesView text);
};

// Answers with those that stay open.
struct RevealEnd
{
    using Answer = RevealsShown;
    static constexpr std::string_view method = "reveal.end";

    std::string revealId;

    [[nodiscard]] Bytes toJson() const;
    static Result<RevealEnd> fromJson(BytesView text);
};

struct RevealList
{
    using Answer = RevealsShown;
    static constexpr std::string_view method = "reveal.list";

    [[nodiscard]] Bytes toJson() const { return "{}"; }
    static Result<RevealList> fromJson(BytesView text);
};

// Paths of what the core masked in an answer to this caller: "items[*].subject", "detail.*" for
// members that no rule of the policy names. Empty: nothing. For whoever shows the answer, so that
// "masked" and "nothing there" are told apart.
std::vector<std::string> maskedPaths(BytesView answer);

} // namespace locus::protocol
