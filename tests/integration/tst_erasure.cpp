// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
// Fifty people are erased by two coordinators while a real core runs: nothing of them is anywhere,
// and kill -9 in the middle leaves it done once or still waiting.
#include "core/bus/embedded/embedded_bus.h"
#include "tests/integration/account_desk.h"
#include "tests/integration/canary_people.h"
#include "tests/integration/dead_letter_desk.h"
#include "tests/integration/sealed_files.h"
#include "tests/support/test_registry.h"

#include <QTemporaryDir>

using namespace locus;
using namespace locus::test;
using nlohmann::json;

namespace {

const char* const topic = "genetic-data-raw";

std::vector<std::string> markers()
{
    std::vector<std::string> out;
    for (const Canary& one : canaries()) {
        out.insert(out.end(), { one.family, one.identifier, one.birthDate });
    }
    return out;
}

// Where the refusal says that the command waits.
std::string approvalOf(const json& waits)
{
    for (const json& fact : waits["error"]["data"]["context"]) {
        if (fact["name"] == "approvalId") {
            return fact["value"].get<std::string>();
        }
    }
    return {};
}

QString pathText(const std::filesystem::path& path)
{
    return QString::fromStdString(path.string());
}

} // namespace

class ErasureTest : public QObject, AccountDesk
{
    Q_OBJECT

    std::vector<std::string> m_patients; // ids

    void makePeople(const CoreProcess& core)
    {
        makeAccounts(core,
            { { "f.irst", "coordinator" }, { "s.cond", "coordinator" }, { "c.lin", "clinician" },
                { "o.pera", "operator" } });
    }
    // As in a hospital: by id, and by the number that other systems know.
    void plant(const CoreProcess& core, std::size_t count)
    {
        TestSocket clinician;
        enter(clinician, core, "c.lin");
        m_patients.clear();
        for (const Canary& one : canaries()) {
            if (m_patients.size() == count) {
                return;
            }
            const json patient { { "resourceType", "Patient" },
                { "name", { { { "family", one.family }, { "given", { "Ada" } } } } },
                { "identifier", { { { "system", "urn:mrn" }, { "value", one.identifier } } } },
                { "birthDate", one.birthDate } };
            const json entered = clinician.call(
                "patients.register", { { "commandId", id() }, { "patient", patient } });
            QCOMPARE(reasonOf(entered), std::string("ok"));
            m_patients.push_back(entered["result"]["patientId"].get<std::string>());
            for (const std::string& reference : { one.identifier, m_patients.back() }) {
                QCOMPARE(reasonOf(clinician.call("analyses.submit",
                             { { "commandId", id() }, { "text", "ACGTACGTACGTACGTACGT" },
                                 { "patientRef", reference },
                                 { "label", one.family + ", " + one.birthDate } })),
                    std::string("ok"));
            }
        }
    }
    // What other programs left broken, before the core that reads it runs.
    static Status plantBrokenRecords(const CoreProcess& core)
    {
        Keys keys;
        LOCUS_TRY(keys.open(core.dataDir(), core.masterKeyFile(), sealing::Want::Seal));
        LOCUS_TRY_VALUE(log,
            bus::EmbeddedBus::open(
                { core.dataDir() / "bus.sqlite" }, keys.clock, keys.random, *keys.folder.codec));
        std::vector<bus::OutRecord> records;
        for (const Canary& one : canaries()) {
            bus::OutRecord record;
            record.topic = topic;
            record.key = one.identifier;
            record.value = "{\"specversion\":\"1.0\",\"patient\":\"" + one.family + "\" broken";
            record.headers = { { "content-type", Bytes("application/cloudevents+json") },
                { "patient", one.family }, { "ce_subject", one.identifier },
                { "kafka_dlt-exception-message", "cannot read " + one.birthDate } };
            records.push_back(std::move(record));
        }
        return publishAll(*log, records) ? Status()
                                         : Status(fatal("test.not_published", "the log is closed"));
    }
    // Asked by one, approved by the other; how it ended.
    std::string erase(TestSocket& first, TestSocket& second, const std::string& patient)
    {
        const json waits = first.call("patients.erase",
            { { "commandId", id() }, { "patientId", patient }, { "reason", "asked for erasure" } });
        if (reasonOf(waits) != "people.needs_approval") {
            return "not held back: " + waits.dump();
        }
        const json done = second.call("people.approvals.approve",
            { { "commandId", id() }, { "approvalId", approvalOf(waits) } });
        return reasonOf(done) == "ok"
            ? done["result"].value("state", "") + done["result"].value("message", "")
            : reasonOf(done);
    }
    static int lettersOf(const CoreProcess& core)
    {
        const Finished listed = runProgram(QStringLiteral("locusctl"),
            { QStringLiteral("dead-letters"), QStringLiteral("list"), QStringLiteral("--json"),
                QStringLiteral("--limit"), QStringLiteral("500"), QStringLiteral("--data-dir"),
                pathText(core.dataDir()) });
        return static_cast<int>(listed.out.count('\n'));
    }
    static QByteArray ctl(const CoreProcess& core, QStringList words)
    {
        words += { QStringLiteral("--data-dir"), pathText(core.dataDir()) };
        const Finished done = runProgram(QStringLiteral("locusctl"), words);
        return done.exitCode == 0 ? done.out : "failed: " + done.err;
    }

private Q_SLOTS:
    void peopleErasedByTheRunningCoreAreNowhere()
    {
        const QTemporaryDir folder;
        const std::filesystem::path outside(folder.path().toStdString());
        const std::vector<std::string> all = markers();
        CoreProcess core;
        core.setEnvironment(QStringLiteral("LOCUS_LOG_FILE"), pathText(outside / "core.log"));
        core.setEnvironment(QStringLiteral("LOCUS_LOG_LEVEL"), QStringLiteral("debug"));
        QVERIFY(core.start().ok());
        makePeople(core);
        plant(core, people50);
        QVERIFY(core.stop().ok());
        const Status planted = plantBrokenRecords(core);
        QVERIFY2(planted.ok(), planted.ok() ? "" : planted.error().message.c_str());
        QVERIFY(core.start().ok());
        QTRY_COMPARE_WITH_TIMEOUT(lettersOf(core), people50, 60'000);
        QVERIFY(ctl(core,
            { QStringLiteral("backup"), QStringLiteral("create"), pathText(outside / "saved") })
                    .startsWith("saved"));

        TestSocket first;
        TestSocket second;
        enter(first, core, "f.irst");
        enter(second, core, "s.cond");
        QVERIFY(
            reasonOf(first.call("changes.subscribe", { { "streams", { "patients" } } })) == "ok");
        for (const std::string& patient : m_patients) {
            QCOMPARE(erase(first, second, patient), std::string("carriedOut"));
        }
        const json approvals =
            second.call("people.approvals.list", { { "openOnly", false }, { "limit", 100 } });
        QCOMPARE(approvals["result"]["items"][0].value("effect", ""),
            std::string("a person is erased for good: 1 record, 2 analyses, 1 dead letter"));
        QTRY_VERIFY_WITH_TIMEOUT(first.notifications("change").size() >= people50, 30'000);

        // Nobody finds them, and everybody sees that they were erased.
        for (const Canary& one : canaries()) {
            QCOMPARE(first.call("patients.search", { { "text", one.family } })["result"]["total"],
                json(0));
        }
        QCOMPARE(reasonOf(first.call("patients.get", { { "patientId", m_patients.front() } })),
            std::string("patients.erased"));
        const json line = first.call("patients.timeline", { { "patientId", m_patients.front() } });
        QVERIFY(line["result"]["items"].dump().find("Patient.Anonymized") != std::string::npos);
        const QByteArray bundle =
            ctl(core, { QStringLiteral("diagnostics"), QStringLiteral("--preview") });
        QVERIFY(bundle.contains("\"health\"") && !tells(bundle.toStdString(), all));
        QVERIFY2(
            bundle.contains("\"erasuresWaiting\": 0") || bundle.contains("\"erasuresWaiting\":0"),
            bundle.left(4000).constData());

        // While it runs, killed, and at rest; in files, log and backup.
        QCOMPARE(inTheClear(core.dataDir(), all), QStringList());
        core.killHard();
        QCOMPARE(inTheClear(core.dataDir(), all), QStringList());
        QVERIFY(core.start().ok());
        QVERIFY(core.stop().ok());
        QCOMPARE(inTheClear(core.dataDir(), all), QStringList());
        QCOMPARE(inTheClear(outside, all), QStringList());
        const auto left = countOpened(core.dataDir(), core.masterKeyFile(), all);
        QVERIFY2(left.ok(), left.ok() ? "" : left.error().message.c_str());
        QCOMPARE(*left, 0);

        // A backup of before has them, sealed; put back, they are erased again.
        QCOMPARE(runProgram(QStringLiteral("locusctl"),
                     { QStringLiteral("backup"), QStringLiteral("restore"),
                         pathText(outside / "saved"), QStringLiteral("--data-dir"),
                         pathText(core.dataDir()), QStringLiteral("--master-key"),
                         pathText(core.masterKeyFile()), QStringLiteral("--replace") })
                     .exitCode,
            0);
        QVERIFY2(core.start().ok(), core.errorOutput().constData());
        QVERIFY(core.stop().ok());
        QCOMPARE(*countOpened(core.dataDir(), core.masterKeyFile(), all), 0);
        QVERIFY(ctl(core, { QStringLiteral("verify-audit") }).contains("whole"));
    }

    void kill9LeavesItDoneOnceOrWaiting_data()
    {
        QTest::addColumn<QString>("point");
        QTest::addColumn<bool>("isDone");
        QTest::newRow("in the approval") << QStringLiteral("in_approval:1") << false;
        QTest::newRow("before the keys") << QStringLiteral("erasure_listed:1") << true;
        QTest::newRow("in the keys") << QStringLiteral("key_overwritten:1") << true;
        QTest::newRow("behind the keys") << QStringLiteral("keys_forgotten:1") << true;
    }
    void kill9LeavesItDoneOnceOrWaiting()
    {
        QFETCH(const QString, point);
        QFETCH(const bool, isDone);
        CoreProcess core;
        core.setEnvironment(QStringLiteral("LOCUS_KILL_POINT"), point);
        QVERIFY(core.start().ok());
        makePeople(core);
        plant(core, 2);
        {
            TestSocket first;
            TestSocket second;
            enter(first, core, "f.irst");
            enter(second, core, "s.cond");
            const json waits = first.call("patients.erase",
                { { "commandId", id() }, { "patientId", m_patients[0] }, { "reason", "asked" } });
            QCOMPARE(reasonOf(waits), std::string("people.needs_approval"));
            second.send(QString::fromStdString(
                json { { "jsonrpc", "2.0" }, { "id", 77 }, { "method", "people.approvals.approve" },
                    { "params", { { "commandId", id() }, { "approvalId", approvalOf(waits) } } } }
                    .dump()));
            QVERIFY2(second.waitForClose(), qPrintable(second.texts.join(u'\n')));
        }
        core.setEnvironment(QStringLiteral("LOCUS_KILL_POINT"), {});
        QVERIFY2(core.start().ok(), core.errorOutput().constData());

        TestSocket first;
        TestSocket second;
        enter(first, core, "f.irst");
        enter(second, core, "s.cond");
        const json list =
            second.call("people.approvals.list", { { "openOnly", false }, { "limit", 10 } });
        const json asked = list["result"]["items"][0];
        QCOMPARE(asked.value("state", ""), std::string(isDone ? "carriedOut" : "waiting"));
        const auto get = [&](std::size_t one) {
            return reasonOf(first.call("patients.get", { { "patientId", m_patients[one] } }));
        };
        QCOMPARE(get(0), std::string(isDone ? "patients.erased" : "ok"));
        const json again = second.call("people.approvals.approve",
            { { "commandId", id() }, { "approvalId", asked["approvalId"] } });
        QCOMPARE(reasonOf(again), std::string(isDone ? "people.approval_over" : "ok"));
        QCOMPARE(get(0), std::string("patients.erased"));
        QCOMPARE(get(1), std::string("ok"));
        QVERIFY(core.stop().ok());

        const Canary gone = canaries()[0];
        QCOMPARE(*countOpened(core.dataDir(), core.masterKeyFile(),
                     { gone.family, gone.identifier, gone.birthDate }),
            0);
        const Canary stays = canaries()[1];
        QVERIFY(*countOpened(core.dataDir(), core.masterKeyFile(), { stays.family }) > 0);
        QVERIFY(core.start().ok());
        const QByteArray trail = ctl(core,
            { QStringLiteral("audit"), QStringLiteral("list"), QStringLiteral("--action"),
                QStringLiteral("patients.erase"), QStringLiteral("--outcome"),
                QStringLiteral("ok") });
        QCOMPARE(trail.count('\n'), 1); // carried out once
        QVERIFY(ctl(core, { QStringLiteral("verify-audit") }).contains("whole"));
    }
};

LOCUS_TEST(erasure, ErasureTest)
#include "tst_erasure.moc"
