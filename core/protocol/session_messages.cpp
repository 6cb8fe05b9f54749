// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/protocol/session_messages.h"

#include "core/protocol/json_fields.h"
#include "core/protocol/json_text.h"

#include <nlohmann/json.hpp>

namespace locus::protocol {

using nlohmann::json;

namespace {

Result<std::vector<RevealInfo>> revealsFrom(const json& list)
{
    std::vector<RevealInfo> out;
    for (const json& value : list) {
        LOCUS_TRY_VALUE(info, RevealInfo::fromJson(value.dump()));
        out.push_back(std::move(info));
    }
    return out;
}

} // namespace

Bytes SessionOpened::toJson() const
{
    json open = json::array();
    for (const RevealInfo& reveal : reveals) {
        open.push_back(json::parse(reveal.toJson()));
    }
    return dumpJson({ { "user", user }, { "reveals", std::move(open) }, { "roles", roles }, { "serverVersion", serverVersion },
        { "protocolVersion", protocolVersion }, { "installation", installation },
        { "change", change },
        { "breakGlass", breakGlass ? json::parse(breakGlass->toJson()) : json(nullptr) },
        { "limits",
            { { "frameBytesIn", limits.frameBytesIn }, { "frameBytesOut", limits.frameBytesOut },
                { "pageItems", limits.pageItems }, { "uploadBytes", limits.uploadBytes },
                { "messagesPerSecond", limits.messagesPerSecond },
                { "sessionIdleMs", limits.sessionIdleMs } } } });
}

Result<SessionOpened> SessionOpened::fromJson(BytesView text)
{
    LOCUS_TRY_VALUE(object, parseObject(text));
    JsonFields in(object);
    SessionOpened message;
    message.user = in.text("user");
    message.roles = in.texts("roles");
    message.serverVersion = in.textOr("serverVersion");
    message.protocolVersion = in.text("protocolVersion");
    message.installation = in.textOr("installation");
    message.change = static_cast<std::uint64_t>(in.integer("change", 0, INT64_MAX));
    LOCUS_TRY_VALUE(open, revealsFrom(in.any("reveals")));
    message.reveals = std::move(open);
    LOCUS_TRY(in.status());
    if (const json& glass = in.any("breakGlass"); glass.is_object()) {
        LOCUS_TRY_VALUE(read, BreakGlassOpen::fromJson(dumpJson(glass)));
        message.breakGlass = std::move(read);
    }
    const json& limits = in.any("limits");
    if (!limits.is_null()) {
        JsonFields inner(limits);
        SessionLimits& out = message.limits;
        out.frameBytesIn = inner.integerOr("frameBytesIn", out.frameBytesIn);
        out.frameBytesOut = inner.integerOr("frameBytesOut", out.frameBytesOut);
        out.pageItems = inner.integerOr("pageItems", out.pageItems);
        out.uploadBytes = inner.integerOr("uploadBytes", 0);
        out.messagesPerSecond = inner.integerOr("messagesPerSecond", 0);
        out.sessionIdleMs = inner.integerOr("sessionIdleMs", 0);
        LOCUS_TRY(inner.status());
    }
    return message;
}

Bytes SessionOpen::toJson() const
{
    json out = { { "client", client }, { "version", version } };
    out[token.empty() ? "ticket" : "token"] = token.empty() ? ticket : token;
    return dumpJson(out);
}

Result<SessionOpen> SessionOpen::fromJson(BytesView text)
{
    LOCUS_TRY_VALUE(object, parseObject(text));
    JsonFields in(object);
    SessionOpen message;
    message.token = in.textOr("token");
    message.ticket = in.textOr("ticket");
    message.client = in.text("client");
    message.version = in.text("version");
    LOCUS_TRY(in.statusStrict());
    if (message.token.empty() == message.ticket.empty()) {
        return invalid("params.missing", R"(exactly one of "token" and "ticket" is needed)")
            .with("field", "token")
            .with("allowed", "token, ticket");
    }
    return message;
}

Bytes Ticket::toJson() const
{
    return dumpJson({ { "ticket", ticket }, { "expiresInMs", expiresInMs } });
}

Result<Ticket> Ticket::fromJson(BytesView text)
{
    LOCUS_TRY_VALUE(object, parseObject(text));
    JsonFields in(object);
    Ticket message { in.text("ticket"), in.integerOr("expiresInMs", 0) };
    LOCUS_TRY(in.status());
    return message;
}

} // namespace locus::protocol
