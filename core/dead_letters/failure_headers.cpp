// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/dead_letters/failure_headers.h"

#include "core/base/text.h"

#include <algorithm>
#include <iterator>
#include <limits>
#include <unordered_map>

namespace locus::dead_letters {

namespace {

// spring-kafka: KafkaHeaders, SerializationUtils, RetryTopicHeaders; spring-cloud-stream:
// KafkaMessageChannelBinder; apache/kafka: DeadLetterQueueReporter, ExceptionHandlerUtils,
// KIP-1191; smallrye: KafkaDeadLetterQueue, KafkaDelayedRetryTopic.
constexpr auto spring = Family::Spring;
constexpr auto stream = Family::SpringCloudStream;
constexpr auto connect = Family::Connect;
constexpr auto streams = Family::Streams;
constexpr auto smallRye = Family::SmallRye;
constexpr auto share = Family::ShareGroup;
constexpr auto own = Family::Locus;

constexpr FailureHeader table[] {
    { "kafka_dlt-original-topic", spring, Field::Topic },
    { "kafka_dlt-original-partition", spring, Field::Partition },
    { "kafka_dlt-original-offset", spring, Field::Offset },
    { "kafka_dlt-original-timestamp", spring, Field::Timestamp },
    { "kafka_dlt-original-timestamp-type", spring, Field::Other },
    { "kafka_dlt-original-consumer-group", spring, Field::Group },
    { "kafka_dlt-exception-fqcn", spring, Field::ExceptionClass },
    { "kafka_dlt-exception-cause-fqcn", spring, Field::CauseClass },
    { "kafka_dlt-exception-message", spring, Field::Message },
    { "kafka_dlt-exception-stacktrace", spring, Field::StackTrace },
    { "kafka_dlt-key-exception-fqcn", spring, Field::KeyExceptionClass },
    { "kafka_dlt-key-exception-message", spring, Field::KeyMessage },
    { "kafka_dlt-key-exception-stacktrace", spring, Field::KeyStackTrace },
    { "kafka_original-topic", spring, Field::Topic },
    { "kafka_original-partition", spring, Field::Partition },
    { "kafka_original-offset", spring, Field::Offset },
    { "kafka_original-timestamp", spring, Field::Timestamp },
    { "kafka_original-timestamp-type", spring, Field::Other },
    { "kafka_exception-fqcn", spring, Field::ExceptionClass },
    { "kafka_exception-cause-fqcn", spring, Field::CauseClass },
    { "kafka_exception-message", spring, Field::Message },
    { "kafka_exception-stacktrace", spring, Field::StackTrace },
    { "kafka_key-exception-fqcn", spring, Field::KeyExceptionClass },
    { "kafka_key-exception-message", spring, Field::KeyMessage },
    { "kafka_key-exception-stacktrace", spring, Field::KeyStackTrace },
    { "springDeserializerExceptionValue", spring, Field::SerializedException },
    { "springDeserializerExceptionKey", spring, Field::SerializedKeyException },
    { "kafka_deliveryAttempt", spring, Field::Attempts },
    { "retry_topic-attempts", spring, Field::RetryAttempts },
    { "retry_topic-original-timestamp", spring, Field::RetryTimestamp },
    { "retry_topic-backoff-timestamp", spring, Field::Other },
    { "x-original-topic", stream, Field::Topic },
    { "x-original-partition", stream, Field::Partition },
    { "x-original-offset", stream, Field::Offset },
    { "x-original-timestamp", stream, Field::Timestamp },
    { "x-original-timestamp-type", stream, Field::Other },
    { "x-exception-fqcn", stream, Field::ExceptionClass },
    { "x-exception-message", stream, Field::Message },
    { "x-exception-stacktrace", stream, Field::StackTrace },
    { "__connect.errors.topic", connect, Field::Topic },
    { "__connect.errors.partition", connect, Field::Partition },
    { "__connect.errors.offset", connect, Field::Offset },
    { "__connect.errors.connector.name", connect, Field::Connector },
    { "__connect.errors.task.id", connect, Field::TaskId },
    { "__connect.errors.stage", connect, Field::Stage },
    { "__connect.errors.class.name", connect, Field::ExecutingClass },
    { "__connect.errors.exception.class.name", connect, Field::ExceptionClass },
    { "__connect.errors.exception.message", connect, Field::Message },
    { "__connect.errors.exception.stacktrace", connect, Field::StackTrace },
    { "__streams.errors.topic", streams, Field::Topic },
    { "__streams.errors.partition", streams, Field::Partition },
    { "__streams.errors.offset", streams, Field::Offset },
    { "__streams.errors.exception", streams, Field::ExceptionClass },
    { "__streams.errors.message", streams, Field::Message },
    { "__streams.errors.stacktrace", streams, Field::StackTrace },
    { "dead-letter-topic", smallRye, Field::Topic },
    { "dead-letter-partition", smallRye, Field::Partition },
    { "dead-letter-offset", smallRye, Field::Offset },
    { "dead-letter-exception-class-name", smallRye, Field::ExceptionClass },
    { "dead-letter-reason", smallRye, Field::Message },
    { "dead-letter-cause-class-name", smallRye, Field::CauseClass },
    { "dead-letter-cause", smallRye, Field::CauseMessage },
    { "delayed-retry-topic", smallRye, Field::Topic },
    { "delayed-retry-partition", smallRye, Field::Partition },
    { "delayed-retry-offset", smallRye, Field::Offset },
    { "delayed-retry-exception-class-name", smallRye, Field::ExceptionClass },
    { "delayed-retry-reason", smallRye, Field::Message },
    { "delayed-retry-cause-class-name", smallRye, Field::CauseClass },
    { "delayed-retry-cause", smallRye, Field::CauseMessage },
    { "delayed-retry-count", smallRye, Field::DelayedCount },
    { "delayed-retry-original-timestamp", smallRye, Field::DelayedTimestamp },
    { "delayed-retry-first-processing-timestamp", smallRye, Field::Other },
    { "__dlq.errors.topic", share, Field::Topic },
    { "__dlq.errors.partition", share, Field::Partition },
    { "__dlq.errors.offset", share, Field::Offset },
    { "__dlq.errors.group", share, Field::Group },
    { "__dlq.errors.delivery.count", share, Field::Attempts },
    { "__dlq.errors.message", share, Field::Message },
    { "locus-dl-id", own, Field::Other },
    { "locus-dl-original-topic", own, Field::Topic },
    { "locus-dl-original-partition", own, Field::Partition },
    { "locus-dl-original-offset", own, Field::Offset },
    { "locus-dl-original-timestamp", own, Field::Timestamp },
    { "locus-dl-original-key-present", own, Field::Other },
    { "locus-dl-error-code", own, Field::ExceptionClass },
    { "locus-dl-error-class", own, Field::Other },
    { "locus-dl-error-message", own, Field::Message },
    { "locus-dl-attempts", own, Field::Attempts },
    { "locus-dl-first-failed", own, Field::Other },
    { "locus-dl-last-failed", own, Field::Other },
    { "locus-dl-consumer-group", own, Field::Group },
    { "locus-dl-handler", own, Field::Handler },
    { "locus-dl-parked-behind", own, Field::Other },
    { "locus-dl-trace", own, Field::Other },
};

bool hasBinaryNumbers(Family family)
{
    return family == spring || family == stream;
}

std::optional<std::int64_t> readDecimal(BytesView text)
{
    const bool digits = !text.empty()
        && std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
    return digits ? toInt(text) : std::nullopt;
}

// Nothing for a negative number: none of the fields can be one.
std::optional<std::int64_t> readBigEndian(BytesView octets)
{
    if (octets.empty() || octets.size() > 8 || static_cast<signed char>(octets.front()) < 0) {
        return std::nullopt;
    }
    std::uint64_t out = 0;
    for (const char c : octets) {
        out = (out << 8U) | static_cast<unsigned char>(c);
    }
    return static_cast<std::int64_t>(out);
}

// Old versions of Spring wrote attempts as one octet.
bool isSizeOf(Field field, std::size_t size)
{
    switch (field) {
    case Field::Offset:
    case Field::Timestamp: return size == 8;
    case Field::RetryAttempts: return size == 4 || size == 1;
    default: return size == 4;
    }
}

std::int64_t largest(Field field)
{
    const bool isLong = field == Field::Offset || field == Field::Timestamp
        || field == Field::RetryTimestamp || field == Field::DelayedTimestamp;
    return isLong ? std::numeric_limits<std::int64_t>::max()
                  : std::numeric_limits<std::int32_t>::max();
}

void append(
    std::vector<FieldSet>& sets, const FailureHeader& header, const std::optional<Bytes>& value)
{
    if (sets.empty() || !sets.back().add(header, value)) {
        sets.emplace_back();
        sets.back().add(header, value);
    }
}

} // namespace

std::span<const FailureHeader> failureHeaders()
{
    return table;
}

const FailureHeader* findFailureHeader(std::string_view name)
{
    static const auto byName = [] {
        std::unordered_map<std::string_view, const FailureHeader*> out;
        for (const FailureHeader& header : table) {
            out.emplace(header.name, &header);
        }
        return out;
    }();
    const auto found = byName.find(name);
    return found == byName.end() ? nullptr : found->second;
}

bool FieldSet::add(const FailureHeader& header, const std::optional<Bytes>& value)
{
    Entry& entry = m_entries.at(static_cast<std::size_t>(header.field));
    if (entry.header) {
        return false;
    }
    entry = { &header, &value };
    m_isEmpty = false;
    return true;
}

const FieldSet::Entry* FieldSet::find(Field field) const
{
    const Entry& entry = m_entries.at(static_cast<std::size_t>(field));
    return entry.header ? &entry : nullptr;
}

std::optional<BytesView> FieldSet::bytes(Field field) const
{
    const Entry* const entry = find(field);
    return entry && *entry->value ? std::optional<BytesView>(**entry->value) : std::nullopt;
}

std::optional<std::string> FieldSet::text(Field field) const
{
    const auto value = bytes(field);
    return value ? std::optional<std::string>(toUtf8(*value)) : std::nullopt;
}

std::optional<std::int64_t> FieldSet::count(Field field, std::vector<std::string>& malformed) const
{
    const auto value = bytes(field);
    if (!value) {
        return std::nullopt;
    }
    const FailureHeader& header = *find(field)->header;
    std::optional<std::int64_t> out;
    if (!hasBinaryNumbers(header.family)) {
        out = readDecimal(*value);
    } else if (isSizeOf(field, value->size())) {
        out = readBigEndian(*value);
    }
    if (!out || *out > largest(field)) {
        malformed.emplace_back(header.name);
        return std::nullopt;
    }
    return out;
}

std::optional<std::int64_t> FieldSet::shortest(
    Field field, std::vector<std::string>& malformed) const
{
    const auto value = bytes(field);
    const auto out = value ? readBigEndian(*value) : std::nullopt;
    if (value && !out) {
        malformed.emplace_back(find(field)->header->name);
    }
    return out;
}

FailureSets failureSets(std::span<const events::WireHeader> headers, Family family)
{
    FailureSets out;
    for (const auto& [name, value] : headers) {
        const FailureHeader* const header = findFailureHeader(name);
        if (!header || header->family != family || header->field == Field::Other) {
            continue;
        }
        if (header->field <= Field::Group) {
            append(out.origins, *header, value);
        } else if (header->field <= Field::SerializedKeyException) {
            append(out.exceptions, *header, value);
        } else {
            append(out.others, *header, value);
        }
    }
    return out;
}

} // namespace locus::dead_letters
