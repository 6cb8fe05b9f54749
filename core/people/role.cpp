// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/people/role.h"

namespace locus::people {

std::string_view toString(Role role)
{
    switch (role) {
    case Role::Clinician: return "clinician";
    case Role::Coordinator: return "coordinator";
    case Role::Operator: return "operator";
    case Role::Auditor: return "auditor";
    case Role::Admin: return "admin";
    }
    return "";
}

std::optional<Role> roleFrom(std::string_view text)
{
    for (const Role role : allRoles) {
        if (text == toString(role)) {
            return role;
        }
    }
    return std::nullopt;
}

} // namespace locus::people
