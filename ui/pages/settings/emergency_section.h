// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/protocol/rights_messages.h"
#include "ui/pages/settings/entry_section.h"

namespace locus::ui {

// Each emergency access until somebody else has looked into it and said what he found.
class EmergencySection : public EntrySection<protocol::BreakGlassList, people::BreakGlass>
{
    Q_OBJECT

public:
    EmergencySection(const PageContext& context, QWidget* parent);

protected:
    [[nodiscard]] protocol::BreakGlassList question() const override;
    [[nodiscard]] Record recordOf(const people::BreakGlass& entry) const override;
    void onChosen(const Record* record) override;

private:
    void review();

    QAction* m_review;
    QAction* m_end;
};

} // namespace locus::ui
