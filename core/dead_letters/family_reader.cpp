// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/dead_letters/family_reader.h"

#include "core/dead_letters/failure_headers.h"
#include "core/dead_letters/java_exception.h"
#include "core/dead_letters/stack_trace.h"

#include <algorithm>

namespace locus::dead_letters {

namespace {

using Causes = std::vector<TracedException>;

// SmallRye puts its headers before those it found; all others behind them.
bool isNewestFirst(Family family)
{
    return family == Family::SmallRye;
}

Place readPlace(const FieldSet& set, std::vector<std::string>& malformed)
{
    return { set.text(Field::Topic), set.count(Field::Partition, malformed),
        set.count(Field::Offset, malformed), set.count(Field::Timestamp, malformed) };
}

void addCauses(Exception& out, const Causes& causes)
{
    if (causes.empty()) {
        return;
    }
    out.rootCauseClass = causes.back().className;
    out.rootCauseMessage = causes.back().message;
    if (causes.size() > 1) {
        if (!out.causeClass) {
            out.causeClass = causes[1].className;
        }
        if (!out.causeMessage && *out.causeClass == causes[1].className) {
            out.causeMessage = causes[1].message;
        }
    }
}

bool isDeserialization(const std::optional<std::string>& className)
{
    return className && className->ends_with(".DeserializationException");
}

// What Spring's error-handling deserializer left as an object, where no text names it.
void addSerialized(Exception& out, const FieldSet& set, Field field)
{
    const auto stream = set.bytes(field);
    if (!stream || out.className) {
        return;
    }
    const Causes causes = readJavaException(*stream);
    if (!causes.empty()) {
        out.className = causes.front().className;
        out.message = causes.front().message;
        addCauses(out, causes);
    }
}

void addSpringSide(Exception& out, const FieldSet& set)
{
    const bool key = set.has(Field::KeyExceptionClass) || set.has(Field::SerializedKeyException);
    const bool value = set.has(Field::SerializedException)
        || (set.has(Field::ExceptionClass)
            && (isDeserialization(out.className) || isDeserialization(out.causeClass)));
    if (key || value) {
        out.side = key && value ? "key and value" : key ? "key" : "value";
    } else if (set.has(Field::ExceptionClass)) {
        out.side = "handler";
    }
}

// The names of Kafka Streams' own methods tell on which side of the handler it happened.
std::string streamsSide(std::string_view trace)
{
    constexpr std::string_view internals = "org.apache.kafka.streams.processor.internals.";
    const auto passed = [&](std::string_view frame) {
        return trace.find(std::string(internals) + std::string(frame)) != std::string_view::npos;
    };
    if (passed("SourceNode.deserializeKey")) {
        return "key";
    }
    if (passed("SourceNode.deserializeValue")) {
        return "value";
    }
    if (passed("RecordCollectorImpl.")) {
        return "production";
    }
    return passed("ProcessorNode.") || passed("SourceNode.process") ? "processor" : "";
}

std::string connectSide(const std::optional<std::string>& stage)
{
    return stage == "KEY_CONVERTER" ? "key" : stage == "VALUE_CONVERTER" ? "value" : "";
}

Exception readException(const FieldSet& set, Family family)
{
    const bool keyOnly = !set.has(Field::ExceptionClass) && set.has(Field::KeyExceptionClass);
    Exception out;
    out.className = set.text(keyOnly ? Field::KeyExceptionClass : Field::ExceptionClass);
    out.message = set.text(keyOnly ? Field::KeyMessage : Field::Message);
    out.causeClass = set.text(Field::CauseClass);
    out.causeMessage = set.text(Field::CauseMessage);
    const auto trace = set.text(keyOnly ? Field::KeyStackTrace : Field::StackTrace);
    out.stackTrace = trace.has_value();
    if (trace) {
        addCauses(out, readStackTrace(*trace));
    }
    if (family == Family::Streams && trace) {
        out.side = streamsSide(*trace);
    }
    if (family == Family::Spring) {
        addSerialized(out, set, Field::SerializedException);
        addSerialized(out, set, Field::SerializedKeyException);
        addSpringSide(out, set);
    }
    return out;
}

// Kafka Streams' names for the topics between its own steps.
bool isInternalTopic(std::string_view topic)
{
    return topic.ends_with("-repartition") || topic.ends_with("-changelog")
        || topic.ends_with("-subscription-registration-topic")
        || topic.ends_with("-subscription-response-topic");
}

void addOrigins(Failure& out, const FailureSets& sets)
{
    if (sets.origins.empty()) {
        return;
    }
    const bool reversed = isNewestFirst(out.family);
    const FieldSet& first = reversed ? sets.origins.back() : sets.origins.front();
    const FieldSet& last = reversed ? sets.origins.front() : sets.origins.back();
    out.original = readPlace(first, out.malformed);
    out.immediateOriginTopic = last.text(Field::Topic);
    out.consumerGroup = last.text(Field::Group);
    out.hops = static_cast<std::int64_t>(sets.origins.size());
}

void addExceptions(Failure& out, const FailureSets& sets)
{
    if (sets.exceptions.empty()) {
        return;
    }
    const bool reversed = isNewestFirst(out.family);
    const FieldSet& last = reversed ? sets.exceptions.front() : sets.exceptions.back();
    out.exception = readException(last, out.family);
    if (sets.exceptions.size() > 1) {
        out.firstException =
            readException(reversed ? sets.exceptions.back() : sets.exceptions.front(), out.family);
    }
}

// A retry topic keeps the first origin, so the last one is not told, but each hand-over counts.
void addSpringRetries(Failure& out, const FailureSets& sets)
{
    const auto retries = std::count_if(sets.others.begin(), sets.others.end(),
        [](const FieldSet& set) { return set.has(Field::RetryAttempts); });
    if (retries == 0) {
        return;
    }
    const FieldSet& last = sets.others.back();
    out.retryAttemptsHeader = last.count(Field::RetryAttempts, out.malformed);
    if (out.retryAttemptsHeader && *out.retryAttemptsHeader > 0) {
        out.attempts = *out.retryAttemptsHeader - 1;
    }
    if (out.hops) {
        out.immediateOriginTopic =
            retries == 1 && *out.hops == 1 ? out.original.topic : std::nullopt;
        out.hops = std::max<std::int64_t>(*out.hops, retries);
    }
    if (!out.original.timestampMs) {
        out.original.timestampMs =
            sets.others.front().shortest(Field::RetryTimestamp, out.malformed);
    }
}

void addConnect(Failure& out, const FieldSet& last)
{
    out.stage = last.text(Field::Stage);
    out.executingClass = last.text(Field::ExecutingClass);
    out.connector = last.text(Field::Connector);
    out.taskId = last.count(Field::TaskId, out.malformed);
    if (out.exception) {
        out.exception->side = connectSide(out.stage);
    }
}

void addSmallRye(Failure& out, const FieldSet& newest, const FieldSet& oldest)
{
    out.delayedRetryCountHeader = newest.count(Field::DelayedCount, out.malformed);
    if (out.delayedRetryCountHeader) {
        out.attempts = *out.delayedRetryCountHeader + 1;
    }
    out.original.timestampMs = oldest.count(Field::DelayedTimestamp, out.malformed);
}

void addOthers(Failure& out, const FailureSets& sets)
{
    if (sets.others.empty()) {
        return;
    }
    const FieldSet& last = sets.others.back();
    switch (out.family) {
    case Family::Spring:
    case Family::ShareGroup:
    case Family::Locus:
        out.attempts = last.count(Field::Attempts, out.malformed);
        out.handler = last.text(Field::Handler);
        addSpringRetries(out, sets);
        break;
    case Family::Connect: addConnect(out, last); break;
    case Family::SmallRye: addSmallRye(out, sets.others.front(), last); break;
    default: break;
    }
}

// Connect and Streams write the dead letter with the time of the original record.
void addRecordTime(Failure& out, const events::WireRecord& record)
{
    const bool keepsTime = out.family == Family::Connect || out.family == Family::Streams;
    if (keepsTime && out.hops && record.timestampMs > 0) {
        out.original.timestampMs = record.timestampMs;
    }
    if (out.family == Family::Streams && out.original.topic
        && isInternalTopic(*out.original.topic)) {
        out.originAsReported = out.original;
        out.original = Place { {}, {}, {}, out.original.timestampMs };
    }
}

bool tellsFailure(const FailureSets& sets)
{
    const bool counted =
        std::any_of(sets.others.begin(), sets.others.end(), [](const FieldSet& set) {
            return set.has(Field::RetryAttempts) || set.has(Field::DelayedCount);
        });
    return counted || !sets.origins.empty() || !sets.exceptions.empty();
}

} // namespace

std::optional<Failure> readFamily(const events::WireRecord& record, Family family)
{
    const FailureSets sets = failureSets(record.headers, family);
    if (!tellsFailure(sets)) {
        return std::nullopt;
    }
    Failure out;
    out.family = family;
    addOrigins(out, sets);
    addExceptions(out, sets);
    addOthers(out, sets);
    addRecordTime(out, record);
    return out;
}

} // namespace locus::dead_letters
