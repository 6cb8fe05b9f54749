// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/remote/inference_client.h"

#include "core/base/clock.h"
#include "core/base/random_source.h"
#include "core/remote/model_features.h"

#include <algorithm>

namespace locus::remote {

using genetics::AnnotationRow;
using genetics::Score;

namespace {

constexpr std::size_t kSaidCap = 300;

InferenceSettings checked(InferenceSettings settings)
{
    while (settings.baseUrl.ends_with('/')) {
        settings.baseUrl.pop_back();
    }
    return settings;
}

bool describes(const std::vector<ModelTensor>& tensors, std::string_view name)
{
    return std::any_of(
        tensors.begin(), tensors.end(), [name](const auto& tensor) { return tensor.name == name; });
}

// All inputs of one row, or an empty map if the annotation lacks one of them.
FeatureRow featuresOf(const AnnotationRow& row, const ModelMetadata& metadata)
{
    FeatureRow features;
    for (const auto& input : metadata.inputs) {
        auto value = featureOf(row, input.name);
        if (!value) {
            return {};
        }
        features[input.name] = std::move(*value);
    }
    return features;
}

} // namespace

InferenceClient::InferenceClient(InferenceSettings settings, HttpClient& http, Seams seams)
    : m_settings(checked(std::move(settings)))
    , m_caller(hostOf(m_settings.baseUrl), m_settings.policy, http, seams)
    , m_seams(std::move(seams))
{ }

InferenceClient::~InferenceClient() = default;

CircuitBreaker::Snapshot InferenceClient::circuit() const
{
    return m_caller.breaker().snapshot();
}

std::string InferenceClient::modelUrl() const
{
    std::string url = m_settings.baseUrl + "/v2/models/" + percentEncoded(m_settings.model);
    if (!m_settings.version.empty()) {
        url += "/versions/" + percentEncoded(m_settings.version);
    }
    return url;
}

HttpRequest InferenceClient::request(std::string url) const
{
    HttpRequest request;
    request.url = std::move(url);
    request.headers = { { "Accept", "application/json" } };
    if (!m_settings.bearerToken.empty()) {
        request.headers.emplace_back("Authorization", "Bearer " + m_settings.bearerToken);
    }
    request.deadline = m_settings.deadline;
    return request;
}

// A reply of any final status, or why there is none.
Result<HttpReply> InferenceClient::call(const HttpRequest& request)
{
    auto outcome = m_caller.call(request, {});
    if (outcome.reply) {
        return std::move(*outcome.reply);
    }
    if (outcome.error->fact("status") == "503") {
        return retriable("inference.not_ready", "The model " + m_settings.model + " is not ready");
    }
    return std::move(*outcome.error);
}

Status InferenceClient::checkReady()
{
    LOCUS_TRY_VALUE(reply, call(request(modelUrl() + "/ready")));
    // 404: ModelMesh's proxy has no such path; the description then tells whether the model exists.
    if (reply.status == 200 || reply.status == 404) {
        return {};
    }
    if (reply.status == 401 || reply.status == 403) {
        return refused("inference.refused",
            m_caller.breaker().snapshot().target + " refuses this client with status "
                + std::to_string(reply.status) + "; check the bearer token");
    }
    return retriable("inference.not_ready",
        "The model " + m_settings.model + " is not ready: status " + std::to_string(reply.status));
}

Result<ModelMetadata> InferenceClient::describe()
{
    LOCUS_TRY_VALUE(reply, call(request(modelUrl())));
    if (reply.status == 404) {
        return notFound("inference.no_model",
            "The server has no model " + m_settings.model
                + (m_settings.version.empty() ? "" : " in version " + m_settings.version));
    }
    if (reply.status != 200) {
        return refused("inference.refused",
            "The server does not describe the model: status " + std::to_string(reply.status))
            .with("said", inferenceErrorText(reply.body).substr(0, kSaidCap));
    }
    LOCUS_TRY_VALUE(metadata, decodeModelMetadata(reply.body));
    for (const auto& input : metadata.inputs) {
        if (!knowsFeature(input.name)) {
            return refused("inference.unknown_feature",
                "The model " + m_settings.model + " wants an input " + input.name
                    + " that annotations do not have")
                .with("feature", input.name);
        }
    }
    return metadata;
}

std::vector<std::string> InferenceClient::wantedOutputs(const ModelMetadata& metadata) const
{
    if (!m_settings.outputs.empty()) {
        return m_settings.outputs;
    }
    const bool classes = !metadata.outputs.empty() && !describes(metadata.outputs, "predict_proba");
    return { classes ? "predict" : "predict_proba" };
}

Result<InferenceReply> InferenceClient::infer(
    const ModelMetadata& metadata, std::span<const FeatureRow> rows, double& latencyMs)
{
    const std::string id = "locus-" + std::to_string(m_seams.random.next());
    LOCUS_TRY_VALUE(body, encodeInference(id, metadata.inputs, rows, wantedOutputs(metadata)));
    HttpRequest post = request(modelUrl() + "/infer");
    post.method = "POST";
    post.headers.emplace_back("Content-Type", "application/json");
    post.body = std::move(body);
    const Duration begun = m_seams.clock.monotonic();
    LOCUS_TRY_VALUE(reply, call(post));
    latencyMs = static_cast<double>((m_seams.clock.monotonic() - begun).count()) / 1000.0;
    if (reply.status != 200) {
        return refused("inference.refused",
            "The model " + m_settings.model + " refused the request: status "
                + std::to_string(reply.status))
            .with("said", inferenceErrorText(reply.body).substr(0, kSaidCap));
    }
    return decodeInference(reply.body, rows.size());
}

Result<Score> InferenceClient::score(std::span<const AnnotationRow> rows)
{
    LOCUS_TRY(checkReady());
    LOCUS_TRY_VALUE(metadata, describe());
    Score score;
    score.model = m_settings.model;
    score.version = m_settings.version;
    score.values.resize(rows.size());
    score.features.resize(rows.size());
    std::vector<FeatureRow> sent;
    std::vector<std::size_t> places;
    for (std::size_t i = 0; i < rows.size(); ++i) {
        score.features[i] = featuresOf(rows[i], metadata);
        if (!score.features[i].empty()) {
            sent.push_back(score.features[i]);
            places.push_back(i);
        }
    }
    if (sent.empty()) {
        return score;
    }
    LOCUS_TRY_VALUE(reply, infer(metadata, sent, score.latencyMs));
    for (std::size_t k = 0; k < places.size(); ++k) {
        score.values[places[k]] = reply.values[k];
    }
    score.model = reply.model.empty() ? score.model : reply.model;
    score.version = reply.version.empty() ? score.version : reply.version;
    score.classesOnly = reply.classesOnly;
    return score;
}

} // namespace locus::remote
