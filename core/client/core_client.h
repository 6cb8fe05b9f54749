// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/client/endpoint.h"
#include "core/protocol/changes_messages.h"
#include "core/protocol/rpc_frame.h"
#include "core/protocol/session_messages.h"

#include <QObject>
#include <QStringList>

#include <chrono>
#include <functional>
#include <memory>
#include <optional>

namespace locus {
class Clock;
class RandomSource;
} // namespace locus

namespace locus::client {

struct ClientOptions
{
    QString name; // "locus-console"
    QString version;
    std::chrono::milliseconds requestTimeout { 15'000 };
    std::chrono::milliseconds pingInterval { 5'000 };
    std::chrono::milliseconds firstRetry { 250 };
    std::chrono::milliseconds longestRetry { 10'000 };
};

// The connection to one core: keeps it, makes it again, matches answers to requests, follows
// changes. Thread contract: the thread it lives in (the ui's); nothing blocks.
class CoreClient : public QObject
{
    Q_OBJECT

public:
    enum class State
    {
        Disconnected, // nobody asked for a connection, or signing in was refused: lastError()
        Connecting,
        SignedIn,
        Reconnecting, // lost; tries again by itself
        VersionMismatch, // the core speaks another version; lastError() is the sentence
    };
    Q_ENUM(State)

    // clock and random must outlive this.
    CoreClient(
        ClientOptions options, const Clock& clock, RandomSource& random, QObject* parent = nullptr);
    ~CoreClient() override;

    // Leaves the current core, if any, and connects to this one until told otherwise.
    void connectTo(const Endpoint& endpoint);
    // Asked before each attempt to connect again, for a core whose port or token may have changed.
    void setEndpointSource(std::function<Result<Endpoint>()> source);
    // Asked when the core wants a sign-in again before a call (refused
    // "session.sign_in_again"); told true, the call is made once more, told false, it stays
    // refused. One at a time: what else needs it meanwhile waits for the same answer.
    using Reassure = std::function<void(const QString& method, std::function<void(bool)> told)>;
    void setReassurance(Reassure reassure);
    void disconnectFromCore();

    [[nodiscard]] State state() const;
    [[nodiscard]] bool isSignedIn() const { return state() == State::SignedIn; }
    // Why the state is what it is; nothing while all is well.
    [[nodiscard]] const std::optional<Error>& lastError() const;
    // What the core said at signing in; kept while reconnecting.
    [[nodiscard]] const std::optional<protocol::SessionOpened>& session() const;
    // Round trip of the last ping; -1 while unknown.
    [[nodiscard]] qint64 latencyMs() const;

    using Callback = std::function<void(Result<Bytes>)>;
    // Calls `done` once from the event loop, unless `context` is gone by then. The request's id
    // is chosen here. Errors: what the core answered; retriable "client.offline" (not sent),
    // "client.connection_lost" (sent, fate unknown), "client.timeout"; invalid
    // "client.frame_too_large".
    void request(const protocol::RpcRequest& request, QObject* context, Callback done);
    void request(const protocol::RpcRequest& request, QObject* context, Callback done,
        std::chrono::milliseconds timeout);

    // Typed form for every message with `method`, `Answer` and the codec pair.
    template <typename Message>
    void call(const Message& message, QObject* context,
        std::function<void(Result<typename Message::Answer>)> done)
    {
        protocol::RpcRequest made { std::string(Message::method), message.toJson() };
        if constexpr (requires { message.commandId; }) {
            made.onBehalfOf = onBehalfOf(Message::method);
        }
        request(made, context, [done = std::move(done)](Result<Bytes> answer) {
            if (answer.ok()) {
                done(Message::Answer::fromJson(*answer));
            } else {
                done(std::move(answer).error());
            }
        });
    }

    // From now on commands are sent on behalf of this user, until it is told otherwise or somebody
    // else signs in; what is a person's own is not. Empty: of nobody else.
    void actFor(const std::string& user);
    [[nodiscard]] const std::string& actingFor() const;

    // Streams and rows to follow from now on, over every reconnect: "analyses", "analyses/<id>".
    // Of them comes what who is signed in may see; one that the core refuses leaves the others.
    // List after signedIn() or gapFound(), then apply changed().
    void setStreams(const QStringList& streams);
    // Number of the last change seen; a list made at this moment plus later changes is complete.
    [[nodiscard]] quint64 lastChange() const;

Q_SIGNALS:
    void stateChanged(locus::client::CoreClient::State state);
    void signedIn(); // also after each reconnect
    void actingChanged();
    void latencyChanged(qint64 ms);
    // Changes of one stream in order of their numbers; never twice, never out of order.
    void changed(const QString& stream, const QList<locus::protocol::Change>& changes);
    // Changes are missing: lists must be read again.
    void gapFound();
    void requestFinished(const QString& method, bool succeeded);

private:
    [[nodiscard]] std::string onBehalfOf(std::string_view method) const;

    class Impl;
    std::unique_ptr<Impl> m_impl;
};

} // namespace locus::client
