// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/cli/publish_lines.h"

#include "core/base/clock.h"
#include "core/base/text.h"
#include "core/events/captured_record.h"
#include "core/events/envelope_attributes.h"

#include <algorithm>

namespace locus::cli {

namespace {

const std::vector<std::string> recordNames { "topic", "key", "value", "headers", "timestamp" };
const std::vector<std::string> eventNames { "type", "data", "topic", "headers", "id", "source",
    "subject", "time", "dataschema", "tenantid", "aggregatetype", "aggregateid", "streamversion",
    "correlationid", "causationid", "actor", "onbehalfof", "partitionkey", "traceparent",
    "severity", "phiclass" };

Error wrong(const std::string& member, const std::string& allowed)
{
    return invalid("records.malformed", '"' + member + "\" is wrong; allowed: " + allowed)
        .with("field", member)
        .with("allowed", allowed);
}

} // namespace

PublishLines::PublishLines(const Clock& clock, RandomSource& random)
    : m_clock(clock)
    , m_ids(clock, random)
    , m_factory("cli", "publish")
{ }

Status PublishLines::checkNames(std::span<const std::string> allowed)
{
    for (const events::JsonMember& member : m_members.all()) {
        if (std::find(allowed.begin(), allowed.end(), member.name) == allowed.end()) {
            const std::string name(member.name);
            const std::string nearest = nearestName(name, allowed);
            return invalid("records.malformed",
                "there is no member \"" + name + '"'
                    + (nearest.empty() ? std::string() : "; did you mean \"" + nearest + "\"?"))
                .with("field", name)
                .with("allowed", join(allowed, ", "));
        }
    }
    return {};
}

Result<std::vector<bus::Header>> PublishLines::headers()
{
    std::vector<bus::Header> headers;
    const events::JsonMember* member = m_members.find("headers");
    if (member == nullptr) {
        return headers;
    }
    if (!m_headers.read(member->raw).ok()) {
        return wrong("headers", "an object of texts or null by header name");
    }
    for (const events::JsonMember& header : m_headers.all()) {
        if (header.kind == events::JsonKind::Text) {
            headers.emplace_back(std::string(header.name), Bytes(header.text));
        } else if (header.kind == events::JsonKind::Null) {
            headers.emplace_back(std::string(header.name), std::nullopt);
        } else {
            return wrong("headers", "an object of texts or null by header name");
        }
    }
    return headers;
}

Result<bus::Message> PublishLines::record()
{
    LOCUS_TRY(checkNames(recordNames));
    bus::OutRecord record;
    record.topic = m_members.text("topic");
    if (record.topic.empty()) {
        return wrong("topic", "the name of a topic");
    }
    const events::JsonMember* key = m_members.find("key");
    if (key == nullptr
        || (key->kind != events::JsonKind::Text && key->kind != events::JsonKind::Null)) {
        return wrong("key", "a text, or null where the record has none");
    }
    if (key->kind == events::JsonKind::Text) {
        record.key = Bytes(key->text);
    }
    const events::JsonMember* value = m_members.find("value");
    if (value == nullptr) {
        return wrong(
            "value", "a text, any JSON value, or null; or the members type and data of an event");
    }
    if (value->kind != events::JsonKind::Null) {
        record.value = Bytes(value->kind == events::JsonKind::Text ? value->text : value->raw);
    }
    if (const events::JsonMember* timestamp = m_members.find("timestamp")) {
        const auto millis = toInt(timestamp->text);
        if (!millis || *millis < 0) {
            return wrong("timestamp", "milliseconds since 1970");
        }
        record.timestampMs = *millis;
    }
    LOCUS_TRY_VALUE(given, headers());
    record.headers = std::move(given);
    return bus::Message(std::move(record));
}

Result<bus::Message> PublishLines::event()
{
    LOCUS_TRY(checkNames(eventNames));
    const std::string type(m_members.text("type"));
    const events::JsonMember* data = m_members.find("data");
    if (type.empty() || data == nullptr) {
        return wrong(type.empty() ? "type" : "data", "the event's name and its payload");
    }
    const std::string aggregateId(m_members.text("aggregateid"));
    if (aggregateId.empty()) {
        return wrong("aggregateid", "the id of what the event is about");
    }
    events::NewEvent about { type, aggregateId, Bytes(data->raw), m_clock.now() };
    events::Envelope event = m_factory.first(m_ids.next(), std::move(about));
    for (const events::JsonMember& member : m_members.all()) {
        if (member.name == "data" || member.name == "topic" || member.name == "headers") {
            continue;
        }
        if (member.kind != events::JsonKind::Text && member.kind != events::JsonKind::Number) {
            return wrong(std::string(member.name), "a text");
        }
        const Status set = events::setAttribute(event, member.name, member.text);
        if (!set.ok()) {
            return wrong(std::string(member.name), set.error().message);
        }
    }
    std::string topic(m_members.text("topic"));
    const events::EventInfo* known = events::Catalogue::shipped().find(type);
    if (topic.empty() && known != nullptr) {
        topic = known->topic;
    }
    if (topic.empty()) {
        return wrong("topic", "the name of a topic; the catalogue knows none for this type");
    }
    LOCUS_TRY_VALUE(given, headers());
    bus::Message message(std::move(topic), std::move(event));
    message.record.headers = std::move(given);
    return message;
}

Result<bus::Message> PublishLines::read(BytesView line)
{
    if (const Status readable = m_members.read(line); !readable.ok()) {
        return invalid("records.malformed", "not a JSON object: " + readable.error().message);
    }
    for (const char* name : { "value_b64", "value_spec", "key_b64" }) {
        if (m_members.find(name) != nullptr) {
            LOCUS_TRY_VALUE(captured, events::readCapturedRecord(line));
            bus::OutRecord record;
            record.topic = std::move(captured.topic);
            record.timestampMs = captured.timestampMs;
            record.key = std::move(captured.key);
            record.value = std::move(captured.value);
            record.headers = std::move(captured.headers);
            return bus::Message(std::move(record));
        }
    }
    return m_members.find("type") != nullptr || m_members.find("data") != nullptr ? event()
                                                                                  : record();
}

} // namespace locus::cli
