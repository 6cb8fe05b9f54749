// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/random_source.h"
#include "core/base/uuid.h"
#include "core/people/approval.h"
#include "ui/pages/settings/record_section.h"

namespace locus::ui {

// What waits for a second person: one's own requests, and those that one may decide.
class RequestsSection : public RecordSection
{
    Q_OBJECT

public:
    RequestsSection(const PageContext& context, QWidget* parent);

protected:
    void read() override;
    void onChosen(const Record* record) override;

private:
    void readFrom(const std::string& after);
    [[nodiscard]] Record recordOf(const people::Approval& approval) const;
    [[nodiscard]] const people::Approval* approval() const;
    template <typename Message> void decide(const QString& did, const std::string& reason = {});
    void reject();

    SystemRandom m_random;
    UuidSource m_ids;
    std::vector<people::Approval> m_approvals;
    std::vector<people::Approval> m_coming; // pages that have come so far
    QAction* m_approve;
    QAction* m_reject;
    QAction* m_withdraw;
};

} // namespace locus::ui
