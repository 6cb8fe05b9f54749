// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
// Runs the benchmarks that stand beside it and prints every figure that has a goal as one table,
// with what was measured and whether it is reached. `bench_goals` runs all, `bench_goals pipeline
// recovery` those named; what each printed is kept in --keep's folder.
#include <nlohmann/json.hpp>

#include <QtCore/QCommandLineParser>
#include <QtCore/QCoreApplication>
#include <QtCore/QDir>
#include <QtCore/QFile>
#include <QtCore/QProcess>

#include <array>
#include <cstdio>
#include <iostream>
#include <map>
#include <optional>
#include <string>
#include <vector>

using nlohmann::json;

namespace {

enum class Reach
{
    AtLeast,
    AtMost
};

struct Goal
{
    const char* what;
    const char* bench; // with its arguments, without "bench_"
    const char* figure; // as its report names it
    Reach reach;
    double bound;
};

constexpr const char* pipelineKafka = "pipeline --bus kafka";
constexpr const char* pipelineEmbedded = "pipeline --bus embedded";
constexpr const char* fanout = "fanout --bus kafka";
constexpr const char* fanoutEmbedded = "fanout --bus embedded";
constexpr const char* kills = "recovery kills 100";

constexpr std::array goals {
    Goal { "sequences, gateway to stored result", "submit", "throughput", Reach::AtLeast, 2'000 },
    Goal { "the same at 200/s, p99", "submit", "latency p99 at 200/s", Reach::AtMost, 50 },
    Goal { "idle core, memory", "submit", "idle memory", Reach::AtMost, 60 },
    Goal { "core loop, embedded log", "loop --bus embedded", "throughput", Reach::AtLeast, 50'000 },
    Goal { "core loop, Kafka", "loop --bus kafka", "throughput", Reach::AtLeast, 50'000 },
    Goal { "whole way, Kafka", pipelineKafka, "through and acknowledged", Reach::AtLeast, 70'000 },
    Goal { "the same, CPU an event", pipelineKafka, "cpu an event, all threads of ours",
        Reach::AtMost, 15 },
    Goal { "arrival to durable commit, Kafka, 2,500/s, p99", pipelineKafka,
        "arrival to durable commit p99 at 2500/s", Reach::AtMost, 8 },
    Goal { "the same at 10,000/s, p99", pipelineKafka, "arrival to durable commit p99 at 10000/s",
        Reach::AtMost, 20 },
    Goal {
        "consumer lag, Kafka, 2,500/s", pipelineKafka, "lag, mean at 2500/s", Reach::AtMost, 50 },
    Goal { "10 % poison, share of the clean rate", pipelineKafka,
        "with 10 % poison, share of clean", Reach::AtLeast, 0.8 },
    Goal { "whole way, embedded log", pipelineEmbedded, "through and acknowledged", Reach::AtLeast,
        50'000 },
    Goal { "10 % poison, embedded log, share of the clean rate", pipelineEmbedded,
        "with 10 % poison, share of clean", Reach::AtLeast, 0.8 },
    Goal { "write-ahead log at the end", pipelineKafka, "write-ahead log at the end", Reach::AtMost,
        64 },
    Goal { "kill -9 amid 10,000: accepted and lost", "recovery", "accepted and lost", Reach::AtMost,
        0 },
    Goal { "the same: with other than one result", "recovery", "with other than one result row",
        Reach::AtMost, 0 },
    Goal { "kill -9 to consuming, 100 kills, p99", kills,
        "restart until a new submission has its result, p99", Reach::AtMost, 2'000 },
    Goal { "fan-out, 10 minutes, Kafka: lost", fanout, "lost", Reach::AtMost, 0 },
    Goal { "the same: memory's slope", fanout, "resident memory, slope from 10 % on", Reach::AtMost,
        1 },
    Goal { "fan-out, 10 minutes, embedded log: lost", fanoutEmbedded, "lost", Reach::AtMost, 0 },
    Goal { "the same: memory's slope", fanoutEmbedded, "resident memory, slope from 10 % on",
        Reach::AtMost, 1 },
};

// What a benchmark printed; nothing if it failed, which it has said itself by then.
std::optional<json> reportOf(const QString& bench, const QDir& keep)
{
    QStringList words = bench.split(QLatin1Char(' '));
    const QString program =
        QCoreApplication::applicationDirPath() + QStringLiteral("/bench_") + words.takeFirst();
    std::cerr << "bench_goals: bench_" << bench.toStdString() << '\n';
    QProcess process;
    process.setProcessChannelMode(QProcess::ForwardedErrorChannel);
    process.start(program, words);
    process.waitForFinished(-1);
    const QByteArray printed = process.readAllStandardOutput();
    QFile file(keep.filePath(
        QString(bench).replace(QLatin1Char(' '), QLatin1Char('_')) + QStringLiteral(".json")));
    if (!file.open(QIODevice::WriteOnly) || file.write(printed) != printed.size()) {
        std::cerr << "bench_goals: " << file.fileName().toStdString() << " cannot be written\n";
    }
    json report = json::parse(printed.toStdString(), nullptr, false);
    return process.exitCode() == 0 && report.is_object() ? std::optional(std::move(report))
                                                         : std::nullopt;
}

std::string text(double value)
{
    std::array<char, 32> out {};
    const int size =
        std::snprintf(out.data(), out.size(), value >= 100 || value == 0 ? "%.0f" : "%.2f", value);
    return { out.data(), static_cast<std::size_t>(size) };
}

// One line of the table; whether the goal is reached.
bool print(const Goal& goal, const std::optional<json>& report)
{
    const bool atLeast = goal.reach == Reach::AtLeast;
    std::cout << "| " << goal.what << " | " << (atLeast ? "≥ " : "≤ ") << text(goal.bound) << " | ";
    if (!report || !report->at("figures").contains(goal.figure)) {
        std::cout << "no figure: the benchmark failed | no | `bench_" << goal.bench << "` |\n";
        return false;
    }
    const json& figure = report->at("figures").at(goal.figure);
    const auto number = [&figure](const char* name) { return figure.at(name).get<double>(); };
    const double median = number("median");
    const bool reached = atLeast ? median >= goal.bound : median <= goal.bound;
    std::cout << text(median) << " (" << text(number("min")) << " to " << text(number("max"))
              << ") " << figure.at("unit").get<std::string>() << ", " << figure.at("runs").size()
              << " runs | " << (reached ? "yes" : "no") << " | `bench_" << goal.bench << "` |\n";
    return reached;
}

} // namespace

int main(int argc, char** argv)
{
    const QCoreApplication application(argc, argv);
    QCommandLineParser line;
    line.addHelpOption();
    line.addPositionalArgument(
        QStringLiteral("bench"), QStringLiteral("submit, loop, pipeline, recovery, fanout; all"));
    line.addOption({ QStringLiteral("keep"), QStringLiteral("folder for what each one printed"),
        QStringLiteral("folder"), QDir::tempPath() + QStringLiteral("/locus-bench") });
    line.process(application);
    const QDir keep(line.value(QStringLiteral("keep")));
    keep.mkpath(QStringLiteral("."));

    std::map<std::string, std::optional<json>> reports;
    std::vector<Goal> wanted;
    for (const Goal& goal : goals) {
        const QString bench = QString::fromLatin1(goal.bench);
        const QStringList named = line.positionalArguments();
        if (!named.isEmpty() && !named.contains(bench.section(QLatin1Char(' '), 0, 0))) {
            continue;
        }
        wanted.push_back(goal);
        if (!reports.contains(goal.bench)) {
            reports[goal.bench] = reportOf(bench, keep);
        }
    }
    std::cout << "| Figure | Goal | Median (lowest to highest) | Reached | Command |\n"
                 "|---|---|---|---|---|\n";
    bool all = !wanted.empty();
    for (const Goal& goal : wanted) {
        all = print(goal, reports[goal.bench]) && all;
    }
    return all ? 0 : 1;
}
