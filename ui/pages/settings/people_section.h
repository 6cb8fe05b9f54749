// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/protocol/people_messages.h"
#include "ui/pages/settings/entry_section.h"

namespace locus::ui {

// Who may sign in here, with which roles, and in which state their accounts are.
class PeopleSection : public EntrySection<protocol::AccountsList, people::AccountSummary>
{
    Q_OBJECT

public:
    PeopleSection(const PageContext& context, QWidget* parent);

protected:
    [[nodiscard]] Record recordOf(const people::AccountSummary& account) const override;
    void onChosen(const Record* record) override;

private:
    [[nodiscard]] RecordCell stateOf(const people::AccountSummary& account) const;
    void edit(std::optional<people::AccountSummary> account);
    void setPassword();
    void setEnabled();
    void endSessions();
    void removeSecondFactor();

    QAction* m_change;
    QAction* m_password;
    QAction* m_enable;
    QAction* m_secondFactor;
    QAction* m_sessions;
};

} // namespace locus::ui
