// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/cli/session.h"

#include "core/backup/damage.h"
#include "core/base/checksum.h"
#include "core/base/places.h"
#include "core/base/stop_notes.h"
#include "core/cli/context.h"
#include "core/client/endpoint.h"
#include "core/people/delegation.h"
#include "core/protocol/uploads_messages.h"

#include <QEventLoop>
#include <QTimer>

namespace locus::cli {

namespace {

constexpr std::chrono::milliseconds signInTime { 5'000 };

Result<client::Endpoint> endpointFor(const Context& context)
{
    if (!context.url.empty()) {
        return client::endpointAt(QString::fromStdString(context.url), context.tokenFile);
    }
    return context.dataDir.empty() ? client::seatEndpoint() : client::endpointOf(context.dataDir);
}

// A core that found its data damaged does not start, and one that lost its place stops: whoever
// asks for it has to hear why.
Error whyNotThere(Error error, const Context& context)
{
    const bool isAway = error.code == "client.no_core" || error.code == "client.offline";
    if (!isAway || !context.url.empty()) {
        return error;
    }
    const auto folder = context.dataDir.empty() ? seatPlaces().data : context.dataDir;
    const auto damage = backup::findDamage(folder);
    if (damage) {
        error.message += "; " + damage->message;
        return error;
    }
    if (const auto stop = lastStop(folder)) {
        error.message += "; the last one stopped at " + toRfc3339(stop->at) + " (" + stop->code
            + "): " + stop->message;
    }
    return error;
}

} // namespace

Session::Session()
    : m_ids(m_clock, m_random)
    , m_client({ QStringLiteral("locusctl"), QStringLiteral(LOCUS_VERSION) }, m_clock, m_random)
{ }

Result<std::unique_ptr<Session>> Session::open(const Context& context)
{
    const auto endpoint = endpointFor(context);
    if (!endpoint.ok()) {
        return whyNotThere(endpoint.error(), context);
    }
    std::unique_ptr<Session> session(new Session);
    session->m_onBehalfOf = context.onBehalfOf;
    if (const Status signedIn = session->signIn(*endpoint); !signedIn.ok()) {
        return whyNotThere(signedIn.error(), context);
    }
    return session;
}

Status Session::signIn(const client::Endpoint& endpoint)
{
    QEventLoop loop;
    using State = client::CoreClient::State;
    QObject::connect(&m_client, &client::CoreClient::stateChanged, &loop, [&loop](State state) {
        if (state != State::Connecting) {
            loop.quit();
        }
    });
    QTimer::singleShot(signInTime, &loop, &QEventLoop::quit);
    m_client.connectTo(endpoint);
    if (m_client.state() == State::Connecting) {
        loop.exec();
    }
    if (m_client.isSignedIn()) {
        return {};
    }
    const bool refusedByCore =
        m_client.state() != State::Reconnecting && m_client.state() != State::Connecting;
    if (refusedByCore && m_client.lastError()) {
        return *m_client.lastError();
    }
    return retriable("client.offline",
        "no core answers at " + endpoint.rpc.toString().toStdString()
            + "; start one with locusd, or name it with --data-dir");
}

Result<Bytes> Session::request(const protocol::RpcRequest& request)
{
    QEventLoop loop;
    std::optional<Result<Bytes>> answer;
    protocol::RpcRequest made = request;
    made.onBehalfOf = people::mayBeDelegated(made.method) ? m_onBehalfOf : std::string();
    m_client.request(made, &loop, [&](Result<Bytes> given) {
        answer = std::move(given);
        loop.quit();
    });
    if (!answer) {
        loop.exec();
    }
    return std::move(*answer);
}

Result<Uuid> Session::upload(std::string_view content)
{
    protocol::UploadsBegin begin;
    begin.bytes = static_cast<std::int64_t>(content.size());
    LOCUS_TRY_VALUE(begun, call(begin));
    const auto chunkBytes = static_cast<std::size_t>(begun.chunkBytes);
    for (std::size_t offset = 0; offset < content.size(); offset += chunkBytes) {
        protocol::UploadsChunk chunk;
        chunk.uploadId = begun.uploadId;
        chunk.offset = static_cast<std::int64_t>(offset);
        chunk.data = content.substr(offset, chunkBytes);
        LOCUS_TRY_VALUE(received, call(chunk));
        (void)received;
    }
    protocol::UploadsCommit commit;
    commit.uploadId = begun.uploadId;
    commit.sha256 = sha256Hex(content);
    LOCUS_TRY_VALUE(committed, call(commit));
    (void)committed;
    return begun.uploadId;
}

Status Session::follow(const QString& stream, const std::function<Result<bool>()>& done,
    std::chrono::milliseconds timeout)
{
    QEventLoop loop;
    bool timedOut = false;
    bool news = false; // also what arrives while done() waits for its own answers
    const auto wake = [&] {
        news = true;
        loop.quit();
    };
    QTimer::singleShot(timeout, &loop, [&] {
        timedOut = true;
        loop.quit();
    });
    QObject::connect(&m_client, &client::CoreClient::changed, &loop, wake);
    QObject::connect(&m_client, &client::CoreClient::signedIn, &loop, wake);
    m_client.setStreams({ stream });
    while (!timedOut) {
        news = false;
        const auto finished = done();
        if (finished.ok() && *finished) {
            return {};
        }
        if (!finished.ok() && !finished.error().isRetriable()) {
            return finished.error();
        }
        if (!news) {
            loop.exec();
        }
    }
    return retriable("client.timeout",
        "no result after " + std::to_string(timeout.count() / 1000)
            + " s; the core goes on, ask with locusctl analyses show");
}

} // namespace locus::cli
