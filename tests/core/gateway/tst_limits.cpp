// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/gateway/fake_core.h"
#include "tests/core/gateway/raw_socket.h"
#include "tests/core/gateway/test_socket.h"
#include "tests/support/test_registry.h"

#include <QTest>

#include <algorithm>

using namespace locus;
using namespace locus::test;
using nlohmann::json;
using people::Role;

namespace {

QByteArray openFrame(const std::string& token)
{
    return QByteArray(R"({"jsonrpc":"2.0","id":1,"method":"session.open","params":{"token":")")
        + QByteArray::fromStdString(token) + R"(","client":"raw","version":"1.0"}})";
}

QByteArray getFrame(const analyses::AnalysisId& id)
{
    return R"({"jsonrpc":"2.0","id":2,"method":"analyses.get","params":{"analysisId":")"
        + QByteArray::fromStdString(id.toString()) + R"("}})";
}

// The tool that reads this class for its slots stumbles over raw strings within macros.
const QByteArray subscribeFrame = R"({"jsonrpc":"2.0","id":3,"method":"changes.subscribe",)"
                                  R"("params":{"streams":["analyses"],"from":0}})";
const QByteArray nowFrame = R"("now":0)";
const QByteArray lastSeq = R"("seq":30)";
const QByteArray changeMethod = R"("method":"change")";

} // namespace

class LimitsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aFrameAboveTheCapClosesWith1009()
    {
        FakeCore core;
        RawSocket client;
        QVERIFY(client.open(core.gateway->port()));
        client.sendText(openFrame(core.token("a", { Role::Clinician })));
        QVERIFY(client.waitFor("installation"));
        client.sendText(QByteArray(65'537, 'x'));
        QVERIFY(client.waitForEnd());
        QCOMPARE(client.closeCode(), 1009);
        QVERIFY(core.loop.received().empty());
    }

    void aFrameAtTheCapIsServed()
    {
        FakeCore core;
        TestSocket client;
        QVERIFY(client.openSession(
            core.url(QStringLiteral("/rpc")), core.token("a", { Role::Clinician })));
        const json params = { { "commandId", "01890000-0000-7000-8000-000000000001" },
            { "text", std::string(65'000, 'A') } };
        QVERIFY(client.call("analyses.submit", params).contains("result"));
    }

    void binaryFramesAreNotServed()
    {
        FakeCore core;
        TestSocket client;
        QVERIFY(client.openSession(
            core.url(QStringLiteral("/rpc")), core.token("a", { Role::Clinician })));
        client.socket.sendBinaryMessage("\x01");
        QVERIFY(client.waitForClose());
        QCOMPARE(int(client.socket.closeCode()), 1003);
    }

    void aForeignOriginIsRefused()
    {
        FakeCore core;
        TestSocket client;
        QVERIFY(!client.open(
            core.url(QStringLiteral("/rpc")), QStringLiteral("locus.v1"), "https://evil.example"));
    }

    void aListedOriginIsLetIn()
    {
        FakeCore core;
        core.stop();
        core.options.origins = { QStringLiteral("https://portal.example") };
        core.start();
        TestSocket client;
        QVERIFY(client.open(core.url(QStringLiteral("/rpc")), QStringLiteral("locus.v1"),
            "https://portal.example"));
    }

    void moreMessagesThanTheRateAreDroppedThenClosed()
    {
        gateway::GatewayLimits limits;
        limits.messagesPerSecond = 5;
        limits.refusalsBeforeClose = 3;
        FakeCore core(limits);
        TestSocket client;
        QVERIFY(client.openSession(
            core.url(QStringLiteral("/rpc")), core.token("a", { Role::Clinician })));
        for (int i = 0; i < 5; ++i) {
            QVERIFY(client.call("system.health").contains("result"));
        }
        client.send(QStringLiteral("{}"));
        const json refusal = client.frame(6);
        QCOMPARE(refusal["error"]["data"]["reason"], "gateway.rate");
        QCOMPARE(refusal["error"]["data"]["retryAfterMs"], 200);
        core.clock.advance(std::chrono::seconds(1)); // refilled
        QVERIFY(client.call("system.health").contains("result"));
        for (int i = 0; i < 8; ++i) {
            client.send(QStringLiteral("{}"));
        }
        QVERIFY(client.waitForClose());
        QCOMPARE(int(client.socket.closeCode()), 1008);
    }

    void whoSendsMuchWaitsForWhoSendsLittle()
    {
        FakeCore core;
        const std::string token = core.token("a", { Role::Clinician });
        TestSocket much;
        QVERIFY(much.openSession(core.url(QStringLiteral("/rpc")), token));
        TestSocket little;
        QVERIFY(little.openSession(core.url(QStringLiteral("/rpc")), token));
        const QString ask =
            QStringLiteral("{\"jsonrpc\":\"2.0\",\"id\":\"%1\",\"method\":\"system.health\"}");
        const auto before = much.texts.size();
        for (int i = 0; i < 2000; ++i) {
            much.send(ask.arg(i));
        }
        QVERIFY(little.call("system.health").contains("result"));
        QVERIFY2(much.texts.size() - before < 1000,
            QByteArray::number(much.texts.size() - before).constData());
        QTRY_COMPARE(much.texts.size() - before, 2000); // each, and in order
        for (int i = 0; i < 2000; ++i) {
            QVERIFY(much.texts.at(before + i).contains(QStringLiteral("\"id\":\"%1\"").arg(i)));
        }
    }

    void whatCameBeforeThePeerWentIsDone()
    {
        FakeCore core;
        const auto id = core.addAnalysis(analyses::State::Completed);
        RawSocket client;
        QVERIFY(client.open(core.gateway->port()));
        client.sendText(openFrame(core.token("a", { Role::Clinician })));
        QVERIFY(client.waitFor("installation"));
        const auto before = core.loop.notes().size();
        for (int i = 0; i < 100; ++i) {
            client.sendText(getFrame(id)); // each is recorded
        }
        client.socket.disconnectFromHost();
        QTRY_VERIFY(core.loop.notes().size() >= before + 100);
        QTRY_COMPARE(core.gateway->connections(), 0);
    }

    void tooManyConnectionsAreTurnedAwayWithWords()
    {
        gateway::GatewayLimits limits;
        limits.connectionsPerAddress = 2;
        FakeCore core(limits);
        TestSocket first;
        auto second = std::make_unique<TestSocket>();
        QVERIFY(first.open(core.url(QStringLiteral("/rpc"))));
        QVERIFY(second->open(core.url(QStringLiteral("/rpc"))));
        RawSocket third;
        QVERIFY(third.open(core.gateway->port(), "/rpc", false));
        QVERIFY(third.waitFor("too many connections from this address"));
        QVERIFY(third.received().startsWith("HTTP/1.1 503"));
        second.reset();
        QTRY_COMPARE(core.gateway->connections(), 1);
        TestSocket fourth;
        QVERIFY(fourth.open(core.url(QStringLiteral("/rpc"))));
    }

    void connectsPerSecondAreBounded()
    {
        gateway::GatewayLimits limits;
        limits.connectsPerSecond = 2;
        FakeCore core(limits);
        TestSocket first;
        TestSocket second;
        QVERIFY(first.open(core.url(QStringLiteral("/rpc"))));
        QVERIFY(second.open(core.url(QStringLiteral("/rpc"))));
        RawSocket third;
        QVERIFY(third.open(core.gateway->port(), "/rpc", false));
        QVERIFY(third.waitFor("too many connects"));
        core.clock.advance(std::chrono::seconds(1));
        TestSocket fourth;
        QVERIFY(fourth.open(core.url(QStringLiteral("/rpc"))));
    }

    void aUserHasSoManyConnections()
    {
        gateway::GatewayLimits limits;
        limits.connectionsPerUser = 1;
        FakeCore core(limits);
        const std::string token = core.token("a", { Role::Clinician });
        TestSocket first;
        QVERIFY(first.openSession(core.url(QStringLiteral("/rpc")), token));
        TestSocket second;
        QVERIFY(second.open(core.url(QStringLiteral("/rpc"))));
        const json answer = second.call(
            "session.open", { { "token", token }, { "client", "x" }, { "version", "1.0" } });
        QCOMPARE(answer["error"]["data"]["reason"], "session.too_many");
    }

    void halfAHandshakeIsDropped()
    {
        gateway::GatewayLimits limits;
        limits.handshakeDeadline = std::chrono::milliseconds(40);
        limits.handshakes = 1;
        FakeCore core(limits);
        RawSocket silent;
        QVERIFY(silent.open(core.gateway->port(), "/rpc", false));
        silent.socket.write("GET /rpc HT");
        QVERIFY(silent.waitForEnd());
        TestSocket next; // its place is free again
        QVERIFY(next.open(core.url(QStringLiteral("/rpc"))));
    }

    void aPeerThatAnswersNoPingIsDropped()
    {
        gateway::GatewayLimits limits;
        limits.pingInterval = std::chrono::milliseconds(30);
        FakeCore core(limits);
        RawSocket dead;
        QVERIFY(dead.open(core.gateway->port()));
        dead.sendText(openFrame(core.token("a", { Role::Clinician })));
        QVERIFY(dead.waitFor("installation"));
        QVERIFY(dead.waitForEnd());
        QTRY_COMPARE(core.gateway->connections(), 0);
    }

    // Its beginning promises more than ever comes; the peer can answer no ping inside it.
    void halfAFrameIsDroppedAndNothingOfItIsDone()
    {
        gateway::GatewayLimits limits;
        limits.pingInterval = std::chrono::milliseconds(30);
        FakeCore core(limits);
        RawSocket half;
        QVERIFY(half.open(core.gateway->port()));
        half.sendText(openFrame(core.token("a", { Role::Clinician })));
        QVERIFY(half.waitFor("installation"));
        const QByteArray promised("\x81\xFE\x10\x00", 4); // masked text of 4,096 octets
        half.socket.write(promised + QByteArray(4, '\0')
            + R"({"jsonrpc":"2.0","id":1,"method":"analyses.retry","params":{)");
        QVERIFY(half.waitForEnd());
        QTRY_COMPARE(core.gateway->connections(), 0);
        QVERIFY(core.loop.received().empty());
    }

    void tooManyRequestsInFlightAreRefused()
    {
        gateway::GatewayLimits limits;
        limits.requestsInFlight = 2;
        FakeCore core(limits);
        core.loop.hold();
        TestSocket client;
        QVERIFY(client.openSession(
            core.url(QStringLiteral("/rpc")), core.token("a", { Role::Clinician })));
        const QString retry = QStringLiteral(
            "{\"jsonrpc\":\"2.0\",\"id\":\"r%1\",\"method\":\"analyses.retry\",\"params\":{"
            "\"commandId\":\"01890000-0000-7000-8000-00000000000%1\",\"analysisId\":"
            "\"01890000-0000-7000-8000-000000000009\"}}");
        client.send(retry.arg(1));
        client.send(retry.arg(2));
        const json third = client.call("system.health");
        QCOMPARE(third["error"]["data"]["reason"], "gateway.overloaded");
        core.loop.release();
        QTRY_COMPARE(client.texts.size(), 4);
        QVERIFY(client.call("system.health").contains("result"));
    }

    void aSlowClientIsClosedAndOthersGoOn_data()
    {
        QTest::addColumn<bool>("ofAll");
        QTest::newRow("its own share") << false;
        QTest::newRow("what all may have") << true;
    }
    void aSlowClientIsClosedAndOthersGoOn()
    {
        QFETCH(bool, ofAll);
        gateway::GatewayLimits limits;
        (ofAll ? limits.sendQueueBytesTotal : limits.sendQueueBytes) = 600'000;
        limits.sendQueueLow = 100'000;
        limits.closeGrace = std::chrono::milliseconds(4000);
        FakeCore core(limits);
        const auto id = core.addAnalysis(analyses::State::Completed);
        core.store->details[id].inputText = std::string(400'000, 'A');
        const std::string token = core.token("a", { Role::Clinician });
        TestSocket good;
        QVERIFY(good.openSession(core.url(QStringLiteral("/rpc")), token));
        RawSocket slow;
        QVERIFY(slow.open(core.gateway->port()));
        slow.sendText(openFrame(token));
        QVERIFY(slow.waitFor("installation"));
        slow.stopReading();
        const QByteArray get = getFrame(id);
        for (int i = 0; i < 60; ++i) {
            slow.sendText(get); // the kernel's buffers take some of them
        }
        for (int i = 0; i < 20; ++i) {
            QVERIFY(
                good.call("analyses.get", { { "analysisId", id.toString() } }).contains("result"));
        }
        slow.resumeReading();
        QVERIFY(slow.waitForEnd());
        QCOMPARE(slow.closeCode(), 1013);
        QVERIFY(!good.closed);
    }

    void whileAClientIsSlowChangesOfARowBecomeOne()
    {
        gateway::GatewayLimits limits;
        limits.sendQueueLow = 1;
        limits.sendQueueBytes = 64 * 1024 * 1024;
        limits.feedInterval = std::chrono::milliseconds(1);
        FakeCore core(limits);
        const auto big = core.addAnalysis(analyses::State::Completed);
        core.store->details[big].inputText = std::string(900'000, 'A');
        const auto busy = core.addAnalysis(analyses::State::Running);
        const std::string token = core.token("a", { Role::Clinician });
        RawSocket slow;
        QVERIFY(slow.open(core.gateway->port()));
        slow.sendText(openFrame(token));
        QVERIFY(slow.waitFor("installation"));
        slow.sendText(subscribeFrame);
        QVERIFY(slow.waitFor(nowFrame));
        TestSocket watcher;
        QVERIFY(watcher.openSession(core.url(QStringLiteral("/rpc")), token));
        watcher.call("changes.subscribe", { { "streams", { "analyses" } }, { "from", 0 } });
        slow.stopReading();
        const QByteArray get = getFrame(big);
        for (int i = 0; i < 9; ++i) {
            slow.sendText(get);
        }
        for (int i = 1; i <= 30; ++i) {
            core.change(busy);
            QTRY_COMPARE(watcher.notifications("change").size(), static_cast<std::size_t>(i));
        }
        slow.resumeReading();
        QVERIFY(slow.waitFor(lastSeq));
        QVERIFY(slow.received().count(changeMethod) < 30);
        QCOMPARE(slow.closeCode(), 0);
    }

    void stoppingSaysGoodbye()
    {
        FakeCore core;
        TestSocket client;
        QVERIFY(client.open(core.url(QStringLiteral("/rpc"))));
        core.gateway->stop();
        QVERIFY(client.waitForClose());
        QCOMPARE(int(client.socket.closeCode()), 1001);
        TestSocket late;
        QVERIFY(!late.open(core.url(QStringLiteral("/rpc"))));
    }

    void listeningBeyondThisMachineNeedsTls()
    {
        FakeCore core;
        core.stop();
        gateway::GatewayOptions options = core.options;
        options.host = QStringLiteral("0.0.0.0");
        gateway::GatewayPorts ports { core.loop, core.tokens, core.system, core.clock, core.random,
            []() -> Result<gateway::ReadPorts> { return retriable("store.absent", "none"); } };
        gateway::Gateway open(options, ports);
        const Status listening = open.listen();
        QVERIFY(!listening.ok());
        QCOMPARE(listening.error().code, std::string("gateway.tls_required"));
    }
};

LOCUS_TEST(limits, LimitsTest)
#include "tst_limits.moc"
