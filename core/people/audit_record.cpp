// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/people/audit_record.h"

#include <array>

namespace locus::people {

namespace {

constexpr std::array<std::string_view, 10> kinds { "", "command", "refusal", "signIn", "signOut",
    "read", "export", "reveal", "configuration", "system" };
constexpr std::array<std::string_view, 3> clocks { "steady", "steppedBack", "jumped" };

} // namespace

std::string_view toString(AuditKind kind)
{
    const auto index = static_cast<std::size_t>(kind);
    return index < kinds.size() ? kinds[index] : std::string_view("unknown");
}

std::optional<AuditKind> auditKindFrom(std::string_view text)
{
    for (std::size_t i = 1; i < kinds.size(); ++i) {
        if (kinds[i] == text) {
            return static_cast<AuditKind>(i);
        }
    }
    return std::nullopt;
}

std::string_view toString(AuditClock clock)
{
    const auto index = static_cast<std::size_t>(clock);
    return index < clocks.size() ? clocks[index] : std::string_view("unknown");
}

std::string auditKeyChange(std::string_view oldKey, std::string_view newKey)
{
    return "was " + std::string(oldKey) + ", is " + std::string(newKey);
}

} // namespace locus::people
