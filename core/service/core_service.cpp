// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/service/core_service.h"

#include "core/backup/damage.h"
#include "core/backup/integrity_watch.h"
#include "core/base/data_files.h"
#include "core/base/log.h"
#include "core/base/payload_codec.h"
#include "core/base/places.h"
#include "core/base/process_lock.h"
#include "core/base/random_source.h"
#include "core/base/stop_notes.h"
#include "core/base/text.h"
#include "core/base/uuid.h"
#include "core/gateway/gateway.h"
#include "core/metrics/circuit_gauge.h"
#include "core/metrics/registry.h"
#include "core/people/token_store.h"
#include "core/pipeline/break_glass_role.h"
#include "core/pipeline/delegation_role.h"
#include "core/pipeline/patients_role.h"
#include "core/pipeline/people_role.h"
#include "core/pipeline/pipeline.h"
#include "core/pipeline/teams_role.h"
#include "core/service/annotation_engines.h"
#include "core/service/annotator_setup.h"
#include "core/service/audit_setup.h"
#include "core/service/backup_run.h"
#include "core/service/bus_factory.h"
#include "core/service/data_folder.h"
#include "core/service/demo_data.h"
#include "core/service/health_checks.h"
#include "core/service/http_face.h"
#include "core/service/integrity_status.h"
#include "core/service/masking_setup.h"
#include "core/service/process_status.h"
#include "core/service/read_ports.h"
#include "core/service/scaled_clock.h"
#include "core/service/sealing_setup.h"
#include "core/service/stop_advice.h"
#include "core/store/store.h"

#include <QCoreApplication>
#include <QTcpServer>

#include <algorithm>
#include <condition_variable>
#include <mutex>
#include <thread>

namespace locus::service {

namespace {

// Where the cluster is well a call takes milliseconds.
constexpr std::chrono::milliseconds busPatience { 500 };
constexpr std::chrono::milliseconds guardEvery { 100 };

// Host and port of "127.0.0.1:8765" or "[::1]:8765".
std::pair<QString, quint16> hostAndPort(const std::string& address)
{
    const auto colon = address.rfind(':');
    std::string host = address.substr(0, colon);
    if (host.starts_with('[') && host.ends_with(']')) {
        host = host.substr(1, host.size() - 2);
    }
    const auto port = toInt(address.substr(colon + 1)).value_or(0);
    return { QString::fromStdString(host), static_cast<quint16>(port) };
}

people::DelegationTerms delegationTerms(const Config& config)
{
    constexpr auto day = std::chrono::hours(24);
    return { config.people.delegationDays * day, config.people.delegationLongestDays * day };
}

gateway::GatewayOptions gatewayOptions(const Config& config, const std::string& installation)
{
    gateway::GatewayOptions options;
    const auto [host, port] = hostAndPort(config.gateway.listen);
    options.host = host;
    options.port = port;
    for (const std::string& origin : config.gateway.origins) {
        options.origins.append(QString::fromStdString(origin));
    }
    options.geneticsAnonymous = config.gateway.geneticsAnonymous;
    options.certificateFile = QString::fromStdString(config.gateway.certificateFile);
    options.keyFile = QString::fromStdString(config.gateway.keyFile);
    options.clientCaFile = QString::fromStdString(config.gateway.clientCaFile);
    options.exports = config.masking.exports;
    options.installation = QString::fromStdString(installation);
    options.serverVersion = QStringLiteral(LOCUS_VERSION);
    options.limits.messagesPerSecond = config.gateway.messagesPerSecond;
    options.limits.anonymousPerMinute = config.gateway.anonymousPerMinute;
    options.limits.sessionIdle = std::chrono::minutes(config.sessions.idleMinutes);
    options.limits.sessionLifetime = std::chrono::hours(config.sessions.lifetimeHours);
    options.limits.signInFresh = std::chrono::minutes(config.sessions.freshMinutes);
    return options;
}

// Of "group=role". Errors: refused "config.bad_value".
Result<gateway::OidcOptions> oidcOptions(const Config& config)
{
    gateway::OidcOptions out { config.oidc.issuer, config.oidc.clientId, config.oidc.userClaim,
        config.oidc.groupsClaim, {}, config.oidc.createAccounts };
    for (const std::string& pair : config.oidc.roles) {
        const auto at = pair.rfind('=');
        const auto role = at == std::string::npos || at == 0
            ? std::nullopt
            : people::roleFrom(std::string_view(pair).substr(at + 1));
        if (!role) {
            return refused("config.bad_value",
                "oidc.roles: \"" + pair
                    + "\" is not group=role with a role of clinician, coordinator, operator, "
                      "auditor, admin")
                .with("field", "oidc.roles");
        }
        out.roles.emplace(pair.substr(0, at), *role);
    }
    if (!out.issuer.empty() && out.clientId.empty()) {
        return refused("config.bad_value", "oidc.client_id is needed where oidc.issuer is given")
            .with("field", "oidc.client_id");
    }
    return out;
}

BackupOptions backupOptions(const Config& config, const std::filesystem::path& dataDir)
{
    return { config.backup.folder, dataDir, siblingProgram("locusctl"),
        std::chrono::hours(config.backup.every), static_cast<std::size_t>(config.backup.keep) };
}

std::string seatUser()
{
    for (const char* name : { "USER", "USERNAME", "LOGNAME" }) {
        const QString user = qEnvironmentVariable(name);
        if (!user.isEmpty()) {
            return user.toStdString();
        }
    }
    return "seat";
}

std::vector<std::string> namesOf(const std::vector<bus::TopicSpec>& specs)
{
    std::vector<std::string> names;
    for (const bus::TopicSpec& spec : specs) {
        if (!spec.name.ends_with(".dlq")) {
            names.push_back(spec.name);
        }
    }
    return names;
}

// What is not there, or not shown to this user, would be left unread without a word.
Status findTopics(bus::EventBus& bus, const std::vector<bus::TopicSpec>& wanted)
{
    LOCUS_TRY_VALUE(present, bus.topics());
    std::vector<std::string> missing;
    for (const bus::TopicSpec& spec : wanted) {
        if (std::none_of(present.begin(), present.end(),
                [&](const bus::TopicState& state) { return state.name == spec.name; })) {
            missing.push_back(spec.name);
        }
    }
    if (missing.empty()) {
        return {};
    }
    return refused("bus.topics_missing",
        "these topics are missing, or this user lacks the right Describe on them: "
            + join(missing, ", ")
            + ". Create them (locusctl cluster apply), grant the right, or set "
              "kafka.create_topics")
        .with("right", "Describe");
}

// A start waits for a cluster that is away; a stop meanwhile lets it fail at once.
std::jthread guardStart(bus::EventBus& bus, const CoreService::Unwanted& unwanted)
{
    return std::jthread([&bus, unwanted](const std::stop_token& started) {
        std::mutex mutex;
        std::condition_variable_any changed;
        std::unique_lock lock(mutex);
        while (!started.stop_requested()) {
            if (unwanted()) {
                bus.stopWaiting(std::chrono::milliseconds(0));
                return;
            }
            changed.wait_for(lock, started, guardEvery, [] { return false; });
        }
    });
}

} // namespace

// In the order of start; taken apart in the reverse one.
struct CoreService::Parts
{
    explicit Parts(const Options& given)
        : options(given)
        , clock(given.config.core.clockRate)
        , ids(clock, random)
    { }

    Options options;
    ScaledClock clock;
    SystemRandom random;
    UuidSource ids;
    sealing::SealedFolder sealed;
    metrics::Registry metrics;
    std::unique_ptr<DataFolder> folder;
    Bytes siteKey;
    std::unique_ptr<ProcessLock> lock;
    std::unique_ptr<store::Store> store;
    std::unique_ptr<bus::EventBus> bus;
    std::unique_ptr<AuditSetup> audit;
    std::unique_ptr<AnnotationEngines> engines;
    std::unique_ptr<people::TokenStore> tokens;
    std::unique_ptr<ProcessStatus> status;
    std::unique_ptr<pipeline::Pipeline> pipeline;
    std::unique_ptr<gateway::Gateway> gateway;
    std::unique_ptr<HttpFace> http;
    std::unique_ptr<backup::IntegrityWatch> integrity;
    std::unique_ptr<BackupRun> saving;
    std::jthread rotating;
    pipeline::KillPoint killPoint; // of a crash test; else none

    Status readKillPoint()
    {
        LOCUS_TRY_VALUE(
            point, pipeline::killPointFrom(qEnvironmentVariable("LOCUS_KILL_POINT").toStdString()));
        killPoint = std::move(point);
        return {};
    }

    Status openFolder()
    {
        LOCUS_TRY_VALUE(opened, DataFolder::open(options.dataDir, options.isSeatDefault));
        folder = std::make_unique<DataFolder>(std::move(opened));
        LOCUS_TRY_VALUE(taken, ProcessLock::acquire(folder->path() / "locusd.lock"));
        lock = std::move(taken);
        LOCUS_TRY(backup::checkRestored(folder->path()));
        LOCUS_TRY_VALUE(key, siteKeyOf(folder->path()));
        siteKey = std::move(key);
        log::useSiteKey(siteKey);
        return {};
    }

    [[nodiscard]] const PayloadCodec& codec() const { return *sealed.codec; }

    Status openStoreAndBus()
    {
        LOCUS_TRY_VALUE(
            openedKeys, openSealing(options, folder->path(), { clock, ids, killPoint }));
        sealed = std::move(openedKeys);
        LOCUS_TRY_VALUE(openedStore,
            store::Store::open({ folder->path() / storeFile, {}, killPoint }, ids, codec()));
        store = std::move(openedStore);
        LOCUS_TRY(noteRing(*store, sealed));
        if (options.config.bus.kind == "embedded") {
            LOCUS_TRY(sealLog(*store, sealed, folder->path() / busFile));
        }
        if (sealed.ring) {
            rotating = goOnRotating(*sealed.ring);
        }
        LOCUS_TRY_VALUE(
            openedBus, makeBus(options.config, folder->path(), { clock, random, codec() }));
        bus = std::move(openedBus);
        bus->countInto(metrics);
        return {};
    }

    Status makePipeline()
    {
        const pipeline::TopicNames names(physicalNames(options.config));
        const auto topics = readTopics(options.config);
        const auto needed = neededTopics(options.config);
        if (options.config.bus.kind == "embedded" || options.config.kafka.createTopics) {
            LOCUS_TRY(bus->ensureTopics(needed));
        } else {
            LOCUS_TRY(findTopics(*bus, needed));
        }
        pipeline::PipelineOptions wanted;
        wanted.dataDir = folder->path();
        wanted.topics = namesOf(topics);
        LOCUS_TRY(addDeadLetterTopics(wanted, topics));
        wanted.names = names;
        LOCUS_TRY_VALUE(from, pipeline::parseStartFrom(options.config.bus.startFrom));
        wanted.startFrom = from;
        wanted.readAnew = options.readAnew;
        LOCUS_TRY_VALUE(opened, AuditSetup::open(*store, folder->path(), options.config, metrics));
        audit = std::move(opened);
        wanted.audit = &audit->outlet();
        wanted.outboxQuota = options.config.bus.outboxLimit;
        wanted.jobThreads = static_cast<int>(options.config.annotator.threads);
        wanted.aloneUpTo = options.config.people.redriveAlone < Config::aloneWithAll
            ? options.config.people.redriveAlone
            : INT64_MAX;
        wanted.killPoint = killPoint;
        pipeline = std::make_unique<pipeline::Pipeline>(
            pipeline::PipelineParts { *store, *bus, clock, random, metrics, codec() },
            std::move(wanted));
        pipeline->addRole(std::make_unique<pipeline::PeopleRole>(
            store->installationId(), options.config.core.tenant));
        pipeline->addRole(std::make_unique<pipeline::BreakGlassRole>());
        pipeline->addRole(std::make_unique<pipeline::DelegationRole>(
            store->installationId(), options.config.core.tenant, delegationTerms(options.config)));
        pipeline->addRole(std::make_unique<pipeline::TeamsRole>(
            store->installationId(), options.config.core.tenant));
        pipeline->addRole(std::make_unique<pipeline::PatientsRole>(
            store->installationId(), options.config.core.tenant));
        return addAnnotation(*pipeline, { *store, *engines, clock, codec(), options.config });
    }

    // Other programs make theirs themselves.
    Status addDeadLetterTopics(
        pipeline::PipelineOptions& wanted, const std::vector<bus::TopicSpec>& own) const
    {
        std::vector<bus::TopicSpec> specs;
        for (const std::string& name : options.config.deadLetters.topics) {
            if (std::any_of(own.begin(), own.end(),
                    [&](const bus::TopicSpec& spec) { return spec.name == name; })) {
                return refused("config.bad_value",
                    "dead_letters.topics: " + name
                        + " is a topic of Locus itself; its dead letters stand in the inbox "
                          "already")
                    .with("field", "dead_letters.topics");
            }
            specs.push_back({ name });
            wanted.topics.push_back(name);
            wanted.deadLetterTopics.push_back(name);
        }
        return findTopics(*bus, specs);
    }

    Status makeGateway()
    {
        LOCUS_TRY_VALUE(
            openedTokens, people::TokenStore::open(folder->path() / "service-tokens.json", clock));
        tokens = std::make_unique<people::TokenStore>(std::move(openedTokens));
        tokens->accept(
            folder->token(), seatUser(), { people::allRoles.begin(), people::allRoles.end() });
        status = std::make_unique<ProcessStatus>(
            options.config, metrics, store->installationId(), clock.now());
        status->add([this] { return engines->health(); });
        status->addRefresh([this] { measure(); });
        status->addRefresh([this] { measureStops(); });
        status->add([this] { return pipelineHealth(); });
        status->add([this] { return std::vector { sealingHealth(sealed, pipeline->sealing()) }; });
        integrity = std::make_unique<backup::IntegrityWatch>(folder->path(), clock, codec());
        status->add([this] { return std::vector { integrityHealth(integrity->state()) }; });
        status->addRefresh([this] { measureIntegrity(integrity->state(), metrics); });
        saving = std::make_unique<BackupRun>(
            backupOptions(options.config, folder->path()), clock, metrics);
        status->setBackup([this](const std::string& actor) { return saving->start(actor); });
        status->add([this] { return saving->health(); });
        LOCUS_TRY_VALUE(masking, maskingPolicy(options.config.masking.policyFile));
        LOCUS_TRY_VALUE(lastChange, store->changes.last());
        gateway::GatewayOptions wanted = gatewayOptions(options.config, store->installationId());
        LOCUS_TRY_VALUE(oidc, oidcOptions(options.config));
        wanted.oidc = std::move(oidc);
        gateway = std::make_unique<gateway::Gateway>(std::move(wanted),
            gateway::GatewayPorts { *pipeline, *tokens, *status, clock, random,
                readPortsOf(store->file(), codec(), *bus, audit->witnessFile()),
                engines->reference(), engines->serviceAssemblies(), lastChange, masking, siteKey });
        status->add([this] { return certificateHealth(); });
        http = std::make_unique<HttpFace>(*status, gateway->http());
        return {};
    }

    [[nodiscard]] Status open() const
    {
        LOCUS_TRY(gateway->listen());
        const auto [host, port] = hostAndPort(options.config.gateway.httpListen);
        LOCUS_TRY(http->listen(
            { host, port, !options.config.gateway.certificateFile.empty() }, gateway->listener()));
        return folder->publish({ gateway->rpcUrl().toStdString(), http->url().toStdString(),
            QCoreApplication::applicationPid() });
    }

    [[nodiscard]] protocol::HealthCheck storeHealth() const
    {
        protocol::HealthCheck check;
        check.name = "store";
        check.status = pipeline->isReadOnly() ? "down" : "up";
        check.detail = pipeline->isReadOnly() ? "read_only: commits to " + store->file().string()
                + " fail, nothing is taken in until the disk has room; make room there, work goes "
                  "on by itself"
                                              : store->file().string();
        return check;
    }

    [[nodiscard]] std::vector<protocol::HealthCheck> certificateHealth() const
    {
        if (options.config.gateway.certificateFile.empty() || !gateway) {
            return {};
        }
        const auto trouble = gateway->tlsTrouble();
        protocol::HealthCheck check;
        check.name = "certificate";
        check.status = trouble ? "degraded" : "up";
        check.detail = trouble ? trouble->code + ": " + trouble->message
                               : options.config.gateway.certificateFile;
        return { check };
    }

    [[nodiscard]] protocol::HealthCheck busHealth() const
    {
        protocol::HealthCheck check;
        check.name = "bus";
        // What cannot be published waits in the store: the core goes on, and says what is wrong.
        const auto trouble = bus->trouble();
        check.status = trouble ? "degraded" : "up";
        check.detail = trouble ? trouble->code + ": " + trouble->message : options.config.bus.kind;
        return check;
    }

    [[nodiscard]] std::vector<protocol::HealthCheck> pipelineHealth() const
    {
        std::vector checks { storeHealth(), busHealth(),
            relayHealth(pipeline->relay(), clock.now()), clockHealth(pipeline->clock()) };
        for (const CircuitBreaker::Snapshot& circuit : pipeline->jobCircuits()) {
            checks.push_back(circuitHealth(circuit.target.c_str(), circuit));
        }
        return checks;
    }

    // Also those of other lives of this core, and of a second one that was refused.
    void measureStops()
    {
        for (const auto& [code, count] : stopCounts(folder->path())) {
            metrics
                .gauge("core_stops",
                    "Starts that failed and runs that ended by an error, by its code, as stops.log "
                    "in the data folder has them",
                    { { "reason", code } })
                .set(static_cast<double>(count));
        }
    }

    // What jobs and engines are asked for by the same name are two targets.
    void measure()
    {
        engines->measure(metrics);
        for (CircuitBreaker::Snapshot& circuit : pipeline->jobCircuits()) {
            circuit.target.insert(0, "jobs:");
            metrics::showCircuit(metrics, circuit);
        }
    }
};

CoreService::CoreService(std::unique_ptr<Parts> parts)
    : m_parts(std::move(parts))
{ }

CoreService::~CoreService()
{
    stop();
}

Result<std::unique_ptr<CoreService>> CoreService::start(
    const Options& options, Failed failed, const Unwanted& unwanted)
{
    auto service = build(
        options,
        [failed = std::move(failed), folder = options.dataDir](
            const Error& error) { failed(withAdvice(backup::withRestore(error, folder))); },
        unwanted);
    if (!service.ok()) {
        return withAdvice(backup::withRestore(std::move(service).error(), options.dataDir));
    }
    return service;
}

Result<std::unique_ptr<CoreService>> CoreService::build(
    const Options& options, Failed failed, const Unwanted& unwanted)
{
    std::unique_ptr<CoreService> service(new CoreService(std::make_unique<Parts>(options)));
    Parts& parts = *service->m_parts;
    LOCUS_TRY(parts.readKillPoint());
    LOCUS_TRY(parts.openFolder());
    LOCUS_TRY(parts.openStoreAndBus());
    const std::jthread guard = guardStart(*parts.bus, unwanted);
    LOCUS_TRY_VALUE(engines, AnnotationEngines::open(options.config, parts.clock, parts.random));
    parts.engines = std::move(engines);
    LOCUS_TRY(parts.makePipeline());
    LOCUS_TRY(parts.makeGateway());
    LOCUS_TRY(parts.pipeline->start(
        [gateway = parts.gateway.get()](
            const std::vector<pipeline::Change>& changes) { gateway->onChanges(changes); },
        [failed = std::move(failed)](const Error& error) {
            QMetaObject::invokeMethod(
                qApp, [failed, error] { failed(error); }, Qt::QueuedConnection);
        }));
    LOCUS_TRY(parts.open());
    if (options.demo) {
        LOCUS_TRY_VALUE(submitted, submitDemoData(*parts.pipeline, parts.ids));
        log::info("demo.submitted", { { "analyses", std::to_string(submitted) } });
    }
    return service;
}

void CoreService::stop()
{
    Parts& parts = *m_parts;
    if (parts.bus) {
        parts.bus->stopWaiting(busPatience);
    }
    if (parts.http) {
        parts.http.reset();
    }
    if (parts.gateway) {
        parts.gateway->stop();
    }
    if (parts.pipeline) {
        parts.pipeline->stop();
    }
    if (parts.folder && parts.gateway) {
        parts.folder->withdraw();
    }
    parts.gateway.reset(); // nothing calls it any more
    parts.saving.reset();
    parts.integrity.reset();
    parts.pipeline.reset();
}

} // namespace locus::service
