// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/events/wire_decoder.h"
#include "tests/support/test_registry.h"

#include <QTest>

using namespace locus;
using namespace locus::events;

namespace {

struct Sample
{
    std::string topic = "t";
    std::optional<Bytes> key {};
    std::optional<Bytes> value {};
    std::vector<WireHeader> headers {};
    std::int64_t offset = 7;

    [[nodiscard]] WireRecord view() const
    {
        WireRecord out { topic, 3, offset, 1'772'440'173'000, {}, {}, headers };
        if (key) {
            out.key = *key;
        }
        if (value) {
            out.value = *value;
        }
        return out;
    }
};

Result<Decoded> decode(const Sample& sample, DecoderSettings settings = {})
{
    WireDecoder decoder(std::move(settings));
    return decoder.decode(sample.view());
}

Decoded good(const Sample& sample)
{
    auto decoded = decode(sample);
    if (!decoded.ok()) {
        qWarning("%s", decoded.error().code.c_str());
        return {};
    }
    return std::move(decoded).value();
}

std::string codeOf(const Sample& sample)
{
    const auto decoded = decode(sample);
    return decoded.ok() ? std::string() : decoded.error().code;
}

Sample json(std::string text, std::string topic = "t")
{
    Sample out;
    out.topic = std::move(topic);
    out.value = std::move(text);
    return out;
}

const std::string structured =
    R"({"specversion":"1.0","id":"1","source":"/ward","type":"TASK_COMPLETED","subject":"Task/T-1",)"
    R"("time":"2026-03-02T09:30:00.5+01:00","correlationId":"c-1","priority":7,)"
    R"("data":{"big":123456789012345678901234567890,"x": "\u00fc"}})";

} // namespace

class WireDecoderTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void structuredCloudEvent()
    {
        const Decoded out = good(json(structured));
        QVERIFY(out.format == WireFormat::W1);
        const Envelope& e = *out.envelope;
        QCOMPARE(e.type, std::string("Task.Completed"));
        QVERIFY(e.knownType);
        QCOMPARE(e.aggregateId, std::string("T-1"));
        QCOMPARE(e.correlationId, std::string("c-1"));
        QCOMPARE(toRfc3339(e.time), std::string("2026-03-02T08:30:00.500Z"));
        QCOMPARE(e.extensions.size(), std::size_t { 1 });
        QCOMPARE(e.extensions[0].second, std::string("7"));
        QVERIFY(e.phiClass == PhiClass::Possible);
        // The payload as it was sent, big number and escape included.
        QCOMPARE(e.data, Bytes(R"({"big":123456789012345678901234567890,"x": "\u00fc"})"));
    }

    void binaryCloudEvent()
    {
        Sample in;
        in.key = "PAT-1";
        in.value = Bytes("\x00\xFF", 2);
        in.headers = { { "ce_specversion", "1.0" }, { "ce_id", "9" }, { "ce_source", "/x" },
            { "ce_type", "org.example.image" }, { "content-type", "application/dicom" } };
        const Decoded out = good(in);
        QVERIFY(out.format == WireFormat::W2);
        QVERIFY(!out.envelope->knownType);
        QCOMPARE(out.envelope->type, std::string("org.example.image"));
        QCOMPARE(out.envelope->data, Bytes("\"AP8=\""));
        QVERIFY(out.envelope->dataBase64);
        QCOMPARE(out.envelope->partitionKey, std::string("PAT-1"));
        QVERIFY(out.envelope->phiClass == PhiClass::Direct);
        QCOMPARE(WireDecoder::peekType(in.view()), std::string_view("org.example.image"));
    }

    void binaryWithoutContentTypeIsWhateverItIs()
    {
        Sample in;
        in.headers = { { "ce_specversion", "1.0" }, { "ce_id", "9" }, { "ce_source", "/x" },
            { "ce_type", "org.example.image" } };
        in.value = Bytes("\x00\xFF", 2);
        QCOMPARE(good(in).envelope->data, Bytes("\"AP8=\""));
        in.value = R"({"a":1})";
        QCOMPARE(good(in).envelope->data, Bytes(R"({"a":1})"));
        in.value = Bytes("200.1\0\xFF", 7); // a number, were the NUL its end
        QCOMPARE(good(in).envelope->data, Bytes("\"MjAwLjEA/w==\""));
        in.headers.emplace_back("content-type", "application/json");
        in.value = "{";
        QCOMPARE(codeOf(in), std::string("json.malformed"));
    }

    void theLastOfSeveralHeadersCounts()
    {
        Sample in;
        in.headers = { { "ce_specversion", "1.0" }, { "ce_id", "9" }, { "ce_source", "/x" },
            { "ce_type", "org.example.image" }, { "ce_ward", "1" }, { "ce_ward", "2" },
            { "ce_data", "reserved" } };
        const Decoded out = good(in);
        QCOMPARE(out.envelope->extensions.size(), std::size_t { 1 });
        QCOMPARE(out.envelope->extensions[0].second, std::string("2"));
        in.headers[0].second = "2.0";
        QCOMPARE(codeOf(in), std::string("event.unsupported_specversion"));
    }

    void designRequest()
    {
        const Decoded out = good(json(
            R"({"eventType":"genetic.analysis.request","eventId":"e1","timestamp":"2026-03-02T08:00:00Z",)"
            R"("source":"websocket-service","data":{"sequence":"ACGT"}})"));
        QVERIFY(out.format == WireFormat::W3);
        QCOMPARE(out.envelope->type, std::string("Analysis.Requested"));
        QCOMPARE(out.envelope->source, std::string("websocket-service"));
        QCOMPARE(out.envelope->data, Bytes(R"({"sequence":"ACGT"})"));
    }

    void epicEnvelope()
    {
        const Decoded out = good(json(
            R"({"eventId":"e1","eventType":"PatientCreated","eventVersion":"1.0","eventTime":"2026-03-02T08:15:00Z",)"
            R"("aggregateId":"PAT-1","aggregateType":"Patient","tenantId":"h","correlationId":"c","causationId":"d",)"
            R"("metadata":{"userId":"u-1","source":"interop","ip":"x"},"data":{"name":"Test Anna"}})"));
        QVERIFY(out.format == WireFormat::W4);
        const Envelope& e = *out.envelope;
        QCOMPARE(e.type, std::string("Patient.Created"));
        QCOMPARE(e.actor, std::string("u-1"));
        QCOMPARE(e.source, std::string("interop"));
        QCOMPARE(e.tenantId, std::string("h"));
        QCOMPARE(e.causationId, std::string("d"));
        QCOMPARE(e.aggregateId, std::string("PAT-1"));
        QVERIFY(std::any_of(e.extensions.begin(), e.extensions.end(), [](const auto& x) {
            return x.first == "metadata" && x.second.find("\"ip\"") != std::string::npos;
        }));
    }

    void flatEvent()
    {
        const Decoded out = good(json(
            R"({"eventId":"e1","eventType":"TASK_COMPLETED","taskInstanceId":"TI-1","workflowInstanceId":"WF-1",)"
            R"("status":"COMPLETED","eventTime":"2026-03-02T08:20:00Z","errorMessage":null})"));
        QVERIFY(out.format == WireFormat::W5);
        QCOMPARE(out.envelope->aggregateId, std::string("TI-1"));
        QCOMPARE(out.envelope->data,
            Bytes(
                R"({"taskInstanceId":"TI-1","workflowInstanceId":"WF-1","status":"COMPLETED","errorMessage":null})"));
    }

    void platformEvent()
    {
        const Decoded out = good(json(
            R"({"event_id":"e1","event_type":"order.created","tenant_id":"h","payload":{"a":1},)"
            R"("source_service":"orders","correlation_id":"c","timestamp":"2026-03-02T08:20:00Z"})"));
        QVERIFY(out.format == WireFormat::W6);
        QCOMPARE(out.envelope->type, std::string("Order.Created"));
        QCOMPARE(out.envelope->source, std::string("orders"));
        QCOMPARE(out.envelope->tenantId, std::string("h"));
        QCOMPARE(out.envelope->correlationId, std::string("c"));
        QCOMPARE(out.envelope->data, Bytes(R"({"a":1})"));
    }

    void bareRequestsOnlyOnTheirTopics()
    {
        const Decoded out = good(json("ATCG ATCG\n", "genetic-data-raw"));
        QVERIFY(out.format == WireFormat::W0);
        QCOMPARE(out.envelope->data, Bytes(R"({"sequence":"ATCG ATCG\n"})"));
        const Decoded again = good(json("ATCG ATCG\n", "genetic-data-raw"));
        QCOMPARE(again.envelope->id, out.envelope->id);
        Sample other = json("ATCG ATCG\n", "genetic-data-raw");
        other.offset = 8;
        QVERIFY(good(other).envelope->id != out.envelope->id);
        QVERIFY(good(json(R"({"genetic_sequence":"ACGT"})", "genetic-bigdata-raw")).format
            == WireFormat::W0);
        QVERIFY(!good(json("ATCG")).envelope);
        QVERIFY(!good(json("hello there", "genetic-data-raw")).envelope);
    }

    void theStatusDecidesWhatAResultIs()
    {
        const auto result = [](const std::string& status) {
            return json(
                R"({"eventType":"genetic.analysis.result","eventId":"e","timestamp":"2026-03-02T08:00:00Z","data":{)"
                + status + "}}");
        };
        QCOMPARE(good(result(R"("status":"success")")).envelope->type,
            std::string("Analysis.Completed"));
        QCOMPARE(
            good(result(R"("status":"TIMEOUT")")).envelope->type, std::string("Analysis.Failed"));
        QCOMPARE(codeOf(result("")), std::string("event.unreadable_status"));
        const Decoded health =
            good(json(R"({"eventId":"h","eventType":"HEALTH_CHECK","status":"UP"})"));
        QCOMPARE(health.envelope->type, std::string("HealthCheck.Passed"));
    }

    void framesAreSeenAndNeverMisread()
    {
        const Decoded out = good(json(Bytes("\x00\x00\x00\x00\x07{}", 7)));
        QVERIFY(out.format == WireFormat::W7);
        QVERIFY(!out.envelope);
        QCOMPARE(out.reason, std::string("registry_frame"));
        QVERIFY(
            good(json(Bytes("\x00\x00\x01\x9c\xad\x9d\x67\xa0", 8))).format == WireFormat::None);
    }

    void whatIsNoEventIsKept_data()
    {
        QTest::addColumn<QByteArray>("value");
        QTest::newRow("empty") << QByteArray("");
        QTest::newRow("text") << QByteArray("plain text");
        QTest::newRow("array") << QByteArray("[1]");
        QTest::newRow("latin 1") << QByteArray("Gr\xF6\xDF");
        QTest::newRow("other object") << QByteArray(R"({"a":1})");
        QTest::newRow("type only") << QByteArray(R"({"eventType":"SOMETHING"})");
    }

    void whatIsNoEventIsKept()
    {
        QFETCH(QByteArray, value);
        const Decoded out = good(json(value.toStdString()));
        QVERIFY(out.format == WireFormat::None);
        QVERIFY(!out.envelope);
        QVERIFY(!out.reason.empty());
        QCOMPARE(good(Sample()).reason, std::string("tombstone"));
    }

    void whatIsMalformedIsPoison_data()
    {
        QTest::addColumn<QByteArray>("value");
        QTest::addColumn<QByteArray>("code");
        const auto row = [](const char* name, const std::string& value, const char* code) {
            QTest::newRow(name) << QByteArray::fromStdString(value) << QByteArray(code);
        };
        row("truncated", R"({"specversion":"1.0","id":)", "json.malformed");
        row("trailing", R"({"a":1} x)", "json.malformed");
        row("not UTF-8", "{\"a\":\"\xFF\"}", "json.not_utf8");
        row("duplicate", R"({"eventId":"a","eventId":"b"})", "json.duplicate_name");
        row("duplicate by escape", R"({"eventId":"a","event\u0049d":"b"})", "json.duplicate_name");
        row("big integer", R"({"eventId":"a","n":18446744073709551616})", "json.number_range");
        row("depth", "{\"a\":" + std::string(32, '[') + std::string(32, ']') + '}',
            "json.too_deep");
        row("depth and big number",
            "{\"a\":" + std::string(32, '[') + "99999999999999999999" + std::string(32, ']') + '}',
            "json.too_deep");
        row("no id", R"({"specversion":"1.0","source":"/x","type":"t"})",
            "event.missing_attribute");
        row("version", R"({"specversion":"2.0","id":"1","source":"/x","type":"t"})",
            "event.unsupported_specversion");
        row("time", R"({"specversion":"1.0","id":"1","source":"/x","type":"t","time":"today"})",
            "event.unreadable_time");
        row("too large", std::string((1U << 20U) + 1, 'x'), "event.too_large");
    }

    void whatIsMalformedIsPoison()
    {
        QFETCH(QByteArray, value);
        QFETCH(QByteArray, code);
        const auto decoded = decode(json(value.toStdString()));
        QVERIFY(!decoded.ok());
        QCOMPARE(decoded.error().code, code.toStdString());
        QVERIFY(decoded.error().kind == ErrorKind::Poison);
    }

    void thirtyTwoLevelsAreRead()
    {
        const std::string deep = R"({"specversion":"1.0","id":"1","source":"/x","type":"t","data":)"
            + std::string(31, '[') + std::string(31, ']') + '}';
        QVERIFY(good(json(deep)).format == WireFormat::W1);
    }

    void contentTypeAloneSaysStructured()
    {
        Sample in = json("ACGT", "genetic-data-raw");
        in.headers = { { "content-type", "application/cloudevents+json; charset=utf-8" } };
        QCOMPARE(codeOf(in), std::string("json.not_an_object"));
    }
};

LOCUS_TEST(wire_decoder, WireDecoderTest)
#include "tst_wire_decoder.moc"
