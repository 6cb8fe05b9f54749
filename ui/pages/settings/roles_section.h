// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/pages/settings/record_section.h"

namespace locus::ui {

// What each role may do on this core, as the core itself says it.
class RolesSection : public RecordSection
{
    Q_OBJECT

public:
    RolesSection(const PageContext& context, QWidget* parent);

protected:
    void read() override;
    void onChosen(const Record*) override { }
};

} // namespace locus::ui
