// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
// What the audit trail costs a command, and how long a million of its records take to verify.
#include "core/base/clock.h"
#include "core/base/payload_codec.h"
#include "core/base/random_source.h"
#include "core/people/permissions.h"
#include "core/store/store.h"
#include "core/store/store_audit_reader.h"
#include "core/store/unit_of_work.h"
#include "tests/bench/bench_report.h"

#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iostream>

using namespace locus;

namespace {

constexpr int runs = 5;
constexpr int together = 100; // commands a commit holds
constexpr int checkpointEvery = 1000;
constexpr int slice = 50'000;

double secondsSince(std::chrono::steady_clock::time_point start)
{
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
}

people::AuditNote noteOf(const Uuid& id)
{
    return { people::AuditKind::Command, "analyses.submit", "a.osei", {}, "clinician", "10.1.2.3",
        {}, "Analysis/" + id.toString(), people::auditOk, "patient-4711" };
}

class Bench
{
public:
    Bench(std::filesystem::path folder, int records)
        : m_folder(std::move(folder))
        , m_records(records)
    { }

    Status run(bench::Report& report)
    {
        std::filesystem::remove_all(m_folder);
        std::filesystem::create_directories(m_folder);
        LOCUS_TRY_VALUE(opened, store::Store::open({ m_folder / "store.db" }, m_ids, m_codec));
        m_store = std::move(opened);
        LOCUS_TRY(write(report));
        for (int i = 0; i < runs; ++i) {
            LOCUS_TRY(verify(report));
        }
        m_store = nullptr;
        std::filesystem::remove_all(m_folder);
        return {};
    }

private:
    // Each command as the loop has it: asked for permission, appended, committed with others.
    Status write(bench::Report& report)
    {
        LOCUS_TRY_VALUE(signer, people::AuditSigner::open(m_folder / "audit.key"));
        std::ofstream witness(m_folder / "witness.jsonl");
        const people::Principal who { "a.osei", { people::Role::Clinician }, "t" };
        const int part = m_records / runs;
        for (int run = 0; run < runs; ++run) {
            double inside = 0;
            for (int done = 0; done < part; done += together) {
                LOCUS_TRY_VALUE(unit, store::UnitOfWork::begin(m_store->database()));
                const auto begun = std::chrono::steady_clock::now();
                for (int i = 0; i < together; ++i) {
                    LOCUS_TRY(people::checkPermitted(who, "analyses.submit"));
                    LOCUS_TRY(m_store->audit.append(noteOf(m_ids.next()), m_clock.now()));
                }
                inside += secondsSince(begun);
                LOCUS_TRY_VALUE(head, m_store->audit.head());
                if (head.number % checkpointEvery == 0) {
                    const auto checkpoint = signer.sign(
                        head.number, head.hash, m_clock.now(), m_store->installationId());
                    LOCUS_TRY(m_store->audit.addCheckpoint(checkpoint));
                    witness << checkpoint.toJson() << '\n';
                }
                LOCUS_TRY(unit.commit());
            }
            report.add("permission and audit on a command", "us", inside / part * 1e6);
        }
        return {};
    }

    Status verify(bench::Report& report)
    {
        const auto begun = std::chrono::steady_clock::now();
        LOCUS_TRY_VALUE(reader,
            store::StoreAuditReader::open(
                m_folder / "store.db", m_codec, m_folder / "witness.jsonl"));
        LOCUS_TRY_VALUE(check, reader->check());
        for (bool more = true; more;) {
            LOCUS_TRY_VALUE(went, check->go(slice));
            more = went;
        }
        const people::AuditVerdict verdict = check->verdict();
        if (!verdict.ok() || verdict.records != m_records) {
            return fatal("bench.wrong", "the chain that was written does not verify");
        }
        report.add("verify " + std::to_string(m_records) + " records", "s", secondsSince(begun));
        return {};
    }

    const std::filesystem::path m_folder;
    const int m_records;
    SystemClock m_clock;
    SystemRandom m_random;
    UuidSource m_ids { m_clock, m_random };
    PlainCodec m_codec;
    std::unique_ptr<store::Store> m_store;
};

} // namespace

int main(int argc, char** argv)
{
    const int records = argc > 1 ? std::atoi(argv[1]) : 1'000'000;
    bench::Report report("audit",
        "a record of the audit trail with its chain and indexes, in transactions of 100; the whole "
        "trail with a checkpoint every 1,000 records and the witness file");
    Bench bench(std::filesystem::temp_directory_path() / "locus-bench-audit", records);
    if (const Status done = bench.run(report); !done.ok()) {
        std::cerr << "bench_audit: " << done.error().message << '\n';
        return 1;
    }
    report.print();
    return 0;
}
