// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/gateway/rpc_session.h"

#include "core/base/log.h"
#include "core/base/text.h"
#include "core/gateway/account_sign_in.h"
#include "core/gateway/answer_mask.h"
#include "core/gateway/audit_notes.h"
#include "core/gateway/change_feed.h"
#include "core/gateway/connection.h"
#include "core/gateway/gateway_options.h"
#include "core/gateway/oidc_sign_in.h"
#include "core/gateway/rpc_table.h"
#include "core/gateway/session_book.h"
#include "core/gateway/sign_in.h"
#include "core/protocol/changes_messages.h"
#include "core/protocol/sign_in_messages.h"
#include "core/protocol/version.h"

#include <QPointer>
#include <QTimer>

namespace locus::gateway {

using protocol::RpcId;

namespace {

std::string_view majorOf(std::string_view version)
{
    return version.substr(0, version.find('.'));
}

BytesView viewOf(const QByteArray& bytes)
{
    return { bytes.constData(), static_cast<std::size_t>(bytes.size()) };
}

Error wrongSubProtocol()
{
    return refused("session.sub_protocol",
        "this address speaks the sub-protocol locus.v1; ask for it in Sec-WebSocket-Protocol")
        .with("field", "Sec-WebSocket-Protocol")
        .with("allowed", std::string(protocol::subProtocol));
}

Error notSignedIn()
{
    return refused("session.not_signed_in", "the first request must be session.open")
        .with("field", "method")
        .with("allowed", std::string(protocol::SessionOpen::method));
}

} // namespace

RpcSession::RpcSession(Connection* connection, const SessionServices& services)
    : QObject(connection)
    , m_connection(connection)
    , m_services(services)
    , m_address(connection->address().toStdString())
{
    connect(connection, &Connection::received, this, &RpcSession::onMessage);
    connect(connection, &Connection::rateExceeded, this, &RpcSession::onRateExceeded);
    const bool rightProtocol = connection->subProtocol()
        == QLatin1String(
            protocol::subProtocol.data(), static_cast<int>(protocol::subProtocol.size()));
    if (!rightProtocol) {
        endWith({}, wrongSubProtocol(), protocol::closeWrongProtocol);
        return;
    }
    m_deadline.setSingleShot(true);
    connect(&m_deadline, &QTimer::timeout, this, [this] {
        if (!m_principal && !m_connection->isClosing()) {
            endWith({}, notSignedIn(), protocol::closeNotSignedIn);
        }
    });
    awaitSignIn();
}

RpcSession::~RpcSession()
{
    m_services.feed.unsubscribe(*this);
    if (m_principal) {
        m_services.signIn.leave(*m_principal);
        m_services.audit.note(
            noteOfSession(people::AuditKind::SignOut, *m_principal, m_address, people::auditOk));
    }
}

void RpcSession::awaitSignIn()
{
    m_deadline.start(m_services.options.limits.signInDeadline);
}

void RpcSession::endWith(const RpcId& id, const Error& error, int closeCode)
{
    m_connection->send(QString::fromStdString(protocol::encodeResponse(id, error)));
    m_connection->close(closeCode, QString::fromStdString(error.code));
}

void RpcSession::onRateExceeded(qint64 retryAfterMs)
{
    answer({},
        retriable("gateway.rate", "too many messages; the last one was dropped")
            .with("retryAfterMs", std::to_string(retryAfterMs)));
}

void RpcSession::onMessage(const QByteArray& text)
{
    RpcId id;
    auto request = protocol::parseRequest(viewOf(text), id);
    const bool signsIn = request.ok()
        && (request->method == protocol::SessionSignIn::method
            || request->method == protocol::OidcBegin::method
            || request->method == protocol::OidcFinish::method);
    if (signsIn) {
        onSignIn(*request);
        return;
    }
    if (request.ok() && request->method == protocol::SessionSignInWays::method) {
        answer(id, m_services.oidc.ways().toJson());
        return;
    }
    if (!m_principal && (!request.ok() || request->method != protocol::SessionOpen::method)) {
        endWith(id, request.ok() ? notSignedIn() : request.error(), protocol::closeNotSignedIn);
        return;
    }
    if (!request.ok()) {
        answer(id, request.error());
        return;
    }
    if (request->method == protocol::SessionOpen::method) {
        openSession(*request);
        return;
    }
    call(std::move(*request));
}

// Each takes a hash or a call elsewhere, so a socket has only some.
Status RpcSession::enterDoor(const protocol::RpcRequest& request)
{
    if (++m_signIns > m_services.options.limits.signInsPerSocket) {
        return refused("session.too_many_sign_ins",
            "this connection has tried to sign in too often; connect again");
    }
    const bool byProvider = request.method != protocol::SessionSignIn::method;
    if (byProvider) {
        LOCUS_TRY(m_services.accounts.allow(m_address));
    }
    const Reply reply = [self = QPointer<RpcSession>(this), id = request.id, byProvider](
                            const Result<Bytes>& result) {
        if (self) {
            if (byProvider && !result.ok() && !result.error().isRetriable()) {
                self->m_services.audit.noteStranger(self->m_address, result.error().code);
            }
            self->answer(id, result);
            self->awaitSignIn();
        }
    };
    m_deadline.stop();
    if (request.method == protocol::OidcBegin::method) {
        LOCUS_TRY_VALUE(message, protocol::OidcBegin::fromJson(request.params));
        m_services.oidc.begin(message, reply);
    } else if (request.method == protocol::OidcFinish::method) {
        LOCUS_TRY_VALUE(message, protocol::OidcFinish::fromJson(request.params));
        m_services.oidc.finish(message, m_address, reply);
    } else {
        LOCUS_TRY_VALUE(message, protocol::SessionSignIn::fromJson(request.params));
        m_services.accounts.signIn(message, m_address, reply);
    }
    return {};
}

// Gives a token; session.open is to follow.
void RpcSession::onSignIn(const protocol::RpcRequest& request)
{
    if (const Status entered = enterDoor(request); !entered.ok()) {
        endWith(request.id, entered.error(), protocol::closeNotSignedIn);
    }
}

Result<people::Principal> RpcSession::admit(const protocol::SessionOpen& message)
{
    LOCUS_TRY_VALUE(
        principal, m_services.signIn.with(message.token.empty() ? message.ticket : message.token));
    LOCUS_TRY(m_services.signIn.enter(principal));
    return principal;
}

void RpcSession::openSession(const protocol::RpcRequest& request)
{
    if (m_principal) {
        answer(request.id, refused("session.open_already", "this session is signed in already"));
        return;
    }
    const auto message = protocol::SessionOpen::fromJson(request.params);
    if (!message.ok()) {
        endWith(request.id, message.error(), protocol::closeNotSignedIn);
        return;
    }
    if (majorOf(message->version) != majorOf(protocol::version)) {
        endWith(request.id,
            refused("session.version_mismatch",
                "this core speaks version " + std::string(protocol::version)
                    + " of the protocol, the client another; update the older of the two")
                .with("field", "version")
                .with("allowed", std::string(protocol::version))
                .with("serverVersion", m_services.options.serverVersion.toStdString()),
            protocol::closeWrongProtocol);
        return;
    }
    auto principal = admit(*message);
    if (!principal.ok()) {
        refuseSignIn(request, principal.error());
        return;
    }
    m_principal = std::move(*principal);
    m_connection->raiseRate();
    // Nobody is let in without a record of it.
    people::AuditNote entered =
        noteOfSession(people::AuditKind::SignIn, *m_principal, m_address, people::auditOk);
    if (const QString names = m_connection->clientCertificate(); !names.isEmpty()) {
        entered.detail.emplace_back("certificate", names.toStdString());
    }
    m_services.audit.note(std::move(entered),
        [self = QPointer<RpcSession>(this), id = request.id](const Status& noted) {
            // While the disk is full somebody has to get in to see why; what shows patients is
            // refused all the same.
            const bool mayEnter = noted.ok() || noted.error().code.starts_with("store.");
            if (self && mayEnter) {
                self->opened(id);
            } else if (self) {
                self->endWith(id, noted.error(), protocol::closeTryAgainLater);
            }
        });
}

void RpcSession::refuseSignIn(const protocol::RpcRequest& request, const Error& error)
{
    log::warn("gateway.sign_in_refused", { { "address", m_address }, { "code", error.code } });
    m_services.audit.noteStranger(m_address, error.code);
    endWith(request.id, error,
        error.isRetriable() ? protocol::closeTryAgainLater : protocol::closeNotSignedIn);
}

void RpcSession::opened(const RpcId& id)
{
    const GatewayOptions& options = m_services.options;
    protocol::SessionOpened opened;
    opened.user = m_principal->user;
    opened.roles = m_principal->roleNames();
    opened.serverVersion = options.serverVersion.toStdString();
    opened.protocolVersion = std::string(protocol::version);
    opened.installation = options.installation.toStdString();
    opened.breakGlass = protocol::openIn(m_services.signIn.current(*m_principal), Instant());
    opened.change = m_services.feed.now();
    for (const Reveals::Reveal& reveal : m_services.reveals.of(*m_principal)) {
        opened.reveals.push_back(revealInfo(reveal));
    }
    opened.limits.frameBytesIn = static_cast<std::int64_t>(options.limits.frameBytesIn);
    opened.limits.frameBytesOut = static_cast<std::int64_t>(options.limits.frameBytesOut);
    opened.limits.uploadBytes = static_cast<std::int64_t>(options.limits.uploadBytes);
    opened.limits.messagesPerSecond = options.limits.messagesPerSecond;
    if (SessionBook::isSession(m_principal->tokenId)) {
        opened.limits.sessionIdleMs = options.limits.sessionIdle.count();
    }
    answer(id, opened.toJson());
}

void RpcSession::call(protocol::RpcRequest request)
{
    if (m_inFlight >= m_services.options.limits.requestsInFlight) {
        answer(request.id,
            retriable("gateway.overloaded",
                "at most " + std::to_string(m_services.options.limits.requestsInFlight)
                    + " requests of a session may wait for their answers")
                .with("retryAfterMs", "100"));
        return;
    }
    if (const Status used = m_services.signIn.use(*m_principal); !used.ok()) {
        endWith(request.id, used.error(), protocol::closeNotSignedIn);
        return;
    }
    ++m_inFlight;
    Call made { m_services.signIn.current(*m_principal), std::move(request.method),
        std::move(request.params), this, m_address, m_services.signIn.isFresh(*m_principal),
        [self = QPointer<RpcSession>(this)] { return !self.isNull(); }, {}, false,
        request.onBehalfOf };
    m_services.table.invoke(std::move(made),
        [self = QPointer<RpcSession>(this), id = std::move(request.id)](
            const Result<Bytes>& result) {
            if (self) {
                --self->m_inFlight;
                self->answer(id, result);
            }
        });
}

void RpcSession::answer(const RpcId& id, const Result<Bytes>& result)
{
    const std::size_t cap = m_services.options.limits.frameBytesOut;
    Bytes frame = result.ok() ? protocol::encodeResponse(id, *result)
                              : protocol::encodeResponse(id, result.error());
    if (frame.size() > cap) {
        frame = protocol::encodeResponse(id,
            refused("gateway.answer_too_large",
                "the answer is larger than " + std::to_string(cap) + " octets; ask for less")
                .with("allowed", std::to_string(cap)));
    }
    m_connection->send(frame);
}

void RpcSession::onChange(const ChangeFrame& change)
{
    const auto masked =
        m_principal ? m_services.mask.row(*m_principal, change) : std::optional<Bytes>();
    m_connection->sendChange(masked ? withItem(change, *masked) : change);
}

void RpcSession::onGap(std::uint64_t from, std::uint64_t to)
{
    m_connection->send(QString::fromStdString(protocol::encodeNotification(
        protocol::ChangesGap::method, protocol::ChangesGap { from, to }.toJson())));
}

void RpcSession::revalidate()
{
    if (m_principal && !m_connection->isClosing()
        && !m_services.signIn.isStillValid(*m_principal)) {
        endWith({}, m_services.signIn.whyOver(*m_principal), protocol::closeNotSignedIn);
    }
}

} // namespace locus::gateway
