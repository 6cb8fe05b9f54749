// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
// Sequences per second from the gateway to the stored result on one core, and the latency at a
// steady 200 a second.
#include "tests/bench/bench_report.h"
#include "tests/bench/load_client.h"

#include <QCoreApplication>

#include <iostream>

using namespace locus;
using namespace locus::bench;

namespace {

constexpr int runs = 5;

Status oneRun(Report& report, int count, const std::vector<std::string>& texts)
{
    test::CoreProcess core;
    core.pinTo(0);
    LOCUS_TRY(core.start());
    LoadClient client(core);
    LOCUS_TRY(client.signIn());
    report.add("idle memory", "MiB", static_cast<double>(core.residentKiB()) / 1024);

    const double cpuBefore = cpuSeconds(core.pid());
    LOCUS_TRY_VALUE(timings, client.run({ texts, count, 200, 0 }, std::chrono::seconds(120)));
    Instant first = timings.front().submitted;
    Instant last = timings.front().stored;
    for (const auto& timing : timings) {
        first = std::min(first, timing.submitted);
        last = std::max(last, timing.stored);
    }
    const double seconds = static_cast<double>((last - first).count()) / 1e6;
    report.add("throughput", "sequences/s", count / seconds);
    report.add("cpu an analysis", "us", (cpuSeconds(core.pid()) - cpuBefore) / count * 1e6);

    constexpr double paced = 200;
    LOCUS_TRY_VALUE(steady, client.run({ texts, 2000, 200, paced }, std::chrono::seconds(60)));
    std::vector<double> latencies;
    for (const auto& timing : steady) {
        latencies.push_back(static_cast<double>((timing.stored - timing.submitted).count()) / 1e3);
    }
    report.add("latency p50 at 200/s", "ms", percentile(latencies, 0.5));
    report.add("latency p99 at 200/s", "ms", percentile(latencies, 0.99));
    return {};
}

} // namespace

int main(int argc, char** argv)
{
    const QCoreApplication application(argc, argv);
    const int count = argc > 1 ? std::atoi(argv[1]) : 10'000;
    const auto texts = sampleSequences(500);
    Report report("submit",
        "150-base sequences with one difference: gateway to stored result, locusd on one core");
    for (int run = 0; run < runs; ++run) {
        const Status done = oneRun(report, count, texts);
        if (!done.ok()) {
            std::cerr << "bench_submit: " << done.error().message << '\n';
            return 1;
        }
    }
    report.print();
    return 0;
}
