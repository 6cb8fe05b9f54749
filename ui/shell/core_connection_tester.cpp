// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/core_connection_tester.h"

#include "core/client/core_client.h"
#include "core/client/single_call.h"
#include "core/client/tls.h"
#include "core/protocol/rights_messages.h"
#include "core/protocol/system_messages.h"
#include "ui/models/text.h"
#include "ui/models/words.h"
#include "ui/shell/connection_words.h"

#include <QHostAddress>
#include <QHostInfo>
#include <QSslCipher>
#include <QSslSocket>
#include <QTimer>

#include <algorithm>

namespace locus::ui {

using namespace Qt::StringLiterals;

namespace {
constexpr auto stepLimit = std::chrono::seconds(8);
} // namespace

CoreConnectionTester::CoreConnectionTester(
    const Clock& clock, RandomSource& random, QObject* parent)
    : ConnectionTester(parent)
    , m_clock(clock)
    , m_random(random)
    , m_limit(new QTimer(this))
{
    m_limit->setSingleShot(true);
    m_limit->setInterval(stepLimit);
    connect(m_limit, &QTimer::timeout, this, [this] {
        fail(tr("No answer within 8 seconds."),
            tr("Check address and port, and whether a firewall lies between."));
    });
}

CoreConnectionTester::~CoreConnectionTester()
{
    stop();
}

QStringList CoreConnectionTester::steps(const ConnectionProfile& profile) const
{
    QStringList names { tr("Address and token"), tr("Name"), tr("TCP") };
    if (profile.address.startsWith(u"wss:"_s)) {
        names << tr("TLS");
    }
    names << tr("Sign-in and version") << tr("Topics") << tr("Rights");
    return names;
}

void CoreConnectionTester::run(const ConnectionProfile& profile)
{
    stop();
    m_profile = profile;
    m_step = 0;
    const auto go = [this, run = m_run](const Result<client::Endpoint>& endpoint) {
        if (run != m_run) {
            return;
        }
        if (!endpoint.ok()) {
            fail(ConnectionWords::cause(endpoint.error()),
                ConnectionWords::nextStep(endpoint.error()));
            return;
        }
        m_endpoint = *endpoint;
        pass(m_endpoint.rpc.toString());
        resolve();
    };
    // No limit yet: a keychain may be waiting for the person.
    if (profile.kind == ConnectionProfile::Kind::ThisSeat) {
        go(client::seatEndpoint());
    } else {
        profile.findEndpoint(this, go);
    }
}

void CoreConnectionTester::stop()
{
    ++m_run;
    m_limit->stop();
    if (m_lookup >= 0) {
        QHostInfo::abortHostLookup(m_lookup);
        m_lookup = -1;
    }
    // Deleting them here could be inside one of their own signals.
    if (m_socket) {
        m_socket->disconnect(this);
        m_socket.release()->deleteLater();
    }
    if (m_client) {
        m_client->disconnect(this);
        m_client.release()->deleteLater();
    }
    if (m_call) {
        m_call.release()->deleteLater();
    }
}

void CoreConnectionTester::pass(const QString& detail, const QString& warning)
{
    const auto number = m_step++;
    m_limit->start();
    Q_EMIT stepFinished(number,
        { steps(m_profile).value(number), true, detail, warning,
            warning.isEmpty() ? Step::Mark::None : Step::Mark::Warning });
}

void CoreConnectionTester::passOver(const QString& detail)
{
    const auto number = m_step++;
    Q_EMIT stepFinished(
        number, { steps(m_profile).value(number), true, detail, {}, Step::Mark::NotUsed });
}

void CoreConnectionTester::fail(const QString& cause, const QString& next)
{
    const auto number = m_step;
    stop();
    Q_EMIT stepFinished(number, { steps(m_profile).value(number), false, cause, next, {} });
    Q_EMIT finished(false);
}

void CoreConnectionTester::resolve()
{
    m_lookup = QHostInfo::lookupHost(
        m_endpoint.rpc.host(), this, [this, run = m_run](const QHostInfo& info) {
            if (run != m_run || !m_limit->isActive()) {
                return;
            }
            m_lookup = -1;
            if (info.error() != QHostInfo::NoError || info.addresses().isEmpty()) {
                fail(tr("The name “%1” is not known: %2")
                         .arg(m_endpoint.rpc.host(), info.errorString()),
                    tr("Check the spelling, or ask for the address of the core."));
                return;
            }
            pass(info.addresses().first().toString());
            connectTcp();
        });
}

void CoreConnectionTester::connectTcp()
{
    const auto port =
        static_cast<quint16>(m_endpoint.rpc.port(m_endpoint.rpc.scheme() == u"wss"_s ? 443 : 80));
    m_socket = std::make_unique<QTcpSocket>();
    connect(m_socket.get(), &QTcpSocket::connected, this, [this, port] {
        const bool open =
            m_endpoint.rpc.scheme() == u"ws"_s && !m_socket->peerAddress().isLoopback();
        pass(tr("port %1 answers").arg(port),
            open ? tr("Nothing on this way is encrypted, the token neither: use a wss address.")
                 : QString());
        if (m_endpoint.rpc.scheme() == u"wss"_s) {
            connectTls();
        } else {
            signIn();
        }
    });
    connect(m_socket.get(), &QTcpSocket::errorOccurred, this, [this, port] {
        fail(tr("Port %1 cannot be reached: %2").arg(port).arg(m_socket->errorString()),
            tr("Is the core running there, and does it listen on this address?"));
    });
    m_socket->connectToHost(m_endpoint.rpc.host(), port);
}

void CoreConnectionTester::connectTls()
{
    m_socket->disconnect(this);
    m_socket.release()->deleteLater();
    const auto configuration = client::tlsConfiguration(m_endpoint.caFile);
    if (!configuration.ok()) {
        fail(ConnectionWords::cause(configuration.error()),
            ConnectionWords::nextStep(configuration.error()));
        return;
    }
    auto socket = std::make_unique<QSslSocket>();
    socket->setSslConfiguration(*configuration);
    auto* tls = socket.get();
    m_socket = std::move(socket);
    connect(tls, &QSslSocket::encrypted, this, [this, tls] {
        pass(tr("%1, certificate valid").arg(tls->sessionCipher().name()));
        signIn();
    });
    connect(tls, &QSslSocket::sslErrors, this, [this](const QList<QSslError>& errors) {
        const auto error = client::tlsError(errors, m_endpoint.rpc.host());
        fail(ConnectionWords::cause(error), ConnectionWords::nextStep(error));
    });
    connect(tls, &QSslSocket::errorOccurred, this, [this] {
        fail(tr("This port does not speak TLS: %1").arg(m_socket->errorString()),
            tr("Is the core set up for TLS there? If not, its address begins with ws."));
    });
    tls->connectToHostEncrypted(
        m_endpoint.rpc.host(), static_cast<quint16>(m_endpoint.rpc.port(443)));
}

void CoreConnectionTester::signIn()
{
    m_socket->disconnect(this);
    m_socket.release()->deleteLater();
    if (m_endpoint.token.isEmpty()) {
        askWithoutToken();
        return;
    }
    client::ClientOptions options;
    options.name = u"locus-console-test"_s;
    options.version = QStringLiteral(LOCUS_VERSION);
    m_client = std::make_unique<client::CoreClient>(options, m_clock, m_random);
    connect(m_client.get(), &client::CoreClient::stateChanged, this,
        &CoreConnectionTester::onClientState);
    m_client->connectTo(m_endpoint);
}

// A password is given on the sign-in page alone, and a wrong one counts: what is asked for here is
// the core's word that somebody has to sign in.
void CoreConnectionTester::askWithoutToken()
{
    m_call = std::make_unique<client::SingleCall>();
    m_call->start(m_endpoint, { std::string(protocol::SessionGet::method), "{}" },
        [this, run = m_run](const Result<Bytes>& answer) {
            if (run != m_run || !m_limit->isActive()) {
                return;
            }
            if (answer.ok() || answer.error().code != "session.not_signed_in") {
                fail(answer.ok() ? tr("What answers there is no core of Locus.")
                                 : Words::cause(answer.error()),
                    tr("Check address and port."));
                return;
            }
            pass(tr("a core answers; people sign in there with name and password"));
            passOver(tr("told after the sign-in"));
            passOver(tr("told after the sign-in"));
            stop();
            Q_EMIT finished(true);
        });
}

void CoreConnectionTester::onClientState()
{
    using State = client::CoreClient::State;
    const auto state = m_client->state();
    if (state == State::SignedIn) {
        const auto& session = *m_client->session();
        pass(tr("signed in as %1, core %2")
                 .arg(fromStd(session.user), fromStd(session.serverVersion)));
        askBus();
        return;
    }
    if (state == State::Connecting || !m_client->lastError()) {
        return;
    }
    const auto error = *m_client->lastError();
    const auto next = state == State::VersionMismatch
        ? tr("Use a console and a core of the same version.")
        : tr("Check that the token belongs to this core and was not replaced.");
    fail(Words::cause(error), next);
}

// What the core itself says about its bus and the topics it needs.
void CoreConnectionTester::askBus()
{
    m_client->call<protocol::SystemHealth>(
        {}, this, [this, run = m_run](const Result<protocol::HealthReport>& answer) {
            if (run != m_run || !m_limit->isActive()) {
                return;
            }
            if (!answer.ok()) {
                fail(Words::cause(answer.error()), Words::nextStep(answer.error()));
                return;
            }
            const auto& checks = answer->checks;
            const auto bus = std::find_if(checks.begin(), checks.end(),
                [](const auto& check) { return check.name == "bus"; });
            const auto kind = answer->bus == "kafka" ? u"Kafka"_s : tr("embedded log");
            const auto detail = bus == checks.end() ? QString() : fromStd(bus->detail);
            const auto next = tr("Ask an operator: the core cannot use its topics as it should.");
            if (bus == checks.end() || bus->status == "down") {
                fail(detail.isEmpty() ? tr("The core says nothing good of its bus (%1).").arg(kind)
                                      : detail,
                    next);
                return;
            }
            const bool degraded = bus->status != "up";
            pass(detail.isEmpty() ? kind : QString(kind + u": "_s + detail),
                degraded ? next : QString());
            showRights();
        });
}

void CoreConnectionTester::showRights()
{
    QStringList roles;
    for (const auto& role : m_client->session()->roles) {
        roles << fromStd(role);
    }
    if (roles.isEmpty()) {
        fail(tr("This account has no role: it may sign in and see nothing."),
            tr("Ask an administrator for a role such as clinician or operator."));
        return;
    }
    pass(roles.join(u", "_s));
    stop();
    Q_EMIT finished(true);
}

} // namespace locus::ui
