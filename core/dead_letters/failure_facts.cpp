// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/dead_letters/failure_facts.h"

#include "core/base/json_writer.h"
#include "core/dead_letters/cause.h"
#include "core/dead_letters/failure_headers.h"
#include "core/dead_letters/original_comparison.h"
#include "core/events/record_facts.h"

namespace locus::dead_letters {

namespace {

void text(JsonWriter& out, std::string_view name, const std::optional<std::string>& value)
{
    out.key(name);
    if (value) {
        out.string(*value);
    } else {
        out.null();
    }
}

void textOrNull(JsonWriter& out, std::string_view name, std::string_view value)
{
    out.key(name);
    if (value.empty()) {
        out.null();
    } else {
        out.string(value);
    }
}

void number(JsonWriter& out, std::string_view name, const std::optional<std::int64_t>& value)
{
    out.key(name);
    if (value) {
        out.number(*value);
    } else {
        out.null();
    }
}

void texts(JsonWriter& out, std::string_view name, const std::vector<std::string>& values)
{
    out.key(name).beginArray();
    for (const std::string& value : values) {
        out.string(value);
    }
    out.endArray();
}

void place(JsonWriter& out, std::string_view name, const std::optional<Place>& value)
{
    out.key(name);
    if (!value || *value == Place {}) {
        out.null();
        return;
    }
    out.beginObject();
    text(out, "topic", value->topic);
    number(out, "partition", value->partition);
    number(out, "offset", value->offset);
    number(out, "timestamp", value->timestampMs);
    out.endObject();
}

void exception(JsonWriter& out, std::string_view name, const std::optional<Exception>& value)
{
    out.key(name);
    if (!value) {
        out.null();
        return;
    }
    out.beginObject();
    text(out, "class", value->className);
    text(out, "message", value->message);
    text(out, "causeClass", value->causeClass);
    text(out, "causeMessage", value->causeMessage);
    text(out, "rootCauseClass", value->rootCauseClass);
    text(out, "rootCauseMessage", value->rootCauseMessage);
    textOrNull(out, "side", value->side);
    out.key("stackTrace").boolean(value->stackTrace);
    out.endObject();
}

// Spring's JSON serializer adds its types to a value that it writes anew.
bool isFrameworks(std::string_view name)
{
    return findFailureHeader(name) || name == "__TypeId__" || name == "__Key_TypeId__"
        || name == "__ContentTypeId__" || name == "__KeyTypeId__";
}

// The names that stood before; a share group's dead letter has none of the original's.
void remainingNames(
    JsonWriter& out, const Failure& failure, std::span<const events::WireHeader> headers)
{
    out.key("originalHeaderNames");
    if (failure.family == Family::None || failure.family == Family::ShareGroup) {
        out.null();
        return;
    }
    out.beginArray();
    for (const auto& [name, value] : headers) {
        if (!isFrameworks(name)) {
            out.string(name);
        }
    }
    out.endArray();
}

void comparison(JsonWriter& out, const Failure& failure, const events::WireRecord& record,
    const events::WireRecord* original)
{
    if (!original || failure.role == Role::None) {
        for (const char* name : { "keyEqualsOriginal", "valueEqualsOriginal", "originalHeadersKept",
                 "valueReserialized", "membersLost" }) {
            out.key(name).null();
        }
        remainingNames(out, failure, record.headers);
        return;
    }
    const OriginalComparison compared = compareWithOriginal(record, *original);
    out.key("keyEqualsOriginal").boolean(compared.keyEqual);
    out.key("valueEqualsOriginal").boolean(compared.valueEqual);
    out.key("originalHeadersKept").boolean(compared.headersKept);
    texts(out, "originalHeaderNames", compared.headerNames);
    out.key("valueReserialized").boolean(compared.reserialized);
    texts(out, "membersLost", compared.membersLost);
}

std::string_view roleOf(const Failure& failure, const events::WireRecord& record, bool isSource,
    const events::RecordKind& kind)
{
    if (failure.role != Role::None) {
        return toString(failure.role);
    }
    if (isSource) {
        return "source";
    }
    if (kind.isCloudEvent) {
        return "cloudevent";
    }
    if (!record.value) {
        return "tombstone";
    }
    return kind.isFramed ? "framed" : kind.isEvent ? "event" : std::string_view();
}

} // namespace

Bytes failureFacts(const events::WireRecord& record, const Failure& failure,
    const FactsContext& context, events::WireDecoder& decoder)
{
    JsonWriter out(2048);
    out.beginObject();
    const events::RecordKind kind = events::writeRecordFacts(out, record, decoder, context.schemas);
    textOrNull(out, "role", roleOf(failure, record, context.isSource, kind));
    textOrNull(out, "framework", toString(failure.family));
    out.key("headersTellNothing").boolean(failure.headersTellNothing);
    place(out, "original", failure.original);
    textOrNull(out, "originalFoundBy",
        context.hasTwin              ? "content"
            : failure.original.topic ? "headers"
                                     : "");
    place(out, "originAsReported", failure.originAsReported);
    text(out, "immediateOriginTopic", failure.immediateOriginTopic);
    number(out, "hops", failure.hops);
    exception(out, "exception", failure.exception);
    exception(out, "firstException", failure.firstException);
    number(out, "attempts", failure.attempts);
    number(out, "retryAttemptsHeader", failure.retryAttemptsHeader);
    number(out, "delayedRetryCountHeader", failure.delayedRetryCountHeader);
    text(out, "stage", failure.stage);
    text(out, "executingClass", failure.executingClass);
    text(out, "connector", failure.connector);
    number(out, "taskId", failure.taskId);
    text(out, "consumerGroup", failure.consumerGroup);
    text(out, "handler", failure.handler);
    comparison(out, failure, record, context.original);
    textOrNull(out, "cause",
        failure.role == Role::None ? std::string() : causeOf(failure, record.topic).key);
    texts(out, "malformedHeaders", failure.malformed);
    out.endObject();
    return events::onOneLine(std::move(out).take());
}

} // namespace locus::dead_letters
