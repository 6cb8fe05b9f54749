// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
// Accounts and sessions over a real socket: what people do, and everything that must not work.
#include "core/gateway/http_rpc.h"
#include "core/gateway/rpc_table.h"
#include "core/people/account_wish.h"
#include "core/people/totp.h"
#include "tests/core/gateway/people_world.h"
#include "tests/support/test_registry.h"

#include <QTest>

#include <set>

using namespace locus;
using namespace locus::test;
using namespace std::chrono_literals;
using nlohmann::json;
using people::Role;

namespace {

json errorOf(const json& answer)
{
    return answer.contains("error") ? answer["error"] : json(nullptr);
}

std::string reasonOf(const json& answer)
{
    return answer.contains("error") ? answer["error"]["data"].value("reason", "") : "ok";
}

// Comparing JSON itself asks Qt for conversions that it does not have.
std::string text(const json& value)
{
    return value.dump();
}

// What a stranger could tell two refusals apart by, but for the pause.
json withoutPause(json error)
{
    error["data"].erase("retryAfterMs");
    return error;
}

} // namespace

class PeopleTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void thePasswordOpensASession()
    {
        PeopleWorld world;
        world.add("a.osei", { Role::Clinician });
        TestSocket socket;
        QVERIFY(socket.open(world.rpc()));
        const json answer = PeopleWorld::signIn(socket, "a.osei", goodPassword);
        QCOMPARE(reasonOf(answer), std::string("ok"));
        const json& signedIn = answer["result"];
        QCOMPARE(signedIn["user"], "a.osei");
        QCOMPARE(text(signedIn["roles"]), std::string(R"(["clinician"])"));
        const std::string token = signedIn.value("token", "");
        QCOMPARE(token.size(), std::string("session_").size() + 64);
        QCOMPARE(signedIn.value("expiresAt", ""), toRfc3339(world.core.clock.now() + 12h));
        const json opened = socket.call(
            "session.open", { { "token", token }, { "client", "test" }, { "version", "1.0" } });
        QCOMPARE(opened["result"]["user"], "a.osei");
        QCOMPARE(reasonOf(socket.call("analyses.list")), std::string("ok"));
        QCOMPARE(
            reasonOf(socket.call("people.accounts.list")), std::string("people.not_permitted"));
        TestSocket other; // the token holds for further sockets
        QVERIFY(other.openSession(world.rpc(), token));
    }

    void everyRefusalIsTheSame()
    {
        PeopleWorld world;
        world.add("a.osei", { Role::Clinician });
        world.add("out", { Role::Clinician });
        world.add("coded", { Role::Clinician });
        world.change(people::disableAccount, "out");
        const Bytes secret = people::newTotpSecret();
        world.change(people::enrolTotp, "coded", [&](auto& wish) { wish.totpSecret = secret; });
        world.change(people::confirmTotp, "coded", [&](auto& wish) {
            wish.code = people::totpCode(secret, people::totpStepAt(world.core.clock.now()));
        });
        TestSocket socket;
        QVERIFY(socket.open(world.rpc()));
        const json wrong = errorOf(PeopleWorld::signIn(socket, "a.osei", "not the password"));
        QCOMPARE(wrong["data"]["reason"], "people.bad_sign_in");
        QCOMPARE(wrong["data"]["retryAfterMs"], 1000);
        // Whoever does not exist, is disabled, or has the wrong code: to the last octet the same.
        QCOMPARE(
            text(errorOf(PeopleWorld::signIn(socket, "nobody", "not the password"))), text(wrong));
        QCOMPARE(text(errorOf(PeopleWorld::signIn(socket, "out", goodPassword))), text(wrong));
        QCOMPARE(text(errorOf(PeopleWorld::signIn(socket, "coded", goodPassword, "000000"))),
            text(wrong));
        // In the pause the right password helps nobody, and unknown names pause alike.
        const json paused = errorOf(PeopleWorld::signIn(socket, "a.osei", goodPassword));
        QCOMPARE(text(withoutPause(paused)), text(withoutPause(wrong)));
        QCOMPARE(text(paused), text(errorOf(PeopleWorld::signIn(socket, "nobody", goodPassword))));
        QVERIFY(!socket.closed);
    }

    void knownAndUnknownAreTheSameWork()
    {
        PeopleWorld world;
        world.add("a.osei", { Role::Clinician });
        TestSocket socket;
        QVERIFY(socket.open(world.rpc()));
        PeopleWorld::signIn(socket, "a.osei", "not the password");
        PeopleWorld::signIn(socket, "nobody", "not the password");
        const auto& commands = world.core.loop.received();
        QCOMPARE(commands.size(), std::size_t { 2 });
        QCOMPARE(commands[0].name, std::string(people::noteSignIn));
        QCOMPARE(commands[1].name, std::string(people::noteSignIn));
        QCOMPARE(commands[0].actor, std::string("a.osei"));
        QCOMPARE(commands[1].actor, std::string()); // it may have been a password
        QVERIFY(commands[1].body.find("nobody") == std::string::npos);
    }

    void pausesGrowAndEnd()
    {
        PeopleWorld world;
        world.add("a.osei", { Role::Clinician });
        for (const char* user : { "a.osei", "nobody" }) {
            TestSocket socket;
            QVERIFY(socket.open(world.rpc()));
            for (const int seconds : { 1, 2, 4, 8 }) {
                const json refusal = errorOf(PeopleWorld::signIn(socket, user, "not the password"));
                QCOMPARE(refusal["data"]["retryAfterMs"], seconds * 1000);
                world.core.clock.advance(std::chrono::seconds(seconds));
            }
        }
        QCOMPARE(world.account("a.osei").shown.failures, 4);
        TestSocket socket;
        QVERIFY(!world.enter(socket, "a.osei").empty());
        QCOMPARE(world.account("a.osei").shown.failures, 0);
    }

    void failuresOutliveTheCore()
    {
        PeopleWorld world;
        world.add("a.osei", { Role::Clinician });
        {
            TestSocket socket;
            QVERIFY(socket.open(world.rpc()));
            PeopleWorld::signIn(socket, "a.osei", "not the password");
            world.core.clock.advance(1s);
            PeopleWorld::signIn(socket, "a.osei", "not the password");
        }
        world.core.stop();
        world.core.start();
        TestSocket socket;
        QVERIFY(socket.open(world.rpc()));
        const json refusal = errorOf(PeopleWorld::signIn(socket, "a.osei", goodPassword));
        QCOMPARE(refusal["data"]["retryAfterMs"], 2000);
        world.core.clock.advance(2s);
        const json next = errorOf(PeopleWorld::signIn(socket, "a.osei", "not the password"));
        QCOMPARE(next["data"]["retryAfterMs"], 4000);
    }

    void aCodeIsAskedForAndWorksOnce()
    {
        PeopleWorld world;
        world.add("a.osei", { Role::Clinician });
        TestSocket socket;
        QVERIFY(!world.enter(socket, "a.osei").empty());
        const json enrolled = socket.call("people.totp.enrol");
        QCOMPARE(reasonOf(enrolled), std::string("ok"));
        const Bytes secret = world.account("a.osei").totpSecret;
        QCOMPARE(enrolled["result"].value("secret", ""), people::base32(secret));
        const auto code = [&] {
            return people::totpCode(secret, people::totpStepAt(world.core.clock.now()));
        };
        QCOMPARE(reasonOf(socket.call("people.totp.confirm",
                     { { "commandId", world.newId() }, { "code", "12345" } })),
            std::string("people.bad_code"));
        QCOMPARE(reasonOf(socket.call("people.totp.confirm",
                     { { "commandId", world.newId() }, { "code", code() } })),
            std::string("ok"));
        TestSocket next;
        QVERIFY(next.open(world.rpc()));
        QCOMPARE(text(PeopleWorld::signIn(next, "a.osei", goodPassword)["result"]),
            std::string(R"({"needsCode":true})"));
        QCOMPARE(reasonOf(PeopleWorld::signIn(next, "a.osei", goodPassword, code())), // confirmed
            std::string("people.bad_sign_in"));
        world.core.clock.advance(30s);
        const std::string fresh = code();
        QCOMPARE(
            reasonOf(PeopleWorld::signIn(next, "a.osei", goodPassword, fresh)), std::string("ok"));
        QCOMPARE(reasonOf(PeopleWorld::signIn(next, "a.osei", goodPassword, fresh)), // replayed
            std::string("people.bad_sign_in"));
        world.core.clock.advance(30s);
        TestSocket last;
        QVERIFY(!world.enter(last, "a.osei", code()).empty());
    }

    void whatHappensToAnAccountEndsItsSessions_data()
    {
        QTest::addColumn<QByteArray>("command");
        QTest::newRow("disabled") << QByteArray("people.accounts.disable");
        QTest::newRow("other roles") << QByteArray("people.accounts.update");
        QTest::newRow("another password") << QByteArray("people.accounts.setPassword");
    }

    void whatHappensToAnAccountEndsItsSessions()
    {
        QFETCH(QByteArray, command);
        PeopleWorld world;
        world.add("a.osei", { Role::Clinician });
        world.add("b.lind", { Role::Clinician });
        TestSocket socket;
        TestSocket bystander;
        const std::string token = world.enter(socket, "a.osei");
        QVERIFY(!token.empty());
        QVERIFY(!world.enter(bystander, "b.lind").empty());
        world.core.clock.advance(1s);
        world.change(command.constData(), "a.osei", [](people::AccountWish& wish) {
            wish.roles = std::vector { Role::Operator };
            wish.passwordHash = "another";
        });
        QVERIFY(socket.waitForClose());
        TestSocket again;
        QVERIFY(!again.openSession(world.rpc(), token));
        QCOMPARE(reasonOf(bystander.call("analyses.list")), std::string("ok"));
    }

    void anotherNameEndsNothing()
    {
        PeopleWorld world;
        world.add("a.osei", { Role::Clinician });
        TestSocket socket;
        QVERIFY(!world.enter(socket, "a.osei").empty());
        world.change(people::updateAccount, "a.osei",
            [](people::AccountWish& wish) { wish.displayName = "Ama Osei"; });
        QCOMPARE(reasonOf(socket.call("analyses.list")), std::string("ok"));
    }

    void onesOwnPasswordEndsTheOtherSessions()
    {
        PeopleWorld world;
        world.add("a.osei", { Role::Clinician });
        TestSocket here;
        TestSocket there;
        QVERIFY(!world.enter(here, "a.osei").empty());
        QVERIFY(!world.enter(there, "a.osei").empty());
        world.core.clock.advance(1s);
        QCOMPARE(reasonOf(here.call("people.accounts.setPassword",
                     { { "commandId", world.newId() }, { "password", "short" } })),
            std::string("people.weak_password"));
        QCOMPARE(reasonOf(here.call("people.accounts.setPassword",
                     { { "commandId", world.newId() }, { "password", "another good password" } })),
            std::string("ok"));
        QVERIFY(there.waitForClose());
        QCOMPARE(reasonOf(here.call("analyses.list")), std::string("ok"));
        TestSocket next;
        QVERIFY(next.open(world.rpc()));
        QCOMPARE(reasonOf(PeopleWorld::signIn(next, "a.osei", "another good password")),
            std::string("ok"));
    }

    void sessionsEndWhenIdleAndInAnyCase()
    {
        PeopleWorld world;
        world.add("a.osei", { Role::Clinician });
        TestSocket idle;
        const std::string token = world.enter(idle, "a.osei");
        world.core.clock.advance(15min - 1s);
        QCOMPARE(reasonOf(idle.call("analyses.list")), std::string("ok"));
        world.core.clock.advance(15min);
        QCOMPARE(reasonOf(idle.call("analyses.list")), std::string("session.ended"));
        QVERIFY(idle.waitForClose());
        TestSocket again;
        QVERIFY(!again.openSession(world.rpc(), token));
        TestSocket busy;
        QVERIFY(!world.enter(busy, "a.osei").empty());
        for (int n = 1; n < 12 * 6; ++n) {
            world.core.clock.advance(10min);
            QCOMPARE(reasonOf(busy.call("analyses.list")), std::string("ok"));
        }
        world.core.clock.advance(10min); // twelve hours
        QCOMPARE(reasonOf(busy.call("analyses.list")), std::string("session.ended"));
    }

    void anIdleSocketIsClosedByItself()
    {
        gateway::GatewayLimits limits;
        limits.revalidation = 50ms;
        PeopleWorld world(limits);
        world.add("a.osei", { Role::Clinician });
        TestSocket socket;
        QVERIFY(!world.enter(socket, "a.osei").empty());
        world.core.clock.advance(15min);
        QVERIFY(socket.waitForClose());
    }

    void sensitiveActsNeedThePasswordAgain()
    {
        PeopleWorld world;
        world.add("root.admin", { Role::Admin });
        const auto id = world.add("b.lind", { Role::Clinician }).toString();
        TestSocket socket;
        QVERIFY(!world.enter(socket, "root.admin").empty());
        const auto disable = [&] {
            return reasonOf(socket.call("people.accounts.disable",
                { { "commandId", world.newId() }, { "accountId", id } }));
        };
        world.core.clock.advance(5min);
        QCOMPARE(disable(), std::string("session.sign_in_again"));
        QCOMPARE(reasonOf(socket.call("people.accounts.list")), std::string("ok"));
        QCOMPARE(reasonOf(socket.call("session.signInAgain", { { "password", "not it at all" } })),
            std::string("people.bad_sign_in"));
        QCOMPARE(disable(), std::string("session.sign_in_again"));
        world.core.clock.advance(1s);
        QCOMPARE(reasonOf(socket.call("session.signInAgain", { { "password", goodPassword } })),
            std::string("ok"));
        QCOMPARE(disable(), std::string("ok"));
        QVERIFY(!world.account("b.lind").shown.isEnabled());
    }

    void rulesHoldOverTheSocket()
    {
        PeopleWorld world;
        const auto own = world.add("root.admin", { Role::Admin }).toString();
        TestSocket socket;
        QVERIFY(!world.enter(socket, "root.admin").empty());
        const auto ask = [&](const std::string& method, json params) {
            params["commandId"] = world.newId();
            return reasonOf(socket.call(method, params));
        };
        QCOMPARE(ask("people.accounts.disable", { { "accountId", own } }),
            std::string("people.last_admin"));
        QCOMPARE(ask("people.accounts.update",
                     { { "accountId", own }, { "roles", { "admin", "clinician" } } }),
            std::string("people.own_roles"));
        QCOMPARE(ask("people.accounts.create",
                     { { "user", "b.lind" }, { "roles", { "clinician" } },
                         { "password", "b.lind.b.lind" } }),
            std::string("ok"));
        QCOMPARE(ask("people.accounts.create",
                     { { "user", "b.lind" }, { "roles", { "clinician" } },
                         { "password", goodPassword } }),
            std::string("people.name_taken"));
        QCOMPARE(ask("people.accounts.create",
                     { { "user", "c" }, { "roles", { "king" } }, { "password", goodPassword } }),
            std::string("params.range"));
        const json shown = socket.call("people.accounts.list");
        QCOMPARE(shown["result"]["total"], 2);
        QVERIFY(shown.dump().find("argon2") == std::string::npos);
        TestSocket clinician;
        world.add("c.kim", { Role::Clinician });
        QVERIFY(!world.enter(clinician, "c.kim").empty());
        QCOMPARE(reasonOf(clinician.call("people.accounts.setPassword",
                     { { "commandId", world.newId() }, { "accountId", own },
                         { "password", goodPassword } })),
            std::string("people.not_permitted"));
        QCOMPARE(reasonOf(clinician.call("people.totp.remove",
                     { { "commandId", world.newId() }, { "accountId", own } })),
            std::string("people.not_permitted"));
        QCOMPARE(reasonOf(clinician.call("session.endAll", { { "user", "root.admin" } })),
            std::string("people.not_permitted"));
    }

    void theFirstAdminIsMadeAtTheSeat()
    {
        PeopleWorld world;
        const auto wish = [&](const std::string& password) {
            return json { { "commandId", world.newId() }, { "user", "root.admin" },
                { "password", password } };
        };
        TestSocket stranger;
        QVERIFY(stranger.openSession(world.rpc(), world.core.token("ci", { Role::Admin })));
        QCOMPARE(reasonOf(stranger.call("people.firstAdmin", wish(goodPassword))),
            std::string("people.not_at_seat"));
        TestSocket seat;
        QVERIFY(seat.openSession(world.rpc(), world.seatToken));
        QCOMPARE(reasonOf(seat.call("people.firstAdmin", wish("admin"))),
            std::string("people.weak_password"));
        QCOMPARE(reasonOf(seat.call("people.firstAdmin", wish(goodPassword))), std::string("ok"));
        QCOMPARE(reasonOf(seat.call("people.firstAdmin", wish(goodPassword))),
            std::string("people.not_first"));
        TestSocket admin;
        QVERIFY(!world.enter(admin, "root.admin").empty());
        QCOMPARE(reasonOf(seat.call("people.totp.enrol")), std::string("people.no_account"));
    }

    void sessionsAreShownAndEnded()
    {
        PeopleWorld world;
        world.add("root.admin", { Role::Admin });
        world.add("a.osei", { Role::Clinician });
        TestSocket admin;
        TestSocket one;
        TestSocket two;
        QVERIFY(!world.enter(admin, "root.admin").empty());
        QVERIFY(!world.enter(one, "a.osei").empty());
        const std::string token = world.enter(two, "a.osei");
        QCOMPARE(admin.call("session.list")["result"]["items"].size(), std::size_t { 3 });
        const json own = one.call("session.list")["result"]["items"];
        QCOMPARE(own.size(), std::size_t { 2 });
        QVERIFY(own.dump().find(token) == std::string::npos);
        QCOMPARE(one.call("session.signOut")["result"]["ended"], 1);
        QVERIFY(one.waitForClose());
        QVERIFY(!two.closed);
        QCOMPARE(admin.call("session.endAll", { { "user", "a.osei" } })["result"]["ended"], 1);
        QVERIFY(two.waitForClose());
        QVERIFY(!admin.closed);
    }

    void aSocketHasOnlySomeSignIns()
    {
        gateway::GatewayLimits limits;
        limits.signInsPerSocket = 2;
        PeopleWorld world(limits);
        TestSocket socket;
        QVERIFY(socket.open(world.rpc()));
        QCOMPARE(
            reasonOf(PeopleWorld::signIn(socket, "one", "x")), std::string("people.bad_sign_in"));
        QCOMPARE(
            reasonOf(PeopleWorld::signIn(socket, "two", "x")), std::string("people.bad_sign_in"));
        QCOMPARE(reasonOf(PeopleWorld::signIn(socket, "three", "x")),
            std::string("session.too_many_sign_ins"));
        QVERIFY(socket.waitForClose());
        TestSocket other; // anything else first still closes
        QVERIFY(other.open(world.rpc()));
        QCOMPARE(
            reasonOf(other.call("people.accounts.list")), std::string("session.not_signed_in"));
    }

    void anAddressHasOnlySomeSignInsAMinute()
    {
        gateway::GatewayLimits limits;
        limits.signInsPerMinute = 2;
        PeopleWorld world(limits);
        world.add("a.osei", { Role::Clinician });
        TestSocket socket;
        QVERIFY(socket.open(world.rpc()));
        for (const char* user : { "one", "two" }) {
            QCOMPARE(reasonOf(PeopleWorld::signIn(socket, user, "x")),
                std::string("people.bad_sign_in"));
        }
        const json refusal = errorOf(PeopleWorld::signIn(socket, "a.osei", goodPassword));
        QCOMPARE(refusal["data"]["reason"], "gateway.rate");
        QCOMPARE(refusal["data"]["retryAfterMs"], 30'000);
        world.core.clock.advance(30s);
        QCOMPARE(reasonOf(PeopleWorld::signIn(socket, "a.osei", goodPassword)), std::string("ok"));
    }

    void httpSignsInToo()
    {
        PeopleWorld world;
        world.add("a.osei", { Role::Clinician });
        const auto post = [&](const json& body) {
            std::optional<gateway::HttpAnswer> answer;
            world.core.gateway->http().signIn(
                body.dump(), {}, [&answer](const gateway::HttpAnswer& got) { answer = got; });
            (void)QTest::qWaitFor([&answer] { return answer.has_value(); });
            return answer.value_or(gateway::HttpAnswer { 0, "{}" });
        };
        QCOMPARE(post({ { "user", "a.osei" } }).status, 400);
        QCOMPARE(post({ { "user", "nobody" }, { "password", goodPassword } }).status, 401);
        const auto answer = post({ { "user", "a.osei" }, { "password", goodPassword } });
        QCOMPARE(answer.status, 200);
        TestSocket socket;
        QVERIFY(socket.openSession(world.rpc(), json::parse(answer.body).value("token", "")));
    }

    void rolesAndMethodsMatchTheTable()
    {
        PeopleWorld world;
        const auto& table = world.core.gateway->table();
        const std::set<std::string> forAll { "people.accounts.setPassword", "people.totp.enrol",
            "people.totp.confirm", "people.totp.remove", "session.ticket", "session.signInAgain",
            "session.oidcBeginAgain", "session.oidcFinishAgain", "session.signOut",
            "session.endAll", "session.list", "session.get", "people.breakGlass.begin",
            "people.breakGlass.end", "people.approvals.list", "people.approvals.get",
            "people.approvals.approve", "people.approvals.reject", "people.approvals.withdraw",
            "people.roles.list", "people.delegations.list", "people.delegations.grant",
            "people.delegations.revoke" };
        const std::set<std::string> forWards { "people.teams.list", "people.teams.get" };
        const std::set<std::string> forAuditors { "people.breakGlass.list",
            "people.breakGlass.review" };
        int asked = 0;
        for (const std::string& method : table.methods()) {
            if (!method.starts_with("people.") && !method.starts_with("session.")) {
                continue;
            }
            for (const Role role : people::allRoles) {
                const bool may = forAll.contains(method) || role == Role::Admin
                    || (role == Role::Auditor && forAuditors.contains(method))
                    || ((role == Role::Clinician || role == Role::Coordinator)
                        && forWards.contains(method));
                std::optional<std::string> code;
                // Parameters that cannot be read: who gets that far is permitted.
                table.invoke({ { "x", { role }, "t" }, method, R"({"nonsense":1})" },
                    [&code](
                        const Result<Bytes>& got) { code = got.ok() ? "ok" : got.error().code; });
                QVERIFY(QTest::qWaitFor([&code] { return code.has_value(); }));
                QVERIFY2((*code != "people.not_permitted") == may,
                    (method + " " + std::string(toString(role)) + " " + *code).c_str());
                ++asked;
            }
        }
        QVERIFY2(asked >= 33 * 5, qPrintable(QString::number(asked)));
    }
};

LOCUS_TEST(people, PeopleTest)
#include "tst_people.moc"
