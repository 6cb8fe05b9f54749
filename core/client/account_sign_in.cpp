// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/client/account_sign_in.h"

#include "core/client/single_call.h"

namespace locus::client {

AccountSignIn::AccountSignIn(QObject* parent)
    : QObject(parent)
    , m_call(std::make_unique<SingleCall>())
{ }

AccountSignIn::~AccountSignIn() = default;

void AccountSignIn::start(
    const Endpoint& endpoint, const protocol::SessionSignIn& message, Done done)
{
    m_call->start(endpoint, { std::string(protocol::SessionSignIn::method), message.toJson() },
        [done = std::move(done)](Result<Bytes> answer) {
            done(answer.ok() ? protocol::SignedIn::fromJson(*answer)
                             : Result<protocol::SignedIn>(std::move(answer).error()));
        });
}

} // namespace locus::client
