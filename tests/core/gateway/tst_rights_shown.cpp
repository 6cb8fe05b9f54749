// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/people/permissions.h"
#include "tests/core/gateway/people_world.h"
#include "tests/support/test_registry.h"

#include <QTest>

#include <algorithm>

using namespace locus;
using namespace locus::test;
using nlohmann::json;
using people::Role;

class RightsShownTest : public QObject
{
    Q_OBJECT

    static std::string reasonOf(const json& answer)
    {
        return answer.contains("error") ? answer["error"]["data"].value("reason", "") : "ok";
    }
    static json issue(TestSocket& socket, const std::string& name, json roles)
    {
        return socket.call(
            "people.tokens.issue", { { "tokenName", name }, { "roles", std::move(roles) } });
    }

private Q_SLOTS:
    // The page that shows rights shows what is asked, row by row, to whoever looks.
    void theTableIsShownToEverybody()
    {
        PeopleWorld world;
        world.add("a.osei", { Role::Clinician });
        TestSocket socket;
        world.enter(socket, "a.osei");
        const json items = socket.call("people.roles.list")["result"]["items"];
        QCOMPARE(items.size(), people::permissionTable().size());
        for (std::size_t at = 0; at < items.size(); ++at) {
            const people::Permission& row = people::permissionTable()[at];
            QCOMPARE(items[at].value("method", ""), std::string(row.pattern));
            QCOMPARE(items[at]["roles"].size(), row.roles.size());
            QCOMPARE(items[at].value("freshSignIn", false),
                row.freshSignIn == people::FreshSignIn::Needed);
        }
    }

    void aTokenWorksUntilItIsRevoked()
    {
        PeopleWorld world;
        world.add("root", { Role::Admin });
        TestSocket socket;
        world.enter(socket, "root");
        const json issued = issue(socket, "lab-feed", { "clinician" });
        QCOMPARE(reasonOf(issued), std::string("ok"));
        const std::string token = issued["result"].value("token", "");
        QVERIFY(token.size() > 32);
        const json listed = socket.call("people.tokens.list");
        QCOMPARE(listed["result"]["items"].size(), std::size_t { 1 });
        QCOMPARE(listed["result"]["items"][0].value("name", ""), std::string("lab-feed"));
        QVERIFY(listed.dump().find(token) == std::string::npos);

        TestSocket program;
        QVERIFY(program.openSession(world.rpc(), token));
        QCOMPARE(reasonOf(program.call("analyses.list")), std::string("ok"));
        const json left = socket.call("people.tokens.revoke", { { "tokenName", "lab-feed" } });
        QVERIFY(!left["result"]["items"][0]["revokedAt"].is_null());
        TestSocket late;
        QVERIFY(!late.openSession(world.rpc(), token));
        QCOMPARE(reasonOf(socket.call("people.tokens.revoke", { { "tokenName", "lab-feed" } })),
            std::string("people.unknown_token"));
    }

    void badTokensAreRefusedByName_data()
    {
        QTest::addColumn<QByteArray>("name");
        QTest::addColumn<QByteArray>("roles");
        QTest::addColumn<QByteArray>("reason");
        QTest::newRow("no role") << QByteArray("feed") << QByteArray("[]")
                                 << QByteArray("people.no_roles");
        QTest::newRow("unknown role")
            << QByteArray("feed") << QByteArray("[\"king\"]") << QByteArray("params.range");
        QTest::newRow("bad name") << QByteArray("Lab Feed") << QByteArray("[\"clinician\"]")
                                  << QByteArray("people.token_name");
        QTest::newRow("no name") << QByteArray("") << QByteArray("[\"clinician\"]")
                                 << QByteArray("params.missing");
    }
    void badTokensAreRefusedByName()
    {
        QFETCH(QByteArray, name);
        QFETCH(QByteArray, roles);
        QFETCH(QByteArray, reason);
        PeopleWorld world;
        world.add("root", { Role::Admin });
        TestSocket socket;
        world.enter(socket, "root");
        QCOMPARE(reasonOf(issue(socket, name.toStdString(), json::parse(roles.toStdString()))),
            reason.toStdString());
        QCOMPARE(socket.call("people.tokens.list")["result"]["items"].size(), std::size_t { 0 });
    }

    // Who is in long enough is asked for his password before he lets a program in.
    void tokensAreForAdminsWhoSignedInLately()
    {
        PeopleWorld world;
        world.add("root", { Role::Admin });
        world.add("a.osei", { Role::Clinician });
        TestSocket other;
        world.enter(other, "a.osei");
        QCOMPARE(
            reasonOf(issue(other, "feed", { "clinician" })), std::string("people.not_permitted"));
        QCOMPARE(reasonOf(other.call("people.tokens.list")), std::string("people.not_permitted"));
        TestSocket socket;
        world.enter(socket, "root");
        world.core.clock.advance(std::chrono::minutes(11));
        QCOMPARE(
            reasonOf(issue(socket, "feed", { "clinician" })), std::string("session.sign_in_again"));
        QCOMPARE(reasonOf(socket.call("people.tokens.list")), std::string("ok"));
    }
};

LOCUS_TEST(rights_shown, RightsShownTest)
#include "tst_rights_shown.moc"
