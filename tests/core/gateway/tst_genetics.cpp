// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/gateway/fake_core.h"
#include "tests/core/gateway/test_socket.h"
#include "tests/support/test_registry.h"

#include "core/protocol/analyses_messages.h"

#include <QTest>

using namespace locus;
using namespace locus::test;
using analyses::AnalysisId;
using analyses::State;
using nlohmann::json;
using people::Role;

namespace {

genetics::AnnotationRow annotatedRow()
{
    genetics::AnnotationRow row;
    row.input = "11:g.5227002T>A";
    row.hgvsg = "11:g.5227002T>A";
    row.source = { "locus-local", "1", "Ensembl 84" };
    genetics::TranscriptAnnotation transcript;
    transcript.transcriptId = "NM_000518.5";
    transcript.geneSymbol = "HBB";
    transcript.impact = "MODERATE";
    transcript.consequenceTerms = { "missense_variant" };
    genetics::Annotation annotation;
    annotation.mostSevere = "missense_variant";
    annotation.transcripts.push_back(transcript);
    row.annotation = annotation;
    return row;
}

} // namespace

class GeneticsTest : public QObject
{
    Q_OBJECT

    static QByteArray bearer(FakeCore& core, const std::string& name, Role role)
    {
        return "Bearer " + QByteArray::fromStdString(core.token(name, { role }));
    }
    static bool openWith(TestSocket& client, const FakeCore& core, const QByteArray& authorization,
        const QString& subProtocol = {})
    {
        return client.open(core.url(QStringLiteral("/genetics")), subProtocol, {}, authorization);
    }
    static void finish(FakeCore& core, const AnalysisId& id, State state)
    {
        core.store->rows[id] = { annotatedRow() };
        core.setState(id, state);
        core.change(id);
    }
    static AnalysisId idOf(const json& queued)
    {
        return *AnalysisId::parse(queued["analysisId"].get<std::string>());
    }

private Q_SLOTS:
    void aSequenceIsQueuedRunsAndComesBack()
    {
        FakeCore core;
        TestSocket client;
        QVERIFY(openWith(client, core, bearer(core, "a.osei", Role::Clinician)));
        const json connected = client.frame(0);
        QCOMPARE(connected["type"], "connected");
        client.send(QStringLiteral("ATCGATCG"));
        const json queued = client.frame(1);
        QCOMPARE(queued["type"], "queued");
        QCOMPARE(queued["topic"], "genetic-data-raw");
        QCOMPARE(queued["position"], 3);
        const auto& command = core.loop.received().at(0);
        QCOMPARE(command.actor, std::string("a.osei"));
        const auto message = protocol::AnalysesSubmit::fromJson(command.body);
        QVERIFY(message.ok());
        QCOMPARE(message->text, std::string("ATCGATCG"));
        QCOMPARE(message->sessionId, connected["sessionId"].get<std::string>());
        const AnalysisId id = idOf(queued);
        core.setState(id, State::Running);
        core.change(id);
        QTRY_VERIFY(client.texts.back().contains(QStringLiteral("\"stage\":\"running\"")));
        const qsizetype before = client.texts.size();
        finish(core, id, State::Completed);
        const json result = client.frame(static_cast<int>(before));
        QCOMPARE(result["type"], "result");
        QCOMPARE(result["status"], "complete");
        QCOMPARE(result["part"], 1);
        QCOMPARE(result["parts"], 1);
        QCOMPARE(result["rows"][0]["annotation"]["mostSevere"], "missense_variant");
        QVERIFY(result.contains("counts") && result.contains("engines"));
    }

    void jsonIsReadStrictly_data()
    {
        QTest::addColumn<QString>("frame");
        QTest::addColumn<QString>("code");
        QTest::newRow("mode") << QStringLiteral("{\"sequence\":\"ACGT\",\"mode\":\"turbo\"}")
                              << QStringLiteral("genetics.unknown_mode");
        QTest::newRow("two inputs") << QStringLiteral("{\"sequence\":\"ACGT\",\"text\":\"rs699\"}")
                                    << QStringLiteral("genetics.one_input");
        QTest::newRow("nothing") << QStringLiteral("{}") << QStringLiteral("genetics.one_input");
        QTest::newRow("unknown member") << QStringLiteral("{\"sequence\":\"ACGT\",\"prio\":1}")
                                        << QStringLiteral("params.unknown");
        QTest::newRow("priority") << QStringLiteral("{\"sequence\":\"ACGT\",\"priority\":10}")
                                  << QStringLiteral("params.range");
        QTest::newRow("not json") << QStringLiteral("{\"sequence\":")
                                  << QStringLiteral("json.malformed");
        QTest::newRow("deep") << QStringLiteral("{\"a\":") + QString(50'000, QLatin1Char('['))
                              << QStringLiteral("json.too_deep");
        QTest::newRow("blank") << QStringLiteral("  \n") << QStringLiteral("genetics.empty");
    }
    void jsonIsReadStrictly()
    {
        QFETCH(QString, frame);
        QFETCH(QString, code);
        FakeCore core;
        TestSocket client;
        QVERIFY(openWith(client, core, bearer(core, "a", Role::Clinician)));
        QVERIFY(!client.frame(0).is_null());
        client.send(frame);
        const json error = client.frame(1);
        QCOMPARE(error["type"], "error");
        QCOMPARE(error["code"], code.toStdString());
        QVERIFY(core.loop.received().empty());
        client.send(QStringLiteral("{\"variants\":[\"rs699\",\"rs7412\"],\"mode\":\"bigdata\","
                                   "\"priority\":9,\"requestId\":\"q1\"}"));
        QCOMPARE(client.frame(2)["requestId"], "q1");
        const auto message = protocol::AnalysesSubmit::fromJson(core.loop.received().at(0).body);
        QCOMPARE(message->text, std::string("rs699\nrs7412"));
        QVERIFY(message->mode == analyses::Mode::BigData);
        QCOMPARE(message->priority, 9);
    }

    void aResultMissedIsDeliveredOnReturn()
    {
        FakeCore core;
        const QByteArray authorization = bearer(core, "a", Role::Clinician);
        std::string sessionId;
        AnalysisId id;
        {
            TestSocket client;
            QVERIFY(openWith(client, core, authorization));
            sessionId = client.frame(0)["sessionId"].get<std::string>();
            client.send(QStringLiteral("ACGT"));
            id = idOf(client.frame(1));
        }
        QTRY_COMPARE(core.gateway->connections(), 0);
        finish(core, id, State::Completed);
        TestSocket again;
        QVERIFY(openWith(again, core, authorization));
        QVERIFY(!again.frame(0).is_null());
        again.send(QString::fromStdString(json { { "sessionId", sessionId } }.dump()));
        QCOMPARE(again.frame(1)["sessionId"], sessionId);
        QCOMPARE(again.frame(2)["type"], "result");
        QCOMPARE(again.frame(2)["analysisId"], id.toString());
        core.change(id); // told once
        again.send(QStringLiteral("{\"sequence\":\"ACGT\",\"requestId\":\"next\"}"));
        QCOMPARE(again.frame(3)["type"], "queued");
    }

    void aResultMissedOverARestartIsDeliveredToo()
    {
        FakeCore core;
        const QByteArray authorization = bearer(core, "a", Role::Clinician);
        std::string sessionId;
        AnalysisId id;
        {
            TestSocket client;
            QVERIFY(openWith(client, core, authorization));
            sessionId = client.frame(0)["sessionId"].get<std::string>();
            client.send(QStringLiteral("ACGT"));
            id = idOf(client.frame(1));
        }
        core.stop();
        core.store->rows[id] = { annotatedRow() };
        core.setState(id, State::Completed);
        core.start();
        TestSocket again;
        QVERIFY(openWith(again, core, authorization));
        QVERIFY(!again.frame(0).is_null());
        again.send(QString::fromStdString(json { { "sessionId", sessionId } }.dump()));
        QCOMPARE(again.frame(2)["type"], "result");
    }

    void anotherUserDoesNotGetThem()
    {
        FakeCore core;
        TestSocket owner;
        QVERIFY(openWith(owner, core, bearer(core, "a", Role::Clinician)));
        const std::string sessionId = owner.frame(0)["sessionId"].get<std::string>();
        owner.send(QStringLiteral("ACGT"));
        const AnalysisId id = idOf(owner.frame(1));
        TestSocket thief;
        QVERIFY(openWith(thief, core, bearer(core, "b", Role::Clinician)));
        QVERIFY(!thief.frame(0).is_null());
        thief.send(QString::fromStdString(json { { "sessionId", sessionId } }.dump()));
        QCOMPARE(thief.frame(1)["type"], "connected");
        finish(core, id, State::Completed);
        QTRY_VERIFY(owner.texts.back().contains(QStringLiteral("\"result\"")));
        QCOMPARE(thief.texts.size(), 2);
    }

    void aFailureIsAnError()
    {
        FakeCore core;
        TestSocket client;
        QVERIFY(openWith(client, core, bearer(core, "a", Role::Clinician)));
        QVERIFY(!client.frame(0).is_null());
        client.send(QStringLiteral("ACGT"));
        const AnalysisId id = idOf(client.frame(1));
        core.store->details[id].summary.failureCode = "service_down";
        core.store->details[id].summary.failureReason = "the service is away";
        core.setState(id, State::Failed);
        core.change(id);
        QTRY_VERIFY(client.texts.back().contains(QStringLiteral("\"error\"")));
        const json error = json::parse(client.texts.back().toStdString());
        QCOMPARE(error["code"], "service_down");
        QCOMPARE(error["analysisId"], id.toString());
    }

    void largeResultsComeInParts()
    {
        FakeCore core;
        TestSocket client;
        client.socket.setMaxAllowedIncomingMessageSize(600 * 1024);
        QVERIFY(openWith(client, core, bearer(core, "a", Role::Clinician)));
        QVERIFY(!client.frame(0).is_null());
        client.send(QStringLiteral("ACGT"));
        const AnalysisId id = idOf(client.frame(1));
        genetics::AnnotationRow row = annotatedRow();
        row.input = std::string(1000, 'A');
        core.store->rows[id].assign(1200, row);
        core.setState(id, State::Partial);
        core.change(id);
        QTRY_VERIFY(client.texts.back().contains(QStringLiteral("\"counts\"")));
        std::size_t rows = 0;
        int parts = 0;
        for (const QString& text : std::as_const(client.texts)) {
            const json frame = json::parse(text.toStdString());
            if (frame["type"] == "result") {
                QCOMPARE(frame["part"], ++parts);
                rows += frame["rows"].size();
                QVERIFY(text.size() <= 512 * 1024);
            }
        }
        QCOMPARE(rows, std::size_t(1200));
        QVERIFY(parts > 2);
    }

    void signingInByFirstFrameOrNotAtAll()
    {
        gateway::GatewayLimits limits;
        limits.signInDeadline = std::chrono::milliseconds(40);
        FakeCore core(limits);
        TestSocket byToken;
        QVERIFY(openWith(byToken, core, {}));
        byToken.send(QString::fromStdString(
            json { { "token", core.token("a", { Role::Clinician }) } }.dump()));
        QCOMPARE(byToken.frame(0)["type"], "connected");

        TestSocket stranger;
        QVERIFY(openWith(stranger, core, {}));
        stranger.send(QStringLiteral("ACGT"));
        QVERIFY(stranger.waitForClose());
        QCOMPARE(stranger.frame(0)["code"], "session.not_signed_in");
        QCOMPARE(int(stranger.socket.closeCode()), 4401);

        TestSocket silent;
        QVERIFY(openWith(silent, core, {}));
        QVERIFY(silent.waitForClose());
        QCOMPARE(int(silent.socket.closeCode()), 4401);

        TestSocket wrongRole;
        QVERIFY(openWith(wrongRole, core, bearer(core, "op", Role::Operator)));
        QVERIFY(wrongRole.waitForClose());
        QCOMPARE(wrongRole.frame(0)["code"], "people.not_permitted");
        QVERIFY(core.loop.received().empty());
    }

    void anonymousOnlyWhereConfigured()
    {
        FakeCore core({}, true);
        TestSocket client;
        QVERIFY(openWith(client, core, {}));
        QCOMPARE(client.frame(0)["type"], "connected");
        client.send(QStringLiteral("{\"sessionId\":\"short\"}"));
        QCOMPARE(client.frame(1)["code"], "genetics.session_guessable");
        client.send(QStringLiteral("ACGT"));
        QCOMPARE(client.frame(2)["type"], "queued");
        QCOMPARE(core.loop.received().at(0).actor, std::string("anonymous"));
        for (int i = 0; i < 98; ++i) {
            client.send(QStringLiteral("ACGT"));
        }
        client.send(QStringLiteral("ACGT"));
        QTRY_COMPARE(client.texts.filter(QStringLiteral("gateway.rate")).size(), 1);
        QTRY_COMPARE(core.loop.received().size(), std::size_t(99)); // a refusal may come first
    }

    void legacyClientsGetTheirText()
    {
        gateway::GatewayLimits limits;
        limits.legacyProgress = std::chrono::milliseconds(20);
        FakeCore core(limits);
        TestSocket client;
        QVERIFY(openWith(
            client, core, bearer(core, "a", Role::Clinician), QStringLiteral("genetics-v1")));
        QTRY_COMPARE(client.texts.size(), 1);
        QVERIFY(client.texts[0].contains(
            QStringLiteral("Connected to Healthcare ML Service with OpenShift AI Integration")));
        client.send(QStringLiteral(
            "{\"sequence\":\"ACGTACGT\",\"mode\":\"kafka-lag\",\"timestamp\":1,\"size\":8}"));
        QTRY_VERIFY(client.texts.size() >= 4);
        QVERIFY(client.texts[1].contains(QStringLiteral("queued for")));
        QVERIFY(client.texts[1].contains(QStringLiteral("\u2192 genetic-data-raw")));
        QVERIFY(client.texts[1].contains(QStringLiteral("(8 chars)")));
        QVERIFY(client.texts[3].contains(QStringLiteral("development phase")));
        QTRY_VERIFY(client.texts.size() >= 5);
        QVERIFY(client.texts[4].startsWith(QLatin1Char('[')));
        core.clock.advance(std::chrono::seconds(901));
        QTRY_VERIFY(client.texts.back().contains(QStringLiteral("timeout")));
        const AnalysisId id(deriveUuid(core.loop.received().at(0).id, "analysis"));
        finish(core, id, State::Completed);
        QTRY_VERIFY(
            client.texts.back().startsWith(QStringLiteral("**Genetic Analysis Complete**")));
        QVERIFY(client.texts.back().contains(QStringLiteral("Gene: HBB")));
        QVERIFY(client.texts.back().contains(QStringLiteral("SIFT: not given")));
        client.send(QStringLiteral("{\"mode\":\"normal\"}"));
        QTRY_VERIFY(client.texts.back().contains(QStringLiteral("Error processing message: ")));
    }
};

LOCUS_TEST(genetics, GeneticsTest)
#include "tst_genetics.moc"
