// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/random_source.h"
#include "core/base/uuid.h"
#include "core/people/break_glass.h"
#include "ui/pages/settings/record_section.h"

namespace locus::ui {

// Each emergency access until somebody else has looked into it and said what he found.
class EmergencySection : public RecordSection
{
    Q_OBJECT

public:
    EmergencySection(const PageContext& context, QWidget* parent);

protected:
    void read() override;
    void onChosen(const Record* record) override;

private:
    void readFrom(const std::string& after);
    [[nodiscard]] Record recordOf(const people::BreakGlass& entry) const;
    [[nodiscard]] const people::BreakGlass* entry() const;
    void review();

    SystemRandom m_random;
    UuidSource m_ids;
    std::vector<people::BreakGlass> m_entries;
    std::vector<people::BreakGlass> m_coming; // pages that have come so far
    QAction* m_review;
    QAction* m_end;
};

} // namespace locus::ui
