// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/protocol/role_fields.h"

#include "core/protocol/json_fields.h"

#include <nlohmann/json.hpp>

namespace locus::protocol {

nlohmann::json roleNames(const std::vector<people::Role>& roles)
{
    nlohmann::json out = nlohmann::json::array();
    for (const people::Role role : roles) {
        out.push_back(toString(role));
    }
    return out;
}

std::vector<people::Role> rolesAt(JsonFields& in)
{
    std::vector<people::Role> out;
    for (const std::string& name : in.texts("roles")) {
        if (const auto role = people::roleFrom(name)) {
            out.push_back(*role);
            continue;
        }
        in.fail(invalid("params.range", "roles: there is no role of this name")
                    .with("field", "roles")
                    .with("allowed", "clinician, coordinator, operator, auditor, admin"));
    }
    return out;
}

} // namespace locus::protocol
