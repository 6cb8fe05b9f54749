// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/people/account.h"

#include <algorithm>

namespace locus::people {

std::string_view toString(AccountKind kind)
{
    return kind == AccountKind::Service ? "service" : "person";
}

std::optional<AccountKind> accountKindFrom(std::string_view text)
{
    for (const AccountKind kind : { AccountKind::Person, AccountKind::Service }) {
        if (toString(kind) == text) {
            return kind;
        }
    }
    return std::nullopt;
}

bool AccountSummary::has(Role role) const
{
    return std::find(roles.begin(), roles.end(), role) != roles.end();
}

} // namespace locus::people
