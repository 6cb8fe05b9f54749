// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/gateway/fake_core.h"
#include "tests/core/gateway/test_socket.h"
#include "tests/support/test_registry.h"

#include "core/people/permissions.h"
#include "core/base/base64.h"
#include "core/base/checksum.h"

#include <QTest>

using namespace locus;
using namespace locus::test;
using nlohmann::json;
using people::Role;

namespace {

const std::string someId = "01890000-0000-7000-8000-000000000001";

std::string reasonOf(const json& response)
{
    return response.is_object() && response.contains("error")
        ? response["error"]["data"].value("reason", "")
        : std::string();
}

} // namespace

class RpcTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theFirstRequestOpensTheSession()
    {
        FakeCore core;
        core.lastChange = 0;
        TestSocket client;
        QVERIFY(client.open(core.url(QStringLiteral("/rpc"))));
        const json answer = client.call("session.open",
            { { "token", core.token("a.osei", { Role::Clinician }) }, { "client", "test" },
                { "version", "1.0" } });
        QCOMPARE(answer["result"]["user"], "a.osei");
        QCOMPARE(answer["result"]["roles"], json({ "clinician" }));
        QCOMPARE(answer["result"]["installation"], "test-house");
        QCOMPARE(answer["result"]["limits"]["frameBytesIn"], 65536);
    }

    void anythingElseFirstIsToldWhyAndClosed()
    {
        FakeCore core;
        TestSocket client;
        QVERIFY(client.open(core.url(QStringLiteral("/rpc"))));
        const json answer = client.call("analyses.list");
        QCOMPARE(reasonOf(answer), "session.not_signed_in");
        QCOMPARE(answer["error"]["code"], -32004);
        QVERIFY(client.waitForClose());
        QCOMPARE(int(client.socket.closeCode()), 4401);
    }

    void silenceIsClosedAfterTheDeadline()
    {
        gateway::GatewayLimits limits;
        limits.signInDeadline = std::chrono::milliseconds(30);
        FakeCore core(limits);
        TestSocket client;
        QVERIFY(client.open(core.url(QStringLiteral("/rpc"))));
        QVERIFY(client.waitForClose());
        QCOMPARE(int(client.socket.closeCode()), 4401);
        QCOMPARE(reasonOf(client.frame(0)), "session.not_signed_in");
    }

    void aWrongTokenIsRefused()
    {
        FakeCore core;
        TestSocket client;
        QVERIFY(client.open(core.url(QStringLiteral("/rpc"))));
        const json answer = client.call(
            "session.open", { { "token", "guess" }, { "client", "x" }, { "version", "1.0" } });
        QCOMPARE(reasonOf(answer), "people.bad_token");
        QVERIFY(client.waitForClose());
        QCOMPARE(int(client.socket.closeCode()), 4401);
    }

    void aRevokedTokenEndsItsSession()
    {
        gateway::GatewayLimits limits;
        limits.revalidation = std::chrono::milliseconds(20);
        FakeCore core(limits);
        TestSocket client;
        QVERIFY(client.openSession(
            core.url(QStringLiteral("/rpc")), core.token("a.osei", { Role::Clinician })));
        QVERIFY(core.tokens.revoke("a.osei").ok());
        QVERIFY(client.waitForClose());
        QCOMPARE(int(client.socket.closeCode()), 4401);
    }

    void aTicketWorksOnceAndNotAfterHalfAMinute()
    {
        FakeCore core;
        TestSocket first;
        QVERIFY(first.openSession(
            core.url(QStringLiteral("/rpc")), core.token("a.osei", { Role::Clinician })));
        const json params = { { "ticket", first.call("session.ticket")["result"]["ticket"] },
            { "client", "t" }, { "version", "1.0" } };
        TestSocket second;
        QVERIFY(second.open(core.url(QStringLiteral("/rpc"))));
        QCOMPARE(second.call("session.open", params)["result"]["user"], "a.osei");
        TestSocket third;
        QVERIFY(third.open(core.url(QStringLiteral("/rpc"))));
        QCOMPARE(reasonOf(third.call("session.open", params)), "session.bad_ticket");

        const json late = { { "ticket", first.call("session.ticket")["result"]["ticket"] },
            { "client", "t" }, { "version", "1.0" } };
        core.clock.advance(std::chrono::seconds(31));
        TestSocket fourth;
        QVERIFY(fourth.open(core.url(QStringLiteral("/rpc"))));
        QCOMPARE(reasonOf(fourth.call("session.open", late)), "session.bad_ticket");
    }

    void anotherVersionIsToldInWords()
    {
        FakeCore core;
        TestSocket client;
        QVERIFY(client.open(core.url(QStringLiteral("/rpc"))));
        const json answer = client.call("session.open",
            { { "token", core.token("a", { Role::Clinician }) }, { "client", "x" },
                { "version", "2.0" } });
        QCOMPARE(reasonOf(answer), "session.version_mismatch");
        QCOMPARE(answer["error"]["data"]["allowed"], "1.0");
        QVERIFY(client.waitForClose());
        QCOMPARE(int(client.socket.closeCode()), 4406);
    }

    void anotherSubProtocolIsToldInWords()
    {
        FakeCore core;
        TestSocket client;
        QVERIFY(client.open(core.url(QStringLiteral("/rpc")), QString()));
        QCOMPARE(reasonOf(client.frame(0)), "session.sub_protocol");
        QVERIFY(client.waitForClose());
        QCOMPARE(int(client.socket.closeCode()), 4406);
    }

    void anUnknownPathIsToldInWords()
    {
        FakeCore core;
        TestSocket client;
        QVERIFY(client.open(core.url(QStringLiteral("/admin"))));
        QCOMPARE(reasonOf(client.frame(0)), "gateway.unknown_path");
        QVERIFY(client.waitForClose());
    }

    void garbageIsAnsweredAndTheSessionGoesOn_data()
    {
        QTest::addColumn<QString>("frame");
        QTest::addColumn<int>("code");
        QTest::newRow("not json") << QStringLiteral("hello") << -32700;
        QTest::newRow("cut") << QStringLiteral("{\"jsonrpc\":\"2.0\",") << -32700;
        QTest::newRow("deep") << QString(60'000, QLatin1Char('[')) << -32700;
        QTest::newRow("batch") << QStringLiteral("[]") << -32600;
        QTest::newRow("no version") << QStringLiteral("{\"id\":1,\"method\":\"x\"}") << -32600;
        QTest::newRow("notification")
            << QStringLiteral("{\"jsonrpc\":\"2.0\",\"method\":\"analyses.list\"}") << -32600;
        QTest::newRow("positional") << QStringLiteral(
            "{\"jsonrpc\":\"2.0\",\"id\":7,\"method\":\"analyses.list\",\"params\":[1]}")
                                    << -32600;
        QTest::newRow("double name")
            << QStringLiteral("{\"jsonrpc\":\"2.0\",\"id\":7,\"id\":8,\"method\":\"x\"}") << -32700;
        QTest::newRow("unknown method")
            << QStringLiteral("{\"jsonrpc\":\"2.0\",\"id\":7,\"method\":\"analyses.lst\"}")
            << -32601;
    }
    void garbageIsAnsweredAndTheSessionGoesOn()
    {
        QFETCH(QString, frame);
        QFETCH(int, code);
        FakeCore core;
        TestSocket client;
        QVERIFY(client.openSession(
            core.url(QStringLiteral("/rpc")), core.token("a", { Role::Clinician })));
        client.send(frame);
        QCOMPARE(client.frame(1)["error"]["code"], code);
        QVERIFY(client.call("analyses.list").contains("result"));
    }

    void everyMethodAsksForItsRight()
    {
        FakeCore core;
        for (const Role role : people::allRoles) {
            TestSocket client;
            const std::string name(people::toString(role));
            QVERIFY(
                client.openSession(core.url(QStringLiteral("/rpc")), core.token(name, { role })));
            for (const char* method : { "analyses.list", "analyses.get", "analyses.rows",
                     "analyses.submit", "analyses.cancel", "analyses.retry", "uploads.begin",
                     "reference.coverage", "system.health", "system.metrics", "system.config",
                     "system.backup", "session.ticket" }) {
                const auto* row = people::permissionFor(method);
                QVERIFY(row);
                const bool may =
                    std::find(row->roles.begin(), row->roles.end(), role) != row->roles.end();
                const std::string reason = reasonOf(client.call(method, json::object()));
                QVERIFY2((reason != "people.not_permitted") == may,
                    (name + " " + method + " " + reason).c_str());
            }
        }
    }

    void aBackupIsOfWhoAsksForIt()
    {
        FakeCore core;
        TestSocket client;
        QVERIFY(client.openSession(
            core.url(QStringLiteral("/rpc")), core.token("o.berg", { Role::Operator })));
        const json answer = client.call("system.backup", json::object());
        QCOMPARE(answer["result"]["folder"], "/backups/one");
        QCOMPARE(core.system.backupActor, std::string("o.berg"));
    }

    void aStreamAsksForTheRightToItsList()
    {
        FakeCore core;
        TestSocket client;
        QVERIFY(client.openSession(
            core.url(QStringLiteral("/rpc")), core.token("op", { Role::Operator })));
        const json answer =
            client.call("changes.subscribe", { { "streams", { "analyses" } }, { "from", 0 } });
        QCOMPARE(reasonOf(answer), "people.not_permitted");
    }

    void commandsCarryActorIdAndExpectedVersion()
    {
        FakeCore core;
        TestSocket client;
        QVERIFY(client.openSession(
            core.url(QStringLiteral("/rpc")), core.token("a.osei", { Role::Clinician })));
        const json answer = client.call("analyses.cancel",
            { { "commandId", someId }, { "analysisId", someId }, { "expectedVersion", 4 },
                { "reason", "wrong patient" } });
        QCOMPARE(answer["result"]["version"], 5);
        QCOMPARE(core.loop.received().size(), std::size_t(1));
        const auto& command = core.loop.received().front();
        QCOMPARE(command.name, std::string("analyses.cancel"));
        QCOMPARE(command.actor, std::string("a.osei"));
        QCOMPARE(command.id.toString(), someId);
        QCOMPARE(command.expectedVersion.value_or(0), std::uint64_t(4));
    }

    void aRefusalKeepsItsWords()
    {
        FakeCore core;
        core.loop.refuseWith(conflict("analyses.changed", "somebody changed it")
                                 .with("currentVersion", "9")
                                 .with("by", "b.lind"));
        TestSocket client;
        QVERIFY(client.openSession(
            core.url(QStringLiteral("/rpc")), core.token("a", { Role::Clinician })));
        const json error = client.call(
            "analyses.retry", { { "commandId", someId }, { "analysisId", someId } })["error"];
        QCOMPARE(error["code"], -32002);
        QCOMPARE(error["data"]["currentVersion"], 9);
        QCOMPARE(error["data"]["reason"], "analyses.changed");
    }

    void aFilterTextReachesTheReader()
    {
        FakeCore core;
        TestSocket client;
        QVERIFY(client.openSession(
            core.url(QStringLiteral("/rpc")), core.token("a.osei", { Role::Clinician })));
        QVERIFY(client
                    .call("analyses.list",
                        { { "filter", "state:failed mine" }, { "sort", "-variants" } })
                    .contains("result"));
        QCOMPARE(core.store->lastQuery.submittedBy, std::string("a.osei"));
        QCOMPARE(core.store->lastQuery.states, std::vector { analyses::State::Failed });
        QVERIFY(core.store->lastQuery.sortBy == analyses::SortBy::Variants);
        QCOMPARE(reasonOf(client.call("analyses.list", { { "filter", "sate:failed" } })),
            "filter.unknown_key");
        QCOMPARE(reasonOf(client.call("analyses.list", { { "limit", 501 } })), "params.range");
    }

    void aPageEndsEarlyRatherThanExceedAFrame()
    {
        FakeCore core;
        const auto id = core.addAnalysis(analyses::State::Completed);
        genetics::AnnotationRow row;
        row.input = std::string(20'000, 'A');
        row.notAnnotated = genetics::NotAnnotated { "unsupported", "no", {} };
        core.store->rows[id].assign(200, row);
        TestSocket client;
        QVERIFY(client.openSession(
            core.url(QStringLiteral("/rpc")), core.token("a", { Role::Clinician })));
        std::int64_t seen = 0;
        while (seen < 200) {
            const json result = client.call("analyses.rows",
                { { "analysisId", id.toString() }, { "firstRow", seen } })["result"];
            QVERIFY(client.texts.back().size() <= 1024 * 1024);
            QCOMPARE(result["total"], 200);
            QVERIFY(!result["rows"].empty());
            seen += static_cast<std::int64_t>(result["rows"].size());
        }
        QCOMPARE(seen, std::int64_t(200));
    }

    void aLargeInputIsCutAndSaysSo()
    {
        FakeCore core;
        const auto id = core.addAnalysis(analyses::State::Completed);
        core.store->details[id].inputText = std::string(3'000'000, 'A');
        TestSocket client;
        QVERIFY(client.openSession(
            core.url(QStringLiteral("/rpc")), core.token("a", { Role::Clinician })));
        const json result =
            client.call("analyses.get", { { "analysisId", id.toString() } })["result"];
        QCOMPARE(result["inputBytes"], 3'000'000);
        QVERIFY(result["inputText"].get<std::string>().size() < 1'000'000);
    }

    void largeTextsGoUpInChunks()
    {
        FakeCore core;
        TestSocket client;
        QVERIFY(client.openSession(
            core.url(QStringLiteral("/rpc")), core.token("a", { Role::Clinician })));
        const std::string text(100'000, 'C');
        const json begun = client.call("uploads.begin", { { "bytes", text.size() } })["result"];
        const std::string uploadId = begun["uploadId"].get<std::string>();
        const auto chunk = begun["chunkBytes"].get<std::size_t>();
        for (std::size_t offset = 0; offset < text.size(); offset += chunk) {
            const json params = { { "uploadId", uploadId }, { "offset", offset },
                { "data", toBase64(text.substr(offset, chunk)) } };
            QVERIFY(client.call("uploads.chunk", params).contains("result"));
            QVERIFY(client.call("uploads.chunk", params).contains("result")); // again: no harm
        }
        const json submit = { { "commandId", someId }, { "uploadId", uploadId } };
        QCOMPARE(reasonOf(client.call("analyses.submit", submit)), "uploads.incomplete");
        QCOMPARE(reasonOf(client.call("uploads.commit",
                     { { "uploadId", uploadId }, { "sha256", std::string(64, '0') } })),
            "uploads.digest");
        QVERIFY(
            client
                .call("uploads.commit", { { "uploadId", uploadId }, { "sha256", sha256Hex(text) } })
                .contains("result"));
        QVERIFY(client.call("analyses.submit", submit).contains("result"));
        QVERIFY(core.loop.received().back().body.find(text) != Bytes::npos);
        QCOMPARE(reasonOf(client.call("analyses.submit", submit)), "uploads.unknown");
    }

    void uploadsAreBoundedAndExpire()
    {
        FakeCore core;
        TestSocket client;
        QVERIFY(client.openSession(
            core.url(QStringLiteral("/rpc")), core.token("a", { Role::Clinician })));
        QCOMPARE(reasonOf(client.call("uploads.begin", { { "bytes", 11 * 1024 * 1024 } })),
            "uploads.too_large");
        const json begun = client.call("uploads.begin", { { "bytes", 10 } })["result"];
        const json wrong = { { "uploadId", begun["uploadId"] }, { "offset", 4 },
            { "data", toBase64("abc") } };
        QCOMPARE(reasonOf(client.call("uploads.chunk", wrong)), "uploads.offset");
        const json overrun = { { "uploadId", begun["uploadId"] }, { "offset", 0 },
            { "data", toBase64(std::string(11, 'x')) } };
        QCOMPARE(reasonOf(client.call("uploads.chunk", overrun)), "uploads.overrun");
        for (int i = 1; i < core.options.limits.uploadsPerUser; ++i) {
            QVERIFY(client.call("uploads.begin", { { "bytes", 10 } }).contains("result"));
        }
        QCOMPARE(reasonOf(client.call("uploads.begin", { { "bytes", 10 } })), "uploads.too_many");
        core.clock.advance(std::chrono::minutes(11));
        QCOMPARE(reasonOf(client.call("uploads.chunk", overrun)), "uploads.unknown");
        QVERIFY(client.call("uploads.begin", { { "bytes", 10 } }).contains("result"));
    }

    void theSystemSpeaks()
    {
        FakeCore core;
        TestSocket client;
        QVERIFY(client.openSession(
            core.url(QStringLiteral("/rpc")), core.token("op", { Role::Operator })));
        QCOMPARE(client.call("system.health")["result"]["checks"][0]["name"], "bus");
        QCOMPARE(client.call("system.metrics")["result"]["text"], "event_published_total 7\n");
        QCOMPARE(client.call("system.config")["result"]["config"]["bus"]["kind"], "embedded");
        QCOMPARE(client.call("reference.coverage")["result"]["intervals"], json::array());
        const auto knowledge =
            client.call("reference.coverage", { { "assembly", "GRCh38" } })["result"]["knowledge"];
        QCOMPARE(knowledge["assembly"], "GRCh38");
        QCOMPARE(knowledge["models"], json::array());
    }
};

LOCUS_TEST(rpc, RpcTest)
#include "tst_rpc.moc"
