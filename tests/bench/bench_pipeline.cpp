// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
// The whole way of an event: read from the bus, inbox, versioned update of its task, a new event in
// the log, one durable transaction, published and acknowledged. At full speed, with poison in
// between, and at a steady pace from arrival to durable commit.
#include "core/events/event_factory.h"
#include "core/metrics/registry.h"
#include "core/pipeline/effects.h"
#include "core/pipeline/pipeline.h"
#include "core/sqlite/query.h"
#include "core/store/store.h"
#include "tests/bench/bench_bus_setup.h"
#include "tests/bench/bench_report.h"
#include "tests/bench/durable_peer.h"
#include "tests/bench/kafka_peer.h"
#include "tests/bench/sample_events.h"

#include <algorithm>
#include <atomic>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <mutex>
#include <numeric>
#include <thread>
#include <unordered_map>

#include <fcntl.h>
#include <sys/mman.h>
#include <unistd.h>

using namespace locus;
using namespace locus::bench;

namespace {

constexpr const char* outTopic = "bench-decided";
constexpr unsigned poisonPercent = 10;
constexpr std::size_t batch = 1024; // events that the role takes behind one savepoint
constexpr std::chrono::seconds paceFor { 8 };
constexpr std::chrono::seconds patience { 120 };
constexpr const char* taskTable =
    "CREATE TABLE bench_task(number INTEGER PRIMARY KEY, id TEXT UNIQUE, state TEXT NOT NULL,"
    " version INTEGER NOT NULL, changed_us INTEGER NOT NULL)";

struct Task
{
    std::int64_t number = 0; // of its row; 0: none yet
    std::uint64_t version = 0;
};

// A decider with an aggregate a task: its state in memory, its row updated where the version is the
// expected one, one event of its own for each that comes in.
class TaskRole final : public pipeline::Role
{
public:
    explicit TaskRole(const std::string& installation)
        : m_own("/locus/" + installation + '/')
        , m_factory(installation, "workflow")
    { }

    [[nodiscard]] std::string_view name() const override { return "bench"; }
    [[nodiscard]] bool wants(const pipeline::Incoming& incoming) const override
    {
        return !incoming.event.source.starts_with(m_own);
    }
    Status onEvent(const pipeline::Incoming& incoming, pipeline::Effects& effects) override
    {
        const std::string& task = incoming.event.aggregateId;
        Task& row = m_tasks[task];
        LOCUS_TRY(update(effects.store().database(), task, row, effects.now()));
        events::NewEvent event { "Task.Completed", task, incoming.event.data, effects.now() };
        event.streamVersion = row.version;
        LOCUS_TRY(effects.append(
            m_factory.following(incoming.event, "decided", std::move(event)), outTopic));
        m_arrived.push_back(incoming.record->timestampMs);
        if (m_applied++ == 0) {
            m_first = secondsNow();
        }
        return {};
    }
    [[nodiscard]] std::size_t batchSize() const override { return batch; }
    void forget() override { m_tasks.clear(); }

    // On the loop's thread, after its commit.
    void committed(Instant now)
    {
        const std::lock_guard lock(m_mutex);
        for (const std::int64_t arrived : m_arrived) {
            m_millis.push_back(static_cast<double>((now - fromMillis(arrived)).count()) / 1e3);
        }
        m_arrived.clear();
        m_committed = m_applied.load();
    }
    [[nodiscard]] std::uint64_t committed() const { return m_committed; }
    [[nodiscard]] double first() const { return m_first; }
    [[nodiscard]] std::vector<double> takeMillis()
    {
        const std::lock_guard lock(m_mutex);
        return std::exchange(m_millis, {});
    }

private:
    static Status update(
        sqlite::Connection& database, const std::string& id, Task& task, Instant now)
    {
        const auto version = static_cast<std::int64_t>(task.version++);
        if (version == 0) {
            LOCUS_TRY(sqlite::Query(database,
                "INSERT INTO bench_task(id,state,version,changed_us) VALUES(?,'STARTED',1,?)")
                          .text(id)
                          .number(toMillis(now))
                          .run());
            task.number = database.lastRowId();
            return {};
        }
        return sqlite::Query(database,
            "UPDATE bench_task SET state='STARTED',version=?,changed_us=? "
            "WHERE number=? AND version=?")
            .number(version + 1)
            .number(toMillis(now))
            .number(task.number)
            .number(version)
            .run();
    }

    const std::string m_own;
    const events::EventFactory m_factory;
    std::unordered_map<std::string, Task> m_tasks;
    std::vector<std::int64_t> m_arrived;
    std::atomic<std::uint64_t> m_applied { 0 };
    std::atomic<std::uint64_t> m_committed { 0 };
    std::atomic<double> m_first { 0 };
    std::mutex m_mutex; // guards what follows
    std::vector<double> m_millis;
};

// One life of a pipeline on a store of its own.
class Life
{
public:
    static Result<std::unique_ptr<Life>> begin(
        BenchBus& bench, const std::string& folder, const std::string& topic)
    {
        std::unique_ptr<Life> life(new Life(bench));
        std::filesystem::create_directories(folder);
        LOCUS_TRY_VALUE(
            store, store::Store::open({ folder + "/store.db" }, life->m_ids, bench.codec()));
        life->m_store = std::move(store);
        LOCUS_TRY(life->m_store->database().run(taskTable));
        auto role = std::make_unique<TaskRole>(life->m_store->installationId());
        life->m_role = role.get();
        pipeline::PipelineOptions options;
        options.dataDir = folder;
        options.topics = { topic };
        options.killPoint = [&bench, role = role.get()](std::string_view point) {
            if (point == "after_commit") {
                role->committed(bench.clock().now());
            }
        };
        life->m_pipeline = std::make_unique<pipeline::Pipeline>(
            pipeline::PipelineParts { *life->m_store, bench.bus(), bench.clock(), bench.random(),
                life->m_metrics, bench.codec() },
            std::move(options));
        life->m_pipeline->addRole(std::move(role));
        LOCUS_TRY(life->m_pipeline->start([](const auto&) {},
            [](const Error& error) {
                std::cerr << "bench_pipeline: " << error.message << '\n';
                std::_Exit(1);
            }));
        return life;
    }

    // Until `count` events are committed and what they caused is acknowledged.
    Status waitFor(std::uint64_t count)
    {
        const double until = secondsNow() + static_cast<double>(patience.count());
        while (m_role->committed() < count
            || m_pipeline->relay().published < static_cast<std::int64_t>(count)) {
            if (secondsNow() > until) {
                return fatal("bench.patience",
                    std::to_string(m_role->committed()) + " of " + std::to_string(count)
                        + " events are through");
            }
            std::this_thread::sleep_for(std::chrono::milliseconds(5));
        }
        return {};
    }
    // Nothing may be missing, doubled or parked that should not be; else a figure means nothing.
    Status finish(std::uint64_t count, std::uint64_t parked)
    {
        m_pipeline->stop();
        sqlite::Connection& database = m_store->database();
        LOCUS_TRY_VALUE(versions, database.integer("SELECT sum(version) FROM bench_task"));
        LOCUS_TRY_VALUE(logged, database.integer("SELECT count(*) FROM event_log"));
        LOCUS_TRY_VALUE(letters, database.integer("SELECT count(*) FROM dead_letter"));
        if (versions != static_cast<std::int64_t>(count)
            || logged != static_cast<std::int64_t>(count)
            || letters != static_cast<std::int64_t>(parked)) {
            return fatal("bench.wrong_count",
                std::to_string(versions) + " updates, " + std::to_string(logged) + " events, "
                    + std::to_string(letters) + " parked");
        }
        return {};
    }
    TaskRole& role() { return *m_role; }
    store::Store& store() { return *m_store; }

private:
    explicit Life(BenchBus& bench)
        : m_ids(bench.clock(), bench.random())
    { }

    UuidSource m_ids;
    metrics::Registry m_metrics;
    std::unique_ptr<store::Store> m_store;
    TaskRole* m_role = nullptr;
    std::unique_ptr<pipeline::Pipeline> m_pipeline;
};

// Octets of the store with its log, an event.
double octetsAnEvent(const std::string& folder, std::uint64_t count)
{
    std::uintmax_t octets = 0;
    for (const auto& file : std::filesystem::directory_iterator(folder)) {
        octets += file.is_regular_file() ? file.file_size() : 0;
    }
    return static_cast<double>(octets) / static_cast<double>(count);
}

double megabytesOfWal(const std::string& folder)
{
    std::error_code none;
    const auto octets = std::filesystem::file_size(folder + "/store.db-wal", none);
    return none ? 0 : static_cast<double>(octets) / 1e6;
}

// The disk's own sync beside the work: 4 KiB and fdatasync on a file of its own, seldom enough that
// commits do not wait for it (every 10 ms it made their slowest percent a quarter later). What
// holds this up holds every commit up.
class DiskBeside
{
public:
    explicit DiskBeside(const std::string& folder)
        : m_file(::open((folder + "/sync").c_str(), O_WRONLY | O_CREAT | O_TRUNC, 0600))
        , m_thread([this] { run(); })
    { }
    ~DiskBeside()
    {
        if (m_thread.joinable()) {
            end();
        }
        ::close(m_file);
    }
    DiskBeside(const DiskBeside&) = delete;
    DiskBeside& operator=(const DiskBeside&) = delete;

    std::vector<double> end()
    {
        m_ended = true;
        m_thread.join();
        return std::move(m_millis);
    }

private:
    void run()
    {
        const std::string page(4096, 'x');
        while (!m_ended) {
            const double from = secondsNow();
            if (::pwrite(m_file, page.data(), page.size(), 0) < 0 || ::fdatasync(m_file) != 0) {
                return;
            }
            m_millis.push_back((secondsNow() - from) * 1e3);
            std::this_thread::sleep_for(std::chrono::milliseconds(100));
        }
    }

    const int m_file;
    std::atomic<bool> m_ended { false };
    std::vector<double> m_millis;
    std::thread m_thread;
};

// What was written before, by us and by the broker, is on its way to the disk for half a minute; a
// measurement begins when it has arrived.
void quietDisk()
{
    ::sync();
}

// A virtual machine gets its memory from its host page by page, at the first touch, which here
// costs five times what the page costs afterwards. A server that has run for a day has all of its
// memory.
void warmMemory()
{
    const auto pageBytes = static_cast<std::size_t>(::sysconf(_SC_PAGESIZE));
    const auto freePages = static_cast<std::size_t>(::sysconf(_SC_AVPHYS_PAGES));
    const std::size_t octets = freePages / 10 * 9 * pageBytes;
    void* const mapped =
        ::mmap(nullptr, octets, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (mapped == MAP_FAILED) {
        return;
    }
    auto* const pages = static_cast<volatile char*>(mapped);
    for (std::size_t at = 0; at < octets; at += pageBytes) {
        pages[at] = 1;
    }
    ::munmap(mapped, octets);
}

Result<double> fullSpeed(BenchBus& bench, Report* report, const std::string& name,
    const std::string& topic, std::uint64_t count, std::uint64_t poison)
{
    const std::string folder = bench.folder() + '/' + name;
    quietDisk();
    const double cpuBefore = ownCpuSeconds();
    const double brokerBefore = bench.brokerCpuSeconds();
    LOCUS_TRY_VALUE(life, Life::begin(bench, folder, topic));
    LOCUS_TRY(life->waitFor(count));
    const double seconds = secondsNow() - life->role().first();
    const double cpu = ownCpuSeconds() - cpuBefore;
    const double brokerCpu = bench.brokerCpuSeconds() - brokerBefore;
    const double wal = megabytesOfWal(folder);
    LOCUS_TRY(life->finish(count, poison));
    const auto all = static_cast<double>(count + poison);
    if (report != nullptr && poison == 0) {
        report->add("through and acknowledged", "events/s", all / seconds);
        report->add("cpu an event, all threads of ours", "us", cpu / all * 1e6);
        report->add("cores used by us", "cores", cpu / seconds);
        if (brokerCpu > 0) {
            report->add("cores used by the broker", "cores", brokerCpu / seconds);
        }
        report->add("store, octets an event", "octets", octetsAnEvent(folder, count));
        report->add("write-ahead log at the end", "MB", wal);
    }
    std::filesystem::remove_all(folder);
    return all / seconds;
}

Status peer(
    BenchBus& bench, Report& report, const std::string& topic, std::uint64_t count, double ours)
{
    LOCUS_TRY_VALUE(read, peerRead(bench.bootstrap(), topic, BenchBus::partitions, count));
    LOCUS_TRY(bench.makeTopic(topic + "-peer"));
    SampleEvents events(topic + "-peer");
    std::vector<bus::OutRecord> records;
    for (std::uint64_t i = 0; i < count; ++i) {
        records.push_back(events.next());
    }
    LOCUS_TRY_VALUE(appended, peerAppend(bench.bootstrap(), records));
    const double rate = static_cast<double>(count) / (read + appended);
    report.add("bare librdkafka, consume and produce, nothing kept", "events/s", rate);
    report.add("ratio to bare librdkafka", "", ours / rate);
    quietDisk();
    const std::string file = bench.folder() + "/peer.db";
    LOCUS_TRY_VALUE(byHand,
        peerDurable(bench.bootstrap(), topic, topic + "-peer", BenchBus::partitions, count, file));
    const double byHandRate = static_cast<double>(count) / byHand.seconds;
    report.add("the same work by hand on the bare libraries", "events/s", byHandRate);
    report.add("the same by hand, cpu an event", "us",
        byHand.cpuSeconds / static_cast<double>(count) * 1e6);
    report.add("ratio to the same by hand", "", ours / byHandRate);
    for (const char* end : { "", "-wal", "-shm" }) {
        std::filesystem::remove(file + end);
    }
    return {};
}

// From the record's own time stamp to the commit that holds it.
Status paced(BenchBus& bench, Report& report, const std::string& topic, int perSecond)
{
    LOCUS_TRY(bench.makeTopic(topic));
    const std::string folder = bench.folder() + '/' + topic;
    quietDisk();
    LOCUS_TRY_VALUE(life, Life::begin(bench, folder, topic));
    LOCUS_TRY_VALUE(producer, bench.bus().makeProducer());
    SampleEvents events(topic);
    DiskBeside disk(folder);
    const auto count = static_cast<std::uint64_t>(perSecond * paceFor.count());
    const double begin = secondsNow();
    for (std::uint64_t sent = 0; sent < count;) {
        const double due = (secondsNow() - begin) * perSecond;
        while (sent < count && static_cast<double>(sent) < due) {
            LOCUS_TRY(producer->send(events.next(), ++sent));
        }
        static_cast<void>(producer->deliveries(std::chrono::milliseconds(1)));
    }
    LOCUS_TRY(life->waitFor(count));
    std::vector<double> millis = life->role().takeMillis();
    LOCUS_TRY(life->finish(count, 0));
    // The first second warms caches and connections.
    millis.erase(millis.begin(), millis.begin() + perSecond);
    const std::string at = " at " + std::to_string(perSecond) + "/s";
    report.add("arrival to durable commit p50" + at, "ms", percentile(millis, 0.5));
    report.add("arrival to durable commit p99" + at, "ms", percentile(millis, 0.99));
    report.add("lag, mean" + at, "ms",
        std::accumulate(millis.begin(), millis.end(), 0.0) / static_cast<double>(millis.size()));
    const std::vector<double> syncs = disk.end();
    report.add("the disk's own sync p99 beside it" + at, "ms", percentile(syncs, 0.99));
    report.add("the disk's own sync, longest beside it" + at, "ms", percentile(syncs, 1));
    std::filesystem::remove_all(folder);
    return {};
}

constexpr const char* speedPart = "speed";
constexpr const char* poisonPart = "poison";
constexpr const char* pacePart = "pace";
constexpr const char* cleanTopic = "bench-clean";
constexpr const char* poisonedTopic = "bench-poisoned";

Status fillClean(BenchBus& bench, std::uint64_t count)
{
    SampleEvents events(cleanTopic);
    const auto filled = bench.append(count, [&events] { return events.next(); });
    return filled.ok() ? Status() : Status(filled.error());
}

// How many of them are poison.
Result<std::uint64_t> fillPoisoned(BenchBus& bench, std::uint64_t count)
{
    SampleEvents events(poisonedTopic);
    std::uint64_t made = 0;
    std::uint64_t poison = 0;
    LOCUS_TRY(bench.append(count, [&] {
        bus::OutRecord record = events.next();
        if (++made % (100 / poisonPercent) == 0) {
            ++poison;
            record.key = "poison-" + std::to_string(made);
            record.value = record.value->substr(0, record.value->size() / 2);
        }
        return record;
    }));
    return poison;
}

// Everything at full speed, turn by turn.
Status measureSpeed(BenchBus& bench, Report& report, const BusRun& wanted)
{
    const std::uint64_t count = wanted.count;
    const bool withPoison = wanted.part != speedPart;
    LOCUS_TRY(fillClean(bench, count));
    LOCUS_TRY_VALUE(poison,
        withPoison ? fillPoisoned(bench, count) : Result<std::uint64_t>(std::uint64_t { 0 }));
    LOCUS_TRY(fullSpeed(bench, nullptr, "warm", cleanTopic, count, 0));
    for (int turn = 0; turn < wanted.runs; ++turn) {
        const std::string name = std::to_string(turn);
        LOCUS_TRY_VALUE(rate, fullSpeed(bench, &report, "clean" + name, cleanTopic, count, 0));
        if (withPoison) {
            LOCUS_TRY_VALUE(poisoned,
                fullSpeed(bench, &report, "mixed" + name, poisonedTopic, count - poison, poison));
            report.add("with 10 % poison", "events/s", poisoned);
            report.add("with 10 % poison, share of clean", "", poisoned / rate);
        }
        if (wanted.part != poisonPart && !bench.bootstrap().empty()) {
            LOCUS_TRY(peer(bench, report, cleanTopic, count, rate));
        }
    }
    return {};
}

Status run(const BusRun& wanted)
{
    LOCUS_TRY_VALUE(bench, BenchBus::open(wanted.kind));
    for (const char* topic :
        { outTopic, cleanTopic, poisonedTopic, "bench-clean.dlq", "bench-poisoned.dlq" }) {
        LOCUS_TRY(bench->makeTopic(topic));
    }
    Report report("pipeline " + wanted.kind,
        "bus, inbox, versioned task update, event append, durable commit (FULL), published and "
        "acknowledged; 650-octet events, 10 partitions");
    report.note("machine before", machineWords());
    warmMemory();
    report.note("events", std::to_string(wanted.count));
    if (wanted.part != pacePart) {
        LOCUS_TRY(measureSpeed(*bench, report, wanted));
    }
    const bool withPace = wanted.part.empty() || wanted.part == pacePart;
    if (withPace) { // a broker that was just started is slow for half a minute
        Report none("warm", "");
        LOCUS_TRY(paced(*bench, none, "bench-paced-warm", 10'000));
    }
    for (int turn = 0; withPace && turn < wanted.runs; ++turn) {
        for (const int perSecond : { 2'500, 10'000 }) {
            LOCUS_TRY(paced(*bench, report,
                "bench-paced-" + std::to_string(perSecond) + '-' + std::to_string(turn),
                perSecond));
        }
    }
    report.note("machine after", machineWords());
    report.print();
    return {};
}

} // namespace

int main(int argc, char** argv)
{
    return runOnBus(
        argc, argv, "bench_pipeline", "300000", run, { speedPart, poisonPart, pacePart });
}
