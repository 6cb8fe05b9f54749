// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/gateway/method_handlers.h"
#include "core/gateway/methods.h"
#include "core/gateway/reveals.h"
#include "core/protocol/reveal_messages.h"

namespace locus::gateway {

namespace {

protocol::RevealsShown shownOf(const Reveals& reveals, const people::Principal& principal)
{
    protocol::RevealsShown out;
    for (const Reveals::Reveal& reveal : reveals.of(principal)) {
        out.items.push_back(revealInfo(reveal));
    }
    return out;
}

} // namespace

protocol::RevealInfo revealInfo(const Reveals::Reveal& reveal)
{
    return { reveal.id, reveal.record, reveal.fields, reveal.reason, reveal.begun, reveal.until };
}

void addRevealMethods(RpcTable& table, Reveals& reveals)
{
    table.add(protocol::RevealBegin::method,
        decoding<protocol::RevealBegin>(
            [&reveals](const Call& call, protocol::RevealBegin message, const Reply& reply) {
                Reveals::Wish wish { std::move(message.record), std::move(message.fields),
                    std::move(message.reason), std::chrono::minutes(message.minutes) };
                Status may = reveals.check(call.principal, wish);
                if (!may.ok()) {
                    reply(std::move(may).error());
                    return;
                }
                reply(revealInfo(reveals.begin(call.principal, std::move(wish))).toJson());
            }));
    table.add(protocol::RevealEnd::method,
        decoding<protocol::RevealEnd>(
            [&reveals](const Call& call, const protocol::RevealEnd& message, const Reply& reply) {
                Status ended = reveals.end(call.principal, message.revealId);
                reply(ended.ok() ? Result<Bytes>(shownOf(reveals, call.principal).toJson())
                                 : Result<Bytes>(std::move(ended).error()));
            }));
    table.add(protocol::RevealList::method,
        decoding<protocol::RevealList>(
            [&reveals](const Call& call, const protocol::RevealList&, const Reply& reply) {
                reply(shownOf(reveals, call.principal).toJson());
            }));
}

} // namespace locus::gateway
