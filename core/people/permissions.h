// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/people/principal.h"

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

namespace locus::people {

// Whether a second person has to approve what one asks for (approval.h).
enum class FourEyes : std::uint8_t
{
    No,
    AboveLimit, // of so many things that the installation's limit is passed
    Always
};

// Whether who signed in with a password has to do so again shortly before.
enum class FreshSignIn : std::uint8_t
{
    No,
    Needed
};

// One row: a method ("analyses.submit") or a family ("analyses.*"), who may call it, and what else
// it takes.
struct Permission
{
    std::string_view pattern;
    std::vector<Role> roles;
    FreshSignIn freshSignIn = FreshSignIn::No;
    FourEyes fourEyes = FourEyes::No;
};

// The whole table, for tests and for the page that shows rights.
std::span<const Permission> permissionTable();

// Whether a family ("analyses.*"), or a method's own name, means this method.
bool matchesPattern(std::string_view pattern, std::string_view method);

// The row that decides about a method: the exact name, else the longest family; none: denied to
// everybody.
const Permission* permissionFor(std::string_view method);

// Columns of that row; a method without one needs nothing, since nobody may call it.
bool needsFreshSignIn(std::string_view method);
FourEyes fourEyesFor(std::string_view method);

// By the principal's own roles. Errors: refused "people.not_permitted", with "allowed": the roles
// that may.
Status checkPermitted(const Principal& principal, std::string_view method);

// By these roles: those of seesAs() (principal.h) where a call is about a patient.
Status checkPermitted(
    const std::vector<Role>& roles, std::string_view user, std::string_view method);

} // namespace locus::people
