// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
// locus_torture [--kafka] [--runs N] [--faults N] [--seed N] [--rate N] [--out FOLDER]: long runs
// of the ordeal. One JSON object a run, a summary last; a picture of latency and lag over the
// faults, and the history, lie in the folder. Exit 1 if anything was violated.
#include "tests/torture/ordeal.h"
#include "tests/torture/ordeal_picture.h"

#include <QCommandLineParser>
#include <QCoreApplication>

#include <nlohmann/json.hpp>

#include <algorithm>
#include <cmath>
#include <iostream>

using namespace locus::torture;
using nlohmann::json;

namespace {

json recoveriesOf(const std::map<std::string, std::vector<std::int64_t>>& recoveries)
{
    json out = json::object();
    for (auto [name, times] : recoveries) {
        std::sort(times.begin(), times.end());
        const auto at = [&times = times](double share) { // nearest rank
            return times[static_cast<std::size_t>(
                             std::ceil(share * static_cast<double>(times.size())))
                - 1];
        };
        out[name] = { { "count", times.size() }, { "p50Ms", at(0.5) }, { "p99Ms", at(0.99) },
            { "maxMs", times.back() } };
    }
    return out;
}

json violationsOf(const Verdict& verdict)
{
    json out = json::array();
    for (const Violation& violation : verdict.violations) {
        out.push_back(std::string(toString(violation.kind)) + ": " + violation.detail);
    }
    return out;
}

} // namespace

int main(int argc, char** argv)
{
    const QCoreApplication application(argc, argv);
    QCommandLineParser words;
    const QString number = QStringLiteral("N");
    words.addOption({ QStringLiteral("kafka"), QStringLiteral("A real broker.") });
    words.addOption(
        { QStringLiteral("runs"), QStringLiteral("Runs."), number, QStringLiteral("1") });
    words.addOption(
        { QStringLiteral("faults"), QStringLiteral("A run."), number, QStringLiteral("20") });
    words.addOption({ QStringLiteral("seed"), QStringLiteral("Of the first run."), number,
        QStringLiteral("1") });
    words.addOption({ QStringLiteral("rate"), QStringLiteral("Values a second."), number,
        QStringLiteral("150") });
    words.addOption({ QStringLiteral("out"), QStringLiteral("Folder."), QStringLiteral("FOLDER"),
        QStringLiteral(".") });
    words.addHelpOption();
    words.process(application);

    const std::filesystem::path out = words.value(QStringLiteral("out")).toStdString();
    std::map<std::string, std::vector<std::int64_t>> recoveries;
    json total { { "runs", 0 }, { "faults", 0 }, { "values", 0 }, { "acknowledged", 0 },
        { "events", 0 }, { "duplicatesOnWire", 0 }, { "deadLetters", 0 }, { "violations", 0 } };
    const auto add = [&total](const char* name, std::int64_t value) {
        total[name] = total[name].get<std::int64_t>() + value;
    };
    for (int run = 0; run < words.value(QStringLiteral("runs")).toInt(); ++run) {
        OrdealOptions options;
        options.seed =
            words.value(QStringLiteral("seed")).toULongLong() + static_cast<unsigned>(run);
        options.kafka = words.isSet(QStringLiteral("kafka"));
        options.faults = words.value(QStringLiteral("faults")).toInt();
        options.perSecond = words.value(QStringLiteral("rate")).toDouble();
        options.history = out / ("history-" + std::to_string(options.seed) + ".jsonl");
        const auto report = runOrdeal(options);
        if (!report.ok()) {
            std::cerr << "locus_torture: seed " << options.seed << ": " << report.error().message
                      << '\n';
            return 1;
        }
        const Verdict& verdict = report->verdict;
        std::cout << json {
            { "seed", options.seed }, { "kafka", options.kafka }, { "values", verdict.invoked },
            { "acknowledged", verdict.acknowledged }, { "refused", verdict.refused },
            { "unknown", verdict.unknown }, { "held", verdict.held }, { "events", verdict.events },
            { "duplicatesOnWire", verdict.duplicatesOnWire }, { "deadLetters", verdict.letters },
            { "violations", violationsOf(verdict) }, { "storeFaults", report->storeFaults },
            { "recovery", recoveriesOf(report->recoveryMs) }, { "quietMs", report->quietMs },
            { "residentKiB", report->residentKiB }
        }.dump() << std::endl;
        writePicture(out / ("ordeal-" + std::to_string(options.seed) + ".svg"), *report);
        for (const auto& [name, times] : report->recoveryMs) {
            recoveries[name].insert(recoveries[name].end(), times.begin(), times.end());
        }
        add("runs", 1);
        add("faults", static_cast<std::int64_t>(report->faults.size()));
        add("values", verdict.invoked);
        add("acknowledged", verdict.acknowledged);
        add("events", verdict.events);
        add("duplicatesOnWire", verdict.duplicatesOnWire);
        add("deadLetters", verdict.letters);
        add("violations",
            static_cast<std::int64_t>(verdict.violations.size() + report->storeFaults.size()));
    }
    total["recovery"] = recoveriesOf(recoveries);
    std::cout << total.dump() << '\n';
    return total["violations"] == 0 ? 0 : 1;
}
