// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
// Many clients that ask at a fixed pace over real sockets for an answer that is masked and
// recorded, alone, beside a client that does not read, and beside a flood. Clients and disturbers
// run in processes of their own (gateway_clients.h).
#include "core/base/clock.h"
#include "core/base/uuid.h"
#include "core/base/random_source.h"
#ifdef __linux__
#include "core/gateway/epoll_dispatcher.h"
#endif
#include "core/gateway/gateway.h"
#include "core/gateway/rpc_table.h"
#include "core/gateway/system_port.h"
#include "core/people/token_store.h"
#include "tests/bench/bench_report.h"
#include "tests/bench/gateway_clients.h"

#include <QCommandLineParser>
#include <QCoreApplication>
#include <QDeadlineTimer>
#include <QTimer>
#include <QProcess>
#include <QTemporaryDir>

#include <nlohmann/json.hpp>

#include <algorithm>
#include <iostream>

using namespace locus;
using namespace locus::bench;
using nlohmann::json;

namespace {

constexpr int startPatience = 60'000; // ms

struct Plan
{
    int clients = 0;
    int perSecond = 0;
    int seconds = 0;
    int runs = 0;
    bool aloneOnly = false;
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

// Records are on the disk at once: what is measured is the gateway.
class NoLoop final : public pipeline::CommandPort
{
public:
    void submit(pipeline::Command, pipeline::AnswerCallback done) override { done(Bytes("{}")); }
    void note(people::AuditNote, std::function<void(Status)> done) override { done({}); }
};

// A core of nothing but its gateway, with one patient.
class Core
{
public:
    explicit Core(const Plan& plan)
        : m_tokens(*people::TokenStore::open(
            std::filesystem::path(m_folder.path().toStdString()) / "tokens.json", m_clock))
    {
        gateway::GatewayOptions options;
        options.port = 0;
        options.limits.connections = plan.clients + 100;
        options.limits.connectionsPerAddress = plan.clients + 100;
        options.limits.connectsPerSecond = plan.clients + 100;
        const int each = options.limits.connectionsPerUser;
        UuidSource ids(m_clock, m_random);
        for (int person = 0; person * each < plan.clients + 1; ++person) {
            m_secrets.push_back(ids.next().toString());
            m_tokens.accept(
                m_secrets.back(), "bench-" + std::to_string(person), { people::Role::Coordinator });
        }
        m_gateway = std::make_unique<gateway::Gateway>(options,
            gateway::GatewayPorts { m_loop, m_tokens, m_system, m_clock, m_random,
                []() -> Result<gateway::ReadPorts> { return gateway::ReadPorts {}; } });
        m_gateway->table().add(
            "patients.get", [](const gateway::Call&, const gateway::Reply& reply) {
                reply(Bytes(R"({"resourceType":"Patient","id":"p1","active":true,"version":3,)"
                            R"("name":[{"family":"Example","given":["Ada"]}],)"
                            R"("identifier":[{"system":"urn:mrn","value":"17"}],)"
                            R"("birthDate":"1971-03-05","flags":[{"id":"f","code":"allergy",)"
                            R"("text":"Penicillin","severity":"high"}]})"));
            });
    }
    Status listen() { return m_gateway->listen(); }
    [[nodiscard]] json address() const
    {
        return { { "port", m_gateway->port() }, { "tokens", m_secrets } };
    }

private:
    QTemporaryDir m_folder;
    SystemClock m_clock;
    SystemRandom m_random;
    NoLoop m_loop;
    NoSystem m_system;
    people::TokenStore m_tokens;
    std::vector<std::string> m_secrets;
    std::unique_ptr<gateway::Gateway> m_gateway;
};

// A process of this program in another part; serves sockets while it is waited for.
class Other
{
public:
    explicit Other(const json& task)
    {
        m_process.setProcessChannelMode(QProcess::ForwardedErrorChannel);
        m_process.start(
            QCoreApplication::applicationFilePath(), { QStringLiteral("--as-clients") });
        m_process.write(QByteArray::fromStdString(task.dump()) + '\n');
    }
    Other(const Other&) = delete;
    Other& operator=(const Other&) = delete;
    ~Other()
    {
        m_process.kill();
        m_process.waitForFinished();
    }
    Result<json> line(int patience)
    {
        const QDeadlineTimer late(patience);
        QTimer look; // wakes the wait below
        look.start(100);
        while (!m_process.canReadLine() && m_process.state() != QProcess::NotRunning
            && !late.hasExpired()) {
            QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents);
        }
        json answer = json::parse(m_process.readLine().toStdString(), nullptr, false);
        if (!answer.is_object()) {
            return fatal("bench.clients", "the process of the clients ended or was late");
        }
        return answer;
    }

private:
    QProcess m_process;
};

// The p99 of the clients.
Result<double> oneRun(const Plan& plan, const std::string& beside, Report& report)
{
    Core core(plan);
    LOCUS_TRY(core.listen());
    json task = core.address();
    task.update({ { "clients", plan.clients }, { "perSecond", plan.perSecond },
        { "seconds", plan.seconds } });
    Other clients(task);
    LOCUS_TRY_VALUE(ready, clients.line(startPatience));
    static_cast<void>(ready);
    std::unique_ptr<Other> disturber;
    if (!beside.empty()) {
        json other = core.address();
        other["disturb"] = beside;
        disturber = std::make_unique<Other>(other);
        LOCUS_TRY_VALUE(up, disturber->line(startPatience));
        static_cast<void>(up);
    }
    const double cpu = cpuSeconds(QCoreApplication::applicationPid());
    LOCUS_TRY_VALUE(got, clients.line((plan.seconds + 60) * 1'000));
    const double used = cpuSeconds(QCoreApplication::applicationPid()) - cpu;
    const std::string words = beside.empty() ? "" : ", beside a " + beside;
    report.add("p50" + words, "ms", got.at("p50").get<double>());
    report.add("p99" + words, "ms", got.at("p99").get<double>());
    report.add("answers" + words, "per second", got.at("answers").get<double>() / plan.seconds);
    report.add("unanswered" + words, "messages", got.at("unanswered").get<double>());
    report.add("cores used by the core" + words, "cores", used / plan.seconds);
    report.add("cores used by the clients" + words, "cores", got.at("cores").get<double>());
    report.add("CPU of the core, an answer" + words, "us",
        used * 1e6 / std::max(1.0, got.at("answers").get<double>()));
    return got.at("p99").get<double>();
}

Status run(const Plan& plan)
{
    Report report("gateway",
        "from the moment a message was due to its answer, masked and recorded, at the client; "
        "clients in another process, the disturber in a third");
    report.note("clients, messages/s of each, seconds",
        std::to_string(plan.clients) + ", " + std::to_string(plan.perSecond) + ", "
            + std::to_string(plan.seconds));
    for (int turn = 0; turn < plan.runs; ++turn) {
        LOCUS_TRY_VALUE(alone, oneRun(plan, {}, report));
        for (const std::string beside : { "slow client", "flood" }) {
            if (plan.aloneOnly) {
                break;
            }
            LOCUS_TRY_VALUE(disturbed, oneRun(plan, beside, report));
            report.add(
                "p99 beside a " + beside + " against alone, same turn", "ratio", disturbed / alone);
        }
    }
    report.print();
    return {};
}

} // namespace

int main(int argc, char** argv)
{
#ifdef Q_OS_LINUX
    gateway::EpollDispatcher::install(); // as locusd
#endif
    const QCoreApplication app(argc, argv);
    QCommandLineParser line;
    const QCommandLineOption asClients(QStringLiteral("as-clients"));
    const QCommandLineOption clients(
        QStringLiteral("clients"), QString(), QStringLiteral("N"), QStringLiteral("200"));
    const QCommandLineOption pace(
        QStringLiteral("per-second"), QString(), QStringLiteral("N"), QStringLiteral("200"));
    const QCommandLineOption seconds(
        QStringLiteral("seconds"), QString(), QStringLiteral("N"), QStringLiteral("10"));
    const QCommandLineOption runs(
        QStringLiteral("runs"), QString(), QStringLiteral("N"), QStringLiteral("5"));
    const QCommandLineOption alone(QStringLiteral("alone"));
    line.addHelpOption();
    line.addOptions({ asClients, clients, pace, seconds, runs, alone });
    line.process(app);
    if (line.isSet(asClients)) {
        return runGatewayClients();
    }
    const Plan plan { line.value(clients).toInt(), line.value(pace).toInt(),
        line.value(seconds).toInt(), line.value(runs).toInt(), line.isSet(alone) };
    if (const Status done = run(plan); !done.ok()) {
        std::cerr << "bench_gateway: " << done.error().message << '\n';
        return 1;
    }
    return 0;
}
