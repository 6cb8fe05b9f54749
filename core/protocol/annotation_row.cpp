// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/protocol/annotation_row.h"

#include "core/protocol/json_fields.h"
#include "core/protocol/json_text.h"

#include <nlohmann/json.hpp>

namespace locus::protocol {

using genetics::Annotation;
using genetics::AnnotationRow;
using genetics::ColocatedVariant;
using genetics::NotAnnotated;
using genetics::TranscriptAnnotation;
using genetics::Variant;
using nlohmann::json;

namespace {

void put(json& out, const char* name, const std::string& value)
{
    if (!value.empty()) {
        out[name] = value;
    }
}

template <typename List> void putList(json& out, const char* name, const List& list)
{
    if (!list.empty()) {
        out[name] = list;
    }
}

void putNumber(json& out, const char* name, const std::optional<std::int64_t>& value)
{
    if (value) {
        out[name] = *value;
    }
}

void putFlag(json& out, const char* name, bool value)
{
    if (value) {
        out[name] = true;
    }
}

json toObject(const TranscriptAnnotation& in)
{
    json out = { { "transcriptId", in.transcriptId } };
    put(out, "geneId", in.geneId);
    put(out, "geneSymbol", in.geneSymbol);
    put(out, "biotype", in.biotype);
    if (in.strand != 0) {
        out["strand"] = in.strand;
    }
    putList(out, "consequenceTerms", in.consequenceTerms);
    put(out, "impact", in.impact);
    put(out, "hgvsc", in.hgvsc);
    put(out, "hgvsp", in.hgvsp);
    put(out, "codons", in.codons);
    put(out, "aminoAcids", in.aminoAcids);
    put(out, "exon", in.exon);
    put(out, "intron", in.intron);
    putNumber(out, "cdnaStart", in.cdnaStart);
    putNumber(out, "cdsStart", in.cdsStart);
    putNumber(out, "proteinStart", in.proteinStart);
    putFlag(out, "maneSelect", in.flags.maneSelect);
    putFlag(out, "manePlusClinical", in.flags.manePlusClinical);
    putFlag(out, "canonical", in.flags.canonical);
    putFlag(out, "basic", in.flags.basic);
    put(out, "partnerId", in.partnerId);
    put(out, "chosenBecause", in.chosenBecause);
    putList(out, "scores", in.scores);
    putList(out, "predictions", in.predictions);
    return out;
}

json toObject(const ColocatedVariant& in)
{
    json out = { { "id", in.id } };
    putFlag(out, "otherAllelesOnly", in.otherAllelesOnly);
    putList(out, "synonyms", in.synonyms);
    putList(out, "clinicalSignificance", in.clinicalSignificance);
    putFlag(out, "siteLevelOnly", in.siteLevelOnly);
    putList(out, "frequencies", in.frequencies);
    return out;
}

json toObject(const Annotation& in)
{
    json transcripts = json::array();
    for (const auto& transcript : in.transcripts) {
        transcripts.push_back(toObject(transcript));
    }
    json colocated = json::array();
    for (const auto& known : in.colocated) {
        colocated.push_back(toObject(known));
    }
    json out = { { "mostSevere", in.mostSevere }, { "transcripts", std::move(transcripts) },
        { "colocated", std::move(colocated) } };
    putList(out, "missingBlocks", in.missingBlocks);
    return out;
}

json toObject(const AnnotationRow& row)
{
    json out = { { "input", row.input }, { "retrieved", toRfc3339(row.retrieved) } };
    if (row.line > 0) {
        out["line"] = row.line;
    }
    if (row.variant) {
        const Variant& v = *row.variant;
        out["variant"] = { { "assembly", v.assembly }, { "chrom", v.contig },
            { "start", v.position }, { "end", v.end() }, { "ref", v.ref }, { "alt", v.alt } };
        put(out["variant"], "spdi", row.spdi);
        put(out["variant"], "hgvsg", row.hgvsg);
    }
    if (row.annotation) {
        out["annotation"] = toObject(*row.annotation);
        out["source"] = { { "engine", row.source.engine }, { "release", row.source.release },
            { "dataRelease", row.source.dataRelease } };
    }
    if (row.notAnnotated) {
        json why = { { "code", row.notAnnotated->code }, { "reason", row.notAnnotated->reason } };
        if (row.notAnnotated->retryAt) {
            why["retryAt"] = toRfc3339(*row.notAnnotated->retryAt);
        }
        out["notAnnotated"] = std::move(why);
    }
    putList(out, "notes", row.notes);
    put(out, "rawReply", row.rawReply);
    return out;
}

std::optional<std::int64_t> numberAt(JsonFields& in, std::string_view name)
{
    return in.has(name) ? std::optional(in.integer(name, INT64_MIN, INT64_MAX)) : std::nullopt;
}

std::map<std::string, double> numbersFrom(const json& value)
{
    std::map<std::string, double> out;
    for (const auto& [name, number] : value.items()) {
        if (number.is_number()) {
            out.emplace(name, number.get<double>());
        }
    }
    return out;
}

std::map<std::string, std::string> namesFrom(const json& value)
{
    std::map<std::string, std::string> out;
    for (const auto& [name, text] : value.items()) {
        if (text.is_string()) {
            out.emplace(name, text.get<std::string>());
        }
    }
    return out;
}

std::map<std::string, std::vector<std::string>> textListsFrom(const json& value)
{
    std::map<std::string, std::vector<std::string>> out;
    for (const auto& [name, list] : value.items()) {
        for (const json& text : list) {
            if (text.is_string()) {
                out[name].push_back(text.get<std::string>());
            }
        }
    }
    return out;
}

Result<TranscriptAnnotation> transcriptFrom(const json& value)
{
    JsonFields in(value);
    TranscriptAnnotation out;
    out.transcriptId = in.textOr("transcriptId");
    out.geneId = in.textOr("geneId");
    out.geneSymbol = in.textOr("geneSymbol");
    out.biotype = in.textOr("biotype");
    out.strand = static_cast<int>(in.integerOr("strand", 0, -1, 1));
    out.consequenceTerms = in.texts("consequenceTerms");
    out.impact = in.textOr("impact");
    out.hgvsc = in.textOr("hgvsc");
    out.hgvsp = in.textOr("hgvsp");
    out.codons = in.textOr("codons");
    out.aminoAcids = in.textOr("aminoAcids");
    out.exon = in.textOr("exon");
    out.intron = in.textOr("intron");
    out.cdnaStart = numberAt(in, "cdnaStart");
    out.cdsStart = numberAt(in, "cdsStart");
    out.proteinStart = numberAt(in, "proteinStart");
    out.flags = { in.booleanOr("maneSelect", false), in.booleanOr("manePlusClinical", false),
        in.booleanOr("canonical", false), in.booleanOr("basic", false) };
    out.partnerId = in.textOr("partnerId");
    out.chosenBecause = in.textOr("chosenBecause");
    out.scores = numbersFrom(in.any("scores"));
    out.predictions = namesFrom(in.any("predictions"));
    LOCUS_TRY(in.status());
    return out;
}

Result<ColocatedVariant> colocatedFrom(const json& value)
{
    JsonFields in(value);
    ColocatedVariant out;
    out.id = in.textOr("id");
    out.otherAllelesOnly = in.booleanOr("otherAllelesOnly", false);
    out.synonyms = textListsFrom(in.any("synonyms"));
    out.clinicalSignificance = in.texts("clinicalSignificance");
    out.siteLevelOnly = in.booleanOr("siteLevelOnly", false);
    out.frequencies = numbersFrom(in.any("frequencies"));
    LOCUS_TRY(in.status());
    return out;
}

Result<Annotation> annotationFrom(const json& value)
{
    JsonFields in(value);
    Annotation out;
    out.mostSevere = in.textOr("mostSevere");
    out.missingBlocks = in.texts("missingBlocks");
    const json& transcripts = in.any("transcripts");
    const json& colocated = in.any("colocated");
    LOCUS_TRY(in.status());
    for (const json& item : transcripts) {
        LOCUS_TRY_VALUE(transcript, transcriptFrom(item));
        out.transcripts.push_back(std::move(transcript));
    }
    for (const json& item : colocated) {
        LOCUS_TRY_VALUE(known, colocatedFrom(item));
        out.colocated.push_back(std::move(known));
    }
    return out;
}

Status readVariant(const json& value, AnnotationRow& row)
{
    JsonFields in(value);
    row.variant = Variant { in.text("assembly"), in.text("chrom"),
        in.integer("start", 0, INT64_MAX), in.text("ref"), in.text("alt") };
    row.spdi = in.textOr("spdi");
    row.hgvsg = in.textOr("hgvsg");
    return in.status();
}

Status readSource(const json& value, AnnotationRow& row)
{
    JsonFields in(value);
    row.source = { in.text("engine"), in.textOr("release"), in.textOr("dataRelease") };
    return in.status();
}

Status readWhyNot(const json& value, AnnotationRow& row)
{
    JsonFields in(value);
    row.notAnnotated = NotAnnotated { in.text("code"), in.textOr("reason"), in.instant("retryAt") };
    return in.status();
}

Result<AnnotationRow> rowFrom(const json& value)
{
    JsonFields in(value);
    AnnotationRow row;
    row.input = in.textOr("input");
    row.line = in.integerOr("line", 0);
    row.retrieved = in.instant("retrieved").value_or(Instant());
    row.notes = in.texts("notes");
    row.rawReply = in.textOr("rawReply");
    const json& variant = in.any("variant");
    const json& annotation = in.any("annotation");
    const json& source = in.any("source");
    const json& whyNot = in.any("notAnnotated");
    LOCUS_TRY(in.status());
    if (annotation.is_null() == whyNot.is_null()) {
        return invalid(
            "row.neither_or_both", "a row has exactly one of \"annotation\" and \"notAnnotated\"")
            .with("field", "annotation");
    }
    LOCUS_TRY(variant.is_null() ? Status() : readVariant(variant, row));
    LOCUS_TRY(source.is_null() ? Status() : readSource(source, row));
    LOCUS_TRY(whyNot.is_null() ? Status() : readWhyNot(whyNot, row));
    if (!annotation.is_null()) {
        LOCUS_TRY_VALUE(read, annotationFrom(annotation));
        row.annotation = std::move(read);
    }
    return row;
}

} // namespace

Bytes rowToJson(const AnnotationRow& row)
{
    return dumpJson(toObject(row));
}

Result<AnnotationRow> rowFromJson(BytesView text)
{
    LOCUS_TRY_VALUE(object, parseObject(text));
    return rowFrom(object);
}

} // namespace locus::protocol
