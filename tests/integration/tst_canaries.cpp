// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
// Fifty people who do not exist, everywhere a real core has patients' data; whoever runs the
// machines finds none of them, in nothing that the core gives, writes or leaves.
#include "core/base/clock.h"
#include "core/base/file.h"
#include "core/base/payload_codec.h"
#include "core/base/random_source.h"
#include "core/base/uuid.h"
#include "core/bus/embedded/embedded_bus.h"
#include "core/people/token_store.h"
#include "tests/core/gateway/test_socket.h"
#include "tests/integration/canary_people.h"
#include "tests/integration/dead_letter_desk.h"
#include "tests/support/test_registry.h"

#include <QFile>
#include <QNetworkAccessManager>
#include <QNetworkReply>
#include <QTest>

#include <filesystem>

using namespace locus;
using namespace locus::test;
using nlohmann::json;
using people::Role;

namespace {

const char* const topic = "genetic-data-raw";

QByteArray fileOf(const std::filesystem::path& file)
{
    QFile in(QString::fromStdString(file.string()));
    return in.open(QIODevice::ReadOnly) ? in.readAll() : QByteArray();
}

bool refused(const json& answer)
{
    return answer.contains("error");
}

} // namespace

class CanariesTest : public QObject
{
    Q_OBJECT

    DeadLetterDesk m_desk;
    SystemClock m_clock;
    SystemRandom m_random;
    UuidSource m_ids { m_clock, m_random };
    std::string m_operator;
    std::string m_admin;
    std::string m_clinician;

    [[nodiscard]] std::filesystem::path folder() const { return m_desk.core.dataDir(); }
    [[nodiscard]] std::filesystem::path logFile() const
    {
        return folder().parent_path() / "core.log";
    }
    [[nodiscard]] QString url() const { return m_desk.core.endpoint(QStringLiteral("rpc")); }

    void plantPeople()
    {
        TestSocket clinician;
        QVERIFY(clinician.openSession(url(), m_clinician));
        for (const Canary& one : canaries()) {
            const json patient { { "resourceType", "Patient" },
                { "name", { { { "family", one.family }, { "given", { "Ada" } } } } },
                { "identifier", { { { "system", "urn:mrn" }, { "value", one.identifier } } } },
                { "birthDate", one.birthDate } };
            const json answer = clinician.call("patients.register",
                { { "commandId", m_ids.next().toString() }, { "patient", patient } });
            QVERIFY2(!refused(answer), answer.dump().c_str());
            const json sent = clinician.call("analyses.submit",
                { { "commandId", m_ids.next().toString() }, { "text", "ACGTACGTACGTACGTACGT" },
                    { "patientRef", one.identifier },
                    { "label", one.family + ", " + one.birthDate } });
            QVERIFY2(!refused(sent), sent.dump().c_str());
        }
    }
    // As other programs' broken events name them: in value, key, headers and what they say failed.
    void plantBrokenRecords()
    {
        QVERIFY(m_desk.core.stop().ok());
        {
            PlainCodec codec;
            auto log =
                bus::EmbeddedBus::open({ folder() / "bus.sqlite" }, m_clock, m_random, codec);
            QVERIFY(log.ok());
            std::vector<bus::OutRecord> records;
            for (const Canary& one : canaries()) {
                bus::OutRecord record;
                record.topic = topic;
                record.key = one.identifier;
                record.value = "{\"specversion\":\"1.0\",\"patient\":\"" + one.family
                    + "\",\"born\":\"" + one.birthDate + "\" broken";
                record.headers = { { "content-type", Bytes("application/cloudevents+json") },
                    { "patient", one.family }, { "ce_subject", one.identifier },
                    { "kafka_dlt-exception-message", "cannot read " + one.family },
                    { "kafka_dlt-exception-stacktrace", "at " + one.birthDate } };
                records.push_back(std::move(record));
            }
            QVERIFY(publishAll(**log, records));
        }
        QVERIFY(m_desk.core.start().ok());
    }
    QByteArray httpGet(const QString& path) const
    {
        QNetworkAccessManager network;
        QNetworkReply* const reply =
            network.get(QNetworkRequest(QUrl(m_desk.core.endpoint(QStringLiteral("http")) + path)));
        const bool done = QTest::qWaitFor([reply] { return reply->isFinished(); }, 30'000);
        return done ? reply->readAll() : QByteArray();
    }

private Q_SLOTS:
    void initTestCase()
    {
        std::filesystem::create_directories(folder());
        auto tokens = people::TokenStore::open(folder() / "service-tokens.json", m_clock);
        QVERIFY(tokens.ok());
        m_operator = *tokens->issue("runs-it", { Role::Operator });
        m_admin = *tokens->issue("administers", { Role::Admin });
        m_clinician = *tokens->issue("treats", { Role::Clinician });
        m_desk.core.setEnvironment(
            QStringLiteral("LOCUS_LOG_FILE"), QString::fromStdString(logFile().string()));
        m_desk.core.setEnvironment(QStringLiteral("LOCUS_LOG_LEVEL"), QStringLiteral("debug"));
        QVERIFY(m_desk.core.start().ok());
        plantPeople();
        plantBrokenRecords();
        QTRY_COMPARE_WITH_TIMEOUT(m_desk.count("open"), people50, 30'000);
    }

    void whoTreatsFindsThem()
    {
        TestSocket clinician;
        QVERIFY(clinician.openSession(url(), m_clinician));
        for (const Canary& one : canaries()) {
            const json answer = clinician.call("patients.search", { { "text", one.family } });
            QVERIFY2(found(QByteArray::fromStdString(answer.dump())) == one.family,
                answer.dump().c_str());
            QVERIFY(answer.dump().find(one.birthDate) != std::string::npos);
        }
        const json page = clinician.call("analyses.list", { { "limit", 500 } });
        QVERIFY(page.dump().find(canaries().back().family) != std::string::npos);
    }

    void whoRunsTheMachinesIsToldOfNobody()
    {
        TestSocket client;
        QVERIFY(client.openSession(url(), m_operator));
        QVERIFY(!refused(client.call("changes.subscribe", { { "streams", { "deadLetters" } } })));
        const json page = client.call("deadLetters.list", { { "limit", 500 } })["result"];
        QCOMPARE(page["items"].size(), static_cast<std::size_t>(people50));
        for (const json& letter : page["items"]) {
            const json shown = client.call("deadLetters.get", { { "deadLetterId", letter["id"] } });
            QVERIFY(shown.contains("result"));
            QCOMPARE(shown["result"]["headers"].size(), 5U);
        }
        const json first = page["items"][0]["id"];
        for (const char* method : { "deadLetters.stats", "deadLetters.runs", "system.health",
                 "system.metrics", "system.config" }) {
            QVERIFY2(!refused(client.call(method, json::object())), method);
        }
        // It fails again, and its change is told.
        client.call("deadLetters.redrive",
            { { "commandId", m_ids.next().toString() }, { "deadLetterId", first } });
        QTRY_VERIFY_WITH_TIMEOUT(!client.notifications("change").empty(), 30'000);
        for (const char* method :
            { "analyses.list", "patients.search", "audit.list", "audit.export" }) {
            QVERIFY2(refused(client.call(method, json::object())), method);
        }
        QVERIFY(refused(client.call("patients.get", { { "patientId", "x" } })));
        QVERIFY(refused(client.call("deadLetters.reveal",
            { { "commandId", m_ids.next().toString() }, { "deadLetterId", first },
                { "reason", "curious" } })));
        QVERIFY(refused(client.call("changes.subscribe", { { "streams", { "analyses" } } })));
        QVERIFY(client.texts.size() > people50);
        QCOMPARE(found(client.texts.join(QLatin1Char('\n')).toUtf8()), std::string());
    }

    void whoAdministersReadsATrailOfNobody()
    {
        TestSocket client;
        QVERIFY(client.openSession(url(), m_admin));
        const json trail = client.call("audit.list", { { "limit", 500 } });
        QVERIFY2(trail["result"]["items"].size() > people50, trail.dump().c_str());
        QVERIFY(!trail["result"]["masked"].empty());
        QVERIFY(refused(client.call("audit.export", { { "format", "fhirR4" } })));
        QCOMPARE(found(client.texts.join(QLatin1Char('\n')).toUtf8()), std::string());
    }

    void clearValuesFindNothing()
    {
        TestSocket client;
        QVERIFY(client.openSession(url(), m_operator));
        for (const Canary& one : canaries()) {
            for (const std::string& value : { one.family, one.identifier, one.birthDate }) {
                for (const char* field : { "topic", "handler", "errorCode", "cause" }) {
                    const json page =
                        client.call("deadLetters.list", { { "filter", { { field, value } } } });
                    QVERIFY2(page["result"]["items"].empty(), page.dump().c_str());
                }
            }
        }
    }

    void whatLeavesTheMachineNamesNobody()
    {
        const QString data = QString::fromStdString(folder().string());
        const Finished preview = runProgram(QStringLiteral("locusctl"),
            { QStringLiteral("diagnostics"), QStringLiteral("--preview"),
                QStringLiteral("--data-dir"), data });
        QVERIFY2(preview.exitCode == 0, preview.err.constData());
        const json bundle = json::parse(preview.out.toStdString());
        for (const char* part : { "health", "metrics", "configuration", "log", "files", "stops" }) {
            QVERIFY2(bundle.contains(part), part);
        }
        QVERIFY(bundle["manifest"]["skipped"].size() >= 7U);
        QCOMPARE(found(preview.out), std::string());
        QVERIFY(!preview.out.contains(m_desk.core.token().toUtf8()));

        const QString file = data + QStringLiteral("/../bundle.json");
        const Finished written = runProgram(QStringLiteral("locusctl"),
            { QStringLiteral("diagnostics"), QStringLiteral("--output"), file,
                QStringLiteral("--data-dir"), data });
        QVERIFY2(written.exitCode == 0, written.err.constData());
        QCOMPARE(found(fileOf(file.toStdString())), std::string());
        for (const char* path : { "/metrics", "/health/live", "/health/ready" }) {
            const QByteArray text = httpGet(QString::fromLatin1(path));
            QVERIFY2(!text.isEmpty(), path);
            QCOMPARE(found(text), std::string());
        }
    }

    void logsAndWhatACrashLeavesNameNobody()
    {
        m_desk.core.killHard();
        QVERIFY(m_desk.core.start().ok());
        QVERIFY(m_desk.core.stop().ok());
        const QByteArray log = fileOf(logFile());
        QVERIFY(log.contains("pipeline.parked"));
        QCOMPARE(found(log), std::string());
        QCOMPARE(found(m_desk.core.errorOutput()), std::string());
        for (const char* name :
            { "stops.log", "endpoint.json", "locusd.lock", "service-tokens.json" }) {
            QCOMPARE(found(fileOf(folder() / name)), std::string());
        }
    }
};

LOCUS_TEST(canaries, CanariesTest)
#include "tst_canaries.moc"
