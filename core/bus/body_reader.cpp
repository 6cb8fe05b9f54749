// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/bus/body_reader.h"

#include "core/base/checksum.h"
#include "core/base/text.h"
#include "core/events/wire_decoder.h"
#include "core/events/wire_encoder.h"

#include <algorithm>
#include <set>
#include <vector>

namespace locus::bus {

namespace {

constexpr std::size_t readRecords = 64;
constexpr std::size_t readBytes = 8UL * 1024 * 1024;

Error damaged(const BodyReference& reference, const std::string& why)
{
    return poison("bus.body_damaged",
        "the body in " + reference.topic + '/' + std::to_string(reference.partition) + " at "
            + std::to_string(reference.first) + " is damaged: " + why);
}

Error expired(const BodyReference& reference, const std::string& why)
{
    return notFound("bus.body_expired",
        "the body in " + reference.topic + '/' + std::to_string(reference.partition) + " at "
            + std::to_string(reference.first) + " is gone: " + why);
}

std::string_view headerOf(const Record& record, const char* name)
{
    for (const auto& [key, value] : record.headers) {
        if (key == name && value) {
            return *value;
        }
    }
    return {};
}

// The chunks of one body, put together as they come: others' stand between them, and a body that
// was written again after a failure has some twice.
class Assembly
{
public:
    explicit Assembly(const BodyReference& reference)
        : m_reference(reference)
    { }

    Status add(const Record& record)
    {
        if (headerOf(record, bodyHeader) != m_reference.sha256 || !record.value) {
            return {};
        }
        const std::string_view place = headerOf(record, bodyChunkHeader);
        const auto index = toInt(place.substr(0, place.find('/')));
        if (!index || *index < 0 || static_cast<std::size_t>(*index) >= m_reference.chunks) {
            return damaged(m_reference, "a chunk has no place in it");
        }
        if (sha256Hex(*record.value) != headerOf(record, bodyChecksumHeader)) {
            return damaged(m_reference, "chunk " + std::to_string(*index) + " differs");
        }
        const std::size_t at = static_cast<std::size_t>(*index) * bodyChunkBytes;
        if (at + record.value->size() > m_reference.bytes) {
            return damaged(m_reference, "chunk " + std::to_string(*index) + " is too long");
        }
        if (m_body.empty()) {
            m_body.resize(m_reference.bytes);
        }
        record.value->copy(m_body.data() + at, record.value->size());
        m_got.insert(static_cast<std::size_t>(*index));
        return {};
    }

    Result<Bytes> take()
    {
        for (std::size_t index = 0; index < m_reference.chunks; ++index) {
            if (!m_got.contains(index)) {
                return damaged(m_reference,
                    "chunk " + std::to_string(index) + " of " + std::to_string(m_reference.chunks)
                        + " is missing");
            }
        }
        if (sha256Hex(m_body) != m_reference.sha256) {
            return damaged(m_reference, "its SHA-256 differs");
        }
        return std::move(m_body);
    }

private:
    const BodyReference& m_reference;
    Bytes m_body;
    std::set<std::size_t> m_got;
};

Status checkHeld(EventBus& bus, const BodyReference& reference)
{
    const auto marks = bus.watermarks({ reference.topic, reference.partition });
    if (!marks.ok() && marks.error().kind == ErrorKind::NotFound) {
        return expired(reference, "there is no such topic");
    }
    if (!marks.ok()) {
        return marks.error();
    }
    if (marks->first > reference.first) {
        return expired(reference, "it is past its retention");
    }
    if (marks->end <= reference.last) {
        return retriable("bus.body_not_there_yet",
            reference.topic + '/' + std::to_string(reference.partition)
                + " ends before the body at " + std::to_string(reference.last));
    }
    return {};
}

} // namespace

Result<Bytes> BodyReader::read(const BodyReference& reference, std::chrono::milliseconds timeout)
{
    if (reference.bytes > m_maxBytes) {
        return refused("bus.body_too_large",
            "the body has " + std::to_string(reference.bytes) + " bytes; at most "
                + std::to_string(m_maxBytes) + " are read")
            .with("allowed", std::to_string(m_maxBytes));
    }
    LOCUS_TRY(checkHeld(m_bus, reference));
    LOCUS_TRY_VALUE(consumer, m_bus.makeConsumer({}));
    const Position from { { reference.topic, reference.partition }, reference.first };
    if (const Status assigned = consumer->assign({ &from, 1 }); !assigned.ok()) {
        return assigned.error().code == "bus.offset_out_of_range"
            ? expired(reference, "it is past its retention")
            : assigned.error();
    }
    Assembly assembly(reference);
    const auto until = std::chrono::steady_clock::now() + timeout;
    for (std::int64_t next = reference.first; next <= reference.last;) {
        const auto left =
            std::chrono::ceil<std::chrono::milliseconds>(until - std::chrono::steady_clock::now());
        if (left.count() <= 0) {
            return retriable("bus.unreachable", "the body was not read in time");
        }
        auto records = consumer->poll(readRecords, readBytes, left);
        if (!records.ok() && records.error().code == "bus.offset_out_of_range") {
            return expired(reference, "it is past its retention");
        }
        if (!records.ok()) {
            return std::move(records).error();
        }
        for (const Record& record : *records) {
            next = record.offset + 1;
            if (record.offset <= reference.last) {
                LOCUS_TRY(assembly.add(record));
            }
        }
    }
    return assembly.take();
}

Result<Record> BodyReader::whole(Record record, std::chrono::milliseconds timeout)
{
    LOCUS_TRY_VALUE(reference, bodyReferenceOf(record));
    if (!reference) {
        return record;
    }
    LOCUS_TRY_VALUE(body, read(*reference, timeout));
    std::erase_if(
        record.headers, [](const Header& header) { return header.first == datarefHeader; });
    if (!record.value || record.value->empty()) {
        record.value = std::move(body);
        return record;
    }
    events::WireDecoder decoder({ record.value->size() });
    events::WireRecord view;
    view.topic = record.at.topic;
    view.value = *record.value;
    view.headers = record.headers;
    LOCUS_TRY_VALUE(decoded, decoder.decode(view));
    if (!decoded.envelope) {
        return poison("bus.body_reference", "the reference stands in what is no event");
    }
    events::Envelope& event = *decoded.envelope;
    std::erase_if(
        event.extensions, [](const auto& extension) { return extension.first == "dataref"; });
    event.data = std::move(body);
    record.value = events::encodeStructured(event).value;
    return record;
}

} // namespace locus::bus
