// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/people/principal.h"

#include <algorithm>

namespace locus::people {

bool Overlay::covers(std::string_view whose, Instant now) const
{
    return now < until && (patient.empty() || patient == whose);
}

bool Principal::has(Role role) const
{
    return std::find(roles.begin(), roles.end(), role) != roles.end();
}

std::vector<std::string> Principal::roleNames() const
{
    std::vector<std::string> names;
    for (const Role role : roles) {
        names.emplace_back(toString(role));
    }
    return names;
}

std::vector<Role> seesAs(const Principal& principal, std::string_view patient, Instant now)
{
    std::vector<Role> roles = principal.roles;
    if (principal.overlay && principal.overlay->covers(patient, now)
        && !principal.has(Role::Clinician)) {
        roles.push_back(Role::Clinician);
    }
    return roles;
}

Principal anonymousPrincipal()
{
    return { "anonymous", {}, {}, true };
}

} // namespace locus::people
