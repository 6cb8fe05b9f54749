// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
// kill -9 in the middle of 10,000 submissions: time until the restarted core consumes again,
// whether every accepted submission has exactly one result, and how long SIGTERM takes after that.
#include "tests/bench/bench_report.h"
#include "tests/bench/load_client.h"

#include <QCoreApplication>
#include <QElapsedTimer>
#include <QTimer>

#include <algorithm>
#include <iostream>
#include <set>
#include <string_view>

using namespace locus;
using namespace locus::bench;

namespace {

constexpr int runs = 5;

Status oneRun(Report& report, int count, const std::vector<std::string>& texts, int killAfterMs)
{
    test::CoreProcess core;
    LOCUS_TRY(core.start());
    std::vector<std::string> accepted;
    {
        LoadClient client(core);
        LOCUS_TRY(client.signIn());
        QTimer::singleShot(killAfterMs, [&core] { core.killHard(); });
        const auto broken = client.run({ texts, count, 200, 0 }, std::chrono::seconds(60));
        accepted = client.accepted();
        report.add("killed while running", "bool", broken.ok() ? 0 : 1);
    }
    QElapsedTimer clock;
    clock.start();
    LOCUS_TRY(core.start());
    report.add("restart until entered", "ms", static_cast<double>(clock.elapsed()));
    LoadClient again(core);
    LOCUS_TRY(again.signIn());
    LOCUS_TRY_VALUE(first, again.run({ texts, 1, 1, 0 }, std::chrono::seconds(60)));
    (void)first;
    report.add("restart until a new submission has its result", "ms",
        static_cast<double>(clock.elapsed()));
    LoadClient::Audit audit;
    do {
        LOCUS_TRY_VALUE(now, again.audit());
        audit = std::move(now);
    } while (audit.open > 0 && clock.elapsed() < 120'000);
    const std::set<std::string> known(audit.ids.begin(), audit.ids.end());
    const auto lost = std::count_if(accepted.begin(), accepted.end(),
        [&known](const std::string& id) { return !known.contains(id); });
    report.add("accepted before the kill", "analyses", static_cast<double>(accepted.size()));
    report.add("accepted and lost", "analyses", static_cast<double>(lost));
    report.add("without a result", "analyses", static_cast<double>(audit.open));
    report.add("with other than one result row", "analyses",
        static_cast<double>(audit.withoutExactlyOneRow));
    LOCUS_TRY_VALUE(took, core.stop(std::chrono::seconds(60)));
    if (core.exitCode() != 0) {
        return fatal(
            "bench.stop", "locusd did not end cleanly: " + core.errorOutput().toStdString());
    }
    report.add("SIGTERM to exit", "ms", static_cast<double>(took.count()));
    return {};
}

// One core and one data folder, killed again and again while it works.
Status manyKills(Report& report, int kills, const std::vector<std::string>& texts)
{
    test::CoreProcess core;
    LOCUS_TRY(core.start());
    std::vector<double> entered;
    std::vector<double> consuming;
    for (int kill = 0; kill < kills; ++kill) {
        {
            LoadClient client(core);
            LOCUS_TRY(client.signIn());
            const int after = 100 + kill * 137 % 400; // spread, and the same in every run
            QTimer::singleShot(after, [&core] { core.killHard(); });
            const auto broken = client.run({ texts, 1'000'000, 200, 0 }, std::chrono::seconds(60));
            if (broken.ok()) {
                return fatal("bench.not_killed", "the load ended before the kill");
            }
        }
        QElapsedTimer clock;
        clock.start();
        LOCUS_TRY(core.start());
        entered.push_back(static_cast<double>(clock.elapsed()));
        LoadClient again(core);
        LOCUS_TRY(again.signIn());
        LOCUS_TRY_VALUE(first, again.run({ texts, 1, 1, 0 }, std::chrono::seconds(60)));
        (void)first;
        consuming.push_back(static_cast<double>(clock.elapsed()));
    }
    for (const auto& [name, samples] : { std::pair { "restart until entered", entered },
             std::pair { "restart until a new submission has its result", consuming } }) {
        report.add(std::string(name) + ", p50", "ms", percentile(samples, 0.50));
        report.add(std::string(name) + ", p99", "ms", percentile(samples, 0.99));
        report.add(std::string(name) + ", longest", "ms",
            *std::max_element(samples.begin(), samples.end()));
    }
    report.note("kills", std::to_string(kills));
    return {};
}

Status severalRuns(Report& report, int count, const std::vector<std::string>& texts)
{
    for (int run = 0; run < runs; ++run) {
        LOCUS_TRY(oneRun(report, count, texts, 700 + 300 * run));
    }
    return {};
}

} // namespace

// bench_recovery [SUBMISSIONS] | bench_recovery kills N
int main(int argc, char** argv)
{
    const QCoreApplication application(argc, argv);
    const bool many = argc > 2 && std::string_view(argv[1]) == "kills";
    const auto texts = sampleSequences(500);
    Report report(many ? "recovery, many kills" : "recovery",
        "kill -9 of locusd in the middle of submissions, then a restart on the same data");
    const Status done = many ? manyKills(report, std::atoi(argv[2]), texts)
                             : severalRuns(report, argc > 1 ? std::atoi(argv[1]) : 10'000, texts);
    if (!done.ok()) {
        std::cerr << "bench_recovery: " << done.error().message << '\n';
        return 1;
    }
    report.print();
    return 0;
}
