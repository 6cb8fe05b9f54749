// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/people/delegation.h"
#include "core/people/permissions.h"
#include "tests/support/seeded_random.h"
#include "tests/support/test_registry.h"

#include <QTest>

#include <algorithm>
#include <functional>

using namespace locus;
using namespace locus::people;
using namespace std::chrono_literals;

namespace {

const Instant noon = fromMicros(1'700'000'000'000'000);
constexpr auto day = std::chrono::hours(24);

AccountSummary person(const std::string& user, std::vector<Role> roles)
{
    AccountSummary out;
    out.user = user;
    out.displayName = user;
    out.roles = std::move(roles);
    return out;
}

DelegationWish wish()
{
    DelegationWish out;
    out.receiver = "b.lind";
    out.reason = "on leave";
    return out;
}

template <typename T> std::string codeOf(const Result<T>& result)
{
    return result.ok() ? "ok" : result.error().code;
}

} // namespace

class DelegationTest : public QObject
{
    Q_OBJECT

    const AccountSummary m_giver = person("a.osei", { Role::Clinician, Role::Coordinator });
    const AccountSummary m_receiver = person("b.lind", { Role::Operator });
    const DelegationId m_id { Uuid::parse("01890a5d-ac96-774b-bcce-b302099a8057").valueOr({}) };

    Result<Delegation> made(const DelegationWish& asked) const
    {
        return grant(asked, m_giver, m_receiver, {}, m_id, noon);
    }
    static std::string acts(const Delegation& one, std::string_view method,
        const AccountSummary& giver, Instant now, const std::string& receiver = "b.lind")
    {
        return codeOf(rolesOnBehalf(method, receiver, one.giver, giver, { &one, 1 }, now));
    }

private Q_SLOTS:
    void itGivesWhatTheGiverHasForAsLongAsUsual()
    {
        const auto one = made(wish());
        QVERIFY(one.ok());
        QCOMPARE(one->until - one->from, Duration(7 * day));
        const auto roles =
            rolesOnBehalf("analyses.sign", "b.lind", "a.osei", m_giver, { &*one, 1 }, noon);
        QCOMPARE(*roles, (std::vector { Role::Clinician, Role::Coordinator }));
        const auto back = delegationFrom(rowOf(*one));
        QCOMPARE(back->reason, std::string("on leave"));
        QCOMPARE(back->until, one->until);
        QVERIFY(rowOf(*one).body.find("on leave") == Bytes::npos); // it is sealed
    }

    void badOnesAreRefusedByName_data()
    {
        QTest::addColumn<int>("mistake");
        QTest::addColumn<QByteArray>("code");
        int n = 0;
        for (const char* code : { "people.own_delegation", "people.no_reason", "people.no_reason",
                 "people.not_own_role", "people.unknown_right", "people.not_delegable",
                 "people.not_permitted", "people.bad_period", "people.bad_period",
                 "people.bad_period", "people.bad_period", "people.unknown_right" }) {
            QTest::addRow("%d %s", n, code) << n << QByteArray(code);
            ++n;
        }
    }
    void badOnesAreRefusedByName()
    {
        QFETCH(int, mistake);
        QFETCH(QByteArray, code);
        DelegationWish asked = wish();
        const std::vector<std::function<void()>> mistakes { [&] { asked.receiver = "a.osei"; },
            [&] { asked.reason = "  "; }, [&] { asked.reason = std::string(501, 'x'); },
            [&] { asked.roles = { Role::Admin }; }, [&] { asked.methods = { "analyses.erase" }; },
            [&] { asked.methods = { "people.delegations.*" }; },
            [&] { asked.methods = { "deadLetters.*" }; }, [&] { asked.until = noon - 1s; },
            [&] { asked.until = noon + 31 * day; }, [&] { asked.from = noon - 1h; },
            [&] { asked.from = noon + 31 * day; },
            [&] { asked.methods.assign(65, "analyses.sign"); } };
        mistakes[static_cast<std::size_t>(mistake)]();
        const auto refusal = made(asked);
        QCOMPARE(codeOf(refusal), code.toStdString());
        QVERIFY(!refusal.error().message.empty());
        QVERIFY(!refusal.error().fact("field").empty());
    }

    void bothArePeopleWithAccountsInUse()
    {
        AccountSummary gone = m_receiver;
        gone.disabledAt = noon;
        AccountSummary program = m_receiver;
        program.kind = AccountKind::Service;
        for (const std::optional<AccountSummary>& receiver :
            { std::optional<AccountSummary>(), std::optional(gone), std::optional(program) }) {
            QCOMPARE(codeOf(grant(wish(), m_giver, receiver, {}, m_id, noon)),
                std::string("people.unknown_account"));
        }
        QCOMPARE(codeOf(grant(wish(), {}, m_receiver, {}, m_id, noon)),
            std::string("people.no_account"));
    }

    void itHoldsFromToAndUntilItIsRevoked()
    {
        DelegationWish later = wish();
        later.from = noon + 1h;
        later.until = noon + 3h;
        const auto one = made(later);
        const auto at = [&](Instant now) { return acts(*one, "analyses.sign", m_giver, now); };
        QCOMPARE(at(noon), std::string("people.no_delegation"));
        QCOMPARE(at(noon + 1h), std::string("ok"));
        QCOMPARE(at(noon + 3h - 1us), std::string("ok"));
        QCOMPARE(at(noon + 3h), std::string("people.no_delegation"));
        QCOMPARE(codeOf(revoke(*one, "e.mil", false, noon)), std::string("people.not_permitted"));
        for (const auto& [who, isAdmin] : { std::pair { "a.osei", false },
                 std::pair { "b.lind", false }, std::pair { "root", true } }) {
            const auto over = revoke(*one, who, isAdmin, noon + 2h);
            QCOMPARE(over->endedBy, std::string(who));
            QCOMPARE(acts(*over, "analyses.sign", m_giver, noon + 2h),
                std::string("people.no_delegation"));
            QCOMPARE(codeOf(revoke(*over, who, isAdmin, noon + 2h)),
                std::string("people.delegation_over"));
        }
        QCOMPARE(acts(*one, "analyses.sign", m_giver, noon + 2h, "e.mil"),
            std::string("people.no_delegation"));
    }

    void itEndsWithTheRightsOfTheGiver()
    {
        const auto one = made(wish());
        AccountSummary now = m_giver;
        now.roles = { Role::Coordinator };
        QCOMPARE(acts(*one, "analyses.sign", now, noon), std::string("people.not_permitted"));
        QCOMPARE(acts(*one, "analyses.cancel", now, noon), std::string("ok"));
        now.disabledAt = noon;
        QCOMPARE(acts(*one, "analyses.cancel", now, noon), std::string("people.giver_away"));
        now.disabledAt.reset();
        now.failures = 20;
        now.lockedUntil = noon + 15min;
        QCOMPARE(acts(*one, "analyses.cancel", now, noon), std::string("people.giver_away"));
        QCOMPARE(acts(*one, "analyses.cancel", now, noon + 15min), std::string("ok"));
        now.failures = 1; // a slip of the finger locks nobody
        QCOMPARE(acts(*one, "analyses.cancel", now, noon), std::string("ok"));
    }

    void itGivesNoMoreThanWasNamed()
    {
        DelegationWish asked = wish();
        asked.roles = { Role::Coordinator };
        const auto byRole = made(asked);
        QCOMPARE(
            acts(*byRole, "analyses.sign", m_giver, noon), std::string("people.not_delegated"));
        QCOMPARE(acts(*byRole, "analyses.cancel", m_giver, noon), std::string("ok"));
        asked.methods = { "analyses.cancel", "tasks.*" };
        const auto byRight = made(asked);
        QCOMPARE(acts(*byRight, "analyses.cancel", m_giver, noon), std::string("ok"));
        QCOMPARE(acts(*byRight, "tasks.claim", m_giver, noon), std::string("ok"));
        QCOMPARE(
            acts(*byRight, "analyses.list", m_giver, noon), std::string("people.not_delegated"));
    }

    // A delegate cannot pass on, decide as a second person, or open an emergency for another.
    void whatIsAPersonsOwnIsNoOthers()
    {
        const auto one = made(wish());
        for (const char* method : { "people.delegations.grant", "people.delegations.revoke",
                 "people.approvals.approve", "people.breakGlass.begin", "people.breakGlass.review",
                 "people.totp.enrol", "people.accounts.setPassword", "session.endAll",
                 "changes.subscribe", "reveal.begin" }) {
            QVERIFY2(!mayBeDelegated(method), method);
            QCOMPARE(acts(*one, method, m_giver, noon), std::string("people.personal_act"));
        }
    }

    // Roles that this program does not know are none, and not all.
    void aRowOfANewerProgramGivesNothing()
    {
        DelegationWish asked = wish();
        asked.roles = { Role::Clinician };
        RightsRow row = rowOf(*made(asked));
        const auto at = row.body.find("clinician");
        row.body.replace(at, 9, "alchemist");
        const auto back = delegationFrom(row);
        QVERIFY(back.ok());
        QCOMPARE(acts(*back, "analyses.sign", m_giver, noon), std::string("people.no_delegation"));
    }

    // Whatever is granted, however accounts change, and whenever it is asked: what goes on behalf
    // of somebody he could do himself at that moment, and it was delegated.
    void noDelegateEverMayMoreThanTheGiver()
    {
        test::SeededRandom random(20261122);
        const auto table = permissionTable();
        const auto someRoles = [&random] {
            std::vector<Role> out;
            for (const Role role : allRoles) {
                if (random.chance(40)) {
                    out.push_back(role);
                }
            }
            return out;
        };
        int done = 0;
        int granted = 0;
        for (int round = 0; round < 4000; ++round) {
            AccountSummary giver = person("a.osei", someRoles());
            std::vector<Delegation> live;
            for (std::uint64_t n = 0; n < 1 + random.below(3); ++n) {
                DelegationWish asked = wish();
                asked.roles = random.chance(50) ? someRoles() : std::vector<Role>();
                for (std::uint64_t m = random.below(3); m > 0; --m) {
                    asked.methods.emplace_back(table[random.below(table.size())].pattern);
                }
                asked.from = noon + random.below(48) * 1h;
                asked.until = noon + random.below(96) * 1h;
                if (auto one = grant(asked, giver, m_receiver, {}, m_id, noon); one.ok()) {
                    live.push_back(std::move(*one));
                    ++granted;
                }
            }
            giver.roles = random.chance(50) ? someRoles() : giver.roles;
            if (random.chance(10)) {
                giver.disabledAt = noon;
            }
            if (!live.empty() && random.chance(20)) {
                live[0] = *revoke(live[0], "a.osei", false, noon);
            }
            const Instant now = noon + random.below(100) * 1h;
            const std::string method(table[random.below(table.size())].pattern);
            const auto roles = rolesOnBehalf(method, "b.lind", "a.osei", giver, live, now);
            if (!roles.ok()) {
                continue;
            }
            ++done;
            QVERIFY(giver.isEnabled());
            QVERIFY(checkPermitted(giver.roles, giver.user, method).ok());
            QVERIFY(std::all_of(
                roles->begin(), roles->end(), [&](Role role) { return giver.has(role); }));
            QVERIFY(mayBeDelegated(method));
            QVERIFY(std::any_of(live.begin(), live.end(),
                [&](const Delegation& one) { return one.isInForce(now) && one.covers(method); }));
        }
        QVERIFY2(granted > 500 && done > 100, qPrintable(QString::number(done)));
    }
};

LOCUS_TEST(delegation, DelegationTest)
#include "tst_delegation.moc"
