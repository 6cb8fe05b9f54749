// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
// Sign-in by an identity provider: a real core, the client of the window, a provider of our own.
#include "core/client/oidc_sign_in.h"
#include "core/client/single_call.h"
#include "tests/core/gateway/test_socket.h"
#include "tests/support/core_process.h"
#include "tests/support/oidc_provider.h"
#include "tests/support/test_registry.h"

#include <QDateTime>
#include <QTcpSocket>
#include <QTest>
#include <QUrlQuery>

using namespace locus;
using namespace locus::test;
using nlohmann::json;

namespace {

std::string reasonOf(const json& answer)
{
    return answer.contains("error") ? answer["error"]["data"].value("reason", "") : "ok";
}

std::string valueOf(const QUrl& url, const char* name)
{
    return QUrlQuery(url).queryItemValue(QLatin1String(name), QUrl::FullyDecoded).toStdString();
}

} // namespace

class OidcTest : public QObject
{
    Q_OBJECT

    OidcProvider m_provider;
    CoreProcess m_core;

    // What a browser does with the redirect; the answer's first line, or nothing.
    static QByteArray visit(const QString& redirect, const QString& query)
    {
        const QUrl url(redirect);
        QTcpSocket socket;
        socket.connectToHost(url.host(), static_cast<quint16>(url.port()));
        if (!socket.waitForConnected(5000)) {
            return {};
        }
        socket.write("GET " + url.path().toLatin1() + "?" + query.toLatin1()
            + " HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n");
        (void)QTest::qWaitFor([&socket] { return socket.canReadLine(); }, 30'000);
        return socket.readLine();
    }
    client::Endpoint endpoint() const
    {
        client::Endpoint out;
        out.rpc = QUrl(m_core.endpoint(QStringLiteral("rpc")));
        return out;
    }
    using Browse = std::function<void(const QUrl&)>;
    Result<protocol::SignedIn> signIn(const Browse& browse)
    {
        client::OidcSignIn door;
        std::optional<Result<protocol::SignedIn>> answer;
        door.start(endpoint(), browse,
            [&answer](Result<protocol::SignedIn> given) { answer = std::move(given); });
        if (!QTest::qWaitFor([&answer] { return answer.has_value(); }, 60'000)) {
            return retriable("test.no_answer", "none came");
        }
        return std::move(*answer);
    }
    Browse agreeing()
    {
        return [this](const QUrl& url) {
            const std::string code = m_provider.agree(url.toString().toStdString());
            visit(QString::fromStdString(valueOf(url, "redirect_uri")),
                QString::fromStdString("code=" + code + "&state=" + valueOf(url, "state")));
        };
    }
    std::string verdict(const Browse& browse)
    {
        const auto answer = signIn(browse);
        return answer.ok() ? "ok" : answer.error().code;
    }
    json call(const char* method, const json& params)
    {
        TestSocket socket;
        if (!socket.open(m_core.endpoint(QStringLiteral("rpc")))) {
            return { { "error", { { "data", { { "reason", "test.offline" } } } } } };
        }
        return socket.call(method, params);
    }

private Q_SLOTS:
    void initTestCase()
    {
        m_core.setProvider(m_provider.issuer());
        QVERIFY(m_core.start().ok());
        TestSocket seat;
        QVERIFY(
            seat.openSession(m_core.endpoint(QStringLiteral("rpc")), m_core.token().toStdString()));
        QCOMPARE(reasonOf(seat.call("people.firstAdmin",
                     { { "commandId", "01890a5d-ac96-774b-bcce-b302099a8057" }, { "user", "root" },
                         { "password", "correct horse battery" } })),
            std::string("ok"));
        QCOMPARE(reasonOf(seat.call("people.accounts.create",
                     { { "commandId", "01890a5d-ac96-774b-bcce-b302099a8058" },
                         { "user", "a.osei" }, { "password", "correct horse battery" },
                         { "roles", json::array({ "clinician" }) } })),
            std::string("ok"));
    }

    void init()
    {
        m_provider.claims.clear();
        m_provider.isAway = false;
    }

    void whomTheProviderKnowsIsIn()
    {
        const auto signedIn = signIn(agreeing());
        QVERIFY2(signedIn.ok(), signedIn.ok() ? "" : signedIn.error().message.c_str());
        QCOMPARE(signedIn->user, std::string("a.osei"));
        TestSocket socket;
        QVERIFY(socket.openSession(m_core.endpoint(QStringLiteral("rpc")), signedIn->token));
        QCOMPARE(reasonOf(socket.call("analyses.list")), std::string("ok"));
        QCOMPARE(
            reasonOf(socket.call("people.accounts.list")), std::string("people.not_permitted"));
    }

    // Before anybody signed in, and nothing else of this core.
    void theDoorSaysWhetherThereIsAProvider()
    {
        const QUrl issuer(QString::fromStdString(m_provider.issuer()));
        QCOMPARE(call("session.signInWays", {})["result"].dump(),
            "{\"identityProvider\":\"" + issuer.authority().toStdString() + "\"}");
        CoreProcess without;
        QVERIFY(without.start().ok());
        TestSocket socket;
        QVERIFY(socket.open(without.endpoint(QStringLiteral("rpc"))));
        QCOMPARE(socket.call("session.signInWays")["result"].dump(), std::string("{}"));
        QCOMPARE(reasonOf(socket.call("analyses.list")), std::string("session.not_signed_in"));
    }

    void theAddressAsksForNoMoreThanACode()
    {
        const json begun =
            call("session.oidcBegin", { { "redirectUri", "http://127.0.0.1:4711/here" } });
        const QUrl url(QString::fromStdString(begun["result"].value("url", "")));
        QCOMPARE(valueOf(url, "response_type"), std::string("code"));
        QCOMPARE(valueOf(url, "code_challenge_method"), std::string("S256"));
        QCOMPARE(valueOf(url, "code_challenge").size(), std::size_t { 43 });
        QCOMPARE(valueOf(url, "redirect_uri"), std::string("http://127.0.0.1:4711/here"));
        QVERIFY(valueOf(url, "nonce") != valueOf(url, "state"));
        QVERIFY(!url.query().contains(QStringLiteral("verifier")));
        for (const char* bad :
            { "https://evil.example/", "http://evil.example:80/", "http://127.0.0.1/no-port",
                "http://127.0.0.1:1/?a=b", "http://u@127.0.0.1:1/", "" }) {
            const std::string reason =
                reasonOf(call("session.oidcBegin", { { "redirectUri", bad } }));
            QVERIFY2(reason == "people.oidc_redirect" || reason == "params.missing", bad);
        }
    }

    void whatTheTokenSaysIsChecked_data()
    {
        QTest::addColumn<QByteArray>("claim");
        QTest::addColumn<QByteArray>("value");
        QTest::addColumn<QByteArray>("code");
        const auto row = [](const char* claim, const char* value, const char* code) {
            QTest::addRow("%s %s", claim, value)
                << QByteArray(claim) << QByteArray(value) << QByteArray(code);
        };
        row("iss", "\"http://other\"", "people.oidc_issuer");
        row("aud", "\"other\"", "people.oidc_audience");
        row("nonce", "\"other\"", "people.oidc_nonce");
        row("exp", "1000", "people.oidc_expired");
        row("iat", "99999999999", "people.oidc_not_yet");
        row("preferred_username", "\"nobody\"", "people.oidc_refused");
    }

    void whatTheTokenSaysIsChecked()
    {
        QFETCH(QByteArray, claim);
        QFETCH(QByteArray, value);
        QFETCH(QByteArray, code);
        m_provider.claims[claim.toStdString()] = value.toStdString();
        QCOMPARE(verdict(agreeing()), code.toStdString());
    }

    void aChangedKeyIsFetchedAndAStrangersIsNot()
    {
        const int before = m_provider.keyFetches();
        m_provider.useKey(std::make_shared<OidcSigner>(OidcSigner::Kind::Ec, "second"));
        QCOMPARE(verdict(agreeing()), std::string("ok"));
        QVERIFY(m_provider.keyFetches() > before);
    }

    void theListenerHearsOneRequestAlone()
    {
        QString redirect;
        QCOMPARE(verdict([&](const QUrl& url) {
            redirect = QString::fromStdString(valueOf(url, "redirect_uri"));
            // Another program was faster: with a code of its own, and a state that it guessed.
            visit(redirect, QStringLiteral("code=stolen&state=guessed"));
        }),
            std::string("client.oidc_redirect"));
        QVERIFY(visit(redirect, QStringLiteral("code=a&state=b")).isEmpty()); // nobody listens
        QCOMPARE(verdict([&](const QUrl& url) {
            redirect = QString::fromStdString(valueOf(url, "redirect_uri"));
            const std::string code = m_provider.agree(url.toString().toStdString());
            const QString query =
                QString::fromStdString("code=" + code + "&state=" + valueOf(url, "state"));
            visit(redirect, query);
            QVERIFY(visit(redirect, query).isEmpty()); // a second one
        }),
            std::string("ok"));
        QCOMPARE(verdict([&](const QUrl& url) {
            visit(QString::fromStdString(valueOf(url, "redirect_uri")) + QStringLiteral("/x"),
                QString::fromStdString("code=a&state=" + valueOf(url, "state")));
        }),
            std::string("client.oidc_redirect"));
        QCOMPARE(verdict([&](const QUrl& url) {
            visit(QString::fromStdString(valueOf(url, "redirect_uri")),
                QString::fromStdString("error=access_denied&state=" + valueOf(url, "state")));
        }),
            std::string("client.oidc_denied"));
    }

    void aBeginningIsFinishedOnce()
    {
        const json begun = call(
            "session.oidcBegin", { { "redirectUri", "http://127.0.0.1:4711/here" } })["result"];
        const std::string code = m_provider.agree(begun.value("url", ""));
        json finish = { { "flow", begun["flow"] }, { "state", begun["state"] }, { "code", code } };
        QCOMPARE(reasonOf(call("session.oidcFinish", finish)), std::string("ok"));
        QCOMPARE(reasonOf(call("session.oidcFinish", finish)), std::string("people.oidc_flow"));
        // A code that was used is none, whatever sign-in brings it.
        const json again = call(
            "session.oidcBegin", { { "redirectUri", "http://127.0.0.1:4711/here" } })["result"];
        finish["flow"] = again["flow"];
        finish["state"] = again["state"];
        QCOMPARE(reasonOf(call("session.oidcFinish", finish)), std::string("people.oidc_code"));
        // One of another sign-in fails at the provider by the verifier, and by its state before.
        const json mine = call(
            "session.oidcBegin", { { "redirectUri", "http://127.0.0.1:4711/here" } })["result"];
        finish = { { "flow", mine["flow"] }, { "state", mine["state"] },
            { "code", m_provider.agree(again.value("url", "")) } };
        QCOMPARE(reasonOf(call("session.oidcFinish", finish)), std::string("people.oidc_code"));
        const json last = call(
            "session.oidcBegin", { { "redirectUri", "http://127.0.0.1:4711/here" } })["result"];
        finish = { { "flow", last["flow"] }, { "state", "other" }, { "code", "x" } };
        QCOMPARE(reasonOf(call("session.oidcFinish", finish)), std::string("people.oidc_state"));
        const json issuer = call(
            "session.oidcBegin", { { "redirectUri", "http://127.0.0.1:4711/here" } })["result"];
        finish = { { "flow", issuer["flow"] }, { "state", issuer["state"] }, { "code", "x" },
            { "issuer", "http://other" } };
        QCOMPARE(reasonOf(call("session.oidcFinish", finish)), std::string("people.oidc_issuer"));
    }

    void aProviderThatIsAwayIsNoRefusal()
    {
        QCOMPARE(verdict([this](const QUrl& url) {
            m_provider.isAway = true;
            const std::string code = m_provider.agree(url.toString().toStdString());
            visit(QString::fromStdString(valueOf(url, "redirect_uri")),
                QString::fromStdString("code=" + code + "&state=" + valueOf(url, "state")));
        }),
            std::string("people.oidc_away"));
        m_provider.isAway = false;
        QCOMPARE(verdict(agreeing()), std::string("ok"));
    }

    // An account that the provider made has no password; sensitive acts go by the provider, too.
    void whoHasNoPasswordSignsInAgainAtTheProvider()
    {
        CoreProcess core;
        core.setProvider(m_provider.issuer());
        core.setEnvironment(QStringLiteral("LOCUS_SESSIONS_FRESH_MINUTES"), QStringLiteral("1"));
        core.setEnvironment(QStringLiteral("LOCUS_OIDC_ROLES"), QStringLiteral("lab=clinician"));
        core.setEnvironment(QStringLiteral("LOCUS_OIDC_CREATE_ACCOUNTS"), QStringLiteral("true"));
        QVERIFY2(core.start().ok(), core.errorOutput().constData());
        m_provider.claims["groups"] = "[\"lab\"]";
        const auto finishOf = [this](const json& begun) -> json {
            return { { "flow", begun["flow"] }, { "state", begun["state"] },
                { "code", m_provider.agree(begun.value("url", "")) } };
        };
        const json redirect = { { "redirectUri", "http://127.0.0.1:4711/here" } };
        TestSocket door;
        QVERIFY(door.open(core.endpoint(QStringLiteral("rpc"))));
        const json first = door.call("session.oidcBegin", redirect)["result"];
        QVERIFY(valueOf(QUrl(QString::fromStdString(first.value("url", ""))), "prompt").empty());
        const json signedIn = door.call("session.oidcFinish", finishOf(first));
        QCOMPARE(reasonOf(signedIn), std::string("ok"));
        TestSocket socket;
        QVERIFY(socket.openSession(
            core.endpoint(QStringLiteral("rpc")), signedIn["result"]["token"].get<std::string>()));
        const auto again = [&](const char* authTime) {
            m_provider.claims["auth_time"] = authTime;
            return socket.call("session.oidcFinishAgain",
                finishOf(socket.call("session.oidcBeginAgain", redirect)["result"]));
        };
        const json begun = socket.call("session.oidcBeginAgain", redirect)["result"];
        const QUrl url(QString::fromStdString(begun.value("url", "")));
        QCOMPARE(valueOf(url, "prompt"), std::string("login"));
        QCOMPARE(valueOf(url, "max_age"), std::string("0"));
        const std::string now = std::to_string(QDateTime::currentSecsSinceEpoch());
        const json proved = again(now.c_str());
        QCOMPARE(reasonOf(proved), std::string("ok"));
        QVERIFY(proved["result"].contains("freshUntil"));
        // The provider's own session of an hour ago proves nothing, nor does one it does not tell.
        const std::string old = std::to_string(QDateTime::currentSecsSinceEpoch() - 3600);
        QCOMPARE(reasonOf(again(old.c_str())), std::string("people.oidc_old_sign_in"));
        QCOMPARE(reasonOf(again("\"now\"")), std::string("people.oidc_old_sign_in"));
        m_provider.claims.erase("auth_time");
        QCOMPARE(reasonOf(socket.call("session.oidcFinishAgain",
                     finishOf(socket.call("session.oidcBeginAgain", redirect)["result"]))),
            std::string("people.oidc_old_sign_in"));
        // Nobody else, and no flow of another session or of the door.
        m_provider.claims["preferred_username"] = "\"b.else\"";
        QCOMPARE(reasonOf(again(now.c_str())), std::string("people.oidc_other_person"));
        m_provider.claims.erase("preferred_username");
        m_provider.claims["auth_time"] = now;
        const json mine = socket.call("session.oidcBeginAgain", redirect)["result"];
        TestSocket stranger;
        QVERIFY(stranger.open(core.endpoint(QStringLiteral("rpc"))));
        QCOMPARE(reasonOf(stranger.call("session.oidcFinish", finishOf(mine))),
            std::string("people.oidc_flow"));
        const json anew = stranger.call("session.oidcBegin", redirect)["result"];
        QCOMPARE(reasonOf(socket.call("session.oidcFinishAgain", finishOf(anew))),
            std::string("people.oidc_flow"));
        TestSocket seat;
        QVERIFY(seat.openSession(core.endpoint(QStringLiteral("rpc")), core.token().toStdString()));
        QCOMPARE(reasonOf(seat.call("session.oidcBeginAgain", redirect)),
            std::string("people.no_account"));
    }

    // The provider may know the person since the morning: the session counts from then.
    void aSessionLastsNoLongerThanTheSignInAtTheProvider()
    {
        CoreProcess core;
        core.setProvider(m_provider.issuer());
        core.setEnvironment(QStringLiteral("LOCUS_SESSIONS_LIFETIME_HOURS"), QStringLiteral("1"));
        core.setEnvironment(QStringLiteral("LOCUS_OIDC_ROLES"), QStringLiteral("lab=admin"));
        core.setEnvironment(QStringLiteral("LOCUS_OIDC_CREATE_ACCOUNTS"), QStringLiteral("true"));
        QVERIFY2(core.start().ok(), core.errorOutput().constData());
        m_provider.claims["groups"] = "[\"lab\"]";
        const QString rpc = core.endpoint(QStringLiteral("rpc"));
        const auto signInOf = [&](std::int64_t secondsAgo) {
            m_provider.claims["auth_time"] =
                std::to_string(QDateTime::currentSecsSinceEpoch() - secondsAgo);
            TestSocket door;
            if (!door.open(rpc)) {
                return json();
            }
            const json begun = door.call(
                "session.oidcBegin", { { "redirectUri", "http://127.0.0.1:4711/here" } })["result"];
            if (valueOf(QUrl(QString::fromStdString(begun.value("url", ""))), "max_age")
                != "3600") {
                return json();
            }
            return door.call("session.oidcFinish",
                { { "flow", begun["flow"] }, { "state", begun["state"] },
                    { "code", m_provider.agree(begun.value("url", "")) } });
        };
        QCOMPARE(reasonOf(signInOf(3601)), std::string("people.oidc_old_sign_in"));
        const json earlier = signInOf(1800);
        const auto until = QDateTime::fromString(
            QString::fromStdString(earlier["result"].value("expiresAt", "")), Qt::ISODateWithMs);
        const auto left = QDateTime::currentDateTimeUtc().secsTo(until);
        QVERIFY2(left > 1780 && left <= 1801, qPrintable(QString::number(left)));
        // What is sensitive asks anew: it was proved half an hour ago.
        TestSocket socket;
        QVERIFY(socket.openSession(rpc, earlier["result"]["token"].get<std::string>()));
        QCOMPARE(reasonOf(socket.call("people.accounts.create",
                     { { "commandId", "01890a5d-ac96-774b-bcce-b302099a8059" },
                         { "account", "nobody" } })),
            std::string("session.sign_in_again"));
        const json late = signInOf(3595);
        QCOMPARE(reasonOf(late), std::string("ok"));
        TestSocket ending;
        QVERIFY(ending.openSession(rpc, late["result"]["token"].get<std::string>()));
        QCOMPARE(reasonOf(ending.call("people.accounts.list")), std::string("ok"));
        QTest::qWait(6'000);
        TestSocket after;
        QVERIFY(!after.openSession(rpc, late["result"]["token"].get<std::string>()));
    }

    void groupsGiveRolesAndAccountsWhereThatIsWished()
    {
        CoreProcess core;
        core.setProvider(m_provider.issuer());
        core.setEnvironment(
            QStringLiteral("LOCUS_OIDC_ROLES"), QStringLiteral("lab=clinician,run=operator"));
        core.setEnvironment(QStringLiteral("LOCUS_OIDC_CREATE_ACCOUNTS"), QStringLiteral("true"));
        QVERIFY2(core.start().ok(), core.errorOutput().constData());
        const auto enter = [&](const char* groups) {
            m_provider.claims["groups"] = groups;
            TestSocket socket;
            if (!socket.open(core.endpoint(QStringLiteral("rpc")))) {
                return json();
            }
            const json begun = socket.call(
                "session.oidcBegin", { { "redirectUri", "http://127.0.0.1:4711/here" } })["result"];
            return socket.call("session.oidcFinish",
                { { "flow", begun["flow"] }, { "state", begun["state"] },
                    { "code", m_provider.agree(begun.value("url", "")) } });
        };
        QCOMPARE(reasonOf(enter("[\"canteen\"]")), std::string("people.oidc_refused"));
        const json made = enter("[\"lab\"]");
        QCOMPARE(reasonOf(made), std::string("ok"));
        QCOMPARE(made["result"]["roles"].dump(), std::string("[\"clinician\"]"));
        QCOMPARE(enter("[\"run\",\"canteen\"]")["result"]["roles"].dump(),
            std::string("[\"operator\"]"));
    }
};

LOCUS_TEST(oidc, OidcTest)
#include "tst_oidc.moc"
