// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/clock.h"
#include "core/base/log.h"
#include "core/base/stop_notes.h"
#include "core/bus/kafka/connection_check.h"
#include "core/bus/kafka/kafka_bus.h"
#ifdef __linux__
#include "core/gateway/epoll_dispatcher.h"
#endif
#include "core/pipeline/pipeline.h"
#include "core/service/masking_setup.h"
#include "core/service/bus_factory.h"
#include "core/service/core_service.h"
#include "core/service/stop_signal.h"

#include <QCoreApplication>
#include <QTemporaryDir>

#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <iostream>
#include <thread>

namespace locus::service {

namespace {

constexpr std::chrono::seconds longestStop {
    5
}; // a part that hangs must not keep the process; the data are consistent

log::Options logOptions(const Config& config)
{
    log::Options options;
    options.file = config.log.file;
    const std::string& level = config.log.level;
    options.level = level == "debug" ? log::Level::Debug
        : level == "warn"            ? log::Level::Warn
        : level == "error"           ? log::Level::Error
                                     : log::Level::Info;
    return options;
}

// Sample data lie in a folder of their own and go with it.
class DemoFolder
{
public:
    explicit DemoFolder(Options& options)
        : m_isDemo(options.demo)
    {
        if (m_isDemo && options.dataDir.empty()) {
            options.dataDir = std::filesystem::path(m_temporary.path().toStdString()) / "core";
        }
        m_path = options.dataDir;
    }
    ~DemoFolder()
    {
        if (m_isDemo) {
            std::error_code ignored;
            std::filesystem::remove_all(m_path, ignored);
        }
    }
    DemoFolder(const DemoFolder&) = delete;
    DemoFolder& operator=(const DemoFolder&) = delete;

private:
    bool m_isDemo;
    QTemporaryDir m_temporary;
    std::filesystem::path m_path;
};

const char* wordOf(bus::CheckStep::Outcome outcome)
{
    switch (outcome) {
    case bus::CheckStep::Outcome::Ok: return "ok";
    case bus::CheckStep::Outcome::Warning: return "warning";
    case bus::CheckStep::Outcome::Failed: return "FAILED";
    case bus::CheckStep::Outcome::NotUsed: return "not used";
    case bus::CheckStep::Outcome::NotReached: return "not reached";
    }
    return "";
}

Status checkKafka(const Config& config, std::ostream& out)
{
    LOCUS_TRY_VALUE(settings, kafkaSettings(config));
    const auto topics = neededTopics(config);
    bool failed = false;
    for (const bus::CheckStep& step : bus::checkConnection(settings, topics)) {
        out << "kafka " << step.name << ": " << wordOf(step.outcome);
        if (!step.cause.empty()) {
            out << ": " << step.cause << "; " << step.nextStep;
        }
        out << '\n';
        failed = failed || step.outcome == bus::CheckStep::Outcome::Failed;
    }
    return failed
        ? Status(refused("config.kafka", "the Kafka cluster cannot be used as configured"))
        : Status();
}

int serve(const Options& given)
{
    Options options = given;
    log::init(logOptions(options.config));
    const DemoFolder demo(options);
    StopSignal stop;
    int exitCode = 0;
    const SystemClock clock;
    auto service = CoreService::start(
        options,
        [&](const Error& error) {
            noteStop(options.dataDir, clock.now(), error);
            log::error("core.failed", { { "code", error.code }, { "why", error.message } });
            exitCode = 1;
            QCoreApplication::quit();
        },
        &StopSignal::wasReceived);
    if (!service.ok() && StopSignal::wasReceived()) { // it was not waited for
        log::info("core.stopped");
        log::flush();
        return 0;
    }
    if (!service.ok()) {
        const Error& error = service.error();
        noteStop(options.dataDir, clock.now(), error);
        if (!options.config.log.file.empty()) { // whoever started it reads that alone
            log::error("core.not_started", { { "code", error.code }, { "why", error.message } });
        }
        log::flush();
        std::cerr << "locusd: " << error.message << '\n';
        return 1;
    }
    noteStart(options.dataDir, clock.now());
    QObject::connect(&stop, &StopSignal::received, qApp, &QCoreApplication::quit);
    log::info("core.started",
        { { "data", options.dataDir.string() }, { "bus", options.config.bus.kind } });
    QCoreApplication::exec();
    std::thread([] {
        std::this_thread::sleep_for(longestStop);
        std::_Exit(1);
    }).detach();
    (*service)->stop();
    log::info("core.stopped");
    log::flush();
    return exitCode;
}

} // namespace

void prepareEventLoop()
{
#ifdef Q_OS_LINUX
    gateway::EpollDispatcher::install();
#endif
}

int runCore(const Options& given)
{
    const int exitCode = serve(given);
    if (bus::KafkaBus::hasClients()) {
        std::_Exit(exitCode); // its threads use what exit() would take apart
    }
    return exitCode;
}

int checkAndExplain(const Options& options, std::ostream& out, std::ostream& err)
{
    for (const std::string& line : explainConfig(options.config)) {
        out << line << '\n';
    }
    if (const auto policy = maskingPolicy(options.config.masking.policyFile); !policy.ok()) {
        err << "locusd: " << policy.error().message << '\n';
        return 1;
    }
    if (options.config.bus.kind == "kafka") {
        const Status reached = checkKafka(options.config, out);
        if (!reached.ok()) {
            err << "locusd: " << reached.error().message << '\n';
            return 1;
        }
    }
    out << "the configuration is valid\n";
    return 0;
}

} // namespace locus::service
