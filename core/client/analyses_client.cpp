// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/client/analyses_client.h"

#include "core/base/checksum.h"
#include "core/base/clock.h"
#include "core/base/log.h"
#include "core/client/core_client.h"
#include "core/protocol/uploads_messages.h"
#include "core/protocol/version.h"

#include <QPointer>
#include <QTimer>

#include <algorithm>

namespace locus::client {

namespace {

// Texts above this go up in chunks: JSON may double them, and the frame has other members.
constexpr std::size_t largestInline = protocol::frameBytesToCore / 4;

} // namespace

struct AnalysesClient::Waiting
{
    QPointer<QObject> context;
    bool hadContext = false;
    Done<SubmitOutcome> done;
};

AnalysesClient::AnalysesClient(
    CoreClient& client, Outbox outbox, const Clock& clock, UuidSource& ids, QObject* parent)
    : QObject(parent)
    , m_client(client)
    , m_outbox(std::move(outbox))
    , m_clock(clock)
    , m_ids(ids)
{
    connect(&client, &CoreClient::signedIn, this, [this] {
        m_outbox.setUser(person());
        Q_EMIT outboxChanged();
        sendNext();
    });
    connect(&client, &CoreClient::stateChanged, this, [this](CoreClient::State state) {
        if (state != CoreClient::State::SignedIn) {
            m_sending.reset();
            tellAllKept();
        }
    });
}

AnalysesClient::~AnalysesClient() = default;

void AnalysesClient::submit(
    protocol::AnalysesSubmit message, QObject* context, Done<SubmitOutcome> done)
{
    if (message.commandId.isNil()) {
        message.commandId = m_ids.next();
    }
    const Uuid id = message.commandId;
    m_waiting[id] = { context, context != nullptr, std::move(done) };
    const Status kept = m_outbox.add({ std::move(message), m_clock.now(), 0, std::nullopt,
        installation(), person(), m_client.actingFor() });
    if (!kept.ok()) {
        QTimer::singleShot(0, this, [this, id, error = kept.error()] { tell(id, error); });
        return;
    }
    Q_EMIT outboxChanged();
    if (m_client.isSignedIn()) {
        sendNext();
    } else {
        QTimer::singleShot(0, this, [this] {
            if (!m_client.isSignedIn()) {
                tellAllKept();
            }
        });
    }
}

// Of the core that was entered last; empty before the first.
std::string AnalysesClient::installation() const
{
    const auto& session = m_client.session();
    return session ? session->installation : std::string();
}

// A token is nobody's: what is written with it goes out with whatever signs in next.
std::string AnalysesClient::person() const
{
    const auto& session = m_client.session();
    return session && session->limits.sessionIdleMs > 0 ? session->user : std::string();
}

// One at a time, so that the order of making is the order of arriving.
void AnalysesClient::sendNext()
{
    if (m_sending || !m_client.isSignedIn()) {
        return;
    }
    const auto& items = m_outbox.items();
    const auto next =
        std::find_if(items.begin(), items.end(), [here = installation()](const OutboxItem& item) {
            return !item.refusal && (item.installation.empty() || item.installation == here);
        });
    if (next == items.end()) {
        return;
    }
    OutboxItem item = *next;
    ++item.attempts;
    m_sending = item.id();
    if (const Status noted = m_outbox.update(item); !noted.ok()) {
        log::warn("client.outbox_not_updated", { { "code", noted.error().code } });
    }
    if (item.submit.text.size() > largestInline) {
        upload(item);
    } else {
        send(item.submit, item.onBehalfOf);
    }
}

// On behalf of whom it was written for, whoever that is now.
template <typename Message>
void AnalysesClient::callFor(
    const std::string& giver, const Message& message, Done<typename Message::Answer> done)
{
    m_client.request({ std::string(Message::method), message.toJson(), {}, giver }, this,
        [done = std::move(done)](const Result<Bytes>& answer) {
            done(answer.ok() ? Message::Answer::fromJson(*answer)
                             : Result<typename Message::Answer>(answer.error()));
        });
}

void AnalysesClient::upload(const OutboxItem& item)
{
    const Uuid id = item.id();
    const protocol::UploadsBegin begin { static_cast<std::int64_t>(item.submit.text.size()) };
    callFor(item.onBehalfOf, begin, [this, id](const Result<protocol::UploadsBegun>& begun) {
        if (!begun.ok()) {
            finish(id, begun.error());
            return;
        }
        uploadChunk(id, begun->uploadId, 0, static_cast<std::size_t>(begun->chunkBytes));
    });
}

void AnalysesClient::uploadChunk(
    const Uuid& commandId, const Uuid& uploadId, std::size_t offset, std::size_t chunkBytes)
{
    const OutboxItem* item = m_outbox.find(commandId);
    if (!item || m_sending != commandId) {
        return;
    }
    const std::string& text = item->submit.text;
    if (offset < text.size()) {
        const protocol::UploadsChunk chunk { uploadId, static_cast<std::int64_t>(offset),
            text.substr(offset, chunkBytes) };
        const std::size_t next = offset + chunk.data.size();
        callFor(item->onBehalfOf, chunk,
            [this, commandId, uploadId, next, chunkBytes](
                const Result<protocol::UploadsReceived>& received) {
                if (received.ok()) {
                    uploadChunk(commandId, uploadId, next, chunkBytes);
                } else {
                    finish(commandId, received.error());
                }
            });
        return;
    }
    const protocol::UploadsCommit commit { uploadId, sha256Hex(text) };
    protocol::AnalysesSubmit message = item->submit;
    message.text.clear();
    message.uploadId = uploadId;
    callFor(item->onBehalfOf, commit,
        [this, commandId, message, giver = item->onBehalfOf](
            const Result<protocol::UploadsReceived>& received) {
            if (received.ok()) {
                send(message, giver);
            } else {
                finish(commandId, received.error());
            }
        });
}

void AnalysesClient::send(const protocol::AnalysesSubmit& message, const std::string& giver)
{
    callFor(giver, message,
        [this, id = message.commandId](
            const Result<protocol::AnalysesSubmitted>& answer) { finish(id, answer); });
}

void AnalysesClient::finish(
    const Uuid& commandId, const Result<protocol::AnalysesSubmitted>& answer)
{
    if (m_sending != commandId) {
        return; // the connection went; it is sent again
    }
    m_sending.reset();
    const OutboxItem* item = m_outbox.find(commandId);
    if (!answer.ok() && answer.error().isRetriable()) {
        // Kept with its id. While connected, the core asked for patience: try again soon.
        tell(commandId, SubmitOutcome { commandId, std::nullopt });
        Q_EMIT outboxChanged();
        static constexpr auto pause = std::chrono::seconds(1);
        QTimer::singleShot(pause, this, &AnalysesClient::sendNext);
        return;
    }
    const auto waiting = m_waiting.find(commandId);
    const bool awaited =
        waiting != m_waiting.end() && (!waiting->second.hadContext || waiting->second.context);
    Status noted;
    if (answer.ok() || awaited) {
        noted = m_outbox.remove(commandId);
    } else if (item) {
        OutboxItem refusedItem = *item;
        refusedItem.refusal = answer.error();
        noted = m_outbox.update(refusedItem);
    }
    if (!noted.ok()) {
        log::warn("client.outbox_not_updated", { { "code", noted.error().code } });
    }
    Q_EMIT outboxChanged();
    if (answer.ok()) {
        Q_EMIT submitted(*answer);
        tell(commandId, SubmitOutcome { commandId, *answer });
    } else {
        tell(commandId, answer.error());
    }
    sendNext();
}

void AnalysesClient::tell(const Uuid& commandId, const Result<SubmitOutcome>& outcome)
{
    const auto found = m_waiting.extract(commandId);
    if (found.empty()) {
        return;
    }
    const Waiting& waiting = found.mapped();
    if (waiting.done && (!waiting.hadContext || waiting.context)) {
        waiting.done(outcome);
    }
}

void AnalysesClient::tellAllKept()
{
    std::vector<Uuid> ids;
    for (const auto& [id, waiting] : m_waiting) {
        if (m_outbox.find(id)) {
            ids.push_back(id);
        }
    }
    for (const Uuid& id : ids) {
        tell(id, SubmitOutcome { id, std::nullopt });
    }
}

void AnalysesClient::list(
    const protocol::AnalysesList& message, QObject* context, Done<protocol::AnalysesPage> done)
{
    m_client.call(message, context, std::move(done));
}

void AnalysesClient::get(
    const analyses::AnalysisId& id, QObject* context, Done<protocol::AnalysisDetail> done)
{
    m_client.call(protocol::AnalysesGet { id }, context, std::move(done));
}

void AnalysesClient::rows(
    const protocol::AnalysesRows& message, QObject* context, Done<protocol::AnalysisRows> done)
{
    m_client.call(message, context, std::move(done));
}

void AnalysesClient::cancel(const analyses::AnalysisId& id,
    std::optional<std::uint64_t> expectedVersion, const std::string& reason, QObject* context,
    Done<protocol::AnalysisChanged> done)
{
    m_client.call(protocol::AnalysesCancel { m_ids.next(), id, expectedVersion, reason }, context,
        std::move(done));
}

void AnalysesClient::assignPatient(const analyses::AnalysisId& id,
    std::optional<std::uint64_t> expectedVersion, const std::string& patientRef,
    const std::string& reason, QObject* context, Done<protocol::AnalysisChanged> done)
{
    m_client.call(
        protocol::AnalysesAssignPatient { m_ids.next(), id, patientRef, reason, expectedVersion },
        context, std::move(done));
}

void AnalysesClient::retry(const analyses::AnalysisId& id,
    std::optional<std::uint64_t> expectedVersion, QObject* context,
    Done<protocol::AnalysisChanged> done)
{
    m_client.call(
        protocol::AnalysesRetry { m_ids.next(), id, expectedVersion }, context, std::move(done));
}

Status AnalysesClient::discard(const Uuid& commandId)
{
    if (!m_outbox.find(commandId)) {
        return notFound("outbox.unknown", "there is no such submission in the outbox");
    }
    if (m_sending == commandId) {
        return refused("outbox.sending", "the submission is being sent; wait for its answer");
    }
    LOCUS_TRY(m_outbox.remove(commandId));
    m_waiting.erase(commandId);
    Q_EMIT outboxChanged();
    return {};
}

Status AnalysesClient::resend(const Uuid& commandId)
{
    const OutboxItem* item = m_outbox.find(commandId);
    if (!item) {
        return notFound("outbox.unknown", "there is no such submission in the outbox");
    }
    OutboxItem again = *item;
    again.refusal.reset();
    again.installation = installation(); // the person looked at it and sends it here
    LOCUS_TRY(m_outbox.update(again));
    Q_EMIT outboxChanged();
    sendNext();
    return {};
}

} // namespace locus::client
