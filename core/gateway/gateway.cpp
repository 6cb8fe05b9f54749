// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/gateway/gateway.h"

#include "core/base/clock.h"
#include "core/base/log.h"
#include "core/base/random_source.h"
#include "core/base/uuid.h"
#include "core/gateway/account_sign_in.h"
#include "core/gateway/answer_mask.h"
#include "core/gateway/audit_checks.h"
#include "core/gateway/audit_notes.h"
#include "core/gateway/bus_reads.h"
#include "core/gateway/change_feed.h"
#include "core/gateway/command_sender.h"
#include "core/gateway/connection.h"
#include "core/gateway/deputies.h"
#include "core/gateway/door.h"
#include "core/gateway/emergency.h"
#include "core/gateway/genetics_hub.h"
#include "core/gateway/genetics_session.h"
#include "core/gateway/http_rpc.h"
#include "core/gateway/methods.h"
#include "core/gateway/oidc_sign_in.h"
#include "core/gateway/password_workers.h"
#include "core/gateway/reveals.h"
#include "core/gateway/rpc_session.h"
#include "core/gateway/rpc_table.h"
#include "core/gateway/session_book.h"
#include "core/gateway/sign_in.h"
#include "core/gateway/ticket_office.h"
#include "core/gateway/uploads.h"
#include "core/protocol/analyses_messages.h"
#include "core/protocol/dead_letters_messages.h"
#include "core/protocol/patients_messages.h"
#include "core/protocol/rpc_frame.h"

#include <QPointer>
#include <QTcpServer>
#include <QTimer>
#include <QWebSocket>

namespace locus::gateway {

namespace {

Result<Bytes> readAnalysis(ReadPorts& ports, const std::string& id)
{
    LOCUS_TRY_VALUE(analysisId, analyses::AnalysisId::parse(id));
    LOCUS_TRY_VALUE(summary, ports.analyses->summary(analysisId));
    return protocol::summaryToJson(summary);
}

Result<Bytes> readPatient(ReadPorts& ports, const std::string& id)
{
    if (!ports.patients) {
        return notFound("gateway.no_patients", "this core keeps no directory of patients");
    }
    LOCUS_TRY_VALUE(patient, ports.patients->get(id));
    return protocol::patientToJson(patient);
}

Result<Bytes> readDeadLetter(ReadPorts& ports, const std::string& id)
{
    LOCUS_TRY_VALUE(letterId, Uuid::parse(id));
    if (!ports.inbox) {
        return notFound("gateway.no_dead_letters", "this core keeps no dead letters");
    }
    LOCUS_TRY_VALUE(letter, ports.inbox->letter(letterId));
    return protocol::letterToJson(letter);
}

// Who may see what of an entry about rights, its list knows: a change says only which to ask for.
Result<Bytes> nameEntry(ReadPorts&, const std::string& id)
{
    LOCUS_TRY_VALUE(entry, Uuid::parse(id));
    return R"({"id":")" + entry.toString() + R"("})";
}

std::shared_ptr<const masking::MaskingPolicy> policyOf(const GatewayPorts& ports)
{
    return ports.masking ? ports.masking
                         : std::shared_ptr<const masking::MaskingPolicy>(
                             std::shared_ptr<void>(), &masking::MaskingPolicy::builtIn());
}

Bytes siteKeyOf(const GatewayPorts& ports)
{
    constexpr std::size_t octets = 32;
    Bytes key = ports.siteKey;
    while (key.size() < octets) {
        key += std::to_string(ports.random.next());
    }
    key.resize(octets);
    return key;
}

} // namespace

// In order of dependence: what stands below uses what stands above and goes first.
class Gateway::Parts
{
public:
    Parts(Gateway* owner, GatewayOptions given, const GatewayPorts& ports)
        : options(std::move(given))
        , clock(ports.clock)
        , ids(ports.clock, ports.random)
        , reveals(ports.clock, ids)
        , mask(policyOf(ports), siteKeyOf(ports), reveals, ports.clock)
        , mailbox(std::make_shared<Mailbox>(owner))
        , reader(ports.readers, mailbox, options.limits.readsWaiting)
        , busReads(ports.readers, mailbox, options.limits.busPatience)
        , tickets(ports.clock, ports.random, options.limits.ticketLifetime)
        , sessions(options.limits, ports.clock, ports.random)
        , signIn(ports.tokens, tickets, sessions, options.limits.connectionsPerUser)
        , commands(ports.commands, mailbox)
        , workers(mailbox, options.limits.hashesWaiting)
        , accounts({ reader, workers, commands, sessions, clock, ids, options.limits })
        , oidc({ reader, commands, sessions, clock, ids, ports.random }, options.oidc)
        , audit(ports.commands, mailbox, clock)
        , emergency({ reader, commands, sessions, clock, ids })
        , deputies(reader, clock)
        , checks(reader, clock, ids)
        , uploads(options.limits, ports.clock, ids)
        , feed(reader, mailbox,
              { ports.lastChange, options.limits.changesKept, options.limits.feedInterval,
                  options.limits.namesFollowed })
        , http(options, { signIn, accounts }, table, ports.clock)
        , door(options, ports.clock, nullptr)
    {
        feed.addStream("analyses", readAnalysis);
        feed.addStream("deadLetters", readDeadLetter);
        feed.addStream("patients", readPatient);
        feed.addStream("people.approvals", nameEntry);
        feed.addStream("people.breakGlass", nameEntry);
        feed.addStream("people.delegations", nameEntry);
        feed.addStream("people.teams", nameEntry);
        hub = std::make_unique<GeneticsHub>(
            GeneticsHub::Services { reader, commands, feed, clock, ids });
        table.recordWith(audit);
        table.maskWith(mask);
        if (!options.exports) {
            table.forbidExports();
        }
        addRevealMethods(table, reveals);
        addSessionMethods(table, signIn);
        addOidcMethods(table, oidc);
        addUploadsMethods(table, uploads);
        addChangesMethods(table, feed);
        addAnalysesMethods(table, reader, commands, uploads, options);
        addDeadLettersMethods(table, reader, busReads, commands, uploads, options);
        addPatientsMethods(table, reader, commands, options);
        addPeopleMethods(table, { reader, commands, workers, sessions, accounts, ids });
        addRightsShownMethods(table, ports.tokens);
        table.allowEmergencies(emergency);
        table.allowDeputies(deputies);
        addRightsMethods(table, { reader, commands, sessions, clock, emergency });
        addTeamsMethods(table, reader, commands, options);
        addReferenceMethods(table, ports.reference, ports.serviceAssemblies);
        addAuditMethods(table, reader, commands, checks, options);
        addSystemMethods(table, ports.system);
    }

    const GatewayOptions options;
    const Clock& clock;
    UuidSource ids;
    Reveals reveals;
    AnswerMask mask;
    MailboxPtr mailbox;
    ReaderThread reader;
    BusReads busReads;
    TicketOffice tickets;
    SessionBook sessions;
    SignIn signIn;
    CommandSender commands;
    PasswordWorkers workers;
    AccountSignIn accounts;
    OidcSignIn oidc;
    AuditNotes audit;
    Emergency emergency;
    Deputies deputies;
    AuditChecks checks;
    Uploads uploads;
    ChangeFeed feed;
    RpcTable table;
    HttpRpc http;
    std::unique_ptr<GeneticsHub> hub;
    Turns turns;
    std::size_t waitingOfAll = 0;
    QTimer revalidation;
    QTimer revealSweep;
    Door door;
    QObject room; // parent of all connections: they go before everything they use
    int open = 0;

    void enter(const Connection::Sockets& sockets);
    void revalidate() const;
    // Those whose time is over, or their session, are recorded as ended.
    void endReveals();
    // What happens to accounts ends their sessions at once.
    void follow(const std::vector<pipeline::Change>& changes);
};

void Gateway::Parts::enter(const Connection::Sockets& sockets)
{
    auto* connection = new Connection(sockets, { options, clock, turns, waitingOfAll }, &room);
    ++open;
    QObject::connect(connection, &QObject::destroyed, &room, [this] { --open; });
    if (connection->path() == QLatin1String("/rpc")) {
        new RpcSession(
            connection, { options, signIn, accounts, table, feed, audit, mask, reveals, oidc });
    } else if (connection->path() == QLatin1String("/genetics")) {
        new GeneticsSession(connection, { options, signIn, *hub, clock, ids, audit });
    } else {
        const Error error = notFound("gateway.unknown_path", "there is nothing at this address")
                                .with("field", "path")
                                .with("allowed", "/rpc, /genetics");
        connection->send(QString::fromStdString(protocol::encodeResponse({}, error)));
        connection->close(
            QWebSocketProtocol::CloseCodePolicyViolated, QString::fromStdString(error.code));
    }
}

void Gateway::Parts::revalidate() const
{
    for (auto* session : room.findChildren<RpcSession*>()) {
        session->revalidate();
    }
    for (auto* session : room.findChildren<GeneticsSession*>()) {
        session->revalidate();
    }
}

void Gateway::Parts::endReveals()
{
    const auto ended = reveals.takeEnded(
        [this](const people::Principal& principal) { return signIn.isStillValid(principal); });
    for (const Reveals::Reveal& reveal : ended) {
        audit.note(noteOfEnded(reveal));
    }
}

void Gateway::Parts::follow(const std::vector<pipeline::Change>& changes)
{
    for (const pipeline::Change& change : changes) {
        emergency.follow(change);
        const auto id = people::AccountId::parse(change.id);
        if (change.stream != "people.accounts" || !id.ok()) {
            continue;
        }
        using Found = Result<people::Account>;
        const Status asked = reader.ask(
            [id = *id](ReadPorts& found) -> Found {
                return found.accounts ? found.accounts->get(id)
                                      : Found(notFound("gateway.no_accounts", "no accounts"));
            },
            [this](const Found& found) {
                if (found.ok()) {
                    sessions.follow(found->shown);
                }
            });
        if (!asked.ok()) {
            sessions.endAccount(*id); // what may still hold is not known
        }
    }
}

Gateway::Gateway(GatewayOptions options, const GatewayPorts& ports, QObject* parent)
    : QObject(parent)
    , m_parts(std::make_unique<Parts>(this, std::move(options), ports))
{
    connect(&m_parts->door, &Door::entered, this, [this](QWebSocket* socket, QTcpSocket* wire) {
        m_parts->enter({ socket, wire });
    });
    connect(&m_parts->revalidation, &QTimer::timeout, this, [this] {
        m_parts->sessions.sweep();
        m_parts->revalidate();
    });
    m_parts->sessions.onEnded([this](const SessionBook::Session& session, SessionBook::End why) {
        m_parts->emergency.sessionEnded(session, why);
        m_parts->mailbox->post([this] { m_parts->revalidate(); });
    });
    m_parts->revalidation.start(m_parts->options.limits.revalidation);
    connect(&m_parts->revealSweep, &QTimer::timeout, this, [this] { m_parts->endReveals(); });
    m_parts->revealSweep.start(m_parts->options.limits.revealSweep);
}

Gateway::~Gateway()
{
    m_parts->mailbox->close();
    m_parts->reader.stop();
    m_parts->busReads.stop();
    m_parts->workers.stop();
    qDeleteAll(m_parts->room.children());
}

Status Gateway::listen()
{
    m_parts->emergency.closeWhatIsLeft();
    LOCUS_TRY(m_parts->door.open());
    log::info("gateway.listening", { { "url", m_parts->door.url().toStdString() } });
    return {};
}

void Gateway::stop()
{
    m_parts->door.shut();
    for (auto* connection :
        m_parts->room.findChildren<Connection*>(QString(), Qt::FindDirectChildrenOnly)) {
        connection->close(
            QWebSocketProtocol::CloseCodeGoingAway, QStringLiteral("the core is stopping"));
    }
}

std::uint16_t Gateway::port() const
{
    return m_parts->door.port();
}

QString Gateway::rpcUrl() const
{
    return m_parts->door.url() + QStringLiteral("/rpc");
}

std::optional<Error> Gateway::tlsTrouble() const
{
    return m_parts->door.tlsTrouble();
}

std::unique_ptr<QTcpServer> Gateway::listener()
{
    return m_parts->door.listener();
}

int Gateway::connections() const
{
    return m_parts->open;
}

void Gateway::onChanges(const std::vector<pipeline::Change>& changes)
{
    m_parts->mailbox->post([this, changes] {
        m_parts->follow(changes);
        m_parts->feed.append(changes);
    });
}

HttpRpc& Gateway::http()
{
    return m_parts->http;
}

RpcTable& Gateway::table()
{
    return m_parts->table;
}

ChangeFeed& Gateway::feed()
{
    return m_parts->feed;
}

} // namespace locus::gateway
