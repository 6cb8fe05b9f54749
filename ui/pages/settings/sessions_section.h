// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/pages/settings/record_section.h"

namespace locus::ui {

// Who is signed in now: one's own sessions, for an administrator everybody's.
class SessionsSection : public RecordSection
{
    Q_OBJECT

public:
    SessionsSection(const PageContext& context, QWidget* parent);

protected:
    void read() override;
    void onChosen(const Record* record) override;

private:
    QAction* m_end;
};

} // namespace locus::ui
