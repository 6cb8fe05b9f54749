// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
// Emergency access through the real loop: who gets it, how it ends, who judges it.
#include "core/people/totp.h"
#include "core/pipeline/break_glass_role.h"
#include "tests/core/pipeline/rights_world.h"
#include "tests/support/test_registry.h"

#include <QTest>

using namespace locus;
using namespace locus::test;
using namespace std::chrono_literals;
using people::BreakGlass;
using people::BreakGlassEnd;
using people::BreakGlassWish;
using people::Role;

class BreakGlassRoleTest : public QObject
{
    Q_OBJECT

    struct World
    {
        pipeline::BreakGlassRole role;
        RoleTester tester { role };
        Bytes secret = people::newTotpSecret();
        people::Account operations;

        World()
        {
            if (!tester.open().ok()) {
                qFatal("the store does not open");
            }
            operations = addAccount(tester, "o.pera", { Role::Operator }, secret);
        }
        std::string code()
        {
            return people::totpCode(secret, people::totpStepAt(tester.clock.now()));
        }
        BreakGlassWish wish()
        {
            BreakGlassWish out;
            out.account = operations.shown.id;
            out.session = "session/1";
            out.patient = "P-1";
            out.reason = "no clinician on the ward";
            out.code = code();
            return out;
        }
        pipeline::Answer ask(std::string_view command, const BreakGlassWish& wish)
        {
            return tester.ask(std::string(command), people::encodeBreakGlassWish(wish));
        }
        std::string code(std::string_view command, const BreakGlassWish& wish)
        {
            const auto answer = ask(command, wish);
            return answer.ok() ? "ok" : answer.error().code;
        }
        std::vector<BreakGlass> entries(people::RightsState least = people::RightsState::Over)
        {
            std::vector<BreakGlass> out;
            const auto page =
                tester.store->rights.page(people::RightsKind::BreakGlass, least, {}, 100);
            for (const people::RightsRow& row : page->items) {
                out.push_back(*people::breakGlassFrom(row));
            }
            return out;
        }
        BreakGlass only()
        {
            const auto all = entries();
            if (all.size() != 1) {
                qFatal("%zu entries", all.size());
            }
            return all.front();
        }
        BreakGlassWish named()
        {
            BreakGlassWish out;
            out.id = only().id;
            return out;
        }
    };

private Q_SLOTS:
    void itTakesAReasonABoxAScopeAndASecondFactor_data()
    {
        QTest::addColumn<QByteArray>("what");
        QTest::addColumn<QByteArray>("refusal");
        QTest::newRow("all is there") << QByteArray() << QByteArray("ok");
        QTest::newRow("no reason") << QByteArray("reason") << QByteArray("people.no_reason");
        QTest::newRow("too long") << QByteArray("minutes") << QByteArray("people.bad_minutes");
        QTest::newRow("no scope") << QByteArray("scope") << QByteArray("people.bad_scope");
        QTest::newRow("two scopes") << QByteArray("both") << QByteArray("people.bad_scope");
        QTest::newRow("wrong code") << QByteArray("code") << QByteArray("people.bad_code");
        QTest::newRow("no factor")
            << QByteArray("factor") << QByteArray("people.needs_second_factor");
        QTest::newRow("a token") << QByteArray("account") << QByteArray("people.no_account");
    }

    void itTakesAReasonABoxAScopeAndASecondFactor()
    {
        QFETCH(QByteArray, what);
        QFETCH(QByteArray, refusal);
        World world;
        BreakGlassWish wish = world.wish();
        if (what == "reason") {
            wish.reason = "  ";
        } else if (what == "minutes") {
            wish.minutes = 31;
        } else if (what == "scope") {
            wish.patient.clear();
        } else if (what == "both") {
            wish.forAll = true;
        } else if (what == "code") {
            wish.code = "000000";
        } else if (what == "factor") {
            wish.account = addAccount(world.tester, "n.one", { Role::Operator }).shown.id;
        } else if (what == "account") {
            wish.account.reset();
        }
        QCOMPARE(world.code(people::beginBreakGlass, wish), refusal.toStdString());
        QCOMPARE(world.entries().size(), std::size_t { refusal == "ok" ? 1U : 0U });
    }

    void theCodeIsUsedUp()
    {
        World world;
        QCOMPARE(world.code(people::beginBreakGlass, world.wish()), std::string("ok"));
        BreakGlassWish other = world.wish();
        other.session = "session/2";
        QCOMPARE(world.code(people::beginBreakGlass, other), std::string("people.bad_code"));
        other.session = "session/1"; // one at a time
        QCOMPARE(world.code(people::beginBreakGlass, other), std::string("people.glass_open"));
        QCOMPARE(world.tester.store->accounts.load(world.operations.shown.id)->value().totpStep,
            people::totpStepAt(world.tester.clock.now()));
    }

    void timeEndsIt()
    {
        World world;
        const Instant begun = world.tester.clock.now();
        BreakGlassWish wish = world.wish();
        wish.minutes = 10;
        QCOMPARE(world.code(people::beginBreakGlass, wish), std::string("ok"));
        QVERIFY(world.only().overlay().covers("P-1", begun + 9min));
        QVERIFY(!world.only().overlay().covers("P-2", begun));
        QVERIFY(!world.only().overlay().covers("P-1", begun + 10min));
        world.tester.advance(11min);
        const BreakGlass ended = world.only();
        QVERIFY(ended.end == BreakGlassEnd::TimeBox);
        QCOMPARE(*ended.ended, begun + 10min); // not when it was noticed
        const auto audit = auditOf(world.tester);
        QCOMPARE(audit.size(), std::size_t { 2 });
        QCOMPARE(audit.back().note.action, std::string(people::closeBreakGlass));
        QCOMPARE(audit.back().note.actor, std::string("o.pera"));
        QCOMPARE(audit.back().note.subject, std::string("P-1"));
        QCOMPARE(audit.back().note.purpose, std::string("ETREAT"));
    }

    void aCoreThatWasKilledEndsItAtItsNextStart()
    {
        for (const auto& [away, why, lasted] : { std::tuple(5min, BreakGlassEnd::CoreStopped, 5min),
                 std::tuple(90min, BreakGlassEnd::TimeBox, 30min) }) {
            World world;
            const Instant begun = world.tester.clock.now();
            QCOMPARE(world.code(people::beginBreakGlass, world.wish()), std::string("ok"));
            world.tester.clock.advance(away);
            QVERIFY(world.tester.restart().ok());
            BreakGlassWish close = world.named();
            close.cause = BreakGlassEnd::CoreStopped;
            // What the gateway says at its start; a timer that was due came before.
            const std::string said = world.code(people::closeBreakGlass, close);
            QVERIFY(said == "ok" || said == "people.glass_over");
            world.tester.advance(0s);
            QVERIFY(world.only().end == why);
            QCOMPARE(*world.only().ended, begun + lasted);
        }
    }

    void oneEndsHisOwn()
    {
        World world;
        QCOMPARE(world.code(people::beginBreakGlass, world.wish()), std::string("ok"));
        BreakGlassWish end;
        end.session = "session/other";
        QCOMPARE(world.code(people::endBreakGlass, end), std::string("people.unknown_entry"));
        end.id = world.only().id;
        QCOMPARE(world.code(people::endBreakGlass, end), std::string("people.not_permitted"));
        end.session = "session/1";
        QCOMPARE(world.code(people::endBreakGlass, end), std::string("ok"));
        QVERIFY(world.only().end == BreakGlassEnd::ByPerson);
        QCOMPARE(world.code(people::endBreakGlass, end), std::string("people.glass_over"));
        world.tester.advance(40min); // its timer is gone
        QVERIFY(world.only().end == BreakGlassEnd::ByPerson);
    }

    void somebodyElseClosesTheEntry()
    {
        World world;
        QCOMPARE(world.code(people::beginBreakGlass, world.wish()), std::string("ok"));
        BreakGlassWish review = world.named();
        review.finding = "justified";
        QCOMPARE(world.code(people::reviewBreakGlass, review), std::string("people.glass_open"));
        world.tester.advance(31min);
        QCOMPARE(world.entries(people::RightsState::Waiting).size(), std::size_t { 1 });
        review.finding = " ";
        QCOMPARE(world.code(people::reviewBreakGlass, review), std::string("people.no_finding"));
        review.finding = "justified";
        const auto own =
            people::reviewAccess(world.only(), "o.pera", "justified", world.tester.clock.now());
        QCOMPARE(own.error().code, std::string("people.own_review"));
        QCOMPARE(world.code(people::reviewBreakGlass, review), std::string("ok"));
        QVERIFY(world.entries(people::RightsState::Waiting).empty());
        QCOMPARE(world.only().reviewer, std::string("ops"));
        QCOMPARE(world.only().finding, std::string("justified"));
        QCOMPARE(world.code(people::reviewBreakGlass, review), std::string("people.reviewed"));
    }
};

LOCUS_TEST(break_glass_role, BreakGlassRoleTest)
#include "tst_break_glass_role.moc"
