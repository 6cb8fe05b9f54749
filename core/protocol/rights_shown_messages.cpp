// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/protocol/rights_shown_messages.h"

#include "core/protocol/json_fields.h"
#include "core/protocol/json_text.h"
#include "core/protocol/role_fields.h"

#include <nlohmann/json.hpp>

namespace locus::protocol {

using nlohmann::json;

namespace {

constexpr std::size_t mostRoles = 8; // in a request

template <typename Message> Result<Message> empty(BytesView text)
{
    if (!text.empty()) {
        LOCUS_TRY_VALUE(object, parseObject(text));
        LOCUS_TRY(JsonFields(object).statusStrict());
    }
    return Message {};
}

// {"items":[…]}, each read by `read`.
template <typename Message, typename Read> Result<Message> listed(BytesView text, Read read)
{
    LOCUS_TRY_VALUE(object, parseObject(text));
    JsonFields in(object);
    const json& items = in.any("items");
    LOCUS_TRY(in.status());
    Message message;
    for (const json& item : items) {
        JsonFields one(item);
        message.items.push_back(read(one));
        LOCUS_TRY(one.status());
    }
    return message;
}

} // namespace

Bytes PermissionsShown::toJson() const
{
    json out = json::array();
    for (const PermissionShown& item : items) {
        out.push_back({ { "method", item.method }, { "roles", roleNames(item.roles) },
            { "freshSignIn", item.freshSignIn }, { "secondPerson", item.secondPerson } });
    }
    return dumpJson({ { "items", std::move(out) } });
}

Result<PermissionsShown> PermissionsShown::fromJson(BytesView text)
{
    return listed<PermissionsShown>(text, [](JsonFields& in) {
        return PermissionShown { in.text("method"), rolesAt(in), in.booleanOr("freshSignIn", false),
            in.textOr("secondPerson") };
    });
}

Bytes RolesList::toJson() const
{
    return "{}";
}

Result<RolesList> RolesList::fromJson(BytesView text)
{
    return empty<RolesList>(text);
}

Bytes TokensShown::toJson() const
{
    json out = json::array();
    for (const TokenShown& item : items) {
        out.push_back({ { "name", item.name }, { "roles", roleNames(item.roles) },
            { "issuedAt", toRfc3339(item.issuedAt) },
            { "revokedAt", item.revokedAt ? json(toRfc3339(*item.revokedAt)) : json(nullptr) } });
    }
    return dumpJson({ { "items", std::move(out) } });
}

Result<TokensShown> TokensShown::fromJson(BytesView text)
{
    return listed<TokensShown>(text, [](JsonFields& in) {
        return TokenShown { in.text("name"), rolesAt(in),
            in.instant("issuedAt").value_or(Instant()), in.instant("revokedAt") };
    });
}

Bytes TokensList::toJson() const
{
    return "{}";
}

Result<TokensList> TokensList::fromJson(BytesView text)
{
    return empty<TokensList>(text);
}

Bytes TokenIssued::toJson() const
{
    return dumpJson({ { "token", token } });
}

Result<TokenIssued> TokenIssued::fromJson(BytesView text)
{
    LOCUS_TRY_VALUE(object, parseObject(text));
    JsonFields in(object);
    TokenIssued message { in.text("token") };
    LOCUS_TRY(in.status());
    return message;
}

Bytes TokensIssue::toJson() const
{
    return dumpJson({ { "tokenName", name }, { "roles", roleNames(roles) } });
}

Result<TokensIssue> TokensIssue::fromJson(BytesView text)
{
    LOCUS_TRY_VALUE(object, parseObject(text));
    JsonFields in(object);
    TokensIssue message { in.text("tokenName"), rolesAt(in) };
    if (message.roles.size() > mostRoles) {
        in.fail(invalid("params.range", "roles: more names than there are roles")
                    .with("field", "roles")
                    .with("allowed", "each role once"));
    }
    LOCUS_TRY(in.statusStrict());
    return message;
}

Bytes TokensRevoke::toJson() const
{
    return dumpJson({ { "tokenName", name } });
}

Result<TokensRevoke> TokensRevoke::fromJson(BytesView text)
{
    LOCUS_TRY_VALUE(object, parseObject(text));
    JsonFields in(object);
    TokensRevoke message { in.text("tokenName") };
    LOCUS_TRY(in.statusStrict());
    return message;
}

} // namespace locus::protocol
