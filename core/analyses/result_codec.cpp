// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/analyses/analyses_codec.h"
#include "core/analyses/row_codec.h"
#include "core/base/json_writer.h"
#include "core/events/json_reading.h"

#include <nlohmann/json.hpp>

namespace locus::analyses {

using events::Reading;
using genetics::AnnotationRow;
using nlohmann::json;

namespace {

constexpr std::size_t headBytes = 4096; // room for everything but the rows
constexpr std::int64_t mostParts = 100'000;

void writeCounts(JsonWriter& out, const Counts& counts)
{
    out.key("counts").beginObject().key("variants").number(counts.variants);
    out.key("annotated").number(counts.annotated);
    out.key("notAnnotated").number(counts.notAnnotated).endObject();
}

void writeHead(JsonWriter& out, const ResultHead& head)
{
    out.key("analysisId").string(head.id.toString()).member("sessionId", head.sessionId);
    out.key("status").string(toString(head.status));
    out.key("part").number(std::int64_t { head.part });
    out.key("parts").number(std::int64_t { head.parts });
    if (head.counts && head.part == head.parts) {
        writeCounts(out, *head.counts);
        out.member("mostSevere", head.mostSevere);
    }
    out.key("engines").beginArray();
    for (const genetics::EngineSource& engine : head.engines) {
        out.beginObject().key("name").string(engine.engine).member("release", engine.release);
        out.member("dataRelease", engine.dataRelease).endObject();
    }
    out.endArray().key("processingMs").number(head.processingMs).key("ml");
    if (head.ml) {
        out.beginObject().key("model").string(head.ml->model);
        out.key("version").string(head.ml->version).key("latencyMs").real(head.ml->latencyMs);
        out.endObject();
    } else {
        out.null();
    }
}

// The rows of each part as finished JSON arrays.
Result<std::vector<Bytes>> splitRows(std::span<const AnnotationRow> rows, std::size_t maxBytes)
{
    const std::size_t room = maxBytes > headBytes ? maxBytes - headBytes : 1;
    std::vector<Bytes> lists(1, "[");
    for (const AnnotationRow& row : rows) {
        LOCUS_TRY(checkRow(row));
        JsonWriter out(512);
        writeRow(out, row);
        if (lists.back().size() > 1 && lists.back().size() + out.text().size() + 2 > room) {
            lists.emplace_back("[");
        }
        if (lists.back().size() > 1) {
            lists.back() += ',';
        }
        lists.back() += out.text();
    }
    for (Bytes& list : lists) {
        list += ']';
    }
    return lists;
}

std::optional<ResultStatus> statusFrom(std::string_view text)
{
    for (const ResultStatus status :
        { ResultStatus::Complete, ResultStatus::Partial, ResultStatus::Failed }) {
        if (text == toString(status)) {
            return status;
        }
    }
    // As other services spell it.
    return text == "completed" || text == "success" ? std::optional(ResultStatus::Complete)
        : text == "failure" || text == "error"      ? std::optional(ResultStatus::Failed)
                                                    : std::nullopt;
}

AnalysisId idAt(Reading& in)
{
    const auto id = AnalysisId::parse(in.text("analysisId"));
    if (!id.ok()) {
        in.fail("analysisId", "a UUID");
        return {};
    }
    return *id;
}

Status readEngines(Reading& in, ResultHead& head)
{
    const json* const engines = in.list("engines");
    for (std::size_t i = 0; engines != nullptr && i < engines->size(); ++i) {
        Reading one((*engines)[i], in, "engines", i);
        head.engines.push_back(
            { one.mandatoryText("name"), one.text("release"), one.text("dataRelease") });
        LOCUS_TRY(one.status());
    }
    return in.status();
}

Status readExtras(Reading& in, ResultHead& head)
{
    if (const json* const counts = in.find("counts")) {
        Reading one(*counts, in, "counts");
        head.counts = Counts { one.integer("variants", 0, 0), one.integer("annotated", 0, 0),
            one.integer("notAnnotated", 0, 0) };
        LOCUS_TRY(one.status());
    }
    if (const json* const ml = in.find("ml")) {
        Reading one(*ml, in, "ml");
        head.ml =
            ModelScore { one.mandatoryText("model"), one.text("version"), one.real("latencyMs") };
        LOCUS_TRY(one.status());
    }
    return readEngines(in, head);
}

Result<ResultHead> headFrom(Reading& in)
{
    ResultHead head;
    head.id = idAt(in);
    head.sessionId = in.text("sessionId");
    const std::string word = in.text("status");
    const auto status = statusFrom(word);
    if (!status) {
        in.fail("status", "complete, partial, failed (also completed, success, failure, error)",
            word.empty() ? "" : "another word");
    }
    head.status = status.value_or(ResultStatus::Failed);
    head.parts = static_cast<int>(in.integer("parts", 1, 1, mostParts));
    head.part = static_cast<int>(in.integer("part", 1, 1, head.parts));
    head.mostSevere = in.text("mostSevere");
    head.processingMs = in.integer("processingMs", 0, 0);
    LOCUS_TRY(in.status());
    LOCUS_TRY(readExtras(in, head));
    return head;
}

} // namespace

std::string_view toString(ResultStatus status)
{
    switch (status) {
    case ResultStatus::Complete: return "complete";
    case ResultStatus::Partial: return "partial";
    case ResultStatus::Failed: break;
    }
    return "failed";
}

Result<std::vector<Bytes>> encodeResult(
    const ResultHead& head, std::span<const AnnotationRow> rows, std::size_t maxBytes)
{
    LOCUS_TRY_VALUE(lists, splitRows(rows, maxBytes));
    std::vector<Bytes> parts;
    parts.reserve(lists.size());
    ResultHead one = head;
    one.parts = static_cast<int>(lists.size());
    for (one.part = 1; one.part <= one.parts; ++one.part) {
        const Bytes& list = lists[static_cast<std::size_t>(one.part - 1)];
        JsonWriter out(list.size() + 512);
        out.beginObject();
        writeHead(out, one);
        out.key("rows").raw(list).endObject();
        parts.push_back(std::move(out).take());
    }
    return parts;
}

Result<ResultPart> decodeResult(BytesView data)
{
    const json object = json::parse(data, nullptr, false);
    Reading in(object, malformed);
    LOCUS_TRY_VALUE(head, headFrom(in));
    ResultPart out { std::move(head), {} };
    const json* const rows = in.list("rows");
    for (std::size_t i = 0; rows != nullptr && i < rows->size(); ++i) {
        Reading one((*rows)[i], in, "rows", i);
        LOCUS_TRY_VALUE(row, readRow(one));
        out.rows.push_back(std::move(row));
    }
    LOCUS_TRY(in.status());
    return out;
}

Bytes encodeStarted(const AnalysisId& id, std::string_view sessionId, std::string_view worker)
{
    JsonWriter out(160);
    out.beginObject().key("analysisId").string(id.toString());
    out.member("sessionId", sessionId).member("worker", worker).endObject();
    return std::move(out).take();
}

Result<AnalysisId> decodeAnalysisId(BytesView data)
{
    const json object = json::parse(data, nullptr, false);
    Reading in(object, malformed);
    const AnalysisId id = idAt(in);
    LOCUS_TRY(in.status());
    return id;
}

Bytes encodeFailure(const Failure& failure)
{
    JsonWriter out(256);
    out.beginObject().key("analysisId").string(failure.id.toString());
    out.member("sessionId", failure.sessionId).key("status").string("failed");
    out.key("code").string(failure.code).key("reason").string(failure.reason);
    out.key("retriable").boolean(failure.retriable).endObject();
    return std::move(out).take();
}

Result<Failure> decodeFailure(BytesView data)
{
    const json object = json::parse(data, nullptr, false);
    Reading in(object, malformed);
    Failure out;
    out.id = idAt(in);
    out.sessionId = in.text("sessionId");
    out.code = in.text("code");
    if (out.code.empty()) {
        out.code = in.text("error_type");
    }
    out.reason = in.text("reason");
    if (out.reason.empty()) {
        out.reason = in.text("error_message");
    }
    out.retriable = in.flag("retriable");
    LOCUS_TRY(in.status());
    if (out.code.empty()) {
        out.code = "unknown";
    }
    return out;
}

} // namespace locus::analyses
