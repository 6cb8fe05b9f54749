// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/protocol/delegation_messages.h"

#include "core/protocol/json_fields.h"
#include "core/protocol/json_text.h"
#include "core/protocol/page_json.h"
#include "core/protocol/role_fields.h"

#include <nlohmann/json.hpp>

namespace locus::protocol {

using nlohmann::json;
using people::Delegation;
using people::DelegationId;

namespace {

json instantOf(const std::optional<Instant>& time)
{
    return time ? json(toRfc3339(*time)) : json(nullptr);
}

json delegationObject(const Delegation& delegation)
{
    return { { "delegationId", delegation.id.toString() }, { "giver", delegation.giver },
        { "receiver", delegation.receiver }, { "roles", roleNames(delegation.roles) },
        { "methods", delegation.methods }, { "reason", delegation.reason },
        { "granted", toRfc3339(delegation.granted) }, { "from", toRfc3339(delegation.from) },
        { "until", toRfc3339(delegation.until) }, { "ended", instantOf(delegation.ended) },
        { "endedBy", delegation.endedBy }, { "version", delegation.version } };
}

Result<Delegation> delegationFrom(const json& object)
{
    JsonFields in(object);
    Delegation out;
    out.id = DelegationId(in.uuid("delegationId"));
    out.giver = in.text("giver");
    out.receiver = in.text("receiver");
    out.roles = rolesAt(in);
    out.methods = in.texts("methods");
    out.reason = in.textOr("reason");
    out.granted = in.instant("granted").value_or(Instant());
    out.from = in.instant("from").value_or(Instant());
    out.until = in.instant("until").value_or(Instant());
    out.ended = in.instant("ended");
    out.endedBy = in.textOr("endedBy");
    out.version = static_cast<std::uint64_t>(in.integerOr("version", 0));
    LOCUS_TRY(in.status());
    return out;
}

} // namespace

Bytes DelegationsPage::toJson() const
{
    json out = json::array();
    for (const Delegation& delegation : items) {
        out.push_back(delegationObject(delegation));
    }
    return dumpJson(pageObject(std::move(out), next, total));
}

Result<DelegationsPage> DelegationsPage::fromJson(BytesView text)
{
    LOCUS_TRY_VALUE(object, parseObject(text));
    DelegationsPage page;
    LOCUS_TRY_VALUE(head, readPage(object, [&page](const json& item) -> Status {
        LOCUS_TRY_VALUE(delegation, delegationFrom(item));
        page.items.push_back(std::move(delegation));
        return {};
    }));
    page.next = head.next;
    page.total = head.total;
    return page;
}

Bytes DelegationsGrant::toJson() const
{
    json out = { { "commandId", commandId.toString() }, { "receiver", receiver },
        { "roles", roleNames(roles) }, { "methods", methods }, { "reason", reason } };
    if (from) {
        out["from"] = toRfc3339(*from);
    }
    if (until) {
        out["until"] = toRfc3339(*until);
    }
    return dumpJson(out);
}

Result<DelegationsGrant> DelegationsGrant::fromJson(BytesView text)
{
    LOCUS_TRY_VALUE(object, parseObject(text));
    JsonFields in(object);
    DelegationsGrant message;
    message.commandId = in.uuid("commandId");
    message.receiver = in.text("receiver");
    message.roles = rolesAt(in);
    message.methods = in.texts("methods");
    message.from = in.instant("from");
    message.until = in.instant("until");
    message.reason = in.textOr("reason");
    LOCUS_TRY(in.statusStrict());
    return message;
}

Bytes DelegationsRevoke::toJson() const
{
    return dumpJson(
        { { "commandId", commandId.toString() }, { "delegationId", delegationId.toString() } });
}

Result<DelegationsRevoke> DelegationsRevoke::fromJson(BytesView text)
{
    LOCUS_TRY_VALUE(object, parseObject(text));
    JsonFields in(object);
    const DelegationsRevoke message { in.uuid("commandId"), DelegationId(in.uuid("delegationId")) };
    LOCUS_TRY(in.statusStrict());
    return message;
}

} // namespace locus::protocol
