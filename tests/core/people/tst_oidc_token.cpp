// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
// Tokens of an identity provider: the right one, and everything that looks like one.
#include "core/people/oidc_token.h"
#include "tests/support/oidc_provider.h"
#include "tests/support/test_registry.h"

#include <QTest>

#include <nlohmann/json.hpp>

using namespace locus;
using namespace locus::people;
using namespace locus::test;
using nlohmann::json;

class OidcTokenTest : public QObject
{
    Q_OBJECT

    OidcSigner m_rsa { OidcSigner::Kind::Rsa, "r" };
    OidcSigner m_ec { OidcSigner::Kind::Ec, "e" };
    OidcSigner m_stranger { OidcSigner::Kind::Rsa, "r" }; // with the name of the right one
    static constexpr std::int64_t now = 1'800'000'000;

    [[nodiscard]] std::vector<OidcKey> keys() const
    {
        const auto read =
            oidcKeysFrom("{\"keys\":[" + m_rsa.jwk() + "," + m_ec.jwk() + ",{\"kty\":\"oct\"}]}");
        if (!read.ok() || read->size() != 2) {
            qFatal("the keys cannot be read");
        }
        return *read;
    }
    static json claims()
    {
        return { { "iss", "https://idp.example" }, { "aud", "locus" }, { "nonce", "n-1" },
            { "sub", "s-1" }, { "preferred_username", "a.osei" }, { "name", "Ama Osei" },
            { "groups", json::array({ "lab", "night" }) }, { "iat", now - 10 },
            { "exp", now + 300 } };
    }
    static OidcExpected expected()
    {
        OidcExpected out;
        out.issuer = "https://idp.example";
        out.clientId = "locus";
        out.nonce = "n-1";
        out.now = fromMicros(now * 1'000'000);
        return out;
    }
    [[nodiscard]] std::string verdict(const std::string& token) const
    {
        const auto read = verifyIdToken(token, keys(), expected());
        return read.ok() ? "ok" : read.error().code;
    }

private Q_SLOTS:
    void theRightOneSaysWhoItIs()
    {
        for (const OidcSigner* signer : { &m_rsa, &m_ec }) {
            const auto read = verifyIdToken(signer->sign(claims().dump()), keys(), expected());
            QVERIFY2(read.ok(), read.ok() ? "" : read.error().message.c_str());
            QCOMPARE(read->user, std::string("a.osei"));
            QCOMPARE(read->subject, std::string("s-1"));
            QCOMPARE(read->name, std::string("Ama Osei"));
            QCOMPARE(read->groups, (std::vector<std::string> { "lab", "night" }));
        }
    }

    void whatItSaysMustBeRight_data()
    {
        QTest::addColumn<QByteArray>("change");
        QTest::addColumn<QByteArray>("code");
        const auto row = [](const char* name, const char* change, const char* code) {
            QTest::newRow(name) << QByteArray(change) << QByteArray(code);
        };
        row("issuer", "{\"iss\":\"https://idp.example.evil\"}", "people.oidc_issuer");
        row("no issuer", "{\"iss\":null}", "people.oidc_issuer");
        row("audience", "{\"aud\":\"other\"}", "people.oidc_audience");
        row("no audience", "{\"aud\":null}", "people.oidc_audience");
        row("of several, not ours", "{\"aud\":[\"locus\",\"other\"]}", "people.oidc_audience");
        row("of several, issued to us", "{\"aud\":[\"locus\",\"other\"],\"azp\":\"locus\"}", "ok");
        row("a list of us", "{\"aud\":[\"locus\"]}", "ok");
        row("nonce", "{\"nonce\":\"n-2\"}", "people.oidc_nonce");
        row("no nonce", "{\"nonce\":null}", "people.oidc_nonce");
        row("expired", "{\"exp\":1799999939}", "people.oidc_expired");
        row("expired within the skew", "{\"exp\":1799999941}", "ok");
        row("issued long ago", "{\"iat\":1799999000}", "people.oidc_expired");
        row("of the future", "{\"iat\":1800000061}", "people.oidc_not_yet");
        row("future within the skew", "{\"iat\":1800000059}", "ok");
        row("not before", "{\"nbf\":1800000061}", "people.oidc_not_yet");
        row("no times", "{\"exp\":null}", "people.oidc_malformed");
        row("times of words", "{\"exp\":\"soon\"}", "people.oidc_malformed");
        row("an absurd time", "{\"exp\":1e300}", "people.oidc_malformed");
        row("nobody", "{\"preferred_username\":\"\"}", "people.oidc_no_user");
    }

    void whatItSaysMustBeRight()
    {
        QFETCH(QByteArray, change);
        QFETCH(QByteArray, code);
        json said = claims();
        said.update(json::parse(change.toStdString()));
        QCOMPARE(verdict(m_rsa.sign(said.dump())), code.toStdString());
    }

    void itMustBeSigned()
    {
        const std::string text = claims().dump();
        QCOMPARE(verdict(m_stranger.sign(text)), std::string("people.oidc_signature"));
        QCOMPARE(verdict(unsignedToken("{\"alg\":\"none\"}", text)),
            std::string("people.oidc_algorithm"));
        // The public key is no secret to make a signature of.
        QCOMPARE(
            verdict(hs256Token("{\"alg\":\"HS256\",\"kid\":\"r\"}", text, m_rsa.publicOctets())),
            std::string("people.oidc_algorithm"));
        // A key serves its own algorithm alone.
        QCOMPARE(verdict(m_rsa.sign(text, "{\"alg\":\"ES256\",\"kid\":\"r\"}")),
            std::string("people.oidc_unknown_key"));
        QCOMPARE(verdict(m_ec.sign(text, "{\"alg\":\"RS256\",\"kid\":\"r\"}")),
            std::string("people.oidc_signature"));
        QCOMPARE(verdict(m_rsa.sign(text, "{\"alg\":\"RS256\",\"kid\":\"new\"}")),
            std::string("people.oidc_unknown_key"));
        QCOMPARE(verdict(m_rsa.sign(text, "{\"alg\":\"RS256\",\"kid\":\"r\",\"crit\":[\"x\"]}")),
            std::string("people.oidc_malformed"));
        std::string changed = m_rsa.sign(text);
        changed[changed.size() / 2] = changed[changed.size() / 2] == 'A' ? 'B' : 'A';
        QVERIFY(verdict(changed) != "ok");
        std::string short_ = m_ec.sign(text);
        short_.resize(short_.size() - 4);
        QVERIFY(verdict(short_) != "ok");
    }

    void aBrowserIsSentToHttpsOrTheOwnMachineAlone()
    {
        for (const char* good : { "https://idp.example/a?b=c#d", "https://idp.example:8443",
                 "http://127.0.0.1:80/a", "http://localhost/", "http://[::1]:9/" }) {
            QVERIFY2(isOidcAddress(good), good);
        }
        for (const char* bad :
            { "", "https://", "https:///a", "http://idp.example/", "http://127.0.0.1.evil.example/",
                "http://localhost@evil.example/", "https://u@idp.example/", "http://[::1].evil/",
                "file:///etc/passwd", "javascript:alert(1)", "https://idp.example/a b",
                "https://idp.example\\@evil", "https://idp.example/\n", "HTTPS://idp.example/" }) {
            QVERIFY2(!isOidcAddress(bad), bad);
        }
    }

    void whatIsNoTokenIsRefused()
    {
        for (const char* text : { "", ".", "..", "a.b", "a.b.c.d", "e30.e30.", "!!!.e30.e30",
                 "bnVsbA.bnVsbA.bnVsbA" }) {
            QVERIFY2(verdict(text) != "ok", text);
        }
        QCOMPARE(
            verdict(std::string(40'000, 'a') + ".e30.e30"), std::string("people.oidc_malformed"));
        QVERIFY(!oidcKeysFrom("[]").ok());
        QVERIFY(
            oidcKeysFrom("{\"keys\":[{\"kty\":\"RSA\",\"n\":\"AQAB\",\"e\":\"AQAB\"}]}")->empty());
    }
};

LOCUS_TEST(oidc_token, OidcTokenTest)
#include "tst_oidc_token.moc"
