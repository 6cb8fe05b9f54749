// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
// The way from many publishers to many screens: events of 100 producers over the bus, the pipeline
// and the store to 200 WebSocket clients, each of which follows 5 % of the tasks. Nothing may be
// lost, and memory must stay flat. The clients run in another process (fanout_subscribers.h).
#include "core/base/heap.h"
#include "tests/bench/bench_bus_setup.h"
#include "tests/bench/bench_report.h"
#include "tests/bench/fanout_core.h"
#include "tests/bench/fanout_publishers.h"
#include "tests/bench/fanout_subscribers.h"
#include "tests/bench/fanout_task.h"
#include "tests/bench/latency_counts.h"

#include <QCommandLineParser>
#include <QCoreApplication>
#include <QEventLoop>
#include <QProcess>
#include <QTimer>

#include <nlohmann/json.hpp>

#include <atomic>
#include <fstream>
#include <iostream>
#include <thread>

#include <unistd.h>

using namespace locus;
using namespace locus::bench;
using nlohmann::json;

namespace {

constexpr const char* inTopic = "bench-fanout";
constexpr const char* outTopic = "bench-fanout-decided";
constexpr double patience = 120; // seconds, for what takes no time when all is well
constexpr int lookEvery = 10; // ms

struct Plan
{
    std::string bus;
    int seconds = 0;
    int publishers = 0;
    int subscribers = 0;
    int perSecond = 0;
    int runs = 0;
};

double residentMiB()
{
    std::ifstream file("/proc/self/statm");
    double all = 0;
    double resident = 0;
    file >> all >> resident;
    return resident * static_cast<double>(sysconf(_SC_PAGESIZE)) / (1024.0 * 1024.0);
}

// Serves sockets until `done`, or fails with what was waited for.
Status serveUntil(const std::function<bool()>& done, const char* what, double seconds)
{
    const double until = secondsNow() + seconds;
    QEventLoop loop;
    QTimer look;
    QObject::connect(&look, &QTimer::timeout, &loop, [&] {
        if (done() || secondsNow() > until) {
            loop.quit();
        }
    });
    look.start(lookEvery);
    loop.exec();
    return done() ? Status()
                  : retriable("bench.patience", std::string("waited in vain for ") + what);
}

// The process of the subscribers.
class Subscribers
{
public:
    Subscribers() { m_process.setProcessChannelMode(QProcess::ForwardedErrorChannel); }
    Subscribers(const Subscribers&) = delete;
    Subscribers& operator=(const Subscribers&) = delete;
    ~Subscribers()
    {
        m_process.kill();
        m_process.waitForFinished();
    }

    Result<json> start(const FanoutCore& core, int count)
    {
        m_process.start(
            QCoreApplication::applicationFilePath(), { QStringLiteral("--follow-only") });
        return ask(json {
            { "url", core.url().toStdString() }, { "tokens", core.tokens() }, { "count", count } });
    }
    // Writes a line and waits for the one that answers it.
    Result<json> ask(const json& message)
    {
        m_process.write(QByteArray::fromStdString(message.dump()) + '\n');
        LOCUS_TRY(serveUntil(
            [this] { return m_process.canReadLine() || m_process.state() == QProcess::NotRunning; },
            "the subscribers", patience));
        json answer = json::parse(m_process.readLine().toStdString(), nullptr, false);
        if (!answer.is_object()) {
            return fatal("bench.subscribers", "the process of the subscribers ended");
        }
        return answer;
    }

private:
    QProcess m_process;
};

// Resident memory at parts of the way.
class Memory
{
public:
    void look(double share)
    {
        for (auto& [at, mib] : m_points) {
            if (mib == 0 && share >= at) {
                mib = residentMiB();
            }
        }
    }
    void addTo(Report& report, double minutes) const
    {
        for (const auto& [at, mib] : m_points) {
            report.add("resident memory at " + std::to_string(static_cast<int>(at * 100)) + " %",
                "MiB", mib);
        }
        const auto& [from, before] = m_points.front();
        const auto& [to, after] = m_points.back();
        report.add("resident memory, slope from 10 % on", "MiB/min",
            (after - before) / ((to - from) * minutes));
    }

private:
    std::vector<std::pair<double, double>> m_points { { 0.1, 0 }, { 0.5, 0 }, { 1, 0 } };
};

Status publishAll(FanoutPublishers& publishers, const FanoutCore& core, int seconds, Memory& memory)
{
    std::atomic<bool> done { false };
    Status published;
    std::thread thread([&] {
        published = publishers.run();
        done = true;
    });
    const double begin = secondsNow();
    Status served = serveUntil(
        [&] {
            memory.look(std::min((secondsNow() - begin) / seconds, 0.999));
            return done.load();
        },
        "the publishers", seconds + 2 * patience);
    thread.join();
    memory.look(1);
    LOCUS_TRY(published);
    LOCUS_TRY(served);
    return serveUntil(
        [&] { return core.committed() >= publishers.published(); }, "the commits", patience);
}

// A run in which anything was lost has no figures.
Status judge(const json& got)
{
    for (const char* name : { "lost", "backwards", "unasked", "gaps", "disconnects" }) {
        if (got.at(name) != 0) {
            return fatal("bench.lost", "the subscribers report " + got.dump());
        }
    }
    return {};
}

void addFigures(
    Report& report, const json& got, const FanoutPublishers& publishers, const FanoutCore& core)
{
    const auto published = static_cast<double>(publishers.published());
    report.add("published", "events", published);
    report.add("published, pace", "events/s", published / publishers.secondsPosting());
    report.add("applied", "events", static_cast<double>(core.committed()));
    for (const char* name : { "delivered", "coalesced", "repeated", "lost" }) {
        report.add(name, "versions", got.at(name).get<double>());
    }
    report.add("publish to subscriber p50", "ms", got.at("p50").get<double>());
    report.add("publish to subscriber p99", "ms", got.at("p99").get<double>());
    report.add("publish to durable commit p50", "ms", core.latency().percentileMillis(0.5));
    report.add("publish to durable commit p99", "ms", core.latency().percentileMillis(0.99));
}

Status oneRun(const Plan& plan, Report& report)
{
    LOCUS_TRY_VALUE(bench, BenchBus::open(plan.bus));
    for (const std::string topic : { inTopic, outTopic }) {
        LOCUS_TRY(bench->makeTopic(topic));
        LOCUS_TRY(bench->makeTopic(topic + ".dlq"));
    }
    LOCUS_TRY_VALUE(core,
        FanoutCore::begin(
            *bench, { bench->folder() + "/core", inTopic, outTopic, plan.subscribers }));
    Subscribers subscribers;
    LOCUS_TRY_VALUE(ready, subscribers.start(*core, plan.subscribers));
    static_cast<void>(ready);
    LOCUS_TRY_VALUE(publishers,
        FanoutPublishers::open(*bench,
            { inTopic, plan.publishers, static_cast<double>(plan.perSecond), plan.seconds }));
    const double cpu = ownCpuSeconds();
    const double brokerCpu = bench->brokerCpuSeconds();
    const double begin = secondsNow();
    Memory memory;
    LOCUS_TRY(publishAll(*publishers, *core, plan.seconds, memory));
    const double took = secondsNow() - begin;
    const double cores = (ownCpuSeconds() - cpu - publishers->cpuSeconds()) / took;
    const double brokerCores = (bench->brokerCpuSeconds() - brokerCpu) / took;
    LOCUS_TRY_VALUE(got, subscribers.ask({ { "last", publishers->lastVersions() } }));
    LOCUS_TRY(core->finish(publishers->lastVersions()));
    LOCUS_TRY(judge(got));
    addFigures(report, got, *publishers, *core);
    memory.addTo(report, plan.seconds / 60.0);
    report.add("cores used by the core", "cores", cores);
    report.add("cores used by the posting thread", "cores", publishers->cpuSeconds() / took);
    report.add("cores used by the subscribers", "cores", got.at("cpu").get<double>() / took);
    if (brokerCores > 0) {
        report.add("cores used by the broker", "cores", brokerCores);
    }
    return {};
}

Status run(const Plan& plan)
{
    Report report("fanout " + plan.bus,
        "events of many producers over bus, pipeline, store and gateway to WebSocket clients in "
        "another process, each following 20 of 400 tasks; memory and cores are those of the core "
        "with its producers");
    report.note("machine before", machineWords());
    report.note("seconds, publishers, subscribers, events/s",
        std::to_string(plan.seconds) + ", " + std::to_string(plan.publishers) + ", "
            + std::to_string(plan.subscribers) + ", " + std::to_string(plan.perSecond));
    for (int turn = 0; turn < plan.runs; ++turn) {
        LOCUS_TRY(oneRun(plan, report));
    }
    report.note("machine after", machineWords());
    report.print();
    return {};
}

QCommandLineOption number(const char* name, const char* what, const char* byDefault)
{
    return { QString::fromLatin1(name), QString::fromLatin1(what), QStringLiteral("N"),
        QString::fromLatin1(byDefault) };
}

Result<int> numberAt(const QCommandLineParser& line, const char* name, int most)
{
    const int value = line.value(QString::fromLatin1(name)).toInt();
    if (value < 1 || value > most) {
        return invalid("bench.usage",
            std::string("--") + name + " is a number from 1 to " + std::to_string(most));
    }
    return value;
}

Result<Plan> planOf(const QCommandLineParser& line)
{
    LOCUS_TRY_VALUE(seconds, numberAt(line, "seconds", 86'400));
    LOCUS_TRY_VALUE(publishers, numberAt(line, "publishers", static_cast<int>(fanoutTasks)));
    LOCUS_TRY_VALUE(subscribers, numberAt(line, "subscribers", 900));
    LOCUS_TRY_VALUE(perSecond, numberAt(line, "rate", 1'000'000));
    LOCUS_TRY_VALUE(runs, numberAt(line, "runs", 100));
    return Plan { line.value(QStringLiteral("bus")).toStdString(), seconds, publishers, subscribers,
        perSecond, runs };
}

} // namespace

int main(int argc, char** argv)
{
    keepFreedMemory(); // as the core does
    const QCoreApplication application(argc, argv);
    QCommandLineParser line;
    line.addHelpOption();
    line.addOptions({ { QStringLiteral("bus"), QStringLiteral("embedded or kafka"),
                          QStringLiteral("kind"), QStringLiteral("embedded") },
        number("seconds", "how long events are published", "600"),
        number("publishers", "producers, at most one a task", "100"),
        number("subscribers", "WebSocket clients", "200"),
        number("rate", "events a second, of all producers together", "1111"),
        number("runs", "how many times", "1") });
    QCommandLineOption followOnly(QStringLiteral("follow-only"));
    followOnly.setFlags(QCommandLineOption::HiddenFromHelp); // how the benchmark starts itself
    line.addOption(followOnly);
    line.process(application);
    if (line.isSet(followOnly)) {
        return runFanoutSubscribers();
    }
    const auto plan = planOf(line);
    const Status done = plan.ok() ? run(*plan) : Status(plan.error());
    if (!done.ok()) {
        std::cerr << "bench_fanout: " << done.error().message << '\n';
        return plan.ok() ? 1 : 2;
    }
    return 0;
}
