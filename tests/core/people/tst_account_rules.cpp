// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/people/account_rules.h"
#include "core/people/totp.h"
#include "tests/support/test_registry.h"

#include <QTest>

using namespace locus;
using namespace locus::people;
using namespace std::chrono_literals;

namespace {

const Instant now = fromMillis(1'772'440'173'000);

AccountWish newPerson(std::vector<Role> roles)
{
    AccountWish wish;
    wish.user = "b.lind";
    wish.displayName = "Britta Lind";
    wish.roles = std::move(roles);
    wish.passwordHash = "hash";
    return wish;
}

AccountCircumstances around(std::string_view actor = "root.admin")
{
    AccountCircumstances out;
    out.actor = actor;
    out.now = now;
    out.accounts = 2;
    out.enabledAdmins = 2;
    return out;
}

Account made(std::vector<Role> roles)
{
    return *decideAccount(createAccount, {}, newPerson(std::move(roles)), around());
}

std::string codeOf(const Result<Account>& result)
{
    return result.ok() ? "ok" : result.error().code;
}

} // namespace

class AccountRulesTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void makesAnAccount()
    {
        const Account account = made({ Role::Admin, Role::Clinician, Role::Admin });
        QCOMPARE(account.shown.roles, (std::vector { Role::Clinician, Role::Admin }));
        QCOMPARE(account.shown.version, std::uint64_t { 1 });
        QCOMPARE(*account.shown.passwordSetAt, now);
        QVERIFY(account.shown.isEnabled());
    }

    void badOnesAreRefusedByField_data()
    {
        QTest::addColumn<QString>("code");
        QTest::addColumn<QString>("field");
        QTest::addColumn<int>("mistake");
        int n = 0;
        for (const auto& [code, field] :
            std::vector<std::pair<const char*, const char*>> { { "people.bad_account", "user" },
                { "people.bad_account", "user" }, { "people.bad_account", "displayName" },
                { "people.no_roles", "roles" }, { "people.no_password", "password" },
                { "people.no_password", "password" }, { "people.name_taken", "user" } }) {
            QTest::addRow("%d %s", n, field) << code << field << n;
            ++n;
        }
    }

    void badOnesAreRefusedByField()
    {
        QFETCH(QString, code);
        QFETCH(QString, field);
        QFETCH(int, mistake);
        AccountWish wish = newPerson({ Role::Clinician });
        AccountCircumstances where = around();
        const std::vector<std::function<void()>> mistakes { [&] { wish.user = "B Lind"; },
            [&] { wish.user = std::string(65, 'a'); }, [&] { wish.displayName = "two\nlines"; },
            [&] { wish.roles.reset(); }, [&] { wish.passwordHash.clear(); },
            [&] { wish.kind = AccountKind::Service; }, [&] { where.nameTaken = true; } };
        mistakes[static_cast<std::size_t>(mistake)]();
        const auto refusal = decideAccount(createAccount, {}, wish, where);
        QCOMPARE(codeOf(refusal), code.toStdString());
        QCOMPARE(std::string(refusal.error().fact("field")), field.toStdString());
    }

    void theFirstAdminIsFirst()
    {
        AccountCircumstances empty = around();
        empty.accounts = 0;
        const auto first = decideAccount(firstAdmin, {}, newPerson({ Role::Clinician }), empty);
        QCOMPARE(first->shown.roles, std::vector { Role::Admin });
        QCOMPARE(codeOf(decideAccount(firstAdmin, {}, newPerson({}), around())),
            std::string("people.not_first"));
    }

    void nobodyChangesHisOwnRoles()
    {
        const Account admin = made({ Role::Admin });
        AccountWish more;
        more.roles = std::vector { Role::Admin, Role::Clinician };
        QCOMPARE(codeOf(decideAccount(updateAccount, admin, more, around("b.lind"))),
            std::string("people.own_roles"));
        const auto byAnother = decideAccount(updateAccount, admin, more, around());
        QCOMPARE(byAnother->shown.roles, (std::vector { Role::Clinician, Role::Admin }));
        QCOMPARE(byAnother->shown.version, admin.shown.version + 1);
        AccountCircumstances deputy = around("d.eputy");
        deputy.onBehalfOf = "b.lind"; // nor has another change them for him
        QCOMPARE(codeOf(decideAccount(updateAccount, admin, more, deputy)),
            std::string("people.own_roles"));
        AccountWish name;
        name.displayName = "B. Lind";
        QCOMPARE(
            codeOf(decideAccount(updateAccount, admin, name, around("b.lind"))), std::string("ok"));
    }

    void whomAProviderVouchesForIsMadeOrLetIn()
    {
        AccountWish wish = newPerson({ Role::Clinician });
        wish.passwordHash.clear();
        const auto fresh = decideAccount(noteOidcSignIn, {}, wish, around());
        QCOMPARE(codeOf(fresh), std::string("ok"));
        QVERIFY(fresh->passwordHash.empty());
        QCOMPARE(*fresh->shown.lastSignIn, now);
        QCOMPARE(fresh->shown.version, std::uint64_t { 1 });
        AccountWish other;
        other.roles = std::vector { Role::Operator };
        const auto moved = decideAccount(noteOidcSignIn, *fresh, other, around());
        QCOMPARE(moved->shown.roles, std::vector { Role::Operator });
        QCOMPARE(moved->shown.version, std::uint64_t { 2 });
        const auto same = decideAccount(noteOidcSignIn, *moved, {}, around()); // keeps its own
        QCOMPARE(same->shown.roles, std::vector { Role::Operator });
        QCOMPARE(same->shown.version, std::uint64_t { 2 });
        Account out = *fresh;
        out.shown.disabledAt = now;
        QCOMPARE(codeOf(decideAccount(noteOidcSignIn, out, wish, around())),
            std::string("people.bad_sign_in"));
        AccountCircumstances alone = around();
        alone.enabledAdmins = 1;
        QCOMPARE(codeOf(decideAccount(noteOidcSignIn, made({ Role::Admin }), other, alone)),
            std::string("people.last_admin"));
        wish.roles = std::vector<Role>();
        QCOMPARE(codeOf(decideAccount(noteOidcSignIn, {}, wish, around())),
            std::string("people.no_roles"));
    }

    void theLastAdminStays()
    {
        const Account admin = made({ Role::Admin });
        AccountCircumstances alone = around();
        alone.enabledAdmins = 1;
        AccountWish clinician;
        clinician.roles = std::vector { Role::Clinician };
        QCOMPARE(codeOf(decideAccount(updateAccount, admin, clinician, alone)),
            std::string("people.last_admin"));
        QCOMPARE(codeOf(decideAccount(disableAccount, admin, {}, alone)),
            std::string("people.last_admin"));
        QCOMPARE(codeOf(decideAccount(disableAccount, admin, {}, around())), std::string("ok"));
        // One that is out already can be changed freely.
        const Account out = *decideAccount(disableAccount, admin, {}, around());
        QCOMPARE(codeOf(decideAccount(updateAccount, out, clinician, alone)), std::string("ok"));
        QVERIFY(decideAccount(enableAccount, out, {}, alone)->shown.isEnabled());
    }

    void failuresCountAndLock()
    {
        Account account = made({ Role::Clinician });
        for (int n = 1; n <= 14; ++n) {
            account = *decideAccount(noteSignIn, account, {}, around());
            QCOMPARE(account.shown.failures, n);
            QCOMPARE(
                *account.shown.lockedUntil, now + std::min<Duration>(1s * (1 << (n - 1)), 15min));
        }
        QCOMPARE(account.shown.version, std::uint64_t { 1 });
        AccountWish well;
        well.signedIn = true;
        well.passwordSetAt = account.shown.passwordSetAt;
        account = *decideAccount(noteSignIn, account, well, around());
        QCOMPARE(account.shown.failures, 0);
        QVERIFY(!account.shown.lockedUntil);
        QCOMPARE(*account.shown.lastSignIn, now);
    }

    void aSignInThatCameTooLateIsNone()
    {
        const Account account = made({ Role::Clinician });
        AccountWish well;
        well.signedIn = true;
        well.passwordSetAt = *account.shown.passwordSetAt - 1us; // another password meanwhile
        QCOMPARE(codeOf(decideAccount(noteSignIn, account, well, around())),
            std::string("people.bad_sign_in"));
        well.passwordSetAt = account.shown.passwordSetAt;
        const Account out = *decideAccount(disableAccount, account, {}, around());
        QCOMPARE(codeOf(decideAccount(noteSignIn, out, well, around())),
            std::string("people.bad_sign_in"));
    }

    void aSecondFactorIsConfirmedAndUsedOnce()
    {
        Account account = made({ Role::Clinician });
        AccountWish wish;
        wish.totpSecret = newTotpSecret();
        wish.code = totpCode(wish.totpSecret, totpStepAt(now));
        QCOMPARE(codeOf(decideAccount(confirmTotp, account, wish, around())),
            std::string("people.no_totp"));
        account = *decideAccount(enrolTotp, account, wish, around());
        QVERIFY(!account.shown.hasSecondFactor);
        AccountWish wrong;
        wrong.code = "12345";
        QCOMPARE(codeOf(decideAccount(confirmTotp, account, wrong, around())),
            std::string("people.bad_code"));
        account = *decideAccount(confirmTotp, account, wish, around());
        QVERIFY(account.shown.hasSecondFactor);
        QCOMPARE(codeOf(decideAccount(enrolTotp, account, wish, around())),
            std::string("people.has_totp"));
        AccountWish well;
        well.signedIn = true;
        well.passwordSetAt = account.shown.passwordSetAt;
        well.totpStep = account.totpStep; // the code that confirmed
        QCOMPARE(codeOf(decideAccount(noteSignIn, account, well, around())),
            std::string("people.bad_sign_in"));
        ++well.totpStep;
        QCOMPARE(codeOf(decideAccount(noteSignIn, account, well, around())), std::string("ok"));
        account = *decideAccount(removeTotp, account, {}, around());
        QVERIFY(account.totpSecret.empty() && !account.shown.hasSecondFactor);
    }

    void wishesAreReadAsWritten()
    {
        AccountWish wish = newPerson({ Role::Operator });
        wish.id = AccountId(*Uuid::parse("01890000-0000-7000-8000-000000000001"));
        wish.kind = AccountKind::Service;
        wish.totpSecret = Bytes("\0\x01\xff", 3);
        wish.code = "123456";
        wish.signedIn = true;
        wish.totpStep = 7;
        wish.passwordSetAt = now;
        const auto read = decodeWish(encodeWish(wish));
        QVERIFY2(read.ok(), read.ok() ? "" : read.error().message.c_str());
        QCOMPARE(encodeWish(*read), encodeWish(wish));
        QCOMPARE(read->totpSecret, wish.totpSecret);
        QVERIFY(!decodeWish("[]").ok());
        QVERIFY(!decodeWish(R"({"user":7})").ok());
        QVERIFY(!decodeWish(R"({"roles":["king"]})").ok());
    }

    void whoIsNotThere()
    {
        for (const std::string_view command : { updateAccount, disableAccount, noteSignIn }) {
            QCOMPARE(codeOf(decideAccount(command, {}, {}, around())),
                std::string("people.unknown_account"));
        }
    }
};

LOCUS_TEST(account_rules, AccountRulesTest)
#include "tst_account_rules.moc"
