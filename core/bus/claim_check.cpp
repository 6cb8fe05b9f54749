// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/bus/claim_check.h"

#include "core/base/checksum.h"
#include "core/base/text.h"
#include "core/events/catalogue.h"
#include "core/events/wire_decoder.h"
#include "core/events/wire_encoder.h"

#include <algorithm>
#include <map>

namespace locus::bus {

namespace {

constexpr std::string_view scheme = "locus-body:";
constexpr std::string_view suffix = ".bodies";
constexpr const char* datarefAttribute = "dataref";

Error badReference(const std::string& why)
{
    return poison("bus.body_reference", "the reference to a body cannot be read: " + why);
}

// The event that a value holds, where a reference can stand for its payload alone.
std::optional<events::Envelope> eventIn(const OutRecord& record)
{
    events::WireDecoder decoder({ record.value->size() });
    events::WireRecord view;
    view.topic = record.topic;
    view.key = record.key ? std::optional<BytesView>(*record.key) : std::nullopt;
    view.value = *record.value;
    view.headers = record.headers;
    auto decoded = decoder.decode(view);
    if (!decoded.ok() || decoded->format != events::WireFormat::W1 || !decoded->envelope
        || decoded->envelope->dataBase64 || decoded->envelope->data.empty()) {
        return std::nullopt;
    }
    return std::move(decoded->envelope);
}

using Members = std::map<std::string, std::string, std::less<>>;

Result<Members> membersOf(std::string_view query)
{
    Members members;
    for (const std::string_view part : split(query, '&')) {
        const auto equals = part.find('=');
        if (equals == std::string_view::npos) {
            return badReference("it has a member without a value");
        }
        members.emplace(part.substr(0, equals), part.substr(equals + 1));
    }
    return members;
}

Result<std::int64_t> numberIn(const Members& members, const char* name)
{
    const auto at = members.find(name);
    const auto number = at == members.end() ? std::nullopt : toInt(at->second);
    if (!number || *number < 0) {
        return badReference(std::string(name) + " is not a number");
    }
    return *number;
}

} // namespace

std::string toUri(const BodyReference& reference)
{
    return std::string(scheme) + reference.topic + '/' + std::to_string(reference.partition)
        + "?first=" + std::to_string(reference.first) + "&last=" + std::to_string(reference.last)
        + "&chunks=" + std::to_string(reference.chunks)
        + "&bytes=" + std::to_string(reference.bytes) + "&sha256=" + reference.sha256;
}

Result<BodyReference> parseBodyReference(std::string_view uri)
{
    const auto slash = uri.rfind('/');
    const auto question = uri.find('?');
    if (!uri.starts_with(scheme) || slash == std::string_view::npos
        || question == std::string_view::npos || slash > question) {
        return badReference("it is not locus-body:<topic>/<partition>?...");
    }
    BodyReference reference;
    reference.topic = uri.substr(scheme.size(), slash - scheme.size());
    const auto partition = toInt(uri.substr(slash + 1, question - slash - 1));
    LOCUS_TRY_VALUE(members, membersOf(uri.substr(question + 1)));
    LOCUS_TRY_VALUE(first, numberIn(members, "first"));
    LOCUS_TRY_VALUE(last, numberIn(members, "last"));
    LOCUS_TRY_VALUE(chunks, numberIn(members, "chunks"));
    LOCUS_TRY_VALUE(bytes, numberIn(members, "bytes"));
    reference.first = first;
    reference.last = last;
    reference.chunks = static_cast<std::size_t>(chunks);
    reference.bytes = static_cast<std::size_t>(bytes);
    reference.sha256 = members["sha256"];
    if (!partition || *partition < 0 || reference.topic.empty() || reference.sha256.size() != 64
        || last - first + 1 < chunks || reference.chunks != chunkCount(reference.bytes)) {
        return badReference("its members do not fit each other");
    }
    reference.partition = static_cast<std::int32_t>(*partition);
    return reference;
}

std::string bodiesTopicOf(std::string_view topic)
{
    return std::string(topic) + std::string(suffix);
}

TopicSpec bodiesSpec(const std::string& topic)
{
    TopicSpec spec;
    spec.name = bodiesTopicOf(topic);
    const events::TopicInfo* known = events::Catalogue::shipped().topic(topic);
    spec.retention = std::chrono::hours(24) * (known != nullptr ? known->retentionDays : 7)
        + std::chrono::hours(24);
    return spec;
}

std::size_t chunkCount(std::size_t bytes)
{
    return std::max<std::size_t>(1, (bytes + bodyChunkBytes - 1) / bodyChunkBytes);
}

ClaimedBody claimBody(OutRecord& record, std::optional<events::Envelope> event)
{
    ClaimedBody body;
    body.subject = subjectOf(record);
    if (!event && record.value) {
        event = eventIn(record);
    }
    if (event) {
        body.octets = std::move(event->data);
        event->data.clear();
        body.event = std::move(event);
    } else {
        body.octets = std::move(record.value).value_or(Bytes());
    }
    record.value = Bytes();
    body.sha256 = sha256Hex(body.octets);
    return body;
}

OutRecord bodyChunk(const std::string& topic, const ClaimedBody& body, std::size_t index)
{
    const std::size_t count = chunkCount(body.octets.size());
    OutRecord chunk;
    chunk.topic = bodiesTopicOf(topic);
    chunk.key = body.sha256; // one partition, in order
    chunk.subject = body.subject;
    chunk.value = body.octets.substr(index * bodyChunkBytes, bodyChunkBytes);
    chunk.headers = { { bodyHeader, body.sha256 },
        { bodyChunkHeader, std::to_string(index) + '/' + std::to_string(count) },
        { bodyChecksumHeader, sha256Hex(*chunk.value) } };
    return chunk;
}

OutRecord referenceRecord(
    OutRecord emptied, const ClaimedBody& body, const BodyReference& reference)
{
    std::string uri = toUri(reference);
    if (body.event) {
        events::Envelope event = *body.event;
        event.extensions.emplace_back(datarefAttribute, uri);
        emptied.value = events::encodeStructured(event).value;
    }
    emptied.headers.emplace_back(datarefHeader, std::move(uri));
    return emptied;
}

Result<std::optional<BodyReference>> bodyReferenceOf(const Record& record)
{
    const auto at = std::find_if(record.headers.rbegin(), record.headers.rend(),
        [](const Header& header) { return header.first == datarefHeader; });
    if (at == record.headers.rend() || !at->second || !at->second->starts_with(scheme)) {
        return std::optional<BodyReference>();
    }
    LOCUS_TRY_VALUE(reference, parseBodyReference(*at->second));
    return std::optional(std::move(reference));
}

void replaceValue(Record& record, Bytes edited)
{
    const auto reference = bodyReferenceOf(record);
    if (reference.ok() && *reference && edited.find((*reference)->sha256) == Bytes::npos) {
        std::erase_if(
            record.headers, [](const Header& header) { return header.first == datarefHeader; });
    }
    record.value = std::move(edited);
}

} // namespace locus::bus
