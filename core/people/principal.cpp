// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/people/principal.h"

#include <algorithm>

namespace locus::people {

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

Principal anonymousPrincipal()
{
    return { "anonymous", {}, {}, true };
}

} // namespace locus::people
