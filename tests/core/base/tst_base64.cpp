// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/base64.h"
#include "tests/support/seeded_random.h"
#include "tests/support/test_registry.h"

#include <QTest>

using namespace locus;

class Base64Test : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theVectorsOfTheStandard() // RFC 4648, section 10
    {
        const std::pair<const char*, const char*> vectors[] { { "", "" }, { "f", "Zg==" },
            { "fo", "Zm8=" }, { "foo", "Zm9v" }, { "foob", "Zm9vYg==" }, { "fooba", "Zm9vYmE=" },
            { "foobar", "Zm9vYmFy" } };
        for (const auto& [plain, encoded] : vectors) {
            QCOMPARE(toBase64(plain), Bytes(encoded));
            QCOMPARE(fromBase64(encoded).value_or("refused"), Bytes(plain));
        }
    }

    void anyOctetsComeBack()
    {
        test::SeededRandom random(4648);
        for (std::size_t size = 0; size < 300; ++size) {
            Bytes octets;
            while (octets.size() < size) {
                octets += static_cast<char>(random.below(256));
            }
            const Bytes text = toBase64(octets);
            QCOMPARE(QByteArray::fromBase64(QByteArray::fromStdString(text)).toStdString(), octets);
            QCOMPARE(fromBase64(text).value_or("refused"), octets);
        }
    }

    void nothingElseIsRead()
    {
        for (const char* text : { "Z", "Zg", "Zg=", "Zg===", "=", "==", "====", "Z===", "Zg==Zg==",
                 "Zm9v\n", "Zm 9v", " Zm9v", "Zh==", "Zm9=", "Zm-_", "Zm9v=", "Z\xC3\xBC=" }) {
            QVERIFY2(!fromBase64(text), text);
        }
        QVERIFY(!fromBase64(BytesView("Zg=\0", 4)));
    }
};

LOCUS_TEST(base64, Base64Test)
#include "tst_base64.moc"
