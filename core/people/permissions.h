// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/people/principal.h"

#include <span>
#include <string_view>
#include <vector>

namespace locus::people {

// One row: a method ("analyses.submit") or a family ("analyses.*"), and who may call it.
struct Permission
{
    std::string_view pattern;
    std::vector<Role> roles;
};

// The whole table, for tests and for the page that shows rights.
std::span<const Permission> permissionTable();

// The row that decides about a method: the exact name, else the longest family; none: denied to
// everybody.
const Permission* permissionFor(std::string_view method);

// Whether who signed in with a password has to do so again shortly before: changes of accounts.
bool needsFreshSignIn(std::string_view method);

// Errors: refused "people.not_permitted", with "allowed": the roles that may.
Status checkPermitted(const Principal& principal, std::string_view method);

} // namespace locus::people
