// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/settings/teams_section.h"

#include "ui/models/text.h"
#include "ui/models/words.h"
#include "ui/widgets/form_dialog.h"

#include <QAction>
#include <QCheckBox>
#include <QComboBox>
#include <QLineEdit>

#include <algorithm>
#include <array>

namespace locus::ui {

using namespace Qt::StringLiterals;
using people::Team;
using people::TeamFunction;
using people::TeamId;
using people::TeamKind;
using people::TeamMember;

namespace {

constexpr std::array columns {
    TableColumn { .id = "name", .width = 160, .sorts = true, .grows = true },
    TableColumn { .id = "kind", .width = 110, .sorts = true },
    TableColumn { .id = "parent", .width = 140, .sorts = true },
    TableColumn { .id = "members", .width = 90 },
    TableColumn { .id = "state", .width = 100, .sorts = true },
};

QString usersOf(const Team& team, TeamFunction function)
{
    QStringList out;
    for (const TeamMember& member : team.members) {
        if (member.function == function) {
            out << fromStd(member.user);
        }
    }
    return out.join(u", "_s);
}

void addMembers(std::vector<TeamMember>& to, const QString& text, TeamFunction function)
{
    for (const QString& name : text.split(u',', Qt::SkipEmptyParts)) {
        if (!name.trimmed().isEmpty()) {
            to.push_back({ toStd(name.trimmed()), function });
        }
    }
}

} // namespace

TeamsSection::TeamsSection(const PageContext& context, QWidget* parent)
    : EntrySection(context,
        { u"teams"_s, tr("Teams and departments"),
            tr("Who works together, and where. Work is given to a team or a department; one that "
               "is in use stays until its people have moved."),
            tr("There is no team and no department yet"),
            { u"clinician"_s, u"coordinator"_s, u"admin"_s } },
        columns,
        { tr("Name"),
            //: Column: team or department
            tr("Kind"),
            //: Column: the department it belongs to
            tr("Belongs to"), tr("People"), tr("State") },
        parent)
{
    m_newTeam = addAct(u"newTeam"_s, u"user"_s, tr("New team…"));
    connect(m_newTeam, &QAction::triggered, this, [this] { edit({}); });
    m_newDepartment = addAct(u"newDepartment"_s, u"user"_s, tr("New department…"));
    connect(m_newDepartment, &QAction::triggered, this, [this] {
        Team department;
        department.kind = TeamKind::Department;
        edit(department);
    });
    m_change = addAct(u"changeTeam"_s, u"settings"_s, tr("Change…"));
    connect(m_change, &QAction::triggered, this, [this] { edit(Team(*entry())); });
    m_remove = addAct(u"removeTeam"_s, u"trash"_s, tr("Remove"));
    connect(m_remove, &QAction::triggered, this, &TeamsSection::remove);
    onChosen(nullptr);
}

void TeamsSection::take(const std::vector<Team>& all)
{
    m_departments.clear();
    for (const Team& team : all) {
        if (team.kind == TeamKind::Department) {
            m_departments.insert_or_assign(team.id, team);
        }
    }
}

Record TeamsSection::recordOf(const Team& entry) const
{
    const QString name = fromStd(entry.name);
    const QString kind = entry.kind == TeamKind::Department ? tr("department") : tr("team");
    const auto above = entry.parent ? m_departments.find(*entry.parent) : m_departments.end();
    const QString parent = above == m_departments.end() ? QString() : fromStd(above->second.name);
    //: State of a team: it is used, or not any more
    const RecordCell state = entry.active ? RecordCell { tr("in use"), Tone::Success }
                                          : RecordCell { tr("not used"), Tone::Neutral };
    return { fromStd(entry.id.toString()), name,
        { { name }, { kind }, { parent, {}, true },
            { Words::count(static_cast<qint64>(entry.members.size())) }, state },
        { { tr("Name"), name }, { tr("Kind"), kind }, { tr("Belongs to"), orDash(parent) },
            { tr("State"), state.text, state.tone },
            { tr("Led by"), orDash(usersOf(entry, TeamFunction::Lead)) },
            { tr("Members"), orDash(usersOf(entry, TeamFunction::Member)) } } };
}

void TeamsSection::onChosen(const Record* record)
{
    const auto& session = context().core.session();
    const bool mayChange = session
        && std::find(session->roles.begin(), session->roles.end(), "admin") != session->roles.end();
    for (QAction* action : { m_newTeam, m_newDepartment }) {
        action->setEnabled(mayChange);
    }
    for (QAction* action : { m_change, m_remove }) {
        action->setEnabled(mayChange && record);
    }
}

void TeamsSection::edit(const Team& team)
{
    const bool isNew = team.id.uuid().isNil();
    const bool isDepartment = team.kind == TeamKind::Department;
    auto* dialog = new FormDialog(u"teamDialog"_s,
        !isNew             ? tr("Change %1").arg(fromStd(team.name))
            : isDepartment ? tr("New department")
                           : tr("New team"),
        {}, tr("Save"), this);
    auto* name = dialog->addNeeded(tr("Name"), "teamName", tr("It needs a name"));
    name->setText(fromStd(team.name));
    auto* parent = new QComboBox(dialog);
    parent->addItem(tr("none"), QString());
    for (const auto& [id, department] : m_departments) {
        if (id != team.id) {
            parent->addItem(fromStd(department.name), fromStd(id.toString()));
        }
    }
    parent->setCurrentIndex(
        std::max(0, team.parent ? parent->findData(fromStd(team.parent->toString())) : 0));
    dialog->addField(tr("Belongs to"), parent, "teamParent");
    const auto addUsers = [&](const QString& title, const char* id, TeamFunction function) {
        auto* line = new QLineEdit(usersOf(team, function), dialog);
        line->setPlaceholderText(tr("user names, separated by commas"));
        dialog->addField(title, line, id);
        return line;
    };
    auto* leads = addUsers(tr("Led by"), "teamLeads", TeamFunction::Lead);
    auto* members = addUsers(tr("Members"), "teamMembers", TeamFunction::Member);
    auto* active = new QCheckBox(tr("in use"), dialog);
    active->setChecked(team.active);
    dialog->addField(tr("State"), active, "teamActive");
    connect(dialog, &FormDialog::submitted, this, [=, this] {
        protocol::TeamsSave message;
        if (!isNew) {
            message.wish.id = team.id;
            message.expectedVersion = team.version;
        }
        message.wish.name = toStd(name->text().trimmed());
        message.wish.kind = team.kind;
        if (const auto id = TeamId::parse(toStd(parent->currentData().toString())); id.ok()) {
            message.wish.parent = *id;
        }
        addMembers(message.wish.members, leads->text(), TeamFunction::Lead);
        addMembers(message.wish.members, members->text(), TeamFunction::Member);
        message.wish.active = active->isChecked();
        dialog->setBusy(true);
        perform(std::move(message), tr("Saved %1").arg(name->text().trimmed()), dialog);
    });
    dialog->open();
}

void TeamsSection::remove()
{
    protocol::TeamsRemove message;
    message.teamId = entry()->id;
    message.expectedVersion = entry()->version;
    perform(message, tr("Removed %1").arg(chosenRecord()->name));
}

} // namespace locus::ui
