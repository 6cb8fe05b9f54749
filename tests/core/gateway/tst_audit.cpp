// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
// What the gateway writes into the audit trail, and how the trail is read over a real socket.
#include "core/base/clock.h"
#include "core/base/payload_codec.h"
#include "core/gateway/audit_notes.h"
#include "core/store/store.h"
#include "core/store/store_audit_reader.h"
#include "core/store/unit_of_work.h"
#include "tests/core/gateway/fake_core.h"
#include "tests/core/gateway/test_socket.h"
#include "tests/support/test_registry.h"

#include <QTest>

using namespace locus;
using namespace locus::test;
using nlohmann::json;
using people::AuditKind;
using people::Role;

namespace {

std::string reasonOf(const json& response)
{
    return response.contains("error") ? response["error"]["data"].value("reason", "")
                                      : std::string();
}

std::vector<people::AuditNote> notesOf(const FakeCore& core, const std::string& action)
{
    std::vector<people::AuditNote> out;
    for (const people::AuditNote& note : core.loop.notes()) {
        if (note.action == action) {
            out.push_back(note);
        }
    }
    return out;
}

// A store with a trail of so many records, for the gateway to read.
class Trail
{
public:
    explicit Trail(int records)
    {
        m_store = std::move(*store::Store::open({ file() }, m_ids, m_codec));
        auto unit = store::UnitOfWork::begin(m_store->database());
        for (int i = 1; i <= records; ++i) {
            people::AuditNote note;
            note.kind = i % 2 == 0 ? AuditKind::Read : AuditKind::Command;
            note.action = i % 2 == 0 ? "analyses.get" : "analyses.submit";
            note.actor = "ada";
            note.roles = "clinician";
            note.entity = "Analysis/" + std::to_string(i);
            note.subject = "patient-" + std::to_string(i);
            static_cast<void>(m_store->audit.append(note, m_clock.now()));
        }
        static_cast<void>(unit->commit());
    }
    [[nodiscard]] std::filesystem::path file() const
    {
        return std::filesystem::path(m_folder.path().toStdString()) / "store.db";
    }
    void serveWith(FakeCore& core)
    {
        core.stop();
        core.readers = [this]() -> Result<gateway::ReadPorts> {
            LOCUS_TRY_VALUE(reader, store::StoreAuditReader::open(file(), m_codec));
            gateway::ReadPorts ports;
            ports.audit = std::move(reader);
            return ports;
        };
        core.start();
    }
    void edit(const char* sql) { QVERIFY(m_store->database().run(sql).ok()); }

private:
    QTemporaryDir m_folder;
    SystemClock m_clock;
    SystemRandom m_random;
    UuidSource m_ids { m_clock, m_random };
    PlainCodec m_codec;
    std::unique_ptr<store::Store> m_store;
};

} // namespace

class AuditTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void signInsAreRecorded()
    {
        FakeCore core;
        {
            TestSocket client;
            QVERIFY(client.openSession(
                core.url(QStringLiteral("/rpc")), core.token("a.osei", { Role::Clinician })));
            const auto opened = notesOf(core, "session.open");
            QCOMPARE(opened.size(), 1U);
            QVERIFY(opened.front().kind == AuditKind::SignIn);
            QCOMPARE(opened.front().actor, "a.osei");
            QCOMPARE(opened.front().roles, "clinician");
            QCOMPARE(opened.front().address, "127.0.0.1");
            QCOMPARE(opened.front().outcome, people::auditOk);
        }
        QTRY_COMPARE(notesOf(core, "session.close").size(), 1U);

        TestSocket stranger;
        QVERIFY(stranger.open(core.url(QStringLiteral("/rpc"))));
        const json answer = stranger.call(
            "session.open", { { "token", "guess" }, { "client", "x" }, { "version", "1.0" } });
        QCOMPARE(reasonOf(answer), "people.bad_token");
        const auto opened = notesOf(core, "session.open");
        QCOMPARE(opened.size(), 2U);
        QCOMPARE(opened.back().actor, "");
        QCOMPARE(opened.back().outcome, "people.bad_token");
    }

    void strangersDoNotFillTheTrail()
    {
        FakeCore core;
        const gateway::AuditNotes notes(
            core.loop, std::make_shared<gateway::Mailbox>(this), core.clock);
        for (int i = 0; i < 1000; ++i) {
            notes.noteStranger("10.0.0.9", "people.bad_token");
        }
        QCOMPARE(notesOf(core, "session.open").size(), 120U);
        core.clock.advance(std::chrono::seconds(1));
        notes.noteStranger("10.0.0.9", "people.bad_token");
        QCOMPARE(core.loop.notes().back().detail.front().second, "880");
    }

    void nobodyIsLetInWithoutARecord()
    {
        FakeCore core;
        core.loop.failNotesWith(retriable("audit.overloaded", "simulated"));
        TestSocket client;
        QVERIFY(client.open(core.url(QStringLiteral("/rpc"))));
        const json answer = client.call("session.open",
            { { "token", core.token("a.osei", { Role::Clinician }) }, { "client", "test" },
                { "version", "1.0" } });
        QCOMPARE(reasonOf(answer), "audit.overloaded");
        QVERIFY(client.waitForClose());
    }

    void readsOfPatientsAreRecordedBeforeTheyAreAnswered()
    {
        FakeCore core;
        const analyses::AnalysisId id = core.addAnalysis(analyses::State::Completed);
        TestSocket client;
        QVERIFY(client.openSession(
            core.url(QStringLiteral("/rpc")), core.token("a.osei", { Role::Clinician })));
        QVERIFY(
            client.call("analyses.get", { { "analysisId", id.toString() } }).contains("result"));
        auto got = notesOf(core, "analyses.get");
        QCOMPARE(got.size(), 1U);
        QVERIFY(got.front().kind == AuditKind::Read);
        QCOMPARE(got.front().actor, "a.osei");
        QCOMPARE(got.front().entity, "Analysis/" + id.toString());

        QVERIFY(client.call("analyses.list", { { "filter", "brca" } }).contains("result"));
        const auto listed = notesOf(core, "analyses.list");
        QCOMPARE(listed.size(), 1U);
        QCOMPARE(listed.front().detail.front().second, "brca");
        QVERIFY(client.call("system.health").contains("result"));
        QVERIFY(notesOf(core, "system.health").empty());

        core.loop.failNotesWith(retriable("audit.overloaded", "simulated"));
        const json refusal = client.call("analyses.get", { { "analysisId", id.toString() } });
        QCOMPARE(reasonOf(refusal), "audit.overloaded");
        QCOMPARE(refusal["error"]["data"]["retriable"], true);
        QVERIFY(!refusal.contains("result"));
        QVERIFY(client.call("system.health").contains("result"));
    }

    void whatIsNotThereIsRecordedAsRefused()
    {
        FakeCore core;
        TestSocket client;
        QVERIFY(client.openSession(
            core.url(QStringLiteral("/rpc")), core.token("a.osei", { Role::Clinician })));
        client.call("analyses.get", { { "analysisId", "01890000-0000-7000-8000-000000000001" } });
        const auto got = notesOf(core, "analyses.get"); // it was tried, and it failed
        QCOMPARE(got.size(), 2U);
        QVERIFY(got.front().kind == AuditKind::Read);
        QVERIFY(got.back().kind == AuditKind::Refusal);
        QVERIFY(got.back().outcome != people::auditOk);
    }

    void denialsAreRecorded()
    {
        FakeCore core;
        TestSocket client;
        QVERIFY(client.openSession(
            core.url(QStringLiteral("/rpc")), core.token("o.ops", { Role::Operator })));
        QCOMPARE(reasonOf(client.call("analyses.list")), "people.not_permitted");
        const auto denied = notesOf(core, "analyses.list");
        QCOMPARE(denied.size(), 1U);
        QVERIFY(denied.front().kind == AuditKind::Refusal);
        QCOMPARE(denied.front().outcome, "people.not_permitted");
        QCOMPARE(denied.front().actor, "o.ops");
    }

    void followingAnalysesIsARead()
    {
        FakeCore core;
        TestSocket client;
        QVERIFY(client.openSession(core.url(QStringLiteral("/rpc")),
            core.token("a.osei", { Role::Clinician, Role::Operator })));
        client.call("changes.subscribe", { { "streams", { "deadLetters" } }, { "from", 0 } });
        QVERIFY(notesOf(core, "changes.subscribe").empty());
        client.call("changes.subscribe", { { "streams", { "analyses" } }, { "from", 0 } });
        QCOMPARE(notesOf(core, "changes.subscribe").size(), 1U);
    }

    void commandsCarryWhoAndWhat()
    {
        FakeCore core;
        const analyses::AnalysisId id = core.addAnalysis(analyses::State::Requested);
        TestSocket client;
        QVERIFY(client.openSession(
            core.url(QStringLiteral("/rpc")), core.token("a.osei", { Role::Clinician })));
        client.call("analyses.cancel",
            { { "commandId", "01890000-0000-7000-8000-00000000000a" },
                { "analysisId", id.toString() }, { "reason", "sent twice" } });
        QCOMPARE(core.loop.received().size(), 1U);
        const auto& seen = core.loop.received().front().seen;
        QCOMPARE(seen.roles, "clinician");
        QCOMPARE(seen.address, "127.0.0.1");
        QCOMPARE(seen.reason, "sent twice");
        QCOMPARE(seen.entity, "Analysis/" + id.toString());
        QVERIFY(notesOf(core, "analyses.cancel").empty()); // the loop's business
    }

    void auditorsReadAndExportTheTrail()
    {
        Trail trail(7);
        FakeCore core;
        trail.serveWith(core);
        TestSocket client;
        QVERIFY(client.openSession(
            core.url(QStringLiteral("/rpc")), core.token("v.audit", { Role::Auditor })));
        const json page = client.call("audit.list", { { "limit", 3 } })["result"];
        QCOMPARE(page["items"].size(), 3U);
        QCOMPARE(page["items"][0]["number"], 7);
        QCOMPARE(page["items"][0]["subject"], "patient-7");
        const json second =
            client.call("audit.list", { { "limit", 5 }, { "after", page["next"] } })["result"];
        QCOMPARE(second["items"].size(), 4U);
        QVERIFY(second["next"].is_null());
        const json reads = client.call("audit.list", { { "filter", { { "kind", "read" } } } });
        QCOMPARE(reads["result"]["items"].size(), 3U);
        QCOMPARE(reasonOf(client.call("audit.list", { { "filter", { { "kind", "x" } } } })),
            "params.range");
        QCOMPARE(reasonOf(client.call("audit.list", { { "after", "x" } })), "params.range");

        for (const char* format : { "fhirR4", "fhirR5", "dicom" }) {
            const json lines = client.call("audit.export", { { "format", format } })["result"];
            QCOMPARE(lines["items"].size(), 7U);
            const auto first = lines["items"][0].get<std::string>();
            QVERIFY(first.find("patient-7") != std::string::npos);
            if (first.starts_with('{')) {
                const json event = json::parse(first);
                QCOMPARE(event["resourceType"], "AuditEvent");
                QVERIFY(event["agent"][0]["requestor"].get<bool>());
                QVERIFY(event.contains("recorded") && event["source"].contains("observer"));
            } else {
                QVERIFY(first.starts_with("<AuditMessage>"));
            }
        }
        QCOMPARE(reasonOf(client.call("audit.export", { { "format", "csv" } })), "params.range");
        // One each, and the wrong one as it was tried and refused.
        QCOMPARE(notesOf(core, "audit.export").size(), 5U);
        QVERIFY(notesOf(core, "audit.export").front().kind == AuditKind::Export);
        QVERIFY(!notesOf(core, "audit.list").empty());
    }

    void adminsSeeWhoDidWhatButNotToWhom()
    {
        Trail trail(2);
        FakeCore core;
        trail.serveWith(core);
        TestSocket client;
        QVERIFY(client.openSession(
            core.url(QStringLiteral("/rpc")), core.token("r.root", { Role::Admin })));
        const json page = client.call("audit.list")["result"];
        QCOMPARE(page["items"].size(), 2U);
        QVERIFY(!page["items"][0].contains("subject"));
        QCOMPARE(reasonOf(client.call("audit.export", { { "format", "dicom" } })),
            "people.not_permitted");
    }

    void theTrailIsVerifiedWhileOthersRead()
    {
        Trail trail(50'000);
        FakeCore core;
        trail.serveWith(core);
        TestSocket client;
        QVERIFY(client.openSession(
            core.url(QStringLiteral("/rpc")), core.token("v.audit", { Role::Auditor })));
        json verdict = client.call("audit.verify")["result"];
        QCOMPARE(verdict["ok"], true);
        QCOMPARE(verdict["records"], 50'000);
        trail.edit("UPDATE audit SET actor='nobody' WHERE number=31337");
        verdict = client.call("audit.verify")["result"];
        QCOMPARE(verdict["ok"], false);
        QCOMPARE(verdict["findings"][0]["fault"], "changed");
        QCOMPARE(verdict["findings"][0]["from"], 31337);
    }

    void aCheckGoesOnAsFarAsItIsAsked()
    {
        Trail trail(100);
        FakeCore core;
        trail.serveWith(core);
        TestSocket client;
        QVERIFY(client.openSession(
            core.url(QStringLiteral("/rpc")), core.token("v.audit", { Role::Auditor })));
        json answer = client.call("audit.verify", { { "limit", 40 } })["result"];
        for (const int checked : { 40, 80, 100 }) { // the fourth step finds no more
            QCOMPARE(answer["checked"], checked);
            QCOMPARE(answer["all"], 100);
            answer = client.call(
                "audit.verify", { { "check", answer["check"] }, { "limit", 40 } })["result"];
        }
        QVERIFY(!answer.contains("check"));
        QCOMPARE(answer["ok"], true);
        QCOMPARE(answer["records"], 100);
        // What was checked before counts as well.
        trail.edit("UPDATE audit SET actor='nobody' WHERE number=7");
        answer = client.call("audit.verify", { { "limit", 50 } })["result"];
        const json check = answer["check"];
        answer = client.call("audit.verify", { { "check", check } })["result"];
        QCOMPARE(answer["findings"][0]["from"], 7);
        QCOMPARE(reasonOf(client.call("audit.verify", { { "check", check } })), "audit.check_gone");
    }

    void aCheckIsOfWhoBeganItAndIsForgotten()
    {
        Trail trail(100);
        FakeCore core;
        trail.serveWith(core);
        TestSocket client;
        TestSocket other;
        const auto url = core.url(QStringLiteral("/rpc"));
        QVERIFY(client.openSession(url, core.token("v.audit", { Role::Auditor })));
        QVERIFY(other.openSession(url, core.token("w.audit", { Role::Auditor })));
        const json step { { "limit", 10 } };
        json check = client.call("audit.verify", step)["result"]["check"];
        QCOMPARE(reasonOf(other.call("audit.verify", { { "check", check } })), "audit.check_gone");
        core.clock.advance(std::chrono::seconds(61));
        QCOMPARE(reasonOf(client.call("audit.verify", { { "check", check } })), "audit.check_gone");
        for (int i = 0; i < 8; ++i) {
            QVERIFY(client.call("audit.verify", step)["result"].contains("check"));
        }
        QCOMPARE(reasonOf(client.call("audit.verify", step)), "audit.too_many_checks");
        core.clock.advance(std::chrono::seconds(61));
        QVERIFY(client.call("audit.verify", step)["result"].contains("check"));
    }
};

LOCUS_TEST(audit, AuditTest)

#include "tst_audit.moc"
