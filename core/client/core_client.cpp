// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/client/core_client.h"

#include "core/base/backoff.h"
#include "core/base/clock.h"
#include "core/base/log.h"
#include "core/client/change_follower.h"
#include "core/client/pending_requests.h"
#include "core/client/tls.h"
#include "core/people/delegation.h"
#include "core/protocol/version.h"

#include <QPointer>
#include <QSslConfiguration>
#include <QSslError>
#include <QTimer>
#include <QWebSocket>
#include <QWebSocketHandshakeOptions>

#include <utility>
#include <vector>

namespace locus::client {

namespace {

constexpr auto openDeadline = std::chrono::seconds(10);

Error offline()
{
    return retriable("client.offline", "there is no connection to the core; nothing was sent");
}

Error connectionLost()
{
    return retriable("client.connection_lost",
        "the connection was lost before the answer; what became of the request is not known");
}

// What closes a connection for good: trying again would be refused again.
bool isFinal(const Error& error)
{
    return error.kind == ErrorKind::Refused || error.kind == ErrorKind::Invalid;
}

bool isVersionMismatch(const Error& error)
{
    return error.code == "session.version_mismatch" || error.code == "session.sub_protocol";
}

} // namespace

class CoreClient::Impl : public QObject
{
public:
    Impl(CoreClient* owner, ClientOptions given, const Clock& theClock, RandomSource& theRandom);
    ~Impl() override;

    void connectTo(const Endpoint& target);
    void disconnectFromCore();
    void request(const protocol::RpcRequest& message, QObject* context, Callback done,
        std::chrono::milliseconds timeout);
    void setStreams(const QStringList& names);
    [[nodiscard]] quint64 lastChange() const { return m_changes.lastChange(); }

    CoreClient* q;
    const ClientOptions options;
    const Clock& clock;
    RandomSource& random;
    std::function<Result<Endpoint>()> source;
    Reassure reassure;
    State state = State::Disconnected;
    std::optional<Error> lastError;
    std::optional<protocol::SessionOpened> session;
    qint64 latencyMs = -1;
    std::string actingFor;

private:
    void open();
    void discardSocket();
    void setState(State next);
    void onConnected();
    void onOpened(const Result<Bytes>& answer);
    void onDisconnected();
    void onText(const QString& text);
    void onResponse(protocol::RpcResponse response);
    void scheduleRetry();
    void ping();
    void onPong();
    void endFor(const Error& error);
    void post(protocol::RpcRequest message, QObject* context, Callback done,
        std::chrono::milliseconds timeout);
    void repeatWhenReassured(const protocol::RpcRequest& message, const QPointer<QObject>& context,
        Callback done, std::chrono::milliseconds timeout, const Error& refusal);

    Endpoint m_endpoint;
    QWebSocket* m_socket = nullptr;
    QTimer m_retry;
    QTimer m_pinger;
    QTimer m_openDeadline;
    PendingRequests m_pending { [this](const QString& method, bool succeeded) {
        Q_EMIT q->requestFinished(method, succeeded);
    } };
    int m_attempt = 0;
    bool m_wanted = false;
    bool m_pongAwaited = false;
    Duration m_pingSent { 0 };
    ChangeFollower m_changes { [this](const auto& message, auto done) {
        post({ std::string(protocol::ChangesSubscribe::method), message.toJson() }, this,
            std::move(done), options.requestTimeout);
    } };
    std::vector<std::function<void(bool)>> m_reassured; // wait for the person
};

CoreClient::Impl::Impl(
    CoreClient* owner, ClientOptions given, const Clock& theClock, RandomSource& theRandom)
    : q(owner)
    , options(std::move(given))
    , clock(theClock)
    , random(theRandom)
{
    m_retry.setSingleShot(true);
    m_openDeadline.setSingleShot(true);
    connect(&m_retry, &QTimer::timeout, this, &Impl::open);
    connect(&m_pinger, &QTimer::timeout, this, &Impl::ping);
    connect(&m_changes, &ChangeFollower::changed, q, &CoreClient::changed);
    connect(&m_changes, &ChangeFollower::gapFound, q, &CoreClient::gapFound);
    connect(&m_openDeadline, &QTimer::timeout, this, [this] {
        lastError = retriable("client.no_answer", "the core does not answer");
        discardSocket();
        onDisconnected();
    });
}

CoreClient::Impl::~Impl()
{
    discardSocket();
}

void CoreClient::Impl::setState(State next)
{
    if (state != next) {
        state = next;
        Q_EMIT q->stateChanged(next);
    }
}

void CoreClient::Impl::connectTo(const Endpoint& target)
{
    disconnectFromCore();
    const bool sameCore = m_endpoint.rpc == target.rpc;
    m_endpoint = target;
    m_wanted = true;
    m_attempt = 0;
    lastError.reset();
    if (!sameCore) {
        m_changes.forget();
        session.reset();
        q->actFor({});
    }
    open();
}

void CoreClient::Impl::disconnectFromCore()
{
    m_wanted = false;
    m_retry.stop();
    discardSocket();
    setState(State::Disconnected); // first: whoever is told may ask again at once
    m_pending.failAll(offline());
}

void CoreClient::Impl::discardSocket()
{
    m_openDeadline.stop();
    m_pinger.stop();
    if (!m_socket) {
        return;
    }
    m_socket->disconnect(this);
    m_socket->abort();
    m_socket->deleteLater();
    m_socket = nullptr;
}

void CoreClient::Impl::open()
{
    if (m_attempt > 0 && source) {
        if (auto fresh = source(); fresh.ok()) {
            m_endpoint = std::move(*fresh);
        }
    }
    discardSocket();
    setState(m_attempt == 0 ? State::Connecting : State::Reconnecting);
    m_socket = new QWebSocket(QString(), QWebSocketProtocol::VersionLatest, this);
    m_socket->setMaxAllowedIncomingMessageSize(16 * protocol::frameBytesFromCore);
    m_socket->setMaxAllowedIncomingFrameSize(16 * protocol::frameBytesFromCore);
    connect(m_socket, &QWebSocket::connected, this, &Impl::onConnected);
    connect(m_socket, &QWebSocket::disconnected, this, &Impl::onDisconnected);
    connect(m_socket, &QWebSocket::textMessageReceived, this, &Impl::onText);
    connect(m_socket, &QWebSocket::pong, this, &Impl::onPong);
#if QT_VERSION >= QT_VERSION_CHECK(6, 5, 0)
    const auto failed = &QWebSocket::errorOccurred;
#else
    const auto failed = QOverload<QAbstractSocket::SocketError>::of(&QWebSocket::error);
#endif
    connect(m_socket, &QWebSocket::sslErrors, this, [this](const QList<QSslError>& errors) {
        lastError = tlsError(errors, m_endpoint.rpc.host());
    });
    connect(m_socket, failed, this, [this] {
        if (!lastError) {
            lastError = retriable("client.unreachable", m_socket->errorString().toStdString());
        }
    });
    if (m_endpoint.rpc.scheme() == QLatin1String("wss")) {
        const auto configuration = tlsConfiguration(m_endpoint.caFile);
        if (!configuration.ok()) {
            endFor(configuration.error());
            return;
        }
        m_socket->setSslConfiguration(*configuration);
    }
    QWebSocketHandshakeOptions handshake;
    handshake.setSubprotocols({ QString::fromLatin1(protocol::subProtocol.data()) });
    m_openDeadline.start(openDeadline);
    m_socket->open(m_endpoint.rpc, handshake);
}

void CoreClient::Impl::onConnected()
{
    protocol::SessionOpen message;
    message.token = m_endpoint.token.toStdString();
    message.client = options.name.toStdString() + '/' + options.version.toStdString();
    post(
        { std::string(protocol::SessionOpen::method), message.toJson() }, this,
        [this](const Result<Bytes>& answer) { onOpened(answer); }, options.requestTimeout);
}

void CoreClient::Impl::onOpened(const Result<Bytes>& answer)
{
    auto opened = answer.ok() ? protocol::SessionOpened::fromJson(*answer)
                              : Result<protocol::SessionOpened>(answer.error());
    if (!opened.ok()) {
        endFor(opened.error());
        return;
    }
    m_openDeadline.stop();
    const bool otherStore = session && session->installation != opened->installation;
    if (otherStore || (session && session->user != opened->user)) {
        q->actFor({});
    }
    session = std::move(*opened);
    m_attempt = 0;
    m_pongAwaited = false;
    lastError.reset();
    if (otherStore) {
        m_changes.forget();
    }
    m_changes.beginAt(session->change);
    m_pinger.start(options.pingInterval);
    setState(State::SignedIn);
    m_changes.follow(session->roles);
    ping();
    Q_EMIT q->signedIn();
}

// Signing in failed: for good, or until the next try.
void CoreClient::Impl::endFor(const Error& error)
{
    lastError = error;
    discardSocket();
    if (!isFinal(error)) {
        scheduleRetry();
        return;
    }
    m_wanted = false;
    log::warn("client.sign_in_refused", { { "code", error.code } });
    setState(isVersionMismatch(error) ? State::VersionMismatch : State::Disconnected);
    m_pending.failAll(offline());
}

void CoreClient::Impl::onDisconnected()
{
    const bool wasOpen = state == State::SignedIn;
    discardSocket();
    if (wasOpen) {
        latencyMs = -1;
        lastError = connectionLost();
    }
    scheduleRetry();
    m_pending.failAll(connectionLost());
}

void CoreClient::Impl::scheduleRetry()
{
    if (!m_wanted) {
        return;
    }
    setState(State::Reconnecting);
    const Backoff backoff { options.firstRetry, options.longestRetry };
    const Duration delay = backoff.delay(++m_attempt, random);
    m_retry.start(std::chrono::ceil<std::chrono::milliseconds>(delay));
}

void CoreClient::Impl::ping()
{
    if (!m_socket) {
        return;
    }
    if (m_pongAwaited) {
        log::warn("client.core_silent");
        onDisconnected();
        return;
    }
    m_pongAwaited = true;
    m_pingSent = clock.monotonic();
    m_socket->ping();
}

void CoreClient::Impl::onPong()
{
    m_pongAwaited = false;
    const Duration trip = clock.monotonic() - m_pingSent;
    latencyMs = std::chrono::duration_cast<std::chrono::milliseconds>(trip).count();
    Q_EMIT q->latencyChanged(latencyMs);
}

void CoreClient::Impl::request(const protocol::RpcRequest& message, QObject* context, Callback done,
    std::chrono::milliseconds timeout)
{
    if (state == State::SignedIn && reassure) {
        auto judge = [this, message, context = QPointer<QObject>(context), done, timeout](
                         Result<Bytes> answer) mutable {
            const bool asksAgain = !answer.ok() && answer.error().code == "session.sign_in_again";
            if (asksAgain) {
                repeatWhenReassured(message, context, std::move(done), timeout, answer.error());
            } else if (done) {
                done(std::move(answer));
            }
        };
        post(message, context, std::move(judge), timeout);
        return;
    }
    if (state == State::SignedIn) {
        post(message, context, std::move(done), timeout);
        return;
    }
    m_pending.failSoon(m_pending.add(message.method, context, std::move(done), timeout), offline());
}

// `context` was there when the first answer came.
void CoreClient::Impl::repeatWhenReassured(const protocol::RpcRequest& message,
    const QPointer<QObject>& context, Callback done, std::chrono::milliseconds timeout,
    const Error& refusal)
{
    const bool hadContext = !context.isNull();
    m_reassured.emplace_back([=, this](bool isSure) {
        if (hadContext && !context) {
            return;
        }
        if (isSure && state == State::SignedIn) {
            post(message, context, done, timeout);
        } else if (done) {
            done(refusal);
        }
    });
    if (m_reassured.size() > 1) {
        return;
    }
    reassure(QString::fromStdString(message.method), [self = QPointer<Impl>(this)](bool isSure) {
        if (!self) {
            return;
        }
        for (const auto& each : std::exchange(self->m_reassured, {})) {
            each(isSure);
        }
    });
}

void CoreClient::Impl::post(protocol::RpcRequest message, QObject* context, Callback done,
    std::chrono::milliseconds timeout)
{
    const std::int64_t id = m_pending.add(message.method, context, std::move(done), timeout);
    message.id = id;
    const Bytes frame = protocol::encodeRequest(message);
    const std::size_t cap = session ? static_cast<std::size_t>(session->limits.frameBytesIn)
                                    : protocol::frameBytesToCore;
    if (frame.size() > cap) {
        m_pending.failSoon(id,
            invalid("client.frame_too_large",
                "the request has " + std::to_string(frame.size()) + " octets; at most "
                    + std::to_string(cap) + " go into one frame")
                .with("allowed", std::to_string(cap)));
        return;
    }
    m_socket->sendTextMessage(QString::fromStdString(frame));
}

void CoreClient::Impl::onText(const QString& text)
{
    const QByteArray utf8 = text.toUtf8();
    auto message =
        protocol::parseServerMessage({ utf8.constData(), static_cast<std::size_t>(utf8.size()) });
    if (!message.ok()) {
        log::error("client.unreadable_frame", { { "code", message.error().code } });
        return;
    }
    if (auto* response = std::get_if<protocol::RpcResponse>(&*message)) {
        onResponse(std::move(*response));
    } else {
        m_changes.onNotification(std::get<protocol::RpcNotification>(*message));
    }
}

void CoreClient::Impl::onResponse(protocol::RpcResponse response)
{
    if (const auto* id = std::get_if<std::int64_t>(&response.id)) {
        m_pending.finish(*id, std::move(response.result));
        return;
    }
    if (response.result.ok()) {
        return;
    }
    const Error& error = response.result.error();
    // Said of the connection, not of one request: the sub-protocol is wrong, the token was revoked.
    if (isVersionMismatch(error) || error.code.starts_with("session.")) {
        endFor(error);
    } else {
        log::warn("client.core_complains", { { "code", error.code } });
    }
}

void CoreClient::Impl::setStreams(const QStringList& names)
{
    if (m_changes.setStreams(names) && state == State::SignedIn) {
        m_changes.follow(session->roles);
    }
}

CoreClient::CoreClient(
    ClientOptions options, const Clock& clock, RandomSource& random, QObject* parent)
    : QObject(parent)
    , m_impl(std::make_unique<Impl>(this, std::move(options), clock, random))
{ }

CoreClient::~CoreClient() = default;

void CoreClient::connectTo(const Endpoint& endpoint)
{
    m_impl->connectTo(endpoint);
}

void CoreClient::setEndpointSource(std::function<Result<Endpoint>()> source)
{
    m_impl->source = std::move(source);
}

void CoreClient::setReassurance(Reassure reassure)
{
    m_impl->reassure = std::move(reassure);
}

void CoreClient::disconnectFromCore()
{
    m_impl->disconnectFromCore();
}

CoreClient::State CoreClient::state() const
{
    return m_impl->state;
}

const std::optional<Error>& CoreClient::lastError() const
{
    return m_impl->lastError;
}

const std::optional<protocol::SessionOpened>& CoreClient::session() const
{
    return m_impl->session;
}

qint64 CoreClient::latencyMs() const
{
    return m_impl->latencyMs;
}

quint64 CoreClient::lastChange() const
{
    return m_impl->lastChange();
}

void CoreClient::setStreams(const QStringList& streams)
{
    m_impl->setStreams(streams);
}

void CoreClient::actFor(const std::string& user)
{
    if (m_impl->actingFor != user) {
        m_impl->actingFor = user;
        Q_EMIT actingChanged();
    }
}

const std::string& CoreClient::actingFor() const
{
    return m_impl->actingFor;
}

std::string CoreClient::onBehalfOf(std::string_view method) const
{
    return people::mayBeDelegated(method) ? m_impl->actingFor : std::string();
}

void CoreClient::request(const protocol::RpcRequest& request, QObject* context, Callback done)
{
    m_impl->request(request, context, std::move(done), m_impl->options.requestTimeout);
}

void CoreClient::request(const protocol::RpcRequest& request, QObject* context, Callback done,
    std::chrono::milliseconds timeout)
{
    m_impl->request(request, context, std::move(done), timeout);
}

} // namespace locus::client
