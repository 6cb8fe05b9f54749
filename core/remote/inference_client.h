// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/genetics/annotation_ports.h"
#include "core/remote/inference_codec.h"
#include "core/remote/service_caller.h"

namespace locus::remote {

struct InferenceSettings
{
    std::string baseUrl; // "http://models.example:8080"
    std::string model;
    std::string version {}; // empty: the server's choice
    std::string bearerToken {}; // empty: none
    // Empty: predict_proba where the model describes it or describes no outputs, else predict.
    std::vector<std::string> outputs {};
    Duration deadline = std::chrono::seconds(2); // of one request
    CallPolicy policy { .attempts = 1 };
};

// A model behind the Open Inference Protocol, version 2 (KServe, MLServer, ModelMesh's proxy). Asks
// first whether the model is ready, reads the names of its inputs from the model's description, and
// sends one request for all rows that have every input. A row that lacks one gets no score, which
// is not zero.
// Errors: retriable "inference.not_ready" and the codes of ServiceCaller; not_found
// "inference.no_model"; refused "inference.refused" (the server's words as fact "said"),
// "inference.unknown_feature" naming the input; poison "inference.bad_reply".
// Thread contract: any job thread; blocks.
class InferenceClient final : public genetics::ScoringModel
{
public:
    InferenceClient(InferenceSettings settings, HttpClient& http, Seams seams);
    ~InferenceClient() override;

    Result<genetics::Score> score(std::span<const genetics::AnnotationRow> rows) override;

    [[nodiscard]] CircuitBreaker::Snapshot circuit() const;

private:
    [[nodiscard]] std::string modelUrl() const;
    [[nodiscard]] HttpRequest request(std::string url) const;
    Result<HttpReply> call(const HttpRequest& request);
    Status checkReady();
    Result<ModelMetadata> describe();
    [[nodiscard]] std::vector<std::string> wantedOutputs(const ModelMetadata& metadata) const;
    Result<InferenceReply> infer(
        const ModelMetadata& metadata, std::span<const FeatureRow> rows, double& latencyMs);

    InferenceSettings m_settings;
    ServiceCaller m_caller;
    Seams m_seams;
};

} // namespace locus::remote
