// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/settings/token_dialog.h"

#include "core/client/core_client.h"
#include "core/protocol/rights_shown_messages.h"
#include "ui/models/text.h"
#include "ui/models/words.h"
#include "ui/pages/settings/role_words.h"
#include "ui/widgets/labels.h"

#include <QCheckBox>
#include <QClipboard>
#include <QDialogButtonBox>
#include <QFormLayout>
#include <QGuiApplication>
#include <QLineEdit>
#include <QPushButton>
#include <QStackedWidget>

namespace locus::ui {

using namespace Qt::StringLiterals;

namespace {

QPushButton* named(QPushButton* button, const QString& id)
{
    button->setObjectName(id);
    button->setAccessibleName(button->text());
    return button;
}

} // namespace

TokenDialog::TokenDialog(client::CoreClient& core, QWidget* parent)
    : QDialog(parent)
    , m_core(core)
    , m_stack(new QStackedWidget(this))
{
    setObjectName(u"tokenDialog"_s);
    setWindowTitle(tr("Issue a token"));
    auto* layout = new QVBoxLayout(this);
    layout->addWidget(m_stack);
    m_stack->addWidget(makeQuestion());
    m_stack->addWidget(makeAnswer());
    setMinimumWidth(520);
}

QWidget* TokenDialog::makeQuestion()
{
    auto* page = new QWidget(this);
    auto* layout = new QVBoxLayout(page);
    layout->setContentsMargins(0, 0, 0, 0);
    auto* form = new QFormLayout;
    layout->addLayout(form);
    m_name = new QLineEdit(page);
    m_name->setObjectName(u"tokenName"_s);
    m_name->setAccessibleName(tr("Name of the program"));
    m_name->setPlaceholderText(tr("lower-case letters, digits, - _ ."));
    form->addRow(tr("Name of the program"), m_name);
    for (const people::Role role : people::allRoles) {
        auto* box = new QCheckBox(RoleWords::sentence(role), page);
        box->setObjectName(u"tokenRole_"_s + fromStd(toString(role)));
        box->setAccessibleName(box->text());
        form->addRow(role == people::allRoles.front() ? tr("Roles") : QString(), box);
        m_roles[role] = box;
    }
    m_message = makeLabel({}, nullptr, page);
    m_message->setObjectName(u"tokenMessage"_s);
    m_message->setProperty("tone", u"danger"_s);
    m_message->setWordWrap(true);
    m_message->hide();
    layout->addWidget(m_message);
    auto* buttons = new QDialogButtonBox(page);
    m_send = named(
        buttons->addButton(tr("Issue the token"), QDialogButtonBox::AcceptRole), u"tokenIssue"_s);
    m_send->setProperty("role", u"primary"_s);
    named(buttons->addButton(tr("Cancel"), QDialogButtonBox::RejectRole), u"tokenCancel"_s);
    connect(buttons, &QDialogButtonBox::accepted, this, &TokenDialog::send);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    layout->addWidget(buttons);
    return page;
}

QWidget* TokenDialog::makeAnswer()
{
    auto* page = new QWidget(this);
    auto* layout = new QVBoxLayout(page);
    layout->setContentsMargins(0, 0, 0, 0);
    auto* note = makeLabel(tr("This is the token. It is shown this once and cannot be read again: "
                              "put it where the program finds it, readable by it alone."),
        nullptr, page);
    note->setWordWrap(true);
    layout->addWidget(note);
    m_token = new QLineEdit(page);
    m_token->setObjectName(u"tokenText"_s);
    m_token->setAccessibleName(tr("The token"));
    m_token->setReadOnly(true);
    layout->addWidget(m_token);
    layout->addStretch();
    auto* buttons = new QDialogButtonBox(page);
    auto* copy = named(
        buttons->addButton(tr("Copy the token"), QDialogButtonBox::ActionRole), u"tokenCopy"_s);
    connect(copy, &QPushButton::clicked, this,
        [this] { QGuiApplication::clipboard()->setText(m_token->text()); });
    named(buttons->addButton(tr("Done"), QDialogButtonBox::AcceptRole), u"tokenDone"_s);
    connect(buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
    layout->addWidget(buttons);
    return page;
}

void TokenDialog::send()
{
    protocol::TokensIssue message { toStd(m_name->text().trimmed()), {} };
    for (const auto& [role, box] : m_roles) {
        if (box->isChecked()) {
            message.roles.push_back(role);
        }
    }
    m_send->setEnabled(false);
    m_core.call<protocol::TokensIssue>(
        message, this, [this](const Result<protocol::TokenIssued>& answer) {
            m_send->setEnabled(true);
            if (!answer.ok()) {
                m_message->setText(Words::whole(answer.error()));
                m_message->show();
                return;
            }
            m_token->setText(fromStd(answer->token));
            m_stack->setCurrentIndex(1);
            m_token->selectAll();
            Q_EMIT issued(m_name->text().trimmed());
        });
}

} // namespace locus::ui
