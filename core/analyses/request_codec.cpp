// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/analyses/analyses_codec.h"
#include "core/analyses/analysis_rules.h"
#include "core/analyses/analysis_topics.h"
#include "core/base/json_writer.h"
#include "core/analyses/row_codec.h"
#include "core/events/json_reading.h"

#include <nlohmann/json.hpp>

namespace locus::analyses {

using events::Reading;
using nlohmann::json;

namespace {

std::string firstText(Reading& in, std::initializer_list<const char*> names)
{
    for (const char* const name : names) {
        std::string text = in.text(name);
        if (!text.empty()) {
            return text;
        }
    }
    return {};
}

std::string joinedVariants(Reading& in)
{
    std::string out;
    for (const std::string& variant : in.texts("variants")) {
        out += out.empty() ? variant : '\n' + variant;
    }
    return out;
}

Status readInput(Reading& in, Request& out)
{
    if (const json* const input = in.find("input")) {
        Reading inner(*input, in, "input");
        out.format = inner.text("format");
        out.text = inner.text("text");
        if (out.text.empty()) {
            out.text = joinedVariants(inner);
        }
        LOCUS_TRY(inner.status());
    }
    if (out.format.empty()) {
        out.format = in.text("format");
    }
    if (out.text.empty()) {
        out.text = firstText(in, { "sequence", "genetic_sequence", "text" });
    }
    if (out.text.empty()) {
        out.text = joinedVariants(in);
    }
    if (out.text.empty()) {
        in.fail("input",
            "an object with \"text\" or \"variants\"; or \"sequence\", \"genetic_sequence\", "
            "\"text\" or \"variants\" beside it",
            in.find("input") != nullptr ? "an object without either" : "missing");
    }
    return in.status();
}

Status readMode(Reading& in, const RequestContext& context, Request& out)
{
    const std::string stated = firstText(in, { "mode", "processing_mode" });
    if (stated.empty()) {
        out.mode = modeOfTopic(context.topic).value_or(Mode::Normal);
        return {};
    }
    const auto mode = modeFrom(stated);
    if (!mode) {
        constexpr const char* modes = "normal, big-data, node-scale, lag-demo";
        const bool older = in.text("mode").empty();
        return poison("analyses.unknown_mode",
            std::string(older ? "/processing_mode" : "/mode")
                + " is another word; allowed: " + modes)
            .with("field", "mode")
            .with("path", older ? "/processing_mode" : "/mode")
            .with("found", "another word")
            .with("allowed", modes);
    }
    out.mode = *mode;
    return {};
}

AnalysisId idFrom(const std::string& stated, const RequestContext& context)
{
    for (const std::string& text : { stated, context.aggregateId }) {
        if (const auto id = AnalysisId::parse(text); id.ok()) {
            return *id;
        }
    }
    return AnalysisId(deriveUuid(context.eventId, context.eventTime, "analysis"));
}

Result<Request> requestFrom(const json& object, const RequestContext& context)
{
    const auto inner = object.find("data"); // an older envelope inside a CloudEvent
    if (inner != object.end() && inner->is_object() && object.contains("eventType")) {
        return requestFrom(*inner, context);
    }
    Reading in(object, malformed);
    Request out;
    out.id = idFrom(in.text("analysisId"), context);
    out.sessionId = firstText(in, { "sessionId", "sessionid", "client_session_id" });
    out.priority = static_cast<int>(in.integer("priority", 5, 0, 9));
    if (std::string assembly = in.text("assembly"); !assembly.empty()) {
        out.assembly = std::move(assembly);
    }
    out.patientRef = in.text("patientRef");
    out.label = in.text("label");
    out.submittedBy = firstText(in, { "submittedBy", "userId" });
    if (out.submittedBy.empty()) {
        out.submittedBy = context.actor;
    }
    out.resourceProfile = firstText(in, { "resourceProfile", "resource_profile" });
    LOCUS_TRY(readMode(in, context, out));
    LOCUS_TRY(readInput(in, out));
    return out;
}

} // namespace

Bytes encodeRequest(const Request& request)
{
    JsonWriter out(request.text.size() + 512);
    out.beginObject().key("analysisId").string(request.id.toString());
    out.member("sessionId", request.sessionId).key("mode").string(toString(request.mode));
    out.key("priority").number(std::int64_t { request.priority });
    out.key("input").beginObject().member("format", request.format);
    out.key("text").string(request.text).endObject();
    out.key("assembly").string(request.assembly).member("patientRef", request.patientRef);
    out.member("label", request.label).member("submittedBy", request.submittedBy);
    out.member("resourceProfile", request.resourceProfile).endObject();
    return std::move(out).take();
}

Bytes encodeAssignment(const AnalysisId& id, const PatientAssigned& assigned)
{
    JsonWriter out;
    out.beginObject().key("analysisId").string(id.toString());
    out.member("patientRef", assigned.patientRef).member("patientRefBefore", assigned.before);
    out.member("reason", assigned.reason).endObject();
    return std::move(out).take();
}

Result<Request> decodeRequest(BytesView data, const RequestContext& context)
{
    const json object = json::parse(data, nullptr, false);
    LOCUS_TRY(Reading(object, malformed).status());
    return requestFrom(object, context);
}

} // namespace locus::analyses
