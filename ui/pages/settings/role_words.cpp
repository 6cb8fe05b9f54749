// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/settings/role_words.h"

#include "ui/models/words.h"

#include <QStringList>

namespace locus::ui {

using namespace Qt::StringLiterals;

QString RoleWords::sentence(people::Role role)
{
    switch (role) {
    case people::Role::Clinician: return tr("Clinician: submits, reviews and signs; sees patients");
    case people::Role::Coordinator:
        return tr("Coordinator: assigns, escalates, cancels; sees patients, signs nothing");
    case people::Role::Operator:
        return tr("Operator: watches and repairs the machinery; sees no patients");
    case people::Role::Auditor: return tr("Auditor: reads who saw and did what, nothing else");
    case people::Role::Admin:
        return tr("Administrator: manages people and configuration; sees no patients");
    }
    return {};
}

QString RoleWords::list(const std::vector<people::Role>& roles)
{
    QStringList names;
    for (const people::Role role : roles) {
        names << Words::role(std::string(toString(role)));
    }
    return names.isEmpty() ? u"–"_s : names.join(u", "_s);
}

} // namespace locus::ui
