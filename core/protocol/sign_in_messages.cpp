// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/protocol/sign_in_messages.h"

#include "core/protocol/json_fields.h"
#include "core/protocol/json_text.h"

#include <nlohmann/json.hpp>

namespace locus::protocol {

using nlohmann::json;

namespace {

// A request without members.
template <typename Message> Result<Message> empty(BytesView text)
{
    if (text.empty()) {
        return Message {};
    }
    LOCUS_TRY_VALUE(object, parseObject(text));
    const JsonFields in(object);
    LOCUS_TRY(in.statusStrict());
    return Message {};
}

void addCode(json& out, const std::string& code)
{
    if (!code.empty()) {
        out["code"] = code;
    }
}

} // namespace

Bytes SignInWays::toJson() const
{
    return identityProvider.empty() ? Bytes("{}")
                                    : dumpJson({ { "identityProvider", identityProvider } });
}

Result<SignInWays> SignInWays::fromJson(BytesView text)
{
    LOCUS_TRY_VALUE(object, parseObject(text));
    JsonFields in(object);
    SignInWays message { in.textOr("identityProvider") };
    LOCUS_TRY(in.status());
    return message;
}

Bytes SessionSignInWays::toJson() const
{
    return {};
}

Result<SessionSignInWays> SessionSignInWays::fromJson(BytesView text)
{
    return empty<SessionSignInWays>(text);
}

Bytes SignedIn::toJson() const
{
    if (needsCode) {
        return R"({"needsCode":true})";
    }
    return dumpJson({ { "token", token }, { "user", user }, { "displayName", displayName },
        { "roles", roles }, { "expiresAt", toRfc3339(expiresAt) } });
}

Result<SignedIn> SignedIn::fromJson(BytesView text)
{
    LOCUS_TRY_VALUE(object, parseObject(text));
    JsonFields in(object);
    SignedIn message;
    message.needsCode = in.booleanOr("needsCode", false);
    if (!message.needsCode) {
        message.token = in.text("token");
        message.user = in.text("user");
        message.displayName = in.textOr("displayName");
        message.roles = in.texts("roles");
        message.expiresAt = in.instant("expiresAt").value_or(Instant());
    }
    LOCUS_TRY(in.status());
    return message;
}

Bytes SessionSignIn::toJson() const
{
    json out = { { "user", user }, { "password", password } };
    addCode(out, code);
    return dumpJson(out);
}

Result<SessionSignIn> SessionSignIn::fromJson(BytesView text)
{
    LOCUS_TRY_VALUE(object, parseObject(text));
    JsonFields in(object);
    SessionSignIn message { in.text("user"), in.text("password"), in.textOr("code") };
    LOCUS_TRY(in.statusStrict());
    return message;
}

Bytes OidcBegun::toJson() const
{
    return dumpJson({ { "flow", flow }, { "url", url }, { "state", state } });
}

Result<OidcBegun> OidcBegun::fromJson(BytesView text)
{
    LOCUS_TRY_VALUE(object, parseObject(text));
    JsonFields in(object);
    OidcBegun message { in.text("flow"), in.text("url"), in.text("state") };
    LOCUS_TRY(in.status());
    return message;
}

Bytes OidcBegin::toJson() const
{
    return dumpJson({ { "redirectUri", redirectUri } });
}

Result<OidcBegin> OidcBegin::fromJson(BytesView text)
{
    LOCUS_TRY_VALUE(object, parseObject(text));
    JsonFields in(object);
    OidcBegin message { in.text("redirectUri") };
    LOCUS_TRY(in.statusStrict());
    return message;
}

Bytes OidcFinish::toJson() const
{
    nlohmann::json out = { { "flow", flow }, { "state", state }, { "code", code } };
    if (!issuer.empty()) {
        out["issuer"] = issuer;
    }
    return dumpJson(out);
}

Result<OidcFinish> OidcFinish::fromJson(BytesView text)
{
    LOCUS_TRY_VALUE(object, parseObject(text));
    JsonFields in(object);
    OidcFinish message { in.text("flow"), in.textOr("state"), in.textOr("code"),
        in.textOr("issuer") };
    LOCUS_TRY(in.statusStrict());
    return message;
}

Bytes SignedInAgain::toJson() const
{
    return needsCode ? Bytes(R"({"needsCode":true})")
                     : dumpJson({ { "freshUntil", toRfc3339(freshUntil) } });
}

Result<SignedInAgain> SignedInAgain::fromJson(BytesView text)
{
    LOCUS_TRY_VALUE(object, parseObject(text));
    JsonFields in(object);
    const SignedInAgain message { in.instant("freshUntil").value_or(Instant()),
        in.booleanOr("needsCode", false) };
    LOCUS_TRY(in.status());
    return message;
}

Bytes SessionSignInAgain::toJson() const
{
    json out = { { "password", password } };
    addCode(out, code);
    return dumpJson(out);
}

Result<SessionSignInAgain> SessionSignInAgain::fromJson(BytesView text)
{
    LOCUS_TRY_VALUE(object, parseObject(text));
    JsonFields in(object);
    SessionSignInAgain message { in.text("password"), in.textOr("code") };
    LOCUS_TRY(in.statusStrict());
    return message;
}

Bytes EndedSessions::toJson() const
{
    return dumpJson({ { "ended", ended } });
}

Result<EndedSessions> EndedSessions::fromJson(BytesView text)
{
    LOCUS_TRY_VALUE(object, parseObject(text));
    JsonFields in(object);
    const EndedSessions message { in.integerOr("ended", 0) };
    LOCUS_TRY(in.status());
    return message;
}

Bytes SessionSignOut::toJson() const
{
    return "{}";
}

Result<SessionSignOut> SessionSignOut::fromJson(BytesView text)
{
    return empty<SessionSignOut>(text);
}

Bytes SessionEndAll::toJson() const
{
    return user.empty() ? Bytes("{}") : dumpJson({ { "user", user } });
}

Result<SessionEndAll> SessionEndAll::fromJson(BytesView text)
{
    LOCUS_TRY_VALUE(object, parseObject(text.empty() ? BytesView("{}") : text));
    JsonFields in(object);
    SessionEndAll message { in.textOr("user") };
    LOCUS_TRY(in.statusStrict());
    return message;
}

Bytes SessionsShown::toJson() const
{
    json out = json::array();
    for (const SessionInfo& session : items) {
        out.push_back({ { "sessionId", session.sessionId }, { "user", session.user },
            { "openedAt", toRfc3339(session.openedAt) },
            { "lastUsedAt", toRfc3339(session.lastUsedAt) },
            { "expiresAt", toRfc3339(session.expiresAt) }, { "current", session.isCurrent } });
    }
    return dumpJson({ { "items", std::move(out) } });
}

Result<SessionsShown> SessionsShown::fromJson(BytesView text)
{
    LOCUS_TRY_VALUE(object, parseObject(text));
    JsonFields in(object);
    SessionsShown message;
    const json& items = in.any("items");
    LOCUS_TRY(in.status());
    for (const json& item : items) {
        JsonFields one(item);
        message.items.push_back(
            { one.text("sessionId"), one.text("user"), one.instant("openedAt").value_or(Instant()),
                one.instant("lastUsedAt").value_or(Instant()),
                one.instant("expiresAt").value_or(Instant()), one.booleanOr("current", false) });
        LOCUS_TRY(one.status());
    }
    return message;
}

Bytes SessionList::toJson() const
{
    return "{}";
}

Result<SessionList> SessionList::fromJson(BytesView text)
{
    return empty<SessionList>(text);
}

Bytes TotpEnrolled::toJson() const
{
    return dumpJson({ { "secret", secret }, { "uri", uri } });
}

Result<TotpEnrolled> TotpEnrolled::fromJson(BytesView text)
{
    LOCUS_TRY_VALUE(object, parseObject(text));
    JsonFields in(object);
    TotpEnrolled message { in.text("secret"), in.textOr("uri") };
    LOCUS_TRY(in.status());
    return message;
}

Bytes TotpEnrol::toJson() const
{
    return "{}";
}

Result<TotpEnrol> TotpEnrol::fromJson(BytesView text)
{
    return empty<TotpEnrol>(text);
}

} // namespace locus::protocol
