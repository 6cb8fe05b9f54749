// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/people/role.h"

#include <QCoreApplication>
#include <QString>

#include <vector>

namespace locus::ui {

// Roles as a person reads them.
class RoleWords
{
    Q_DECLARE_TR_FUNCTIONS(locus::ui::RoleWords)

public:
    // "clinician: submits, reviews and signs"
    static QString sentence(people::Role role);
    // "clinician, auditor"; a dash for nobody.
    static QString list(const std::vector<people::Role>& roles);
};

} // namespace locus::ui
