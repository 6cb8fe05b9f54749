// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/people/role.h"

#include <nlohmann/json_fwd.hpp>

#include <vector>

namespace locus::protocol {

class JsonFields;

// ["clinician", "admin"]
nlohmann::json roleNames(const std::vector<people::Role>& roles);

// The member "roles", absent: none. A name that is no role fails `in` with invalid "params.range",
// "field" and "allowed".
std::vector<people::Role> rolesAt(JsonFields& in);

} // namespace locus::protocol
