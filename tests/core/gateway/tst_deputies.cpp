// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
// Calls on behalf of somebody else, over real sockets.
#include "core/people/delegation.h"
#include "core/people/team.h"
#include "tests/core/gateway/people_world.h"
#include "tests/support/test_registry.h"

#include <QTest>

#include <algorithm>

using namespace locus;
using namespace locus::test;
using nlohmann::json;
using people::Role;

class DeputiesTest : public QObject
{
    Q_OBJECT

    struct World : PeopleWorld
    {
        people::Delegation delegation;

        World()
        {
            add("c.lin", { Role::Clinician });
            add("o.pera", { Role::Operator });
            delegation.id = people::DelegationId(*Uuid::parse(newId()));
            delegation.giver = "c.lin";
            delegation.receiver = "o.pera";
            delegation.from = core.clock.now();
            delegation.until = core.clock.now() + std::chrono::hours(2);
            keep(rowOf(delegation));
        }
    };

    static std::string reasonOf(const json& answer)
    {
        return answer.contains("error") ? answer["error"]["data"].value("reason", "") : "ok";
    }
    static std::string submit(World& world, TestSocket& socket, const std::string& giver)
    {
        return reasonOf(socket.callFor(giver, "analyses.submit",
            { { "commandId", world.newId() }, { "format", "sequence" }, { "text", "ACGT" } }));
    }

private Q_SLOTS:
    // The loop gets both names, and asks again itself; the trail of a read has both, too.
    void bothNamesGoWithTheCall()
    {
        World world;
        TestSocket socket;
        world.enter(socket, "o.pera");
        QCOMPARE(submit(world, socket, "c.lin"), std::string("ok"));
        const pipeline::Command& sent = world.core.loop.received().back();
        QCOMPARE(sent.name, std::string("analyses.submit"));
        QCOMPARE(sent.actor, std::string("o.pera"));
        QCOMPARE(sent.onBehalfOf, std::string("c.lin"));
        QCOMPARE(sent.seen.roles, std::string("clinician"));
        QCOMPARE(reasonOf(socket.callFor("c.lin", "analyses.list")), std::string("ok"));
        QCOMPARE(world.core.loop.notes().back().actor, std::string("o.pera"));
        QCOMPARE(world.core.loop.notes().back().onBehalfOf, std::string("c.lin"));
    }

    void theCallersOwnRightsDoNotCount()
    {
        World world;
        TestSocket socket;
        world.enter(socket, "o.pera");
        QCOMPARE(reasonOf(socket.call("system.metrics")), std::string("ok"));
        QCOMPARE(reasonOf(socket.callFor("c.lin", "system.metrics")),
            std::string("people.not_permitted"));
        QCOMPARE(submit(world, socket, {}), std::string("people.not_permitted"));
        // The refusal is in the trail with both names.
        const auto& notes = world.core.loop.notes();
        QVERIFY(std::any_of(notes.begin(), notes.end(), [](const people::AuditNote& note) {
            return note.kind == people::AuditKind::Refusal && note.onBehalfOf == "c.lin"
                && note.outcome == "people.not_permitted";
        }));
    }

    // In the middle of a session: the next call is refused.
    void itEndsAtOnce_data()
    {
        QTest::addColumn<int>("how");
        QTest::addColumn<QByteArray>("reason");
        QTest::newRow("revoked") << 0 << QByteArray("people.no_delegation");
        QTest::newRow("its time is over") << 1 << QByteArray("people.no_delegation");
        QTest::newRow("the giver is disabled") << 2 << QByteArray("people.giver_away");
        QTest::newRow("the giver lost the right") << 3 << QByteArray("people.not_permitted");
    }
    void itEndsAtOnce()
    {
        QFETCH(int, how);
        QFETCH(QByteArray, reason);
        World world;
        TestSocket socket;
        world.enter(socket, "o.pera");
        QCOMPARE(submit(world, socket, "c.lin"), std::string("ok"));
        if (how == 0) {
            world.keep(rowOf(people::ended(world.delegation, "c.lin", world.core.clock.now())));
        } else if (how == 1) {
            for (int n = 0; n < 12; ++n) { // in use, so that the session holds
                world.core.clock.advance(std::chrono::minutes(10));
                (void)socket.call("session.get", json::object());
            }
        } else if (how == 2) {
            world.add("r.oot", { Role::Admin });
            world.change(people::disableAccount, "c.lin");
        } else {
            world.change(people::updateAccount, "c.lin",
                [](people::AccountWish& wish) { wish.roles = std::vector { Role::Coordinator }; });
        }
        const auto before = world.core.loop.received().size();
        QCOMPARE(submit(world, socket, "c.lin"), reason.toStdString());
        const auto& received = world.core.loop.received();
        QVERIFY(std::none_of(received.begin() + static_cast<std::ptrdiff_t>(before), received.end(),
            [](const pipeline::Command& one) { return one.name == "analyses.submit"; }));
    }

    void tokensActForNobody()
    {
        World world;
        TestSocket socket;
        QVERIFY(socket.openSession(world.rpc(), world.seatToken));
        QCOMPARE(submit(world, socket, "c.lin"), std::string("people.no_account"));
    }

    void whatIsAPersonsOwnIsRefused()
    {
        World world;
        TestSocket socket;
        world.enter(socket, "o.pera");
        for (const char* method : { "session.get", "changes.subscribe", "people.delegations.list",
                 "people.approvals.list", "people.totp.enrol", "reveal.begin" }) {
            QCOMPARE(reasonOf(socket.callFor("c.lin", method, json::object())),
                std::string("people.personal_act"));
        }
    }

    // One's own, and for an auditor or admin everybody's.
    void listsShowWhatConcernsTheCaller()
    {
        World world;
        world.add("e.mil", { Role::Coordinator });
        world.add("au.dit", { Role::Auditor });
        const auto seenBy = [&world](const std::string& user) {
            TestSocket socket;
            world.enter(socket, user);
            return socket.call("people.delegations.list")["result"]["items"].size();
        };
        QCOMPARE(seenBy("c.lin"), std::size_t { 1 });
        QCOMPARE(seenBy("o.pera"), std::size_t { 1 });
        QCOMPARE(seenBy("au.dit"), std::size_t { 1 });
        QCOMPARE(seenBy("e.mil"), std::size_t { 0 });
    }

    // Hundreds of members a team: a page ends where a frame does.
    void aPageOfTeamsFitsAFrame()
    {
        World world;
        world.add("root", { Role::Admin });
        for (int n = 0; n < 60; ++n) {
            people::Team team;
            team.id = people::TeamId(*Uuid::parse(world.newId()));
            team.name = "Team " + std::to_string(n);
            for (int m = 0; m < 500; ++m) {
                team.members.push_back({ "member-with-a-long-name-" + std::to_string(m) });
            }
            world.keep(rowOf(team));
        }
        TestSocket socket;
        world.enter(socket, "root");
        const json answer = socket.call("people.teams.list", json::object());
        QCOMPARE(reasonOf(answer), std::string("ok"));
        QCOMPARE(answer["result"]["items"].size(), std::size_t { 25 }); // of 50 asked for
        QCOMPARE(answer["result"].value("next", ""), std::string("more"));
    }
};

LOCUS_TEST(deputies, DeputiesTest)
#include "tst_deputies.moc"
