// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/settings/people_section.h"

#include "core/base/clock.h"
#include "core/protocol/people_messages.h"
#include "core/protocol/sign_in_messages.h"
#include "ui/models/text.h"
#include "ui/models/words.h"
#include "ui/pages/settings/account_dialog.h"
#include "ui/pages/settings/role_words.h"

#include <QAction>
#include <QInputDialog>

#include <algorithm>
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

QString orDash(const QString& text)
{
    return text.isEmpty() ? u"–"_s : text;
}

} // namespace

PeopleSection::PeopleSection(const PageContext& context, QWidget* parent)
    : RecordSection(context,
        { u"people"_s, tr("People"),
            tr("Everybody who signs in has an account of his own. Roles are checked by the core at "
               "every call; nobody changes his own, and the last administrator stays."),
            tr("Nobody has an account yet"), { u"admin"_s } },
        columns,
        { tr("User"), tr("Name"), tr("Roles"), tr("Department"),
            //: Column: whether an account can be used
            tr("State"), tr("Last sign-in") },
        parent)
    , m_ids(context.clock, m_random)
{
    auto* add = addAct(u"addPerson"_s, u"user"_s, tr("New person…"));
    connect(add, &QAction::triggered, this, [this] { edit({}); });
    m_change = addAct(u"changePerson"_s, u"settings"_s, tr("Change…"));
    connect(m_change, &QAction::triggered, this, [this] { edit(account()); });
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

void PeopleSection::read()
{
    m_coming.clear();
    readFrom({});
}

void PeopleSection::readFrom(const std::string& after)
{
    protocol::AccountsList message;
    message.after = after;
    context().core.call<protocol::AccountsList>(
        message, this, [this](const Result<protocol::AccountsPage>& answer) {
            if (!answer.ok()) {
                fail(answer.error());
                return;
            }
            m_coming.insert(m_coming.end(), answer->page.items.begin(), answer->page.items.end());
            if (answer->page.next.empty()) {
                finish();
            } else {
                readFrom(answer->page.next);
            }
        });
}

void PeopleSection::finish()
{
    m_accounts = std::exchange(m_coming, {});
    std::vector<Record> records;
    records.reserve(m_accounts.size());
    for (const people::AccountSummary& account : m_accounts) {
        records.push_back(recordOf(account));
    }
    showRecords(std::move(records));
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
    const RecordCell state = stateOf(account);
    const QString name = fromStd(account.displayName);
    const QString user = fromStd(account.user);
    Record record { fromStd(account.id.toString()), name.isEmpty() ? user : name,
        { { user }, { name }, { RoleWords::list(account.roles) },
            { fromStd(account.department), {}, true }, state,
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

std::optional<people::AccountSummary> PeopleSection::account() const
{
    const auto found = std::find_if(m_accounts.begin(), m_accounts.end(),
        [id = chosenId()](const auto& one) { return fromStd(one.id.toString()) == id; });
    return found == m_accounts.end() ? std::nullopt : std::optional(*found);
}

void PeopleSection::onChosen(const Record* record)
{
    const auto chosen = record ? account() : std::nullopt;
    for (QAction* action : { m_change, m_password, m_enable, m_sessions }) {
        action->setEnabled(chosen.has_value());
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
    auto* dialog = new AccountDialog(context().core, m_ids, std::move(account), this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(
        dialog, &AccountDialog::saved, this, [this, isNew](const QString& id, const QString& name) {
            report(isNew ? tr("%1 can sign in now").arg(name) : tr("%1 was changed").arg(name), {});
            choose(id);
        });
    dialog->open();
}

void PeopleSection::setPassword()
{
    const auto chosen = account();
    auto* dialog = new QInputDialog(this);
    dialog->setObjectName(u"setPasswordDialog"_s);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setWindowTitle(tr("Set a password"));
    dialog->setLabelText(tr("New password of %1 (12 characters or more). All sessions of the "
                            "account end.")
                             .arg(fromStd(chosen->user)));
    dialog->setTextEchoMode(QLineEdit::Password);
    dialog->setOkButtonText(tr("Set the password"));
    dialog->setCancelButtonText(tr("Cancel"));
    connect(dialog, &QInputDialog::textValueSelected, this, [this, chosen](const QString& text) {
        protocol::AccountsSetPassword message;
        message.commandId = m_ids.next();
        message.accountId = chosen->id;
        message.password = toStd(text);
        perform(message, tr("Set a password of %1").arg(fromStd(chosen->user)));
    });
    dialog->open();
}

void PeopleSection::setEnabled()
{
    const auto chosen = account();
    const QString user = fromStd(chosen->user);
    if (chosen->isEnabled()) {
        protocol::AccountsDisable message;
        message.commandId = m_ids.next();
        message.accountId = chosen->id;
        perform(message, tr("Disabled %1; all sessions of the account ended").arg(user));
    } else {
        protocol::AccountsEnable message;
        message.commandId = m_ids.next();
        message.accountId = chosen->id;
        perform(message, tr("Enabled %1").arg(user));
    }
}

void PeopleSection::endSessions()
{
    const auto chosen = account();
    perform(protocol::SessionEndAll { chosen->user },
        tr("Ended all sessions of %1").arg(fromStd(chosen->user)));
}

void PeopleSection::removeSecondFactor()
{
    const auto chosen = account();
    protocol::TotpRemove message;
    message.commandId = m_ids.next();
    message.accountId = chosen->id;
    perform(message, tr("Removed the second factor of %1").arg(fromStd(chosen->user)));
}

} // namespace locus::ui
