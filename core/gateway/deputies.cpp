// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/gateway/deputies.h"

#include "core/base/clock.h"
#include "core/gateway/reader_thread.h"
#include "core/gateway/session_book.h"
#include "core/people/delegation.h"

namespace locus::gateway {

namespace {

using Roles = std::vector<people::Role>;

Result<Roles> lentRoles(ReadPorts& ports, const Call& call, Instant now)
{
    if (!ports.accounts || !ports.rights) {
        return notFound("gateway.no_accounts", "this core keeps no accounts");
    }
    LOCUS_TRY_VALUE(account, ports.accounts->byUser(call.onBehalfOf));
    LOCUS_TRY_VALUE(rows, ports.rights->live(people::RightsKind::Delegation));
    std::vector<people::Delegation> live;
    for (const people::RightsRow& row : rows) {
        LOCUS_TRY_VALUE(one, people::delegationFrom(row));
        live.push_back(std::move(one));
    }
    return people::rolesOnBehalf(call.method, call.principal.user, call.onBehalfOf,
        account ? std::optional(std::move(account->shown)) : std::nullopt, live, now);
}

} // namespace

Deputies::Deputies(ReaderThread& reader, const Clock& clock)
    : m_reader(reader)
    , m_clock(clock)
{ }

void Deputies::find(Call call, std::function<void(Result<Call>)> then) const
{
    if (!SessionBook::isSession(call.principal.tokenId)) {
        then(refused("people.no_account",
            "a token acts for nobody; sign in as the person to whom it was delegated")
                 .with("field", "onBehalfOf"));
        return;
    }
    const Status asked = m_reader.ask(
        [call, now = m_clock.now()](ReadPorts& ports) { return lentRoles(ports, call, now); },
        [call, then](Result<Roles> roles) {
            if (!roles.ok()) {
                then(std::move(roles).error());
                return;
            }
            Call lent = call;
            lent.principal.roles = std::move(*roles);
            lent.principal.overlay.reset(); // emergency access is a person's own
            lent.isDeputy = true;
            then(std::move(lent));
        });
    if (!asked.ok()) {
        then(asked.error());
    }
}

} // namespace locus::gateway
