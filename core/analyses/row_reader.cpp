// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/analyses/json_reading.h"
#include "core/analyses/row_codec.h"

#include <nlohmann/json.hpp>

namespace locus::analyses {

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
            in.fail(name);
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
            in.fail(name);
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
    out.strand = static_cast<int>(in.integer("strand", 0));
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
        Reading names(*synonyms);
        for (auto it = synonyms->begin(); it != synonyms->end(); ++it) {
            out.synonyms.emplace(it.key(), names.texts(it.key().c_str()));
        }
    }
    return out;
}

Result<Annotation> annotationFrom(const json& value)
{
    Reading in(value);
    Annotation out;
    out.mostSevere = in.text("mostSevere");
    out.missingBlocks = in.texts("missingBlocks");
    if (const json* const transcripts = in.find("transcripts")) {
        for (const json& item : *transcripts) {
            Reading one(item);
            out.transcripts.push_back(transcriptFrom(one));
            LOCUS_TRY(one.status());
        }
    }
    if (const json* const colocated = in.find("colocated")) {
        for (const json& item : *colocated) {
            Reading one(item);
            out.colocated.push_back(colocatedFrom(one));
            LOCUS_TRY(one.status());
        }
    }
    LOCUS_TRY(in.status());
    return out;
}

Status readVariant(const json& value, AnnotationRow& row)
{
    Reading in(value);
    row.variant = Variant { in.mandatoryText("assembly"), in.mandatoryText("chrom"),
        in.integer("start", 0), in.mandatoryText("ref"), in.mandatoryText("alt") };
    row.spdi = in.text("spdi");
    row.hgvsg = in.text("hgvsg");
    return in.status();
}

Status readSource(const json& value, AnnotationRow& row)
{
    Reading in(value);
    row.source = { in.mandatoryText("engine"), in.text("release"), in.text("dataRelease") };
    return in.status();
}

genetics::Reason readWhy(const json& value)
{
    Reading in(value);
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

Status readWhyNot(const json& value, AnnotationRow& row)
{
    Reading in(value);
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
    Reading in(value);
    AnnotationRow row;
    row.input = in.text("input");
    row.line = in.integer("line", 0);
    row.retrieved = in.time("retrieved").value_or(Instant());
    row.notes = in.texts("notes");
    row.rawReply = in.text("rawReply");
    LOCUS_TRY(in.status());
    if (const json* const variant = in.find("variant")) {
        LOCUS_TRY(readVariant(*variant, row));
    }
    if (const json* const source = in.find("source")) {
        LOCUS_TRY(readSource(*source, row));
    }
    if (const json* const whyNot = in.find("notAnnotated")) {
        LOCUS_TRY(readWhyNot(*whyNot, row));
    }
    if (const json* const annotation = in.find("annotation")) {
        LOCUS_TRY_VALUE(read, annotationFrom(*annotation));
        row.annotation = std::move(read);
    }
    if (const Status good = checkRow(row); !good.ok()) {
        return poison("analyses.malformed", good.error().message)
            .with("field", std::string(good.error().fact("field")));
    }
    return row;
}

} // namespace locus::analyses
