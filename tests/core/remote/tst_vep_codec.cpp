// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/remote/vep_codec.h"
#include "tests/support/test_registry.h"

#include <QTest>

#include <nlohmann/json.hpp>

#include <algorithm>

using namespace locus;
using genetics::AnnotationRow;
using remote::VepEntry;

namespace {

// Two alleles at one place, with every trap of the format; the gene and ids are fictional.
constexpr auto* kTraps = R"([{"input":"rs990001","id":"rs990001","assembly_name":"GRCh38",
"seq_region_name":7,"start":"1000","end":1000,"strand":1,"allele_string":"C/G/T",
"vcf_string":["7-1000-C-G","7-1000-C-T"],"most_severe_consequence":"stop_gained","new_block":[1],
"transcript_consequences":[
{"gene_id":990001,"transcript_id":"NM_990001.2","variant_allele":"T","biotype":"protein_coding",
 "consequence_terms":["splice_region_variant","missense_variant"],"impact":"MODERATE","cdna_start":"120/900",
 "cds_start":100,"protein_start":"34","mane":["MANE_Select"],"mane_select":"ENST00000990001.7",
 "hgvsg":"7:g.1000C>T","hgvsc":"NM_990001.2:c.100C>T","sift_score":0,"sift_prediction":"deleterious",
 "polyphen_score":"0.25","polyphen_prediction":"benign","domains":[{"db":"X","name":12}],"hgnc_id":1100,
 "alphamissense":{"am_class":"ambiguous","am_pathogenicity":0.4},
 "spliceai":{"SYMBOL":"FICT1","DS_AG":0.91,"DP_AG":-3},"cadd_phred":22},
{"gene_id":"990001","transcript_id":"NM_990001.2","variant_allele":"G","biotype":"protein_coding",
 "consequence_terms":["stop_gained"],"impact":"HIGH","cdna_start":120}],
"regulatory_feature_consequences":[{"variant_allele":"G","consequence_terms":["regulatory_region_variant"]}],
"colocated_variants":[
{"id":"rs990001","allele_string":"C/G/T","clin_sig":["benign","pathogenic"],
 "clin_sig_allele":"G:pathogenic;T:benign;T:odd new term",
 "frequencies":{"T":{"af":"0.001","gnomade":2.5e-05,"eas":0},"G":{"af":0.5}},
 "var_synonyms":{"OMIM":[300377.002],"ClinVar":["RCV1"]},"minor_allele":"T","minor_allele_freq":0.01},
{"id":"rs990002","clin_sig":["pathogenic"]},
{"id":"rs990003","clin_sig":["pathogenic"],"clin_sig_allele":"A:pathogenic"},
{"allele_string":"COSMIC_MUTATION"}]}])";

std::vector<VepEntry> decode(const std::string& body)
{
    auto decoded = remote::decodeVepReply(body, remote::defaultVepOptions());
    return decoded.ok() ? std::move(*decoded) : std::vector<VepEntry> {};
}

const AnnotationRow* rowOfAlt(const std::vector<AnnotationRow>& rows, const std::string& alt)
{
    const auto it = std::find_if(rows.begin(), rows.end(),
        [&alt](const auto& row) { return row.variant && row.variant->alt == alt; });
    return it == rows.end() ? nullptr : &*it;
}

} // namespace

class VepCodecTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void oneRowAnAllele()
    {
        const auto entries = decode(kTraps);
        QCOMPARE(entries.size(), std::size_t(1));
        QCOMPARE(entries[0].assembly, std::string("GRCh38"));
        QCOMPARE(entries[0].rows.size(), std::size_t(2));
        const auto* t = rowOfAlt(entries[0].rows, "T");
        const auto* g = rowOfAlt(entries[0].rows, "G");
        QVERIFY(t && g);
        const genetics::Variant expected { "GRCh38", "7", 1000, "C", "T" };
        QVERIFY(*t->variant == expected);
        QCOMPARE(t->annotation->mostSevere, std::string("missense_variant"));
        QCOMPARE(g->annotation->mostSevere, std::string("stop_gained"));
        QCOMPARE(t->hgvsg, std::string("7:g.1000C>T"));
        QCOMPARE(t->input, std::string("rs990001"));
    }

    void everyScalarInAnyType()
    {
        const auto entries = decode(kTraps);
        QCOMPARE(entries.size(), std::size_t(1));
        const auto& transcript = rowOfAlt(entries[0].rows, "T")->annotation->transcripts.at(0);
        QCOMPARE(transcript.geneId, std::string("990001"));
        QCOMPARE(transcript.cdnaStart.value_or(-1), std::int64_t(120));
        QCOMPARE(transcript.proteinStart.value_or(-1), std::int64_t(34));
        QCOMPARE(transcript.scores.at("sift"), 0.0);
        QCOMPARE(transcript.scores.at("polyphen"), 0.25);
        QCOMPARE(transcript.scores.at("cadd_phred"), 22.0);
        QCOMPARE(transcript.scores.at("am_pathogenicity"), 0.4);
        QCOMPARE(transcript.scores.at("spliceai_ds_ag"), 0.91);
        QCOMPARE(transcript.predictions.at("alphamissense"), std::string("ambiguous"));
        QCOMPARE(transcript.partnerId, std::string("ENST00000990001.7"));
        QCOMPARE(transcript.chosenBecause, std::string("mane_select"));
        QVERIFY(transcript.consequenceTerms
            == (std::vector<std::string> { "missense_variant", "splice_region_variant" }));
    }

    void significanceOfThisAlleleOnly()
    {
        const auto entries = decode(kTraps);
        QCOMPARE(entries.size(), std::size_t(1));
        const auto& known = rowOfAlt(entries[0].rows, "T")->annotation->colocated;
        QCOMPARE(known.size(), std::size_t(4));
        QVERIFY(known[0].clinicalSignificance
            == (std::vector<std::string> { "benign", "odd new term" }));
        QVERIFY(!known[0].siteLevelOnly && !known[0].otherAllelesOnly);
        QVERIFY(known[1].siteLevelOnly);
        QVERIFY(known[2].otherAllelesOnly && known[2].clinicalSignificance.empty());
        QVERIFY(!known[2].siteLevelOnly);
        QVERIFY(!known[3].siteLevelOnly && !known[3].otherAllelesOnly);
        const auto& other = rowOfAlt(entries[0].rows, "G")->annotation->colocated;
        QVERIFY(other[0].clinicalSignificance == std::vector<std::string> { "pathogenic" });
    }

    void frequenciesAndSynonymsOfThisAllele()
    {
        const auto entries = decode(kTraps);
        QCOMPARE(entries.size(), std::size_t(1));
        const auto& known = rowOfAlt(entries[0].rows, "T")->annotation->colocated[0];
        QCOMPARE(known.frequencies.at("af"), 0.001);
        QCOMPARE(known.frequencies.at("gnomade"), 2.5e-05);
        QCOMPARE(known.frequencies.at("eas"), 0.0);
        QCOMPARE(known.frequencies.at("minor_allele_freq"), 0.01);
        QCOMPARE(known.synonyms.at("OMIM").at(0), std::string("300377.0020"));
        const auto& other = rowOfAlt(entries[0].rows, "G")->annotation->colocated[0];
        QCOMPARE(other.frequencies.size(), std::size_t(1));
    }

    void namesMissingBlocks()
    {
        const auto entries = decode(kTraps);
        QCOMPARE(entries.size(), std::size_t(1));
        QVERIFY(rowOfAlt(entries[0].rows, "T")->annotation->missingBlocks.empty());
        QVERIFY(rowOfAlt(entries[0].rows, "G")->annotation->missingBlocks
            == std::vector<std::string> { "hgvs" });
        const auto bare = decode(R"({"input":"a","assembly_name":"GRCh38","allele_string":"C/T",
"seq_region_name":"1","start":5,"end":5,"strand":1,"most_severe_consequence":"?"})");
        QCOMPARE(bare.size(), std::size_t(1));
        QCOMPARE(bare[0].rows.size(), std::size_t(1));
        QVERIFY(bare[0].rows[0].annotation->mostSevere.empty());
        QVERIFY(bare[0].rows[0].annotation->missingBlocks
            == (std::vector<std::string> { "consequences", "vcf_string" }));
    }

    void keepsTheRawElement()
    {
        const auto entries =
            decode(R"([{"input":"a"}, {"input":"b","x":1.50,"allele_string":"C/T"}])");
        QCOMPARE(entries.size(), std::size_t(2));
        QVERIFY(entries[0].rows.empty()); // only an input: skipped by the service
        QCOMPARE(entries[1].rows.at(0).rawReply,
            std::string(R"({"input":"b","x":1.50,"allele_string":"C/T"})"));
    }

    void variantFromWhatIsThere_data()
    {
        QTest::addColumn<QByteArray>("members");
        QTest::addColumn<QByteArray>("expected");
        QTest::newRow("vcf string of a deletion")
            << QByteArray(R"("vcf_string":"7-999-AC-A","allele_string":"C/-")")
            << QByteArray("7:999:AC>A");
        QTest::newRow("vcf line") << QByteArray(
            R"("input":"chr7\t999\tid\tAC\tA","seq_region_name":"7","allele_string":"C/-")")
                                  << QByteArray("7:999:AC>A");
        QTest::newRow("contig with dashes")
            << QByteArray(R"("vcf_string":"HLA-A-9-C-T","allele_string":"C/T")")
            << QByteArray("HLA-A:9:C>T");
        QTest::newRow("alleles of a delins")
            << QByteArray(R"("seq_region_name":"7","start":9,"strand":1,"allele_string":"GG/AA")")
            << QByteArray("7:9:GG>AA");
        QTest::newRow("deletion without its base before")
            << QByteArray(R"("seq_region_name":"7","start":9,"strand":1,"allele_string":"GG/-")")
            << QByteArray("none");
        QTest::newRow("structural term") << QByteArray(
            R"("seq_region_name":"7","start":9,"strand":1,"allele_string":"deletion")")
                                         << QByteArray("none");
    }
    void variantFromWhatIsThere()
    {
        QFETCH(QByteArray, members);
        QFETCH(QByteArray, expected);
        const auto entries = decode("{" + members.toStdString() + "}");
        QCOMPARE(entries.size(), std::size_t(1));
        const auto& variant = entries[0].rows.at(0).variant;
        const std::string told = variant ? variant->contig + ":" + std::to_string(variant->position)
                + ":" + variant->ref + ">" + variant->alt
                                         : "none";
        QCOMPARE(told, expected.toStdString());
    }

    void requestsCarryTheRightKeyAndOptions()
    {
        const std::vector<std::string> notations { "7 1000 . C T", "é" };
        const auto body = nlohmann::json::parse(remote::encodeVepRequest(
            genetics::QueryKind::Region, notations, remote::defaultVepOptions()));
        QCOMPARE(body.at("variants").get<std::vector<std::string>>(), notations);
        for (const auto* option :
            { "hgvs", "mane", "canonical", "numbers", "protein", "xref_refseq", "variant_class",
                "vcf_string", "transcript_version", "domains", "uniprot", "AlphaMissense" }) {
            QCOMPARE(body.at(option).get<int>(), 1);
        }
        QCOMPARE(body.size(), std::size_t(13)); // no restricted plugin among them
        QVERIFY(
            nlohmann::json::parse(remote::encodeVepRequest(genetics::QueryKind::Id, notations, {}))
                .contains("ids"));
        QVERIFY(nlohmann::json::parse(
            remote::encodeVepRequest(genetics::QueryKind::Hgvs, notations, {}))
                    .contains("hgvs_notations"));
    }

    void readsErrorsAndReleases()
    {
        QCOMPARE(remote::vepErrorText(R"({"error":"why"})"), std::string("why"));
        QCOMPARE(remote::vepErrorText("<html>"), std::string());
        QCOMPARE(remote::vepRelease(R"({"release":115})"), std::string("115"));
        QCOMPARE(remote::vepRelease(R"({"releases":[116]})"), std::string("116"));
        QCOMPARE(remote::vepRelease("no"), std::string());
    }
};

LOCUS_TEST(vep_codec, VepCodecTest)
#include "tst_vep_codec.moc"
