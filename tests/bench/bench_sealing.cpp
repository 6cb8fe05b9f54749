// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
// Seals and opens payloads of 650 octets as the store and the embedded bus do.
#include "core/base/clock.h"
#include "core/base/random_source.h"
#include "core/base/uuid.h"
#include "core/sealing/sealed_folder.h"
#include "tests/bench/bench_report.h"

#include <QTemporaryDir>

#include <chrono>
#include <iostream>

using namespace locus;

namespace {

constexpr int runs = 5;
constexpr int rounds = 200'000;
constexpr int subjects = 1000;
constexpr std::size_t payloadOctets = 650;

double microsSince(std::chrono::steady_clock::time_point start)
{
    return std::chrono::duration<double, std::micro>(std::chrono::steady_clock::now() - start)
        .count();
}

Status oneRun(const PayloadCodec& codec, const std::vector<std::string>& names,
    const Bytes& payload, bench::Report* report)
{
    std::vector<Bytes> sealed(subjects);
    auto start = std::chrono::steady_clock::now();
    for (int i = 0; i < rounds; ++i) {
        LOCUS_TRY_VALUE(made, codec.seal(payload, names[static_cast<std::size_t>(i % subjects)]));
        sealed[static_cast<std::size_t>(i % subjects)] = std::move(made);
    }
    const double sealing = microsSince(start) / rounds;
    LOCUS_TRY(codec.settle());
    start = std::chrono::steady_clock::now();
    for (int i = 0; i < rounds; ++i) {
        LOCUS_TRY_VALUE(opened, codec.open(sealed[static_cast<std::size_t>(i % subjects)]));
        if (opened.size() != payload.size()) {
            return fatal("bench.wrong_payload", "what was opened is not what was sealed");
        }
    }
    const double opening = microsSince(start) / rounds;
    if (report != nullptr) {
        report->add("seal", "us", sealing);
        report->add("open", "us", opening);
    }
    return {};
}

// What the first payload of a new subject costs more, keys durable in groups of a thousand.
Status newSubjects(const PayloadCodec& codec, int run, const Bytes& payload, bench::Report* report)
{
    const auto start = std::chrono::steady_clock::now();
    for (int i = 0; i < subjects; ++i) {
        LOCUS_TRY(codec.seal(payload, "new-" + std::to_string(run) + "-" + std::to_string(i)));
    }
    LOCUS_TRY(codec.settle());
    if (report != nullptr) {
        report->add("seal for a new subject", "us", microsSince(start) / subjects);
    }
    return {};
}

Status run()
{
    const QTemporaryDir folder;
    const std::filesystem::path place(folder.path().toStdString());
    const SystemClock clock;
    SystemRandom random;
    UuidSource ids(clock, random);
    LOCUS_TRY_VALUE(sealed,
        sealing::openFolder(
            place, { place / "config" / "master.key", {} }, sealing::Want::Seal, { clock, ids }));
    std::vector<std::string> names;
    for (int i = 0; i < subjects; ++i) {
        names.push_back("fictional-" + std::to_string(i));
    }
    const Bytes payload(payloadOctets, 'p');
    bench::Report report("sealing", "650 octets, 1,000 subjects in turn, one thread");
    for (int turn = 0; turn <= runs; ++turn) {
        bench::Report* const into = turn == 0 ? nullptr : &report; // 0 warms up
        LOCUS_TRY(oneRun(*sealed.codec, names, payload, into));
        LOCUS_TRY(newSubjects(*sealed.codec, turn, payload, into));
    }
    report.print();
    return {};
}

} // namespace

int main()
{
    const Status done = run();
    if (!done.ok()) {
        std::cerr << "bench_sealing: " << done.error().message << '\n';
        return 1;
    }
    return 0;
}
