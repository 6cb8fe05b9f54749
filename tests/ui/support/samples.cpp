// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/support/test_core.h"

namespace locus::test {

using genetics::AnnotationRow;
using genetics::TranscriptAnnotation;

namespace {

TranscriptAnnotation transcript(const std::string& id, const std::string& gene,
    const std::string& term, const std::string& impact, const std::string& c, const std::string& p)
{
    TranscriptAnnotation out;
    out.transcriptId = id;
    out.geneSymbol = gene;
    out.biotype = "protein_coding";
    out.consequenceTerms = { term };
    out.impact = impact;
    out.hgvsc = id + ":" + c;
    out.hgvsp = p.empty() ? "" : "NP_000000.0:" + p;
    out.exon = "1/3";
    return out;
}

AnnotationRow row(std::int64_t line, const std::string& input, const genetics::Variant& variant,
    const std::string& hgvsg, std::vector<TranscriptAnnotation> transcripts)
{
    AnnotationRow out;
    out.line = line;
    out.input = input;
    out.variant = variant;
    out.hgvsg = hgvsg;
    genetics::Annotation annotation;
    annotation.mostSevere = transcripts.front().consequenceTerms.front();
    transcripts.front().flags.maneSelect = true;
    transcripts.front().chosenBecause = "mane_select";
    annotation.transcripts = std::move(transcripts);
    out.annotation = std::move(annotation);
    out.source = { "ensembl-vep-rest", "113", "Ensembl 113, ClinVar 2025-09" };
    out.retrieved = fromMillis(1'772'440'173'000);
    return out;
}

genetics::ColocatedVariant known(const std::string& id, std::vector<std::string> significance,
    std::map<std::string, double> frequencies, bool siteLevelOnly = false)
{
    genetics::ColocatedVariant out;
    out.id = id;
    out.clinicalSignificance = std::move(significance);
    out.frequencies = std::move(frequencies);
    out.siteLevelOnly = siteLevelOnly;
    return out;
}

AnnotationRow without(std::int64_t line, const std::string& input, genetics::NotAnnotated why)
{
    AnnotationRow out;
    out.line = line;
    out.input = input;
    out.notAnnotated = std::move(why);
    return out;
}

} // namespace

std::vector<AnnotationRow> sampleRows()
{
    std::vector<AnnotationRow> rows;
    auto hbb = row(1, "11 5227002 rs334 T A", { "GRCh38", "11", 5227002, "T", "A" },
        "NC_000011.10:g.5227002T>A",
        { transcript("NM_000518.5", "HBB", "missense_variant", "MODERATE", "c.20A>T", "p.Glu7Val"),
            transcript("ENST00000485743.1", "HBB", "non_coding_transcript_exon_variant", "MODIFIER",
                "n.70A>T", "") });
    hbb.spdi = "NC_000011.10:5227001:T:A";
    auto& front = hbb.annotation->transcripts.front();
    front.scores = { { "am_pathogenicity", 0.214 }, { "cadd_phred", 21.3 }, { "revel", 0.71 } };
    front.predictions = { { "alphamissense", "likely_benign" }, { "sift", "deleterious" } };
    hbb.annotation->colocated = { known(
        "rs334", { "pathogenic" }, { { "gnomade", 0.00457 }, { "gnomade_afr", 0.0451 } }) };
    hbb.rawReply =
        R"({"input":"11 5227002 rs334 T A","most_severe_consequence":"missense_variant"})";
    rows.push_back(hbb);

    auto cftr = row(2, "NM_000492.4:c.1521_1523delCTT", { "GRCh38", "7", 117559590, "ATCT", "A" },
        "NC_000007.14:g.117559592_117559594del",
        { transcript("NM_000492.4", "CFTR", "inframe_deletion", "MODERATE", "c.1521_1523del",
            "p.Phe508del") });
    cftr.annotation->colocated = { known(
        "rs113993960", { "pathogenic", "drug_response" }, { { "gnomade", 0.0071 } }) };
    rows.push_back(cftr);

    auto site = row(3, "16 89279135 . G C", { "GRCh38", "16", 89279135, "G", "C" },
        "NC_000016.10:g.89279135G>C",
        { transcript("NM_013275.6", "ANKRD11", "missense_variant", "MODERATE", "c.7407C>G",
            "p.Ile2469Met") });
    site.annotation->colocated = { known(
        "rs370673579", { "benign", "likely_pathogenic" }, {}, true) };
    rows.push_back(site);

    auto worse = row(4, "1 156114921 . G A", { "GRCh38", "1", 156114921, "G", "A" },
        "NC_000001.11:g.156114921G>A",
        { transcript("NM_170707.4", "LMNA", "synonymous_variant", "LOW", "c.3G>A", "p.Met1="),
            transcript("NM_005572.4", "LMNA", "start_lost", "HIGH", "c.3G>A", "p.Met1?") });
    worse.annotation->mostSevere = "start_lost";
    rows.push_back(worse);

    rows.push_back(row(5, "17 43045712 . C T", { "GRCh38", "17", 43045712, "C", "T" },
        "NC_000017.11:g.43045712C>T",
        { transcript(
            "NM_007294.4", "BRCA1", "stop_gained", "HIGH", "c.5558G>A", "p.Trp1853Ter") }));
    rows.push_back(row(6, "21 25585733 . C T", { "GRCh38", "21", 25585733, "C", "T" },
        "NC_000021.9:g.25585733C>T",
        { transcript(
            "NM_017446.4", "MRPL39", "3_prime_UTR_variant", "MODIFIER", "c.*18G>A", "") }));
    rows.push_back(without(7, "5 1295113 . G A",
        { "outside_local_reference",
            "5:1295113 is outside the local reference, and no service is configured.", {} }));
    rows.push_back(without(8, "rs699",
        { "service_down", "The VEP service does not answer.", fromMillis(1'772'443'773'000) }));
    return rows;
}

void addSamples(TestCore& core)
{
    const SystemClock clock;
    struct Sample
    {
        const char* label;
        const char* patient;
        const char* by;
        analyses::State state;
        int minutes;
        analyses::Counts counts;
        const char* severe;
        int priority;
    };
    using enum analyses::State;
    const Sample samples[] {
        { "Cardiomyopathy panel", "P-2019", "b.lind", Completed, 3100, { 212, 212, 0 },
            "frameshift_variant", 5 },
        { "Trio 11 · mother", "P-2022", "a.osei", Completed, 2900, { 38, 38, 0 },
            "missense_variant", 5 },
        { "Trio 11 · father", "P-2023", "a.osei", Completed, 2899, { 41, 41, 0 },
            "synonymous_variant", 5 },
        { "Carrier screen, batch 7", "", "s.marín", Partial, 1500, { 1840, 1822, 18 },
            "stop_gained", 3 },
        { "Reference check GRCh37", "P-2030", "b.lind", Failed, 900, { 0, 0, 0 }, "", 5 },
        { "Exome re-run", "P-1988", "k.abe", Cancelled, 620, { 0, 0, 0 }, "", 2 },
        { "Newborn 4471", "P-2034", "k.abe", Completed, 310, { 6, 6, 0 }, "splice_donor_variant",
            9 },
        { "Hearing panel", "P-2035", "a.osei", Completed, 140, { 64, 64, 0 }, "missense_variant",
            5 },
        { "Haemoglobin, urgent", "P-2041", "a.osei", Partial, 32, { 8, 6, 2 }, "stop_gained", 8 },
        { "Lynch family, cousin", "P-2042", "s.marín", Running, 2, { 120, 74, 0 },
            "missense_variant", 6 },
        { "Trio 14 · proband", "P-2043", "a.osei", Requested, 1, { 0, 0, 0 }, "", 7 },
    };
    for (const auto& sample : samples) {
        analyses::Summary summary;
        summary.label = sample.label;
        summary.patientRef = sample.patient;
        summary.submittedBy = sample.by;
        summary.state = sample.state;
        summary.assembly = "GRCh38";
        summary.priority = sample.priority;
        summary.counts = sample.counts;
        summary.mostSevere = sample.severe;
        summary.submittedAt = clock.now() - std::chrono::minutes(sample.minutes);
        summary.changedAt = summary.submittedAt + std::chrono::seconds(40);
        if (sample.state == Failed) {
            summary.failureReason = "The header names GRCh37, the request GRCh38.";
        }
        const bool urgent = sample.priority == 8;
        core.add(summary, urgent ? sampleRows() : std::vector<AnnotationRow>());
    }
}

} // namespace locus::test
