// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/status_strip.h"

#include "core/client/analyses_client.h"
#include "core/client/core_client.h"
#include "ui/models/text.h"
#include "ui/models/words.h"
#include "ui/page/core_launcher.h"
#include "ui/shell/gate.h"
#include "ui/theme/icons.h"
#include "ui/theme/theme.h"
#include "ui/widgets/labels.h"

#include <QHBoxLayout>
#include <QToolButton>

namespace locus::ui {

using namespace Qt::StringLiterals;

namespace {

QToolButton* makeStatusButton(const char* name, QWidget* parent)
{
    auto* button = new QToolButton(parent);
    button->setObjectName(QString::fromLatin1(name));
    button->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    button->setIconSize({ 14, 14 });
    return button;
}

} // namespace

StatusStrip::StatusStrip(client::CoreClient& core, client::AnalysesClient& analyses,
    CoreLauncher& launcher, QWidget* parent)
    : QFrame(parent)
    , m_core(core)
    , m_analyses(analyses)
    , m_launcher(launcher)
    , m_connection(makeStatusButton("statusConnection", this))
    , m_unsent(makeStatusButton("statusUnsent", this))
    , m_activity(makeStatusButton("statusActivity", this))
    , m_seat(makeLabel({}, "muted", this))
    , m_demo(makeLabel(tr("DEMO DATA"), nullptr, this))
    , m_account(makeStatusButton("statusAccount", this))
{
    setObjectName(u"statusStrip"_s);
    m_seat->setObjectName(u"statusSeat"_s);
    m_demo->setProperty("tone", u"accent"_s);
    m_demo->hide();
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(space::small, 3, space::medium, 3);
    layout->setSpacing(space::small);
    layout->addWidget(m_connection);
    layout->addWidget(m_unsent);
    layout->addWidget(m_activity);
    layout->addWidget(m_seat);
    layout->addStretch();
    layout->addWidget(m_demo);
    layout->addWidget(m_account);
    m_account->setIcon(icon(u"user"_s));
    m_account->setPopupMode(QToolButton::InstantPopup);
    setActivityCount(0);
    connect(m_connection, &QToolButton::clicked, this, &StatusStrip::connectionClicked);
    connect(m_unsent, &QToolButton::clicked, this, &StatusStrip::unsentClicked);
    connect(m_activity, &QToolButton::clicked, this, &StatusStrip::activityClicked);
    connect(&m_core, &client::CoreClient::stateChanged, this, &StatusStrip::refresh);
    connect(&m_core, &client::CoreClient::latencyChanged, this, &StatusStrip::refresh);
    connect(&m_analyses, &client::AnalysesClient::outboxChanged, this, &StatusStrip::refresh);
    connect(&m_launcher, &CoreLauncher::statusChanged, this, &StatusStrip::refresh);
    refresh();
}

void StatusStrip::refresh()
{
    using State = client::CoreClient::State;
    QString text;
    QString shape = u"offline"_s;
    auto color = ColorId::Warning;
    switch (m_core.state()) {
    case State::Disconnected: text = tr("not connected"); break;
    case State::Connecting: text = tr("connecting…"); break;
    case State::Reconnecting: text = tr("connection lost · trying again"); break;
    case State::VersionMismatch:
        text = tr("the core has another version");
        shape = u"error"_s;
        color = ColorId::Danger;
        break;
    case State::SignedIn:
        shape = u"dot"_s;
        color = ColorId::Success;
        text = m_core.latencyMs() < 0 ? tr("connected")
                                      //: %1 round trip in milliseconds
                                      : tr("connected · %1 ms").arg(m_core.latencyMs());
        break;
    }
    m_connection->setIcon(icon(shape, color));
    m_connection->setText(text);
    m_connection->setAccessibleName(tr("Connection: %1").arg(text));
    m_connection->setToolTip(m_core.lastError() ? Words::cause(*m_core.lastError()) : text);

    const auto unsent = static_cast<int>(m_analyses.unsent().size());
    m_unsent->setIcon(icon(u"inbox"_s, unsent > 0 ? ColorId::Warning : ColorId::TextMuted));
    m_unsent->setText(tr("%n unsent", nullptr, unsent));
    m_unsent->setAccessibleName(m_unsent->text());

    const auto seat = m_launcher.local();
    m_seat->setText(seat.phase == CoreLauncher::Phase::Starting ? seat.detail
            : m_watched                                         ? tr("watching in background")
                                                                : QString());
    showAccount();
}

void StatusStrip::showAccount()
{
    const auto& session = m_core.session();
    m_account->setVisible(session.has_value());
    if (!session) {
        return;
    }
    const bool isPerson = m_gate != nullptr && m_gate->person();
    QStringList parts { isPerson ? m_gate->person()->displayName : fromStd(session->user) };
    for (const auto& role : session->roles) {
        parts << Words::role(role);
    }
    m_account->setText(parts.join(u", "_s));
    //: %1 is who is here: "A. Osei, clinician"
    m_account->setAccessibleName(tr("Account: %1").arg(m_account->text()));
    m_account->setToolTip(isPerson ? tr("Signed in as %1").arg(fromStd(session->user))
                                   : tr("Nobody has signed in: the seat's token is enough here"));
}

void StatusStrip::setAccount(const Gate& gate, QMenu* menu)
{
    m_gate = &gate;
    m_account->setMenu(menu);
    connect(&gate, &Gate::stateChanged, this, &StatusStrip::refresh);
    refresh();
}

void StatusStrip::setWatched(bool watched)
{
    m_watched = watched;
    m_seat->setToolTip(
        watched ? tr("This core went on working when Locus was closed last.") : QString());
    refresh();
}

void StatusStrip::setDemo(bool demo)
{
    m_demo->setVisible(demo);
}

void StatusStrip::setActivityCount(int count)
{
    m_activity->setIcon(icon(u"activity"_s));
    m_activity->setText(count == 0 ? tr("activity") : tr("activity (%1)").arg(count));
    m_activity->setAccessibleName(m_activity->text());
}

} // namespace locus::ui
