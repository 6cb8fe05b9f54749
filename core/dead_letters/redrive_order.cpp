// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/dead_letters/redrive_order.h"

#include "core/base/json_writer.h"
#include "core/base/text.h"
#include "core/events/json_members.h"

namespace locus::dead_letters {

namespace {

constexpr std::string_view outcomeNames[] { "apply", "sent", "notSent" };

std::string joined(const std::vector<Uuid>& ids)
{
    std::string out;
    for (const Uuid& id : ids) {
        out += (out.empty() ? "" : ",") + id.toString();
    }
    return out;
}

std::int64_t numberAt(const events::JsonMembers& body, std::string_view name, std::int64_t fallback)
{
    const events::JsonMember* const member = body.find(name);
    return member == nullptr ? fallback : toInt(member->text).value_or(fallback);
}

Status readTime(const events::JsonMembers& body, std::string_view name, std::optional<Instant>& out)
{
    if (const std::string_view text = body.text(name); !text.empty()) {
        LOCUS_TRY_VALUE(time, parseRfc3339(text));
        out = time;
    }
    return {};
}

} // namespace

Bytes RedriveOrder::toJson() const
{
    const LetterFilter& filter = selection.filter;
    JsonWriter out;
    out.beginObject().member("deadLetterIds", joined(selection.ids)).member("topic", filter.topic);
    out.member("handler", filter.handler).member("errorCode", filter.errorCode);
    out.member("cause", filter.cause);
    out.member("since", filter.since ? toRfc3339(*filter.since) : std::string());
    out.member("until", filter.until ? toRfc3339(*filter.until) : std::string());
    out.key("firstOnly").boolean(filter.firstOnly);
    out.member("to", topic).member("reason", reason).key("ratePerSecond").number(ratePerSecond);
    if (expect) {
        out.key("expect").number(*expect);
    }
    out.endObject();
    return std::move(out).take();
}

Result<RedriveOrder> RedriveOrder::fromJson(BytesView text)
{
    events::JsonMembers body;
    LOCUS_TRY(body.read(text));
    RedriveOrder out;
    if (const std::string_view ids = body.text("deadLetterIds"); !ids.empty()) {
        for (const std::string_view one : split(ids, ',')) {
            LOCUS_TRY_VALUE(id, Uuid::parse(one));
            out.selection.ids.push_back(id);
        }
    }
    LetterFilter& filter = out.selection.filter;
    filter.topic = body.text("topic");
    filter.handler = body.text("handler");
    filter.errorCode = body.text("errorCode");
    filter.cause = body.text("cause");
    LOCUS_TRY(readTime(body, "since", filter.since));
    LOCUS_TRY(readTime(body, "until", filter.until));
    const events::JsonMember* const firstOnly = body.find("firstOnly");
    filter.firstOnly = firstOnly != nullptr && firstOnly->text == "true";
    out.topic = body.text("to");
    out.reason = body.text("reason");
    out.ratePerSecond = numberAt(body, "ratePerSecond", defaultRate);
    if (body.find("expect") != nullptr) {
        out.expect = numberAt(body, "expect", 0);
    }
    return out;
}

Bytes RedriveStep::toJson() const
{
    JsonWriter out;
    out.beginObject().key("runId").string(run.toString());
    out.key("deadLetterId").string(letter.toString());
    out.key("outcome").string(outcomeNames[static_cast<std::size_t>(outcome)]);
    out.member("result", result).endObject();
    return std::move(out).take();
}

Result<RedriveStep> RedriveStep::fromJson(BytesView text)
{
    events::JsonMembers body;
    LOCUS_TRY(body.read(text));
    LOCUS_TRY_VALUE(run, Uuid::parse(body.text("runId")));
    LOCUS_TRY_VALUE(letter, Uuid::parse(body.text("deadLetterId")));
    RedriveStep out { run, letter, Outcome::Apply, std::string(body.text("result")) };
    for (const Outcome one : { Outcome::Apply, Outcome::Sent, Outcome::NotSent }) {
        if (body.text("outcome") == outcomeNames[static_cast<std::size_t>(one)]) {
            out.outcome = one;
        }
    }
    return out;
}

} // namespace locus::dead_letters
