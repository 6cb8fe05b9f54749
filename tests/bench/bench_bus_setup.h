// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/clock.h"
#include "core/base/random_source.h"
#include "core/base/uuid.h"
#include "core/bus/event_bus.h"
#include "core/sealing/sealed_folder.h"

#include <QTemporaryDir>

#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace locus::test {
class KafkaBroker;
}

namespace locus::bench {

// The bus a benchmark runs on: the embedded log on the disk that holds the build folder, or a real
// Kafka broker of its own. Needs a QCoreApplication.
class BenchBus
{
public:
    static constexpr std::int32_t partitions = 10;

    // `kind`: "embedded", "sealed" (the embedded log and the store sealed) or "kafka". Errors:
    // invalid "bench.usage", and those of the bus.
    static Result<std::unique_ptr<BenchBus>> open(const std::string& kind);
    ~BenchBus();

    bus::EventBus& bus() { return *m_bus; }
    // host:port for a peer that talks to Kafka itself; empty for the embedded log.
    [[nodiscard]] std::string bootstrap() const;
    // CPU seconds that the broker has used so far; 0 for the embedded log.
    [[nodiscard]] double brokerCpuSeconds() const;
    // A folder on the same disk, removed at the end.
    [[nodiscard]] std::string folder() const { return m_folder.path().toStdString(); }
    [[nodiscard]] const Clock& clock() const { return m_clock; }
    RandomSource& random() { return m_random; }
    [[nodiscard]] const PayloadCodec& codec() const { return *m_sealed.codec; }

    Status makeTopic(const std::string& name);
    // Appends what `next` makes, `count` times. Seconds from the first record handed over until the
    // last one was told to be durable.
    Result<double> append(std::uint64_t count, const std::function<bus::OutRecord()>& next);
    // Reads all partitions of the topic from their beginning. Seconds from the first records to the
    // last of `count`.
    Result<double> read(const std::string& topic, std::uint64_t count);

private:
    BenchBus();

    SystemClock m_clock;
    SystemRandom m_random;
    UuidSource m_ids { m_clock, m_random };
    QTemporaryDir m_folder;
    sealing::SealedFolder m_sealed;
    std::unique_ptr<test::KafkaBroker> m_broker;
    std::unique_ptr<bus::EventBus> m_bus;
};

// Monotonic seconds.
double secondsNow();
// CPU seconds of this process, user and system, all threads.
double ownCpuSeconds();
// What the figures depend on: cores, system, and how busy the machine is just now.
std::string machineWords();

// What the command line of a benchmark says.
struct BusRun
{
    std::string kind; // of the bus
    std::uint64_t count = 0; // events a run
    int runs = 0;
    std::string part; // one of the benchmark's own; empty: all
};
// The whole main() of a benchmark on a bus: the exit code. `parts`: what --part may name.
int runOnBus(int argc, char** argv, const char* name, const char* defaultEvents,
    const std::function<Status(const BusRun&)>& run, const std::vector<std::string>& parts = {});

} // namespace locus::bench
