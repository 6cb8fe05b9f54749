// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/sign_in_again_dialog.h"

#include "core/client/core_client.h"
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

SignInAgainDialog::SignInAgainDialog(
    client::CoreClient& core, const QString& purpose, QWidget* parent)
    : QDialog(parent)
    , m_core(core)
    , m_password(new PasswordField(tr("Password"), u"againPassword"_s, this))
    , m_codeLabel(new QLabel(tr("Code of your authenticator app"), this))
    , m_code(new QLineEdit(this))
    , m_message(new QLabel(this))
{
    setObjectName(u"signInAgainDialog"_s);
    setWindowTitle(tr("Sign in again"));
    //: %1 is what is about to be done: "change a password"
    auto* title = makeLabel(tr("Sign in again to %1.").arg(purpose), "heading", this);
    title->setWordWrap(true);
    auto* text =
        makeLabel(tr("This asks for your password once more, so that nobody does it at a desk that "
                     "you have left."),
            "muted", this);
    text->setWordWrap(true);
    m_code->setObjectName(u"againCode"_s);
    m_code->setAccessibleName(tr("Code"));
    m_codeLabel->setBuddy(m_code);
    m_codeLabel->hide();
    m_code->hide();
    m_message->setObjectName(u"againMessage"_s);
    m_message->setProperty("tone", u"danger"_s);
    m_message->setWordWrap(true);
    m_message->hide();
    auto* buttons = new QDialogButtonBox(this);
    m_go = buttons->addButton(tr("Sign in again"), QDialogButtonBox::AcceptRole);
    m_go->setObjectName(u"againGo"_s);
    m_go->setAccessibleName(m_go->text());
    m_go->setProperty("role", u"primary"_s);
    m_go->setDefault(true);
    auto* no = buttons->addButton(tr("Cancel"), QDialogButtonBox::RejectRole);
    no->setObjectName(u"againCancel"_s);
    no->setAccessibleName(no->text());
    connect(buttons, &QDialogButtonBox::accepted, this, &SignInAgainDialog::submit);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    auto* layout = new QVBoxLayout(this);
    layout->addWidget(title);
    layout->addWidget(text);
    layout->addWidget(m_password);
    layout->addWidget(m_codeLabel);
    layout->addWidget(m_code);
    layout->addWidget(m_message);
    layout->addWidget(buttons);
    setMinimumWidth(420);
    m_password->takeFocus();
}

void SignInAgainDialog::submit()
{
    m_go->setEnabled(false);
    m_core.call<protocol::SessionSignInAgain>(
        { toStd(m_password->text()), toStd(m_code->text().trimmed()) }, this,
        [this](const Result<protocol::SignedInAgain>& answer) { onAnswer(answer); });
}

void SignInAgainDialog::onAnswer(const Result<protocol::SignedInAgain>& answer)
{
    m_go->setEnabled(true);
    if (answer.ok() && answer->needsCode) {
        m_codeLabel->show();
        m_code->show();
        m_code->setFocus();
    } else if (answer.ok()) {
        accept();
    } else {
        m_message->setText(SignInWords::refusal(answer.error()));
        m_message->show();
        m_password->takeFocus();
    }
}

} // namespace locus::ui
