// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/analyses/analyses_codec.h"
#include "core/analyses/json_reading.h"

#include <nlohmann/json.hpp>

namespace locus::analyses {

namespace {

template <typename Value> Status statusOf(Result<Value> read)
{
    return read.ok() ? Status() : Status(std::move(read).error());
}

Status checkStarted(BytesView data)
{
    LOCUS_TRY(statusOf(decodeAnalysisId(data)));
    const auto object = nlohmann::json::parse(data, nullptr, false);
    Reading in(object);
    in.text("sessionId");
    in.text("worker");
    return in.status();
}

Status checkPrediction(BytesView data)
{
    LOCUS_TRY(statusOf(decodeAnalysisId(data)));
    const auto object = nlohmann::json::parse(data, nullptr, false);
    Reading in(object);
    in.mandatoryText("model");
    in.mandatoryText("version");
    in.real("latencyMs");
    return in.status();
}

Status judged(std::string_view type, BytesView data)
{
    if (type == "Analysis.Requested") {
        return statusOf(decodeRequest(data, {}));
    }
    if (type == "Analysis.Started") {
        return checkStarted(data);
    }
    if (type == "Analysis.Completed") {
        return statusOf(decodeResult(data));
    }
    if (type == "Analysis.Failed") {
        return statusOf(decodeFailure(data));
    }
    return type == "Prediction.Generated" ? checkPrediction(data) : Status();
}

} // namespace

Status checkPayload(std::string_view type, BytesView data)
{
    Status status = judged(type, data);
    if (status.ok()) {
        return status;
    }
    Error wrong = std::move(status).error();
    Error out = invalid("event.payload", std::string(type) + ": " + wrong.message);
    out.context = std::move(wrong.context);
    return std::move(out).with("type", std::string(type));
}

} // namespace locus::analyses
