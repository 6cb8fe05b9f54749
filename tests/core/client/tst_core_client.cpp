// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/client/core_client.h"
#include "tests/core/gateway/fake_core.h"
#include "tests/support/test_registry.h"

#include "core/protocol/analyses_messages.h"
#include "core/protocol/system_messages.h"

#include <QSignalSpy>
#include <QTcpServer>
#include <QTcpSocket>
#include <QTest>
#include <QWebSocket>
#include <QWebSocketServer>

#include <memory>

using namespace locus;
using namespace locus::test;
using client::CoreClient;
using people::Role;
using State = CoreClient::State;

namespace {

client::ClientOptions quickOptions()
{
    client::ClientOptions options;
    options.name = QStringLiteral("test");
    options.version = QStringLiteral("1");
    options.firstRetry = std::chrono::milliseconds(10);
    options.longestRetry = std::chrono::milliseconds(40);
    return options;
}

} // namespace

class CoreClientTest : public QObject
{
    Q_OBJECT

    SystemClock m_clock;
    SystemRandom m_random;

    static client::Endpoint endpointOf(FakeCore& core, const std::string& token)
    {
        return { QUrl(core.gateway->rpcUrl()), QString::fromStdString(token), {}, 0 };
    }

private Q_SLOTS:
    void signsInMeasuresAndAsks()
    {
        FakeCore core;
        CoreClient client(quickOptions(), m_clock, m_random);
        QSignalSpy states(&client, &CoreClient::stateChanged);
        QSignalSpy finished(&client, &CoreClient::requestFinished);
        client.connectTo(endpointOf(core, core.token("a", { Role::Clinician })));
        QCOMPARE(client.state(), State::Connecting);
        QTRY_COMPARE(client.state(), State::SignedIn);
        QCOMPARE(client.session()->user, std::string("a"));
        QTRY_VERIFY(client.latencyMs() >= 0);
        std::optional<Result<protocol::HealthReport>> answer;
        client.call(protocol::SystemHealth(), this,
            [&answer](Result<protocol::HealthReport> got) { answer = std::move(got); });
        QTRY_VERIFY(answer.has_value());
        QVERIFY(answer->ok());
        QCOMPARE((*answer)->status, std::string("up"));
        QCOMPARE(finished.last().at(1).toBool(), true);
        QCOMPARE(states.size(), 2);
    }

    void errorsOfTheCoreArriveWhole()
    {
        FakeCore core;
        core.loop.refuseWith(conflict("analyses.changed", "somebody changed it")
                                 .with("currentVersion", "9")
                                 .with("by", "b.lind"));
        CoreClient client(quickOptions(), m_clock, m_random);
        client.connectTo(endpointOf(core, core.token("a", { Role::Clinician })));
        QTRY_VERIFY(client.isSignedIn());
        std::optional<Error> error;
        UuidSource ids(m_clock, m_random);
        client.call(protocol::AnalysesRetry { ids.next(), analyses::AnalysisId(ids.next()), {} },
            this, [&error](const Result<protocol::AnalysisChanged>& got) { error = got.error(); });
        QTRY_VERIFY(error.has_value());
        QCOMPARE(error->code, std::string("analyses.changed"));
        QVERIFY(error->kind == ErrorKind::Conflict);
        QCOMPARE(std::string(error->fact("currentVersion")), std::string("9"));
        QCOMPARE(std::string(error->fact("by")), std::string("b.lind"));
    }

    void nothingIsCalledForAContextThatIsGone()
    {
        FakeCore core;
        CoreClient client(quickOptions(), m_clock, m_random);
        QSignalSpy finished(&client, &CoreClient::requestFinished);
        client.connectTo(endpointOf(core, core.token("a", { Role::Clinician })));
        QTRY_VERIFY(client.isSignedIn());
        finished.clear();
        auto page = std::make_unique<QObject>();
        bool called = false;
        client.call(protocol::SystemHealth(), page.get(),
            [&called](const Result<protocol::HealthReport>&) { called = true; });
        page.reset();
        QTRY_COMPARE(finished.size(), 1);
        QVERIFY(!called);
    }

    void connectsAgainAndMissesNothing()
    {
        FakeCore core;
        const auto first = core.addAnalysis(analyses::State::Running);
        const auto second = core.addAnalysis(analyses::State::Running);
        CoreClient client(quickOptions(), m_clock, m_random);
        client.setStreams({ QStringLiteral("analyses") });
        QList<quint64> seen;
        connect(&client, &CoreClient::changed, this,
            [&seen](const QString&, const QList<protocol::Change>& changes) {
                for (const auto& change : changes) {
                    seen.append(change.seq);
                }
            });
        QSignalSpy gaps(&client, &CoreClient::gapFound);
        QSignalSpy signedIn(&client, &CoreClient::signedIn);
        client.connectTo(endpointOf(core, core.token("a", { Role::Clinician })));
        QTRY_COMPARE(signedIn.size(), 1);
        core.change(first);
        QTRY_COMPARE(seen, QList<quint64>({ 1 }));
        core.stop();
        QTRY_COMPARE(client.state(), State::Reconnecting);
        QVERIFY(client.lastError().has_value());
        core.start();
        QTRY_COMPARE(signedIn.size(), 2);
        QVERIFY(!client.lastError().has_value());
        core.change(second);
        QTRY_COMPARE(seen, QList<quint64>({ 1, 2 }));
        QCOMPARE(gaps.size(), 0);
        QCOMPARE(client.lastChange(), quint64(2));
    }

    void followsWhatOneMayListThoughTheRestIsRefused_data()
    {
        QTest::addColumn<QString>("role");
        QTest::addColumn<QStringList>("heard");
        const QStringList rights { QStringLiteral("people.delegations") };
        const QStringList both { QStringLiteral("analyses"), rights.front() };
        QTest::newRow("auditor") << QStringLiteral("auditor") << rights;
        QTest::newRow("operator") << QStringLiteral("operator") << rights;
        QTest::newRow("admin") << QStringLiteral("admin") << rights;
        QTest::newRow("clinician") << QStringLiteral("clinician") << both;
    }

    // Of tasks, which a clinician may list, this core has no stream; of the row it says no itself.
    void followsWhatOneMayListThoughTheRestIsRefused()
    {
        QFETCH(const QString, role);
        QFETCH(const QStringList, heard);
        FakeCore core;
        const auto id = core.addAnalysis(analyses::State::Running);
        CoreClient client(quickOptions(), m_clock, m_random);
        client.setStreams({ QStringLiteral("tasks"), QStringLiteral("analyses"),
            QStringLiteral("deadLetters/1"), QStringLiteral("people.delegations") });
        QStringList seen;
        connect(&client, &CoreClient::changed, this,
            [&seen](const QString& stream, const QList<protocol::Change>&) { seen << stream; });
        QSignalSpy signedIn(&client, &CoreClient::signedIn);
        client.connectTo(
            endpointOf(core, core.token("a", { *people::roleFrom(role.toStdString()) })));
        QTRY_COMPARE(signedIn.size(), 1);
        core.change(id);
        core.gateway->onChanges({ { 2, "people.delegations", "put", id.toString() } });
        QTRY_COMPARE(seen, heard);
    }

    void aGapIsTold()
    {
        FakeCore core;
        const auto id = core.addAnalysis(analyses::State::Running);
        CoreClient client(quickOptions(), m_clock, m_random);
        client.setStreams({ QStringLiteral("analyses") });
        QSignalSpy gaps(&client, &CoreClient::gapFound);
        QSignalSpy signedIn(&client, &CoreClient::signedIn);
        client.connectTo(endpointOf(core, core.token("a", { Role::Clinician })));
        QTRY_COMPARE(signedIn.size(), 1);
        core.stop();
        core.lastChange = 50; // changed while the gateway was down
        core.start();
        QTRY_COMPARE(gaps.size(), 1);
        QCOMPARE(client.lastChange(), quint64(50));
        QSignalSpy changed(&client, &CoreClient::changed);
        core.change(id);
        QTRY_COMPARE(changed.size(), 1);
    }

    void offlineAndLostRequestsAreTold()
    {
        FakeCore core;
        CoreClient client(quickOptions(), m_clock, m_random);
        std::string code;
        const auto note = [&code](const Result<Bytes>& answer) { code = answer.error().code; };
        client.request({ "system.health", "{}" }, this, note);
        QVERIFY(code.empty()); // never from inside the call
        QTRY_COMPARE(code, std::string("client.offline"));
        client.connectTo(endpointOf(core, core.token("a", { Role::Clinician })));
        QTRY_VERIFY(client.isSignedIn());
        client.request({ "system.health", R"({"x":")" + Bytes(70'000, 'x') + R"("})" }, this, note);
        QTRY_COMPARE(code, std::string("client.frame_too_large"));
        core.loop.loseAnswers(true);
        const Bytes retry = R"({"commandId":"01890000-0000-7000-8000-000000000001",)"
                            R"("analysisId":"01890000-0000-7000-8000-000000000002"})";
        client.request({ "analyses.retry", retry }, this, note, std::chrono::milliseconds(30));
        QTRY_COMPARE(code, std::string("client.timeout"));
        client.request({ "analyses.retry", retry }, this, note);
        QTRY_COMPARE(core.loop.received().size(), std::size_t(2));
        core.stop();
        QTRY_COMPARE(code, std::string("client.connection_lost"));
    }

    // A page that asks again in its error path must find a client that is offline already.
    void whoIsToldOfALossMayAskAgainAtOnce()
    {
        FakeCore core;
        CoreClient client(quickOptions(), m_clock, m_random);
        client.connectTo(endpointOf(core, core.token("a", { Role::Clinician })));
        QTRY_VERIFY(client.isSignedIn());
        core.loop.loseAnswers(true);
        std::string second;
        const std::string retry = R"({"commandId":"019cad60-5a88-7abc-8def-0123456789ab",)"
                                  R"("analysisId":"019cad60-5a88-7abc-8def-0123456789ac"})";
        client.request({ "analyses.retry", retry }, this, [&](const Result<Bytes>&) {
            client.request({ "system.health", {} }, this,
                [&second](const Result<Bytes>& answer) { second = answer.error().code; });
        });
        QTRY_COMPARE(core.loop.received().size(), std::size_t(1));
        core.stop();
        QTRY_COMPARE(second, std::string("client.offline"));
    }

    void aWrongTokenEndsTheTrying()
    {
        FakeCore core;
        CoreClient client(quickOptions(), m_clock, m_random);
        client.connectTo(endpointOf(core, "guess"));
        QTRY_VERIFY(client.lastError().has_value());
        QTRY_COMPARE(client.state(), State::Disconnected);
        QCOMPARE(client.lastError()->code, std::string("people.bad_token"));
    }

    void aRevokedTokenEndsTheSession()
    {
        gateway::GatewayLimits limits;
        limits.revalidation = std::chrono::milliseconds(20);
        FakeCore core(limits);
        CoreClient client(quickOptions(), m_clock, m_random);
        client.connectTo(endpointOf(core, core.token("a", { Role::Clinician })));
        QTRY_VERIFY(client.isSignedIn());
        QVERIFY(core.tokens.revoke("a").ok());
        QTRY_COMPARE(client.state(), State::Disconnected);
        QCOMPARE(client.lastError()->code, std::string("session.revoked"));
    }

    void anotherVersionIsAStateOfItsOwn()
    {
        QWebSocketServer newer(QStringLiteral("newer"), QWebSocketServer::NonSecureMode);
        newer.setSupportedSubprotocols({ QStringLiteral("locus.v1") });
        QVERIFY(newer.listen(QHostAddress::LocalHost));
        connect(&newer, &QWebSocketServer::newConnection, this, [&newer] {
            QWebSocket* socket = newer.nextPendingConnection();
            socket->setParent(&newer);
            connect(socket, &QWebSocket::textMessageReceived, socket, [socket] {
                const Error error =
                    refused("session.version_mismatch", "this core speaks version 2.0")
                        .with("allowed", "2.0");
                socket->sendTextMessage(
                    QString::fromStdString(protocol::encodeResponse(std::int64_t(1), error)));
                socket->close(QWebSocketProtocol::CloseCodePolicyViolated);
            });
        });
        CoreClient client(quickOptions(), m_clock, m_random);
        QUrl url(QStringLiteral("ws://127.0.0.1/rpc"));
        url.setPort(newer.serverPort());
        client.connectTo({ url, QStringLiteral("t"), {}, 0 });
        QTRY_COMPARE(client.state(), State::VersionMismatch);
        QCOMPARE(std::string(client.lastError()->fact("allowed")), std::string("2.0"));
    }

    void aSilentCoreIsNoticedAndTheEndpointAskedAnew()
    {
        QTcpServer silent; // accepts and says nothing
        QVERIFY(silent.listen(QHostAddress::LocalHost));
        FakeCore core;
        const std::string token = core.token("a", { Role::Clinician });
        CoreClient client(quickOptions(), m_clock, m_random);
        client.setEndpointSource([&core, token] { return endpointOf(core, token); });
        QUrl url(QStringLiteral("ws://127.0.0.1/rpc"));
        url.setPort(silent.serverPort());
        client.connectTo({ url, QStringLiteral("t"), {}, 0 });
        QTRY_VERIFY(silent.hasPendingConnections());
        const std::unique_ptr<QTcpSocket> socket(silent.nextPendingConnection());
        socket->abort();
        QTRY_VERIFY(client.isSignedIn());
    }
};

LOCUS_TEST(core_client, CoreClientTest)
#include "tst_core_client.moc"
