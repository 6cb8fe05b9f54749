// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/text.h"
#include "core/events/envelope_attributes.h"

#include <algorithm>
#include <array>

namespace locus::events {

namespace {

struct TextAttribute
{
    std::string_view name;
    std::string Envelope::*member;
};

constexpr std::array textAttributes {
    TextAttribute { "id", &Envelope::id },
    TextAttribute { "source", &Envelope::source },
    TextAttribute { "type", &Envelope::type },
    TextAttribute { "subject", &Envelope::subject },
    TextAttribute { "dataschema", &Envelope::dataSchema },
    TextAttribute { "schemaurl", &Envelope::dataSchema }, // CloudEvents 0.3
    TextAttribute { "datacontenttype", &Envelope::dataContentType },
    TextAttribute { "tenantid", &Envelope::tenantId },
    TextAttribute { "aggregatetype", &Envelope::aggregateType },
    TextAttribute { "aggregateid", &Envelope::aggregateId },
    TextAttribute { "correlationid", &Envelope::correlationId },
    TextAttribute { "causationid", &Envelope::causationId },
    TextAttribute { "actor", &Envelope::actor },
    TextAttribute { "onbehalfof", &Envelope::onBehalfOf },
    TextAttribute { "partitionkey", &Envelope::partitionKey },
    TextAttribute { "traceparent", &Envelope::traceParent },
};

Status setTime(Instant& out, std::string_view name, std::string_view value)
{
    const auto time = parseRfc3339(value);
    if (!time.ok() || !isWritableMillis(toMicros(*time) / 1000)) {
        return poison("event.unreadable_time", "a time of the event is not RFC 3339")
            .with("field", std::string(name));
    }
    out = *time;
    return {};
}

// Attributes that are not plain text; false: not one of them, or a value nobody defined, which is
// kept as an extension.
bool setTyped(Envelope& envelope, std::string_view name, std::string_view value)
{
    if (name == "streamversion") {
        const auto number = toInt(value);
        envelope.streamVersion = number && *number > 0 ? static_cast<std::uint64_t>(*number) : 0;
        return number.has_value();
    }
    if (name == "severity") {
        const auto severity = severityFrom(value);
        envelope.severity = severity.value_or(envelope.severity);
        return severity.has_value();
    }
    if (name == "phiclass") {
        const auto phi = phiClassFrom(value);
        envelope.phiClass = phi.value_or(envelope.phiClass);
        return phi.has_value();
    }
    if (name == "replayed") {
        envelope.replayed = value == "true";
        return value == "true" || value == "false";
    }
    return name == "specversion";
}

Status chooseByStatus(Envelope& envelope, const Catalogue& catalogue, JsonMembers& scratch,
    const ConditionalAlias& alias, const EventInfo*& out)
{
    std::string_view value;
    if (firstCharacter(envelope.data) == '{' && scratch.read(envelope.data).ok()) {
        value = scratch.text(alias.field);
        const JsonMember* const inner = scratch.find("data");
        if (value.empty() && inner && inner->kind == JsonKind::Object) {
            const std::string copy(inner->raw);
            value = scratch.read(copy).ok() ? scratch.text(alias.field) : std::string_view();
        }
    }
    out = catalogue.choose(alias, value);
    if (!out) {
        return poison("event.unreadable_status", "the event's name needs a status that it lacks")
            .with("field", alias.field);
    }
    return {};
}

// The last one counts, as with headers.
void setExtension(Envelope& envelope, std::string_view name, std::string_view value)
{
    if (name == "data") {
        return; // CloudEvents 1.0: no attribute may have this name
    }
    for (auto& [known, text] : envelope.extensions) {
        if (known == name) {
            text = value;
            return;
        }
    }
    envelope.extensions.emplace_back(name, value);
}

} // namespace

bool isWritableMillis(std::int64_t millis)
{
    constexpr std::int64_t firstOfYear1 = -62'135'596'800'000;
    constexpr std::int64_t endOfYear9999 = 253'402'300'800'000;
    return millis >= firstOfYear1 && millis < endOfYear9999;
}

Instant recordTime(std::int64_t timestampMs)
{
    return timestampMs > 0 && isWritableMillis(timestampMs) ? fromMillis(timestampMs) : Instant();
}

std::string attributeName(std::string_view name)
{
    std::string out = toLower(name);
    std::erase_if(out, [](char c) { return !((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9')); });
    return out;
}

Status setAttribute(Envelope& envelope, std::string_view name, std::string_view value)
{
    for (const TextAttribute& attribute : textAttributes) {
        if (attribute.name == name) {
            envelope.*attribute.member = value;
            return {};
        }
    }
    if (name == "time") {
        return setTime(envelope.time, name, value);
    }
    if (name == "recordedtime") {
        return setTime(envelope.recordedTime, name, value);
    }
    if (setTyped(envelope, name, value)) {
        return {};
    }
    const bool plain = std::all_of(name.begin(), name.end(),
        [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'); });
    if (!plain) {
        const std::string spelled = attributeName(name);
        return spelled.empty() ? Status() : setAttribute(envelope, spelled, value);
    }
    setExtension(envelope, name, value);
    return {};
}

Status resolveType(Envelope& envelope, const Catalogue& catalogue, JsonMembers& scratch)
{
    const EventInfo* event = nullptr;
    if (const ConditionalAlias* const alias = catalogue.conditional(envelope.type)) {
        LOCUS_TRY(chooseByStatus(envelope, catalogue, scratch, *alias, event));
    } else {
        event = catalogue.find(envelope.type);
    }
    envelope.knownType = event != nullptr;
    if (!event) {
        envelope.phiClass = PhiClass::Direct;
        return {};
    }
    envelope.type = event->name;
    envelope.phiClass = std::max(envelope.phiClass, event->phi);
    if (envelope.aggregateType.empty()) {
        envelope.aggregateType = event->aggregateType;
    }
    return {};
}

void fillFromRecord(Envelope& envelope, const WireRecord& record)
{
    if (toMicros(envelope.time) == 0) {
        envelope.time = recordTime(record.timestampMs);
    }
    if (envelope.partitionKey.empty() && record.key && isUtf8(*record.key)) {
        envelope.partitionKey = *record.key;
    }
    if (envelope.traceParent.empty()) {
        if (const auto trace = record.header("traceparent"); trace && isUtf8(*trace)) {
            envelope.traceParent = *trace;
        }
    }
    const auto slash = envelope.subject.find('/');
    if (envelope.aggregateId.empty() && slash != std::string::npos) {
        envelope.aggregateId = envelope.subject.substr(slash + 1);
    }
}

Status requireMandatory(const Envelope& envelope)
{
    const std::pair<const char*, const std::string&> mandatory[] { { "id", envelope.id },
        { "source", envelope.source }, { "type", envelope.type } };
    for (const auto& [name, value] : mandatory) {
        if (value.empty()) {
            return poison("event.missing_attribute", "the event lacks a mandatory attribute")
                .with("field", name);
        }
    }
    return {};
}

} // namespace locus::events
