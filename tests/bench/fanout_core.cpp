// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/fanout_core.h"

#include "core/events/event_factory.h"
#include "core/gateway/change_feed.h"
#include "core/gateway/gateway.h"
#include "core/gateway/system_port.h"
#include "core/metrics/registry.h"
#include "core/people/token_store.h"
#include "core/pipeline/effects.h"
#include "core/pipeline/pipeline.h"
#include "core/store/store.h"
#include "tests/bench/bench_bus_setup.h"
#include "tests/bench/fanout_task.h"
#include "tests/bench/latency_counts.h"

#include <atomic>
#include <filesystem>
#include <iostream>
#include <map>
#include <thread>

namespace locus::bench {

namespace {

constexpr std::chrono::seconds patience { 120 };
constexpr const char* taskTable =
    "CREATE TABLE bench_task(id TEXT PRIMARY KEY, version INTEGER NOT NULL,"
    " sent_us INTEGER NOT NULL)";

// Takes each task's events in their order only: a lost or doubled one would be parked.
class FanoutRole final : public pipeline::Role
{
public:
    FanoutRole(const std::string& installation, std::string outTopic)
        : m_own("/locus/" + installation + '/')
        , m_outTopic(std::move(outTopic))
        , m_factory(installation, "workflow")
    { }

    [[nodiscard]] std::string_view name() const override { return "bench"; }
    [[nodiscard]] bool wants(const pipeline::Incoming& incoming) const override
    {
        return !incoming.event.source.starts_with(m_own);
    }
    Status onEvent(const pipeline::Incoming& incoming, pipeline::Effects& effects) override
    {
        const events::Envelope& in = incoming.event;
        sqlite::Connection& database = effects.store().database();
        LOCUS_TRY_VALUE(version, versionOf(database, in.aggregateId));
        if (in.streamVersion != version + 1) {
            return invalid("bench.order",
                "event " + std::to_string(in.streamVersion) + " of a task at version "
                    + std::to_string(version));
        }
        LOCUS_TRY(sqlite::Query(database,
            "INSERT INTO bench_task VALUES(?,?,?) ON CONFLICT(id) DO UPDATE SET"
            " version=excluded.version, sent_us=excluded.sent_us"
            " WHERE version=excluded.version-1")
                      .text(in.aggregateId)
                      .number(static_cast<std::int64_t>(version) + 1)
                      .number(toMicros(in.time))
                      .run());
        events::NewEvent event { "Task.Completed", in.aggregateId, in.data, effects.now() };
        event.streamVersion = version + 1;
        LOCUS_TRY(effects.append(m_factory.following(in, "decided", std::move(event)), m_outTopic));
        effects.changed(fanoutStream, "put", in.aggregateId);
        m_versions[in.aggregateId] = version + 1;
        m_sent.push_back(in.time);
        return {};
    }
    void forget() override
    {
        m_versions.clear();
        m_sent.clear();
    }

    // On the loop's thread, after its commit.
    void onCommitted(Instant now)
    {
        for (const Instant sent : m_sent) {
            m_latency.addMicros((now - sent).count());
        }
        m_committed += m_sent.size();
        m_sent.clear();
    }
    [[nodiscard]] std::uint64_t committed() const { return m_committed; }
    [[nodiscard]] const LatencyCounts& latency() const { return m_latency; }

private:
    Result<std::uint64_t> versionOf(sqlite::Connection& database, const std::string& task)
    {
        if (const auto known = m_versions.find(task); known != m_versions.end()) {
            return known->second;
        }
        sqlite::Query query(database, "SELECT version FROM bench_task WHERE id=?");
        LOCUS_TRY_VALUE(found, query.text(task).step());
        return found ? static_cast<std::uint64_t>(query.integerAt(0)) : 0;
    }

    const std::string m_own;
    const std::string m_outTopic;
    const events::EventFactory m_factory;
    std::map<std::string, std::uint64_t> m_versions;
    std::vector<Instant> m_sent; // of the open transaction
    LatencyCounts m_latency;
    std::atomic<std::uint64_t> m_committed { 0 };
};

class NoSystem final : public gateway::SystemPort
{
public:
    protocol::HealthReport health() override { return {}; }
    Bytes metricsText() override { return {}; }
    Bytes configJson() override { return "{}"; }
    Result<protocol::BackupStarted> startBackup(const std::string&) override
    {
        return protocol::BackupStarted {};
    }
};

// Rows as their list would show them, through a read-only connection of the reader thread.
gateway::ChangeFeed::ReadItem taskReader(const std::filesystem::path& file)
{
    return [file, database = std::make_shared<std::unique_ptr<store::Database>>()](
               gateway::ReadPorts&, const std::string& id) -> Result<Bytes> {
        if (!*database) {
            LOCUS_TRY_VALUE(opened, store::Database::open(file, sqlite::Access::Reader));
            *database = std::make_unique<store::Database>(std::move(opened));
        }
        sqlite::Query query(**database, "SELECT version, sent_us FROM bench_task WHERE id=?");
        LOCUS_TRY_VALUE(found, query.text(id).step());
        if (!found) {
            return notFound("bench.no_task", "there is no such task");
        }
        return R"({"id":")" + id + R"(","version":)" + std::to_string(query.integerAt(0))
            + R"(,"sentUs":)" + std::to_string(query.integerAt(1)) + '}';
    };
}

} // namespace

struct FanoutCore::Parts
{
    explicit Parts(BenchBus& given)
        : bench(given)
        , ids(given.clock(), given.random())
    { }
    Parts(const Parts&) = delete;
    Parts& operator=(const Parts&) = delete;
    ~Parts()
    {
        if (pipeline) {
            pipeline->stop(); // it tells the gateway
        }
    }

    Status openPipeline(const Options& options)
    {
        LOCUS_TRY_VALUE(
            opened, store::Store::open({ options.folder + "/store.db" }, ids, bench.codec()));
        store = std::move(opened);
        LOCUS_TRY(store->database().run(taskTable));
        auto made = std::make_unique<FanoutRole>(store->installationId(), options.outTopic);
        role = made.get();
        pipeline::PipelineOptions wanted;
        wanted.dataDir = options.folder;
        wanted.topics = { options.inTopic };
        wanted.killPoint = [this](std::string_view point) {
            if (point == "after_commit") {
                role->onCommitted(bench.clock().now());
            }
        };
        pipeline = std::make_unique<pipeline::Pipeline>(
            pipeline::PipelineParts {
                *store, bench.bus(), bench.clock(), bench.random(), metrics, bench.codec() },
            std::move(wanted));
        pipeline->addRole(std::move(made));
        return {};
    }

    Status openGateway(const Options& options)
    {
        LOCUS_TRY_VALUE(
            opened, people::TokenStore::open(options.folder + "/tokens.json", bench.clock()));
        tokenStore = std::make_unique<people::TokenStore>(std::move(opened));
        gateway::GatewayOptions wanted;
        wanted.port = 0;
        wanted.installation = QStringLiteral("bench");
        const int asPerson = wanted.limits.connectionsPerUser;
        wanted.limits.connections = std::max(wanted.limits.connections, options.subscribers);
        wanted.limits.connectionsPerAddress =
            std::max(wanted.limits.connectionsPerAddress, options.subscribers);
        wanted.limits.connectsPerSecond =
            std::max(wanted.limits.connectsPerSecond, options.subscribers);
        for (int person = 0; person * asPerson < options.subscribers; ++person) {
            tokens.push_back(ids.next().toString());
            tokenStore->accept(
                tokens.back(), "bench-" + std::to_string(person), { people::Role::Coordinator });
        }
        gateway = std::make_unique<gateway::Gateway>(std::move(wanted),
            gateway::GatewayPorts { *pipeline, *tokenStore, system, bench.clock(), bench.random(),
                []() -> Result<gateway::ReadPorts> { return gateway::ReadPorts {}; } });
        gateway->feed().addStream(fanoutStream, taskReader(store->file()));
        return {};
    }

    BenchBus& bench;
    UuidSource ids;
    metrics::Registry metrics;
    NoSystem system;
    std::unique_ptr<store::Store> store;
    FanoutRole* role = nullptr;
    std::unique_ptr<pipeline::Pipeline> pipeline;
    std::unique_ptr<people::TokenStore> tokenStore;
    std::vector<std::string> tokens;
    std::unique_ptr<gateway::Gateway> gateway;
};

FanoutCore::FanoutCore(std::unique_ptr<Parts> parts)
    : m_parts(std::move(parts))
{ }

FanoutCore::~FanoutCore() = default;

Result<std::unique_ptr<FanoutCore>> FanoutCore::begin(BenchBus& bench, const Options& options)
{
    std::filesystem::create_directories(options.folder);
    auto parts = std::make_unique<Parts>(bench);
    LOCUS_TRY(parts->openPipeline(options));
    LOCUS_TRY(parts->openGateway(options));
    LOCUS_TRY(parts->pipeline->start(
        [gateway = parts->gateway.get()](const auto& changes) { gateway->onChanges(changes); },
        [](const Error& error) {
            std::cerr << "bench_fanout: " << error.message << '\n';
            std::_Exit(1);
        }));
    LOCUS_TRY(parts->gateway->listen());
    return std::unique_ptr<FanoutCore>(new FanoutCore(std::move(parts)));
}

QString FanoutCore::url() const
{
    return m_parts->gateway->rpcUrl();
}

const std::vector<std::string>& FanoutCore::tokens() const
{
    return m_parts->tokens;
}

std::uint64_t FanoutCore::committed() const
{
    return m_parts->role->committed();
}

const LatencyCounts& FanoutCore::latency() const
{
    return m_parts->role->latency();
}

Status FanoutCore::finish(const std::vector<std::uint64_t>& lastVersions)
{
    std::int64_t all = 0;
    for (const std::uint64_t version : lastVersions) {
        all += static_cast<std::int64_t>(version);
    }
    const double until = secondsNow() + static_cast<double>(patience.count());
    while (m_parts->pipeline->relay().published < all) {
        if (secondsNow() > until) {
            return retriable("bench.patience", "not all events were published in time");
        }
        std::this_thread::sleep_for(std::chrono::milliseconds(1));
    }
    m_parts->pipeline->stop();
    sqlite::Connection& database = m_parts->store->database();
    for (std::uint64_t task = 0; task < lastVersions.size(); ++task) {
        const std::string id = fanoutTaskId(task);
        sqlite::Query query(database, "SELECT version FROM bench_task WHERE id=?");
        LOCUS_TRY_VALUE(found, query.text(id).step());
        const std::int64_t version = found ? query.integerAt(0) : 0;
        if (version != static_cast<std::int64_t>(lastVersions[task])) {
            return fatal("bench.wrong_count",
                "task " + std::to_string(task) + " stands at version " + std::to_string(version)
                    + ", not " + std::to_string(lastVersions[task]));
        }
    }
    LOCUS_TRY_VALUE(logged, database.integer("SELECT count(*) FROM event_log"));
    LOCUS_TRY_VALUE(letters, database.integer("SELECT count(*) FROM dead_letter"));
    if (logged != all || letters != 0) {
        return fatal("bench.wrong_count",
            std::to_string(logged) + " events of " + std::to_string(all) + ", "
                + std::to_string(letters) + " parked");
    }
    return {};
}

} // namespace locus::bench
