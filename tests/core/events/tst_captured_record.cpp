// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/events/kafka_lines.h"
#include "tests/support/test_registry.h"

#include <QTest>

#include <cstdio>

using namespace locus;
using namespace locus::events;

namespace {

const QStringList compared = QStringLiteral(
    "event mode modeDeclared cloudevent dataKind data_b64 framing headerBytes schemaId "
    "schemaGuid messageIndexes format fingerprint bytesReadAsSchemaId headerContentId "
    "payloadEncoding keyFraming keySchemaId tombstone")
                                 .split(u' ');

QJsonValue asText(const QJsonValue& value)
{
    if (value.isObject()) {
        return value.toObject()[u"base64"];
    }
    return value.isString() ? value : QJsonValue(value.toVariant().toString());
}

// In binary mode every attribute is a text on the wire.
QJsonObject withTextExtensions(QJsonObject event)
{
    QJsonObject extensions = event[u"extensions"].toObject();
    for (const QString& name : extensions.keys()) {
        extensions[name] = asText(extensions.value(name));
    }
    event[QStringLiteral("extensions")] = extensions;
    return event;
}

QJsonDocument dataOf(const QJsonValue& base64)
{
    return QJsonDocument::fromJson(QByteArray::fromBase64(base64.toString().toLatin1()));
}

bool agrees(const QString& member, const test::KafkaLine& line)
{
    const QJsonValue told = line.told[member];
    const QJsonValue expected = line.expected[member];
    if (member == u"event" && expected.isObject()) {
        const QJsonObject wanted = expected.toObject();
        const QStringList names = wanted.keys();
        return std::all_of(names.begin(), names.end(),
            [&](const QString& name) { return told.toObject()[name] == wanted[name]; });
    }
    if (member == u"cloudevent" && line.expected[u"mode"].toString() == u"binary") {
        return told == withTextExtensions(expected.toObject());
    }
    if (member == u"data_b64" && line.expected[u"dataKind"].toString() == u"json") {
        return !dataOf(told).isNull() && dataOf(told) == dataOf(expected);
    }
    return told == expected;
}

int compareAll(const std::vector<test::KafkaLine>& lines, const QStringList& members)
{
    int count = 0;
    for (const test::KafkaLine& line : lines) {
        if (!line.trouble.isEmpty()) {
            qWarning("%s: %s", qPrintable(line.place), qPrintable(line.trouble));
            return -1;
        }
        for (const QString& member : members) {
            if (!line.expected.contains(member)) {
                continue;
            }
            if (!agrees(member, line)) {
                qWarning().noquote() << line.place << member << "told" << line.told[member]
                                     << "expected" << line.expected[member];
                return -1;
            }
            ++count;
        }
    }
    return count;
}

std::filesystem::path ours(const char* name)
{
    return std::filesystem::path(LOCUS_TEST_DATA) / "kafka" / name;
}

std::string refusal(const char* line)
{
    const auto record = readCapturedRecord(line);
    return record.ok() ? std::string("read") : record.error().message;
}

} // namespace

class CapturedRecordTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void cloudEventsOfThreeSdks()
    {
        const auto lines = test::kafkaLines(ours("cloudevents.jsonl"));
        QCOMPARE(lines.size(), std::size_t { 25 });
        QCOMPARE(compareAll(lines, compared), 4 * 25 + 4);
        QVERIFY(lines.front().told[u"modeDeclared"].toBool());
    }

    void recordsOfPythonClients()
    {
        const auto lines = test::kafkaLines(ours("clients.jsonl"));
        QCOMPARE(lines.size(), std::size_t { 90 });
        QCOMPARE(compareAll(lines, compared), 85 + 6);
    }

    void framesOfSchemaRegistries()
    {
        const auto lines = test::kafkaLines(ours("schema-frames.jsonl"));
        QCOMPARE(lines.size(), std::size_t { 18 });
        QCOMPARE(compareAll(lines, compared), 59);
    }

    void eventsThatOtherFrameworksCarried()
    {
        const auto root = qEnvironmentVariable("LOCUS_ORACLES").toStdString();
        const auto folder = std::filesystem::path(root) / "kafka";
        if (root.empty() || !std::filesystem::exists(folder)) {
            std::printf("oracle data absent: 6 suites not run\n");
            return;
        }
        const std::pair<const char*, int> files[] { { "spring-kafka.jsonl", 21 },
            { "kafka-streams.jsonl", 4 }, { "smallrye.jsonl", 13 }, { "kafka-connect.jsonl", 9 },
            { "spring-cloud-stream.jsonl", 4 }, { "partitioners.jsonl", 1 } };
        for (const auto& [name, count] : files) {
            QCOMPARE(
                compareAll(test::kafkaLines(folder / name), { QStringLiteral("event") }), count);
        }
    }

    void theValueAloneMaySayStructured()
    {
        const auto record = readCapturedRecord(
            R"({"topic":"t","partition":2,"offset":9,"key_b64":null,"headers":[],"value_b64":")"
            "eyJzcGVjdmVyc2lvbiI6IjEuMCIsImlkIjoiMSIsInNvdXJjZSI6Ii94IiwidHlwZSI6InkiLAoibiI6Wwo3XX"
            "0="
            R"("})");
        WireDecoder decoder;
        const Bytes facts = recordFacts(record->view(), decoder);
        QVERIFY(facts.find('\n') == Bytes::npos);
        const auto told = QJsonDocument::fromJson(QByteArray::fromStdString(facts)).object();
        QCOMPARE(told[u"mode"].toString(), QStringLiteral("structured"));
        QCOMPARE(told[u"modeDeclared"], QJsonValue(false));
        QCOMPARE(told[u"dataKind"].toString(), QStringLiteral("none"));
        QVERIFY(told[u"data_b64"].isNull());
        QCOMPARE(told[u"partition"].toInt(), 2);
        QCOMPARE(told[u"offset"].toInt(), 9);
        QVERIFY(told[u"framing"].isNull());
    }

    void whatIsNoRecordIsRefusedByMember()
    {
        const std::pair<const char*, const char*> lines[] {
            { "", "a captured record must be one JSON object" },
            { "[1]", "a captured record must be one JSON object" },
            { R"({"topic":"t"})", "partition must be an integer" },
            { R"({"topic":7,"partition":0,"offset":0})", "topic must be a text" },
            { R"({"topic":"t","partition":2147483648,"offset":0,"value_b64":null})", "partition" },
            { R"({"topic":"t","partition":0,"offset":-1,"value_b64":null})", "offset" },
            { R"({"topic":"t","partition":0,"offset":0})", "value_b64 must be present" },
            { R"({"topic":"t","partition":0,"offset":0,"value_b64":"Zg"})", "value_b64 must be" },
            { R"({"topic":"t","partition":0,"offset":0,"value_b64":null,"headers":{}})",
                "headers" },
            { R"({"topic":"t","partition":0,"offset":0,"value_b64":null,"headers":[["a",null],["b",1]]})",
                "headers[1] must be" },
            { R"({"topic":"t","partition":0,"offset":0,"value_spec":{"kind":"zip","length":1}})",
                "kind must be repeat or lcg" },
            { R"({"topic":"t","partition":0,"offset":0,"value_spec":{"kind":"lcg","seed":1,"length":99999999}})",
                "length must be an integer from 0 to 16777216" },
            { R"({"topic":"t","partition":0,"offset":0,"value_spec":{"kind":"lcg","seed":1,"length":3,"sha256":"0"}})",
                "of the length and sha256" },
        };
        for (const auto& [line, words] : lines) {
            QVERIFY2(refusal(line).find(words) != std::string::npos, refusal(line).c_str());
        }
        QCOMPARE(refusal(R"({"topic":"t","partition":0,"offset":0,"value_b64":null})"),
            std::string("read"));
    }
};

LOCUS_TEST(captured_record, CapturedRecordTest)
#include "tst_captured_record.moc"
