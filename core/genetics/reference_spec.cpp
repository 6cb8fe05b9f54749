// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/genetics/reference_bundle.h"

#include "core/base/file.h"

#include <nlohmann/json.hpp>

#include <utility>

namespace locus::genetics {
namespace {

using Json = nlohmann::json;
constexpr std::size_t specCap = 4U << 20U;

SequenceSource sequenceOf(const Json& entry, const std::filesystem::path& data)
{
    SequenceSource source;
    source.fasta = data / entry.at("fasta").get<std::string>();
    if (entry.contains("gff")) {
        source.gff = data / entry.at("gff").get<std::string>();
    }
    source.assembly = entry.at("assembly").get<std::string>();
    source.release = entry.at("release").get<std::string>();
    source.source = entry.at("source").get<std::string>();
    source.licence = entry.at("licence").get<std::string>();
    source.offsetFromHeader = entry.value("offset_from_header", false);
    return source;
}

TranscriptSource transcriptOf(const Json& entry, const std::filesystem::path& data)
{
    TranscriptSource source;
    source.fasta = data / entry.at("fasta").get<std::string>();
    source.assembly = entry.at("assembly").get<std::string>();
    source.release = entry.at("release").get<std::string>();
    source.source = entry.at("source").get<std::string>();
    source.licence = entry.at("licence").get<std::string>();
    Transcript& transcript = source.transcript;
    transcript.id = entry.at("id").get<std::string>();
    transcript.sourceId = transcript.id;
    transcript.contig = entry.at("contig").get<std::string>();
    transcript.gene = { entry.at("gene_id").get<std::string>(), entry.at("gene").get<std::string>(),
        entry.value("hgnc", std::string()) };
    transcript.biotype = entry.value("biotype", std::string("protein_coding"));
    transcript.strand = entry.at("strand").get<std::string>() == "-" ? Strand::Minus : Strand::Plus;
    transcript.proteinId = entry.value("protein", std::string());
    transcript.flags.maneSelect = entry.value("mane_select", false);
    for (const Json& exon : entry.at("exons")) {
        transcript.exons.push_back(
            { exon.at(0).get<std::int64_t>(), exon.at(1).get<std::int64_t>() });
    }
    source.codingStart = entry.at("cds").at(0).get<std::int64_t>();
    source.codingEnd = entry.at("cds").at(1).get<std::int64_t>();
    return source;
}

} // namespace

Result<ReferenceBuildSpec> readReferenceBuildSpec(
    const std::filesystem::path& spec, const std::filesystem::path& data)
{
    LOCUS_TRY_VALUE(text, readFile(spec, specCap));
    try {
        const Json json = Json::parse(text);
        ReferenceBuildSpec read;
        for (const Json& entry : json.value("sequences", Json::array())) {
            read.sequences.push_back(sequenceOf(entry, data));
        }
        for (const Json& entry : json.value("transcripts", Json::array())) {
            read.transcripts.push_back(transcriptOf(entry, data));
        }
        return read;
    } catch (const Json::exception& problem) {
        return invalid("reference.spec", spec.string() + ": " + problem.what())
            .with("field", problem.what())
            .with(
                "expected", "sequences and transcripts as in resources/reference/build_spec.json");
    }
}

} // namespace locus::genetics
