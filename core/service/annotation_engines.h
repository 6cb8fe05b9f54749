// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/genetics/annotation_ports.h"
#include "core/genetics/reference.h"
#include "core/protocol/system_messages.h"

#include <memory>
#include <string>
#include <vector>

namespace locus {
class Clock;
class RandomSource;
} // namespace locus
namespace locus::metrics {
class Registry;
}
namespace locus::remote {
class HttpClient;
class InferenceClient;
class VepClient;
} // namespace locus::remote

namespace locus::service {

struct Config;

// The engines that the configuration names: the local reference, a VEP server an assembly, a model.
// What is not configured is absent, and rows say so.
class AnnotationEngines
{
public:
    // Errors: those of openReferenceBundle() and openReferenceFiles(); of reading a token file.
    static Result<std::unique_ptr<AnnotationEngines>> open(
        const Config& config, Clock& clock, RandomSource& random);
    ~AnnotationEngines();
    AnnotationEngines(const AnnotationEngines&) = delete;
    AnnotationEngines& operator=(const AnnotationEngines&) = delete;

    [[nodiscard]] const std::shared_ptr<const genetics::Reference>& reference() const
    {
        return m_reference;
    }
    // None where no server or model is configured.
    [[nodiscard]] genetics::AnnotationService* service() const { return m_service.get(); }
    [[nodiscard]] genetics::ScoringModel* model() const;
    // Assemblies that a configured server answers for.
    [[nodiscard]] const std::vector<std::string>& serviceAssemblies() const { return m_assemblies; }

    // One line an engine, with the state of its circuit. Any thread.
    [[nodiscard]] std::vector<protocol::HealthCheck> health() const;
    // circuit_breaker_state by target: 0 closed, 1 half open, 2 open. Any thread.
    void measure(metrics::Registry& metrics) const;

private:
    AnnotationEngines();

    std::shared_ptr<const genetics::Reference> m_reference;
    std::unique_ptr<remote::HttpClient> m_http;
    std::vector<std::shared_ptr<remote::VepClient>> m_vep;
    std::vector<std::string> m_assemblies;
    std::unique_ptr<genetics::AnnotationService> m_service;
    std::unique_ptr<remote::InferenceClient> m_model;
};

} // namespace locus::service
