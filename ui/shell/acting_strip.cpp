// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/acting_strip.h"

#include "core/base/clock.h"
#include "core/client/core_client.h"
#include "core/protocol/delegation_messages.h"
#include "ui/models/text.h"
#include "ui/shell/window_actions.h"
#include "ui/theme/theme.h"

#include <QAction>
#include <QHBoxLayout>
#include <QLabel>
#include <QMenu>
#include <QPushButton>

namespace locus::ui {

using namespace Qt::StringLiterals;

ActingStrip::ActingStrip(client::CoreClient& core, const Clock& clock, QWidget* parent)
    : QFrame(parent)
    , m_core(core)
    , m_clock(clock)
    , m_stop(addWindowAction(
          *parent->window(), u"window.stopActing"_s, u"user"_s, tr("Act for myself again"), {}))
    //: Menu of the people whom one may act for
    , m_choice(new QMenu(tr("Act for"), this))
    , m_text(new QLabel(this))
    , m_end(new QPushButton(tr("Act for myself again"), this))
{
    setObjectName(u"actingStrip"_s);
    m_choice->setObjectName(u"actForMenu"_s);
    m_text->setObjectName(u"actingText"_s);
    m_text->setTextFormat(Qt::PlainText);
    m_text->setWordWrap(true);
    m_end->setObjectName(u"actingEnd"_s);
    m_end->setAccessibleName(m_end->text());
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(space::page, space::small, space::page, space::small);
    layout->addWidget(m_text, 1);
    layout->addWidget(m_end);
    connect(m_end, &QPushButton::clicked, m_stop, &QAction::trigger);
    connect(m_stop, &QAction::triggered, this, [this] { m_core.actFor({}); });
    connect(&m_core, &client::CoreClient::actingChanged, this, [this] {
        show();
        const QString giver = fromStd(m_core.actingFor());
        Q_EMIT changed(giver.isEmpty()
                ? tr("You act for yourself again.")
                : tr("You act for %1 now; what you do is recorded with both names.").arg(giver));
    });
    connect(&m_core, &client::CoreClient::signedIn, this, &ActingStrip::readGivers);
    connect(m_choice, &QMenu::aboutToShow, this, &ActingStrip::readGivers);
    connect(&m_core, &client::CoreClient::changed, this, [this](const QString& stream) {
        if (stream == u"people.delegations"_s) {
            readGivers();
        }
    });
    show();
}

void ActingStrip::show()
{
    const QString giver = fromStd(m_core.actingFor());
    setVisible(!giver.isEmpty());
    m_stop->setEnabled(!giver.isEmpty());
    m_text->setText(tr("You act for %1, with the rights that were lent to you. Both names stand in "
                       "the record of whatever you do.")
                        .arg(giver));
}

void ActingStrip::readGivers()
{
    m_choice->menuAction()->setEnabled(m_choice->isVisible());
    const auto& session = m_core.session();
    if (!session || session->limits.sessionIdleMs == 0) {
        return; // a token acts for nobody
    }
    m_core.call<protocol::DelegationsList>(
        {}, this, [this, me = session->user](const Result<protocol::DelegationsPage>& answer) {
            if (!answer.ok()) {
                return;
            }
            QStringList givers;
            for (const people::Delegation& one : answer->items) {
                if (one.receiver == me && one.isInForce(m_clock.now())) {
                    givers << fromStd(one.giver);
                }
            }
            givers.removeDuplicates();
            givers.sort();
            m_choice->clear();
            for (const QString& giver : givers) {
                auto* action = m_choice->addAction(giver);
                action->setObjectName(u"actFor_"_s + giver);
                connect(action, &QAction::triggered, this,
                    [this, giver] { m_core.actFor(toStd(giver)); });
            }
            m_choice->menuAction()->setEnabled(!givers.isEmpty());
            const QString giver = fromStd(m_core.actingFor());
            if (!giver.isEmpty() && !givers.contains(giver) && answer->next.empty()) {
                Q_EMIT changed(tr("%1 does not let you act for them any more.").arg(giver));
                m_core.actFor({});
            }
        });
}

} // namespace locus::ui
