// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/second_factor_dialog.h"

#include "core/base/clock.h"
#include "core/base/random_source.h"
#include "core/base/uuid.h"
#include "core/client/core_client.h"
#include "core/protocol/people_messages.h"
#include "core/protocol/sign_in_messages.h"
#include "ui/models/text.h"
#include "ui/shell/sign_in_words.h"
#include "ui/widgets/labels.h"

#include <QDialogButtonBox>
#include <QLineEdit>
#include <QPushButton>
#include <QStyle>
#include <QVBoxLayout>

namespace locus::ui {

using namespace Qt::StringLiterals;

namespace {

Uuid newCommandId()
{
    SystemClock clock;
    SystemRandom random;
    return UuidSource(clock, random).next();
}

// A secret reads better in groups of four.
QString grouped(const QString& secret)
{
    QString out;
    for (qsizetype i = 0; i < secret.size(); ++i) {
        if (i > 0 && i % 4 == 0) {
            out += u' ';
        }
        out += secret.at(i);
    }
    return out;
}

} // namespace

SecondFactorDialog::SecondFactorDialog(client::CoreClient& core, QWidget* parent)
    : QDialog(parent)
    , m_core(core)
    , m_setup(new QWidget(this))
    , m_message(new QLabel(this))
{
    setObjectName(u"secondFactorDialog"_s);
    setWindowTitle(tr("Second factor"));
    auto* text = makeLabel(tr("An authenticator app on your phone shows a code that changes every "
                              "30 seconds. Signing in then takes the password and the code."),
        "muted", this);
    text->setWordWrap(true);
    auto* inside = new QVBoxLayout(m_setup);
    inside->setContentsMargins(0, 0, 0, 0);
    m_secret = makeSecret(tr("Secret, to type into the app"), "factorSecret", *inside);
    m_uri = makeSecret(tr("The same as a link, for an app on this computer"), "factorUri", *inside);
    inside->addWidget(new QLabel(tr("Code that the app shows now"), m_setup));
    m_code = new QLineEdit(m_setup);
    m_code->setObjectName(u"factorCode"_s);
    m_code->setAccessibleName(tr("Code"));
    m_code->setPlaceholderText(tr("6 digits"));
    m_code->setMaxLength(16);
    inside->addWidget(m_code);
    m_setup->hide();
    m_message->setObjectName(u"factorMessage"_s);
    m_message->setWordWrap(true);
    m_message->hide();
    auto* layout = new QVBoxLayout(this);
    layout->addWidget(text);
    layout->addWidget(m_setup);
    layout->addWidget(m_message);
    makeButtons(*layout);
    setMinimumWidth(460);
}

QLineEdit* SecondFactorDialog::makeSecret(const QString& name, const char* id, QVBoxLayout& layout)
{
    auto* field = new QLineEdit(m_setup);
    field->setObjectName(QString::fromLatin1(id));
    field->setAccessibleName(name);
    field->setReadOnly(true);
    layout.addWidget(new QLabel(name, m_setup));
    layout.addWidget(field);
    return field;
}

void SecondFactorDialog::makeButtons(QVBoxLayout& layout)
{
    auto* buttons = new QDialogButtonBox(this);
    const auto add = [buttons](const QString& text, const char* id) {
        auto* button = buttons->addButton(text, QDialogButtonBox::ActionRole);
        button->setObjectName(QString::fromLatin1(id));
        button->setAccessibleName(text);
        button->setAutoDefault(false);
        return button;
    };
    m_enrol = add(tr("Set up"), "factorEnrol");
    m_enrol->setProperty("role", u"primary"_s);
    m_confirm = add(tr("Confirm the code"), "factorConfirm");
    m_confirm->setProperty("role", u"primary"_s);
    m_confirm->setDefault(true);
    m_confirm->hide();
    m_remove = add(tr("Remove"), "factorRemove");
    m_close = add(tr("Close"), "factorClose");
    connect(m_enrol, &QPushButton::clicked, this, &SecondFactorDialog::enrol);
    connect(m_confirm, &QPushButton::clicked, this, &SecondFactorDialog::confirm);
    connect(m_remove, &QPushButton::clicked, this, &SecondFactorDialog::remove);
    connect(m_close, &QPushButton::clicked, this, &QDialog::reject);
    layout.addWidget(buttons);
}

void SecondFactorDialog::enrol()
{
    m_core.call<protocol::TotpEnrol>(
        {}, this, [this](const Result<protocol::TotpEnrolled>& answer) {
            if (!answer.ok()) {
                onRefused(answer.error());
                return;
            }
            m_secret->setText(grouped(fromStd(answer->secret)));
            m_uri->setText(fromStd(answer->uri));
            m_uri->setCursorPosition(0);
            m_setup->show();
            m_enrol->hide();
            m_remove->hide();
            m_confirm->show();
            m_code->setFocus();
            say(tr("It is shown this once and counts when a code has confirmed it."), false);
            adjustSize();
        });
}

void SecondFactorDialog::confirm()
{
    protocol::TotpConfirm message;
    message.commandId = newCommandId();
    message.code = toStd(m_code->text().trimmed());
    m_core.call<protocol::TotpConfirm>(
        message, this, [this](const Result<protocol::AccountChanged>& answer) {
            if (answer.ok()) {
                m_secret->clear();
                m_uri->clear();
                m_setup->hide();
                m_confirm->hide();
                say(tr("The second factor counts from now on."), false);
            } else {
                onRefused(answer.error());
                m_code->selectAll();
                m_code->setFocus();
            }
        });
}

void SecondFactorDialog::remove()
{
    protocol::TotpRemove message;
    message.commandId = newCommandId();
    m_core.call<protocol::TotpRemove>(
        message, this, [this](const Result<protocol::AccountChanged>& answer) {
            if (answer.ok()) {
                say(tr("The second factor is removed; the password alone signs in."), false);
            } else {
                onRefused(answer.error());
            }
        });
}

void SecondFactorDialog::say(const QString& text, bool isWrong)
{
    m_message->setProperty("tone", isWrong ? u"danger"_s : QString());
    m_message->style()->unpolish(m_message);
    m_message->style()->polish(m_message);
    m_message->setText(text);
    m_message->show();
}

void SecondFactorDialog::onRefused(const Error& error)
{
    say(SignInWords::refusal(error), true);
}

} // namespace locus::ui
