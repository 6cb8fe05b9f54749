// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
// What of an answer a caller may see, over a real socket.
#include "core/masking/masking_policy.h"
#include "core/people/permissions.h"
#include "core/gateway/rpc_table.h"
#include "core/protocol/reveal_messages.h"
#include "tests/core/gateway/fake_core.h"
#include "tests/core/gateway/test_socket.h"
#include "tests/support/test_registry.h"

#include <QTest>

#include <algorithm>

using namespace locus;
using namespace locus::test;
using masking::MaskingPolicy;
using nlohmann::json;
using people::Role;

namespace {

const QString rpc = QStringLiteral("/rpc");
const char* const mask = "\u2022\u2022\u2022";

std::string reasonOf(const json& response)
{
    return response.contains("error") ? response["error"]["data"].value("reason", "")
                                      : std::string();
}

bool has(const std::string& text, std::string_view part)
{
    return text.find(part) != std::string::npos;
}

// Answers as a core with this one patient would.
void addPatient(FakeCore& core)
{
    core.gateway->table().add(
        "patients.get", [](const gateway::Call&, const gateway::Reply& reply) {
            reply(Bytes(R"({"resourceType":"Patient","id":"p1","active":true,"version":3,)"
                        R"("name":[{"family":"Quillfeather"}],"birthDate":"1971-03-05",)"
                        R"("photo":"data","flags":[{"id":"f","code":"allergy",)"
                        R"("text":"Penicillin","severity":"high"}]})"));
        });
}

std::vector<people::AuditNote> reveals(const FakeCore& core)
{
    std::vector<people::AuditNote> out;
    std::copy_if(core.loop.notes().begin(), core.loop.notes().end(), std::back_inserter(out),
        [](const people::AuditNote& note) { return note.kind == people::AuditKind::Reveal; });
    return out;
}

std::shared_ptr<const MaskingPolicy> withoutLabels()
{
    auto policy = MaskingPolicy::parse(R"({"rules":[
        {"answers":["session.*","changes.subscribe"],"roles":["coordinator"],"show":["*"]},
        {"answers":["analyses.list"],"roles":["coordinator"],
         "show":["next","total","items[*].id","items[*].state"],
         "mask":[{"path":"items[*].label","mode":"initials"}]},
        {"answers":["changes.analyses"],"roles":["coordinator"],"show":["id","state"]}]})");
    return std::make_shared<const MaskingPolicy>(std::move(*policy));
}

} // namespace

class MaskedAnswersTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void eachSeesWhatHisRoleNeeds()
    {
        FakeCore core;
        addPatient(core);
        TestSocket clinician;
        QVERIFY(clinician.openSession(core.url(rpc), core.token("a", { Role::Clinician })));
        const json all = clinician.call("patients.get", { { "patientId", "p1" } })["result"];
        QCOMPARE(all["flags"][0]["text"].get<std::string>(), "Penicillin");
        QVERIFY(!all.contains("masked"));

        TestSocket coordinator;
        QVERIFY(coordinator.openSession(core.url(rpc), core.token("b", { Role::Coordinator })));
        const json part = coordinator.call("patients.get", { { "patientId", "p1" } })["result"];
        QCOMPARE(part["name"][0]["family"].get<std::string>(), "Quillfeather");
        QCOMPARE(part["flags"][0]["text"].get<std::string>(), mask);
        QVERIFY(!part.contains("photo"));
        const std::vector<std::string> paths { "*", "flags[*].text" };
        QVERIFY(protocol::maskedPaths(part.dump()) == paths);
    }

    void aMethodThatNoRuleNamesAnswersWithNothing()
    {
        FakeCore core;
        core.masking = withoutLabels();
        core.stop();
        core.start();
        addPatient(core);
        TestSocket client;
        QVERIFY(client.openSession(core.url(rpc), core.token("b", { Role::Coordinator })));
        const json answer = client.call("patients.get", { { "patientId", "p1" } });
        QCOMPARE(answer["result"], json({ { "masked", { "*" } } }));
    }

    // What failed may be told in words that quote, and who treats may type a name as his reason.
    void freeTextOfDeadLettersIsForThoseWhoSeePatients()
    {
        FakeCore core;
        const auto answering = [&core](const char* method, const char* text) {
            core.gateway->table().add(method,
                [text](const gateway::Call&, const gateway::Reply& reply) { reply(Bytes(text)); });
        };
        answering("deadLetters.get",
            R"({"letter":{"id":"x","errorCode":"event.malformed","errorMessage":"Quillfeather is )"
            R"(no date"},"history":[{"action":"failed","code":"event.malformed"},)"
            R"({"action":"revealed","reason":"the mother of Quillfeather called"}]})");
        answering("deadLetters.list",
            R"({"items":[{"id":"x","errorCode":"c","errorMessage":"Quillfeather"}],"total":1})");
        answering("deadLetters.stats",
            R"({"causes":[{"errorCode":"c","message":"Quillfeather"}],"states":{}})");
        answering("deadLetters.discard",
            R"({"deadLetterId":"x","errorCode":"c","errorMessage":"Quillfeather"})");
        TestSocket runs;
        QVERIFY(runs.openSession(core.url(rpc), core.token("o", { Role::Operator })));
        TestSocket treats;
        QVERIFY(treats.openSession(
            core.url(rpc), core.token("c", { Role::Operator, Role::Coordinator })));
        for (const char* method :
            { "deadLetters.get", "deadLetters.list", "deadLetters.stats", "deadLetters.discard" }) {
            const json hidden = runs.call(method, json::object())["result"];
            QVERIFY2(!has(hidden.dump(), "Quillfeather"), hidden.dump().c_str());
            QVERIFY2(!hidden["masked"].empty(), method);
            const json shown = treats.call(method, json::object())["result"];
            QVERIFY2(has(shown.dump(), "Quillfeather"), shown.dump().c_str());
        }
        const json letter = runs.call("deadLetters.get", json::object())["result"];
        QCOMPARE(letter["masked"], json::array({ "history[*].reason", "letter.errorMessage" }));
        QCOMPARE(letter["history"][0]["code"].get<std::string>(), "event.malformed");
    }

    void whatIsMaskedIsNeitherListedNorFollowedNorFound()
    {
        FakeCore core;
        core.masking = withoutLabels();
        core.stop();
        core.start();
        const auto id = core.addAnalysis(analyses::State::Running, "Ada Quillfeather");
        TestSocket client;
        QVERIFY(client.openSession(core.url(rpc), core.token("b", { Role::Coordinator })));
        const json answer = client.call("analyses.list", json::object());
        QVERIFY2(answer.contains("result"), answer.dump().c_str());
        const json page = answer["result"];
        QCOMPARE(page["items"][0]["label"].get<std::string>(), "A.Q.");
        QVERIFY(!has(page.dump(), "Quillfeather"));
        QVERIFY(!page["items"][0].contains("submittedAt"));

        for (const json& params :
            { json { { "filter", "Quillfeather" } }, json { { "where", { { "text", "Quill" } } } },
                json { { "where", { { "patientRef", "p1" } } } },
                json { { "sort", "-mostSevere" } } }) {
            QCOMPARE(reasonOf(client.call("analyses.list", params)), "masking.not_searchable");
        }
        QVERIFY(client.call("analyses.list", { { "sort", "-submittedAt" } }).contains("result"));

        client.call("changes.subscribe", { { "streams", { "analyses" } } });
        core.change(id);
        QTRY_COMPARE_WITH_TIMEOUT(client.notifications("change").size(), 1U, 30'000);
        const json change = client.notifications("change").front();
        QVERIFY2(change.contains("item"), change.dump().c_str());
        QCOMPARE(change["item"]["id"].get<std::string>(), id.toString());
        QVERIFY(!has(change.dump(), "Quillfeather"));
        QVERIFY(!change["item"]["masked"].empty());
    }

    void aMaskIsNeverWrittenBack()
    {
        FakeCore core;
        TestSocket client;
        QVERIFY(client.openSession(core.url(rpc), core.token("a", { Role::Clinician })));
        const std::string id = UuidSource(core.clock, core.random).next().toString();
        const json answer = client.call("analyses.submit",
            { { "commandId", id }, { "text", "ACGT" }, { "label", std::string("A ") + mask } });
        QCOMPARE(reasonOf(answer), "masking.mask_written");
        client.send(
            QStringLiteral("{\"jsonrpc\":\"2.0\",\"id\":\"x\",\"method\":\"patients.update\","
                           "\"params\":{\"text\":\"\\u2022\\u2022\\u2022\"}}"));
        QTRY_VERIFY_WITH_TIMEOUT(
            client.texts.last().contains(QLatin1String("masking.mask_written")), 30'000);
        QVERIFY(core.loop.received().empty());
    }

    void aRevealIsATimeBoxOfOneSessionAndOneRecord()
    {
        FakeCore core({ .revealSweep = std::chrono::milliseconds(20) });
        addPatient(core);
        const std::string token = core.token("b", { Role::Coordinator });
        TestSocket client;
        QVERIFY(client.openSession(core.url(rpc), token));
        const json patient { { "patientId", "p1" } };
        const json begun = client.call("reveal.begin",
            { { "record", "Patient/p1" }, { "reason", "calls back about her allergy" },
                { "minutes", 5 } });
        QVERIFY2(begun.contains("result"), begun.dump().c_str());
        QCOMPARE(
            client.call("patients.get", patient)["result"]["photo"].get<std::string>(), "data");
        QVERIFY(
            client.call("patients.get", { { "patientId", "p2" } })["result"].contains("masked"));

        // Audited at its begin, each read under it and at its end.
        auto notes = reveals(core);
        QCOMPARE(notes.size(), 2U);
        QCOMPARE(notes[0].action, "reveal.begin");
        QCOMPARE(notes[0].subject, "p1");
        QCOMPARE(notes[0].entity, "");
        QCOMPARE(notes[1].action, "patients.get");
        QCOMPARE(notes[1].purpose, "calls back about her allergy");

        // A window that comes back is told; a session of another token sees nothing.
        TestSocket again;
        QVERIFY(again.open(core.url(rpc)));
        const json opened = again.call(
            "session.open", { { "token", token }, { "client", "x" }, { "version", "1.0" } });
        QCOMPARE(opened["result"]["reveals"][0]["record"].get<std::string>(), "Patient/p1");
        TestSocket other;
        QVERIFY(other.openSession(core.url(rpc), core.token("c", { Role::Coordinator })));
        QVERIFY(other.call("patients.get", patient)["result"].contains("masked"));

        core.clock.advance(std::chrono::minutes(6));
        QVERIFY(client.call("patients.get", patient)["result"].contains("masked"));
        QTRY_COMPARE_WITH_TIMEOUT(reveals(core).size(), 3U, 30'000);
        QCOMPARE(reveals(core).back().action, "reveal.end");
        QCOMPARE(reveals(core).back().detail.back().second, "time");
    }

    void aRevealShowsTheFieldsThatWereAskedForAndEndsWhenTold()
    {
        FakeCore core;
        addPatient(core);
        TestSocket client;
        QVERIFY(client.openSession(core.url(rpc), core.token("b", { Role::Coordinator })));
        const json begun = client.call("reveal.begin",
            { { "record", "Patient/p1" }, { "reason", "allergy" },
                { "fields", { "flags[*].text" } } })["result"];
        const json patient { { "patientId", "p1" } };
        const json part = client.call("patients.get", patient)["result"];
        QCOMPARE(part["flags"][0]["text"].get<std::string>(), "Penicillin");
        QVERIFY(!part.contains("photo"));
        QCOMPARE(client.call("reveal.list")["result"]["items"].size(), 1U);
        const json ended = client.call("reveal.end", { { "revealId", begun["revealId"] } });
        QVERIFY(ended["result"]["items"].empty());
        QCOMPARE(
            client.call("patients.get", patient)["result"]["flags"][0]["text"].get<std::string>(),
            mask);
        QCOMPARE(reasonOf(client.call("reveal.end", { { "revealId", begun["revealId"] } })),
            "reveal.unknown");
    }

    void aRevealNeedsAReasonARecordAndARight()
    {
        FakeCore core;
        TestSocket client;
        QVERIFY(client.openSession(core.url(rpc), core.token("b", { Role::Coordinator })));
        const auto refusal = [&client](const json& params) {
            return reasonOf(client.call("reveal.begin", params));
        };
        QCOMPARE(refusal({ { "record", "Patient/p1" } }), "params.missing");
        QCOMPARE(refusal({ { "record", "Patient/p1" }, { "reason", "  . " } }), "reveal.no_reason");
        QCOMPARE(refusal({ { "record", "Broker/1" }, { "reason", "curious" } }),
            "reveal.unknown_record");
        QCOMPARE(
            refusal({ { "record", "Patient/p1" }, { "reason", "curious" }, { "minutes", 31 } }),
            "params.range");
        QCOMPARE(refusal({ { "record", "Patient/p1" }, { "reason", "curious" },
                     { "fields", { "a..b" } } }),
            "masking.bad_path");
        for (const Role role : { Role::Operator, Role::Admin, Role::Auditor }) {
            TestSocket stranger;
            QVERIFY(stranger.openSession(
                core.url(rpc), core.token(std::string(people::toString(role)), { role })));
            QCOMPARE(reasonOf(stranger.call(
                         "reveal.begin", { { "record", "Patient/p1" }, { "reason", "curious" } })),
                "people.not_permitted");
        }
    }

    void exportsCanBeSwitchedOff()
    {
        FakeCore core;
        core.stop();
        core.options.exports = false;
        core.start();
        TestSocket client;
        QVERIFY(client.openSession(core.url(rpc), core.token("e", { Role::Auditor })));
        QCOMPARE(
            reasonOf(client.call("audit.export", { { "format", "fhirR4" } })), "people.export_off");
        QCOMPARE(core.loop.notes().back().outcome, "people.export_off");
    }

    // Every pair of a role and a method is decided by the one table, and what may be called is not
    // hidden whole.
    void everyRoleAndMethodFollowTheTable()
    {
        FakeCore core;
        const MaskingPolicy& policy = MaskingPolicy::builtIn();
        for (const Role role : people::allRoles) {
            const people::Principal who { "x", { role }, "t" };
            for (const std::string& method : core.gateway->table().methods()) {
                const people::Permission* const row = people::permissionFor(method);
                QVERIFY2(row != nullptr, method.c_str());
                const bool may =
                    std::find(row->roles.begin(), row->roles.end(), role) != row->roles.end();
                gateway::Call call { who, method, Bytes("{\"no such member\":1}") };
                const auto code = std::make_shared<std::string>();
                core.gateway->table().invoke(call, [code](const Result<Bytes>& result) {
                    *code = result.ok() ? "ok" : result.error().code;
                });
                QTRY_VERIFY_WITH_TIMEOUT(!code->empty(), 30'000);
                QVERIFY2((*code == "people.not_permitted") != may,
                    (std::string(people::toString(role)) + " " + method + " " + *code).c_str());
                const std::array roles { role };
                QVERIFY2(!may || !policy.answerViewOf(method, roles).roots.empty(),
                    ("no rule of resources/masking/policy.json names what "
                        + std::string(people::toString(role)) + " may see of " + method)
                        .c_str());
            }
        }
    }
};

LOCUS_TEST(masked_answers, MaskedAnswersTest)
#include "tst_masked_answers.moc"
