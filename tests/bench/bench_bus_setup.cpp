// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/bench_bus_setup.h"

#include "core/base/heap.h"
#include "core/bus/embedded/embedded_bus.h"
#include "core/bus/kafka/kafka_bus.h"
#include "tests/bench/bench_report.h"
#include "tests/support/kafka_broker.h"

#include <QCommandLineParser>
#include <QCoreApplication>
#include <iostream>
#include <QCoreApplication>
#include <QSysInfo>
#include <QThread>

#include <cstdlib>
#include <sys/resource.h>

namespace locus::bench {

namespace {

constexpr std::chrono::milliseconds patience { 30'000 };
constexpr std::size_t window = 50'000; // below what makes either bus refuse

double seconds(const timeval& time)
{
    return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_usec) / 1e6;
}

Result<std::uint64_t> collect(bus::BusProducer& producer, std::chrono::milliseconds timeout)
{
    const auto deliveries = producer.deliveries(timeout);
    for (const bus::Delivery& delivery : deliveries) {
        LOCUS_TRY(delivery.status);
    }
    return deliveries.size();
}

} // namespace

BenchBus::BenchBus()
    : m_folder(QCoreApplication::applicationDirPath() + QStringLiteral("/../bench-XXXXXX"))
{ }

BenchBus::~BenchBus() = default;

Result<std::unique_ptr<BenchBus>> BenchBus::open(const std::string& kind)
{
    std::unique_ptr<BenchBus> bench(new BenchBus);
    if (!bench->m_folder.isValid()) {
        return retriable("bench.no_folder", "cannot make a folder beside the programs");
    }
    const std::filesystem::path place(bench->folder());
    LOCUS_TRY_VALUE(sealed,
        sealing::openFolder(place, { place / "config" / "master.key", {} },
            kind == "sealed" ? sealing::Want::Seal : sealing::Want::ReadOnly,
            { bench->m_clock, bench->m_ids }));
    bench->m_sealed = std::move(sealed);
    if (kind == "embedded" || kind == "sealed") {
        const bus::EmbeddedOptions options { bench->folder() + "/bus.db" };
        LOCUS_TRY_VALUE(opened,
            bus::EmbeddedBus::open(options, bench->m_clock, bench->m_random, bench->codec()));
        bench->m_bus = std::move(opened);
        return bench;
    }
    if (kind == "kafka") {
        LOCUS_TRY_VALUE(broker, test::KafkaBroker::start());
        bench->m_broker = std::move(broker);
        LOCUS_TRY_VALUE(opened, bus::KafkaBus::open({ bench->bootstrap() }));
        bench->m_bus = std::move(opened);
        return bench;
    }
    return invalid("bench.usage", "--bus is embedded, sealed or kafka, not '" + kind + "'");
}

std::string BenchBus::bootstrap() const
{
    return m_broker ? m_broker->bootstrap() : std::string();
}

double BenchBus::brokerCpuSeconds() const
{
    return m_broker ? cpuSeconds(m_broker->pid()) : 0;
}

Status BenchBus::makeTopic(const std::string& name)
{
    bus::TopicSpec spec;
    spec.name = name;
    spec.partitions = partitions;
    return m_bus->ensureTopics({ &spec, 1 });
}

Result<double> BenchBus::append(std::uint64_t count, const std::function<bus::OutRecord()>& next)
{
    LOCUS_TRY_VALUE(producer, m_bus->makeProducer());
    const double start = secondsNow();
    std::uint64_t done = 0;
    for (std::uint64_t sent = 0; sent < count; ++sent) {
        while (producer->inFlight() >= window) {
            LOCUS_TRY_VALUE(settled, collect(*producer, patience));
            done += settled;
        }
        LOCUS_TRY(producer->send(next(), sent));
    }
    while (done < count) {
        LOCUS_TRY_VALUE(settled, collect(*producer, patience));
        if (settled == 0) {
            return retriable("bench.not_delivered", "records were not acknowledged in time");
        }
        done += settled;
    }
    return secondsNow() - start;
}

Result<double> BenchBus::read(const std::string& topic, std::uint64_t count)
{
    LOCUS_TRY_VALUE(consumer, m_bus->makeConsumer({}));
    std::vector<bus::Position> positions;
    for (std::int32_t partition = 0; partition < partitions; ++partition) {
        positions.push_back({ { topic, partition }, 0 });
    }
    LOCUS_TRY(consumer->assign(positions));
    double start = 0;
    for (std::uint64_t got = 0; got < count;) {
        LOCUS_TRY_VALUE(records, consumer->poll(2000, 4UL << 20U, patience));
        if (records.empty()) {
            return retriable("bench.not_read", "records did not come in time");
        }
        start = got == 0 ? secondsNow() : start;
        got += records.size();
    }
    return secondsNow() - start;
}

double secondsNow()
{
    return static_cast<double>(SystemClock().monotonic().count()) / 1e6;
}

double ownCpuSeconds()
{
    rusage usage {};
    getrusage(RUSAGE_SELF, &usage);
    return seconds(usage.ru_utime) + seconds(usage.ru_stime);
}

std::string machineWords()
{
    double load = 0;
    getloadavg(&load, 1);
    return std::to_string(QThread::idealThreadCount()) + " cores, "
        + QSysInfo::prettyProductName().toStdString() + ", kernel "
        + QSysInfo::kernelVersion().toStdString() + ", load "
        + QString::number(load, 'f', 1).toStdString();
}

int runOnBus(int argc, char** argv, const char* name, const char* defaultEvents,
    const std::function<Status(const BusRun&)>& run, const std::vector<std::string>& parts)
{
    keepFreedMemory(); // as the core does
    const QCoreApplication application(argc, argv);
    QCommandLineParser line;
    line.addHelpOption();
    line.addOptions({ { QStringLiteral("bus"), QStringLiteral("embedded or kafka"),
                          QStringLiteral("kind"), QStringLiteral("embedded") },
        { QStringLiteral("events"), QStringLiteral("events a run"), QStringLiteral("N"),
            QString::fromLatin1(defaultEvents) },
        { QStringLiteral("runs"), QStringLiteral("runs of each part"), QStringLiteral("N"),
            QStringLiteral("5") } });
    QStringList names;
    for (const std::string& part : parts) {
        names.append(QString::fromStdString(part));
    }
    const QString part = QStringLiteral("part");
    if (!names.isEmpty()) {
        line.addOption({ part, QStringLiteral("one part alone: ") + names.join(u", "), part });
    }
    line.process(application);
    const BusRun wanted { line.value(QStringLiteral("bus")).toStdString(),
        line.value(QStringLiteral("events")).toULongLong(),
        line.value(QStringLiteral("runs")).toInt(),
        names.isEmpty() ? std::string() : line.value(part).toStdString() };
    if (wanted.count == 0 || wanted.runs < 1) {
        std::cerr << name << ": --events and --runs are numbers above 0\n";
        return 2;
    }
    if (!wanted.part.empty() && !names.contains(QString::fromStdString(wanted.part))) {
        std::cerr << name << ": --part is one of " << names.join(u", ").toStdString() << '\n';
        return 2;
    }
    const Status done = run(wanted);
    if (!done.ok()) {
        std::cerr << name << ": " << done.error().message << '\n';
        return 1;
    }
    return 0;
}

} // namespace locus::bench
