// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string_view>

namespace locus::people {

enum class Role : std::uint8_t
{
    Clinician, // submits, reads, reviews, signs; no user administration, no redrive
    Coordinator, // assigns, escalates, cancels with reason; does not authorise results
    Operator, // monitors, redrives; sees no personal health information
    Auditor, // reads the audit, nothing else
    Admin, // manages people and configuration; sees no personal health information
};

inline constexpr std::array allRoles { Role::Clinician, Role::Coordinator, Role::Operator,
    Role::Auditor, Role::Admin };

std::string_view toString(Role role); // "clinician" ...
std::optional<Role> roleFrom(std::string_view text);

} // namespace locus::people
