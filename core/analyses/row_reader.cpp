// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/analyses/row_codec.h"
#include "core/events/json_reading.h"

#include <nlohmann/json.hpp>

namespace locus::analyses {

using events::Reading;
using genetics::Annotation;
using genetics::AnnotationRow;
using genetics::ColocatedVariant;
using genetics::NotAnnotated;
using genetics::TranscriptAnnotation;
using genetics::Variant;
using nlohmann::json;

namespace {

std::map<std::string, double> numbersAt(Reading& in, const char* name)
{
    std::map<std::string, double> out;
    const json* const object = in.find(name);
    if (!object) {
        return out;
    }
    for (auto it = object->begin(); it != object->end(); ++it) {
        if (!object->is_object() || !it->is_number()) {
            in.fail(name, "an object of numbers", "something else");
            return {};
        }
        out.emplace(it.key(), it->get<double>());
    }
    return out;
}

std::map<std::string, std::string> namesAt(Reading& in, const char* name)
{
    std::map<std::string, std::string> out;
    const json* const object = in.find(name);
    if (!object) {
        return out;
    }
    for (auto it = object->begin(); it != object->end(); ++it) {
        if (!object->is_object() || !it->is_string()) {
            in.fail(name, "an object of texts", "something else");
            return {};
        }
        out.emplace(it.key(), it->get<std::string>());
    }
    return out;
}

TranscriptAnnotation transcriptFrom(Reading& in)
{
    TranscriptAnnotation out;
    out.transcriptId = in.text("transcriptId");
    out.geneId = in.text("geneId");
    out.geneSymbol = in.text("geneSymbol");
    out.biotype = in.text("biotype");
    out.strand = static_cast<int>(in.integer("strand", 0, -1, 1));
    out.consequenceTerms = in.texts("consequenceTerms");
    out.impact = in.text("impact");
    out.hgvsc = in.text("hgvsc");
    out.hgvsp = in.text("hgvsp");
    out.codons = in.text("codons");
    out.aminoAcids = in.text("aminoAcids");
    out.exon = in.text("exon");
    out.intron = in.text("intron");
    out.cdnaStart = in.maybeInteger("cdnaStart");
    out.cdsStart = in.maybeInteger("cdsStart");
    out.proteinStart = in.maybeInteger("proteinStart");
    out.flags = { in.flag("maneSelect"), in.flag("manePlusClinical"), in.flag("canonical"),
        in.flag("basic") };
    out.partnerId = in.text("partnerId");
    out.chosenBecause = in.text("chosenBecause");
    out.scores = numbersAt(in, "scores");
    out.predictions = namesAt(in, "predictions");
    return out;
}

ColocatedVariant colocatedFrom(Reading& in)
{
    ColocatedVariant out;
    out.id = in.text("id");
    out.clinicalSignificance = in.texts("clinicalSignificance");
    out.siteLevelOnly = in.flag("siteLevelOnly");
    out.otherAllelesOnly = in.flag("otherAllelesOnly");
    out.frequencies = numbersAt(in, "frequencies");
    if (const json* const synonyms = in.find("synonyms"); synonyms && synonyms->is_object()) {
        Reading names(*synonyms, in, "synonyms");
        for (auto it = synonyms->begin(); it != synonyms->end(); ++it) {
            out.synonyms.emplace(it.key(), names.texts(it.key().c_str()));
        }
        if (!names.status().ok()) {
            in.fail("synonyms", "an object of lists of texts", "something else");
        }
    }
    return out;
}

Result<Annotation> annotationFrom(const json& value, const Reading& row)
{
    Reading in(value, row, "annotation");
    Annotation out;
    out.mostSevere = in.text("mostSevere");
    out.missingBlocks = in.texts("missingBlocks");
    const json* const transcripts = in.list("transcripts");
    for (std::size_t i = 0; transcripts != nullptr && i < transcripts->size(); ++i) {
        Reading one((*transcripts)[i], in, "transcripts", i);
        out.transcripts.push_back(transcriptFrom(one));
        LOCUS_TRY(one.status());
    }
    const json* const colocated = in.list("colocated");
    for (std::size_t i = 0; colocated != nullptr && i < colocated->size(); ++i) {
        Reading one((*colocated)[i], in, "colocated", i);
        out.colocated.push_back(colocatedFrom(one));
        LOCUS_TRY(one.status());
    }
    LOCUS_TRY(in.status());
    return out;
}

Status readVariant(const json& value, const Reading& parent, AnnotationRow& row)
{
    Reading in(value, parent, "variant");
    row.variant = Variant { in.mandatoryText("assembly"), in.mandatoryText("chrom"),
        in.integer("start", 0, 0), in.mandatoryText("ref"), in.mandatoryText("alt") };
    row.spdi = in.text("spdi");
    row.hgvsg = in.text("hgvsg");
    return in.status();
}

Status readSource(const json& value, const Reading& parent, AnnotationRow& row)
{
    Reading in(value, parent, "source");
    row.source = { in.mandatoryText("engine"), in.text("release"), in.text("dataRelease") };
    return in.status();
}

genetics::Reason readWhy(const json& value)
{
    Reading in(value, malformed);
    const json* const found = in.find("facts");
    genetics::Facts facts;
    if (found != nullptr && found->is_object()) {
        for (auto it = found->begin(); it != found->end(); ++it) {
            if (it->is_string()) {
                facts.emplace(it.key(), it->get<std::string>());
            }
        }
    }
    return genetics::reasonNamed(in.text("key"), std::move(facts));
}

Status readWhyNot(const json& value, const Reading& parent, AnnotationRow& row)
{
    Reading in(value, parent, "notAnnotated");
    NotAnnotated why { in.mandatoryText("code"), in.text("reason"), in.time("retryAt") };
    if (const json* const reason = in.find("why"); reason != nullptr && reason->is_object()) {
        why.why = readWhy(*reason);
    }
    row.notAnnotated = std::move(why);
    return in.status();
}

} // namespace

Result<AnnotationRow> readRow(const json& value)
{
    Reading in(value, malformed);
    return readRow(in);
}

Result<AnnotationRow> readRow(Reading& in)
{
    AnnotationRow row;
    row.input = in.text("input");
    row.line = in.integer("line", 0, 0);
    row.retrieved = in.time("retrieved").value_or(Instant());
    row.notes = in.texts("notes");
    row.rawReply = in.text("rawReply");
    LOCUS_TRY(in.status());
    if (const json* const variant = in.find("variant")) {
        LOCUS_TRY(readVariant(*variant, in, row));
    }
    if (const json* const source = in.find("source")) {
        LOCUS_TRY(readSource(*source, in, row));
    }
    if (const json* const whyNot = in.find("notAnnotated")) {
        LOCUS_TRY(readWhyNot(*whyNot, in, row));
    }
    if (const json* const annotation = in.find("annotation")) {
        LOCUS_TRY_VALUE(read, annotationFrom(*annotation, in));
        row.annotation = std::move(read);
    }
    if (const Status good = checkRow(row); !good.ok()) {
        const std::string field(good.error().fact("field"));
        in.fail(field.c_str(), good.error().message, "against the rule");
        return in.status().error();
    }
    return row;
}

} // namespace locus::analyses
