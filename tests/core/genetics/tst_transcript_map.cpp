// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/genetics/genetic_code.h"
#include "core/genetics/transcript_map.h"
#include "tests/core/genetics/small_reference.h"
#include "tests/support/test_registry.h"

#include <QTest>

using namespace locus;
using namespace locus::genetics;

namespace {

// Exons of 10, 5 and 10 bases with introns of 5 and 4; CDS from the fourth base of the first exon
// to the sixth of the last.
Transcript threeExons(Strand strand)
{
    Transcript transcript;
    transcript.id = "T.1";
    transcript.contig = "7";
    transcript.biotype = "protein_coding";
    transcript.strand = strand;
    transcript.span = { 101, 134 };
    transcript.exons = { { 101, 110 }, { 116, 120 }, { 125, 134 } };
    transcript.cds = strand == Strand::Plus
        ? std::vector<Range> { { 104, 110 }, { 116, 120 }, { 125, 130 } }
        : std::vector<Range> { { 105, 110 }, { 116, 120 }, { 125, 131 } };
    return transcript;
}

} // namespace

class TranscriptMapTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void places_data()
    {
        QTest::addColumn<bool>("minus");
        QTest::addColumn<int>("position");
        QTest::addColumn<int>("cdna");
        QTest::addColumn<int>("offset");
        QTest::addColumn<int>("coding");
        QTest::addColumn<bool>("afterStop");
        QTest::newRow("first base, 5' UTR") << false << 101 << 1 << 0 << -3 << false;
        QTest::newRow("last base before the start codon") << false << 103 << 3 << 0 << -1 << false;
        QTest::newRow("A of ATG") << false << 104 << 4 << 0 << 1 << false;
        QTest::newRow("first intron base") << false << 111 << 10 << 1 << 7 << false;
        QTest::newRow("middle of an odd intron") << false << 113 << 10 << 3 << 7 << false;
        QTest::newRow("behind the middle") << false << 114 << 11 << -2 << 8 << false;
        QTest::newRow("half of an even intron") << false << 122 << 15 << 2 << 12 << false;
        QTest::newRow("other half") << false << 123 << 16 << -2 << 13 << false;
        QTest::newRow("last coding base") << false << 130 << 21 << 0 << 18 << false;
        QTest::newRow("3' UTR") << false << 131 << 22 << 0 << 1 << true;
        QTest::newRow("minus: first base") << true << 134 << 1 << 0 << -3 << false;
        QTest::newRow("minus: A of ATG") << true << 131 << 4 << 0 << 1 << false;
        QTest::newRow("minus: first intron base") << true << 124 << 10 << 1 << 7 << false;
        QTest::newRow("minus: last intron base") << true << 121 << 11 << -1 << 8 << false;
        QTest::newRow("minus: middle of an odd intron") << true << 113 << 15 << 3 << 12 << false;
        QTest::newRow("minus: 3' UTR") << true << 104 << 22 << 0 << 1 << true;
    }

    void places()
    {
        QFETCH(bool, minus);
        QFETCH(int, position);
        QFETCH(int, cdna);
        QFETCH(int, offset);
        QFETCH(int, coding);
        QFETCH(bool, afterStop);
        const Transcript transcript = threeExons(minus ? Strand::Minus : Strand::Plus);
        const TranscriptMap map(transcript);
        const auto place = map.toCdna(position);
        QVERIFY(place.has_value());
        QVERIFY((*place == CdnaPosition { cdna, offset }));
        QVERIFY((map.genomicToCoding(position) == CodingPosition { coding, offset, afterStop }));
        QCOMPARE(map.codingToGenomic({ coding, offset, afterStop }).value_or(0), position);
    }

    void placesThatDoNotExist()
    {
        const Transcript transcript = threeExons(Strand::Plus);
        const TranscriptMap map(transcript);
        QVERIFY(!map.toCdna(100));
        QVERIFY(!map.toCdna(135));
        QVERIFY(!map.toGenomic({ 0, 0 }));
        QVERIFY(!map.toGenomic({ 26, 0 }));
        QVERIFY2(!map.toGenomic({ 9, 1 }), "an offset from inside an exon");
        QVERIFY2(!map.toGenomic({ 10, 6 }), "an offset beyond the intron");
        QVERIFY2(!map.toGenomic({ 25, 1 }), "behind the last exon is no intron");
        QVERIFY2(!map.fromCoding({ 0, 0, false }), "there is no c.0");
        QVERIFY2(!map.fromCoding({ 19, 0, false }), "c.19 of an 18-base CDS is *1");
        QVERIFY(!map.fromCoding({ -4, 0, false }));
        QVERIFY(!map.fromCoding({ 5, 0, true }));
    }

    void numbersOfExonsAndIntrons()
    {
        const Transcript plus = threeExons(Strand::Plus);
        const Transcript minus = threeExons(Strand::Minus);
        QCOMPARE(TranscriptMap(plus).exonNumber(118).value_or(0), 2);
        QCOMPARE(TranscriptMap(plus).exonNumber(105).value_or(0), 1);
        QCOMPARE(TranscriptMap(minus).exonNumber(105).value_or(0), 3);
        QCOMPARE(TranscriptMap(plus).intronNumber(112).value_or(0), 1);
        QCOMPARE(TranscriptMap(minus).intronNumber(112).value_or(0), 2);
        QVERIFY(!TranscriptMap(plus).intronNumber(118));
    }

    void codons()
    {
        Transcript transcript = threeExons(Strand::Plus);
        QCOMPARE(TranscriptMap(transcript).codonAt(0, true), 1);
        QCOMPARE(TranscriptMap(transcript).codonAt(3, true), 2);
        transcript.firstCdsPhase = 2;
        const TranscriptMap map(transcript);
        QCOMPARE(map.codonAt(0, true), 1);
        QCOMPARE(map.codonAt(0, false), 0);
        QCOMPARE(map.codonAt(2, true), 2);
        QCOMPARE(map.codonAt(2, false), 1);
        QCOMPARE(map.codonAt(5, false), 2);
    }

    void slippedBasesAreReadTwice()
    {
        Transcript transcript = threeExons(Strand::Plus);
        transcript.cds = { { 104, 108 }, { 108, 110 } };
        const TranscriptMap map(transcript);
        QCOMPARE(map.cdsLength(), 8);
        QCOMPARE(map.cdsIndex(108).value_or(-1), 4);
        QCOMPARE(map.cdsIndex(109).value_or(-1), 6);
    }

    void sequencesInTranscriptDirection()
    {
        const auto reference = locus::test::smallReference();
        for (const char* const id : { "TPLUS.1", "TMINUS.1" }) {
            const auto found = reference->findTranscripts(id);
            QCOMPARE(found.size(), std::size_t { 1 });
            const TranscriptMap map(*found[0].transcript);
            const auto cds = map.cdsSequence(*reference, found[0].assembly);
            QVERIFY(cds.ok());
            QCOMPARE(static_cast<std::int64_t>(cds->size()), map.cdsLength());
            const std::string protein = translate(*cds);
            QVERIFY(protein.starts_with("MAEKLGVIPFWAEK"));
            QCOMPARE(protein.find('*'), protein.size() - 1);
            const auto exons = map.exonSequence(*reference, found[0].assembly);
            QVERIFY(exons.ok());
            QCOMPARE(exons->find(*cds), static_cast<std::size_t>(map.codingSpan()->start - 1));
        }
    }

    // Every base of every bundled transcript, there and back.
    void roundTripsOnTheBundle()
    {
        const auto reference = openReferenceBundle(LOCUS_RESOURCES_DIR "/reference");
        QVERIFY(reference.ok());
        std::int64_t bases = 0;
        for (const CoveredInterval& interval : (*reference)->intervals()) {
            for (const Transcript* transcript :
                (*reference)->transcriptsAt(interval.assembly, interval.contig, interval.range)) {
                const TranscriptMap map(*transcript);
                for (std::int64_t n = 1; n <= map.cdnaLength(); ++n, ++bases) {
                    const auto position = map.toGenomic({ n, 0 });
                    QVERIFY(position && map.toCdna(*position) == (CdnaPosition { n, 0 }));
                    const auto coding = map.toCoding({ n, 0 });
                    QCOMPARE(coding.has_value(), transcript->isCoding());
                    QVERIFY(!coding || map.fromCoding(*coding) == (CdnaPosition { n, 0 }));
                }
                for (std::size_t i = 1; i < transcript->exons.size(); ++i) {
                    const std::int64_t end = transcript->exons[i - 1].end;
                    for (std::int64_t p = end + 1;
                         p < std::min(transcript->exons[i].start, end + 50); ++p) {
                        const auto place = map.toCdna(p);
                        QVERIFY(place && place->offset != 0);
                        QCOMPARE(map.toGenomic(*place).value_or(0), p);
                    }
                }
            }
        }
        QVERIFY(bases > 100000);
    }

    void geneticCode()
    {
        QCOMPARE(translate("ATGGCTTAAnnC"), std::string("MA*X"));
        QCOMPARE(translate("augUGAg"), std::string("M*"));
        QCOMPARE(reverseComplement("ACGTRN"), std::string("NYACGT"));
        QCOMPARE(threeLetterCode('*'), std::string_view("Ter"));
        QCOMPARE(threeLetterCode('w'), std::string_view("Trp"));
        QCOMPARE(oneLetterCode("tYr"), 'Y');
        QCOMPARE(oneLetterCode("Abc"), '\0');
        QVERIFY(nucleotidesMatch('R', 'a') && !nucleotidesMatch('R', 'C'));
        QVERIFY(isNucleotideCode('k') && !isNucleotideCode('E') && !isAcgt('N'));
    }
};

LOCUS_TEST(transcript_map, TranscriptMapTest)
#include "tst_transcript_map.moc"
