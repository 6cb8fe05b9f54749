// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
// The real console against a running core: cold start to the first painted page, and its memory
// with 100,000 analyses. Needs a display (xvfb-run).
#include "tests/bench/bench_report.h"
#include "tests/bench/load_client.h"

#include <QCoreApplication>
#include <QElapsedTimer>
#include <QFile>
#include <QProcess>

#include <iostream>

using namespace locus;
using namespace locus::bench;

namespace {

constexpr int runs = 7;

double residentMiB(qint64 pid)
{
    QFile status(QStringLiteral("/proc/%1/status").arg(pid));
    if (!status.open(QIODevice::ReadOnly)) {
        return 0;
    }
    for (const QByteArray& line : status.readAll().split('\n')) {
        if (line.startsWith("VmRSS:")) {
            return line.mid(6).simplified().split(' ').constFirst().toDouble() / 1024;
        }
    }
    return 0;
}

// Starts the console, waits for its first page, and for what it reads after that.
Status startOnce(
    Report& report, const test::CoreProcess& core, const QString& figure, const QStringList& link)
{
    QProcess console;
    QElapsedTimer clock;
    clock.start();
    console.start(test::CoreProcess::program(QStringLiteral("locus")),
        QStringList { QStringLiteral("--announce-paint"), QStringLiteral("--data-dir"),
            QString::fromStdString(core.dataDir().string()) }
            + link);
    while (!console.readAllStandardOutput().contains("painted")) {
        if (!console.waitForReadyRead(20'000)) {
            return retriable("bench.no_paint",
                "the console painted nothing: " + console.readAllStandardError().toStdString());
        }
    }
    report.add(QString(figure + QStringLiteral(": start to first painted page")).toStdString(),
        "ms", static_cast<double>(clock.elapsed()));
    console.waitForFinished(2'000); // reads its lists meanwhile
    report.add(QString(figure + QStringLiteral(": memory")).toStdString(), "MiB",
        residentMiB(console.processId()));
    console.terminate();
    console.waitForFinished(5'000);
    return {};
}

Status measure(Report& report, int analyses)
{
    test::CoreProcess core;
    LOCUS_TRY(core.start());
    for (int run = 0; run < runs; ++run) {
        LOCUS_TRY(startOnce(report, core, QStringLiteral("empty core"), {}));
    }
    LoadClient client(core);
    LOCUS_TRY(client.signIn());
    LOCUS_TRY_VALUE(
        filled, client.run({ sampleSequences(500), analyses, 200, 0 }, std::chrono::seconds(600)));
    (void)filled;
    const QStringList list { QStringLiteral("locus://analysis/")
        + QString::fromStdString(client.accepted().back()) };
    for (int run = 0; run < runs; ++run) {
        LOCUS_TRY(startOnce(
            report, core, QStringLiteral("%1 analyses, list and review open").arg(analyses), list));
    }
    return {};
}

} // namespace

int main(int argc, char** argv)
{
    const QCoreApplication application(argc, argv);
    Report report("console", "locus against a running core, both on this machine");
    const Status done = measure(report, argc > 1 ? std::atoi(argv[1]) : 100'000);
    if (!done.ok()) {
        std::cerr << "bench_console: " << done.error().message << '\n';
        return 1;
    }
    report.print();
    return 0;
}
