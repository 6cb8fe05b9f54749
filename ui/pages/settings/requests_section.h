// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/protocol/rights_messages.h"
#include "ui/pages/settings/entry_section.h"

namespace locus::ui {

// What waits for a second person: one's own requests, and those that one may decide.
class RequestsSection : public EntrySection<protocol::ApprovalsList, people::Approval>
{
    Q_OBJECT

public:
    RequestsSection(const PageContext& context, QWidget* parent);

protected:
    [[nodiscard]] protocol::ApprovalsList question() const override;
    [[nodiscard]] Record recordOf(const people::Approval& approval) const override;
    void onChosen(const Record* record) override;

private:
    // `dialog`: where the reason was given, if one was asked for.
    template <typename Message>
    void decide(const QString& did, Message message, FormDialog* dialog = nullptr);
    void reject();

    QAction* m_approve;
    QAction* m_reject;
    QAction* m_withdraw;
};

} // namespace locus::ui
