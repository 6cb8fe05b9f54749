// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/bus/publishing/publish_check.h"

#include "core/base/text.h"
#include "core/base/uuid.h"
#include "core/bus/record_size.h"
#include "core/events/catalogue.h"
#include "core/events/json_members.h"
#include "core/events/wire_encoder.h"

#include <algorithm>

namespace locus::bus {

namespace {

constexpr std::size_t longestTopicName = 249; // Kafka's

Status checkTopic(const std::string& topic)
{
    const bool readable = std::all_of(topic.begin(), topic.end(),
        [](unsigned char c) { return std::isalnum(c) != 0 || c == '.' || c == '_' || c == '-'; });
    if (topic.empty() || topic.size() > longestTopicName || !readable) {
        return invalid("publish.topic",
            "a topic's name has 1 to 249 letters, digits, dots, dashes and underscores")
            .with("field", "topic");
    }
    return {};
}

Error badEvent(const std::string& field, const std::string& rule)
{
    return invalid("publish.event", "the event's " + field + ' ' + rule).with("field", field);
}

// The attributes that the contract asks of an event that Locus writes.
Status checkComplete(const events::Envelope& event)
{
    const auto missing = [](const char* field) { return badEvent(field, "is missing"); };
    const std::pair<const char*, const std::string&> texts[] = { { "id", event.id },
        { "source", event.source }, { "type", event.type }, { "subject", event.subject },
        { "partitionkey", event.partitionKey }, { "aggregateid", event.aggregateId } };
    for (const auto& [field, text] : texts) {
        if (text.empty()) {
            return missing(field);
        }
        if (!isUtf8(text)) {
            return badEvent(field, "is not UTF-8");
        }
    }
    if (toMicros(event.time) == 0) {
        return missing("time");
    }
    if (!Uuid::parse(event.id).ok()) {
        return badEvent("id", "is not a UUID");
    }
    return {};
}

// An unknown name passes by, as everywhere; a known one must be the canonical one.
Status checkType(events::Envelope& event)
{
    const auto& catalogue = events::Catalogue::shipped();
    const events::EventInfo* known = catalogue.find(event.type);
    event.knownType = known != nullptr;
    if (const auto* choice = catalogue.conditional(event.type)) {
        return badEvent("type", "stands for several events; write the one that is meant")
            .with("allowed", choice->otherwise);
    }
    if (known != nullptr && known->name != event.type) {
        return badEvent("type", "is an alias; write " + known->name).with("allowed", known->name);
    }
    if (known == nullptr) {
        return {};
    }
    if (event.dataSchema.empty()) {
        return badEvent("dataschema", "is missing");
    }
    if (event.aggregateType != known->aggregateType) {
        return badEvent("aggregatetype", "is not " + known->aggregateType)
            .with("allowed", known->aggregateType);
    }
    return {};
}

Status checkData(const events::Envelope& event, const PublishOptions& options)
{
    if (event.dataBase64) {
        return badEvent("data", "is not JSON");
    }
    const Status readable = events::checkJson(event.data);
    if (!readable.ok()) {
        return badEvent("data", "is not JSON: " + readable.error().message);
    }
    if (event.knownType && events::firstCharacter(event.data) != '{') {
        return badEvent("data", "is not a JSON object");
    }
    return options.dataCheck ? options.dataCheck(event) : Status();
}

Status encode(OutRecord& record, const events::Envelope& event)
{
    if (record.key && *record.key != event.partitionKey) {
        return invalid("publish.key", "the record's key is not the event's partition key")
            .with("field", "key");
    }
    events::EncodedRecord encoded = events::encodeStructured(event);
    record.key = std::move(encoded.key);
    record.value = std::move(encoded.value);
    encoded.headers.insert(encoded.headers.end(), std::make_move_iterator(record.headers.begin()),
        std::make_move_iterator(record.headers.end()));
    record.headers = std::move(encoded.headers);
    if (record.timestampMs == 0) {
        record.timestampMs = toMillis(event.time);
    }
    return {};
}

} // namespace

Result<CheckedMessage> checkMessage(
    Message message, const PublishOptions& options, std::size_t largest)
{
    OutRecord& record = message.record;
    LOCUS_TRY(checkTopic(record.topic));
    if (message.event) {
        LOCUS_TRY(checkComplete(*message.event));
        LOCUS_TRY(checkType(*message.event));
        LOCUS_TRY(checkData(*message.event, options));
        LOCUS_TRY(encode(record, *message.event));
    } else if (options.keyRequired && (!record.key || record.key->empty())) {
        return invalid("publish.key", "the record for " + record.topic + " needs a key")
            .with("field", "key");
    }
    const std::size_t limit = largest != 0 ? largest : options.maxRecordBytes;
    CheckedMessage checked { {}, recordBytes(record) };
    const std::size_t body = record.value ? record.value->size() : 0;
    // What is too large without its body cannot be helped by a reference.
    const bool claimable = checked.bytes - body + 1024 <= limit && body <= options.maxBodyBytes;
    if (checked.bytes > limit && !claimable) {
        const std::size_t allowed = std::max(limit, options.maxBodyBytes);
        return refused("publish.too_large",
            "the record for " + record.topic + " has " + std::to_string(checked.bytes)
                + " bytes; at most " + std::to_string(allowed) + " can be published")
            .with("allowed", std::to_string(allowed));
    }
    if (checked.bytes > limit) {
        checked.body = std::make_unique<ClaimedBody>(claimBody(record, std::move(message.event)));
    }
    checked.record = std::move(record);
    return checked;
}

} // namespace locus::bus
