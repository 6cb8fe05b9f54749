// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
// How fast a Publisher writes without waiting, beside bare librdkafka on the same broker.
#include "core/bus/publisher.h"
#include "core/metrics/registry.h"
#include "tests/bench/bench_bus_setup.h"
#include "tests/bench/bench_report.h"
#include "tests/bench/kafka_peer.h"
#include "tests/bench/sample_events.h"

#include <atomic>
#include <thread>

using namespace locus;
using namespace locus::bench;

namespace {

constexpr std::uint64_t ahead = 50'000; // of what is acknowledged
constexpr int waitedFor = 500;

std::vector<bus::OutRecord> sampleRecords(const std::string& topic, std::uint64_t count)
{
    SampleEvents events(topic);
    std::vector<bus::OutRecord> records;
    records.reserve(count);
    for (std::uint64_t i = 0; i < count; ++i) {
        records.push_back(events.next());
    }
    return records;
}

// Seconds from the first record handed over until the last one was acknowledged.
Result<double> publishAll(bus::Publisher& publisher, std::vector<bus::OutRecord> records)
{
    std::atomic<std::uint64_t> good { 0 };
    std::atomic<std::uint64_t> bad { 0 };
    const double start = secondsNow();
    std::uint64_t sent = 0;
    for (bus::OutRecord& record : records) {
        while (sent - good - bad >= ahead) {
            std::this_thread::sleep_for(std::chrono::microseconds(200));
        }
        publisher.publish(std::move(record),
            [&](const bus::PublishOutcome& outcome) { ++(outcome.ok() ? good : bad); });
        ++sent;
    }
    const bool done = publisher.flush(std::chrono::minutes(2));
    const double seconds = secondsNow() - start;
    if (!done || good != records.size()) {
        return retriable("bench.not_published", "not all records were acknowledged");
    }
    return seconds;
}

Status oneRun(BenchBus& bench, Report& report, const std::string& topic, std::uint64_t count)
{
    LOCUS_TRY(bench.makeTopic(topic));
    metrics::Registry metrics;
    bus::Publisher publisher({ bench.bus(), bench.clock(), bench.random(), metrics });
    std::vector<bus::OutRecord> records = sampleRecords(topic, count);
    const auto events = static_cast<double>(count);
    const double cpu = ownCpuSeconds();
    LOCUS_TRY_VALUE(seconds, publishAll(publisher, std::move(records)));
    report.add("publish without waiting", "events/s", events / seconds);
    report.add("publish cpu an event", "us", (ownCpuSeconds() - cpu) / events * 1e6);
    const double begin = secondsNow();
    for (bus::OutRecord& record : sampleRecords(topic, waitedFor)) {
        LOCUS_TRY(publisher.publish(std::move(record)));
    }
    report.add(
        "publish and wait, one after the other", "ms", (secondsNow() - begin) / waitedFor * 1e3);
    if (bench.bootstrap().empty()) {
        return {};
    }
    LOCUS_TRY(bench.makeTopic(topic + "-peer"));
    const double peerCpu = ownCpuSeconds();
    LOCUS_TRY_VALUE(bare, peerAppend(bench.bootstrap(), sampleRecords(topic + "-peer", count)));
    report.add("bare librdkafka append", "events/s", events / bare);
    report.add("bare librdkafka cpu an event with making it", "us",
        (ownCpuSeconds() - peerCpu) / events * 1e6);
    report.add("publisher against bare librdkafka", "x", bare / seconds);
    return {};
}

Status run(const BusRun& wanted)
{
    LOCUS_TRY_VALUE(bench, BenchBus::open(wanted.kind));
    Report warmUp("", "");
    LOCUS_TRY(oneRun(*bench, warmUp, "bench-warm-up", wanted.count / 4));
    Report report("publish " + wanted.kind,
        "650-octet events, 10 partitions; from the first hand-over to the last acknowledgement");
    report.note("machine before", machineWords());
    report.note("events", std::to_string(wanted.count));
    for (int turn = 0; turn < wanted.runs; ++turn) {
        LOCUS_TRY(oneRun(*bench, report, "bench-" + std::to_string(turn), wanted.count));
    }
    report.note("machine after", machineWords());
    report.print();
    return {};
}

} // namespace

int main(int argc, char** argv)
{
    return runOnBus(argc, argv, "bench_publish", "200000", run);
}
