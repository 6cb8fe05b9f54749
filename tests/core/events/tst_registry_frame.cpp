// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/events/registry_payload.h"
#include "tests/support/test_registry.h"

#include <QTest>

using namespace locus;
using namespace locus::events;

namespace {

struct Seen
{
    RegistryFrame frame;
    RegistryPayload payload;
};

Seen seen(BytesView value, const std::vector<WireHeader>& headers = {})
{
    const WireRecord record { "t", 0, 0, 0, {}, value, headers };
    Seen out { recogniseFrame(record).value_or(RegistryFrame {}), {} };
    if (!out.frame.framing.empty()) {
        out.payload = readRegistryPayload(record, out.frame);
    }
    return out;
}

template <std::size_t N> BytesView octets(const char (&text)[N])
{
    return { text, N - 1 };
}

const Bytes guid("\x01\x82\x28\x50\xd5\x9d\x6b\x47\xa2\xb0\xf6\xa0\x6a\xf9\x90\xaf\x8c", 17);

} // namespace

class RegistryFrameTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theIdStandsBehindTheMagicOctet()
    {
        const Seen json = seen(octets("\0\0\0\1\2{\"a\":1}"));
        QCOMPARE(json.frame.framing, std::string("confluent"));
        QCOMPARE(json.frame.schemaId.value_or(0), std::int64_t { 258 });
        QCOMPARE(json.payload.format, std::string("JSON"));
        QCOMPARE(json.payload.headerBytes, std::size_t { 5 });
        const Seen eight = seen(octets("\0\0\0\0\0\0\0\x10\x92HHH"));
        QCOMPARE(eight.frame.framing, std::string("apicurio-8-byte"));
        QCOMPARE(eight.frame.schemaId.value_or(0), std::int64_t { 4242 });
        QCOMPARE(eight.payload.headerBytes, std::size_t { 9 });
    }

    void protobufNamesItsMessage()
    {
        const Seen first = seen(octets("\0\0\0\0\x0c\0\x0a\4pb-1"));
        QCOMPARE(first.payload.format, std::string("PROTOBUF"));
        QVERIFY(first.payload.messageIndexes == std::vector<std::int64_t> { 0 });
        QCOMPARE(first.payload.headerBytes, std::size_t { 6 });
        const Seen nested = seen(octets("\0\0\0\0\x0c\4\2\6\x08\1"));
        QVERIFY((nested.payload.messageIndexes == std::vector<std::int64_t> { 1, 3 }));
        QCOMPARE(nested.payload.headerBytes, std::size_t { 8 });
        // A field that is longer than the rest: no message.
        const Seen avro = seen(octets("\0\0\0\0\x0c\0\x0a\7pb-1"));
        QCOMPARE(avro.payload.format, std::string("AVRO"));
        QVERIFY(avro.payload.messageIndexes.empty());
        QCOMPARE(avro.payload.headerBytes, std::size_t { 5 });
    }

    void aGuidStandsInAHeader()
    {
        const Seen avro = seen("HTI-2", { { "__value_schema_id", guid } });
        QCOMPARE(avro.frame.framing, std::string("confluent-header"));
        QCOMPARE(avro.frame.schemaGuid, std::string("822850d5-9d6b-47a2-b0f6-a06af990af8c"));
        QCOMPARE(avro.payload.format, std::string("AVRO"));
        const Seen protobuf =
            seen("\x08\x01", { { "__value_schema_id", guid + Bytes("\2\2", 2) } });
        QCOMPARE(protobuf.frame.schemaGuid, avro.frame.schemaGuid);
        QCOMPARE(protobuf.payload.format, std::string("PROTOBUF"));
        QVERIFY(protobuf.payload.messageIndexes == std::vector<std::int64_t> { 1 });
        QCOMPARE(protobuf.payload.headerBytes, std::size_t { 0 });
        QVERIFY(seen("x", { { "__value_schema_id", guid.substr(1) } }).frame.framing.empty());
        QVERIFY(seen("x", { { "__value_schema_id", std::nullopt } }).frame.framing.empty());
    }

    void whatOnlyLooksLikeAFrameIsNone()
    {
        QVERIFY(seen(octets("\0\0\0\0\0\0\0\x48")).frame.framing.empty()); // a 64-bit number
        QVERIFY(seen(octets("\0\0\0\5")).frame.framing.empty());
        QVERIFY(seen(octets("\0")).frame.framing.empty());
        QVERIFY(seen("").frame.framing.empty());
        QVERIFY(seen("{\"a\":1}").frame.framing.empty());
        QCOMPARE(seen(octets("\0text")).frame.framing, std::string("ambiguous"));
        QVERIFY(seen(octets("\0text")).payload.format.empty());
    }

    void anEmptyPayloadTellsNothing()
    {
        const Seen empty = seen(octets("\0\0\0\0\7"));
        QCOMPARE(empty.frame.framing, std::string("confluent"));
        QVERIFY(empty.payload.format.empty());
    }

    void avroMarksItself()
    {
        const Seen single = seen(octets("\xC3\x01\1\0\0\0\0\0\0\0x"));
        QCOMPARE(single.frame.framing, std::string("avro-single-object"));
        QCOMPARE(single.frame.fingerprint.value_or(0), std::uint64_t { 1 });
        QCOMPARE(single.payload.format, std::string("AVRO"));
        QCOMPARE(seen(octets("Obj\1rest")).frame.framing, std::string("avro-container"));
        QVERIFY(seen(octets("\xC3\x01\1")).frame.framing.empty());
    }
};

LOCUS_TEST(registry_frame, RegistryFrameTest)
#include "tst_registry_frame.moc"
