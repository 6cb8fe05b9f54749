// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/events/schema_set.h"
#include "tests/support/seeded_random.h"
#include "tests/support/test_registry.h"

#include <QTest>

using namespace locus;
using namespace locus::events;

namespace {

const SchemaText task { "task.avsc",
    R"({"type":"record","name":"T","fields":[{"name":"id","type":"string"},
        {"name":"n","type":["null","int"]},{"name":"raw","type":{"type":"fixed","name":"F","size":2}},
        {"name":"tags","type":{"type":"array","items":"string"}},{"name":"x","type":"double"}]})" };
const SchemaText order { "order.json", R"({"type":"object","required":["orderId"]})" };
const SchemaText panel { "panel.proto",
    "syntax = \"proto3\"; message A { string a = 1; message B { int32 b = 1; } }" };

SchemaSet setOf(const std::vector<SchemaText>& texts)
{
    auto out = SchemaSet::read(texts);
    return out.ok() ? std::move(*out) : SchemaSet();
}

std::string refusal(const SchemaText& text)
{
    const auto out = SchemaSet::read({ text });
    return out.ok() ? std::string("read") : out.error().message;
}

Bytes decoded(const SchemaSet& set, BytesView payload, const char* format,
    std::vector<std::int64_t> indexes = {})
{
    const auto out = set.decode(payload, { format, 0, std::move(indexes) });
    return out ? out->json : Bytes("nothing");
}

// id "ab", n 3, raw 00 FF, tags ["c"], x 0.5
const Bytes taskOctets("\x04"
                       "ab\x02\x06\x00\xFF\x02\x02"
                       "c\x00\x00\x00\x00\x00\x00\x00\xE0\x3F",
    19);

} // namespace

class SchemaSetTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void eachKindIsDecoded()
    {
        const SchemaSet set = setOf({ task, order, panel, { "README.md", "no schema" } });
        QCOMPARE(decoded(set, taskOctets, "AVRO"),
            Bytes(R"({"id":"ab","n":3,"raw":{"bytes":"\u0000)"
                  "\u00FF"
                  R"("},"tags":["c"],"x":0.5})"));
        QCOMPARE(decoded(set, R"({"orderId":"o-1"})", "JSON"), Bytes(R"({"orderId":"o-1"})"));
        QCOMPARE(decoded(set, "\x0A\x01z", "PROTOBUF", { 0 }), Bytes(R"({"a":"z"})"));
        const auto nested = set.decode("\x08\x05", { "PROTOBUF", 0, { 0, 0 } });
        QVERIFY(nested.has_value());
        QCOMPARE(nested->messageName, std::string("A.B"));
        QCOMPARE(nested->schemaFile, std::string("panel.proto"));
    }

    void whatDoesNotFitIsNotDecoded()
    {
        const SchemaSet set = setOf({ task, order, panel });
        QCOMPARE(decoded(set, taskOctets + "x", "AVRO"), Bytes("nothing"));
        for (std::size_t size = 0; size < taskOctets.size(); ++size) {
            QCOMPARE(decoded(set, BytesView(taskOctets).substr(0, size), "AVRO"), Bytes("nothing"));
        }
        QCOMPARE(decoded(set, R"({"order":1})", "JSON"), Bytes("nothing"));
        QCOMPARE(decoded(set, "\x12\x01z", "PROTOBUF", { 0 }), Bytes("nothing"));
        QCOMPARE(decoded(set, "\x0A\x01z", "PROTOBUF", { 1 }), Bytes("nothing"));
        QCOMPARE(decoded(set, "\x0A\x01z", "PROTOBUF", {}), Bytes("nothing"));
        QCOMPARE(decoded(set, taskOctets, "JSON"), Bytes("nothing"));
    }

    // avro-c believes each of these.
    void numbersThatCannotBeAreNotBelieved_data()
    {
        QTest::addColumn<QByteArray>("type");
        QTest::addColumn<QByteArray>("octets");
        const QByteArray text = R"("string")";
        const QByteArray symbols = R"({"type":"enum","name":"E","symbols":["X","Y"]})";
        const QByteArray list = R"({"type":"array","items":"int"})";
        const QByteArray table = R"({"type":"map","values":"int"})";
        const QByteArray choice = R"(["null","int"])";
        const QByteArray minimum("\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\x01", 10);
        QTest::newRow("a text of -1") << text << QByteArray("\x01");
        QTest::newRow("a text of -20") << text << QByteArray("\x27");
        QTest::newRow("a text of 2^40") << text << QByteArray("\x80\x80\x80\x80\x80\x40");
        QTest::newRow("a text of the least number") << text << minimum;
        QTest::newRow("symbol 2 of 2") << symbols << QByteArray("\x04");
        QTest::newRow("symbol -1") << symbols << QByteArray("\x01");
        QTest::newRow("symbol 2^32") << symbols << QByteArray("\x80\x80\x80\x80\x20");
        QTest::newRow("branch 2 of 2") << choice << QByteArray("\x04");
        QTest::newRow("2^40 numbers") << list << QByteArray("\x80\x80\x80\x80\x80\x40");
        QTest::newRow("the least count of numbers") << list << minimum;
        QTest::newRow("a key of -1") << table << QByteArray("\x02\x01\x02\x00", 4);
        QTest::newRow("a number without end") << list << QByteArray(20, '\x80');
    }
    void numbersThatCannotBeAreNotBelieved()
    {
        QFETCH(QByteArray, type);
        QFETCH(QByteArray, octets);
        const SchemaSet set = setOf({ { "one.avsc", type.toStdString() } });
        QCOMPARE(decoded(set, octets.toStdString(), "AVRO"), Bytes("nothing"));
    }

    void everyKindOfAvroIsMeasured()
    {
        const SchemaText all { "all.avsc",
            R"({"type":"record","name":"All","fields":[{"name":"a","type":"null"},
                {"name":"b","type":"boolean"},{"name":"c","type":"long"},{"name":"d","type":"float"},
                {"name":"e","type":"bytes"},{"name":"f","type":{"type":"map","values":"int"}},
                {"name":"g","type":{"type":"array","items":"int"}},
                {"name":"h","type":{"type":"enum","name":"E","symbols":["X","Y"]}}]})" };
        // true, -1, 0.5, "z", {"k":1} in a block with its size, [1,2] in two blocks, Y
        const Bytes octets("\x01\x01\x00\x00\x00\x3F\x02z\x01\x06\x02k\x02\x00"
                           "\x02\x02\x02\x04\x00\x02",
            20);
        const SchemaSet set = setOf({ all });
        QCOMPARE(decoded(set, octets, "AVRO"),
            Bytes(R"({"a":null,"b":true,"c":-1,"d":0.5,"e":{"bytes":"z"},"f":{"k":1},)"
                  R"("g":[1,2],"h":"Y"})"));
        for (std::size_t size = 0; size < octets.size(); ++size) {
            QCOMPARE(decoded(set, BytesView(octets).substr(0, size), "AVRO"), Bytes("nothing"));
        }
    }

    void twoSchemasThatFitDecideNothing()
    {
        SchemaText twin = task;
        twin.name = "twin.avsc";
        QCOMPARE(decoded(setOf({ task, twin }), taskOctets, "AVRO"), Bytes("nothing"));
    }

    void damagedPayloadsNeverBreakTheReader()
    {
        const SchemaSet set = setOf({ task, panel });
        test::SeededRandom random(7);
        for (int i = 0; i < 20000; ++i) {
            Bytes damaged = taskOctets;
            damaged[random.below(3)] = static_cast<char>(random.below(128));
            damaged[random.below(damaged.size())] = static_cast<char>(random.below(256));
            for (const char* format : { "AVRO", "PROTOBUF" }) {
                QVERIFY(decoded(set, damaged, format, { 0 }).size() < 1000);
            }
        }
    }

    void schemasThatCannotServeAreRefusedByName()
    {
        const std::pair<SchemaText, const char*> refused[] {
            { { "a.avsc", "{" }, "a.avsc: " },
            { { "b.avsc",
                  R"({"type":"record","name":"L","fields":[{"name":"next","type":["null","L"]}]})" },
                "b.avsc: an Avro schema must not contain itself" },
            { { "c.avsc", R"({"type":"array","items":"null"})" },
                "c.avsc: an Avro schema must not" },
            { { "n.avsc",
                  R"({"type":"array","items":{"type":"record","name":"N","fields":[
                      {"name":"a","type":"null"}]}})" },
                "n.avsc: an Avro schema must not" },
            { { "d.json", "[]" }, "d.json: a JSON schema must be" },
            { { "e.proto", "message A { string a = 1;" }, "e.proto: line " },
            { { "f.proto", "syntax = \"proto3\"; message A { Unknown a = 1; }" }, "Unknown" },
        };
        for (const auto& [text, words] : refused) {
            QVERIFY2(refusal(text).find(words) != std::string::npos, refusal(text).c_str());
        }
    }

    void aNamedTypeMayBeUsedTwice()
    {
        const SchemaText twice { "twice.avsc",
            R"({"type":"record","name":"R","fields":[
                {"name":"a","type":{"type":"enum","name":"E","symbols":["X","Y"]}},
                {"name":"b","type":"E"}]})" };
        QCOMPARE(
            decoded(setOf({ twice }), Bytes("\x00\x02", 2), "AVRO"), Bytes(R"({"a":"X","b":"Y"})"));
    }
};

LOCUS_TEST(schema_set, SchemaSetTest)
#include "tst_schema_set.moc"
