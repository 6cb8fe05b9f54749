// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/gateway/rpc_table.h"
#include "core/gateway/session_book.h"

#include <utility>

namespace locus::gateway {

// The account of who calls: only those who signed in as a person have one.
inline Result<people::AccountId> ownAccount(SessionBook& sessions, const Call& call)
{
    if (const auto* session = sessions.find(call.principal.tokenId)) {
        return session->account;
    }
    return refused("people.no_account",
        "this session was opened with a token, which is no account; sign in as a person or name an "
        "accountId")
        .with("field", "accountId");
}

// Acts with it, or answers why there is none.
template <typename Act>
void withOwnAccount(SessionBook& sessions, const Call& call, const Reply& reply, Act act)
{
    auto own = ownAccount(sessions, call);
    if (own.ok()) {
        act(*own);
    } else {
        reply(std::move(own).error());
    }
}

} // namespace locus::gateway
