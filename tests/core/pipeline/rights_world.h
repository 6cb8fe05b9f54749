// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/people/account.h"
#include "core/people/audit_reader.h"
#include "tests/support/role_tester.h"

#include <string>
#include <vector>

namespace locus::test {

// An account in the store of a tester, made by nobody.
inline people::Account addAccount(RoleTester& tester, const std::string& user,
    std::vector<people::Role> roles, const Bytes& secret = {})
{
    people::Account account;
    account.shown.id = people::AccountId(tester.ids.next());
    account.shown.user = user;
    account.shown.displayName = user;
    account.shown.roles = std::move(roles);
    account.shown.version = 1;
    account.totpSecret = secret;
    account.shown.hasSecondFactor = !secret.empty();
    if (!tester.store->accounts.put(account).ok()) {
        qFatal("the account cannot be kept");
    }
    return account;
}

// The records of the audit trail, oldest first.
inline std::vector<people::AuditRecord> auditOf(const RoleTester& tester)
{
    const auto page = tester.store->audit.list({});
    if (!page.ok()) {
        qFatal("the audit trail cannot be read");
    }
    return { page->records.rbegin(), page->records.rend() };
}

} // namespace locus::test
