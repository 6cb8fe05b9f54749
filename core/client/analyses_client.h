// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/base/uuid.h"
#include "core/client/outbox.h"
#include "core/protocol/analyses_messages.h"

#include <QObject>

#include <functional>
#include <map>
#include <optional>
#include <vector>

namespace locus {
class Clock;
class UuidSource;
} // namespace locus

namespace locus::client {

class CoreClient;

// What became of a submission.
struct SubmitOutcome
{
    Uuid commandId;
    std::optional<protocol::AnalysesSubmitted> accepted; // none: kept in the outbox, sent later
};

// Analyses as a program uses them. Submissions go through the outbox: written first, sent when
// signed in, in order, and again with the same commandId after a lost connection; texts too large
// for a frame go up in chunks. Thread contract: the client's thread.
class AnalysesClient : public QObject
{
    Q_OBJECT

public:
    // client, clock and ids must outlive this.
    AnalysesClient(CoreClient& client, Outbox outbox, const Clock& clock, UuidSource& ids,
        QObject* parent = nullptr);
    ~AnalysesClient() override;

    template <typename T> using Done = std::function<void(Result<T>)>;

    // A nil commandId is replaced by a new one. The answer is the core's, or "kept" when there is
    // no connection. A refusal goes to `done` and leaves nothing in the outbox; one that nobody
    // waits for any more stays there until it is discarded or resent.
    void submit(protocol::AnalysesSubmit message, QObject* context, Done<SubmitOutcome> done);

    void list(
        const protocol::AnalysesList& message, QObject* context, Done<protocol::AnalysesPage> done);
    void get(const analyses::AnalysisId& id, QObject* context, Done<protocol::AnalysisDetail> done);
    void rows(
        const protocol::AnalysesRows& message, QObject* context, Done<protocol::AnalysisRows> done);
    void cancel(const analyses::AnalysisId& id, std::optional<std::uint64_t> expectedVersion,
        const std::string& reason, QObject* context, Done<protocol::AnalysisChanged> done);
    void retry(const analyses::AnalysisId& id, std::optional<std::uint64_t> expectedVersion,
        QObject* context, Done<protocol::AnalysisChanged> done);

    // An empty reference takes it from its patient.
    void assignPatient(const analyses::AnalysisId& id, std::optional<std::uint64_t> expectedVersion,
        const std::string& patientRef, const std::string& reason, QObject* context,
        Done<protocol::AnalysisChanged> done);

    [[nodiscard]] const std::vector<OutboxItem>& unsent() const { return m_outbox.items(); }
    // Errors: not_found "outbox.unknown"; refused "outbox.sending" while its answer is awaited.
    Status discard(const Uuid& commandId);
    // Clears a refusal, so that the item is sent again.
    Status resend(const Uuid& commandId);

Q_SIGNALS:
    void outboxChanged();
    // A submission of the outbox was accepted, whether or not somebody waited for it.
    void submitted(const locus::protocol::AnalysesSubmitted& answer);

private:
    struct Waiting;

    void sendNext();
    [[nodiscard]] std::string installation() const;
    [[nodiscard]] std::string person() const;
    void upload(const OutboxItem& item);
    void uploadChunk(
        const Uuid& commandId, const Uuid& uploadId, std::size_t offset, std::size_t chunkBytes);
    void send(const protocol::AnalysesSubmit& message, const std::string& giver);
    template <typename Message>
    void callFor(
        const std::string& giver, const Message& message, Done<typename Message::Answer> done);
    void finish(const Uuid& commandId, const Result<protocol::AnalysesSubmitted>& answer);
    void tell(const Uuid& commandId, const Result<SubmitOutcome>& outcome);
    void tellAllKept();

    CoreClient& m_client;
    Outbox m_outbox;
    const Clock& m_clock;
    UuidSource& m_ids;
    std::optional<Uuid> m_sending;
    std::map<Uuid, Waiting> m_waiting;
};

} // namespace locus::client
