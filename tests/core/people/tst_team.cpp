// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/people/team.h"
#include "tests/support/test_registry.h"

#include <QTest>

#include <functional>

using namespace locus;
using namespace locus::people;

namespace {

const Instant noon = fromMicros(1'700'000'000'000'000);

TeamId idOf(std::uint8_t n)
{
    return TeamId(deriveUuid("team of a test", noon, std::to_string(n)));
}

Team made(std::uint8_t n, const std::string& name, TeamKind kind, std::optional<TeamId> parent = {},
    std::vector<TeamMember> members = {})
{
    Team out;
    out.id = idOf(n);
    out.name = name;
    out.kind = kind;
    out.parent = parent;
    out.members = std::move(members);
    out.created = noon;
    out.version = 1;
    return out;
}

TeamWish wishOf(const Team& team)
{
    return { team.id, team.name, team.kind, team.parent, team.members, team.active };
}

template <typename T> std::string codeOf(const Result<T>& result)
{
    return result.ok() ? "ok" : result.error().code;
}

std::vector<std::string> typesOf(const std::vector<IdentityEvent>& events)
{
    std::vector<std::string> out;
    for (const IdentityEvent& event : events) {
        out.emplace_back(event.type);
    }
    return out;
}

} // namespace

class TeamTest : public QObject
{
    Q_OBJECT

    // A hospital of two departments, one below the other, and a team.
    const std::vector<Team> m_all { made(1, "Laboratory", TeamKind::Department),
        made(2, "Genetics", TeamKind::Department, idOf(1),
            { { "a.osei", TeamFunction::Lead }, { "b.lind", TeamFunction::Member } }),
        made(3, "Night", TeamKind::Team, idOf(2), { { "b.lind", TeamFunction::Lead } }),
        made(4, "Empty", TeamKind::Team) };

    Result<Team> save(const TeamWish& wish, const std::vector<std::string>& strangers = {}) const
    {
        return saved(wish, m_all, strangers, idOf(9), noon);
    }

private Q_SLOTS:
    void oneIsMadeAndChanged()
    {
        TeamWish wish;
        wish.name = " Day ";
        wish.members = { { "b.lind", TeamFunction::Member }, { "a.osei", TeamFunction::Lead } };
        wish.parent = idOf(2);
        const auto team = save(wish);
        QCOMPARE(team->name, std::string("Day"));
        QCOMPARE(team->members.front().user, std::string("a.osei")); // by user
        QCOMPARE(team->version, std::uint64_t { 1 });
        const auto back = teamFrom(rowOf(*team));
        QCOMPARE(back->members, team->members);
        QCOMPARE(back->parent, team->parent);
        TeamWish same = wishOf(m_all[2]);
        same.name = "night"; // its own name, other case
        QCOMPARE(save(same)->version, std::uint64_t { 2 });
    }

    void badOnesAreRefusedByName_data()
    {
        QTest::addColumn<int>("mistake");
        QTest::addColumn<QByteArray>("code");
        int n = 0;
        for (const char* code :
            { "people.bad_team", "people.bad_team", "people.bad_team", "people.name_taken",
                "people.team_parent", "people.team_parent", "people.team_parent",
                "people.team_kind", "people.unknown_team", "people.bad_team", "people.bad_team" }) {
            QTest::addRow("%d %s", n, code) << n << QByteArray(code);
            ++n;
        }
    }
    void badOnesAreRefusedByName()
    {
        QFETCH(int, mistake);
        QFETCH(QByteArray, code);
        TeamWish wish = wishOf(m_all[1]); // Genetics
        const TeamMember member { "b.lind", TeamFunction::Member };
        const std::vector<std::function<void()>> mistakes { [&] { wish.name = "  "; },
            [&] { wish.name = "two\nlines"; }, [&] { wish.name = std::string(129, 'x'); },
            [&] { wish.name = "LABORATORY"; }, [&] { wish.parent = wish.id; },
            [&] { wish.parent = idOf(3); }, [&] { wish.parent = idOf(7); },
            [&] { wish.kind = TeamKind::Team; }, [&] { wish.id = idOf(7); },
            [&] {
                wish.members = { member, member };
            },
            [&] { wish.members.assign(mostTeamMembers + 1, member); } };
        mistakes[static_cast<std::size_t>(mistake)]();
        const auto refusal = save(wish);
        QCOMPARE(codeOf(refusal), code.toStdString());
        QVERIFY(!refusal.error().message.empty());
    }

    void nothingStandsBelowItself()
    {
        TeamWish top = wishOf(m_all[0]);
        top.parent = idOf(2); // which stands below it
        QCOMPARE(codeOf(save(top)), std::string("people.team_parent"));
    }

    void strangersAreNoMembers()
    {
        QCOMPARE(
            codeOf(save(wishOf(m_all[1]), { "no.body" })), std::string("people.unknown_account"));
    }

    void whatIsInUseStays()
    {
        for (const int n : { 1, 2, 3 }) {
            const auto refusal = removed(idOf(static_cast<std::uint8_t>(n)), m_all);
            QCOMPARE(codeOf(refusal), std::string("people.team_in_use"));
            QVERIFY(refusal.error().message.find("members") != std::string::npos);
        }
        const auto gone = removed(idOf(4), m_all);
        QVERIFY(gone->removed);
        QCOMPARE(rowOf(*gone).state, RightsState::Over);
        QCOMPARE(codeOf(removed(idOf(7), m_all)), std::string("people.unknown_team"));
    }

    void accountsShowWhereTheyBelong()
    {
        std::vector<Team> all = m_all;
        QCOMPARE(membershipOf("b.lind", all).teams, std::vector<std::string> { "Night" });
        QCOMPARE(membershipOf("b.lind", all).department, std::string("Genetics"));
        all[2].active = false;
        QVERIFY(membershipOf("b.lind", all).teams.empty());
        QVERIFY(membershipOf("e.mil", all).department.empty());
    }

    void othersHearWhatChanged()
    {
        QCOMPARE(typesOf(teamEvents({}, m_all[1])),
            (std::vector<std::string> { "Team.Created", "Team.MemberAdded", "Team.MemberAdded" }));
        Team after = m_all[1];
        after.name = "Human Genetics";
        after.members = { { "b.lind", TeamFunction::Lead } };
        QCOMPARE(typesOf(teamEvents(m_all[1], after)),
            (std::vector<std::string> {
                "Team.Changed", "Team.MemberRemoved", "Team.MemberAdded" }));
        QVERIFY(teamEvents(m_all[1], m_all[1]).empty());
        QCOMPARE(typesOf(teamEvents(m_all[3], *removed(idOf(4), m_all))),
            std::vector<std::string> { "Team.Removed" });
    }
};

LOCUS_TEST(team, TeamTest)
#include "tst_team.moc"
