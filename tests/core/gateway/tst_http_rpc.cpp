// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/gateway/fake_core.h"
#include "tests/core/gateway/test_socket.h"
#include "tests/support/test_registry.h"

#include "core/gateway/http_rpc.h"

#include <QTest>

#include <optional>

using namespace locus;
using namespace locus::test;
using nlohmann::json;
using people::Role;

class HttpRpcTest : public QObject
{
    Q_OBJECT

    static std::optional<gateway::HttpAnswer> post(
        FakeCore& core, const std::string& authorization, const Bytes& body)
    {
        std::optional<gateway::HttpAnswer> answer;
        core.gateway->http().rpc(
            authorization, body, [&answer](const gateway::HttpAnswer& got) { answer = got; });
        (void)QTest::qWaitFor([&answer] { return answer.has_value(); });
        return answer;
    }
    static Bytes request(const std::string& method, const json& params = json::object())
    {
        return json {
            { "jsonrpc", "2.0" }, { "id", "h1" }, { "method", method }, { "params", params }
        }.dump();
    }

private Q_SLOTS:
    void theSameMethodsAnswer()
    {
        FakeCore core;
        const std::string bearer = "Bearer " + core.token("a", { Role::Clinician });
        const auto answer = post(core, bearer, request("analyses.list"));
        QCOMPARE(answer->status, 200);
        QCOMPARE(json::parse(answer->body)["id"], "h1");
        QVERIFY(json::parse(answer->body)["result"].contains("items"));
        const auto refused = post(core, bearer, request("system.metrics"));
        QCOMPARE(refused->status, 200);
        QCOMPARE(json::parse(refused->body)["error"]["code"], -32004);
        const auto changes =
            post(core, bearer, request("changes.subscribe", { { "streams", { "analyses" } } }));
        QCOMPARE(json::parse(changes->body)["error"]["data"]["reason"], "changes.needs_socket");
    }

    void strangersAndGarbageAreTurnedAway()
    {
        FakeCore core;
        const std::string bearer = "Bearer " + core.token("a", { Role::Clinician });
        QCOMPARE(post(core, "", request("analyses.list"))->status, 401);
        QCOMPARE(post(core, "Basic abc", request("analyses.list"))->status, 401);
        QCOMPARE(post(core, "Bearer nope", request("analyses.list"))->status, 401);
        QCOMPARE(post(core, bearer, "[]")->status, 400);
        QCOMPARE(post(core, bearer, Bytes(70'000, ' '))->status, 413);
    }

    void aTicketOpensASocket()
    {
        FakeCore core;
        const std::string bearer = "Bearer " + core.token("a", { Role::Clinician });
        const auto answer = core.gateway->http().ticket(bearer);
        QCOMPARE(answer.status, 200);
        TestSocket client;
        QVERIFY(client.open(core.url(QStringLiteral("/rpc"))));
        const json opened = client.call("session.open",
            { { "ticket", json::parse(answer.body)["ticket"] }, { "client", "web" },
                { "version", "1.0" } });
        QCOMPARE(opened["result"]["user"], "a");
        QCOMPARE(core.gateway->http().ticket("Bearer x").status, 401);
    }

    void theRateHoldsHereToo()
    {
        gateway::GatewayLimits limits;
        limits.messagesPerSecond = 2;
        FakeCore core(limits);
        const std::string bearer = "Bearer " + core.token("a", { Role::Clinician });
        QCOMPARE(post(core, bearer, request("analyses.list"))->status, 200);
        QCOMPARE(post(core, bearer, request("analyses.list"))->status, 200);
        QCOMPARE(post(core, bearer, request("analyses.list"))->status, 429);
        core.clock.advance(std::chrono::seconds(1));
        QCOMPARE(post(core, bearer, request("analyses.list"))->status, 200);
    }
};

LOCUS_TEST(http_rpc, HttpRpcTest)
#include "tst_http_rpc.moc"
