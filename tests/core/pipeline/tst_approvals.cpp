// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
// What needs a second person waits for one, and is done once.
#include "core/people/approval.h"
#include "core/pipeline/effects.h"
#include "tests/core/pipeline/rights_world.h"
#include "tests/support/test_registry.h"

#include <QTest>

using namespace locus;
using namespace locus::test;
using namespace std::chrono_literals;
using people::Approval;
using people::ApprovalState;
using people::ApprovalWish;
using people::Role;

namespace {

// A command of the table that always takes two.
constexpr const char* eraseCommand = "patients.erase";

class ErasingRole final : public pipeline::Role
{
public:
    [[nodiscard]] std::string_view name() const override { return "erasing"; }
    [[nodiscard]] bool wants(const pipeline::Incoming&) const override { return false; }
    Status onEvent(const pipeline::Incoming&, pipeline::Effects&) override { return {}; }
    [[nodiscard]] bool handles(std::string_view command) const override
    {
        return command == eraseCommand || command == "patients.get";
    }
    pipeline::Answer onCommand(const pipeline::Command& command, pipeline::Effects&) override
    {
        if (isGone) {
            return notFound("patients.unknown", "there is no such patient any more");
        }
        if (isAway) {
            return retriable("patients.away", "not now");
        }
        ++done;
        actor = command.actor;
        return Bytes("{\"erased\":true}");
    }

    int done = 0;
    bool isGone = false;
    bool isAway = false;
    std::string actor;
};

} // namespace

class ApprovalsTest : public QObject
{
    Q_OBJECT

    struct World
    {
        ErasingRole role;
        RoleTester tester { role };
        people::Account second;
        Uuid asked;

        World()
        {
            if (!tester.open().ok()) {
                qFatal("the store does not open");
            }
        }
        void addSecond(std::vector<Role> roles = { Role::Coordinator })
        {
            second = addAccount(tester, "s.cond", std::move(roles));
        }
        pipeline::Answer send(const pipeline::Command& command)
        {
            pipeline::Answer answer = retriable("test.no_answer", "none came");
            tester.loop->submit(
                command, [&](pipeline::Answer given) { answer = std::move(given); });
            tester.step();
            return answer;
        }
        pipeline::Answer ask(const std::string& actor = "f.irst")
        {
            asked = tester.ids.next();
            return send(wanted(actor));
        }
        pipeline::Command wanted(const std::string& actor = "f.irst") const
        {
            pipeline::Command command { asked, eraseCommand, "{\"patientId\":\"P-1\"}", actor, {},
                {} };
            command.seen.reason = "asked for erasure";
            command.seen.subject = "P-1";
            return command;
        }
        Approval only()
        {
            const auto page = tester.store->rights.page(
                people::RightsKind::Approval, people::RightsState::Over, {}, 10);
            if (page->items.size() != 1) {
                qFatal("%zu requests", page->items.size());
            }
            return *people::approvalFrom(page->items.front());
        }
        pipeline::Answer decide(std::string_view command, const std::string& actor,
            const std::optional<people::AccountId>& account, const std::string& reason = {})
        {
            const ApprovalWish wish { only().id, account, reason };
            return send({ tester.ids.next(), std::string(command), people::encodeApprovalWish(wish),
                actor, {}, {} });
        }
        pipeline::Answer approve()
        {
            return decide(people::approveApproval, "s.cond", second.shown.id);
        }
    };

    static std::string codeOf(const pipeline::Answer& answer)
    {
        return answer.ok() ? "ok" : answer.error().code;
    }

private Q_SLOTS:
    void oneAloneIsRefusedWithASentence()
    {
        World world;
        const auto alone = world.ask();
        QCOMPARE(codeOf(alone), std::string("people.no_second_person"));
        world.addSecond({ Role::Operator }); // without the right
        QCOMPARE(codeOf(world.ask()), std::string("people.no_second_person"));
        addAccount(world.tester, "f.irst", { Role::Coordinator }); // the same person
        QCOMPARE(codeOf(world.ask()), std::string("people.no_second_person"));
        QCOMPARE(world.role.done, 0);
        QVERIFY(world.tester.ask("patients.get", "{}").ok()); // what needs nobody else is done
    }

    void itIsDoneOnceWhenAnotherApproves()
    {
        World world;
        world.addSecond();
        const auto waits = world.ask();
        QCOMPARE(codeOf(waits), std::string("people.needs_approval"));
        QCOMPARE(std::string(waits.error().fact("approvalId")), world.only().id.toString());
        QCOMPARE(world.role.done, 0);
        QCOMPARE(codeOf(world.send(world.wanted())), std::string("people.needs_approval"));
        QCOMPARE(world.only().params, Bytes("{\"patientId\":\"P-1\"}"));
        QCOMPARE(world.only().reason, std::string("asked for erasure"));
        QVERIFY(world.tester.restart().ok());
        const auto approved = world.approve();
        QVERIFY2(approved.ok(), codeOf(approved).c_str());
        QCOMPARE(world.role.done, 1);
        QCOMPARE(world.role.actor, std::string("f.irst"));
        QVERIFY(world.only().state == ApprovalState::CarriedOut);
        QCOMPARE(world.only().decidedBy, std::string("s.cond"));
        // Whoever asks again gets what it came to, and nothing is done twice.
        QCOMPARE(world.send(world.wanted()).valueOr({}), Bytes("{\"erased\":true}"));
        QCOMPARE(codeOf(world.approve()), std::string("people.approval_over"));
        QVERIFY(world.tester.restart().ok());
        QCOMPARE(codeOf(world.approve()), std::string("people.approval_over"));
        QCOMPARE(world.role.done, 1);
    }

    void bothNamesStandInTheAudit()
    {
        World world;
        world.addSecond();
        QCOMPARE(codeOf(world.ask()), std::string("people.needs_approval"));
        QVERIFY(world.approve().ok());
        const auto audit = auditOf(world.tester);
        QCOMPARE(audit.size(), std::size_t { 3 }); // asked, done, approved
        QCOMPARE(audit[0].note.outcome, std::string("people.needs_approval"));
        QCOMPARE(audit[1].note.action, std::string(eraseCommand));
        QCOMPARE(audit[1].note.actor, std::string("f.irst"));
        QCOMPARE(audit[1].note.outcome, std::string("ok"));
        const std::pair<std::string, std::string> approver { "approvedBy", "s.cond" };
        QVERIFY(audit[1].note.detail == std::vector { approver });
        QCOMPARE(audit[2].note.action, std::string(people::approveApproval));
        QCOMPARE(audit[2].note.actor, std::string("s.cond"));
    }

    void notEverybodyMayApprove()
    {
        World world;
        world.addSecond();
        const people::Account first = addAccount(world.tester, "f.irst", { Role::Coordinator });
        const people::Account other = addAccount(world.tester, "o.ther", { Role::Operator });
        people::Account gone = addAccount(world.tester, "g.one", { Role::Coordinator });
        gone.shown.disabledAt = world.tester.clock.now();
        QVERIFY(world.tester.store->accounts.put(gone).ok());
        QCOMPARE(codeOf(world.ask()), std::string("people.needs_approval"));
        const auto by = [&](const std::string& user, std::optional<people::AccountId> id) {
            return codeOf(world.decide(people::approveApproval, user, id));
        };
        QCOMPARE(by("f.irst", first.shown.id), std::string("people.own_approval"));
        QCOMPARE(by("o.ther", other.shown.id), std::string("people.not_permitted"));
        QCOMPARE(by("g.one", gone.shown.id), std::string("people.no_account"));
        QCOMPARE(by("token", std::nullopt), std::string("people.no_account"));
        QCOMPARE(world.role.done, 0);
        QVERIFY(world.approve().ok());
    }

    void itIsRejectedOrWithdrawn()
    {
        World world;
        world.addSecond();
        QCOMPARE(codeOf(world.ask()), std::string("people.needs_approval"));
        const auto& id = world.second.shown.id;
        QCOMPARE(codeOf(world.decide(people::rejectApproval, "s.cond", id)),
            std::string("people.no_reason"));
        QCOMPARE(codeOf(world.decide(people::withdrawApproval, "s.cond", id)),
            std::string("people.not_asker"));
        QVERIFY(world.decide(people::rejectApproval, "s.cond", id, "not this one").ok());
        QVERIFY(world.only().state == ApprovalState::Rejected);
        QCOMPARE(world.only().decision, std::string("not this one"));
        QCOMPARE(codeOf(world.approve()), std::string("people.approval_over"));

        World again;
        again.addSecond();
        QCOMPARE(codeOf(again.ask()), std::string("people.needs_approval"));
        QVERIFY(again.decide(people::withdrawApproval, "f.irst", std::nullopt).ok());
        QVERIFY(again.only().state == ApprovalState::Withdrawn);
        QCOMPARE(codeOf(again.approve()), std::string("people.approval_over"));
        QCOMPARE(again.role.done, 0);
    }

    void itExpires()
    {
        World world;
        world.addSecond();
        QCOMPARE(codeOf(world.ask()), std::string("people.needs_approval"));
        world.tester.clock.advance(25h);
        QVERIFY(world.tester.restart().ok());
        world.tester.advance(0s);
        QVERIFY(world.only().state == ApprovalState::Expired);
        QCOMPARE(codeOf(world.approve()), std::string("people.approval_over"));
        QCOMPARE(auditOf(world.tester).at(1).note.action, std::string("people.approvals.expire"));
    }

    void aTargetThatIsGoneIsSaid()
    {
        World world;
        world.addSecond();
        QCOMPARE(codeOf(world.ask()), std::string("people.needs_approval"));
        world.role.isAway = true; // nothing is decided then
        QCOMPARE(codeOf(world.approve()), std::string("patients.away"));
        QVERIFY(world.only().isOpen());
        world.role.isAway = false;
        world.role.isGone = true;
        const auto answer = world.approve();
        QVERIFY(answer.ok());
        QVERIFY(world.only().state == ApprovalState::Failed);
        QCOMPARE(world.only().outcome, std::string("patients.unknown"));
        QVERIFY(answer->find("there is no such patient any more") != Bytes::npos);
    }

    void whoAskedMustStillHaveTheRight()
    {
        World world;
        world.addSecond();
        people::Account first = addAccount(world.tester, "f.irst", { Role::Coordinator });
        QCOMPARE(codeOf(world.ask()), std::string("people.needs_approval"));
        first.shown.roles = { Role::Operator };
        QVERIFY(world.tester.store->accounts.put(first).ok());
        QVERIFY(world.approve().ok());
        QCOMPARE(world.only().outcome, std::string("people.not_permitted"));
        QCOMPARE(world.role.done, 0);
    }

    void longParametersAreNamed()
    {
        const Bytes shown = people::paramsByReference(
            R"({"id":"1","deep":{"value":")" + std::string(300, 'x') + R"("}})");
        QVERIFY2(shown.find("300 octets, SHA-256 ") != Bytes::npos, shown.c_str());
        QVERIFY(shown.find("xxx") == Bytes::npos);
        QVERIFY(shown.find(R"("id":"1")") != Bytes::npos);
    }
};

LOCUS_TEST(approvals, ApprovalsTest)
#include "tst_approvals.moc"
