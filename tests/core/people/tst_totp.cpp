// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/people/totp.h"
#include "tests/support/seeded_random.h"
#include "tests/support/test_registry.h"

#include <QTest>

#include <array>

using namespace locus;
using namespace locus::people;

namespace {

Instant atSecond(std::int64_t second)
{
    return fromMillis(second * 1000);
}

} // namespace

class TotpTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void rfc6238()
    {
        const std::array<std::pair<std::int64_t, const char*>, 6> vectors { { { 59, "94287082" },
            { 1111111109, "07081804" }, { 1111111111, "14050471" }, { 1234567890, "89005924" },
            { 2000000000, "69279037" }, { 20000000000, "65353130" } } };
        for (const auto& [second, code] : vectors) {
            QCOMPARE(totpCode("12345678901234567890", totpStepAt(atSecond(second)), 8),
                std::string(code));
        }
    }

    void rfc4226()
    {
        const std::array<const char*, 10> codes { "755224", "287082", "359152", "969429", "338314",
            "254676", "287922", "162583", "399871", "520489" };
        for (std::size_t i = 0; i < codes.size(); ++i) {
            QCOMPARE(totpCode("12345678901234567890", static_cast<std::int64_t>(i)),
                std::string(codes[i]));
        }
    }

    void aClockMayBeOneStepOff()
    {
        test::SeededRandom random(11);
        for (int i = 0; i < 200; ++i) {
            const Bytes secret = newTotpSecret();
            QCOMPARE(secret.size(), totpSecretBytes);
            const auto second = static_cast<std::int64_t>(random.next() % 4'000'000'000U);
            const std::int64_t step = totpStepAt(atSecond(second));
            for (std::int64_t off = -4; off <= 4; ++off) {
                const std::string code = totpCode(secret, step + off);
                const auto found = matchTotp(secret, code, atSecond(second), 0);
                if (off >= -1 && off <= 1) {
                    QVERIFY(found.has_value());
                } else if (found) {
                    QCOMPARE(totpCode(secret, *found), code); // another step has it by chance
                }
            }
        }
    }

    void eachCodeWorksOnce()
    {
        const Bytes secret = "12345678901234567890";
        const Instant now = atSecond(1111111109);
        const std::string code = totpCode(secret, totpStepAt(now));
        const auto first = matchTotp(secret, code, now, 0);
        QVERIFY(first.has_value());
        QVERIFY(!matchTotp(secret, code, now, *first));
        QVERIFY(!matchTotp(secret, totpCode(secret, *first - 1), now, *first)); // older ones too
        QVERIFY(matchTotp(secret, totpCode(secret, *first + 1), now, *first));
    }

    void whatIsNoCodeIsNone()
    {
        const Bytes secret = "12345678901234567890";
        for (const char* code : { "", "0", "00000", "0000000", "abcdef", " 05471" }) {
            QVERIFY(!matchTotp(secret, code, atSecond(1111111111), 0));
        }
    }

    void base32OfRfc4648()
    {
        QCOMPARE(base32(""), std::string());
        QCOMPARE(base32("f"), std::string("MY"));
        QCOMPARE(base32("fo"), std::string("MZXQ"));
        QCOMPARE(base32("foo"), std::string("MZXW6"));
        QCOMPARE(base32("foob"), std::string("MZXW6YQ"));
        QCOMPARE(base32("fooba"), std::string("MZXW6YTB"));
        QCOMPARE(base32("foobar"), std::string("MZXW6YTBOI"));
        QCOMPARE(totpUri("12345678901234567890", "a.osei"),
            std::string("otpauth://totp/Locus:a.osei?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"
                        "&issuer=Locus&algorithm=SHA1&digits=6&period=30"));
    }
};

LOCUS_TEST(totp, TotpTest)
#include "tst_totp.moc"
