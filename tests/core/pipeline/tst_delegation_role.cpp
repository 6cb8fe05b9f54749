// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
// One who acts for another, through the real loop and store.
#include "core/pipeline/delegation_role.h"

#include "core/people/account_wish.h"
#include "core/people/approval.h"
#include "core/pipeline/effects.h"
#include "core/pipeline/people_role.h"
#include "core/pipeline/teams_role.h"
#include "tests/core/pipeline/rights_world.h"
#include "tests/support/test_registry.h"

#include <QTest>

using namespace locus;
using namespace locus::test;
using namespace std::chrono_literals;
using people::Delegation;
using people::DelegationWish;
using people::Role;

namespace {

// Two commands of the table: one that a clinician may, one that takes two coordinators.
class WardRole final : public pipeline::Role
{
public:
    [[nodiscard]] std::string_view name() const override { return "ward"; }
    [[nodiscard]] bool wants(const pipeline::Incoming&) const override { return false; }
    Status onEvent(const pipeline::Incoming&, pipeline::Effects&) override { return {}; }
    [[nodiscard]] bool handles(std::string_view command) const override
    {
        return command == "analyses.sign" || command == "patients.erase";
    }
    pipeline::Answer onCommand(const pipeline::Command& command, pipeline::Effects&) override
    {
        ++done;
        last = command;
        return Bytes("{}");
    }

    int done = 0;
    pipeline::Command last;
};

} // namespace

class DelegationRoleTest : public QObject
{
    Q_OBJECT

    struct World
    {
        WardRole ward;
        pipeline::DelegationRole role { "i", "tenant" };
        pipeline::PeopleRole people { "i", "tenant" };
        pipeline::TeamsRole teams { "i", "tenant" };
        RoleTester tester { role };
        people::Account giver;

        World()
        {
            tester.tune = [this](pipeline::LoopContext& context) {
                context.roles.push_back(&ward);
                context.roles.push_back(&people);
                context.roles.push_back(&teams);
            };
            if (!tester.open().ok()) {
                qFatal("the store does not open");
            }
            giver = addAccount(tester, "a.osei", { Role::Clinician, Role::Coordinator });
            addAccount(tester, "b.lind", { Role::Operator });
            addAccount(tester, "root", { Role::Coordinator, Role::Admin });
        }
        pipeline::Answer send(pipeline::Command command)
        {
            pipeline::Answer answer = retriable("test.no_answer", "none came");
            tester.loop->submit(
                std::move(command), [&](pipeline::Answer given) { answer = std::move(given); });
            tester.step();
            return answer;
        }
        std::string act(
            const std::string& name, const std::string& actor, const std::string& giver_)
        {
            const auto answer = send({ tester.ids.next(), name, "{}", actor, giver_, {} });
            return answer.ok() ? "ok" : answer.error().code;
        }
        std::string delegate(
            std::string_view name, const DelegationWish& wish, const std::string& actor)
        {
            const auto answer = send({ tester.ids.next(), std::string(name),
                people::encodeDelegationWish(wish), actor, {}, {} });
            return answer.ok() ? "ok" : answer.error().code;
        }
        std::string grant(const std::string& actor = "a.osei")
        {
            DelegationWish wish;
            wish.receiver = "b.lind";
            wish.reason = "on leave";
            return delegate(people::grantDelegation, wish, actor);
        }
        std::vector<Delegation> all(people::RightsState least = people::RightsState::Over)
        {
            std::vector<Delegation> out;
            const auto page =
                tester.store->rights.page(people::RightsKind::Delegation, least, {}, 10);
            for (const people::RightsRow& row : page->items) {
                out.push_back(*people::delegationFrom(row));
            }
            return out;
        }
        int told(std::string_view type)
        {
            int out = 0;
            for (const Bytes& body : tester.published(std::string(people::identityTopic))) {
                out += body.find(type) == Bytes::npos ? 0 : 1;
            }
            return out;
        }
    };

private Q_SLOTS:
    void commandsCarryWhoDidThemAndForWhom()
    {
        World world;
        QCOMPARE(
            world.act("analyses.sign", "b.lind", "a.osei"), std::string("people.no_delegation"));
        QCOMPARE(world.grant(), std::string("ok"));
        QCOMPARE(world.act("analyses.sign", "b.lind", "a.osei"), std::string("ok"));
        QCOMPARE(world.ward.last.actor, std::string("b.lind"));
        QCOMPARE(world.ward.last.onBehalfOf, std::string("a.osei"));
        const auto record = auditOf(world.tester).back();
        QCOMPARE(record.note.actor, std::string("b.lind"));
        QCOMPARE(record.note.onBehalfOf, std::string("a.osei"));
        QCOMPARE(world.act("analyses.sign", "root", "a.osei"), std::string("people.no_delegation"));
    }

    void itIsRevokedAtOnceAndEndsByItself()
    {
        World world;
        QCOMPARE(world.grant(), std::string("ok"));
        DelegationWish wish;
        wish.id = world.all().front().id;
        QCOMPARE(world.delegate(people::revokeDelegation, wish, "a.osei"), std::string("ok"));
        QCOMPARE(
            world.act("analyses.sign", "b.lind", "a.osei"), std::string("people.no_delegation"));
        QCOMPARE(world.grant(), std::string("ok"));
        // The same file after kill -9: it holds, and so does its timer.
        QVERIFY(world.tester.restart().ok());
        QCOMPARE(world.act("analyses.sign", "b.lind", "a.osei"), std::string("ok"));
        world.tester.advance(std::chrono::hours(24 * 7));
        const auto last = world.all().front();
        QVERIFY(last.isOver());
        QVERIFY(last.endedBy.empty());
        QCOMPARE(auditOf(world.tester).back().note.action, std::string(people::endDelegation));
        QCOMPARE(
            world.act("analyses.sign", "b.lind", "a.osei"), std::string("people.no_delegation"));
        wish.id = people::DelegationId(world.tester.ids.next());
        QCOMPARE(world.delegate(people::revokeDelegation, wish, "a.osei"),
            std::string("people.unknown_entry"));
    }

    void othersHearOfItInTheGiversStream()
    {
        World world;
        QCOMPARE(world.grant(), std::string("ok"));
        const auto events = world.tester.published(std::string(people::identityTopic));
        QCOMPARE(events.size(), std::size_t { 1 });
        QVERIFY(events[0].find("\"receiver\":\"b.lind\"") != Bytes::npos);
        QVERIFY(events[0].find(world.giver.shown.id.toString()) != Bytes::npos);
        QVERIFY(events[0].find("on leave") == Bytes::npos);
        QVERIFY(std::any_of(world.tester.changes.begin(), world.tester.changes.end(),
            [](const auto& change) { return change.stream == "people.delegations"; }));
    }

    // Whose account is disabled lets nobody act, also when it is enabled again.
    void aDisabledAccountEndsThemForGood()
    {
        World world;
        QCOMPARE(world.grant(), std::string("ok"));
        people::AccountWish wish;
        wish.id = world.giver.shown.id;
        for (const auto command : { people::disableAccount, people::enableAccount }) {
            QVERIFY(world
                        .send({ world.tester.ids.next(), std::string(command),
                            people::encodeWish(wish), "root", {}, {} })
                        .ok());
            QCOMPARE(world.act("analyses.sign", "b.lind", "a.osei"),
                std::string("people.no_delegation"));
        }
        QCOMPARE(world.all().front().endedBy, std::string("root"));
    }

    void aRightThatIsTakenEndsThere()
    {
        World world;
        QCOMPARE(world.grant(), std::string("ok"));
        people::AccountWish wish;
        wish.id = world.giver.shown.id;
        wish.roles = std::vector { Role::Admin };
        QVERIFY(world
                    .send({ world.tester.ids.next(), std::string(people::updateAccount),
                        people::encodeWish(wish), "root", {}, {} })
                    .ok());
        QCOMPARE(
            world.act("analyses.sign", "b.lind", "a.osei"), std::string("people.not_permitted"));
    }

    void nothingDelegatedIsPassedOn()
    {
        World world;
        QCOMPARE(world.grant(), std::string("ok"));
        DelegationWish further;
        further.receiver = "root";
        further.reason = "busy";
        const auto answer =
            world.send({ world.tester.ids.next(), std::string(people::grantDelegation),
                people::encodeDelegationWish(further), "b.lind", "a.osei", {} });
        QCOMPARE(answer.error().code, std::string("people.personal_act"));
        // And what he grants himself holds nothing of it.
        further.receiver = "root";
        QCOMPARE(world.delegate(people::grantDelegation, further, "b.lind"), std::string("ok"));
        QCOMPARE(world.act("analyses.sign", "root", "b.lind"), std::string("people.not_permitted"));
    }

    // Giver and delegate are one pair of eyes where one acts for the other.
    void fourEyesNeedAThirdPerson()
    {
        World world;
        QCOMPARE(world.grant(), std::string("ok"));
        QCOMPARE(
            world.act("patients.erase", "b.lind", "a.osei"), std::string("people.needs_approval"));
        const auto page = world.tester.store->rights.page(
            people::RightsKind::Approval, people::RightsState::Over, {}, 10);
        const people::Approval asked = *people::approvalFrom(page->items.front());
        const auto approve = [&](const std::string& who, const std::string& giver = {}) {
            const people::ApprovalWish wish { asked.id,
                (*world.tester.store->accounts.byUser(who))->shown.id, {} };
            const auto answer =
                world.send({ world.tester.ids.next(), std::string(people::approveApproval),
                    people::encodeApprovalWish(wish), who, giver, {} });
            return answer.ok() ? std::string("ok") : answer.error().code;
        };
        QCOMPARE(approve("a.osei"), std::string("people.own_approval"));
        QCOMPARE(approve("b.lind"), std::string("people.own_approval"));
        QCOMPARE(approve("b.lind", "a.osei"), std::string("people.personal_act"));
        QCOMPARE(approve("root"), std::string("ok"));
        QCOMPARE(world.ward.last.onBehalfOf, std::string("a.osei"));
    }

    // What waited for a second person is not done when the delegation is over by then.
    void aRequestEndsWithItsDelegation()
    {
        World world;
        QCOMPARE(world.grant(), std::string("ok"));
        QCOMPARE(
            world.act("patients.erase", "b.lind", "a.osei"), std::string("people.needs_approval"));
        DelegationWish over;
        over.id = world.all().front().id;
        QCOMPARE(world.delegate(people::revokeDelegation, over, "a.osei"), std::string("ok"));
        const auto page = world.tester.store->rights.page(
            people::RightsKind::Approval, people::RightsState::Over, {}, 10);
        const people::ApprovalWish wish { people::approvalFrom(page->items.front())->id,
            (*world.tester.store->accounts.byUser("root"))->shown.id, {} };
        const auto answer =
            world.send({ world.tester.ids.next(), std::string(people::approveApproval),
                people::encodeApprovalWish(wish), "root", {}, {} });
        QVERIFY(answer.ok());
        QVERIFY2(answer->find("people.no_delegation") != Bytes::npos, answer->c_str());
        QCOMPARE(world.ward.done, 0);
    }

    void teamsAreKeptThroughARestart()
    {
        World world;
        people::TeamWish wish;
        wish.name = "Night";
        wish.members = { { "a.osei", people::TeamFunction::Lead } };
        const auto save = [&](std::optional<std::uint64_t> expected = {}) {
            const auto answer = world.send({ world.tester.ids.next(), std::string(people::saveTeam),
                people::encodeTeamWish(wish), "root", {}, expected });
            return answer.ok() ? std::string("ok") : answer.error().code;
        };
        QCOMPARE(save(), std::string("ok"));
        QCOMPARE(save(), std::string("people.name_taken"));
        QVERIFY(world.tester.restart().ok());
        const auto rows = world.tester.store->rights.live(people::RightsKind::Team);
        QCOMPARE(rows->size(), std::size_t { 1 });
        wish.id = people::teamFrom(rows->front())->id;
        QCOMPARE(save(7), std::string("people.version_conflict"));
        wish.members.push_back({ "no.body", people::TeamFunction::Member });
        QCOMPARE(save(1), std::string("people.unknown_account"));
        wish.members.clear();
        QCOMPARE(save(1), std::string("ok"));
        const auto gone = world.send({ world.tester.ids.next(), std::string(people::removeTeam),
            people::encodeTeamWish(wish), "root", {}, {} });
        QVERIFY(gone.ok());
        QVERIFY(world.tester.store->rights.live(people::RightsKind::Team)->empty());
        QCOMPARE(world.told("\"teamId\""), 4); // made, joined, left, removed
    }
};

LOCUS_TEST(delegation_role, DelegationRoleTest)
#include "tst_delegation_role.moc"
