// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/sign_in_page.h"

#include "core/base/clock.h"
#include "ui/shell/provider_sign_in.h"
#include "ui/shell/sign_in_words.h"
#include "ui/theme/icons.h"
#include "ui/theme/theme.h"
#include "ui/widgets/labels.h"
#include "ui/widgets/password_field.h"

#include <QDateTime>
#include <QLineEdit>
#include <QLocale>
#include <QPushButton>
#include <QVBoxLayout>

namespace locus::ui {

using namespace Qt::StringLiterals;

namespace {

constexpr int cardWidth = 400;

qint64 monotonicMs(const Clock& clock)
{
    return std::chrono::duration_cast<std::chrono::milliseconds>(clock.monotonic()).count();
}

QLabel* centred(QLabel* label, const char* name)
{
    label->setObjectName(QString::fromLatin1(name));
    label->setAlignment(Qt::AlignHCenter);
    label->setWordWrap(true);
    return label;
}

} // namespace

SignInPage::SignInPage(Gate& gate, const Words& words, const Clock& clock, QWidget* parent)
    : QWidget(parent)
    , m_gate(gate)
    , m_clock(clock)
    , m_isLocked(gate.state() == Gate::State::Locked)
    , m_asksPassword(!m_isLocked || !gate.person()->byProvider)
{
    setObjectName(m_isLocked ? u"lockPage"_s : u"signInPage"_s);
    setAccessibleName(m_isLocked ? tr("Locked") : tr("Sign in"));
    auto* card = makeCard(this);
    card->setFixedWidth(cardWidth);
    auto& inside = *static_cast<QVBoxLayout*>(card->layout());
    inside.setContentsMargins(space::page, space::page, space::page, space::page);
    makeHead(inside, words);
    makeFields(inside);
    makeButtons(inside);
    arrange();
    auto* row = new QHBoxLayout; // not an alignment, which forgets what wrapped text needs
    row->addStretch();
    row->addWidget(card);
    row->addStretch();
    auto* layout = new QVBoxLayout(this);
    layout->addStretch(2);
    layout->addLayout(row);
    layout->addStretch(3);
    m_second.setInterval(1000);
    connect(&m_second, &QTimer::timeout, this, [this] {
        showTime();
        showWait();
    });
    m_second.start();
    showTime();
    connect(&m_gate, &Gate::refused, this, &SignInPage::onRefused);
    connect(&m_gate, &Gate::identityProviderChanged, this, &SignInPage::arrange);
    connect(&m_gate, &Gate::codeNeeded, this, [this] {
        setBusy(false);
        const bool wasShown = m_code->isVisible();
        m_codeLabel->show();
        m_code->show();
        m_code->setFocus();
        say(wasShown ? tr("The code is needed too.") : QString(), false);
    });
    if (m_gate.reason()) {
        say(SignInWords::reason(*m_gate.reason()), false);
    }
}

void SignInPage::makeHead(QVBoxLayout& layout, const Words& words)
{
    auto* picture = new QLabel(this);
    picture->setPixmap(icon(u"locus"_s, ColorId::Accent).pixmap(40, 40));
    picture->setAlignment(Qt::AlignHCenter);
    layout.addWidget(picture);
    layout.addWidget(centred(makeLabel(u"Locus"_s, "title", this), "signInProduct"));
    if (m_isLocked) {
        m_time = centred(makeLabel({}, "heading", this), "lockTime");
        layout.addWidget(m_time);
        layout.addWidget(
            centred(makeLabel(m_gate.person()->displayName, "heading", this), "lockPerson"));
        layout.addWidget(centred(
            makeLabel(tr("Locked. Your work is as you left it."), "muted", this), "lockText"));
    }
    const auto where =
        words.environment.isEmpty() ? words.core : u"%1 · %2"_s.arg(words.environment, words.core);
    layout.addWidget(centred(makeLabel(where, "muted", this), "signInCore"));
    layout.addSpacing(space::medium);
}

void SignInPage::makeFields(QVBoxLayout& layout)
{
    m_fields = new QWidget(this);
    auto* fields = new QVBoxLayout(m_fields);
    fields->setContentsMargins(0, 0, 0, 0);
    const auto add = [this, fields](const QString& name, QWidget* field) {
        auto* label = new QLabel(name, this);
        label->setBuddy(field);
        fields->addWidget(label);
        fields->addWidget(field);
        return label;
    };
    if (!m_isLocked) {
        m_user = new QLineEdit(m_gate.rememberedUser(), this);
        m_user->setObjectName(u"signInUser"_s);
        m_user->setAccessibleName(tr("User name"));
        m_user->setInputMethodHints(Qt::ImhNoAutoUppercase | Qt::ImhNoPredictiveText);
        add(tr("User name"), m_user);
        connect(m_user, &QLineEdit::returnPressed, this, [this] { m_password->takeFocus(); });
    }
    m_password = new PasswordField(tr("Password"), u"signInPassword"_s, this);
    add(tr("Password"), m_password);
    connect(m_password->line(), &QLineEdit::returnPressed, this, &SignInPage::submit);
    m_code = new QLineEdit(this);
    m_code->setObjectName(u"signInCode"_s);
    m_code->setAccessibleName(tr("Code"));
    m_code->setPlaceholderText(tr("6 digits"));
    m_code->setMaxLength(16);
    m_code->setInputMethodHints(Qt::ImhDigitsOnly | Qt::ImhSensitiveData);
    m_codeLabel = add(tr("Code of your authenticator app"), m_code);
    m_codeLabel->hide();
    m_code->hide();
    connect(m_code, &QLineEdit::returnPressed, this, &SignInPage::submit);
    layout.addWidget(m_fields);
    m_message = new QLabel(this);
    m_message->setObjectName(u"signInMessage"_s);
    m_message->setWordWrap(true);
    m_message->hide();
    layout.addWidget(m_message);
}

void SignInPage::makeButtons(QVBoxLayout& layout)
{
    m_go = new QPushButton(m_isLocked ? tr("Unlock") : tr("Sign in"), this);
    m_go->setObjectName(u"signInGo"_s);
    m_go->setAccessibleName(m_go->text());
    m_go->setProperty("role", u"primary"_s);
    connect(m_go, &QPushButton::clicked, this, &SignInPage::submit);
    layout.addSpacing(space::small);
    layout.addWidget(m_go);
    makeProvider(layout);
    m_other = new QPushButton(
        m_isLocked ? tr("Sign in as somebody else") : tr("Connect to another core…"), this);
    m_other->setObjectName(m_isLocked ? u"lockOther"_s : u"signInConnect"_s);
    m_other->setAccessibleName(m_other->text());
    layout.addWidget(m_other);
    if (m_isLocked) {
        connect(m_other, &QPushButton::clicked, &m_gate, &Gate::signOut);
    } else {
        connect(m_other, &QPushButton::clicked, this, &SignInPage::connectionRequested);
    }
}

void SignInPage::makeProvider(QVBoxLayout& layout)
{
    m_provider = new ProviderSignIn(
        m_isLocked ? tr("Unlock by the identity provider") : tr("Sign in by the identity provider"),
        u"signInProvider"_s, this);
    connect(m_provider, &ProviderSignIn::pressed, this, [this] {
        say({}, false);
        if (m_isLocked) {
            m_gate.unlockByProvider(m_provider->door(), m_provider->opener());
        } else {
            m_gate.signInByProvider(m_provider->door(), m_provider->opener());
        }
    });
    if (!m_asksPassword) {
        m_provider->setPrimary();
    }
    connect(m_provider, &ProviderSignIn::waitingChanged, this, &SignInPage::arrange);
    layout.addWidget(m_provider);
}

// Who waits for the browser sees nothing else to press.
void SignInPage::arrange()
{
    const bool isWaiting = m_provider->isWaiting();
    const bool isOffered = m_isLocked ? !m_asksPassword : !m_gate.identityProvider().isEmpty();
    m_provider->setProvider(m_gate.identityProvider());
    m_provider->setVisible(isOffered || isWaiting);
    m_fields->setVisible(m_asksPassword && !isWaiting);
    m_go->setVisible(m_asksPassword && !isWaiting);
    m_other->setVisible(!isWaiting);
}

void SignInPage::takeFocus()
{
    if (!m_asksPassword) {
        m_provider->takeFocus();
    } else if (m_user != nullptr && m_user->text().isEmpty()) {
        m_user->setFocus();
    } else {
        m_password->takeFocus();
    }
}

void SignInPage::showEvent(QShowEvent* event)
{
    QWidget::showEvent(event);
    takeFocus();
}

void SignInPage::submit()
{
    if (!m_go->isEnabled()) {
        return;
    }
    if (m_user != nullptr && m_user->text().trimmed().isEmpty()) {
        say(tr("Enter your user name."), true);
        m_user->setFocus();
        return;
    }
    if (m_password->text().isEmpty()) {
        say(tr("Enter your password."), true);
        m_password->takeFocus();
        return;
    }
    setBusy(true);
    say(tr("Signing in…"), false);
    if (m_isLocked) {
        m_gate.unlock(m_password->text(), m_code->text());
    } else {
        m_gate.signIn(m_user->text(), m_password->text(), m_code->text());
    }
}

void SignInPage::setBusy(bool busy)
{
    m_go->setEnabled(!busy && m_waitUntilMs == 0);
    m_provider->setEnabled(m_go->isEnabled());
}

void SignInPage::say(const QString& text, bool isWrong)
{
    m_message->setProperty("tone", isWrong ? u"danger"_s : QString());
    m_message->style()->unpolish(m_message);
    m_message->style()->polish(m_message);
    m_message->setText(text);
    m_message->setMinimumHeight(qMax(0, m_message->heightForWidth(cardWidth - 2 * space::page)));
    m_message->setVisible(!text.isEmpty());
}

void SignInPage::onRefused(const Error& error)
{
    m_refusal = SignInWords::refusal(error);
    const auto wait = SignInWords::waitMs(error);
    m_waitUntilMs = wait > 0 ? monotonicMs(m_clock) + wait : 0;
    setBusy(false);
    say(m_refusal, true);
    showWait();
    if (m_provider->isWaiting()) {
        m_provider->stop();
        return;
    }
    if (!error.isRetriable()) {
        m_password->clear();
        m_code->clear();
    }
    m_password->takeFocus();
}

void SignInPage::showWait()
{
    if (m_waitUntilMs == 0) {
        return;
    }
    const auto left = m_waitUntilMs - monotonicMs(m_clock);
    if (left <= 0) {
        m_waitUntilMs = 0;
        setBusy(false);
        say(m_refusal, true);
        return;
    }
    const auto seconds = static_cast<int>((left + 999) / 1000);
    say(m_refusal + u' ' + tr("Try again in %n s.", nullptr, seconds), true);
}

void SignInPage::showTime()
{
    if (m_time == nullptr) {
        return;
    }
    const auto now = QDateTime::fromMSecsSinceEpoch(toMillis(m_clock.now()));
    m_time->setText(QLocale().toString(now.time(), QLocale::ShortFormat));
}

} // namespace locus::ui
