// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/payload_codec.h"
#include "tests/support/test_registry.h"

#include <QTest>

using namespace locus;

class PayloadCodecTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void plainPayloadsComeBackBehindTheirForm()
    {
        const PlainCodec codec;
        for (const Bytes& payload : { Bytes(), Bytes("\0\xFF{", 3), Bytes(100'000, 'x') }) {
            const Bytes sealed = codec.seal(payload, "PAT-1").value();
            QCOMPARE(sealed.size(), payload.size() + 1);
            QCOMPARE(sealed.front(), PlainCodec::form);
            QCOMPARE(codec.open(sealed).value(), payload);
        }
    }

    void anotherFormIsPoisonAndNamed()
    {
        const PlainCodec codec;
        const auto later = codec.open("\x07payload");
        QCOMPARE(later.error().code, std::string("payload.unknown_form"));
        QVERIFY(later.error().kind == ErrorKind::Poison);
        QVERIFY(later.error().message.find("form 7") != std::string::npos);
        QVERIFY(later.error().message.find("payload of") == std::string::npos);
        QCOMPARE(codec.open("").error().code, std::string("payload.unknown_form"));
    }
};

LOCUS_TEST(payload_codec, PayloadCodecTest)
#include "tst_payload_codec.moc"
