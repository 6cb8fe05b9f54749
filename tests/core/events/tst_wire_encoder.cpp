// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/json_writer.h"
#include "core/events/event_factory.h"
#include "core/events/wire_decoder.h"
#include "core/events/wire_encoder.h"
#include "tests/support/seeded_random.h"
#include "tests/support/test_registry.h"

#include <QTest>

using namespace locus;
using namespace locus::events;

namespace {

std::string randomText(test::SeededRandom& random)
{
    static const std::string pieces[] { "a", "Z", "9", " ", "\"", "\\", "\n", "\t", "\x01", "/",
        "\xC3\xBC", "\xE6\xA4\x9C", "\xF0\x9F\xA7\xAC", "%20", "{", "null" };
    std::string out = "x";
    for (std::uint64_t n = random.below(12); n > 0; --n) {
        out += pieces[random.below(std::size(pieces))];
    }
    return out;
}

Envelope randomEnvelope(test::SeededRandom& random)
{
    const auto& events = Catalogue::shipped().events();
    const EventInfo& info = events[random.below(events.size())];
    const auto maybe = [&] { return random.chance(70) ? randomText(random) : std::string(); };
    Envelope e;
    e.id = randomText(random);
    e.source = randomText(random);
    e.type = info.name;
    e.aggregateType = info.aggregateType;
    e.subject = maybe();
    e.time = fromMicros(1'700'000'000'000'000 + static_cast<std::int64_t>(random.below(1U << 30U)));
    e.recordedTime = random.chance(50) ? e.time : Instant();
    e.dataSchema = maybe();
    e.tenantId = maybe();
    e.aggregateId = randomText(random);
    e.streamVersion = random.below(1000);
    e.correlationId = maybe();
    e.causationId = maybe();
    e.actor = maybe();
    e.onBehalfOf = maybe();
    e.partitionKey = randomText(random);
    e.traceParent = maybe();
    e.severity = static_cast<Severity>(random.below(4));
    e.phiClass = std::max(info.phi, static_cast<PhiClass>(random.below(3)));
    e.replayed = random.chance(30);
    e.dataContentType = "application/json";
    if (random.chance(50)) {
        e.extensions.emplace_back("ward", randomText(random));
    }
    JsonWriter data;
    data.beginObject().key(randomText(random)).string(randomText(random));
    data.key("n").real(0.1).endObject();
    e.data = data.text();
    return e;
}

Envelope readBack(const EncodedRecord& encoded, WireFormat expected)
{
    WireRecord record { "t", 0, 0, 0, {}, {}, encoded.headers };
    if (encoded.key) {
        record.key = *encoded.key;
    }
    if (encoded.value) {
        record.value = *encoded.value;
    }
    WireDecoder decoder;
    auto decoded = decoder.decode(record);
    if (!decoded.ok() || decoded->format != expected || !decoded->envelope) {
        return {};
    }
    return *decoded->envelope;
}

auto fields(const Envelope& e)
{
    return std::tie(e.id, e.source, e.type, e.knownType, e.subject, e.time, e.recordedTime,
        e.dataSchema, e.tenantId, e.aggregateType, e.aggregateId, e.streamVersion, e.correlationId,
        e.causationId, e.actor, e.onBehalfOf, e.partitionKey, e.traceParent, e.severity, e.phiClass,
        e.replayed, e.extensions, e.data, e.dataContentType, e.dataBase64);
}

} // namespace

class WireEncoderTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whatIsWrittenReadsBackTheSame()
    {
        test::SeededRandom random(20260302);
        for (int i = 0; i < 2000; ++i) {
            const Envelope e = randomEnvelope(random);
            QVERIFY2(fields(readBack(encodeStructured(e), WireFormat::W1)) == fields(e),
                encodeStructured(e).value->c_str());
            QVERIFY2(fields(readBack(encodeBinary(e), WireFormat::W2)) == fields(e),
                encodeStructured(e).value->c_str());
        }
    }

    void headersRouteWithoutParsing()
    {
        test::SeededRandom random(1);
        Envelope e = randomEnvelope(random);
        e.traceParent = "00-a-b-01";
        const EncodedRecord out = encodeStructured(e);
        const std::vector<WireHeader> expected { { "content-type", "application/cloudevents+json" },
            { "ce_id", e.id }, { "ce_type", e.type }, { "traceparent", "00-a-b-01" } };
        QCOMPARE(out.headers, expected);
        QCOMPARE(out.key, std::optional<Bytes>(e.partitionKey));
    }

    void octetsAndTextsSurviveTheBinaryMode()
    {
        Envelope e;
        e.id = "1";
        e.source = "/x";
        e.type = "org.example.image";
        e.dataContentType = "application/dicom";
        e.dataBase64 = true;
        e.data = "\"AP8=\"";
        QCOMPARE(*encodeBinary(e).value, Bytes("\x00\xFF", 2));
        QCOMPARE(readBack(encodeBinary(e), WireFormat::W2).data, e.data);
        QCOMPARE(readBack(encodeStructured(e), WireFormat::W1).data, e.data);
        QVERIFY(readBack(encodeStructured(e), WireFormat::W1).dataBase64);
    }

    void aFollowingEventHasAlwaysTheSameId()
    {
        const EventFactory factory("site-1", "workflow");
        Envelope cause;
        cause.id = "cause";
        cause.time = fromMillis(1'772'440'173'000);
        const auto make = [&](std::string_view step) {
            return factory.following(cause, step,
                { .type = "Task.Completed",
                    .aggregateId = "T-1",
                    .data = "{}",
                    .time = cause.time });
        };
        const Envelope a = make("complete");
        QCOMPARE(make("complete").id, a.id);
        QVERIFY(make("other").id != a.id);
        QCOMPARE(a.source, std::string("/locus/site-1/workflow"));
        QCOMPARE(a.dataSchema, std::string("urn:locus:schema:Task.Completed:1.0"));
        QCOMPARE(a.subject, std::string("Task/T-1"));
        QCOMPARE(a.causationId, std::string("cause"));
        QCOMPARE(a.correlationId, std::string("cause"));
        QCOMPARE(a.partitionKey, std::string("T-1"));
        QVERIFY(a.phiClass == PhiClass::Possible);
        QCOMPARE(Uuid::parse(a.id).value().version(), 8);
    }
};

LOCUS_TEST(wire_encoder, WireEncoderTest)
#include "tst_wire_encoder.moc"
