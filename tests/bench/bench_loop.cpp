// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
// Events a second through the real reader, core loop and store, from the first record to the last
// durable commit, with a role that takes every event and updates one row.
#include "core/metrics/registry.h"
#include "core/pipeline/core_loop.h"
#include "core/pipeline/effects.h"
#include "core/pipeline/record_reader.h"
#include "tests/bench/bench_bus_setup.h"
#include "tests/bench/bench_report.h"
#include "tests/bench/kafka_peer.h"
#include "tests/bench/sample_events.h"

#include <iostream>

using namespace locus;
using namespace locus::bench;

namespace {

constexpr const char* topic = "bench-events";
constexpr const char* countName = "bench_count";
constexpr const char* sealingPart = "sealing";

class CountingRole final : public pipeline::Role
{
public:
    explicit CountingRole(bool keeps)
        : m_keeps(keeps)
    { }
    [[nodiscard]] std::string_view name() const override { return "bench"; }
    [[nodiscard]] bool wants(const pipeline::Incoming&) const override { return true; }
    Status onEvent(const pipeline::Incoming& incoming, pipeline::Effects& effects) override
    {
        if (m_count == 0) {
            m_first = secondsNow();
        }
        ++m_count;
        if (m_keeps) {
            LOCUS_TRY(effects.keepForeign(incoming, 0));
        }
        return effects.store().meta.set(countName, std::to_string(m_count));
    }

    [[nodiscard]] std::uint64_t count() const { return m_count; }
    [[nodiscard]] double first() const { return m_first; }

private:
    const bool m_keeps; // each event in the log of all events, as most roles do
    std::uint64_t m_count = 0;
    double m_first = 0;
};

// The reader needs the loop's queue and the loop its reader: one of them comes later.
class LateSource final : public pipeline::RecordSource
{
public:
    void set(pipeline::RecordReader& reader) { m_reader = &reader; }
    void pause(const bus::TopicPartition& at) override { m_reader->pause(at); }
    void resume(const bus::TopicPartition& at) override { m_reader->resume(at); }
    void report(std::vector<bus::Position> positions) override
    {
        m_reader->report(std::move(positions));
    }

private:
    pipeline::RecordReader* m_reader = nullptr;
};

// How long each COMMIT took, seen from the loop's own named points.
class CommitWatch
{
public:
    void pass(std::string_view point)
    {
        if (point == "before_commit") {
            m_start = secondsNow();
        } else if (point == "after_commit") {
            m_millis.push_back((secondsNow() - m_start) * 1e3);
        }
    }
    [[nodiscard]] const std::vector<double>& millis() const { return m_millis; }

private:
    double m_start = 0;
    std::vector<double> m_millis;
};

struct Measured
{
    double seconds = 0;
    double cpuSeconds = 0;
    std::vector<double> commitMillis;
};

// Nothing may be missing, doubled or parked; else a figure means nothing.
Status checkStored(store::Store& store, std::uint64_t count)
{
    LOCUS_TRY_VALUE(told, store.meta.get(countName));
    LOCUS_TRY_VALUE(seen, store.database().integer("SELECT count(*) FROM inbox"));
    LOCUS_TRY_VALUE(parked, store.database().integer("SELECT count(*) FROM dead_letter"));
    if (told != std::to_string(count) || seen != static_cast<std::int64_t>(count) || parked != 0) {
        return fatal("bench.wrong_count",
            "counted " + told + ", inbox " + std::to_string(seen) + ", parked "
                + std::to_string(parked));
    }
    return {};
}

Result<Measured> measure(
    BenchBus& bench, const std::string& file, std::uint64_t count, bool keeps = false)
{
    UuidSource ids(bench.clock(), bench.random());
    LOCUS_TRY_VALUE(store, store::Store::open({ file }, ids, bench.codec()));
    metrics::Registry metrics;
    CountingRole role(keeps);
    LateSource source;
    CommitWatch commits;
    pipeline::LoopContext context { *store, bench.clock(), bench.random(), metrics, { &role } };
    context.records = &source;
    context.killPoint = [&commits](std::string_view point) { commits.pass(point); };
    pipeline::CoreLoop loop(std::move(context));
    LOCUS_TRY(loop.load());
    pipeline::RecordReader reader(bench.bus(), loop.queue(), bench.random());
    source.set(reader);

    const double cpuBefore = ownCpuSeconds();
    Status stopped;
    LOCUS_TRY(reader.start({ { topic }, "bench" }, [&](Error error) {
        stopped = std::move(error);
        loop.queue().close();
    }));
    while (role.count() < count && !loop.queue().drained()) {
        LOCUS_TRY_VALUE(worked, loop.step(std::chrono::seconds(1)));
        static_cast<void>(worked);
    }
    Measured measured { secondsNow() - role.first(), ownCpuSeconds() - cpuBefore,
        commits.millis() };
    loop.queue().close();
    reader.stop();
    LOCUS_TRY(stopped);
    LOCUS_TRY(checkStored(*store, count));
    return measured;
}

Status oneRun(BenchBus& bench, Report* report, const std::string& file, std::uint64_t count)
{
    LOCUS_TRY_VALUE(measured, measure(bench, file, count));
    const auto events = static_cast<double>(count);
    const double rate = events / measured.seconds;
    double peerRate = 0;
    if (!bench.bootstrap().empty()) {
        LOCUS_TRY_VALUE(seconds, peerRead(bench.bootstrap(), topic, BenchBus::partitions, count));
        peerRate = events / seconds;
    }
    if (report == nullptr) {
        return {};
    }
    report->add("throughput", "events/s", rate);
    report->add("cpu an event", "us", measured.cpuSeconds / events * 1e6);
    report->add("events a transaction", "events",
        events / static_cast<double>(measured.commitMillis.size()));
    report->add("commit p50", "ms", percentile(measured.commitMillis, 0.5));
    report->add("commit p99", "ms", percentile(measured.commitMillis, 0.99));
    if (peerRate > 0) {
        report->add("bare librdkafka, no handling", "events/s", peerRate);
        report->add("ratio to bare librdkafka", "", rate / peerRate);
    }
    return {};
}

Result<std::unique_ptr<BenchBus>> filledBus(const char* kind, std::uint64_t count)
{
    LOCUS_TRY_VALUE(bench, BenchBus::open(kind));
    LOCUS_TRY(bench->makeTopic(topic));
    SampleEvents events(topic);
    LOCUS_TRY(bench->append(count, [&events] { return events.next(); }));
    return bench;
}

// With sealing against without, turn by turn: records opened as they come, events sealed as they
// are kept.
Status compareSealing(const BusRun& wanted)
{
    LOCUS_TRY_VALUE(plain, filledBus("embedded", wanted.count));
    LOCUS_TRY_VALUE(sealed, filledBus("sealed", wanted.count));
    Report report("loop, sealed against not",
        "first record to last durable commit, each event kept; 650-octet events of 1,000 "
        "aggregates, embedded log, SQLite FULL; the two in turns");
    report.note("machine before", machineWords());
    report.note("events", std::to_string(wanted.count));
    for (int turn = 0; turn <= wanted.runs; ++turn) {
        const std::string file = "/store" + std::to_string(turn) + ".db";
        LOCUS_TRY_VALUE(without, measure(*plain, plain->folder() + file, wanted.count, true));
        LOCUS_TRY_VALUE(with, measure(*sealed, sealed->folder() + file, wanted.count, true));
        if (turn == 0) {
            continue; // warms up
        }
        const auto events = static_cast<double>(wanted.count);
        report.add("without", "events/s", events / without.seconds);
        report.add("sealed", "events/s", events / with.seconds);
        report.add("ratio", "", without.seconds / with.seconds);
        report.add("cpu an event without", "us", without.cpuSeconds / events * 1e6);
        report.add("cpu an event sealed", "us", with.cpuSeconds / events * 1e6);
    }
    report.note("machine after", machineWords());
    report.print();
    return {};
}

Status run(const BusRun& wanted)
{
    if (wanted.part == sealingPart) {
        return compareSealing(wanted);
    }
    LOCUS_TRY_VALUE(bench, BenchBus::open(wanted.kind));
    LOCUS_TRY(bench->makeTopic(topic));
    SampleEvents events(topic);
    LOCUS_TRY_VALUE(filled, bench->append(wanted.count, [&events] { return events.next(); }));
    static_cast<void>(filled);
    Report report("loop " + wanted.kind,
        "first record to last durable commit; 650-octet events, 10 partitions, SQLite FULL");
    report.note("machine before", machineWords());
    report.note("events", std::to_string(wanted.count));
    for (int turn = 0; turn <= wanted.runs; ++turn) {
        const std::string file = bench->folder() + "/store" + std::to_string(turn) + ".db";
        LOCUS_TRY(oneRun(*bench, turn == 0 ? nullptr : &report, file, wanted.count)); // 0 warms up
    }
    report.note("machine after", machineWords());
    report.print();
    return {};
}

} // namespace

int main(int argc, char** argv)
{
    return runOnBus(argc, argv, "bench_loop", "300000", run, { sealingPart });
}
