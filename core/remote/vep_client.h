// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/genetics/annotation_ports.h"
#include "core/remote/service_caller.h"
#include "core/remote/vep_codec.h"

#include <mutex>

namespace locus::remote {

struct VepSettings
{
    std::string baseUrl = "https://rest.ensembl.org";
    std::string assembly = "GRCh38"; // a server serves one; GRCh37 has a server of its own
    std::string species = "homo_sapiens";
    std::size_t batchSize = 100; // held to 1..200
    VepOptions options = defaultVepOptions();
    Duration deadline = std::chrono::seconds(60); // of one request
    // Rate, retries and circuit; the probe address is filled in.
    CallPolicy policy { .rate = RateLimits {} };
};

// Ensembl VEP over its REST service. A batch answer holds only what the service understood, so
// every answer is found again by its input and whatever is missing is asked for singly, which
// brings the reason. Each query ends as rows, as rejected with the service's own words, or as
// pending with the time to come back. Nothing is ever made up.
// Thread contract: annotate() from any job thread, several at once share rate limit and circuit.
class VepClient final : public genetics::AnnotationService
{
public:
    VepClient(VepSettings settings, HttpClient& http, const Seams& seams);
    ~VepClient() override;

    [[nodiscard]] bool serves(std::string_view assembly) const override;
    std::vector<genetics::ServiceAnswer> annotate(std::span<const genetics::ServiceQuery> queries,
        std::string_view assembly, const genetics::CancelCheck& cancelled) override;

    // For metrics, health and the status bar.
    [[nodiscard]] CircuitBreaker::Snapshot circuit() const;

private:
    class Run;

    // Engine and releases for the rows; asked once an hour, empty while the service does not say.
    genetics::EngineSource source(const CancelCheck& cancelled);

    VepSettings m_settings;
    ServiceCaller m_caller;
    const Clock& m_clock;
    std::mutex m_mutex;
    genetics::EngineSource m_source;
    std::optional<Duration> m_sourceRead; // monotonic
};

} // namespace locus::remote
