// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/people/role.h"

#include <QWidget>

#include <map>
#include <vector>

class QCheckBox;

namespace locus::ui {

// Which roles somebody or something has: a box each, with what the role may do.
class RoleBoxes : public QWidget
{
    Q_OBJECT

public:
    // `offered`: those that are there; empty: all.
    RoleBoxes(const std::vector<people::Role>& checked, QWidget* parent,
        const std::vector<people::Role>& offered = {});

    [[nodiscard]] std::vector<people::Role> roles() const;

private:
    std::map<people::Role, QCheckBox*> m_boxes;
};

} // namespace locus::ui
