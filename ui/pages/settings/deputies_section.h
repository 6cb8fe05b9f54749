// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/protocol/delegation_messages.h"
#include "ui/pages/settings/entry_section.h"

namespace locus::ui {

// Who acts for whom: what one gave and received, for an administrator or auditor everybody's.
class DeputiesSection : public EntrySection<protocol::DelegationsList, people::Delegation>
{
    Q_OBJECT

public:
    DeputiesSection(const PageContext& context, QWidget* parent);

protected:
    [[nodiscard]] protocol::DelegationsList question() const override;
    [[nodiscard]] Record recordOf(const people::Delegation& entry) const override;
    void onChosen(const Record* record) override;

private:
    [[nodiscard]] bool isMe(const std::string& user) const;
    void grant();
    void revoke();
    // Offers whom the teams name, where one may see them.
    void completeNames(QLineEdit* line);

    QAction* m_act;
    QAction* m_revoke;
};

} // namespace locus::ui
