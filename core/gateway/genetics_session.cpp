// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/gateway/genetics_session.h"

#include "core/base/clock.h"
#include "core/base/log.h"
#include "core/base/uuid.h"
#include "core/gateway/audit_notes.h"
#include "core/gateway/connection.h"
#include "core/gateway/gateway_options.h"
#include "core/gateway/genetics_request.h"
#include "core/gateway/sign_in.h"
#include "core/people/permissions.h"
#include "core/protocol/version.h"

#include <QPointer>
#include <QTimer>

namespace locus::gateway {

namespace {

// Anonymous callers share one user, so that their session's id is all that keeps results apart.
constexpr std::size_t shortestAnonymousSession = 22;

Error notSignedIn()
{
    return refused("session.not_signed_in",
        "sign in with Authorization: Bearer, or with {\"token\": ...} or {\"ticket\": ...} as the "
        "first message")
        .with("field", "token")
        .with("allowed", "token, ticket");
}

} // namespace

GeneticsSession::GeneticsSession(Connection* connection, const Services& services)
    : QObject(connection)
    , m_connection(connection)
    , m_services(services)
    , m_words(connection->subProtocol() == QLatin1String("genetics-v1") ? &legacyWords()
                                                                        : &typedWords())
    , m_sessionId(services.ids.next().toString())
{
    connect(connection, &Connection::received, this, &GeneticsSession::onMessage);
    connect(connection, &Connection::rateExceeded, this, [this](qint64 retryAfterMs) {
        onError(retriable("gateway.rate", "too many messages; the last one was dropped")
                    .with("retryAfterMs", std::to_string(retryAfterMs)),
            {}, {});
    });
    connect(&m_reminder, &QTimer::timeout, this, &GeneticsSession::remind);
    greet();
}

GeneticsSession::~GeneticsSession()
{
    if (m_principal) {
        m_services.hub.detach(key(), *this);
        m_services.signIn.leave(*m_principal);
    }
}

bool GeneticsSession::mayBeAnonymous() const
{
    return m_services.options.geneticsAnonymous && m_connection->isLoopback();
}

void GeneticsSession::greet()
{
    const QByteArray authorization = m_connection->header("Authorization");
    if (!authorization.isEmpty()) {
        const Status entered = enter(m_services.signIn.withHeader(authorization.toStdString()));
        if (!entered.ok()) {
            endWith(entered.error(), protocol::closeNotSignedIn);
        }
        return;
    }
    if (mayBeAnonymous()) {
        const Status entered = enter(people::anonymousPrincipal());
        if (!entered.ok()) {
            endWith(entered.error(), protocol::closeTryAgainLater);
        }
        return;
    }
    QTimer::singleShot(m_services.options.limits.signInDeadline, this, [this] {
        if (!m_principal && !m_connection->isClosing()) {
            endWith(notSignedIn(), protocol::closeNotSignedIn);
        }
    });
}

Status GeneticsSession::enter(Result<people::Principal> principal)
{
    if (!principal.ok()) {
        m_services.audit.noteStranger(
            m_connection->address().toStdString(), principal.error().code);
        return std::move(principal).error();
    }
    if (!principal->anonymous) {
        LOCUS_TRY(people::checkPermitted(*principal, protocol::AnalysesSubmit::method));
    }
    LOCUS_TRY(m_services.signIn.enter(*principal));
    if (m_principal) {
        m_services.hub.detach(key(), *this);
        m_services.signIn.leave(*m_principal);
    }
    m_principal = std::move(*principal);
    if (!m_principal->anonymous) {
        m_connection->raiseRate();
    }
    // Who cannot be recorded does not stay.
    m_services.audit.note(noteOfSession(people::AuditKind::SignIn, *m_principal,
                              m_connection->address().toStdString(), people::auditOk),
        [self = QPointer<GeneticsSession>(this)](const Status& noted) {
            if (self && !noted.ok()) {
                self->endWith(noted.error(), protocol::closeTryAgainLater);
            }
        });
    m_connection->send(m_words->connected(m_sessionId));
    m_services.hub.attach(key(), *this);
    return {};
}

void GeneticsSession::endWith(const Error& error, int closeCode)
{
    log::warn("gateway.genetics_refused",
        { { "address", m_connection->address().toStdString() }, { "code", error.code } });
    onError(error, {}, {});
    m_connection->close(closeCode, QString::fromStdString(error.code));
}

void GeneticsSession::onMessage(const QByteArray& text)
{
    const auto request =
        parseGeneticsRequest(BytesView(text.constData(), static_cast<std::size_t>(text.size())));
    const bool wasOutside = !m_principal;
    if (wasOutside && (!request.ok() || request->secret.empty())) {
        endWith(notSignedIn(), protocol::closeNotSignedIn);
        return;
    }
    if (!request.ok()) {
        onError(request.error(), {}, {});
        return;
    }
    const Status handled = handle(*request);
    if (handled.ok()) {
        return;
    }
    if (!m_principal) {
        endWith(handled.error(), protocol::closeNotSignedIn);
    } else {
        onError(handled.error(), request->requestId, {});
    }
}

Status GeneticsSession::signInFor(const GeneticsRequest& request)
{
    if (m_principal && !m_principal->anonymous) {
        return refused("session.open_already", "this session is signed in already");
    }
    if (!request.sessionId.empty()) {
        m_sessionId = request.sessionId;
    }
    return enter(m_services.signIn.with(request.secret));
}

Status GeneticsSession::handle(const GeneticsRequest& request)
{
    if (m_principal) {
        LOCUS_TRY(m_services.signIn.use(*m_principal));
    }
    if (!request.secret.empty()) {
        LOCUS_TRY(signInFor(request));
    } else if (!request.sessionId.empty() && request.sessionId != m_sessionId) {
        LOCUS_TRY(moveTo(request.sessionId));
    }
    if (!request.text.empty()) {
        m_services.hub.submit(key(), request);
    }
    return {};
}

Status GeneticsSession::moveTo(const std::string& sessionId)
{
    if (m_principal->anonymous && sessionId.size() < shortestAnonymousSession) {
        return refused("genetics.session_guessable",
            "without signing in, a session id needs at least 22 characters that nobody can guess; "
            "use the one that \"connected\" gave")
            .with("field", "sessionId")
            .with("allowed", "22..128 octets");
    }
    m_services.hub.detach(key(), *this);
    m_sessionId = sessionId;
    m_connection->send(m_words->connected(m_sessionId));
    m_services.hub.attach(key(), *this);
    return {};
}

void GeneticsSession::onQueued(
    const GeneticsRequest& request, const protocol::AnalysesSubmitted& answer)
{
    for (const QString& frame : m_words->queued(request, answer)) {
        m_connection->send(frame);
    }
    if (m_awaited++ == 0) {
        m_awaitedSince = m_services.clock.monotonic();
        m_reminder.start(m_services.options.limits.legacyProgress);
    }
}

void GeneticsSession::onProgress(const analyses::Summary& summary)
{
    if (const QString frame = m_words->progress(summary); !frame.isEmpty()) {
        m_connection->send(frame);
    }
}

void GeneticsSession::onResult(const QStringList& frames)
{
    answerReceived();
    m_connection->sendParts(frames);
}

void GeneticsSession::onError(
    const Error& error, const std::string& requestId, const std::string& analysisId)
{
    if (!analysisId.empty()) {
        answerReceived();
    }
    m_connection->send(m_words->error(error, requestId, analysisId));
}

void GeneticsSession::answerReceived()
{
    m_awaited = m_awaited > 0 ? m_awaited - 1 : 0;
    if (m_awaited == 0) {
        m_reminder.stop();
    }
}

void GeneticsSession::remind()
{
    const auto since = std::chrono::duration_cast<std::chrono::seconds>(
        m_services.clock.monotonic() - m_awaitedSince);
    const bool patient = since < m_services.options.limits.legacyPatience;
    if (!patient) {
        m_reminder.stop();
    }
    const QString line =
        patient ? m_words->waiting(m_services.clock.now(), since) : m_words->gaveUp(since);
    if (!line.isEmpty()) {
        m_connection->send(line);
    }
}

void GeneticsSession::revalidate()
{
    if (m_principal && !m_connection->isClosing()
        && !m_services.signIn.isStillValid(*m_principal)) {
        endWith(refused("session.revoked", "the token of this session was revoked"),
            protocol::closeNotSignedIn);
    }
}

} // namespace locus::gateway
