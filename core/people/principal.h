// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/people/role.h"

#include <string>
#include <vector>

namespace locus::people {

// Who calls: a person, a service account, or nobody known.
struct Principal
{
    std::string user;
    std::vector<Role> roles;
    std::string tokenId; // the token that signed in; empty for anonymous
    bool anonymous = false;

    [[nodiscard]] bool has(Role role) const;
    [[nodiscard]] std::vector<std::string> roleNames() const;
};

// A caller who did not sign in, where the configuration lets such callers submit sequences.
Principal anonymousPrincipal();

} // namespace locus::people
