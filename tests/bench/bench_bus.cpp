// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
// Append and read rates of a bus through its port, and of bare librdkafka on the same broker.
#include "tests/bench/bench_bus_setup.h"
#include "tests/bench/bench_report.h"
#include "tests/bench/kafka_peer.h"
#include "tests/bench/sample_events.h"

#include <iostream>

using namespace locus;
using namespace locus::bench;

namespace {

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

Status peerRun(BenchBus& bench, Report& report, const std::string& topic, std::uint64_t count)
{
    LOCUS_TRY(bench.makeTopic(topic));
    const auto events = static_cast<double>(count);
    LOCUS_TRY_VALUE(appended, peerAppend(bench.bootstrap(), sampleRecords(topic, count)));
    report.add("bare librdkafka append", "events/s", events / appended);
    LOCUS_TRY_VALUE(read, peerRead(bench.bootstrap(), topic, BenchBus::partitions, count));
    report.add("bare librdkafka read", "events/s", events / read);
    return {};
}

Status oneRun(BenchBus& bench, Report& report, const std::string& topic, std::uint64_t count)
{
    LOCUS_TRY(bench.makeTopic(topic));
    std::vector<bus::OutRecord> records = sampleRecords(topic, count);
    std::size_t next = 0;
    const auto events = static_cast<double>(count);
    double cpu = ownCpuSeconds();
    LOCUS_TRY_VALUE(appended, bench.append(count, [&] { return std::move(records[next++]); }));
    report.add("append", "events/s", events / appended);
    report.add("append cpu an event", "us", (ownCpuSeconds() - cpu) / events * 1e6);
    cpu = ownCpuSeconds();
    LOCUS_TRY_VALUE(read, bench.read(topic, count));
    report.add("read", "events/s", events / read);
    report.add("read cpu an event", "us", (ownCpuSeconds() - cpu) / events * 1e6);
    return bench.bootstrap().empty() ? Status() : peerRun(bench, report, topic + "-peer", count);
}

Status run(const BusRun& wanted)
{
    LOCUS_TRY_VALUE(bench, BenchBus::open(wanted.kind));
    Report warmUp("", "");
    LOCUS_TRY(oneRun(*bench, warmUp, "bench-warm-up", wanted.count));
    Report report("bus " + wanted.kind,
        "650-octet events, 10 partitions; append: to the last acknowledgement, read: all of them");
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
    return runOnBus(argc, argv, "bench_bus", "200000", run);
}
