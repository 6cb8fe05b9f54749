// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/sign_in_again_dialog.h"

#include "core/client/core_client.h"
#include "ui/models/text.h"
#include "ui/shell/provider_sign_in.h"
#include "ui/shell/sign_in_words.h"
#include "ui/widgets/labels.h"
#include "ui/widgets/password_field.h"

#include <QDialogButtonBox>
#include <QLineEdit>
#include <QPushButton>
#include <QVBoxLayout>

namespace locus::ui {

using namespace Qt::StringLiterals;

SignInAgainDialog::SignInAgainDialog(
    client::CoreClient& core, By by, const QString& purpose, QWidget* parent)
    : QDialog(parent)
    , m_core(core)
    , m_by(by)
    , m_message(new QLabel(this))
    , m_buttons(new QDialogButtonBox(this))
{
    setObjectName(u"signInAgainDialog"_s);
    setWindowTitle(tr("Sign in again"));
    //: %1 is what is about to be done: "change a password"
    auto* title = makeLabel(tr("Sign in again to %1.").arg(purpose), "heading", this);
    title->setWordWrap(true);
    auto* text = makeLabel(m_by == By::Password
            ? tr("This asks for your password once more, so that nobody does it at a desk that "
                 "you have left.")
            : tr("This asks you to sign in at the identity provider once more, so that nobody "
                 "does it at a desk that you have left."),
        "muted", this);
    text->setWordWrap(true);
    m_message->setObjectName(u"againMessage"_s);
    m_message->setProperty("tone", u"danger"_s);
    m_message->setWordWrap(true);
    m_message->hide();
    auto* layout = new QVBoxLayout(this);
    layout->addWidget(title);
    layout->addWidget(text);
    m_by == By::Password ? makePassword(*layout) : makeProvider(*layout);
    makeButtons(*layout);
    setMinimumWidth(420);
}

void SignInAgainDialog::makePassword(QVBoxLayout& layout)
{
    m_password = new PasswordField(tr("Password"), u"againPassword"_s, this);
    m_codeLabel = new QLabel(tr("Code of your authenticator app"), this);
    m_code = new QLineEdit(this);
    m_code->setObjectName(u"againCode"_s);
    m_code->setAccessibleName(tr("Code"));
    m_codeLabel->setBuddy(m_code);
    m_codeLabel->hide();
    m_code->hide();
    m_go = m_buttons->addButton(tr("Sign in again"), QDialogButtonBox::AcceptRole);
    m_go->setObjectName(u"againGo"_s);
    m_go->setAccessibleName(m_go->text());
    m_go->setProperty("role", u"primary"_s);
    m_go->setDefault(true);
    connect(m_buttons, &QDialogButtonBox::accepted, this, &SignInAgainDialog::submit);
    layout.addWidget(m_password);
    layout.addWidget(m_codeLabel);
    layout.addWidget(m_code);
    layout.addWidget(m_message);
    m_password->takeFocus();
}

void SignInAgainDialog::makeProvider(QVBoxLayout& layout)
{
    m_provider = new ProviderSignIn(tr("Sign in again in the browser"), u"againProvider"_s, this);
    connect(m_provider, &ProviderSignIn::pressed, this, [this] {
        m_message->hide();
        m_provider->door().startAgain(m_core, m_provider->opener(),
            [this](const Result<protocol::SignedInAgain>& answer) { onAnswer(answer); });
    });
    m_provider->setPrimary();
    connect(m_provider, &ProviderSignIn::waitingChanged, m_buttons, &QWidget::setHidden);
    connect(m_provider, &ProviderSignIn::rearranged, this, &SignInAgainDialog::fit);
    layout.addWidget(m_message);
    layout.addWidget(m_provider);
    m_provider->takeFocus();
}

void SignInAgainDialog::makeButtons(QVBoxLayout& layout)
{
    auto* no = m_buttons->addButton(tr("Cancel"), QDialogButtonBox::RejectRole);
    no->setObjectName(u"againCancel"_s);
    no->setAccessibleName(no->text());
    no->setAutoDefault(m_by == By::Password);
    connect(m_buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    layout.addWidget(m_buttons);
}

// A window does not follow what wrapped text needs by itself.
void SignInAgainDialog::fit()
{
    layout()->activate();
    resize(width(), layout()->totalHeightForWidth(width()));
}

void SignInAgainDialog::submit()
{
    m_go->setEnabled(false);
    m_core.call<protocol::SessionSignInAgain>(
        { toStd(m_password->text()), toStd(m_code->text().trimmed()) }, this,
        [this](const Result<protocol::SignedInAgain>& answer) {
            m_go->setEnabled(true);
            onAnswer(answer);
        });
}

void SignInAgainDialog::onAnswer(const Result<protocol::SignedInAgain>& answer)
{
    if (answer.ok() && answer->needsCode && m_code != nullptr) {
        m_codeLabel->show();
        m_code->show();
        m_code->setFocus();
    } else if (answer.ok()) {
        accept();
    } else {
        m_message->setText(SignInWords::refusal(answer.error()));
        m_message->show();
        m_by == By::Password ? m_password->takeFocus() : m_provider->stop();
        fit();
    }
}

} // namespace locus::ui
