// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/protocol/redrive_messages.h"

#include "core/protocol/dead_letters_json.h"
#include "core/protocol/json_text.h"
#include "core/protocol/version.h"

#include <nlohmann/json.hpp>

namespace locus::protocol {

using dead_letters::RedrivePlan;
using dead_letters::RedriveRun;
using dead_letters::RunItem;
using nlohmann::json;

namespace {

json planObject(const RedrivePlan& plan)
{
    json preview = json::array();
    for (const auto& letter : plan.preview) {
        preview.push_back(letterObject(letter));
    }
    json targets = json::array();
    for (const auto& target : plan.targets) {
        targets.push_back({ { "topic", target.topic }, { "letters", target.letters },
            { "exists", target.exists ? json(*target.exists) : json(nullptr) } });
    }
    return { { "letters", plan.letters }, { "bytes", plan.bytes },
        { "targets", std::move(targets) }, { "withoutSource", plan.withoutSource },
        { "notOpen", plan.notOpen }, { "inOtherRuns", plan.inOtherRuns },
        { "behindOthers", plan.behindOthers },
        { "firstOther", plan.firstOther ? json(plan.firstOther->toString()) : json(nullptr) },
        { "followers", plan.followers }, { "preview", std::move(preview) } };
}

Result<RedrivePlan> planFrom(const json& value)
{
    JsonFields in(value);
    RedrivePlan out;
    out.letters = in.integerOr("letters", 0);
    out.bytes = in.integerOr("bytes", 0);
    out.withoutSource = in.integerOr("withoutSource", 0);
    for (const json& one : in.any("targets")) {
        JsonFields target(one);
        out.targets.push_back({ target.textOr("topic"), target.integerOr("letters", 0) });
        if (target.has("exists")) {
            out.targets.back().exists = target.booleanOr("exists", false);
        }
        LOCUS_TRY(target.status());
    }
    out.notOpen = in.integerOr("notOpen", 0);
    out.inOtherRuns = in.integerOr("inOtherRuns", 0);
    out.behindOthers = in.integerOr("behindOthers", 0);
    if (in.has("firstOther")) {
        out.firstOther = in.uuid("firstOther");
    }
    out.followers = in.integerOr("followers", 0);
    const json& preview = in.any("preview");
    LOCUS_TRY(in.status());
    for (const json& one : preview) {
        LOCUS_TRY_VALUE(letter, letterFrom(one));
        out.preview.push_back(std::move(letter));
    }
    return out;
}

json runObject(const RedriveRun& run)
{
    return { { "runId", run.id.toString() }, { "state", toString(run.state) },
        { "owner", run.owner }, { "reason", run.reason }, { "topic", run.topic },
        { "ratePerSecond", run.ratePerSecond }, { "started", toRfc3339(run.started) },
        { "changed", toRfc3339(run.changed) }, { "total", run.total }, { "redriven", run.redriven },
        { "failed", run.failed }, { "skipped", run.skipped }, { "pending", run.pending() } };
}

Result<RedriveRun> runFrom(const json& value)
{
    JsonFields in(value);
    RedriveRun out;
    out.id = in.uuid("runId");
    out.state = stateAt(in, "state", dead_letters::runStates, dead_letters::runStateFrom);
    out.owner = in.textOr("owner");
    out.reason = in.textOr("reason");
    out.topic = in.textOr("topic");
    out.ratePerSecond = in.integerOr("ratePerSecond", 0);
    out.started = in.instant("started").value_or(Instant());
    out.changed = in.instant("changed").value_or(Instant());
    out.total = in.integerOr("total", 0);
    out.redriven = in.integerOr("redriven", 0);
    out.failed = in.integerOr("failed", 0);
    out.skipped = in.integerOr("skipped", 0);
    LOCUS_TRY(in.status());
    return out;
}

json itemObject(const RunItem& item)
{
    return { { "turn", item.turn }, { "deadLetterId", item.letter.toString() },
        { "state", toString(item.state) }, { "result", item.result } };
}

Result<RunItem> itemFrom(const json& value)
{
    JsonFields in(value);
    RunItem out;
    out.turn = in.integerOr("turn", 0);
    out.letter = in.uuid("deadLetterId");
    out.state = stateAt(in, "state", dead_letters::itemStates, dead_letters::itemStateFrom);
    out.result = in.textOr("result");
    LOCUS_TRY(in.status());
    return out;
}

Error oneSelection()
{
    return invalid("params.missing",
        R"(exactly one of "deadLetterId", "deadLetterIds" and "filter" is needed)")
        .with("field", "deadLetterId")
        .with("allowed", "deadLetterId, deadLetterIds, filter");
}

Status readIds(JsonFields& in, DeadLettersRedrive& out)
{
    std::vector<Uuid>& ids = out.order.selection.ids;
    const std::vector<std::string> texts = in.texts("deadLetterIds");
    for (const std::string& one : texts) {
        LOCUS_TRY_VALUE(id, Uuid::parse(one));
        ids.push_back(id);
    }
    out.isOne = in.has("deadLetterId");
    if (out.isOne) {
        ids.push_back(in.uuid("deadLetterId"));
    }
    const int ways = (out.isOne ? 1 : 0) + (texts.empty() ? 0 : 1) + (in.has("filter") ? 1 : 0);
    if (ways != 1) {
        return oneSelection();
    }
    if (ids.size() > pageItems) {
        return invalid("params.range", "at most 500 letters can be named; use a filter")
            .with("field", "deadLetterIds")
            .with("allowed", "1..500");
    }
    return {};
}

} // namespace

Bytes runToJson(const RedriveRun& run)
{
    return dumpJson(runObject(run));
}

Bytes itemToJson(const RunItem& item)
{
    return dumpJson(itemObject(item));
}

Bytes RedriveRunChanged::toJson() const
{
    return dumpJson(
        { { "runId", runId.toString() }, { "state", toString(state) }, { "letters", letters } });
}

Result<RedriveRunChanged> RedriveRunChanged::fromJson(BytesView text)
{
    LOCUS_TRY_VALUE(object, parseObject(text));
    JsonFields in(object);
    RedriveRunChanged message;
    message.runId = in.uuid("runId");
    message.state = stateAt(in, "state", dead_letters::runStates, dead_letters::runStateFrom);
    message.letters = in.integerOr("letters", 0);
    LOCUS_TRY(in.status());
    return message;
}

Bytes RedriveAnswer::toJson() const
{
    if (letter) {
        return R"({"letter":)" + letter->toJson() + "}";
    }
    if (run) {
        return R"({"run":)" + run->toJson() + "}";
    }
    return dumpJson({ { "plan", planObject(plan.value_or(RedrivePlan())) } });
}

Result<RedriveAnswer> RedriveAnswer::fromJson(BytesView text)
{
    LOCUS_TRY_VALUE(object, parseObject(text));
    JsonFields in(object);
    RedriveAnswer message;
    if (in.has("letter")) {
        LOCUS_TRY_VALUE(letter, DeadLetterChanged::fromJson(dumpJson(in.any("letter"))));
        message.letter = std::move(letter);
    } else if (in.has("run")) {
        LOCUS_TRY_VALUE(run, RedriveRunChanged::fromJson(dumpJson(in.any("run"))));
        message.run = run;
    } else {
        LOCUS_TRY_VALUE(plan, planFrom(in.any("plan")));
        message.plan = std::move(plan);
    }
    LOCUS_TRY(in.status());
    return message;
}

Bytes DeadLettersRedrive::toJson() const
{
    json out = { { "commandId", commandId.toString() }, { "dryRun", dryRun },
        { "ratePerSecond", order.ratePerSecond } };
    if (isOne) {
        out["deadLetterId"] = order.selection.ids.front().toString();
    } else if (order.selection.ids.empty()) {
        out["filter"] = filterObject(order.selection.filter);
    }
    for (const Uuid& id : isOne ? std::vector<Uuid>() : order.selection.ids) {
        out["deadLetterIds"].push_back(id.toString());
    }
    if (!order.topic.empty()) {
        out["topic"] = order.topic;
    }
    if (!order.reason.empty()) {
        out["reason"] = order.reason;
    }
    if (order.expect) {
        out["expect"] = *order.expect;
    }
    return dumpJson(out);
}

Result<DeadLettersRedrive> DeadLettersRedrive::fromJson(BytesView text)
{
    LOCUS_TRY_VALUE(object, parseObject(text));
    JsonFields in(object);
    DeadLettersRedrive message;
    message.commandId = in.uuid("commandId");
    message.dryRun = in.booleanOr("dryRun", false);
    message.order.ratePerSecond =
        in.integerOr("ratePerSecond", dead_letters::defaultRate, 1, dead_letters::fastestRate);
    message.order.topic = in.textOr("topic");
    message.order.reason = in.textOr("reason");
    if (in.has("expect")) {
        message.order.expect = in.integer("expect", 1, INT64_MAX);
    }
    const Status ids = readIds(in, message);
    const json& filter = in.any("filter");
    LOCUS_TRY(in.statusStrict());
    LOCUS_TRY(ids);
    LOCUS_TRY_VALUE(read, filterFrom(filter));
    const bool onlyOpen =
        read.states.empty() || read.states == std::vector { dead_letters::LetterState::Open };
    if (!onlyOpen) {
        return invalid("params.range", "only open letters can be redriven by a filter")
            .with("field", "states")
            .with("allowed", "open");
    }
    message.order.selection.filter = std::move(read);
    return message;
}

Bytes RedriveRunsPage::toJson() const
{
    json items = json::array();
    for (const RedriveRun& run : page.items) {
        items.push_back(runObject(run));
    }
    return dumpJson({ { "items", std::move(items) }, { "next", page.next } });
}

Result<RedriveRunsPage> RedriveRunsPage::fromJson(BytesView text)
{
    LOCUS_TRY_VALUE(object, parseObject(text));
    JsonFields in(object);
    RedriveRunsPage message;
    message.page.next = in.textOr("next");
    const json& items = in.any("items");
    LOCUS_TRY(in.status());
    for (const json& value : items) {
        LOCUS_TRY_VALUE(run, runFrom(value));
        message.page.items.push_back(std::move(run));
    }
    return message;
}

Bytes DeadLettersRuns::toJson() const
{
    json out = { { "limit", limit } };
    if (!after.empty()) {
        out["after"] = after;
    }
    return dumpJson(out);
}

Result<DeadLettersRuns> DeadLettersRuns::fromJson(BytesView text)
{
    LOCUS_TRY_VALUE(object, parseObject(text));
    JsonFields in(object);
    DeadLettersRuns message;
    message.limit = static_cast<int>(in.integerOr("limit", 50, 1, pageItems));
    message.after = in.textOr("after");
    LOCUS_TRY(in.statusStrict());
    return message;
}

Bytes RedriveRunDetail::toJson() const
{
    json items = json::array();
    for (const RunItem& item : detail.items) {
        items.push_back(itemObject(item));
    }
    return dumpJson({ { "run", runObject(detail.run) }, { "items", std::move(items) },
        { "next", detail.next } });
}

Result<RedriveRunDetail> RedriveRunDetail::fromJson(BytesView text)
{
    LOCUS_TRY_VALUE(object, parseObject(text));
    JsonFields in(object);
    RedriveRunDetail message;
    message.detail.next = in.integerOr("next", 0);
    const json& run = in.any("run");
    const json& items = in.any("items");
    LOCUS_TRY(in.status());
    LOCUS_TRY_VALUE(readRun, runFrom(run));
    message.detail.run = std::move(readRun);
    for (const json& value : items) {
        LOCUS_TRY_VALUE(item, itemFrom(value));
        message.detail.items.push_back(std::move(item));
    }
    return message;
}

Bytes DeadLettersRun::toJson() const
{
    return dumpJson({ { "runId", runId.toString() }, { "after", after }, { "limit", limit } });
}

Result<DeadLettersRun> DeadLettersRun::fromJson(BytesView text)
{
    LOCUS_TRY_VALUE(object, parseObject(text));
    JsonFields in(object);
    DeadLettersRun message { in.uuid("runId"), in.integerOr("after", 0),
        static_cast<int>(in.integerOr("limit", 200, 1, pageItems)) };
    LOCUS_TRY(in.statusStrict());
    return message;
}

Bytes RedriveRunCommand::toJson() const
{
    return dumpJson({ { "commandId", commandId.toString() }, { "runId", runId.toString() } });
}

Result<RedriveRunCommand> RedriveRunCommand::fromJson(BytesView text)
{
    LOCUS_TRY_VALUE(object, parseObject(text));
    JsonFields in(object);
    RedriveRunCommand message { in.uuid("commandId"), in.uuid("runId") };
    LOCUS_TRY(in.statusStrict());
    return message;
}

} // namespace locus::protocol
