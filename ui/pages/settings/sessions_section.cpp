// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/settings/sessions_section.h"

#include "core/base/clock.h"
#include "ui/models/text.h"
#include "ui/models/words.h"

#include <QAction>

#include <array>

namespace locus::ui {

using namespace Qt::StringLiterals;

namespace {

constexpr std::array columns {
    TableColumn { .id = "user", .width = 110, .sorts = true, .grows = true },
    TableColumn { .id = "opened", .width = 180 },
    TableColumn { .id = "used", .width = 96 },
    TableColumn { .id = "ends", .width = 180 },
    TableColumn { .id = "this", .width = 118 },
};

} // namespace

SessionsSection::SessionsSection(const PageContext& context, QWidget* parent)
    : EntrySection(context,
        { u"sessions"_s, tr("Sessions"),
            tr("Sessions end by themselves when nothing is done, at the latest at the end of the "
               "shift, and at once when an account is disabled or changed."),
            tr("Nobody is signed in with a password"), {} },
        columns,
        { tr("User"), tr("Signed in"),
            //: Column: when a session did something last
            tr("Last used"),
            //: Column: when a session ends at the latest
            tr("Ends at the latest"),
            //: Column: whether this is the session of this window
            tr("This one") },
        parent)
    , m_end(addAct(u"endSessionsOf"_s, u"offline"_s, tr("End all of this person")))
{
    connect(m_end, &QAction::triggered, this, [this] {
        const QString user = chosenRecord()->name;
        perform(protocol::SessionEndAll { toStd(user) }, tr("Ended all sessions of %1").arg(user));
    });
    onChosen(nullptr);
}

Record SessionsSection::recordOf(const protocol::SessionInfo& session) const
{
    const QString user = fromStd(session.user);
    return { fromStd(session.sessionId), user,
        { { user }, { Words::moment(session.openedAt) },
            { Words::age(session.lastUsedAt, context().clock.now()), {}, true },
            { Words::moment(session.expiresAt), {}, true },
            session.isCurrent ? RecordCell { tr("this window"), Tone::Accent } : RecordCell {} },
        { { tr("User name"), user }, { tr("Signed in"), Words::moment(session.openedAt) },
            { tr("Last used"), Words::moment(session.lastUsedAt) },
            { tr("Ends at the latest"), Words::moment(session.expiresAt) } } };
}

void SessionsSection::onChosen(const Record* record)
{
    m_end->setEnabled(record != nullptr);
    m_end->setText(record ? tr("End all of %1").arg(record->name) : tr("End all of this person"));
}

} // namespace locus::ui
