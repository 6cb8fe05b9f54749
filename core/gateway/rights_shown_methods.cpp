// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/gateway/method_handlers.h"
#include "core/gateway/methods.h"
#include "core/people/permissions.h"
#include "core/people/token_store.h"
#include "core/protocol/rights_shown_messages.h"

namespace locus::gateway {

namespace {

std::string_view nameOf(people::FourEyes rule)
{
    switch (rule) {
    case people::FourEyes::No: return "";
    case people::FourEyes::AboveLimit: return "aboveLimit";
    case people::FourEyes::Always: return "always";
    }
    return "";
}

Bytes allPermissions()
{
    protocol::PermissionsShown out;
    for (const people::Permission& row : people::permissionTable()) {
        out.items.push_back({ std::string(row.pattern), row.roles,
            row.freshSignIn == people::FreshSignIn::Needed, std::string(nameOf(row.fourEyes)) });
    }
    return out.toJson();
}

Bytes allTokens(const people::TokenStore& tokens)
{
    protocol::TokensShown out;
    for (const people::ServiceToken& token : tokens.tokens()) {
        out.items.push_back({ token.name, token.roles, token.issuedAt, token.revokedAt });
    }
    return out.toJson();
}

} // namespace

void addRightsShownMethods(RpcTable& table, people::TokenStore& tokens)
{
    table.add(protocol::RolesList::method,
        decoding<protocol::RolesList>(
            [](const Call&, const auto&, const Reply& reply) { reply(allPermissions()); }));
    table.add(protocol::TokensList::method,
        decoding<protocol::TokensList>(
            [&tokens](const Call&, const auto&, const Reply& reply) { reply(allTokens(tokens)); }));
    table.add(protocol::TokensIssue::method,
        decoding<protocol::TokensIssue>(
            [&tokens](const Call&, const protocol::TokensIssue& message, const Reply& reply) {
                auto token = tokens.issue(message.name, message.roles);
                reply(token.ok() ? Result<Bytes>(protocol::TokenIssued { *token }.toJson())
                                 : Result<Bytes>(std::move(token).error()));
            }));
    table.add(protocol::TokensRevoke::method,
        decoding<protocol::TokensRevoke>(
            [&tokens](const Call&, const protocol::TokensRevoke& message, const Reply& reply) {
                Status revoked = tokens.revoke(message.name);
                reply(revoked.ok() ? Result<Bytes>(allTokens(tokens))
                                   : Result<Bytes>(std::move(revoked).error()));
            }));
}

} // namespace locus::gateway
