// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/gateway/genetics_request.h"
#include "core/gateway/genetics_words.h"
#include "core/protocol/annotation_row.h"
#include "core/protocol/json_text.h"
#include "core/protocol/rpc_error.h"

#include <nlohmann/json.hpp>

namespace locus::gateway {

using nlohmann::json;

namespace {

constexpr std::size_t partBytes = 500UL * 1024; // leaves room for what stands around the rows

QString text(const json& value)
{
    return QString::fromStdString(protocol::dumpJson(value));
}

// As the result events spell it.
std::string_view statusOf(analyses::State state)
{
    return state == analyses::State::Completed ? "complete" : analyses::toString(state);
}

void addUnlessEmpty(json& object, const char* name, const std::string& value)
{
    if (!value.empty()) {
        object[name] = value;
    }
}

// Rows as JSON arrays, each below the size of a part; at least one, perhaps empty.
std::vector<Bytes> partsOf(const std::vector<genetics::AnnotationRow>& rows)
{
    std::vector<Bytes> parts(1);
    for (const auto& row : rows) {
        const Bytes one = protocol::rowToJson(row);
        if (!parts.back().empty() && parts.back().size() + one.size() > partBytes) {
            parts.emplace_back();
        }
        parts.back() += (parts.back().empty() ? "" : ",") + one;
    }
    return parts;
}

// What the last part carries beside its rows.
json lastPartOf(const analyses::Detail& detail)
{
    const analyses::Counts& counts = detail.summary.counts;
    json engines = json::array();
    for (const auto& engine : detail.engines) {
        engines.push_back({ { "name", engine.engine }, { "release", engine.release },
            { "dataRelease", engine.dataRelease } });
    }
    json model = nullptr;
    if (detail.model) {
        model = { { "model", detail.model->model }, { "version", detail.model->version },
            { "latencyMs", detail.model->latencyMs } };
    }
    return { { "counts",
                 { { "variants", counts.variants }, { "annotated", counts.annotated },
                     { "notAnnotated", counts.notAnnotated } } },
        { "engines", std::move(engines) }, { "processingMs", detail.processingMs },
        { "ml", std::move(model) } };
}

class TypedWords final : public GeneticsWords
{
public:
    [[nodiscard]] QString connected(const std::string& sessionId) const override
    {
        return text({ { "type", "connected" }, { "sessionId", sessionId } });
    }

    [[nodiscard]] QStringList queued(
        const GeneticsRequest& request, const protocol::AnalysesSubmitted& answer) const override
    {
        json out = { { "type", "queued" }, { "analysisId", answer.analysisId.toString() },
            { "topic", answer.topic }, { "position", nullptr } };
        if (answer.position) {
            out["position"] = *answer.position;
        }
        addUnlessEmpty(out, "requestId", request.requestId);
        return { text(out) };
    }

    [[nodiscard]] QString progress(const analyses::Summary& summary) const override
    {
        return text({ { "type", "progress" }, { "analysisId", summary.id.toString() },
            { "stage", analyses::toString(summary.state) },
            { "done", summary.counts.annotated + summary.counts.notAnnotated },
            { "total", summary.counts.variants } });
    }

    [[nodiscard]] QString waiting(Instant, std::chrono::seconds) const override { return {}; }
    [[nodiscard]] QString gaveUp(std::chrono::seconds) const override { return {}; }

    [[nodiscard]] QStringList result(const GeneticsOutcome& outcome) const override
    {
        QStringList frames;
        const auto parts = partsOf(outcome.rows);
        for (std::size_t i = 0; i < parts.size(); ++i) {
            json head = { { "type", "result" },
                { "analysisId", outcome.detail.summary.id.toString() },
                { "status", statusOf(outcome.detail.summary.state) }, { "part", i + 1 },
                { "parts", parts.size() } };
            if (i + 1 == parts.size()) {
                head.update(lastPartOf(outcome.detail));
            }
            Bytes frame = protocol::dumpJson(head);
            frame.pop_back();
            frames.append(QString::fromStdString(frame + R"(,"rows":[)" + parts[i] + "]}"));
        }
        return frames;
    }

    [[nodiscard]] QString error(const Error& error, const std::string& requestId,
        const std::string& analysisId) const override
    {
        json out = { { "type", "error" }, { "code", error.code }, { "message", error.message },
            { "retriable", error.isRetriable() } };
        addUnlessEmpty(out, "field", std::string(error.fact("field")));
        addUnlessEmpty(out, "allowed", std::string(error.fact("allowed")));
        addUnlessEmpty(out, "requestId", requestId);
        addUnlessEmpty(out, "analysisId", analysisId);
        return text(out);
    }
};

} // namespace

const GeneticsWords& typedWords()
{
    static const TypedWords words;
    return words;
}

} // namespace locus::gateway
