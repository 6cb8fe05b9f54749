// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/protocol/dead_letters_messages.h"

#include "core/base/base64.h"
#include "core/protocol/dead_letters_json.h"
#include "core/protocol/json_text.h"
#include "core/protocol/version.h"

#include <nlohmann/json.hpp>

namespace locus::protocol {

using dead_letters::CauseCount;
using dead_letters::LetterNote;
using dead_letters::ShownHeader;
using nlohmann::json;

namespace {

json numberOrNull(const std::optional<std::int64_t>& value)
{
    return value ? json(*value) : json(nullptr);
}

std::optional<std::int64_t> optionalInteger(JsonFields& in, std::string_view name)
{
    return in.has(name) ? std::optional(in.integer(name, 0, INT64_MAX)) : std::nullopt;
}

json base64OrNull(const std::optional<Bytes>& value)
{
    return value ? json(toBase64(*value)) : json(nullptr);
}

std::optional<Bytes> octetsAt(JsonFields& in, std::string_view name)
{
    if (!in.has(name)) {
        return std::nullopt;
    }
    auto octets = fromBase64(in.textOr(name));
    if (!octets) {
        in.fail(invalid("params.type", "\"" + std::string(name) + "\" must be base64")
                    .with("field", std::string(name))
                    .with("allowed", "base64"));
    }
    return octets;
}

json headersObject(const std::vector<ShownHeader>& headers)
{
    json out = json::array();
    for (const ShownHeader& header : headers) {
        out.push_back({ { "name", header.name }, { "bytes", numberOrNull(header.bytes) },
            { "text", header.text ? json(*header.text) : json(nullptr) } });
    }
    return out;
}

// Codes are anybody's to see, a person's words may name a patient: two members, for masking.
json historyObject(const std::vector<LetterNote>& history)
{
    json out = json::array();
    for (const LetterNote& note : history) {
        out.push_back({ { "at", toRfc3339(note.at) }, { "actor", note.actor },
            { "action", note.action }, { note.isByCore() ? "code" : "reason", note.reason } });
    }
    return out;
}

json causeObject(const CauseCount& group)
{
    return { { "cause", group.cause.key }, { "errorCode", group.cause.errorClass },
        { "message", group.cause.message }, { "origin", group.origin },
        { "handler", group.cause.handler }, { "topic", group.cause.topic },
        { "letters", group.letters }, { "first", group.first },
        { "firstFailed", toRfc3339(group.firstFailed) },
        { "lastFailed", toRfc3339(group.lastFailed) }, { "sample", group.sample.toString() } };
}

Result<CauseCount> causeFrom(const json& value)
{
    JsonFields in(value);
    CauseCount out;
    out.cause.key = in.textOr("cause");
    out.origin = in.textOr("origin");
    out.cause.errorClass = in.textOr("errorCode");
    out.cause.message = in.textOr("message");
    out.cause.handler = in.textOr("handler");
    out.cause.topic = in.textOr("topic");
    out.letters = in.integerOr("letters", 0);
    out.first = in.integerOr("first", 0);
    out.firstFailed = in.instant("firstFailed").value_or(Instant());
    out.lastFailed = in.instant("lastFailed").value_or(Instant());
    out.sample = in.uuid("sample");
    LOCUS_TRY(in.status());
    return out;
}

} // namespace

Bytes letterToJson(const dead_letters::Letter& letter)
{
    return dumpJson(letterObject(letter));
}

Result<dead_letters::Letter> letterFromJson(BytesView text)
{
    LOCUS_TRY_VALUE(object, parseObject(text));
    return letterFrom(object);
}

Bytes DeadLettersPage::toJson() const
{
    json items = json::array();
    for (const auto& letter : page.items) {
        items.push_back(letterObject(letter));
    }
    return dumpJson({ { "items", std::move(items) }, { "next", page.next },
        { "total", numberOrNull(page.total) } });
}

Result<DeadLettersPage> DeadLettersPage::fromJson(BytesView text)
{
    LOCUS_TRY_VALUE(object, parseObject(text));
    JsonFields in(object);
    DeadLettersPage message;
    message.page.next = in.textOr("next");
    message.page.total = optionalInteger(in, "total");
    const json& items = in.any("items");
    LOCUS_TRY(in.status());
    for (const json& value : items) {
        LOCUS_TRY_VALUE(letter, letterFrom(value));
        message.page.items.push_back(std::move(letter));
    }
    return message;
}

Bytes DeadLettersList::toJson() const
{
    json out = { { "filter", filterObject(query.filter) },
        { "sort", query.descending ? "-parked" : "parked" }, { "limit", query.limit } };
    if (!query.after.empty()) {
        out["after"] = query.after;
    }
    return dumpJson(out);
}

Result<DeadLettersList> DeadLettersList::fromJson(BytesView text)
{
    LOCUS_TRY_VALUE(object, parseObject(text));
    JsonFields in(object);
    DeadLettersList message;
    message.query.limit = static_cast<int>(in.integerOr("limit", 200, 1, pageItems));
    message.query.after = in.textOr("after");
    const std::string sort = in.textOr("sort", "-parked");
    message.query.descending = sort == "-parked";
    if (sort != "parked" && sort != "-parked") {
        in.fail(invalid("params.range", "there is no such sort order")
                    .with("field", "sort")
                    .with("allowed", "parked, -parked"));
    }
    const json& filter = in.any("filter");
    LOCUS_TRY(in.statusStrict());
    LOCUS_TRY_VALUE(read, filterFrom(filter));
    message.query.filter = std::move(read);
    return message;
}

Bytes DeadLetterDetail::toJson() const
{
    return dumpJson(
        { { "letter", letterObject(detail.letter) }, { "keyBytes", numberOrNull(detail.keyBytes) },
            { "valueBytes", numberOrNull(detail.valueBytes) },
            { "headers", headersObject(detail.headers) },
            { "history", historyObject(detail.history) } });
}

Result<DeadLetterDetail> DeadLetterDetail::fromJson(BytesView text)
{
    LOCUS_TRY_VALUE(object, parseObject(text));
    JsonFields in(object);
    DeadLetterDetail message;
    message.detail.keyBytes = optionalInteger(in, "keyBytes");
    message.detail.valueBytes = optionalInteger(in, "valueBytes");
    LOCUS_TRY_VALUE(letter, letterFrom(in.any("letter")));
    message.detail.letter = std::move(letter);
    for (const json& value : in.any("headers")) {
        JsonFields header(value);
        ShownHeader shown { header.textOr("name"), optionalInteger(header, "bytes"), {} };
        if (header.has("text")) {
            shown.text = header.textOr("text");
        }
        LOCUS_TRY(header.status());
        message.detail.headers.push_back(std::move(shown));
    }
    for (const json& value : in.any("history")) {
        JsonFields note(value);
        message.detail.history.push_back(
            { note.instant("at").value_or(Instant()), note.textOr("actor"), note.textOr("action"),
                note.has("code") ? note.textOr("code") : note.textOr("reason") });
        LOCUS_TRY(note.status());
    }
    LOCUS_TRY(in.status());
    return message;
}

Bytes DeadLettersGet::toJson() const
{
    return dumpJson({ { "deadLetterId", deadLetterId.toString() } });
}

Result<DeadLettersGet> DeadLettersGet::fromJson(BytesView text)
{
    LOCUS_TRY_VALUE(object, parseObject(text));
    JsonFields in(object);
    DeadLettersGet message { in.uuid("deadLetterId") };
    LOCUS_TRY(in.statusStrict());
    return message;
}

Bytes DeadLettersCounted::toJson() const
{
    json states = json::object();
    for (std::size_t i = 0; i < stats.byState.size(); ++i) {
        states[std::string(toString(dead_letters::letterStates.at(i)))] = stats.byState.at(i);
    }
    json causes = json::array();
    for (const CauseCount& group : stats.causes) {
        causes.push_back(causeObject(group));
    }
    return dumpJson({ { "states", std::move(states) },
        { "oldestOpen", stats.oldestOpen ? json(toRfc3339(*stats.oldestOpen)) : json(nullptr) },
        { "causes", std::move(causes) } });
}

Result<DeadLettersCounted> DeadLettersCounted::fromJson(BytesView text)
{
    LOCUS_TRY_VALUE(object, parseObject(text));
    JsonFields in(object);
    DeadLettersCounted message;
    message.stats.oldestOpen = in.instant("oldestOpen");
    const json& states = in.any("states");
    const json& causes = in.any("causes");
    LOCUS_TRY(in.status());
    JsonFields counts(states);
    for (std::size_t i = 0; i < message.stats.byState.size(); ++i) {
        message.stats.byState.at(i) =
            counts.integerOr(toString(dead_letters::letterStates.at(i)), 0);
    }
    LOCUS_TRY(counts.status());
    for (const json& value : causes) {
        LOCUS_TRY_VALUE(group, causeFrom(value));
        message.stats.causes.push_back(std::move(group));
    }
    return message;
}

Bytes DeadLettersStats::toJson() const
{
    return dumpJson({ { "filter", filterObject(filter) } });
}

Result<DeadLettersStats> DeadLettersStats::fromJson(BytesView text)
{
    LOCUS_TRY_VALUE(object, parseObject(text));
    JsonFields in(object);
    const json& filter = in.any("filter");
    LOCUS_TRY(in.statusStrict());
    LOCUS_TRY_VALUE(read, filterFrom(filter));
    return DeadLettersStats { std::move(read) };
}

Bytes DeadLetterChanged::toJson() const
{
    json out = { { "deadLetterId", deadLetterId.toString() }, { "state", toString(state) },
        { "attempts", attempts } };
    if (!errorCode.empty()) {
        out["errorCode"] = errorCode;
        out["errorMessage"] = errorMessage;
    }
    if (next) {
        out["next"] = next->toString();
    }
    if (runId) {
        out["runId"] = runId->toString();
    }
    return dumpJson(out);
}

Result<DeadLetterChanged> DeadLetterChanged::fromJson(BytesView text)
{
    LOCUS_TRY_VALUE(object, parseObject(text));
    JsonFields in(object);
    DeadLetterChanged message;
    message.deadLetterId = in.uuid("deadLetterId");
    message.state = stateAt(in, "state", dead_letters::letterStates, dead_letters::letterStateFrom);
    message.attempts = in.integerOr("attempts", 0);
    message.errorCode = in.textOr("errorCode");
    message.errorMessage = in.textOr("errorMessage");
    if (in.has("next")) {
        message.next = in.uuid("next");
    }
    if (in.has("runId")) {
        message.runId = in.uuid("runId");
    }
    LOCUS_TRY(in.status());
    return message;
}

Bytes DeadLettersDiscard::toJson() const
{
    return dumpJson({ { "commandId", commandId.toString() },
        { "deadLetterId", deadLetterId.toString() }, { "reason", reason } });
}

Result<DeadLettersDiscard> DeadLettersDiscard::fromJson(BytesView text)
{
    LOCUS_TRY_VALUE(object, parseObject(text));
    JsonFields in(object);
    DeadLettersDiscard message { in.uuid("commandId"), in.uuid("deadLetterId"), in.text("reason") };
    LOCUS_TRY(in.statusStrict());
    return message;
}

Bytes DeadLettersEdit::toJson() const
{
    json out = { { "commandId", commandId.toString() }, { "deadLetterId", deadLetterId.toString() },
        { "reason", reason } };
    if (uploadId) {
        out["uploadId"] = uploadId->toString();
    } else {
        out["valueBase64"] = toBase64(value);
    }
    return dumpJson(out);
}

Result<DeadLettersEdit> DeadLettersEdit::fromJson(BytesView text)
{
    LOCUS_TRY_VALUE(object, parseObject(text));
    JsonFields in(object);
    DeadLettersEdit message { in.uuid("commandId"), in.uuid("deadLetterId"), {}, {},
        in.text("reason") };
    message.value = octetsAt(in, "valueBase64").value_or(Bytes());
    if (in.has("uploadId")) {
        message.uploadId = in.uuid("uploadId");
    }
    LOCUS_TRY(in.statusStrict());
    if (message.value.empty() == !message.uploadId) {
        return invalid("params.missing", R"(exactly one of "valueBase64" and "uploadId" is needed)")
            .with("field", "valueBase64")
            .with("allowed", "valueBase64, uploadId");
    }
    return message;
}

Bytes DeadLetterContent::toJson() const
{
    json headers = json::array();
    for (const auto& [name, value] : content.headers) {
        headers.push_back({ { "name", name }, { "valueBase64", base64OrNull(value) } });
    }
    json out = { { "deadLetterId", content.id.toString() },
        { "keyBase64", base64OrNull(content.key) }, { "valueBase64", base64OrNull(content.value) },
        { "valueBytes", valueBytes }, { "headers", std::move(headers) } };
    if (content.edited) {
        out["editedBase64"] = toBase64(*content.edited);
        out["editedBytes"] = editedBytes;
    }
    return dumpJson(out);
}

Result<DeadLetterContent> DeadLetterContent::fromJson(BytesView text)
{
    LOCUS_TRY_VALUE(object, parseObject(text));
    JsonFields in(object);
    DeadLetterContent message;
    message.content.id = in.uuid("deadLetterId");
    message.content.key = octetsAt(in, "keyBase64");
    message.content.value = octetsAt(in, "valueBase64");
    message.content.edited = octetsAt(in, "editedBase64");
    message.valueBytes = in.integerOr("valueBytes", 0);
    message.editedBytes = in.integerOr("editedBytes", 0);
    for (const json& value : in.any("headers")) {
        JsonFields header(value);
        std::string name = header.textOr("name");
        message.content.headers.emplace_back(std::move(name), octetsAt(header, "valueBase64"));
        LOCUS_TRY(header.status());
    }
    LOCUS_TRY(in.status());
    return message;
}

Bytes DeadLettersReveal::toJson() const
{
    return dumpJson({ { "commandId", commandId.toString() },
        { "deadLetterId", deadLetterId.toString() }, { "reason", reason } });
}

Result<DeadLettersReveal> DeadLettersReveal::fromJson(BytesView text)
{
    LOCUS_TRY_VALUE(object, parseObject(text));
    JsonFields in(object);
    DeadLettersReveal message { in.uuid("commandId"), in.uuid("deadLetterId"), in.text("reason") };
    LOCUS_TRY(in.statusStrict());
    return message;
}

} // namespace locus::protocol
