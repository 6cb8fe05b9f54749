// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/events/wire_decoder.h"

#include "core/base/base64.h"
#include "core/base/json_writer.h"
#include "core/base/text.h"
#include "core/base/uuid.h"
#include "core/events/cloudevents.h"
#include "core/events/envelope_attributes.h"
#include "core/events/json_members.h"
#include "core/events/registry_frame.h"

#include <algorithm>

namespace locus::events {

namespace {

// Letters of a sequence, perhaps as FASTA; numbers and blanks as GenBank prints them.
bool looksLikeSequence(BytesView text)
{
    constexpr std::string_view letters = "ACGTUNRYSWKMBDHVacgtunryswkmbdhv";
    const BytesView body = trimmed(text);
    if (body.starts_with('>')) {
        return body.find('\n') != BytesView::npos;
    }
    return body.find_first_of(letters) != BytesView::npos
        && body.find_first_not_of("ACGTUNRYSWKMBDHVacgtunryswkmbdhv0123456789 \t\r\n-")
        == BytesView::npos;
}

Status checkVersion(std::string_view version)
{
    if (version == "1.0" || version == "0.3") {
        return {};
    }
    return poison("event.unsupported_specversion", "the CloudEvents version is not read here")
        .with("field", "specversion")
        .with("allowed", "1.0, 0.3");
}

} // namespace

std::string_view toString(WireFormat format)
{
    constexpr std::string_view names[] { "none", "W0", "W1", "W2", "W3", "W4", "W5", "W6", "W7" };
    return names[static_cast<std::size_t>(format)];
}

std::optional<BytesView> WireRecord::header(std::string_view name) const
{
    for (auto it = headers.rbegin(); it != headers.rend(); ++it) {
        if (it->first == name) {
            return it->second ? std::optional<BytesView>(*it->second) : std::nullopt;
        }
    }
    return std::nullopt;
}

struct WireDecoder::Scratch
{
    JsonMembers members; // of the record's value
    JsonMembers inner; // of an object inside it
};

// One record on its way to an event.
class WireDecoder::Reading
{
public:
    Reading(WireDecoder& decoder, const WireRecord& record, Decoded& out)
        : m_decoder(decoder)
        , m_record(record)
        , m_out(out)
        , m_value(record.value.value_or(BytesView()))
    { }

    Status run();

private:
    [[nodiscard]] bool onGeneticTopic() const;
    Status structured();
    Status binary();
    Status object();
    Status plainText();
    Status request(Bytes data);
    Status notAnEvent(std::string reason, std::string detail, WireFormat format = WireFormat::None);
    Status setBinaryData(Envelope& envelope) const;
    Envelope& begin(WireFormat format);
    Status finish();

    WireDecoder& m_decoder;
    const WireRecord& m_record;
    Decoded& m_out; // filled in place: an envelope has too many texts to be moved about
    BytesView m_value;
};

Envelope& WireDecoder::Reading::begin(WireFormat format)
{
    m_out.format = format;
    return m_out.envelope.emplace();
}

Status WireDecoder::Reading::notAnEvent(std::string reason, std::string detail, WireFormat format)
{
    m_out.format = format;
    m_out.reason = std::move(reason);
    m_out.detail = std::move(detail);
    return {};
}

bool WireDecoder::Reading::onGeneticTopic() const
{
    const auto& topics = m_decoder.m_settings.geneticTopics;
    return std::find(topics.begin(), topics.end(), m_record.topic) != topics.end();
}

Status WireDecoder::Reading::run()
{
    if (m_value.size() > m_decoder.m_settings.maxValueBytes) {
        return poison("event.too_large", "the value is larger than this topic allows")
            .with("bytes", std::to_string(m_value.size()))
            .with("allowed", std::to_string(m_decoder.m_settings.maxValueBytes));
    }
    const bool isObject = firstCharacter(m_value) == '{';
    const CloudEventsMode mode = declaredMode(m_record);
    if (mode == CloudEventsMode::Structured) {
        LOCUS_TRY(m_decoder.m_scratch->members.read(m_value));
        return structured();
    }
    if (mode == CloudEventsMode::Binary) {
        return binary();
    }
    if (!m_record.value) {
        return notAnEvent("tombstone", "the record has no value");
    }
    if (const auto frame = recogniseFrame(m_record); frame && frame->framing != "ambiguous") {
        return notAnEvent("registry_frame",
            "the value is framed by a schema registry (" + frame->framing
                + "); no registry is configured to read it",
            WireFormat::W7);
    }
    return isObject ? object() : plainText();
}

Status WireDecoder::Reading::object()
{
    JsonMembers& members = m_decoder.m_scratch->members;
    LOCUS_TRY(members.read(m_value));
    if (!members.text("specversion").empty()) {
        return structured();
    }
    const WireFormat format = domainFormat(members);
    if (format != WireFormat::None) {
        LOCUS_TRY_VALUE(read, readDomainEvent(format, members, m_decoder.m_scratch->inner));
        Envelope& envelope = begin(format) = std::move(read);
        if (envelope.source.empty()) {
            envelope.source = "urn:locus:topic:" + std::string(m_record.topic);
        }
        return finish();
    }
    const bool asks =
        !members.text("sequence").empty() || !members.text("genetic_sequence").empty();
    if (onGeneticTopic() && asks) {
        return request(Bytes(m_value));
    }
    return notAnEvent("no_envelope", "the JSON object has none of the known envelopes");
}

Status WireDecoder::Reading::plainText()
{
    if (onGeneticTopic() && looksLikeSequence(m_value)) {
        JsonWriter data(m_value.size() + 32);
        data.beginObject().key("sequence").string(m_value).endObject();
        return request(std::move(data).take());
    }
    return notAnEvent("not_json", "the value is not a JSON object");
}

Status WireDecoder::Reading::request(Bytes data)
{
    const std::string place = std::string(m_record.topic) + '/' + std::to_string(m_record.partition)
        + '/' + std::to_string(m_record.offset);
    Envelope& out = begin(WireFormat::W0);
    out.time = recordTime(m_record.timestampMs);
    out.id = deriveUuid(place, out.time, "request").toString();
    out.source = "urn:locus:topic:" + std::string(m_record.topic);
    out.type = "Analysis.Requested";
    out.aggregateType = "Analysis";
    out.data = std::move(data);
    fillFromRecord(out, m_record);
    return {};
}

Status WireDecoder::Reading::structured()
{
    const JsonMembers& members = m_decoder.m_scratch->members;
    const std::string_view version = members.text("specversion");
    LOCUS_TRY(checkVersion(version));
    Envelope& out = begin(WireFormat::W1);
    out.phiClass = PhiClass::None; // until the catalogue has spoken
    for (const JsonMember& member : members.all()) {
        if (member.name == "data") {
            out.data = member.raw;
        } else if (member.name == "data_base64") {
            out.data = member.raw;
            out.dataBase64 = true;
        } else if (member.kind != JsonKind::Null) {
            LOCUS_TRY(setAttribute(out, member.name, member.text));
        }
    }
    return finish();
}

Status WireDecoder::Reading::setBinaryData(Envelope& envelope) const
{
    if (!m_record.value) {
        return {};
    }
    if (isJsonType(envelope.dataContentType)) {
        Status json = checkJson(m_value);
        if (json.ok()) {
            envelope.data = m_value;
            return {};
        }
        if (!envelope.dataContentType.empty()) {
            return json; // it was promised
        }
    }
    const bool isText = toLower(envelope.dataContentType).starts_with("text/") && isUtf8(m_value);
    JsonWriter data(m_value.size() + 2);
    data.string(isText ? m_value : BytesView(toBase64(m_value)));
    envelope.dataBase64 = !isText;
    envelope.data = std::move(data).take();
    return {};
}

Status WireDecoder::Reading::binary()
{
    LOCUS_TRY(checkVersion(m_record.header("ce_specversion").value_or(BytesView())));
    Envelope& out = begin(WireFormat::W2);
    out.phiClass = PhiClass::None; // until the catalogue has spoken
    for (const auto& [name, value] : m_record.headers) {
        const bool isAttribute = name.starts_with("ce_");
        if (!value || (!isAttribute && name != "content-type")) {
            continue;
        }
        if (!isUtf8(*value)) {
            return poison("event.not_utf8", "a header of the event is not UTF-8")
                .with("field", name);
        }
        const std::string_view attribute =
            isAttribute ? std::string_view(name).substr(3) : "datacontenttype";
        LOCUS_TRY(setAttribute(out, attribute, *value));
    }
    LOCUS_TRY(setBinaryData(out));
    return finish();
}

Status WireDecoder::Reading::finish()
{
    Envelope& envelope = *m_out.envelope;
    LOCUS_TRY(requireMandatory(envelope));
    LOCUS_TRY(resolveType(envelope, m_decoder.m_catalogue, m_decoder.m_scratch->inner));
    fillFromRecord(envelope, m_record);
    return {};
}

WireDecoder::WireDecoder(DecoderSettings settings, const Catalogue& catalogue)
    : m_settings(std::move(settings))
    , m_catalogue(catalogue)
    , m_scratch(std::make_unique<Scratch>())
{ }

WireDecoder::~WireDecoder() = default;

Result<Decoded> WireDecoder::decode(const WireRecord& record)
{
    Decoded out;
    LOCUS_TRY(decode(record, out));
    return out;
}

Status WireDecoder::decode(const WireRecord& record, Decoded& out)
{
    out = {};
    return Reading(*this, record, out).run();
}

std::string_view WireDecoder::peekType(const WireRecord& record)
{
    return record.header("ce_type").value_or(BytesView());
}

} // namespace locus::events
