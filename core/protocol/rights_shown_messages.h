// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/bytes.h"
#include "core/base/instant.h"
#include "core/base/result.h"
#include "core/people/role.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace locus::protocol {

// What the core's permission table says of one method or family ("analyses.*").
struct PermissionShown
{
    std::string method;
    std::vector<people::Role> roles;
    bool freshSignIn = false; // the password is asked for again
    std::string secondPerson; // "", "aboveLimit", "always"
};

struct PermissionsShown
{
    std::vector<PermissionShown> items;

    [[nodiscard]] Bytes toJson() const;
    static Result<PermissionsShown> fromJson(BytesView text);
};

// Which role may do what on this core; what no row names is denied to everybody.
struct RolesList
{
    using Answer = PermissionsShown;
    static constexpr std::string_view method = "people.roles.list";

    [[nodiscard]] Bytes toJson() const;
    static Result<RolesList> fromJson(BytesView text);
};

// A long-lived token of a program, without its secret.
struct TokenShown
{
    std::string name; // the user it signs in
    std::vector<people::Role> roles;
    Instant issuedAt {};
    std::optional<Instant> revokedAt;
};

struct TokensShown
{
    std::vector<TokenShown> items;

    [[nodiscard]] Bytes toJson() const;
    static Result<TokensShown> fromJson(BytesView text);
};

struct TokensList
{
    using Answer = TokensShown;
    static constexpr std::string_view method = "people.tokens.list";

    [[nodiscard]] Bytes toJson() const;
    static Result<TokensList> fromJson(BytesView text);
};

// The token itself is in this answer alone; nobody can read it again.
struct TokenIssued
{
    std::string token;

    [[nodiscard]] Bytes toJson() const;
    static Result<TokenIssued> fromJson(BytesView text);
};

// Errors: those of people::TokenStore::issue().
struct TokensIssue
{
    using Answer = TokenIssued;
    static constexpr std::string_view method = "people.tokens.issue";

    std::string name;
    std::vector<people::Role> roles;

    [[nodiscard]] Bytes toJson() const;
    static Result<TokensIssue> fromJson(BytesView text);
};

// Sessions that were opened with it end at their next call. Errors: not_found
// "people.unknown_token".
struct TokensRevoke
{
    using Answer = TokensShown; // what is left
    static constexpr std::string_view method = "people.tokens.revoke";

    std::string name;

    [[nodiscard]] Bytes toJson() const;
    static Result<TokensRevoke> fromJson(BytesView text);
};

} // namespace locus::protocol
