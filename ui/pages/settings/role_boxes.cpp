// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/settings/role_boxes.h"

#include "ui/models/text.h"
#include "ui/pages/settings/role_words.h"
#include "ui/theme/theme.h"

#include <QCheckBox>
#include <QVBoxLayout>

#include <algorithm>

namespace locus::ui {

using namespace Qt::StringLiterals;

RoleBoxes::RoleBoxes(const std::vector<people::Role>& checked, QWidget* parent,
    const std::vector<people::Role>& offered)
    : QWidget(parent)
{
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(space::small);
    for (const people::Role role : people::allRoles) {
        const bool isOffered =
            offered.empty() || std::find(offered.begin(), offered.end(), role) != offered.end();
        if (!isOffered) {
            continue;
        }
        auto* box = new QCheckBox(RoleWords::sentence(role), this);
        box->setObjectName(u"role_"_s + fromStd(toString(role)));
        box->setAccessibleName(box->text());
        box->setChecked(std::find(checked.begin(), checked.end(), role) != checked.end());
        layout->addWidget(box);
        m_boxes[role] = box;
    }
    setFocusProxy(m_boxes.begin()->second);
}

std::vector<people::Role> RoleBoxes::roles() const
{
    std::vector<people::Role> out;
    for (const auto& [role, box] : m_boxes) {
        if (box->isChecked()) {
            out.push_back(role);
        }
    }
    return out;
}

} // namespace locus::ui
