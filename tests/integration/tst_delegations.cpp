// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
// Acting for others and teams before a real core, over real sockets and through kill -9.
#include "core/base/clock.h"
#include "core/base/random_source.h"
#include "core/base/uuid.h"
#include "tests/core/gateway/test_socket.h"
#include "tests/support/core_process.h"
#include "tests/support/test_registry.h"

#include <QTest>

#include <map>

using namespace locus;
using namespace locus::test;
using nlohmann::json;

namespace {

constexpr const char* password = "correct horse battery";

std::string reasonOf(const json& answer)
{
    return answer.contains("error") ? answer["error"]["data"].value("reason", "") : "ok";
}

} // namespace

class DelegationsTest : public QObject
{
    Q_OBJECT

    SystemClock m_clock;
    SystemRandom m_random;
    UuidSource m_ids { m_clock, m_random };
    std::map<std::string, std::string> m_accounts; // id by user

    std::string id() { return m_ids.next().toString(); }

    void enter(TestSocket& socket, const CoreProcess& core, const std::string& user)
    {
        QVERIFY(socket.open(core.endpoint(QStringLiteral("rpc"))));
        const json signedIn =
            socket.call("session.signIn", { { "user", user }, { "password", password } });
        QCOMPARE(reasonOf(signedIn), std::string("ok"));
        QCOMPARE(reasonOf(socket.call("session.open",
                     { { "token", signedIn["result"].value("token", "") }, { "client", "test" },
                         { "version", "1.0" } })),
            std::string("ok"));
    }
    void makePeople(const CoreProcess& core)
    {
        TestSocket seat;
        QVERIFY(seat.openSession(core.endpoint(QStringLiteral("rpc")), core.token().toStdString()));
        QCOMPARE(reasonOf(seat.call("people.firstAdmin",
                     { { "commandId", id() }, { "user", "root" }, { "password", password } })),
            std::string("ok"));
        for (const auto& [user, role] : { std::pair { "c.lin", "clinician" },
                 std::pair { "o.pera", "operator" }, std::pair { "au.dit", "auditor" } }) {
            const json made = seat.call("people.accounts.create",
                { { "commandId", id() }, { "user", user }, { "password", password },
                    { "roles", json::array({ role }) } });
            QCOMPARE(reasonOf(made), std::string("ok"));
            m_accounts[user] = made["result"].value("accountId", "");
        }
    }
    std::string submitFor(TestSocket& socket, const std::string& giver)
    {
        return reasonOf(socket.callFor(giver, "analyses.submit",
            { { "commandId", id() }, { "format", "sequence" }, { "text", "ACGTACGT" } }));
    }
    std::string grant(TestSocket& socket, const json& more = json::object())
    {
        json params = { { "commandId", id() }, { "receiver", "o.pera" }, { "reason", "on leave" } };
        params.update(more);
        const json answer = socket.call("people.delegations.grant", params);
        return reasonOf(answer) == "ok" ? answer["result"].value("id", "") : reasonOf(answer);
    }

private Q_SLOTS:
    void oneActsForAnotherUntilItIsRevoked()
    {
        CoreProcess core;
        QVERIFY(core.start().ok());
        makePeople(core);
        TestSocket giver;
        enter(giver, core, "c.lin");
        TestSocket deputy;
        enter(deputy, core, "o.pera");
        QCOMPARE(submitFor(deputy, {}), std::string("people.not_permitted"));
        QCOMPARE(submitFor(deputy, "c.lin"), std::string("people.no_delegation"));
        QCOMPARE(submitFor(deputy, "no.body"), std::string("people.no_delegation"));
        const std::string granted = grant(giver);
        QCOMPARE(granted.size(), std::size_t { 36 });
        QCOMPARE(submitFor(deputy, "c.lin"), std::string("ok"));
        // Only what the giver may: the deputy's own rights do not count then, nor are they passed.
        QCOMPARE(reasonOf(deputy.callFor("c.lin", "system.metrics")),
            std::string("people.not_permitted"));
        QCOMPARE(reasonOf(deputy.call("system.metrics")), std::string("ok"));
        QCOMPARE(reasonOf(deputy.callFor("c.lin", "analyses.list")), std::string("ok"));
        QCOMPARE(reasonOf(deputy.callFor("c.lin", "people.delegations.grant",
                     { { "commandId", id() }, { "receiver", "root" }, { "reason", "x" } })),
            std::string("people.personal_act"));
        // A token is nobody.
        TestSocket seat;
        QVERIFY(seat.openSession(core.endpoint(QStringLiteral("rpc")), core.token().toStdString()));
        QCOMPARE(submitFor(seat, "c.lin"), std::string("people.no_account"));

        core.killHard();
        QVERIFY(core.start().ok());
        TestSocket again;
        enter(again, core, "o.pera");
        QCOMPARE(submitFor(again, "c.lin"), std::string("ok"));
        const json listed = again.call("people.delegations.list")["result"]["items"];
        QCOMPARE(listed.size(), std::size_t { 1 });
        QCOMPARE(listed[0].value("reason", ""), std::string("on leave"));
        TestSocket back;
        enter(back, core, "c.lin");
        QCOMPARE(reasonOf(back.call("people.delegations.revoke",
                     { { "commandId", id() }, { "delegationId", granted } })),
            std::string("ok"));
        QCOMPARE(submitFor(again, "c.lin"), std::string("people.no_delegation"));

        TestSocket auditor;
        enter(auditor, core, "au.dit");
        int both = 0;
        const json audit = auditor.call("audit.list", { { "limit", 200 } });
        for (const json& record : audit["result"]["items"]) {
            const bool isDeputys =
                record.value("actor", "") == "o.pera" && record.value("onBehalfOf", "") == "c.lin";
            both += isDeputys && record.value("action", "") == "analyses.submit"
                    && record.value("outcome", "") == "ok"
                ? 1
                : 0;
        }
        QCOMPARE(both, 2);
    }

    void itEndsWithTheGiversAccount()
    {
        CoreProcess core;
        QVERIFY(core.start().ok());
        makePeople(core);
        TestSocket giver;
        enter(giver, core, "c.lin");
        TestSocket deputy;
        enter(deputy, core, "o.pera");
        TestSocket admin;
        enter(admin, core, "root");
        QCOMPARE(grant(giver, { { "methods", { "analyses.erase" } } }),
            std::string("people.unknown_right"));
        QCOMPARE(grant(giver, { { "roles", { "admin" } } }), std::string("people.not_own_role"));
        QCOMPARE(
            grant(giver, { { "receiver", "no.body" } }), std::string("people.unknown_account"));
        QCOMPARE(grant(giver, { { "methods", { "analyses.list" } } }).size(), std::size_t { 36 });
        QCOMPARE(submitFor(deputy, "c.lin"), std::string("people.not_delegated"));
        QCOMPARE(grant(giver).size(), std::size_t { 36 });
        QCOMPARE(submitFor(deputy, "c.lin"), std::string("ok"));
        QCOMPARE(reasonOf(admin.call("people.accounts.update",
                     { { "commandId", id() }, { "accountId", m_accounts["c.lin"] },
                         { "roles", { "coordinator" } } })),
            std::string("ok"));
        QCOMPARE(submitFor(deputy, "c.lin"), std::string("people.not_permitted"));
        QCOMPARE(reasonOf(deputy.callFor("c.lin", "analyses.list")), std::string("ok"));
        QCOMPARE(reasonOf(admin.call("people.accounts.disable",
                     { { "commandId", id() }, { "accountId", m_accounts["c.lin"] } })),
            std::string("ok"));
        QCOMPARE(reasonOf(deputy.callFor("c.lin", "analyses.list")),
            std::string("people.no_delegation"));
    }

    void teamsAreKeptAndShown()
    {
        CoreProcess core;
        QVERIFY(core.start().ok());
        makePeople(core);
        TestSocket admin;
        enter(admin, core, "root");
        const auto save = [&](json params) {
            params["commandId"] = id();
            return admin.call("people.teams.save", params);
        };
        const json department = save({ { "name", "Genetics" }, { "kind", "department" },
            { "members", { { { "user", "c.lin" }, { "function", "lead" } } } } });
        QCOMPARE(reasonOf(department), std::string("ok"));
        const json team = save({ { "name", "Night" }, { "parentId", department["result"]["id"] },
            { "members", { { { "user", "c.lin" } }, { { "user", "o.pera" } } } } });
        QCOMPARE(reasonOf(team), std::string("ok"));
        QCOMPARE(reasonOf(save({ { "name", "night" } })), std::string("people.name_taken"));
        QCOMPARE(
            reasonOf(save({ { "name", "Day" }, { "members", { { { "user", "no.body" } } } } })),
            std::string("people.unknown_account"));
        QCOMPARE(
            reasonOf(save({ { "name", "Day" }, { "kind", "king" } })), std::string("params.range"));

        core.killHard();
        QVERIFY(core.start().ok());
        TestSocket again;
        enter(again, core, "root");
        const json shown = again.call(
            "people.accounts.list", { { "teamId", team["result"]["id"] } })["result"]["items"];
        QCOMPARE(shown.size(), std::size_t { 2 });
        QCOMPARE(shown[0].value("department", ""), std::string("Genetics"));
        QCOMPARE(shown[0]["teams"], json::array({ "Night" }));
        const json refusal = again.call("people.teams.remove",
            { { "commandId", id() }, { "teamId", department["result"]["id"] } });
        QCOMPARE(reasonOf(refusal), std::string("people.team_in_use"));
        QVERIFY(!refusal["error"].value("message", "").empty());
        // Who treats sees them, and changes nothing; who runs the machines sees none.
        TestSocket clinician;
        enter(clinician, core, "c.lin");
        QCOMPARE(clinician.call("people.teams.list")["result"]["items"].size(), std::size_t { 2 });
        QCOMPARE(reasonOf(clinician.call(
                     "people.teams.save", { { "commandId", id() }, { "name", "Mine" } })),
            std::string("people.not_permitted"));
        TestSocket machines;
        enter(machines, core, "o.pera");
        QCOMPARE(reasonOf(machines.call("people.teams.list")), std::string("people.not_permitted"));
        json empty = { { "commandId", id() }, { "teamId", team["result"]["id"] },
            { "name", "Night" }, { "members", json::array() } };
        QCOMPARE(reasonOf(again.call("people.teams.save", empty)), std::string("ok"));
        QCOMPARE(reasonOf(again.call("people.teams.remove",
                     { { "commandId", id() }, { "teamId", team["result"]["id"] } })),
            std::string("ok"));
        QCOMPARE(reasonOf(again.call("people.teams.get", { { "teamId", team["result"]["id"] } })),
            std::string("people.unknown_team"));
    }
};

LOCUS_TEST(delegations, DelegationsTest)
#include "tst_delegations.moc"
