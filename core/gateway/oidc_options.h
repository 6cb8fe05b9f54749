// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/people/role.h"

#include <map>
#include <string>

namespace locus::gateway {

// Whom the core believes who somebody is. Empty issuer: nobody.
struct OidcOptions
{
    std::string issuer; // https, or http on the loopback
    std::string clientId;
    std::string userClaim = "preferred_username"; // the account's user name
    std::string groupsClaim = "groups";
    std::multimap<std::string, people::Role> roles; // by group; empty: accounts keep their own
    bool createAccounts = false; // of who has none; takes `roles`
};

} // namespace locus::gateway
