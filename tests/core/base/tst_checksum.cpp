// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/checksum.h"
#include "tests/support/test_registry.h"

#include <QTest>

using namespace locus;

class ChecksumTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyBitCounts()
    {
        Bytes text("the quick brown fox jumps over the lazy dog");
        const std::uint64_t whole = checksum(text);
        for (std::size_t bit = 0; bit < text.size() * 8; ++bit) {
            Bytes damaged = text;
            damaged[bit / 8] = static_cast<char>(damaged[bit / 8] ^ (1 << (bit % 8)));
            QVERIFY(checksum(damaged) != whole);
            QVERIFY(quickChecksum({ damaged }) != quickChecksum({ text }));
        }
    }

    void bordersBetweenPartsCount()
    {
        QVERIFY(checksum({ "ab", "c" }) != checksum({ "a", "bc" }));
        QVERIFY(checksum({ "a", "b" }) != checksum({ "b", "a" }));
        QVERIFY(quickChecksum({ "ab", "c" }) != quickChecksum({ "a", "bc" }));
        QVERIFY(quickChecksum({ "a", "b" }) != quickChecksum({ "b", "a" }));
    }

    // What the library xxHash gives with seed 0; longer than two stripes, with every kind of end.
    void quickIsXxh64()
    {
        QCOMPARE(quickChecksum({ "" }), std::uint64_t { 0xEF46DB3751D8E999U });
        QCOMPARE(quickChecksum({ "abc" }), std::uint64_t { 0x44BC2CF5AD770999U });
        QCOMPARE(quickChecksum({ "the quick brown fox jumps over the lazy dog, then it rests "
                                 "beside the other dogs" }),
            std::uint64_t { 0x831467C0D3DDD3DFU });
    }

    // FIPS 180-4, the one-block example.
    void sha256OfAbc()
    {
        QCOMPARE(sha256Hex("abc"),
            std::string("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"));
    }
};

LOCUS_TEST(checksum, ChecksumTest)
#include "tst_checksum.moc"
