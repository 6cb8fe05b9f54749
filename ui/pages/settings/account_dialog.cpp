// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/settings/account_dialog.h"

#include "core/base/uuid.h"
#include "core/client/core_client.h"
#include "core/protocol/people_messages.h"
#include "ui/models/text.h"
#include "ui/models/words.h"
#include "ui/pages/settings/role_boxes.h"
#include "ui/widgets/password_field.h"

#include <QLineEdit>

namespace locus::ui {

using namespace Qt::StringLiterals;

AccountDialog::AccountDialog(client::CoreClient& core, UuidSource& ids,
    std::optional<people::AccountSummary> account, QWidget* parent)
    : FormDialog(u"accountDialog"_s,
        account ? tr("Change %1").arg(fromStd(account->user)) : tr("New person"),
        account ? QString()
                : tr("Tell the first password to the person yourself; it is changed in the account "
                     "menu after the first sign-in."),
        account ? tr("Save the changes") : tr("Create the account"), parent)
    , m_core(core)
    , m_ids(ids)
    , m_account(std::move(account))
{
    const people::AccountSummary was = m_account.value_or(people::AccountSummary {});
    if (!m_account) {
        m_user =
            addLine(tr("User name"), "accountUser", {}, tr("lower-case letters, digits, - _ ."));
    }
    m_name = addLine(
        tr("Name as others see it"), "accountName", fromStd(was.displayName), tr("Ama Osei"));
    if (!m_account) {
        m_password = new PasswordField(tr("First password"), u"accountPassword"_s, this);
        m_password->line()->setPlaceholderText(tr("12 characters or more"));
        addField(tr("First password"), m_password, "accountPasswordField");
    }
    m_roles = new RoleBoxes(was.roles, this);
    addField(tr("Roles"), m_roles, "accountRoles");
    connect(this, &FormDialog::submitted, this, [this] {
        if (m_account) {
            change();
        } else {
            create();
        }
    });
}

QLineEdit* AccountDialog::addLine(
    const QString& name, const char* id, const QString& text, const QString& hint)
{
    auto* line = new QLineEdit(text, this);
    line->setPlaceholderText(hint);
    addField(name, line, id);
    return line;
}

protocol::AccountFields AccountDialog::fields() const
{
    return { toStd(m_name->text().trimmed()), m_roles->roles() };
}

void AccountDialog::create()
{
    protocol::AccountsCreate message;
    message.user = toStd(m_user->text().trimmed());
    message.password = toStd(m_password->text());
    ask(std::move(message));
}

void AccountDialog::change()
{
    protocol::AccountsUpdate message;
    message.accountId = m_account->id;
    message.expectedVersion = m_account->version;
    ask(std::move(message));
}

template <typename Message> void AccountDialog::ask(Message message)
{
    message.commandId = m_ids.next();
    message.fields = fields();
    setBusy(true);
    m_core.call(message, this, [this](const Result<protocol::AccountChanged>& answer) {
        if (!answer.ok()) {
            showError(Words::whole(answer.error()));
            return;
        }
        Q_EMIT saved(fromStd(answer->accountId.toString()),
            m_account ? fromStd(m_account->user) : m_user->text().trimmed());
        accept();
    });
}

} // namespace locus::ui
