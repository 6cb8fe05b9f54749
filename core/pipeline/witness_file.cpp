// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/pipeline/witness_file.h"

#include "core/base/file_sync.h"
#include "core/base/log.h"
#include "core/metrics/registry.h"

#include <algorithm>
#include <fstream>

namespace locus::pipeline {

namespace {

namespace fs = std::filesystem;

constexpr std::size_t mostWaiting = 10'000;
constexpr std::size_t mostAtOnce = 1000;
constexpr Duration retryAfter = std::chrono::seconds(1);

bool endsInLine(const fs::path& file)
{
    std::ifstream in(file, std::ios::binary | std::ios::ate);
    if (!in || in.tellg() <= 0) {
        return true;
    }
    in.seekg(-1, std::ios::end);
    return in.get() == '\n';
}

} // namespace

WitnessFile::WitnessFile(fs::path file, std::int64_t newest, metrics::Registry& metrics)
    : m_file(std::move(file))
    , m_newest(newest)
    , m_failing(metrics.gauge(
          "audit_witness_failing", "1 while checkpoints of the audit trail cannot be written"))
    , m_waiting(mostWaiting)
    , m_thread([this] { run(); })
{ }

WitnessFile::~WitnessFile()
{
    m_waiting.close();
    m_thread.join();
}

Result<std::unique_ptr<WitnessFile>> WitnessFile::open(
    const fs::path& file, metrics::Registry& metrics)
{
    LOCUS_TRY_VALUE(known, people::readWitness(file));
    std::int64_t newest = 0;
    for (const people::AuditCheckpoint& one : known) {
        newest = std::max(newest, one.number);
    }
    return std::unique_ptr<WitnessFile>(new WitnessFile(file, newest, metrics));
}

void WitnessFile::put(people::AuditCheckpoint checkpoint)
{
    if (!m_waiting.tryPush(std::move(checkpoint))) {
        log::error("audit.witness_full", { { "file", m_file.string() } });
    }
}

Status WitnessFile::write(BytesView lines) const
{
    const bool whole = endsInLine(m_file);
    std::ofstream out(m_file, std::ios::binary | std::ios::app);
    out << (whole ? "" : "\n") << lines;
    out.close();
    if (!out) {
        return retriable("file.unwritable", m_file.string() + " cannot be written");
    }
    return syncFile(m_file);
}

void WitnessFile::run()
{
    Bytes lines;
    while (!m_waiting.isClosed() || m_waiting.size() > 0) {
        for (const auto& one : m_waiting.popMany(mostAtOnce, retryAfter)) {
            lines += one.toJson() + '\n';
        }
        if (lines.empty()) {
            continue;
        }
        const Status written = write(lines);
        m_failing.set(written.ok() ? 0 : 1);
        if (written.ok()) {
            lines.clear();
        } else {
            log::error("audit.witness_failed", { { "error", written.error().message } });
        }
    }
}

} // namespace locus::pipeline
