// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/bus/event_bus.h"
#include "core/bus/record.h"
#include "core/events/envelope.h"

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

// The claim check: a body that is larger than its topic takes stands in checksummed chunks in the
// companion topic "<topic>.bodies", and a small record of the same key and headers refers to it by
// the CloudEvents extension attribute `dataref` (repeated as header ce_dataref, so that a reader
// knows without parsing). The reference may leave only when every chunk is acknowledged.
// Pure; any thread. body_reader.h gives the body back.
namespace locus::bus {

// A body and what is stored of it. For an event it is the payload (what `dataref` stands for),
// else the record's whole value.
struct ClaimedBody
{
    Bytes octets;
    std::string sha256; // of octets, hexadecimal: its name and its proof
    std::string subject {}; // whose data it is: that of the record it was taken from
    std::optional<events::Envelope> event {}; // without its data
};

// Where a body stands. All its chunks lie in one partition between first and last.
struct BodyReference
{
    std::string topic; // the companion
    std::int32_t partition = 0;
    std::int64_t first = 0;
    std::int64_t last = 0;
    std::size_t chunks = 0;
    std::size_t bytes = 0;
    std::string sha256;
    bool operator==(const BodyReference&) const = default;
};

// "locus-body:<topic>/<partition>?first=&last=&chunks=&bytes=&sha256=" (a URI by RFC 3986).
std::string toUri(const BodyReference& reference);
// Errors: poison "bus.body_reference".
Result<BodyReference> parseBodyReference(std::string_view uri);

inline constexpr std::size_t bodyChunkBytes = 512UL * 1024;

// The companion of a topic: kept a day longer, so that no reference outlives its body.
std::string bodiesTopicOf(std::string_view topic);
TopicSpec bodiesSpec(const std::string& topic);

// Takes the body out of the record. An event that stands in the value (CloudEvents structured mode,
// JSON) gives its payload.
ClaimedBody claimBody(OutRecord& record, std::optional<events::Envelope> event = std::nullopt);
std::size_t chunkCount(std::size_t bytes);
// REQUIRES: index < chunkCount(body.octets.size())
OutRecord bodyChunk(const std::string& topic, const ClaimedBody& body, std::size_t index);
// The small record that goes to the topic in place of the one that claimBody() emptied.
OutRecord referenceRecord(
    OutRecord emptied, const ClaimedBody& body, const BodyReference& reference);

// The reference that a record carries to a body of ours; nothing if it carries none. Errors: poison
// "bus.body_reference".
Result<std::optional<BodyReference>> bodyReferenceOf(const Record& record);

// Puts an edited value in the place of a record's: it stands for itself, unless it still names the
// body of the reference that it replaces.
void replaceValue(Record& record, Bytes edited);

// Header names of a chunk.
inline constexpr const char* bodyHeader = "locus-body"; // SHA-256 of the whole
inline constexpr const char* bodyChunkHeader = "locus-body-chunk"; // "<index>/<count>", from 0
inline constexpr const char* bodyChecksumHeader = "locus-body-checksum"; // SHA-256 of the chunk
inline constexpr const char* datarefHeader = "ce_dataref";

} // namespace locus::bus
