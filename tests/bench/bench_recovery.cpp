// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
// kill -9 in the middle of 10,000 submissions: time until the restarted core consumes again, and
// whether every accepted submission has exactly one result.
#include "core/protocol/analyses_messages.h"
#include "tests/bench/bench_report.h"
#include "tests/bench/load_client.h"

#include <QCoreApplication>
#include <QElapsedTimer>
#include <QEventLoop>
#include <QTimer>

#include <iostream>

using namespace locus;
using namespace locus::bench;

namespace {

constexpr int runs = 5;

struct Tally
{
    std::int64_t ended = 0;
    std::int64_t open = 0;
};

Result<Tally> countAll(client::CoreClient& client)
{
    Tally tally;
    for (const bool ended : { true, false }) {
        protocol::AnalysesList list;
        list.query.limit = 1;
        list.query.states = ended
            ? std::vector { analyses::State::Completed, analyses::State::Partial,
                  analyses::State::Failed }
            : std::vector { analyses::State::Requested, analyses::State::Running };
        QEventLoop loop;
        std::optional<Result<protocol::AnalysesPage>> answer;
        client.call<protocol::AnalysesList>(list, &loop, [&](Result<protocol::AnalysesPage> page) {
            answer = std::move(page);
            loop.quit();
        });
        if (!answer) {
            loop.exec();
        }
        if (!answer->ok()) {
            return answer->error();
        }
        (ended ? tally.ended : tally.open) = (**answer).page.total.value_or(-1);
    }
    return tally;
}

Status oneRun(Report& report, int count, const std::vector<std::string>& texts, int killAfterMs)
{
    test::CoreProcess core;
    LOCUS_TRY(core.start());
    std::size_t accepted = 0;
    {
        LoadClient client(core);
        LOCUS_TRY(client.signIn());
        QTimer::singleShot(killAfterMs, [&core] { core.killHard(); });
        const auto broken = client.run({ texts, count, 200, 0 }, std::chrono::seconds(60));
        accepted = client.accepted().size();
        report.add("killed while running", "bool", broken.ok() ? 0 : 1);
    }
    QElapsedTimer clock;
    clock.start();
    LOCUS_TRY(core.start());
    report.add("restart until entered", "ms", static_cast<double>(clock.elapsed()));
    LoadClient again(core);
    LOCUS_TRY(again.signIn());
    LOCUS_TRY_VALUE(first, again.run({ texts, 1, 1, 0 }, std::chrono::seconds(60)));
    report.add("restart until a new submission has its result", "ms",
        static_cast<double>(clock.elapsed()));
    Tally tally;
    while (clock.elapsed() < 120'000) {
        LOCUS_TRY_VALUE(now, countAll(again.client()));
        tally = now;
        if (tally.open == 0) {
            break;
        }
    }
    report.add("accepted before the kill", "analyses", static_cast<double>(accepted));
    report.add("without a result", "analyses", static_cast<double>(tally.open));
    report.add("accepted and not found again", "analyses",
        std::max(0.0,
            static_cast<double>(accepted) + static_cast<double>(first.size())
                - static_cast<double>(tally.ended)));
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
