// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/people/password.h"
#include "tests/support/test_registry.h"

#include <QTest>

#include <sodium.h>

#include <array>
#include <ctime>

using namespace locus;
using namespace locus::people;

class PasswordTest : public QObject
{
    Q_OBJECT

    static std::string codeOf(std::string_view password, std::string_view user = "a.osei")
    {
        const Status status = checkPassword(password, user);
        return status.ok() ? "ok" : status.error().code;
    }

private Q_SLOTS:
    void whatMayBeSet()
    {
        QCOMPARE(codeOf("correct horse"), std::string("ok"));
        QCOMPARE(codeOf("            "), std::string("ok")); // every character counts
        QCOMPARE(codeOf("elf elf elf"), std::string("people.weak_password"));
        QCOMPARE(codeOf("ÄÖÜßÄÖÜßÄÖÜß"), std::string("ok")); // twelve characters
        QCOMPARE(codeOf("ÄÖÜßÄÖÜß"), std::string("people.weak_password")); // eight
        QCOMPARE(codeOf(std::string(1024, 'x')), std::string("ok"));
        QCOMPARE(codeOf(std::string(1025, 'x')), std::string("people.weak_password"));
        QCOMPARE(codeOf("Anneliese.Osei", "anneliese.osei"), std::string("people.weak_password"));
        QCOMPARE(codeOf("twelve chars\xff"), std::string("people.weak_password"));
        QVERIFY(checkPassword("Zq7", "y").error().message.find("Zq7") == std::string::npos);
    }

    void theHashIsArgon2idOfTheseCosts()
    {
        const std::string hash = *hashPassword("correct horse");
        QVERIFY2(hash.starts_with("$argon2id$v=19$m=65536,t=3,p=1$"), hash.c_str());
        QVERIFY(hash != *hashPassword("correct horse")); // salted
        QVERIFY(verifyPassword("correct horse", hash));
        QVERIFY(!verifyPassword("correct horsE", hash));
        QVERIFY(!verifyPassword("", hash));
        QVERIFY(!needsRehash(hash));
    }

    void nobodyHasNoPassword()
    {
        QVERIFY(!verifyPassword("", {}));
        QVERIFY(!verifyPassword("correct horse", {}));
        QVERIFY(!verifyPassword("correct horse", "damaged"));
    }

    // Counted in processor time of this thread, and far apart from what a shortcut would take.
    void nobodyIsAsMuchWorkAsAnybody()
    {
        const auto work = [](const std::string& hash) {
            const std::clock_t start = std::clock();
            for (int i = 0; i < 3; ++i) {
                (void)verifyPassword("wrong horse battery", hash);
            }
            return std::clock() - start;
        };
        const auto known = work(*hashPassword("correct horse"));
        const auto unknown = work({});
        QVERIFY2(unknown > known / 3 && unknown < known * 3,
            (std::to_string(known) + ' ' + std::to_string(unknown)).c_str());
    }

    void anOldHashIsReplaced()
    {
        std::array<char, crypto_pwhash_STRBYTES> weak {};
        QCOMPARE(crypto_pwhash_str_alg(
                     weak.data(), "correct horse", 13, 1, 8192 * 8, crypto_pwhash_ALG_ARGON2ID13),
            0);
        QVERIFY(verifyPassword("correct horse", weak.data()));
        QVERIFY(needsRehash(weak.data()));
    }
};

LOCUS_TEST(password, PasswordTest)
#include "tst_password.moc"
