// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/first_run_page.h"

#include "ui/widgets/password_field.h"
#include "ui/shell/sign_in_words.h"
#include "ui/theme/icons.h"
#include "ui/theme/theme.h"
#include "ui/widgets/labels.h"

#include <QCheckBox>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QPushButton>
#include <QStyle>
#include <QVBoxLayout>

namespace locus::ui {

using namespace Qt::StringLiterals;

namespace {

constexpr int shortestPassword = 12; // core/people/password.h
constexpr int cardWidth = 400;

QLabel* makeText(const QString& text, QWidget* parent)
{
    auto* label = makeLabel(text, "muted", parent);
    label->setWordWrap(true);
    return label;
}

QVBoxLayout* insideOf(QFrame* card)
{
    card->setFixedWidth(cardWidth);
    auto* layout = static_cast<QVBoxLayout*>(card->layout());
    layout->setContentsMargins(space::page, space::page, space::page, space::page);
    return layout;
}

} // namespace

FirstRunPage::FirstRunPage(Gate& gate, QWidget* parent)
    : QWidget(parent)
    , m_gate(gate)
{
    setObjectName(u"firstRunPage"_s);
    setAccessibleName(tr("Who works here?"));
    auto* title = makeLabel(tr("Who works here?"), "title", this);
    title->setAlignment(Qt::AlignHCenter);
    auto* text = makeLabel(
        tr("This core has no account yet. You can change from one person to several at any time."),
        "muted", this);
    text->setAlignment(Qt::AlignHCenter);
    text->setWordWrap(true);
    auto* choices = new QHBoxLayout;
    choices->setSpacing(space::large);
    choices->addStretch();
    choices->addWidget(makeAlone(), 0, Qt::AlignTop);
    choices->addWidget(makeAdmin(), 0, Qt::AlignTop);
    choices->addStretch();
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(space::page, space::page, space::page, space::page);
    layout->addStretch(1);
    layout->addWidget(title);
    layout->addWidget(text);
    layout->addSpacing(space::large);
    layout->addLayout(choices);
    layout->addStretch(2);
    connect(&m_gate, &Gate::refused, this, [this](const Error& error) {
        m_make->setEnabled(true);
        say(SignInWords::refusal(error), true);
    });
}

bool FirstRunPage::wantsSecondFactor() const
{
    return m_factor->isChecked();
}

QWidget* FirstRunPage::makeAlone()
{
    auto* card = makeCard(this);
    auto* layout = insideOf(card);
    layout->addWidget(makeLabel(tr("I work alone"), "heading", card));
    layout->addWidget(makeText(tr("You have every role and nobody is asked for a password. What "
                                  "needs a second person stays refused. Locus does not lock: "
                                  "lock the computer when you leave it."),
        card));
    auto* go = new QPushButton(tr("Go on alone"), card);
    go->setObjectName(u"firstRunAlone"_s);
    go->setAccessibleName(go->text());
    go->setProperty("role", u"primary"_s);
    connect(go, &QPushButton::clicked, &m_gate, &Gate::goOnAlone);
    layout->addSpacing(space::medium);
    layout->addWidget(go);
    return card;
}

void FirstRunPage::addField(QVBoxLayout& layout, const QString& name, QWidget* field)
{
    auto* label = new QLabel(name, this);
    label->setBuddy(field);
    layout.addWidget(label);
    layout.addWidget(field);
}

QWidget* FirstRunPage::makeAdmin()
{
    auto* card = makeCard(this);
    auto* layout = insideOf(card);
    layout->addWidget(makeLabel(tr("Several people sign in"), "heading", card));
    layout->addWidget(makeText(
        tr("Create the first administrator, who makes the accounts of the others."), card));
    m_user = new QLineEdit(card);
    m_user->setObjectName(u"firstAdminUser"_s);
    m_user->setAccessibleName(tr("User name"));
    m_user->setPlaceholderText(tr("small letters and digits"));
    m_displayName = new QLineEdit(card);
    m_displayName->setObjectName(u"firstAdminName"_s);
    m_displayName->setAccessibleName(tr("Name that others see"));
    m_password = new PasswordField(tr("Password"), u"firstAdminPassword"_s, card);
    m_again = new PasswordField(tr("Password again"), u"firstAdminAgain"_s, card);
    m_factor = new QCheckBox(tr("Set up a second factor right after"), card);
    m_factor->setObjectName(u"firstAdminFactor"_s);
    m_factor->setAccessibleName(m_factor->text());
    addField(*layout, tr("User name"), m_user);
    addField(*layout, tr("Name that others see"), m_displayName);
    auto* rules = makeText(tr("12 characters or more, not the user name. A few words are easier to "
                              "keep than signs. Nobody can look it up."),
        card);
    rules->setObjectName(u"firstAdminRules"_s);
    addField(*layout, tr("Password"), m_password);
    layout->addWidget(rules);
    addField(*layout, tr("Password again"), m_again);
    layout->addWidget(m_factor);
    m_message = new QLabel(card);
    m_message->setObjectName(u"firstAdminMessage"_s);
    m_message->setWordWrap(true);
    m_message->hide();
    layout->addWidget(m_message);
    m_make = new QPushButton(tr("Create the administrator"), card);
    m_make->setObjectName(u"firstAdminMake"_s);
    m_make->setAccessibleName(m_make->text());
    layout->addWidget(m_make);
    connect(m_make, &QPushButton::clicked, this, &FirstRunPage::submit);
    connect(m_again->line(), &QLineEdit::returnPressed, this, &FirstRunPage::submit);
    return card;
}

QString FirstRunPage::wrong() const
{
    if (m_user->text().trimmed().isEmpty()) {
        return tr("Enter a user name.");
    }
    if (m_password->text().size() < shortestPassword) {
        return tr("The password needs %1 characters or more.").arg(shortestPassword);
    }
    if (m_password->text() != m_again->text()) {
        return tr("The two passwords differ.");
    }
    return {};
}

void FirstRunPage::submit()
{
    if (const auto text = wrong(); !text.isEmpty()) {
        say(text, true);
        return;
    }
    m_make->setEnabled(false);
    say(tr("Creating the account…"), false);
    m_gate.makeFirstAdmin(m_user->text(), m_displayName->text(), m_password->text());
}

void FirstRunPage::say(const QString& text, bool isWrong)
{
    m_message->setProperty("tone", isWrong ? u"danger"_s : QString());
    m_message->style()->unpolish(m_message);
    m_message->style()->polish(m_message);
    m_message->setText(text);
    m_message->show();
}

} // namespace locus::ui
