// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/bounded_queue.h"
#include "core/pipeline/audit_witness.h"

#include <atomic>
#include <filesystem>
#include <memory>
#include <thread>

namespace locus::metrics {
class Gauge;
class Registry;
} // namespace locus::metrics

namespace locus::pipeline {

// A file to which checkpoints are appended, one JSON object a line, each on the disk before the
// next; on a thread of its own. While the file cannot be written the newest wait and are tried
// again; what did not get there is written at the next start.
class WitnessFile final : public AuditWitness
{
public:
    // Errors: those of readWitness().
    static Result<std::unique_ptr<WitnessFile>> open(
        const std::filesystem::path& file, metrics::Registry& metrics);
    ~WitnessFile() override; // writes what waits

    void put(people::AuditCheckpoint checkpoint) override;
    [[nodiscard]] std::int64_t newest() const override { return m_newest; }

private:
    WitnessFile(std::filesystem::path file, std::int64_t newest, metrics::Registry& metrics);
    void run();
    [[nodiscard]] Status write(BytesView lines) const;

    const std::filesystem::path m_file;
    const std::int64_t m_newest;
    metrics::Gauge& m_failing;
    BoundedQueue<people::AuditCheckpoint> m_waiting;
    std::thread m_thread;
};

} // namespace locus::pipeline
