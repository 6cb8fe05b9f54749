// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
// kill -9 in the middle of 10,000 submissions: time until the restarted core consumes again, and
// whether every accepted submission has exactly one result.
#include "tests/bench/bench_report.h"
#include "tests/bench/load_client.h"

#include <QCoreApplication>
#include <QElapsedTimer>
#include <QTimer>

#include <algorithm>
#include <iostream>
#include <set>

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
    return {};
}

} // namespace

int main(int argc, char** argv)
{
    const QCoreApplication application(argc, argv);
    const int count = argc > 1 ? std::atoi(argv[1]) : 10'000;
    const auto texts = sampleSequences(500);
    Report report("recovery",
        "kill -9 of locusd in the middle of submissions, then a restart on the same data");
    for (int run = 0; run < runs; ++run) {
        const Status done = oneRun(report, count, texts, 700 + 300 * run);
        if (!done.ok()) {
            std::cerr << "bench_recovery: " << done.error().message << '\n';
            return 1;
        }
    }
    report.print();
    return 0;
}
