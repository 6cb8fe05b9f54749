// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/protocol/rights_shown_messages.h"
#include "ui/pages/settings/entry_section.h"

namespace locus::ui {

// The tokens with which programs sign in.
class TokensSection : public EntrySection<protocol::TokensList, protocol::TokenShown>
{
    Q_OBJECT

public:
    TokensSection(const PageContext& context, QWidget* parent);

protected:
    [[nodiscard]] Record recordOf(const protocol::TokenShown& token) const override;
    void onChosen(const Record* record) override;

private:
    void issue();
    void showToken(const QString& token);
    void revoke();

    QAction* m_revoke;
};

} // namespace locus::ui
