// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/settings/account_dialog.h"

#include "core/base/uuid.h"
#include "core/client/core_client.h"
#include "core/protocol/people_messages.h"
#include "ui/models/text.h"
#include "ui/models/words.h"
#include "ui/pages/settings/role_words.h"
#include "ui/widgets/labels.h"

#include <QCheckBox>
#include <QDialogButtonBox>
#include <QFormLayout>
#include <QLineEdit>
#include <QPushButton>

namespace locus::ui {

using namespace Qt::StringLiterals;

namespace {

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

QString listOf(const std::vector<std::string>& names)
{
    QStringList out;
    for (const std::string& name : names) {
        out << fromStd(name);
    }
    return out.join(u", "_s);
}

} // namespace

AccountDialog::AccountDialog(client::CoreClient& core, UuidSource& ids,
    std::optional<people::AccountSummary> account, QWidget* parent)
    : QDialog(parent)
    , m_core(core)
    , m_ids(ids)
    , m_account(std::move(account))
    , m_message(makeLabel({}, nullptr, this))
{
    setObjectName(u"accountDialog"_s);
    setWindowTitle(m_account ? tr("Change %1").arg(fromStd(m_account->user)) : tr("New person"));
    auto* layout = new QVBoxLayout(this);
    auto* form = new QFormLayout;
    layout->addLayout(form);
    makeFields(*form);
    makeRoles(*form);
    m_message->setObjectName(u"accountMessage"_s);
    m_message->setProperty("tone", u"danger"_s);
    m_message->setWordWrap(true);
    m_message->hide();
    layout->addWidget(m_message);
    auto* buttons = new QDialogButtonBox(this);
    m_send = buttons->addButton(m_account ? tr("Save the changes") : tr("Create the account"),
        QDialogButtonBox::AcceptRole);
    m_send->setObjectName(u"accountSave"_s);
    m_send->setAccessibleName(m_send->text());
    m_send->setProperty("role", u"primary"_s);
    auto* no = buttons->addButton(tr("Cancel"), QDialogButtonBox::RejectRole);
    no->setObjectName(u"accountCancel"_s);
    no->setAccessibleName(no->text());
    connect(buttons, &QDialogButtonBox::accepted, this, &AccountDialog::send);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    layout->addWidget(buttons);
    setMinimumWidth(520);
}

QLineEdit* AccountDialog::addLine(QFormLayout& form, const QString& id, const QString& name,
    const QString& text, const QString& hint)
{
    auto* line = new QLineEdit(text, this);
    line->setObjectName(id);
    line->setAccessibleName(name);
    line->setPlaceholderText(hint);
    form.addRow(name, line);
    return line;
}

void AccountDialog::makeFields(QFormLayout& form)
{
    const people::AccountSummary was = m_account.value_or(people::AccountSummary {});
    if (!m_account) {
        m_user = addLine(
            form, u"accountUser"_s, tr("User name"), {}, tr("lower-case letters, digits, - _ ."));
    }
    m_name = addLine(form, u"accountName"_s, tr("Name as others see it"), fromStd(was.displayName),
        tr("Ama Osei"));
    m_department = addLine(form, u"accountDepartment"_s, tr("Department"), fromStd(was.department));
    m_teams =
        addLine(form, u"accountTeams"_s, tr("Teams"), listOf(was.teams), tr("separated by commas"));
    if (!m_account) {
        m_password = addLine(
            form, u"accountPassword"_s, tr("First password"), {}, tr("12 characters or more"));
        m_password->setEchoMode(QLineEdit::Password);
        m_password->setToolTip(tr("Tell it to the person yourself; it is changed in the account "
                                  "menu after the first sign-in."));
        form.addRow({}, makeLabel(tr("Tell it to the person yourself."), "muted", this));
    }
}

void AccountDialog::makeRoles(QFormLayout& form)
{
    for (const people::Role role : people::allRoles) {
        auto* box = new QCheckBox(RoleWords::sentence(role), this);
        box->setObjectName(u"role_"_s + fromStd(toString(role)));
        box->setAccessibleName(box->text());
        box->setChecked(m_account && m_account->has(role));
        form.addRow(role == people::allRoles.front() ? tr("Roles") : QString(), box);
        m_roles[role] = box;
    }
}

std::vector<people::Role> AccountDialog::roles() const
{
    std::vector<people::Role> out;
    for (const auto& [role, box] : m_roles) {
        if (box->isChecked()) {
            out.push_back(role);
        }
    }
    return out;
}

void AccountDialog::send()
{
    m_send->setEnabled(false);
    if (m_account) {
        change();
    } else {
        create();
    }
}

void AccountDialog::create()
{
    protocol::AccountsCreate message;
    message.commandId = m_ids.next();
    message.user = toStd(m_user->text().trimmed());
    message.password = toStd(m_password->text());
    message.fields = { toStd(m_name->text().trimmed()), roles(), namesIn(m_teams->text()),
        toStd(m_department->text().trimmed()) };
    ask(message);
}

void AccountDialog::change()
{
    protocol::AccountsUpdate message;
    message.commandId = m_ids.next();
    message.accountId = m_account->id;
    message.expectedVersion = m_account->version;
    message.fields = { toStd(m_name->text().trimmed()), roles(), namesIn(m_teams->text()),
        toStd(m_department->text().trimmed()) };
    ask(message);
}

template <typename Message> void AccountDialog::ask(const Message& message)
{
    m_core.call<Message>(message, this, [this](const Result<protocol::AccountChanged>& answer) {
        m_send->setEnabled(true);
        if (!answer.ok()) {
            say(Words::whole(answer.error()));
            return;
        }
        Q_EMIT saved(fromStd(answer->accountId.toString()),
            m_account ? fromStd(m_account->user) : m_user->text().trimmed());
        accept();
    });
}

void AccountDialog::say(const QString& sentence)
{
    m_message->setText(sentence);
    m_message->show();
}

} // namespace locus::ui
