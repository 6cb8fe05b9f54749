// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/client/endpoint.h"
#include "core/protocol/sign_in_messages.h"

#include <QObject>

#include <functional>
#include <memory>

namespace locus::client {

class SingleCall;

// Asks a core to sign a person in, on a connection of its own that ends with the answer; its token
// is then the endpoint's for CoreClient. Thread contract: the thread it lives in.
class AccountSignIn : public QObject
{
    Q_OBJECT

public:
    using Done = std::function<void(Result<protocol::SignedIn>)>;

    explicit AccountSignIn(QObject* parent = nullptr);
    ~AccountSignIn() override;

    // Calls `done` once from the event loop; another start() before gives the first one up. The
    // endpoint's token is not used. Errors: what the core answers (refused "people.bad_sign_in");
    // retriable "client.offline", "client.timeout"; those of tlsConfiguration() and tlsError().
    void start(const Endpoint& endpoint, const protocol::SessionSignIn& message, Done done);

private:
    std::unique_ptr<SingleCall> m_call;
};

} // namespace locus::client
