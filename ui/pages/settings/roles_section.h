// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/protocol/rights_shown_messages.h"
#include "ui/pages/settings/entry_section.h"

namespace locus::ui {

// What each role may do on this core, as the core itself says it.
class RolesSection : public EntrySection<protocol::RolesList, protocol::PermissionShown>
{
    Q_OBJECT

public:
    RolesSection(const PageContext& context, QWidget* parent);

protected:
    [[nodiscard]] Record recordOf(const protocol::PermissionShown& line) const override;
    void onChosen(const Record*) override { }
};

} // namespace locus::ui
