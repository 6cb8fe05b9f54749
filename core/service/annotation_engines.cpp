// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/service/annotation_engines.h"

#include "core/base/file.h"
#include "core/base/places.h"
#include "core/base/text.h"
#include "core/metrics/circuit_gauge.h"
#include "core/remote/http_client.h"
#include "core/remote/inference_client.h"
#include "core/remote/vep_client.h"
#include "core/service/config.h"
#include "core/service/health_checks.h"

#include <algorithm>

namespace locus::service {

namespace {

constexpr std::size_t tokenCap = 64UL * 1024;

// Each assembly has a server of its own; this one passes a question to whichever serves it.
class ServiceByAssembly final : public genetics::AnnotationService
{
public:
    explicit ServiceByAssembly(std::vector<std::shared_ptr<remote::VepClient>> servers)
        : m_servers(std::move(servers))
    { }

    [[nodiscard]] bool serves(std::string_view assembly) const override
    {
        return find(assembly) != nullptr;
    }

    // REQUIRES: serves(assembly)
    std::vector<genetics::ServiceAnswer> annotate(std::span<const genetics::ServiceQuery> queries,
        std::string_view assembly, const genetics::CancelCheck& cancelled) override
    {
        return find(assembly)->annotate(queries, assembly, cancelled);
    }

private:
    [[nodiscard]] remote::VepClient* find(std::string_view assembly) const
    {
        const auto found = std::find_if(m_servers.begin(), m_servers.end(),
            [assembly](const auto& server) { return server->serves(assembly); });
        return found == m_servers.end() ? nullptr : found->get();
    }

    std::vector<std::shared_ptr<remote::VepClient>> m_servers;
};

Result<std::shared_ptr<const genetics::Reference>> openReference(const Config& config)
{
    if (!config.reference.fasta.empty()) {
        return genetics::openReferenceFiles(
            { config.reference.fasta, config.reference.gff, config.reference.assembly });
    }
    const std::filesystem::path bundle = config.reference.bundle;
    return genetics::openReferenceBundle(bundle.empty() ? resourceFolder() / "reference" : bundle);
}

} // namespace

AnnotationEngines::AnnotationEngines() = default;
AnnotationEngines::~AnnotationEngines() = default;

Result<std::unique_ptr<AnnotationEngines>> AnnotationEngines::open(
    const Config& config, Clock& clock, RandomSource& random)
{
    std::unique_ptr<AnnotationEngines> engines(new AnnotationEngines);
    LOCUS_TRY_VALUE(reference, openReference(config));
    engines->m_reference = std::move(reference);
    remote::HttpSettings http;
    http.contact = config.vep.contact;
    engines->m_http = std::make_unique<remote::HttpClient>(http);
    const std::pair<const char*, std::string> servers[] = { { "GRCh38", config.vep.url },
        { "GRCh37", config.vep.urlGrch37 } };
    for (const auto& [assembly, url] : servers) {
        if (url.empty()) {
            continue;
        }
        remote::VepSettings settings;
        settings.baseUrl = url;
        settings.assembly = assembly;
        engines->m_assemblies.emplace_back(assembly);
        settings.batchSize = static_cast<std::size_t>(config.vep.batch);
        settings.deadline = std::chrono::milliseconds(config.vep.timeoutMs);
        engines->m_vep.push_back(std::make_shared<remote::VepClient>(
            settings, *engines->m_http, remote::Seams { clock, random }));
    }
    if (!engines->m_vep.empty()) {
        engines->m_service = std::make_unique<ServiceByAssembly>(engines->m_vep);
    }
    if (!config.model.url.empty()) {
        remote::InferenceSettings settings;
        settings.baseUrl = config.model.url;
        settings.model = config.model.name;
        settings.version = config.model.version;
        settings.deadline = std::chrono::milliseconds(config.model.timeoutMs);
        if (!config.model.tokenFile.empty()) {
            LOCUS_TRY_VALUE(token, readFile(config.model.tokenFile, tokenCap));
            settings.bearerToken = std::string(trimmed(token));
        }
        engines->m_model = std::make_unique<remote::InferenceClient>(
            settings, *engines->m_http, remote::Seams { clock, random });
    }
    return engines;
}

genetics::ScoringModel* AnnotationEngines::model() const
{
    return m_model.get();
}

void AnnotationEngines::measure(metrics::Registry& metrics) const
{
    for (const auto& server : m_vep) {
        metrics::showCircuit(metrics, server->circuit());
    }
    if (m_model) {
        metrics::showCircuit(metrics, m_model->circuit());
    }
}

std::vector<protocol::HealthCheck> AnnotationEngines::health() const
{
    std::vector<protocol::HealthCheck> checks;
    protocol::HealthCheck local;
    local.name = "reference";
    local.status = "up";
    local.detail = std::to_string(m_reference->intervals().size())
        + " intervals are covered by the local engine";
    checks.push_back(std::move(local));
    for (const auto& server : m_vep) {
        checks.push_back(circuitHealth("vep-rest", server->circuit()));
    }
    if (m_model) {
        checks.push_back(circuitHealth("model", m_model->circuit()));
    }
    return checks;
}

} // namespace locus::service
