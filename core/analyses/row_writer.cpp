// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/analyses/row_codec.h"

namespace locus::analyses {

using genetics::Annotation;
using genetics::AnnotationRow;
using genetics::ColocatedVariant;
using genetics::TranscriptAnnotation;

namespace {

void write(JsonWriter& out, const std::string& text)
{
    out.string(text);
}

void write(JsonWriter& out, double value)
{
    out.real(value);
}

void write(JsonWriter& out, const std::vector<std::string>& list)
{
    out.beginArray();
    for (const std::string& text : list) {
        out.string(text);
    }
    out.endArray();
}

void writeList(JsonWriter& out, std::string_view name, const std::vector<std::string>& list)
{
    if (!list.empty()) {
        write(out.key(name), list);
    }
}

template <typename Value>
void writeMap(JsonWriter& out, std::string_view name, const std::map<std::string, Value>& map)
{
    if (map.empty()) {
        return;
    }
    out.key(name).beginObject();
    for (const auto& [key, value] : map) {
        write(out.key(key), value);
    }
    out.endObject();
}

void writeFlag(JsonWriter& out, std::string_view name, bool value)
{
    if (value) {
        out.key(name).boolean(true);
    }
}

void writeNumber(JsonWriter& out, std::string_view name, const std::optional<std::int64_t>& value)
{
    if (value) {
        out.key(name).number(*value);
    }
}

void writeTranscript(JsonWriter& out, const TranscriptAnnotation& in)
{
    out.beginObject().key("transcriptId").string(in.transcriptId);
    out.member("geneId", in.geneId).member("geneSymbol", in.geneSymbol);
    out.member("biotype", in.biotype);
    if (in.strand != 0) {
        out.key("strand").number(std::int64_t { in.strand });
    }
    writeList(out, "consequenceTerms", in.consequenceTerms);
    out.member("impact", in.impact).member("hgvsc", in.hgvsc).member("hgvsp", in.hgvsp);
    out.member("codons", in.codons).member("aminoAcids", in.aminoAcids);
    out.member("exon", in.exon).member("intron", in.intron);
    writeNumber(out, "cdnaStart", in.cdnaStart);
    writeNumber(out, "cdsStart", in.cdsStart);
    writeNumber(out, "proteinStart", in.proteinStart);
    writeFlag(out, "maneSelect", in.flags.maneSelect);
    writeFlag(out, "manePlusClinical", in.flags.manePlusClinical);
    writeFlag(out, "canonical", in.flags.canonical);
    writeFlag(out, "basic", in.flags.basic);
    out.member("partnerId", in.partnerId).member("chosenBecause", in.chosenBecause);
    writeMap(out, "scores", in.scores);
    writeMap(out, "predictions", in.predictions);
    out.endObject();
}

void writeColocated(JsonWriter& out, const ColocatedVariant& in)
{
    out.beginObject().key("id").string(in.id);
    writeMap(out, "synonyms", in.synonyms);
    writeList(out, "clinicalSignificance", in.clinicalSignificance);
    writeFlag(out, "siteLevelOnly", in.siteLevelOnly);
    writeFlag(out, "otherAllelesOnly", in.otherAllelesOnly);
    writeMap(out, "frequencies", in.frequencies);
    out.endObject();
}

void writeAnnotation(JsonWriter& out, const Annotation& in)
{
    out.beginObject().member("mostSevere", in.mostSevere).key("transcripts").beginArray();
    for (const TranscriptAnnotation& transcript : in.transcripts) {
        writeTranscript(out, transcript);
    }
    out.endArray().key("colocated").beginArray();
    std::map<std::string, double> frequencies; // the allele's, whoever listed it first
    for (const ColocatedVariant& known : in.colocated) {
        writeColocated(out, known);
        frequencies.insert(known.frequencies.begin(), known.frequencies.end());
    }
    out.endArray();
    writeMap(out, "frequencies", frequencies);
    writeList(out, "missingBlocks", in.missingBlocks);
    out.endObject();
}

void writeVariant(JsonWriter& out, const AnnotationRow& row)
{
    out.key("variant").beginObject();
    out.key("assembly").string(row.variant->assembly).key("chrom").string(row.variant->contig);
    out.key("start").number(row.variant->position).key("end").number(row.variant->end());
    out.key("ref").string(row.variant->ref).key("alt").string(row.variant->alt);
    out.member("spdi", row.spdi).member("hgvsg", row.hgvsg).endObject();
}

} // namespace

Status checkRow(const AnnotationRow& row)
{
    if (row.annotation.has_value() == row.notAnnotated.has_value()) {
        return invalid(
            "row.neither_or_both", R"(a row has exactly one of "annotation" and "notAnnotated")")
            .with("field", "annotation");
    }
    if (row.annotation && row.source.engine.empty()) {
        return invalid("row.no_engine", "an annotated row names the engine that annotated it")
            .with("field", "source");
    }
    return {};
}

// For whoever says it in another language: the key of the sentence and what stands in its gaps.
void writeWhy(JsonWriter& out, const genetics::Reason& why)
{
    if (why.key.empty()) {
        return;
    }
    out.key("why").beginObject().key("key").string(why.key);
    out.key("facts").beginObject();
    for (const auto& [name, value] : why.facts) {
        out.key(name).string(value);
    }
    out.endObject().endObject();
}

void writeRow(JsonWriter& out, const AnnotationRow& row)
{
    out.beginObject().key("input").string(row.input);
    if (row.line > 0) {
        out.key("line").number(row.line);
    }
    if (row.variant) {
        writeVariant(out, row);
    }
    if (row.annotation) {
        writeAnnotation(out.key("annotation"), *row.annotation);
        out.key("source").beginObject().key("engine").string(row.source.engine);
        out.member("release", row.source.release).member("dataRelease", row.source.dataRelease);
        out.endObject();
    }
    out.key("retrieved").string(toRfc3339(row.retrieved));
    if (row.notAnnotated) {
        out.key("notAnnotated").beginObject().key("code").string(row.notAnnotated->code);
        out.key("reason").string(row.notAnnotated->reason);
        if (row.notAnnotated->retryAt) {
            out.key("retryAt").string(toRfc3339(*row.notAnnotated->retryAt));
        }
        writeWhy(out, row.notAnnotated->why);
        out.endObject();
    }
    writeList(out, "notes", row.notes);
    out.member("rawReply", row.rawReply).endObject();
}

} // namespace locus::analyses
