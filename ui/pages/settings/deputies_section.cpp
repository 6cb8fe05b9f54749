// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/settings/deputies_section.h"

#include "core/base/clock.h"
#include "core/protocol/team_messages.h"
#include "ui/models/text.h"
#include "ui/models/words.h"
#include "ui/pages/settings/role_boxes.h"
#include "ui/pages/settings/role_words.h"
#include "ui/widgets/form_dialog.h"

#include <QAction>
#include <QCompleter>
#include <QDateTimeEdit>
#include <QLineEdit>

#include <algorithm>
#include <array>

namespace locus::ui {

using namespace Qt::StringLiterals;
using people::Delegation;

namespace {

constexpr std::array columns {
    TableColumn { .id = "receiver", .width = 120, .sorts = true },
    TableColumn { .id = "giver", .width = 120, .sorts = true },
    TableColumn { .id = "what", .width = 180, .sorts = true, .grows = true },
    TableColumn { .id = "until", .width = 180 },
    TableColumn { .id = "state", .width = 110, .sorts = true },
};

constexpr int usualDays = 7;

QString listOf(const std::vector<std::string>& names)
{
    QStringList out;
    for (const std::string& name : names) {
        out << fromStd(name);
    }
    return out.join(u", "_s);
}

std::vector<std::string> namesIn(const QString& text)
{
    std::vector<std::string> out;
    for (const QString& name : text.split(u',', Qt::SkipEmptyParts)) {
        if (!name.trimmed().isEmpty()) {
            out.push_back(toStd(name.trimmed()));
        }
    }
    return out;
}

Instant instantOf(const QDateTimeEdit* edit)
{
    return fromMillis(edit->dateTime().toMSecsSinceEpoch());
}

} // namespace

DeputiesSection::DeputiesSection(const PageContext& context, QWidget* parent)
    : EntrySection(context,
        { u"deputies"_s, tr("Deputies"),
            tr("While you are away somebody else can act for you: with your rights as they are at "
               "that moment, never with more, and recorded with both names. What takes two people "
               "still takes two others."),
            tr("Nobody acts for anybody"), {} },
        columns,
        { //: Column: who acts for another
            tr("Deputy"),
            //: Column: for whom somebody acts
            tr("Acts for"),
            //: Column: what somebody may do for another
            tr("With"),
            //: Column: until when
            tr("Until"), tr("State") },
        parent)
{
    auto* name = addAct(u"grantDeputy"_s, u"user"_s, tr("Name a deputy…"));
    connect(name, &QAction::triggered, this, &DeputiesSection::grant);
    m_act = addAct(u"actFor"_s, u"link"_s, tr("Act for them"));
    connect(
        m_act, &QAction::triggered, this, [this] { this->context().core.actFor(entry()->giver); });
    m_revoke = addAct(u"revokeDeputy"_s, u"cancel"_s, tr("End it"));
    connect(m_revoke, &QAction::triggered, this, &DeputiesSection::revoke);
    onChosen(nullptr);
}

protocol::DelegationsList DeputiesSection::question() const
{
    protocol::DelegationsList all;
    all.openOnly = false;
    return all;
}

bool DeputiesSection::isMe(const std::string& user) const
{
    const auto& session = context().core.session();
    return session && session->user == user;
}

Record DeputiesSection::recordOf(const Delegation& entry) const
{
    const Instant now = context().clock.now();
    const bool over = entry.isOver() || now >= entry.until;
    //: State of a delegation
    const RecordCell state = over ? RecordCell { tr("over"), Tone::Neutral }
        //: State of a delegation: it begins later
        : now < entry.from ? RecordCell { tr("to come"), Tone::Accent } //: State of a delegation
                           : RecordCell { tr("in force"), Tone::Success };
    const QString roles = entry.roles.empty() ? tr("all roles") : RoleWords::list(entry.roles);
    const QString rights = listOf(entry.methods);
    const QString receiver = fromStd(entry.receiver);
    const QString giver = fromStd(entry.giver);
    Record record { fromStd(entry.id.toString()),
        //: %1, %2: two people
        tr("%1 for %2").arg(receiver, giver),
        { { receiver }, { giver }, { rights.isEmpty() ? roles : rights },
            { Words::moment(entry.until), {}, true }, state },
        { { tr("State"), state.text, state.tone }, { tr("Deputy"), receiver },
            { tr("Acts for"), giver }, { tr("Reason"), fromStd(entry.reason) },
            { tr("Roles"), roles }, { tr("Rights"), rights.isEmpty() ? tr("all") : rights },
            { tr("Begins"), Words::moment(entry.from) },
            { tr("Until"), Words::moment(entry.until) } } };
    if (entry.ended) {
        record.facts.push_back({ tr("Ended"), Words::moment(*entry.ended), {},
            entry.endedBy.empty() ? tr("its time was over") : fromStd(entry.endedBy) });
    }
    return record;
}

void DeputiesSection::onChosen(const Record* record)
{
    const Delegation* chosen = record ? entry() : nullptr;
    const Instant now = context().clock.now();
    const bool isMine = chosen && isMe(chosen->receiver);
    m_act->setEnabled(isMine && chosen->isInForce(now));
    m_act->setText(isMine ? tr("Act for %1").arg(fromStd(chosen->giver)) : tr("Act for them"));
    m_revoke->setEnabled(chosen && !chosen->isOver() && now < chosen->until);
}

void DeputiesSection::completeNames(QLineEdit* line)
{
    context().core.call<protocol::TeamsList>(
        {}, line, [line](const Result<protocol::TeamsPage>& answer) {
            if (!answer.ok()) {
                return; // one may type the name
            }
            QStringList names;
            for (const people::Team& team : answer->items) {
                for (const people::TeamMember& member : team.members) {
                    names << fromStd(member.user);
                }
            }
            names.removeDuplicates();
            line->setCompleter(new QCompleter(names, line));
        });
}

void DeputiesSection::grant()
{
    auto* dialog = new FormDialog(u"deputyDialog"_s, tr("Name a deputy"),
        tr("The deputy acts with your rights of that moment. You can end it at any time."),
        tr("Let them act for me"), this);
    auto* receiver = dialog->addNeeded(
        tr("User name of the deputy"), "deputyReceiver", tr("Say who acts for you"));
    completeNames(receiver);
    auto* reason = new QLineEdit(dialog);
    dialog->addField(tr("Why"), reason, "deputyReason");
    const auto addTime = [dialog](const QString& name, const char* id, int days) {
        auto* edit = new QDateTimeEdit(QDateTime::currentDateTime().addDays(days), dialog);
        edit->setCalendarPopup(true);
        dialog->addField(name, edit, id);
        return edit;
    };
    auto* from = addTime(tr("Begins"), "deputyFrom", 0);
    auto* until = addTime(tr("Until"), "deputyUntil", usualDays);
    std::vector<people::Role> own;
    if (const auto& session = context().core.session()) {
        for (const std::string& name : session->roles) {
            own.push_back(people::roleFrom(name).value_or(people::Role::Clinician));
        }
    }
    auto* roles = new RoleBoxes(own, dialog, own);
    dialog->addField(tr("With your roles"), roles, "deputyRoles");
    auto* rights = new QLineEdit(dialog);
    rights->setPlaceholderText(tr("empty: all of these roles; else as under “Roles”, with commas"));
    dialog->addField(tr("Only these rights"), rights, "deputyRights");
    connect(dialog, &FormDialog::submitted, this, [=, this] {
        protocol::DelegationsGrant message;
        message.receiver = toStd(receiver->text().trimmed());
        message.reason = toStd(reason->text().trimmed());
        message.roles = roles->roles() == own ? std::vector<people::Role>() : roles->roles();
        message.methods = namesIn(rights->text());
        if (instantOf(from) > context().clock.now()) {
            message.from = instantOf(from);
        }
        message.until = instantOf(until);
        if (roles->roles().empty()) {
            dialog->showError(tr("Choose at least one of your roles."));
            return;
        }
        dialog->setBusy(true);
        perform(
            std::move(message), tr("%1 may act for you").arg(receiver->text().trimmed()), dialog);
    });
    dialog->open();
}

void DeputiesSection::revoke()
{
    protocol::DelegationsRevoke message;
    message.delegationId = entry()->id;
    perform(message, tr("Ended: %1").arg(chosenRecord()->name));
}

} // namespace locus::ui
