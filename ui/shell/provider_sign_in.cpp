// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/provider_sign_in.h"

#include "ui/theme/theme.h"
#include "ui/widgets/labels.h"

#include <QClipboard>
#include <QDesktopServices>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QPointer>
#include <QPushButton>
#include <QStyle>
#include <QToolButton>
#include <QVBoxLayout>

namespace locus::ui {

using namespace Qt::StringLiterals;

namespace {

QLabel* wrapped(const QString& text, const char* role, const QString& name, QWidget* parent)
{
    auto* label = makeLabel(text, role, parent);
    label->setObjectName(name);
    label->setWordWrap(true);
    return label;
}

void setTone(QLabel& label, const QString& tone)
{
    label.setProperty("tone", tone);
    label.style()->unpolish(&label);
    label.style()->polish(&label);
}

} // namespace

ProviderSignIn::ProviderSignIn(const QString& go, const QString& id, QWidget* parent)
    : QWidget(parent)
    , m_id(id)
    , m_go(new QPushButton(go, this))
    , m_where(wrapped({}, "muted", id + u"Where"_s, this))
{
    setObjectName(id);
    m_waiting = makeWaiting();
    m_go->setObjectName(id + u"Go"_s);
    m_go->setAccessibleName(go);
    m_go->setAutoDefault(true); // Enter, not Space alone
    connect(m_go, &QPushButton::clicked, this, &ProviderSignIn::begin);
    m_where->setAlignment(Qt::AlignHCenter);
    setProvider({});
    m_waiting->hide();
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_go);
    layout->addWidget(m_where);
    layout->addWidget(m_waiting);
    m_second.setInterval(1000);
    connect(&m_second, &QTimer::timeout, this, &ProviderSignIn::showTime);
    connect(&m_door, &client::OidcSignIn::heard, this, &ProviderSignIn::onHeard);
    //: Shown by the browser when somebody has signed in there; plain text
    m_door.setGoodbye(tr("You can close this window and go on in Locus."));
}

QWidget* ProviderSignIn::makeWaiting()
{
    auto* waiting = new QWidget(this);
    m_title = wrapped({}, "heading", m_id + u"Waiting"_s, waiting);
    m_left = wrapped({}, "muted", m_id + u"Left"_s, waiting);
    m_hint = wrapped({}, nullptr, m_id + u"Hint"_s, waiting);
    m_addressRow = new QWidget(waiting);
    m_address = new QLineEdit(m_addressRow);
    m_address->setReadOnly(true);
    m_address->setObjectName(m_id + u"Address"_s);
    m_address->setAccessibleName(tr("Address for the browser"));
    auto* copy = makeIconButton(u"copy"_s, tr("Copy the address"), m_addressRow);
    copy->setObjectName(m_id + u"Copy"_s);
    connect(copy, &QToolButton::clicked, this,
        [this] { QGuiApplication::clipboard()->setText(m_address->text()); });
    m_cancel = new QPushButton(tr("Cancel"), waiting);
    m_cancel->setObjectName(m_id + u"Cancel"_s);
    m_cancel->setAccessibleName(tr("Cancel the sign-in in the browser"));
    m_cancel->setShortcut(Qt::Key_Escape);
    m_cancel->setAutoDefault(true);
    connect(m_cancel, &QPushButton::clicked, this, &ProviderSignIn::cancel);
    auto* row = new QHBoxLayout(m_addressRow);
    row->setContentsMargins(0, 0, 0, 0);
    row->addWidget(m_address);
    row->addWidget(copy);
    auto* layout = new QVBoxLayout(waiting);
    layout->setContentsMargins(0, 0, 0, 0);
    for (QWidget* part :
        std::initializer_list<QWidget*> { m_title, m_left, m_hint, m_addressRow, m_cancel }) {
        layout->addWidget(part);
    }
    return waiting;
}

void ProviderSignIn::setProvider(const QString& host)
{
    m_where->setText(host.isEmpty() ? tr("This opens your browser.")
                                    //: %1 is the name of a computer: "login.hospital.example"
                                    : tr("This opens %1 in your browser.").arg(host));
}

void ProviderSignIn::setPrimary()
{
    m_go->setProperty("role", u"primary"_s);
}

void ProviderSignIn::takeFocus()
{
    (m_isWaiting ? m_cancel : m_go)->setFocus();
}

client::OidcSignIn::Open ProviderSignIn::opener()
{
    return [self = QPointer<ProviderSignIn>(this)](const QUrl& url) {
        if (self) {
            self->open(url);
        }
    };
}

void ProviderSignIn::begin()
{
    m_title->setText(tr("Asking the core for the page…"));
    m_left->clear();
    m_hint->hide();
    m_addressRow->hide();
    m_deadline = QDeadlineTimer(m_door.patience());
    setWaiting(true);
    showTime();
    Q_EMIT pressed();
}

// That nothing but a page of the web is opened, the door sees to.
void ProviderSignIn::open(const QUrl& url)
{
    m_title->setText(tr("Waiting for your browser…"));
    m_address->setText(url.toString(QUrl::FullyEncoded));
    m_address->setCursorPosition(0);
    m_addressRow->show();
    const QPointer<ProviderSignIn> self(this);
    const bool isOpened = QDesktopServices::openUrl(url);
    if (!self) {
        return;
    }
    m_hint->setText(isOpened
            ? tr("Sign in there; Locus goes on by itself. If no window opened, open this address "
                 "in a browser of this computer:")
            : tr("No browser could be opened. Open this address in a browser of this computer:"));
    setTone(*m_hint, isOpened ? QString() : u"warning"_s);
    m_hint->show();
    Q_EMIT rearranged();
}

void ProviderSignIn::onHeard()
{
    m_second.stop();
    m_title->setText(tr("Signing in…"));
    m_left->clear();
    m_hint->hide();
    m_addressRow->hide();
    Q_EMIT rearranged();
    window()->raise();
    window()->activateWindow();
}

void ProviderSignIn::cancel()
{
    m_door.cancel();
    stop();
}

void ProviderSignIn::stop()
{
    if (m_isWaiting) {
        setWaiting(false);
        m_go->setFocus();
    }
}

void ProviderSignIn::setWaiting(bool isWaiting)
{
    m_isWaiting = isWaiting;
    m_go->setVisible(!isWaiting);
    m_where->setVisible(!isWaiting);
    m_waiting->setVisible(isWaiting);
    isWaiting ? m_second.start() : m_second.stop();
    if (isWaiting) {
        m_cancel->setFocus();
    }
    Q_EMIT waitingChanged(isWaiting);
    Q_EMIT rearranged();
}

void ProviderSignIn::showTime()
{
    const auto seconds = (m_deadline.remainingTime() + 999) / 1000;
    //: %1 is minutes and seconds: "4:59"
    m_left->setText(
        tr("Time left: %1")
            .arg(u"%1:%2"_s.arg(seconds / 60).arg(seconds % 60, 2, 10, QLatin1Char('0'))));
}

} // namespace locus::ui
