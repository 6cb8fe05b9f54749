// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/protocol/sign_in_messages.h"
#include "ui/pages/settings/entry_section.h"

namespace locus::ui {

// Who is signed in now: one's own sessions, for an administrator everybody's.
class SessionsSection : public EntrySection<protocol::SessionList, protocol::SessionInfo>
{
    Q_OBJECT

public:
    SessionsSection(const PageContext& context, QWidget* parent);

protected:
    [[nodiscard]] Record recordOf(const protocol::SessionInfo& session) const override;
    void onChosen(const Record* record) override;

private:
    QAction* m_end;
};

} // namespace locus::ui
