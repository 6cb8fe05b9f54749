// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/protocol/analyses_messages.h"

#include "core/protocol/annotation_row.h"
#include "core/protocol/filter_text.h"
#include "core/protocol/json_fields.h"
#include "core/protocol/json_text.h"
#include "core/protocol/version.h"

#include <nlohmann/json.hpp>

namespace locus::protocol {

using analyses::AnalysisId;
using analyses::Mode;
using analyses::State;
using analyses::Summary;
using nlohmann::json;

namespace {

AnalysisId idAt(JsonFields& in, std::string_view name)
{
    return AnalysisId(in.uuid(name));
}

Mode modeAt(JsonFields& in)
{
    const std::string text = in.textOr("mode", "normal");
    const auto mode = analyses::modeFrom(text);
    if (!mode) {
        in.fail(invalid("params.range", "there is no such mode")
                    .with("field", "mode")
                    .with("allowed", "normal, big-data, node-scale, lag-demo"));
    }
    return mode.value_or(Mode::Normal);
}

std::optional<State> stateOf(const std::string& text, JsonFields& in, std::string field)
{
    const auto state = analyses::stateFrom(text);
    if (!state) {
        in.fail(invalid("params.range", "there is no such state")
                    .with("field", std::move(field))
                    .with("allowed", "requested, running, completed, partial, failed, cancelled"));
    }
    return state;
}

std::uint64_t versionAt(JsonFields& in)
{
    return static_cast<std::uint64_t>(in.integerOr("version", 0));
}

std::optional<std::uint64_t> expectedVersionAt(JsonFields& in)
{
    if (!in.has("expectedVersion")) {
        return std::nullopt;
    }
    return static_cast<std::uint64_t>(in.integer("expectedVersion", 0, INT64_MAX));
}

json countsToJson(const analyses::Counts& counts)
{
    return { { "variants", counts.variants }, { "annotated", counts.annotated },
        { "notAnnotated", counts.notAnnotated } };
}

Result<analyses::Counts> countsFrom(const json& value)
{
    if (value.is_null()) {
        return analyses::Counts();
    }
    JsonFields in(value);
    const analyses::Counts counts { in.integerOr("variants", 0), in.integerOr("annotated", 0),
        in.integerOr("notAnnotated", 0) };
    LOCUS_TRY(in.status());
    return counts;
}

json toObject(const Summary& summary)
{
    json out = { { "id", summary.id.toString() }, { "state", toString(summary.state) },
        { "mode", toString(summary.mode) }, { "priority", summary.priority },
        { "assembly", summary.assembly }, { "submittedBy", summary.submittedBy },
        { "submittedAt", toRfc3339(summary.submittedAt) },
        { "changedAt", toRfc3339(summary.changedAt) }, { "counts", countsToJson(summary.counts) },
        { "version", summary.version } };
    const std::pair<const char*, const std::string&> optional[] {
        { "patientRef", summary.patientRef }, { "label", summary.label },
        { "mostSevere", summary.mostSevere }, { "reviewer", summary.reviewer },
        { "failureCode", summary.failureCode }, { "failureReason", summary.failureReason }
    };
    for (const auto& [name, value] : optional) {
        if (!value.empty()) {
            out[name] = value;
        }
    }
    return out;
}

Result<Summary> summaryFrom(const json& value)
{
    JsonFields in(value);
    Summary out;
    out.id = idAt(in, "id");
    out.state = stateOf(in.text("state"), in, "state").value_or(State::Requested);
    out.mode = modeAt(in);
    out.priority = static_cast<int>(in.integerOr("priority", 5, 0, 9));
    out.assembly = in.textOr("assembly");
    out.patientRef = in.textOr("patientRef");
    out.label = in.textOr("label");
    out.submittedBy = in.textOr("submittedBy");
    out.submittedAt = in.instant("submittedAt").value_or(Instant());
    out.changedAt = in.instant("changedAt").value_or(Instant());
    out.mostSevere = in.textOr("mostSevere");
    out.reviewer = in.textOr("reviewer");
    out.failureCode = in.textOr("failureCode");
    out.failureReason = in.textOr("failureReason");
    out.version = versionAt(in);
    const json& counts = in.any("counts");
    LOCUS_TRY(in.status());
    LOCUS_TRY_VALUE(read, countsFrom(counts));
    out.counts = read;
    return out;
}

Result<std::vector<genetics::EngineSource>> enginesFrom(const json& list)
{
    std::vector<genetics::EngineSource> out;
    for (const json& value : list) {
        JsonFields in(value);
        out.push_back({ in.textOr("name"), in.textOr("release"), in.textOr("dataRelease") });
        LOCUS_TRY(in.status());
    }
    return out;
}

// The typed filter: every member narrows.
json whereOf(const analyses::Query& query)
{
    json out = json::object();
    if (!query.states.empty()) {
        out["states"] = json::array();
        for (const State state : query.states) {
            out["states"].push_back(toString(state));
        }
    }
    if (query.mode) {
        out["mode"] = toString(*query.mode);
    }
    const std::pair<const char*, const std::string&> texts[] { { "submittedBy", query.submittedBy },
        { "patientRef", query.patientRef }, { "text", query.text } };
    for (const auto& [name, value] : texts) {
        if (!value.empty()) {
            out[name] = value;
        }
    }
    return out;
}

Status readWhere(const json& value, analyses::Query& query)
{
    if (value.is_null()) {
        return {};
    }
    JsonFields in(value);
    for (const std::string& name : in.texts("states")) {
        if (const auto state = stateOf(name, in, "states")) {
            query.states.push_back(*state);
        }
    }
    if (in.has("mode")) {
        query.mode = modeAt(in);
    }
    query.submittedBy = in.textOr("submittedBy");
    query.patientRef = in.textOr("patientRef");
    query.text = in.textOr("text");
    return in.statusStrict();
}

} // namespace

Bytes summaryToJson(const Summary& summary)
{
    return dumpJson(toObject(summary));
}

Result<Summary> summaryFromJson(BytesView text)
{
    LOCUS_TRY_VALUE(object, parseObject(text));
    return summaryFrom(object);
}

Bytes AnalysesSubmitted::toJson() const
{
    json out = { { "analysisId", analysisId.toString() }, { "topic", topic },
        { "version", version } };
    if (position) {
        out["position"] = *position;
    }
    return dumpJson(out);
}

Result<AnalysesSubmitted> AnalysesSubmitted::fromJson(BytesView text)
{
    LOCUS_TRY_VALUE(object, parseObject(text));
    JsonFields in(object);
    AnalysesSubmitted message { idAt(in, "analysisId"), in.textOr("topic"), std::nullopt,
        versionAt(in) };
    if (in.has("position")) {
        message.position = in.integer("position", 0, INT64_MAX);
    }
    LOCUS_TRY(in.status());
    return message;
}

Bytes AnalysesSubmit::toJson() const
{
    json out = { { "commandId", commandId.toString() }, { "mode", toString(mode) },
        { "priority", priority }, { "assembly", assembly } };
    if (uploadId) {
        out["uploadId"] = uploadId->toString();
    }
    const std::pair<const char*, const std::string&> optional[] { { "text", text },
        { "format", format }, { "patientRef", patientRef }, { "label", label },
        { "sessionId", sessionId }, { "resourceProfile", resourceProfile } };
    for (const auto& [name, value] : optional) {
        if (!value.empty()) {
            out[name] = value;
        }
    }
    return dumpJson(out);
}

Result<AnalysesSubmit> AnalysesSubmit::fromJson(BytesView text)
{
    LOCUS_TRY_VALUE(object, parseObject(text));
    JsonFields in(object);
    AnalysesSubmit message;
    message.commandId = in.uuid("commandId");
    message.text = in.textOr("text");
    if (in.has("uploadId")) {
        message.uploadId = in.uuid("uploadId");
    }
    message.format = in.textOr("format");
    message.mode = modeAt(in);
    message.priority = static_cast<int>(in.integerOr("priority", 5, 0, 9));
    message.assembly = in.textOr("assembly", "GRCh38");
    message.patientRef = in.textOr("patientRef");
    message.label = in.textOr("label");
    message.sessionId = in.textOr("sessionId");
    message.resourceProfile = in.textOr("resourceProfile");
    LOCUS_TRY(in.statusStrict());
    if (message.text.empty() == !message.uploadId) {
        return invalid("params.missing", R"(exactly one of "text" and "uploadId" is needed)")
            .with("field", "text")
            .with("allowed", "text, uploadId");
    }
    return message;
}

Bytes AnalysesPage::toJson() const
{
    json items = json::array();
    for (const Summary& summary : page.items) {
        items.push_back(toObject(summary));
    }
    json total = nullptr;
    if (page.total) {
        total = *page.total;
    }
    return dumpJson(
        { { "items", std::move(items) }, { "next", page.next }, { "total", std::move(total) } });
}

Result<AnalysesPage> AnalysesPage::fromJson(BytesView text)
{
    LOCUS_TRY_VALUE(object, parseObject(text));
    JsonFields in(object);
    AnalysesPage message;
    message.page.next = in.textOr("next");
    if (in.has("total")) {
        message.page.total = in.integer("total", 0, INT64_MAX);
    }
    const json& items = in.any("items");
    LOCUS_TRY(in.status());
    for (const json& value : items) {
        LOCUS_TRY_VALUE(summary, summaryFrom(value));
        message.page.items.push_back(std::move(summary));
    }
    return message;
}

Bytes AnalysesList::toJson() const
{
    json out = { { "sort", sortText(query.sortBy, query.descending) }, { "limit", query.limit } };
    if (!filter.empty()) {
        out["filter"] = filter;
    }
    if (json where = whereOf(query); !where.empty()) {
        out["where"] = std::move(where);
    }
    if (!query.after.empty()) {
        out["after"] = query.after;
    }
    return dumpJson(out);
}

Result<AnalysesList> AnalysesList::fromJson(BytesView text)
{
    LOCUS_TRY_VALUE(object, parseObject(text));
    JsonFields in(object);
    AnalysesList message;
    message.filter = in.textOr("filter");
    message.query.limit = static_cast<int>(in.integerOr("limit", 200, 1, pageItems));
    message.query.after = in.textOr("after");
    const std::string sort = in.textOr("sort", "-submittedAt");
    const json& where = in.any("where");
    LOCUS_TRY(in.statusStrict());
    LOCUS_TRY(applySort(sort, message.query));
    LOCUS_TRY(readWhere(where, message.query));
    return message;
}

Bytes AnalysisDetail::toJson() const
{
    json engines = json::array();
    for (const auto& engine : detail.engines) {
        engines.push_back({ { "name", engine.engine }, { "release", engine.release },
            { "dataRelease", engine.dataRelease } });
    }
    json out = { { "summary", toObject(detail.summary) }, { "inputText", detail.inputText },
        { "inputBytes", inputBytes }, { "engines", std::move(engines) },
        { "processingMs", detail.processingMs }, { "ml", nullptr } };
    if (detail.model) {
        out["ml"] = { { "model", detail.model->model }, { "version", detail.model->version },
            { "latencyMs", detail.model->latencyMs } };
    }
    return dumpJson(out);
}

Result<AnalysisDetail> AnalysisDetail::fromJson(BytesView text)
{
    LOCUS_TRY_VALUE(object, parseObject(text));
    JsonFields in(object);
    AnalysisDetail message;
    message.detail.inputText = in.textOr("inputText");
    message.inputBytes =
        in.integerOr("inputBytes", static_cast<std::int64_t>(message.detail.inputText.size()));
    message.detail.processingMs = in.integerOr("processingMs", 0);
    const json& summary = in.any("summary");
    const json& engines = in.any("engines");
    const json& model = in.any("ml");
    LOCUS_TRY(in.status());
    LOCUS_TRY_VALUE(readSummary, summaryFrom(summary));
    LOCUS_TRY_VALUE(readEngines, enginesFrom(engines));
    message.detail.summary = std::move(readSummary);
    message.detail.engines = std::move(readEngines);
    if (!model.is_null()) {
        JsonFields inner(model);
        message.detail.model = analyses::ModelScore { inner.textOr("model"),
            inner.textOr("version"), inner.numberOr("latencyMs", 0) };
        LOCUS_TRY(inner.status());
    }
    return message;
}

Bytes AnalysesGet::toJson() const
{
    return dumpJson({ { "analysisId", analysisId.toString() } });
}

Result<AnalysesGet> AnalysesGet::fromJson(BytesView text)
{
    LOCUS_TRY_VALUE(object, parseObject(text));
    JsonFields in(object);
    AnalysesGet message { idAt(in, "analysisId") };
    LOCUS_TRY(in.statusStrict());
    return message;
}

Bytes AnalysisRows::toJson() const
{
    Bytes out = R"({"firstRow":)" + std::to_string(page.firstRow) + R"(,"total":)"
        + std::to_string(page.total) + R"(,"rows":[)";
    for (std::size_t i = 0; i < page.rows.size(); ++i) {
        out += (i > 0 ? "," : "") + rowToJson(page.rows[i]);
    }
    return out + "]}";
}

Result<AnalysisRows> AnalysisRows::fromJson(BytesView text)
{
    LOCUS_TRY_VALUE(object, parseObject(text));
    JsonFields in(object);
    AnalysisRows message;
    message.page.firstRow = in.integer("firstRow", 0, INT64_MAX);
    message.page.total = in.integer("total", 0, INT64_MAX);
    const json& rows = in.any("rows");
    LOCUS_TRY(in.status());
    for (const json& value : rows) {
        LOCUS_TRY_VALUE(row, rowFromJson(dumpJson(value)));
        message.page.rows.push_back(std::move(row));
    }
    return message;
}

Bytes AnalysesRows::toJson() const
{
    return dumpJson(
        { { "analysisId", analysisId.toString() }, { "firstRow", firstRow }, { "limit", limit } });
}

Result<AnalysesRows> AnalysesRows::fromJson(BytesView text)
{
    LOCUS_TRY_VALUE(object, parseObject(text));
    JsonFields in(object);
    AnalysesRows message { idAt(in, "analysisId"), in.integerOr("firstRow", 0),
        static_cast<int>(in.integerOr("limit", 200, 1, pageItems)) };
    LOCUS_TRY(in.statusStrict());
    return message;
}

Bytes AnalysisChanged::toJson() const
{
    return dumpJson({ { "analysisId", analysisId.toString() }, { "version", version } });
}

Result<AnalysisChanged> AnalysisChanged::fromJson(BytesView text)
{
    LOCUS_TRY_VALUE(object, parseObject(text));
    JsonFields in(object);
    AnalysisChanged message { idAt(in, "analysisId"), versionAt(in) };
    LOCUS_TRY(in.status());
    return message;
}

Bytes AnalysesCancel::toJson() const
{
    json out = { { "commandId", commandId.toString() }, { "analysisId", analysisId.toString() } };
    if (expectedVersion) {
        out["expectedVersion"] = *expectedVersion;
    }
    if (!reason.empty()) {
        out["reason"] = reason;
    }
    return dumpJson(out);
}

Result<AnalysesCancel> AnalysesCancel::fromJson(BytesView text)
{
    LOCUS_TRY_VALUE(object, parseObject(text));
    JsonFields in(object);
    AnalysesCancel message { in.uuid("commandId"), idAt(in, "analysisId"), expectedVersionAt(in),
        in.textOr("reason") };
    LOCUS_TRY(in.statusStrict());
    return message;
}

Bytes AnalysesAssignPatient::toJson() const
{
    json out = { { "commandId", commandId.toString() }, { "analysisId", analysisId.toString() },
        { "patientRef", patientRef }, { "reason", reason } };
    if (expectedVersion) {
        out["expectedVersion"] = *expectedVersion;
    }
    return dumpJson(out);
}

Result<AnalysesAssignPatient> AnalysesAssignPatient::fromJson(BytesView text)
{
    LOCUS_TRY_VALUE(object, parseObject(text));
    JsonFields in(object);
    AnalysesAssignPatient message { in.uuid("commandId"), idAt(in, "analysisId"),
        in.textOr("patientRef"), in.textOr("reason"), expectedVersionAt(in) };
    LOCUS_TRY(in.statusStrict());
    return message;
}

Bytes AnalysesRetry::toJson() const
{
    json out = { { "commandId", commandId.toString() }, { "analysisId", analysisId.toString() } };
    if (expectedVersion) {
        out["expectedVersion"] = *expectedVersion;
    }
    return dumpJson(out);
}

Result<AnalysesRetry> AnalysesRetry::fromJson(BytesView text)
{
    LOCUS_TRY_VALUE(object, parseObject(text));
    JsonFields in(object);
    AnalysesRetry message { in.uuid("commandId"), idAt(in, "analysisId"), expectedVersionAt(in) };
    LOCUS_TRY(in.statusStrict());
    return message;
}

} // namespace locus::protocol
