// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/text.h"
#include "core/genetics/consequence_predictor.h"
#include "core/genetics/genetic_code.h"
#include "core/genetics/haplotype_predictor.h"
#include "core/genetics/oracle_text.h"
#include "core/genetics/so_terms.h"
#include "tests/core/genetics/small_reference.h"
#include "tests/support/test_registry.h"

#include <QTest>

using namespace locus;
using namespace locus::genetics;

namespace {

const TranscriptAnnotation* rowOf(
    const std::vector<TranscriptAnnotation>& rows, const std::string& id)
{
    for (const TranscriptAnnotation& row : rows) {
        if (row.transcriptId == id) {
            return &row;
        }
    }
    return nullptr;
}

TranscriptAnnotation shown(
    const std::string& gene, const std::string& id, const std::string& term, TranscriptFlags flags)
{
    TranscriptAnnotation row;
    row.geneId = gene;
    row.transcriptId = id;
    row.biotype = "protein_coding";
    row.consequenceTerms = { term };
    row.flags = flags;
    return row;
}

} // namespace

class ConsequencePredictorTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void terms()
    {
        QCOMPARE(soTerms().size(), std::size_t { 41 });
        for (std::size_t i = 0; i < soTerms().size(); ++i) {
            QCOMPARE(soTerms()[i].rank, static_cast<int>(i + 1));
        }
        QCOMPARE(findSoTerm("missense_variant")->impact, std::string_view("MODERATE"));
        QCOMPARE(findSoTerm("missense_variant")->accession, std::string_view("SO:0001583"));
        QVERIFY(!findSoTerm("missense"));
        QCOMPARE(consequenceRank("no_such_term"), unknownConsequenceRank);
    }

    // The small reference: TPLUS.1 has ATG at 351-353, GCT at 354-356, GAA at 357-359; exon ends at
    // 400, 601-720, 901; TMINUS.1 has its ATG at 1849-1847.
    void changes_data()
    {
        QTest::addColumn<int>("position");
        QTest::addColumn<int>("length"); // of REF
        QTest::addColumn<QString>("alt"); // '*' stands for REF
        QTest::addColumn<QString>("transcript");
        QTest::addColumn<QString>("terms");
        QTest::addColumn<QString>("codons");
        QTest::addColumn<QString>("aminoAcids");
        QTest::addColumn<int>("codon");
        const char* const plus = "TPLUS.1";
        const char* const minus = "TMINUS.1";
        QTest::newRow("missense") << 354 << 1 << "A" << plus << "missense_variant"
                                  << "Gct/Act"
                                  << "A/T" << 2;
        QTest::newRow("synonymous") << 356 << 1 << "C" << plus << "synonymous_variant"
                                    << "gcT/gcC"
                                    << "A" << 2;
        QTest::newRow("stop gained") << 357 << 1 << "T" << plus << "stop_gained"
                                     << "Gaa/Taa"
                                     << "E/*" << 3;
        QTest::newRow("start lost") << 351 << 1 << "C" << plus << "start_lost"
                                    << "Atg/Ctg"
                                    << "M/L" << 1;
        QTest::newRow("stop lost") << 947 << 1 << "C" << plus << "stop_lost"
                                   << "Taa/Caa"
                                   << "*/Q" << 73;
        QTest::newRow("stop retained") << 949 << 1 << "G" << plus << "stop_retained_variant"
                                       << "taA/taG"
                                       << "*" << 73;
        QTest::newRow("frameshift by deletion") << 356 << 2 << "T" << plus << "frameshift_variant"
                                                << "Gaa/aa"
                                                << "E/X" << 3;
        QTest::newRow("in-frame deletion") << 356 << 4 << "T" << plus << "inframe_deletion"
                                           << "GAA/-"
                                           << "E/-" << 3;
        QTest::newRow("in-frame insertion between codons")
            << 356 << 1 << "*CTG" << plus << "inframe_insertion"
            << "-/CTG"
            << "-/L" << 2;
        QTest::newRow("frameshift by insertion") << 357 << 1 << "*A" << plus << "frameshift_variant"
                                                 << "gaa/gAaa"
                                                 << "E/EX" << 3;
        QTest::newRow("two codons at once") << 355 << 3 << "AAT" << plus << "stop_gained"
                                            << "gCTGaa/gAATaa"
                                            << "AE/E*" << 2;
        QTest::newRow("in-frame change of several bases for others")
            << 354 << 6 << "CCC" << plus << "protein_altering_variant"
            << "GCTGAA/CCC"
            << "AE/P" << 2;
        QTest::newRow("donor") << 401 << 1 << "N" << plus << "splice_donor_variant"
                               << ""
                               << "" << 0;
        QTest::newRow("acceptor") << 600 << 1 << "N" << plus << "splice_acceptor_variant"
                                  << ""
                                  << "" << 0;
        QTest::newRow("splice region in the intron")
            << 405 << 1 << "N" << plus << "splice_region_variant,intron_variant"
            << ""
            << "" << 0;
        QTest::newRow("intron") << 500 << 1 << "N" << plus << "intron_variant"
                                << ""
                                << "" << 0;
        QTest::newRow("5' UTR") << 310 << 1 << "N" << plus << "5_prime_UTR_variant"
                                << ""
                                << "" << 0;
        QTest::newRow("3' UTR") << 980 << 1 << "N" << plus << "3_prime_UTR_variant"
                                << ""
                                << "" << 0;
        QTest::newRow("minus: start lost") << 1849 << 1 << "C" << minus << "start_lost"
                                           << "Atg/Gtg"
                                           << "M/V" << 1;
        QTest::newRow("minus: missense") << 1846 << 1 << "T" << minus << "missense_variant"
                                         << "Gct/Act"
                                         << "A/T" << 2;
        QTest::newRow("minus: donor") << 1800 << 1 << "N" << minus << "splice_donor_variant"
                                      << ""
                                      << "" << 0;
        QTest::newRow("minus: acceptor") << 1601 << 1 << "N" << minus << "splice_acceptor_variant"
                                         << ""
                                         << "" << 0;
        QTest::newRow("minus: 5' UTR") << 1880 << 1 << "N" << minus << "5_prime_UTR_variant"
                                       << ""
                                       << "" << 0;
        QTest::newRow("minus: 3' UTR") << 1520 << 1 << "N" << minus << "3_prime_UTR_variant"
                                       << ""
                                       << "" << 0;
    }

    void changes()
    {
        QFETCH(int, position);
        QFETCH(int, length);
        QFETCH(QString, alt);
        QFETCH(QString, transcript);
        QFETCH(QString, terms);
        QFETCH(QString, codons);
        QFETCH(QString, aminoAcids);
        QFETCH(int, codon);
        const auto reference = locus::test::smallReference();
        Variant variant { "GRCh38", "7", position, {}, {} };
        variant.ref =
            reference->sequence("GRCh38", "7", { position, position + length - 1 }).valueOr("");
        QCOMPARE(variant.ref.size(), static_cast<std::size_t>(length));
        // N stands for "another base", where it does not matter which.
        variant.alt = alt.toStdString();
        if (variant.alt == "N") {
            variant.alt = std::string(1, complement(variant.ref[0]));
        } else if (variant.alt[0] == '*') {
            variant.alt.replace(0, 1, variant.ref);
        }
        const auto rows = predictConsequences(*reference, variant);
        const TranscriptAnnotation* const row = rowOf(rows, transcript.toStdString());
        QVERIFY(row);
        QCOMPARE(join(row->consequenceTerms, ","), terms.toStdString());
        QCOMPARE(row->codons, codons.toStdString());
        QCOMPARE(row->aminoAcids, aminoAcids.toStdString());
        QCOMPARE(row->proteinStart.value_or(0), codon);
        QCOMPARE(row->impact, std::string(findSoTerm(row->consequenceTerms[0])->impact));
        QCOMPARE(row->chosenBecause, std::string("mane_unknown_local"));
    }

    void outsideEveryTranscript()
    {
        const auto reference = locus::test::smallReference();
        QVERIFY(predictConsequences(*reference, { "GRCh38", "7", 100, "A", "C" }).empty());
        QVERIFY(predictConsequences(*reference, { "GRCh37", "7", 354, "G", "A" }).empty());
    }

    void knownHaemoglobinVariants()
    {
        const auto reference = openReferenceBundle(LOCUS_RESOURCES_DIR "/reference");
        QVERIFY(reference.ok());
        for (const auto& [assembly, position] :
            { std::pair("GRCh38", 5227002), std::pair("GRCh37", 5248232) }) {
            const auto rows =
                predictConsequences(**reference, { assembly, "11", position, "T", "A" });
            QCOMPARE(rows.size(), std::size_t { 1 });
            QCOMPARE(rows[0].codons, std::string("gAg/gTg"));
            QCOMPARE(rows[0].aminoAcids, std::string("E/V"));
            QCOMPARE(rows[0].cdsStart.value_or(0), 20);
            QCOMPARE(rows[0].exon, std::string("1/3"));
        }
        const auto stop = predictConsequences(**reference, { "GRCh38", "11", 5226774, "G", "A" });
        QCOMPARE(stop[0].consequenceTerms[0], std::string("stop_gained"));
        QCOMPARE(stop[0].proteinStart.value_or(0), 40);
        QCOMPARE(stop[0].chosenBecause, std::string("mane_select"));
    }

    // Ensembl's own answer for this variant.
    void twoTranscriptsOfOneGene()
    {
        const auto reference = openReferenceBundle(LOCUS_RESOURCES_DIR "/reference");
        QVERIFY(reference.ok());
        const auto rows = predictConsequences(**reference, { "GRCh38", "21", 25585733, "C", "T" });
        QCOMPARE(rows.size(), std::size_t { 2 });
        QCOMPARE(rows[0].transcriptId, std::string("ENST00000352957.8"));
        QCOMPARE(rows[0].codons, std::string("Gca/Aca"));
        QCOMPARE(rows[0].cdnaStart.value_or(0), 1033);
        QCOMPARE(rows[0].cdsStart.value_or(0), 991);
        QCOMPARE(rows[0].proteinStart.value_or(0), 331);
        QCOMPARE(rows[0].exon, std::string("10/10"));
        QCOMPARE(rows[1].consequenceTerms[0], std::string("3_prime_UTR_variant"));
        QCOMPARE(rows[1].cdnaStart.value_or(0), 1122);
        QVERIFY(rows[1].chosenBecause.empty());
        QCOMPARE(worstTerm(rows), std::string("missense_variant"));
        // A CDS with incomplete start: the partial codon counts.
        const auto partial =
            predictConsequences(**reference, { "GRCh38", "21", 25982445, "C", "T" });
        const auto* const row = rowOf(partial, "ENST00000448850.5");
        QVERIFY(row);
        QCOMPARE(row->proteinStart.value_or(0), 278);
    }

    void displayOrder()
    {
        const TranscriptFlags select { true, false, true, true };
        const TranscriptFlags clinical { false, true, false, true };
        const TranscriptFlags canonical { false, false, true, true };
        std::vector<TranscriptAnnotation> rows {
            shown("A", "A.other", "stop_gained", {}),
            shown("A", "A.clinical", "frameshift_variant", clinical),
            shown("A", "A.select", "missense_variant", select),
            shown("B", "B.other", "splice_donor_variant", {}),
            shown("B", "B.canonical", "intron_variant", canonical),
        };
        orderForDisplay(rows);
        std::string order;
        for (const TranscriptAnnotation& row : rows) {
            order += row.transcriptId + " " + row.chosenBecause + "; ";
        }
        QCOMPARE(order,
            std::string("B.canonical canonical_no_mane; B.other ; A.select mane_select; "
                        "A.clinical mane_plus_clinical; A.other ; "));
        rows = { shown("A", "A.clinical", "intron_variant", clinical),
            shown("A", "A.select", "missense_variant", select) };
        orderForDisplay(rows);
        QCOMPARE(rows[1].chosenBecause, std::string());
    }

    // Two changes in one codon: alone each is a missense, together a stop.
    void haplotypesActTogether()
    {
        const auto reference = locus::test::smallReference();
        std::vector<PhasedRecord> records { { "7", 357, "G", { "T" }, { { 1, 1 }, { 0, 1 } } },
            { "7", 359, "A", { "G" }, { { 1, 0 }, { 1, 0 } } },
            { "7", 363, "C", { "G" }, { { 1, 0 }, { 0, 0 } } } };
        const auto texts = [&](bool local) {
            PredictionOptions options;
            options.local = local;
            return predictRecords(*reference, "GRCh38", records, options);
        };
        const auto told = [](const PredictedRecord& record, const std::vector<std::size_t>& which) {
            std::string text;
            for (const std::size_t index : which) {
                text += (text.empty() ? "" : ",") + genetics::oracleText(record.calls[index]);
            }
            return text;
        };
        const std::string head = "|PLUSA|TPLUS|protein_coding|+|";
        const auto local = texts(true);
        QCOMPARE(told(local[0], { 0 }), "stop_gained" + head + "3E>3*|357G>T");
        QCOMPARE(told(local[1], { 0 }), "synonymous" + head + "3E|359A>G");
        const auto joined = texts(false);
        QCOMPARE(told(joined[0], joined[0].samples[0].first),
            "stop_gained" + head + "3E>3*|357G>T+359A>G");
        QCOMPARE(
            told(joined[0], joined[0].samples[0].second), "stop_gained" + head + "3E>3*|357G>T");
        QCOMPARE(told(joined[1], joined[1].samples[0].first), std::string("@357"));
        QCOMPARE(told(joined[1], joined[1].samples[1].first), "synonymous" + head + "3E|359A>G");
        QVERIFY(joined[1].samples[1].second.empty());
        QVERIFY2(told(joined[2], joined[2].samples[0].first).starts_with("*missense"),
            "behind a stop gained on the same haplotype");
        records[0].ref = "C";
        QVERIFY(texts(false)[0].refMismatch);
        QVERIFY(!texts(false)[1].refMismatch);
    }
};

LOCUS_TEST(consequence_predictor, ConsequencePredictorTest)
#include "tst_consequence_predictor.moc"
