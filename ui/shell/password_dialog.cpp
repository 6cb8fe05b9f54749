// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/password_dialog.h"

#include "core/base/clock.h"
#include "core/base/random_source.h"
#include "core/base/uuid.h"
#include "core/client/core_client.h"
#include "core/protocol/people_messages.h"
#include "ui/models/text.h"
#include "ui/widgets/password_field.h"
#include "ui/shell/sign_in_words.h"
#include "ui/widgets/labels.h"

#include <QDialogButtonBox>
#include <QLineEdit>
#include <QPushButton>
#include <QVBoxLayout>

namespace locus::ui {

using namespace Qt::StringLiterals;

PasswordDialog::PasswordDialog(client::CoreClient& core, QWidget* parent)
    : QDialog(parent)
    , m_core(core)
    , m_password(new PasswordField(tr("New password"), u"newPassword"_s, this))
    , m_again(new PasswordField(tr("New password again"), u"newPasswordAgain"_s, this))
    , m_message(new QLabel(this))
{
    setObjectName(u"passwordDialog"_s);
    setWindowTitle(tr("Change password"));
    auto* rules = makeLabel(tr("12 characters or more, not the user name. You stay signed in here; "
                               "everywhere else you are signed out."),
        "muted", this);
    rules->setWordWrap(true);
    m_message->setObjectName(u"passwordMessage"_s);
    m_message->setProperty("tone", u"danger"_s);
    m_message->setWordWrap(true);
    m_message->hide();
    auto* buttons = new QDialogButtonBox(this);
    m_go = buttons->addButton(tr("Change password"), QDialogButtonBox::AcceptRole);
    m_go->setObjectName(u"passwordGo"_s);
    m_go->setAccessibleName(m_go->text());
    m_go->setProperty("role", u"primary"_s);
    m_go->setDefault(true);
    auto* no = buttons->addButton(tr("Cancel"), QDialogButtonBox::RejectRole);
    no->setObjectName(u"passwordCancel"_s);
    no->setAccessibleName(no->text());
    connect(buttons, &QDialogButtonBox::accepted, this, &PasswordDialog::submit);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    auto* layout = new QVBoxLayout(this);
    layout->addWidget(rules);
    layout->addWidget(new QLabel(tr("New password"), this));
    layout->addWidget(m_password);
    layout->addWidget(new QLabel(tr("New password again"), this));
    layout->addWidget(m_again);
    layout->addWidget(m_message);
    layout->addWidget(buttons);
    setMinimumWidth(420);
    m_password->takeFocus();
}

void PasswordDialog::submit()
{
    if (m_password->text() != m_again->text()) {
        say(tr("The two passwords differ."));
        return;
    }
    m_go->setEnabled(false);
    SystemClock clock;
    SystemRandom random;
    protocol::AccountsSetPassword message;
    message.commandId = UuidSource(clock, random).next();
    message.password = toStd(m_password->text());
    m_core.call<protocol::AccountsSetPassword>(
        message, this, [this](const Result<protocol::AccountChanged>& answer) {
            m_go->setEnabled(true);
            if (answer.ok()) {
                accept();
            } else {
                say(SignInWords::refusal(answer.error()));
            }
        });
}

void PasswordDialog::say(const QString& text)
{
    m_message->setText(text);
    m_message->show();
    m_password->takeFocus();
}

} // namespace locus::ui
