// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/clock.h"
#include "core/base/random_source.h"
#include "core/base/result.h"
#include "core/base/uuid.h"
#include "core/client/core_client.h"
#include "core/protocol/rpc_frame.h"

#include <functional>
#include <memory>
#include <string>
#include <string_view>

namespace locus::cli {

struct Context;

// A signed-in connection for one verb: calls wait for their answer. Thread contract: the main
// thread.
class Session
{
public:
    // Connects and signs in within five seconds. Errors: not_found "client.no_core", retriable
    // "client.offline".
    static Result<std::unique_ptr<Session>> open(const Context& context);

    template <typename Message> Result<typename Message::Answer> call(const Message& message)
    {
        LOCUS_TRY_VALUE(answer, request({ std::string(Message::method), message.toJson() }));
        return Message::Answer::fromJson(answer);
    }
    // The same for a method whose message has no type of its own.
    Result<Bytes> request(const protocol::RpcRequest& request);
    // Sends a text too large for a frame in chunks; the answer names it in a command.
    Result<Uuid> upload(std::string_view content);

    // Runs until `done` says so, asked after every change of `stream`, or the time is over.
    Status follow(const QString& stream, const std::function<Result<bool>()>& done,
        std::chrono::milliseconds timeout);

    [[nodiscard]] Uuid newId() { return m_ids.next(); }
    [[nodiscard]] const protocol::SessionOpened& opened() const { return *m_client.session(); }

private:
    Session();
    Status signIn(const client::Endpoint& endpoint);

    SystemClock m_clock;
    SystemRandom m_random;
    UuidSource m_ids;
    client::CoreClient m_client;
    std::string m_onBehalfOf;
};

} // namespace locus::cli
