// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/file.h"
#include "core/base/text.h"
#include "core/dead_letters/captured_failures.h"
#include "core/events/schema_set.h"
#include "tests/support/test_registry.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

#include <filesystem>

using namespace locus;

namespace {

// Known to who made the records alone, or told by the broker, not by the record.
const QStringList notInTheRecord =
    QStringLiteral("visibleReadCommitted transaction what client algorithm partitions random codec "
                   "headersAre headerCount nonUtf8Headers timestampTypeIs producerTimestampLost "
                   "timestampMs")
        .split(u' ');
// Compared by tests/core/events (captured_record), which owns them.
const QStringList ofEvents =
    QStringLiteral("mode cloudevent dataKind data_b64 framing headerBytes schemaId schemaGuid "
                   "messageIndexes format fingerprint bytesReadAsSchemaId headerContentId "
                   "payloadEncoding keyFraming keySchemaId")
        .split(u' ');
// Its schema is nowhere at hand, only its number.
const QString keyWithoutSchema = QStringLiteral("decodedKey");

struct Line
{
    QString place;
    QJsonObject expected;
    QJsonObject told;
};

bool agreesRole(const Line& line)
{
    const QString expected = line.expected[u"role"].toString();
    const QString told = line.told[u"role"].toString();
    const bool isCertain = QStringLiteral("dead-letter retry source cloudevent tombstone")
                               .split(u' ')
                               .contains(expected);
    if (isCertain) {
        return told == expected;
    }
    // What was sent for another purpose looks like any record.
    return told.isEmpty() || told == expected
        || (told == u"event" && line.expected[u"event"].isObject())
        || (told == u"event" && expected == u"partition");
}

bool agreesExceptionMember(const QString& name, const QJsonValue& expected, const QJsonObject& told)
{
    const QString message = told[u"message"].toString();
    if (name == u"notInTheRecord") {
        const QByteArray all = QJsonDocument(told).toJson();
        return !all.contains(expected.toString().split(u':').front().toUtf8());
    }
    if (name == u"messageEndsWith") {
        return message.endsWith(expected.toString());
    }
    if (name == u"messageContains") {
        return message.contains(expected.toString());
    }
    if (name.startsWith(u"rootCause") && expected.isNull()) {
        return true; // as the data's README says
    }
    return told.contains(name) && told[name] == expected;
}

bool agreesAll(const QJsonObject& expected, const QJsonObject& told, bool isException)
{
    for (auto it = expected.begin(); it != expected.end(); ++it) {
        const bool agrees = isException ? agreesExceptionMember(it.key(), it.value(), told)
                                        : told[it.key()] == it.value();
        if (!agrees) {
            qWarning().noquote() << it.key() << "told" << told[it.key()] << "expected"
                                 << it.value();
            return false;
        }
    }
    return true;
}

bool agrees(const QString& member, const Line& line)
{
    const QJsonValue expected = line.expected[member];
    const QJsonValue told = line.told[member];
    if (member == u"role") {
        return agreesRole(line);
    }
    if (member == u"framework" && line.expected[u"headersTellNothing"].toBool()) {
        return told.isNull(); // nothing in the record names it
    }
    if (member == u"decoded" && line.expected[u"framing"].isNull()) {
        return told.isNull(); // eight octets may be a number, a time or neither
    }
    if (expected.isObject() && (member == u"exception" || member == u"event")) {
        return agreesAll(expected.toObject(), told.toObject(), member == u"exception");
    }
    return line.told.contains(member) && told == expected;
}

// -1 where anything differs.
int compareAll(const Line& line)
{
    int count = 0;
    for (const QString& member : line.expected.keys()) {
        if (notInTheRecord.contains(member) || ofEvents.contains(member)
            || member == keyWithoutSchema) {
            continue;
        }
        if (!agrees(member, line)) {
            qWarning().noquote() << line.place << member << "told" << line.told[member]
                                 << "expected" << line.expected[member];
            return -1;
        }
        ++count;
    }
    return count;
}

events::SchemaSet schemas()
{
    std::vector<events::SchemaText> texts;
    for (const auto& entry : std::filesystem::directory_iterator(
             std::filesystem::path(LOCUS_TEST_DATA) / "kafka" / "schemas")) {
        texts.push_back(
            { entry.path().filename().string(), readFile(entry.path(), 1 << 20).valueOr({}) });
    }
    auto out = events::SchemaSet::read(texts);
    return out.ok() ? std::move(*out) : events::SchemaSet();
}

std::vector<Line> linesOf(const std::string& name)
{
    const auto file = std::filesystem::path(LOCUS_TEST_DATA) / "kafka" / (name + ".jsonl");
    const Bytes content = readFile(file, 64 << 20).valueOr({});
    std::vector<events::CapturedRecord> records;
    std::vector<Line> out;
    for (const std::string_view text : split(content, '\n')) {
        auto record = events::readCapturedRecord(text);
        if (record.ok()) {
            const auto json =
                QJsonDocument::fromJson(QByteArray::fromStdString(std::string(text))).object();
            records.push_back(std::move(*record));
            out.push_back({ json[u"scenario"].toString() + u' ' + json[u"topic"].toString() + u'/'
                    + QString::number(json[u"partition"].toInt()) + u'/'
                    + QString::number(json[u"offset"].toInt()),
                json[u"expect"].toObject(), {} });
        }
    }
    const dead_letters::CapturedFailures failures(records);
    const events::SchemaSet known = schemas();
    events::WireDecoder decoder({ events::CapturedRecord::largestValue });
    for (std::size_t i = 0; i < out.size(); ++i) {
        out[i].told =
            QJsonDocument::fromJson(QByteArray::fromStdString(failures.facts(i, decoder, &known)))
                .object();
    }
    return out;
}

} // namespace

class CapturedRecordsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyMember_data()
    {
        QTest::addColumn<int>("records");
        QTest::addColumn<int>("members");
        QTest::newRow("clients") << 90 << 90 + 85 + 6;
        QTest::newRow("cloudevents") << 25 << 25 + 4;
        QTest::newRow("kafka-connect") << 19 << 132;
        QTest::newRow("kafka-streams") << 18 << 70;
        QTest::newRow("partitioners") << 245 << 487;
        QTest::newRow("schema-frames") << 18 << 48;
        QTest::newRow("smallrye") << 13 << 91;
        QTest::newRow("spring-cloud-stream") << 6 << 34;
        QTest::newRow("spring-kafka") << 29 << 222;
    }
    void everyMember()
    {
        QFETCH(int, records);
        QFETCH(int, members);
        const auto lines = linesOf(QTest::currentDataTag());
        QCOMPARE(static_cast<int>(lines.size()), records);
        int compared = 0;
        bool allAgree = true;
        for (const Line& line : lines) {
            QVERIFY2(!line.told.isEmpty(), qPrintable(line.place));
            const int count = compareAll(line);
            allAgree = allAgree && count >= 0;
            compared += count;
        }
        QVERIFY(allAgree);
        QCOMPARE(compared, members);
    }

    void noRecordThatDidNotFailIsCalledOne()
    {
        for (const char* file : { "clients", "cloudevents", "partitioners", "schema-frames" }) {
            for (const Line& line : linesOf(file)) {
                for (const char* member : { "framework", "original", "exception", "attempts",
                         "hops", "consumerGroup", "cause", "originalHeaderNames" }) {
                    QVERIFY2(line.told[QLatin1String(member)].isNull(), qPrintable(line.place));
                }
            }
        }
    }
};

LOCUS_TEST(captured_records, CapturedRecordsTest)
#include "tst_captured_records.moc"
