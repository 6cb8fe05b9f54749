// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/settings/people_section.h"

#include "core/base/clock.h"
#include "core/protocol/sign_in_messages.h"
#include "ui/models/text.h"
#include "ui/models/words.h"
#include "ui/pages/settings/account_dialog.h"
#include "ui/pages/settings/role_words.h"
#include "ui/widgets/password_field.h"

#include <QAction>

#include <array>

namespace locus::ui {

using namespace Qt::StringLiterals;

namespace {

constexpr std::array columns {
    TableColumn { .id = "user", .width = 110, .sorts = true },
    TableColumn { .id = "name", .width = 120, .sorts = true, .grows = true },
    TableColumn { .id = "roles", .width = 140, .sorts = true, .grows = true },
    TableColumn { .id = "department", .width = 100, .sorts = true },
    TableColumn { .id = "state", .width = 96, .sorts = true },
    TableColumn { .id = "lastSignIn", .width = 96 },
};

} // namespace

PeopleSection::PeopleSection(const PageContext& context, QWidget* parent)
    : EntrySection(context,
        { u"people"_s, tr("People"),
            tr("Everybody who signs in has an account of his own. Roles are checked by the core at "
               "every call; nobody changes his own, and the last administrator stays."),
            tr("Nobody has an account yet"), { u"admin"_s } },
        columns,
        { tr("User"), tr("Name"), tr("Roles"),
            //: Column: department and teams of a person
            tr("Belongs to"),
            //: Column: whether an account can be used
            tr("State"), tr("Last sign-in") },
        parent)
{
    auto* add = addAct(u"addPerson"_s, u"user"_s, tr("New person…"));
    connect(add, &QAction::triggered, this, [this] { edit({}); });
    m_change = addAct(u"changePerson"_s, u"settings"_s, tr("Change…"));
    connect(m_change, &QAction::triggered, this, [this] { edit(*entry()); });
    m_password = addAct(u"setPassword"_s, u"lock"_s, tr("Set a password…"), Where::Menu);
    connect(m_password, &QAction::triggered, this, &PeopleSection::setPassword);
    m_secondFactor =
        addAct(u"removeSecondFactor"_s, u"close"_s, tr("Remove the second factor"), Where::Menu);
    connect(m_secondFactor, &QAction::triggered, this, &PeopleSection::removeSecondFactor);
    m_sessions = addAct(u"endSessions"_s, u"offline"_s, tr("End all sessions"), Where::Menu);
    connect(m_sessions, &QAction::triggered, this, &PeopleSection::endSessions);
    m_enable = addAct(u"disablePerson"_s, u"cancel"_s, tr("Disable"));
    connect(m_enable, &QAction::triggered, this, &PeopleSection::setEnabled);
    onChosen(nullptr);
}

RecordCell PeopleSection::stateOf(const people::AccountSummary& account) const
{
    if (!account.isEnabled()) {
        //: State of an account
        return { tr("disabled"), Tone::Neutral };
    }
    if (account.lockedUntil && *account.lockedUntil > context().clock.now()) {
        //: State of an account: too many wrong passwords, it waits
        return { tr("waits"), Tone::Warning };
    }
    //: State of an account
    return { tr("enabled"), Tone::Success };
}

Record PeopleSection::recordOf(const people::AccountSummary& account) const
{
    const Instant now = context().clock.now();
    const auto when = [](const std::optional<Instant>& time) {
        return time ? Words::moment(*time) : u"–"_s;
    };
    QStringList teams;
    for (const std::string& team : account.teams) {
        teams << fromStd(team);
    }
    QStringList belongsTo = teams; // what the filter of the list finds, too
    if (!account.department.empty()) {
        belongsTo.prepend(fromStd(account.department));
    }
    const RecordCell state = stateOf(account);
    const QString name = fromStd(account.displayName);
    const QString user = fromStd(account.user);
    Record record { fromStd(account.id.toString()), name.isEmpty() ? user : name,
        { { user }, { name }, { RoleWords::list(account.roles) },
            { belongsTo.join(u" · "_s), {}, true }, state,
            { account.lastSignIn ? Words::age(*account.lastSignIn, now) : tr("never"), {}, true } },
        {} };
    record.facts = { { tr("User name"), user }, { tr("State"), state.text, state.tone },
        { tr("Roles"), RoleWords::list(account.roles) },
        { tr("Department"), orDash(fromStd(account.department)) },
        { tr("Teams"), orDash(teams.join(u", "_s)) },
        { tr("Second factor"), account.hasSecondFactor ? tr("asked for") : tr("none"),
            account.hasSecondFactor ? Tone::Success : Tone::Warning },
        { tr("Last sign-in"), when(account.lastSignIn) },
        { tr("Failed since then"), Words::count(account.failures) },
        { tr("Password set"), when(account.passwordSetAt) },
        { tr("Created"), when(account.createdAt) } };
    if (account.lockedUntil && *account.lockedUntil > now) {
        record.facts.push_back({ tr("Waits until"), when(account.lockedUntil) });
    }
    if (account.disabledAt) {
        record.facts.push_back({ tr("Disabled since"), when(account.disabledAt) });
    }
    return record;
}

void PeopleSection::onChosen(const Record* record)
{
    const people::AccountSummary* chosen = record ? entry() : nullptr;
    for (QAction* action : { m_change, m_password, m_enable, m_sessions }) {
        action->setEnabled(chosen != nullptr);
    }
    m_secondFactor->setEnabled(chosen && chosen->hasSecondFactor);
    const bool enabled = !chosen || chosen->isEnabled();
    m_enable->setText(!chosen ? tr("Disable")
            : enabled         ? tr("Disable %1").arg(fromStd(chosen->user))
                              : tr("Enable %1").arg(fromStd(chosen->user)));
}

void PeopleSection::edit(std::optional<people::AccountSummary> account)
{
    const bool isNew = !account;
    auto* dialog = new AccountDialog(context().core, ids(), std::move(account), this);
    connect(
        dialog, &AccountDialog::saved, this, [this, isNew](const QString& id, const QString& name) {
            report(isNew ? tr("%1 can sign in now").arg(name) : tr("%1 was changed").arg(name), {});
            choose(id);
        });
    dialog->open();
}

void PeopleSection::setPassword()
{
    const people::AccountSummary chosen = *entry();
    auto* dialog =
        new FormDialog(u"setPasswordDialog"_s, tr("Set a password of %1").arg(fromStd(chosen.user)),
            tr("12 characters or more. All sessions of the account end."), tr("Set the password"),
            this);
    auto* password = new PasswordField(tr("New password"), u"setPasswordText"_s, dialog);
    dialog->addField(tr("New password"), password, "setPasswordField");
    connect(dialog, &FormDialog::submitted, this, [this, dialog, password, chosen] {
        protocol::AccountsSetPassword message;
        message.accountId = chosen.id;
        message.password = toStd(password->text());
        perform(message, tr("Set a password of %1").arg(fromStd(chosen.user)), dialog);
    });
    dialog->open();
}

void PeopleSection::setEnabled()
{
    const QString user = fromStd(entry()->user);
    if (entry()->isEnabled()) {
        protocol::AccountsDisable message;
        message.accountId = entry()->id;
        perform(message, tr("Disabled %1; all sessions of the account ended").arg(user));
    } else {
        protocol::AccountsEnable message;
        message.accountId = entry()->id;
        perform(message, tr("Enabled %1").arg(user));
    }
}

void PeopleSection::endSessions()
{
    perform(protocol::SessionEndAll { entry()->user },
        tr("Ended all sessions of %1").arg(fromStd(entry()->user)));
}

void PeopleSection::removeSecondFactor()
{
    protocol::TotpRemove message;
    message.accountId = entry()->id;
    perform(message, tr("Removed the second factor of %1").arg(fromStd(entry()->user)));
}

} // namespace locus::ui
