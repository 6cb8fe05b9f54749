// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
// Accounts through the real loop into a real store and out again by the reader of the gateway.
#include "core/pipeline/people_role.h"

#include "core/people/account_wish.h"
#include "core/store/store_accounts_reader.h"
#include "tests/support/role_tester.h"
#include "tests/support/test_registry.h"

#include <QTest>

using namespace locus;
using namespace locus::test;
using namespace std::chrono_literals;
using people::AccountWish;
using people::Role;

class PeopleRoleTest : public QObject
{
    Q_OBJECT

    struct World
    {
        pipeline::PeopleRole role { "i", "tenant" };
        RoleTester tester { role };
    };

    static std::string ask(World& world, std::string_view command, const AccountWish& wish)
    {
        const auto answer = world.tester.ask(std::string(command), people::encodeWish(wish));
        return answer.ok() ? "ok" : answer.error().code;
    }
    static AccountWish person(const std::string& user, std::vector<Role> roles)
    {
        AccountWish wish;
        wish.user = user;
        wish.roles = std::move(roles);
        wish.passwordHash = "$argon2id$of-nobody";
        return wish;
    }
    static people::Account account(World& world, const std::string& user)
    {
        return **world.tester.store->accounts.byUser(user);
    }
    static AccountWish of(const people::Account& account)
    {
        AccountWish wish;
        wish.id = account.shown.id;
        return wish;
    }

private Q_SLOTS:
    void theFirstAdminMakesOthers()
    {
        World world;
        QVERIFY(world.tester.open().ok());
        QCOMPARE(ask(world, people::firstAdmin, person("root.admin", {})), std::string("ok"));
        QCOMPARE(
            ask(world, people::firstAdmin, person("other", {})), std::string("people.not_first"));
        QCOMPARE(ask(world, people::createAccount, person("a.osei", { Role::Clinician })),
            std::string("ok"));
        QCOMPARE(ask(world, people::createAccount, person("a.osei", { Role::Operator })),
            std::string("people.name_taken"));
        QCOMPARE(*world.tester.store->accounts.count(), 2);
        QCOMPARE(*world.tester.store->accounts.enabledAdmins(), 1);
        const auto told = world.tester.published(std::string(people::identityTopic));
        QCOMPARE(told.size(), std::size_t { 2 });
        QVERIFY2(told.back().find("\"user\":\"a.osei\"") != Bytes::npos, told.back().c_str());
        QVERIFY2(told.back().find("argon2") == Bytes::npos, told.back().c_str());
        const auto& changes = world.tester.changes;
        QCOMPARE(changes.size(), std::size_t { 2 });
        QCOMPARE(changes.back().stream, std::string("people.accounts"));
        QCOMPARE(changes.back().id, account(world, "a.osei").shown.id.toString());
    }

    void anAccountIsReadAsItWasWritten()
    {
        World world;
        QVERIFY(world.tester.open().ok());
        QCOMPARE(
            ask(world, people::createAccount, person("a.osei", { Role::Clinician, Role::Auditor })),
            std::string("ok"));
        const people::Account made = account(world, "a.osei");
        AccountWish secret = of(made);
        secret.totpSecret = Bytes("\0secret\n\xff", 9);
        QCOMPARE(ask(world, people::enrolTotp, secret), std::string("ok"));
        QCOMPARE(ask(world, people::noteSignIn, of(made)), std::string("ok"));
        QCOMPARE(ask(world, people::disableAccount, of(made)), std::string("ok"));
        QVERIFY(world.tester.restart().ok());
        auto reader =
            store::StoreAccountsReader::open(world.tester.store->file(), world.tester.codec);
        QVERIFY(reader.ok());
        const auto read = (*reader)->get(made.shown.id);
        QVERIFY(read.ok());
        QCOMPARE(read->shown.user, std::string("a.osei"));
        QCOMPARE(read->shown.roles, (std::vector { Role::Clinician, Role::Auditor }));
        QCOMPARE(read->shown.failures, 1);
        QCOMPARE(*read->shown.lockedUntil, world.tester.clock.now() + 1s);
        QCOMPARE(*read->shown.disabledAt, world.tester.clock.now());
        QCOMPARE(read->shown.passwordSetAt, made.shown.passwordSetAt);
        QVERIFY(!read->shown.lastSignIn);
        QCOMPARE(read->shown.version, std::uint64_t { 3 });
        QCOMPARE(read->passwordHash, std::string("$argon2id$of-nobody"));
        QCOMPARE(read->totpSecret, secret.totpSecret);
        QVERIFY(!(*reader)->get(people::AccountId()).ok());
        QVERIFY(!(*(*reader)->byUser("nobody")));
    }

    void whatHappensToAnAccountIsTold()
    {
        World world;
        QVERIFY(world.tester.open().ok());
        QCOMPARE(ask(world, people::firstAdmin, person("root.admin", {})), std::string("ok"));
        QCOMPARE(ask(world, people::createAccount, person("a.osei", { Role::Clinician })),
            std::string("ok"));
        AccountWish roles = of(account(world, "a.osei"));
        roles.roles = std::vector { Role::Operator };
        QCOMPARE(ask(world, people::updateAccount, roles), std::string("ok"));
        AccountWish good = of(account(world, "a.osei"));
        good.signedIn = true;
        good.passwordSetAt = account(world, "a.osei").shown.passwordSetAt;
        QCOMPARE(ask(world, people::noteSignIn, good), std::string("ok"));
        QCOMPARE(ask(world, people::noteSignIn, of(account(world, "a.osei"))), std::string("ok"));
        AccountWish out = of(account(world, "a.osei"));
        out.cause = "idle";
        QCOMPARE(ask(world, people::noteSignOut, out), std::string("ok"));
        QCOMPARE(
            ask(world, people::disableAccount, of(account(world, "a.osei"))), std::string("ok"));
        QCOMPARE(
            ask(world, people::enableAccount, of(account(world, "a.osei"))), std::string("ok"));
        world.tester.published();
        std::vector<std::string> types;
        for (const bus::OutRecord& record : world.tester.publisher.records) {
            const Bytes& text = *record.value;
            const std::size_t at = text.find("User.");
            if (at != Bytes::npos) {
                types.push_back(text.substr(at, text.find('"', at) - at));
            }
        }
        QCOMPARE(types,
            (std::vector<std::string> { "User.Created", "User.Created", "User.RoleGranted",
                "User.RoleRevoked", "User.LoggedIn", "User.LoginFailed", "User.LoggedOut",
                "User.Disabled", "User.Unlocked" }));
    }

    void pagesAreKeysets()
    {
        World world;
        QVERIFY(world.tester.open().ok());
        for (const char* user : { "d", "a", "c", "b", "e" }) {
            QCOMPARE(ask(world, people::createAccount, person(user, { Role::Operator })),
                std::string("ok"));
        }
        auto reader =
            store::StoreAccountsReader::open(world.tester.store->file(), world.tester.codec);
        std::string seen;
        std::string after;
        for (int pages = 0; pages < 3; ++pages) {
            const auto page = (*reader)->list(after, 2);
            QVERIFY(page.ok());
            QCOMPARE(page->total, 5);
            for (const auto& item : page->items) {
                seen += item.user;
            }
            after = page->next;
        }
        QCOMPARE(seen, std::string("abcde"));
        QVERIFY(after.empty());
        QVERIFY(!(*reader)->list({}, 0).ok());
        QVERIFY(!(*reader)->list({}, 501).ok());
    }

    void theSameCommandIsDoneOnce()
    {
        World world;
        QVERIFY(world.tester.open().ok());
        const Uuid id = world.tester.ids.next();
        const Bytes body = people::encodeWish(person("a.osei", { Role::Clinician }));
        const auto first = world.tester.ask(std::string(people::createAccount), body, id);
        const auto again = world.tester.ask(std::string(people::createAccount), body, id);
        QVERIFY(first.ok());
        QCOMPARE(*again, *first);
        QCOMPARE(*world.tester.store->accounts.count(), 1);
    }

    void aRefusalLeavesNothing()
    {
        World world;
        QVERIFY(world.tester.open().ok());
        QCOMPARE(ask(world, people::firstAdmin, person("root.admin", {})), std::string("ok"));
        const people::Account admin = account(world, "root.admin");
        QCOMPARE(ask(world, people::disableAccount, of(admin)), std::string("people.last_admin"));
        QVERIFY(account(world, "root.admin").shown.isEnabled());
        QCOMPARE(ask(world, people::noteSignIn, {}), std::string("people.unknown_account"));
        QCOMPARE(world.tester.ask("people.accounts.update", "{]").error().code,
            std::string("people.bad_wish"));
    }
};

LOCUS_TEST(people_role, PeopleRoleTest)
#include "tst_people_role.moc"
