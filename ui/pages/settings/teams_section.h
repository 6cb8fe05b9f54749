// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/protocol/team_messages.h"
#include "ui/pages/settings/entry_section.h"

namespace locus::ui {

// Teams and departments and who belongs to them; an administrator changes them.
class TeamsSection : public EntrySection<protocol::TeamsList, people::Team>
{
    Q_OBJECT

public:
    TeamsSection(const PageContext& context, QWidget* parent);

protected:
    void take(const std::vector<people::Team>& all) override;
    [[nodiscard]] Record recordOf(const people::Team& entry) const override;
    void onChosen(const Record* record) override;

private:
    void edit(const people::Team& team);
    void remove();

    std::map<people::TeamId, people::Team> m_departments;
    QAction* m_newTeam;
    QAction* m_newDepartment;
    QAction* m_change;
    QAction* m_remove;
};

} // namespace locus::ui
