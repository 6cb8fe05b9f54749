// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/protocol/reference_messages.h"

#include "core/protocol/json_fields.h"
#include "core/protocol/json_text.h"

#include <nlohmann/json.hpp>

namespace locus::protocol {

using genetics::Range;
using nlohmann::json;

namespace {

json toJson(const Range& range)
{
    return { { "start", range.start }, { "end", range.end } };
}

json toJson(const std::vector<Range>& ranges)
{
    json out = json::array();
    for (const Range& range : ranges) {
        out.push_back(toJson(range));
    }
    return out;
}

Result<Range> rangeFrom(const json& value)
{
    JsonFields in(value);
    const Range range { in.integer("start", 1, INT64_MAX), in.integer("end", 1, INT64_MAX) };
    LOCUS_TRY(in.status());
    return range;
}

Result<std::vector<Range>> rangesFrom(const json& value)
{
    std::vector<Range> out;
    for (const json& item : value) {
        LOCUS_TRY_VALUE(range, rangeFrom(item));
        out.push_back(range);
    }
    return out;
}

json toJson(const ReferenceTranscript& transcript)
{
    return { { "id", transcript.id }, { "assembly", transcript.assembly },
        { "contig", transcript.contig }, { "span", toJson(transcript.span) },
        { "strand", transcript.strand }, { "geneId", transcript.geneId },
        { "geneSymbol", transcript.geneSymbol }, { "biotype", transcript.biotype },
        { "proteinId", transcript.proteinId }, { "exons", toJson(transcript.exons) },
        { "cds", toJson(transcript.cds) } };
}

Result<ReferenceTranscript> transcriptFrom(const json& value)
{
    JsonFields in(value);
    ReferenceTranscript out;
    out.id = in.text("id");
    out.assembly = in.textOr("assembly");
    out.contig = in.textOr("contig");
    out.strand = static_cast<int>(in.integerOr("strand", 1, -1, 1));
    out.geneId = in.textOr("geneId");
    out.geneSymbol = in.textOr("geneSymbol");
    out.biotype = in.textOr("biotype");
    out.proteinId = in.textOr("proteinId");
    const json& span = in.any("span");
    const json& exons = in.any("exons");
    const json& cds = in.any("cds");
    LOCUS_TRY(in.status());
    LOCUS_TRY_VALUE(readSpan, rangeFrom(span));
    LOCUS_TRY_VALUE(readExons, rangesFrom(exons));
    LOCUS_TRY_VALUE(readCds, rangesFrom(cds));
    out.span = readSpan;
    out.exons = std::move(readExons);
    out.cds = std::move(readCds);
    return out;
}

Result<genetics::CoveredInterval> intervalFrom(const json& value)
{
    JsonFields in(value);
    genetics::CoveredInterval out;
    out.assembly = in.text("assembly");
    out.contig = in.text("contig");
    out.range = { in.integer("start", 1, INT64_MAX), in.integer("end", 1, INT64_MAX) };
    out.release = in.textOr("release");
    out.source = in.textOr("source");
    out.licence = in.textOr("licence");
    out.sha256 = in.textOr("sha256");
    LOCUS_TRY(in.status());
    return out;
}

json toJson(const std::vector<genetics::CoveredInterval>& intervals)
{
    json list = json::array();
    for (const auto& interval : intervals) {
        list.push_back({ { "assembly", interval.assembly }, { "contig", interval.contig },
            { "start", interval.range.start }, { "end", interval.range.end },
            { "release", interval.release }, { "source", interval.source },
            { "licence", interval.licence }, { "sha256", interval.sha256 } });
    }
    return list;
}

Result<std::vector<genetics::CoveredInterval>> intervalsFrom(const json& list)
{
    std::vector<genetics::CoveredInterval> out;
    for (const json& value : list) {
        LOCUS_TRY_VALUE(interval, intervalFrom(value));
        out.push_back(std::move(interval));
    }
    return out;
}

json toJson(const genetics::CoverageKnowledge& knowledge)
{
    return { { "assembly", knowledge.assembly }, { "intervals", toJson(knowledge.intervals) },
        { "contigs", knowledge.contigs }, { "models", knowledge.models },
        { "service", knowledge.service } };
}

Result<genetics::CoverageKnowledge> knowledgeFrom(const json& value)
{
    JsonFields in(value);
    genetics::CoverageKnowledge out;
    out.assembly = in.text("assembly");
    out.service = in.booleanOr("service", false);
    for (auto& model : in.texts("models")) {
        out.models.insert(std::move(model));
    }
    const json& contigs = in.any("contigs");
    const json& list = in.any("intervals");
    LOCUS_TRY(in.status());
    JsonFields names(contigs);
    for (const auto& entry : contigs.items()) {
        out.contigs[entry.key()] = names.text(entry.key());
    }
    LOCUS_TRY(names.status());
    LOCUS_TRY_VALUE(intervals, intervalsFrom(list));
    out.intervals = std::move(intervals);
    return out;
}

} // namespace

Bytes ReferenceIntervals::toJson() const
{
    json out { { "intervals", protocol::toJson(intervals) }, { "services", services } };
    if (knowledge) {
        out["knowledge"] = protocol::toJson(*knowledge);
    }
    return dumpJson(out);
}

Result<ReferenceIntervals> ReferenceIntervals::fromJson(BytesView text)
{
    LOCUS_TRY_VALUE(object, parseObject(text));
    JsonFields in(object);
    const json& list = in.any("intervals");
    ReferenceIntervals message { {}, in.texts("services") };
    const json& knowledge = in.any("knowledge");
    LOCUS_TRY(in.status());
    LOCUS_TRY_VALUE(intervals, intervalsFrom(list));
    message.intervals = std::move(intervals);
    if (!knowledge.is_null()) {
        LOCUS_TRY_VALUE(known, knowledgeFrom(knowledge));
        message.knowledge = std::move(known);
    }
    return message;
}

Bytes ReferenceCoverage::toJson() const
{
    return assembly.empty() ? "{}" : dumpJson({ { "assembly", assembly } });
}

Result<ReferenceCoverage> ReferenceCoverage::fromJson(BytesView text)
{
    LOCUS_TRY_VALUE(object, parseObject(text));
    JsonFields in(object);
    ReferenceCoverage message { in.textOr("assembly") };
    LOCUS_TRY(in.statusStrict());
    return message;
}

Bytes ReferencePlace::toJson() const
{
    json list = json::array();
    for (const ReferenceTranscript& transcript : transcripts) {
        list.push_back(protocol::toJson(transcript));
    }
    return dumpJson({ { "covered", covered }, { "contig", contig }, { "accession", accession },
        { "sequence", sequence }, { "transcripts", std::move(list) } });
}

Result<ReferencePlace> ReferencePlace::fromJson(BytesView text)
{
    LOCUS_TRY_VALUE(object, parseObject(text));
    JsonFields in(object);
    ReferencePlace message;
    message.covered = in.booleanOr("covered", false);
    message.contig = in.textOr("contig");
    message.accession = in.textOr("accession");
    message.sequence = in.textOr("sequence");
    const json& list = in.any("transcripts");
    LOCUS_TRY(in.status());
    for (const json& value : list) {
        LOCUS_TRY_VALUE(transcript, transcriptFrom(value));
        message.transcripts.push_back(std::move(transcript));
    }
    return message;
}

Bytes ReferenceLookup::toJson() const
{
    if (!transcript.empty()) {
        return dumpJson({ { "transcript", transcript } });
    }
    return dumpJson({ { "assembly", assembly }, { "contig", contig }, { "start", range.start },
        { "end", range.end } });
}

Result<ReferenceLookup> ReferenceLookup::fromJson(BytesView text)
{
    LOCUS_TRY_VALUE(object, parseObject(text));
    JsonFields in(object);
    ReferenceLookup message;
    message.transcript = in.textOr("transcript");
    if (message.transcript.empty()) {
        message.assembly = in.text("assembly");
        message.contig = in.text("contig");
        message.range = { in.integer("start", 1, INT64_MAX), in.integer("end", 1, INT64_MAX) };
    }
    LOCUS_TRY(in.statusStrict());
    if (message.range.end < message.range.start) {
        return invalid("params.range", R"("end" must not be before "start")")
            .with("field", "end")
            .with("allowed", std::to_string(message.range.start) + " or more");
    }
    return message;
}

} // namespace locus::protocol
