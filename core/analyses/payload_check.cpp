// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/analyses/analyses_codec.h"
#include "core/analyses/row_codec.h"
#include "core/events/json_reading.h"

#include <nlohmann/json.hpp>

namespace locus::analyses {

using events::Reading;

namespace {

template <typename Value> Status statusOf(Result<Value> read)
{
    return read.ok() ? Status() : Status(std::move(read).error());
}

// Of an event about an analysis that no reader takes apart: its id, and what `members` asks for.
template <typename Members> Status checkAbout(BytesView data, const Members& members)
{
    LOCUS_TRY(statusOf(decodeAnalysisId(data)));
    const auto object = nlohmann::json::parse(data, nullptr, false);
    Reading in(object, malformed);
    members(in);
    return in.status();
}

void readStarted(Reading& in)
{
    in.text("sessionId");
    in.text("worker");
}

void readPrediction(Reading& in)
{
    in.mandatoryText("model");
    in.mandatoryText("version");
    in.real("latencyMs");
}

Status judged(std::string_view type, BytesView data)
{
    if (type == "Analysis.Requested") {
        return statusOf(decodeRequest(data, {}));
    }
    if (type == "Analysis.Started") {
        return checkAbout(data, readStarted);
    }
    if (type == "Analysis.Completed") {
        return statusOf(decodeResult(data));
    }
    if (type == "Analysis.Failed") {
        return statusOf(decodeFailure(data));
    }
    return type == "Prediction.Generated" ? checkAbout(data, readPrediction) : Status();
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
