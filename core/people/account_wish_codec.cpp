// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/base64.h"
#include "core/people/account_wish.h"

#include <nlohmann/json.hpp>

namespace locus::people {

using nlohmann::json;

namespace {

Error badWish(const std::string& why)
{
    return invalid("people.bad_wish", "a command about an account cannot be read: " + why);
}

json rolesOf(const std::vector<Role>& roles)
{
    json out = json::array();
    for (const Role role : roles) {
        out.push_back(toString(role));
    }
    return out;
}

Result<std::vector<Role>> rolesFrom(const json& names)
{
    std::vector<Role> out;
    for (const json& name : names) {
        const auto role = roleFrom(name.get<std::string>());
        if (!role) {
            return badWish("there is no such role").with("field", "roles");
        }
        out.push_back(*role);
    }
    return out;
}

template <typename T> void readOptional(const json& in, const char* name, std::optional<T>& out)
{
    if (in.contains(name)) {
        out = in.at(name).get<T>();
    }
}

Result<AccountWish> wishFrom(const json& in)
{
    AccountWish out;
    if (in.contains("id")) {
        LOCUS_TRY_VALUE(id, AccountId::parse(in.at("id").get<std::string>()));
        out.id = id;
    }
    if (in.contains("roles")) {
        LOCUS_TRY_VALUE(roles, rolesFrom(in.at("roles")));
        out.roles = std::move(roles);
    }
    if (in.contains("totpSecret")) {
        auto secret = fromBase64(in.at("totpSecret").get<std::string>());
        if (!secret) {
            return badWish("the secret is not base64").with("field", "totpSecret");
        }
        out.totpSecret = std::move(*secret);
    }
    const auto kind = accountKindFrom(in.value("kind", "person"));
    if (!kind) {
        return badWish("there is no such kind").with("field", "kind");
    }
    out.kind = *kind;
    out.user = in.value("user", "");
    readOptional(in, "displayName", out.displayName);
    out.passwordHash = in.value("passwordHash", "");
    out.code = in.value("code", "");
    out.cause = in.value("cause", "");
    out.signedIn = in.value("signedIn", false);
    out.totpStep = in.value("totpStep", std::int64_t { 0 });
    if (in.contains("passwordSetUs")) {
        out.passwordSetAt = fromMicros(in.at("passwordSetUs").get<std::int64_t>());
    }
    return out;
}

} // namespace

Bytes encodeWish(const AccountWish& wish)
{
    json out = { { "kind", toString(wish.kind) }, { "signedIn", wish.signedIn },
        { "totpStep", wish.totpStep } };
    if (wish.id) {
        out["id"] = wish.id->toString();
    }
    if (wish.roles) {
        out["roles"] = rolesOf(*wish.roles);
    }
    if (wish.passwordSetAt) {
        out["passwordSetUs"] = toMicros(*wish.passwordSetAt);
    }
    const auto text = [&out](const char* name, const std::string& value) {
        if (!value.empty()) {
            out[name] = value;
        }
    };
    text("user", wish.user);
    text("passwordHash", wish.passwordHash);
    text("totpSecret", toBase64(wish.totpSecret));
    text("code", wish.code);
    text("cause", wish.cause);
    if (wish.displayName) {
        out["displayName"] = *wish.displayName;
    }
    return out.dump(-1, ' ', false, json::error_handler_t::replace);
}

Result<AccountWish> decodeWish(BytesView text)
{
    try {
        const json in = json::parse(text);
        return in.is_object() ? wishFrom(in) : Result<AccountWish>(badWish("it is no object"));
    } catch (const json::exception& wrong) {
        return badWish("a member is of another type (" + std::to_string(wrong.id) + ")");
    }
}

} // namespace locus::people
