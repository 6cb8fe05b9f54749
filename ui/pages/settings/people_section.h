// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/random_source.h"
#include "core/base/uuid.h"
#include "core/people/account.h"
#include "ui/pages/settings/record_section.h"

namespace locus::ui {

// Who may sign in here, with which roles, and in which state their accounts are.
class PeopleSection : public RecordSection
{
    Q_OBJECT

public:
    PeopleSection(const PageContext& context, QWidget* parent);

protected:
    void read() override;
    void onChosen(const Record* record) override;

private:
    void readFrom(const std::string& after);
    void finish();
    [[nodiscard]] Record recordOf(const people::AccountSummary& account) const;
    [[nodiscard]] RecordCell stateOf(const people::AccountSummary& account) const;
    [[nodiscard]] std::optional<people::AccountSummary> account() const;
    void edit(std::optional<people::AccountSummary> account);
    void setPassword();
    void setEnabled();
    void endSessions();
    void removeSecondFactor();

    SystemRandom m_random;
    UuidSource m_ids;
    std::vector<people::AccountSummary> m_accounts;
    std::vector<people::AccountSummary> m_coming; // pages that have come so far
    QAction* m_change;
    QAction* m_password;
    QAction* m_enable;
    QAction* m_secondFactor;
    QAction* m_sessions;
};

} // namespace locus::ui
