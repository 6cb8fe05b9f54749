// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/client/account_sign_in.h"
#include "core/client/core_client.h"
#include "core/client/oidc_sign_in.h"
#include "tests/core/gateway/people_world.h"
#include "tests/support/test_registry.h"

#include <QTcpServer>
#include <QTest>
#include <QWebSocket>
#include <QWebSocketServer>

using namespace locus;
using namespace locus::test;
using people::Role;

class AccountSignInTest : public QObject
{
    Q_OBJECT

    static client::Endpoint endpointOf(const PeopleWorld& world)
    {
        return { QUrl(world.rpc()), {}, {}, 0 };
    }
    static Result<protocol::SignedIn> ask(
        const client::Endpoint& endpoint, const protocol::SessionSignIn& message)
    {
        client::AccountSignIn door;
        std::optional<Result<protocol::SignedIn>> answer;
        door.start(endpoint, message,
            [&answer](Result<protocol::SignedIn> given) { answer = std::move(given); });
        if (!QTest::qWaitFor([&answer] { return answer.has_value(); }, 30'000)) {
            return fatal("test.no_answer", "nothing came");
        }
        return std::move(*answer);
    }

private Q_SLOTS:
    void theTokenIsTheEndpoints()
    {
        PeopleWorld world;
        world.add("a.osei", { Role::Clinician });
        const auto signedIn = ask(endpointOf(world), { "a.osei", goodPassword, {} });
        QVERIFY2(signedIn.ok(), signedIn.ok() ? "" : signedIn.error().message.c_str());
        QCOMPARE(signedIn->roles, std::vector<std::string> { "clinician" });
        client::Endpoint endpoint = endpointOf(world);
        endpoint.token = QString::fromStdString(signedIn->token);
        SystemClock clock;
        SystemRandom random;
        client::CoreClient client({ QStringLiteral("test"), QStringLiteral("1") }, clock, random);
        client.connectTo(endpoint);
        QTRY_VERIFY_WITH_TIMEOUT(client.isSignedIn(), 30'000);
        QCOMPARE(client.session()->user, std::string("a.osei"));
    }

    // One question for all that wait, and then each is made once more.
    void whatTheCoreWantsReassuranceForIsMadeOnceMore()
    {
        PeopleWorld world;
        world.add("a.osei", { Role::Clinician });
        const auto signedIn = ask(endpointOf(world), { "a.osei", goodPassword, {} });
        QVERIFY(signedIn.ok());
        QCOMPARE(signedIn->displayName, std::string("a.osei"));
        client::Endpoint endpoint = endpointOf(world);
        endpoint.token = QString::fromStdString(signedIn->token);
        SystemClock clock;
        SystemRandom random;
        client::CoreClient client({ QStringLiteral("test"), QStringLiteral("1") }, clock, random);
        client.connectTo(endpoint);
        QTRY_VERIFY_WITH_TIMEOUT(client.isSignedIn(), 30'000);
        QCOMPARE(client.session()->limits.sessionIdleMs, std::int64_t { 15 * 60'000 });
        world.core.clock.advance(std::chrono::minutes(6));
        QStringList asked;
        std::function<void(bool)> told;
        client.setReassurance([&](const QString& method, std::function<void(bool)> then) {
            asked << method;
            told = std::move(then);
        });
        std::vector<Result<protocol::TotpEnrolled>> answers;
        const auto enrol = [&] {
            client.call<protocol::TotpEnrol>(
                {}, &client, [&answers](auto answer) { answers.push_back(std::move(answer)); });
        };
        enrol();
        QTRY_COMPARE_WITH_TIMEOUT(asked.size(), 1, 30'000);
        QVERIFY(answers.empty());
        told(false);
        QCOMPARE(answers.size(), std::size_t(1));
        QCOMPARE(answers.front().error().code, std::string("session.sign_in_again"));
        enrol();
        QTRY_COMPARE_WITH_TIMEOUT(asked.size(), 2, 30'000);
        bool sure = false;
        client.call<protocol::SessionSignInAgain>(
            { goodPassword, {} }, &client, [&sure](const auto& answer) { sure = answer.ok(); });
        QTRY_VERIFY_WITH_TIMEOUT(sure, 30'000);
        told(true);
        QTRY_COMPARE_WITH_TIMEOUT(answers.size(), std::size_t(2), 30'000);
        QVERIFY(answers.back().ok());
        QCOMPARE(asked.size(), 2);
    }

    void aRefusalIsTheCores()
    {
        PeopleWorld world;
        const auto refusal = ask(endpointOf(world), { "nobody", goodPassword, {} });
        QVERIFY(!refusal.ok());
        QCOMPARE(refusal.error().code, std::string("people.bad_sign_in"));
        QVERIFY(refusal.error().kind == ErrorKind::Refused);
        QCOMPARE(std::string(refusal.error().fact("retryAfterMs")), std::string("1000"));
    }

    void whereNobodyListensIsOffline()
    {
        QTcpServer free;
        QVERIFY(free.listen(QHostAddress::LocalHost));
        const client::Endpoint nowhere {
            QUrl(QStringLiteral("ws://127.0.0.1:%1/rpc").arg(free.serverPort())), {}, {}, 0
        };
        free.close();
        const auto answer = ask(nowhere, { "a.osei", goodPassword, {} });
        QVERIFY(!answer.ok());
        QCOMPARE(answer.error().code, std::string("client.offline"));
        QVERIFY(answer.error().isRetriable());
    }

    // A core that is none of ours could name any program's address.
    void aCoreCannotMakeABrowserOpenAnything()
    {
        QWebSocketServer core(QStringLiteral("core"), QWebSocketServer::NonSecureMode);
        QVERIFY(core.listen(QHostAddress::LocalHost));
        connect(&core, &QWebSocketServer::newConnection, &core, [&core] {
            auto* socket = core.nextPendingConnection();
            connect(socket, &QWebSocket::textMessageReceived, socket, [socket] {
                socket->sendTextMessage(QStringLiteral(
                    "{\"jsonrpc\":\"2.0\",\"id\":1,\"result\":{\"flow\":\"f\",\"state\":\"s\","
                    "\"url\":\"file:///etc/passwd\"}}"));
            });
        });
        client::OidcSignIn door;
        bool opened = false;
        std::string code;
        door.start(
            { core.serverUrl(), {}, {}, 0 }, [&opened](const QUrl&) { opened = true; },
            [&code](const Result<protocol::SignedIn>& answer) { code = answer.error().code; });
        QTRY_COMPARE_WITH_TIMEOUT(code, std::string("client.oidc_address"), 30'000);
        QVERIFY(!opened);
    }

    void whoIsGoneHearsNothing()
    {
        PeopleWorld world;
        bool called = false;
        {
            client::AccountSignIn door;
            door.start(endpointOf(world), { "nobody", goodPassword, {} },
                [&called](const Result<protocol::SignedIn>&) { called = true; });
        }
        QVERIFY(ask(endpointOf(world), { "else", goodPassword, {} }).error().code
            == "people.bad_sign_in"); // the first one's answer would have come by now
        QVERIFY(!called);
    }
};

LOCUS_TEST(account_sign_in, AccountSignInTest)
#include "tst_account_sign_in.moc"
