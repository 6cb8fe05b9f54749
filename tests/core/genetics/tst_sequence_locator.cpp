// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/genetics/genetic_code.h"
#include "core/genetics/normalise.h"
#include "core/genetics/sequence_locator.h"
#include "core/genetics/transcript_map.h"
#include "small_reference.h"
#include "tests/support/seeded_random.h"
#include "tests/support/test_registry.h"

#include <QTest>

using namespace locus;
using namespace locus::genetics;
using locus::test::smallContig;
using locus::test::smallReference;

namespace {

std::string letters(std::int64_t first, std::int64_t last)
{
    return smallContig().substr(
        static_cast<std::size_t>(first - 1), static_cast<std::size_t>(last - first + 1));
}

LocatedSequence locate(const std::string& raw, const char* assembly = "GRCh38")
{
    static const SequenceLocator locator(smallReference());
    const auto cleaned = cleanSequence(raw);
    return locator.locate(std::get<CleanSequence>(cleaned), assembly);
}

Variant variantAt(std::int64_t position, const std::string& ref, const std::string& alt)
{
    return *normalise(*smallReference(), { "GRCh38", "7", position, ref, alt });
}

char other(char base)
{
    return base == 'A' ? 'C' : 'A';
}

} // namespace

class TestSequenceLocator : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void exactSequenceIsPlacedOnBothStrands();
    void substitutionsAndIndelsBecomeVariants();
    void randomVariantsComeBack();
    void unknownBasesAreNoVariants();
    void badEndsAreReported();
    void tooDifferentSaysHowMuch();
    void strangersAndShortOnesAreRefused();
    void repeatedSequenceIsAmbiguous();
    void otherAssemblyIsNamedNotUsed();
    void splicedSequenceGoesThroughTheExons_data();
    void splicedSequenceGoesThroughTheExons();
    void limitIsTold();
};

void TestSequenceLocator::exactSequenceIsPlacedOnBothStrands()
{
    const std::string part = letters(2001, 2200);
    const auto plus = locate(part);
    QVERIFY2(plus.state == LocatedState::Placed, plus.sentence.c_str());
    QVERIFY((plus.interval == Range { 2001, 2200 }));
    QVERIFY(plus.strand == Strand::Plus && plus.variants.empty());
    QCOMPARE(plus.identity, 1.0);
    const auto minus = locate(reverseComplement(part));
    QVERIFY(minus.state == LocatedState::Placed && minus.strand == Strand::Minus);
    QVERIFY((minus.interval == Range { 2001, 2200 }));
    QVERIFY2(minus.sentence.find("identity 100.0 % on 7:2001-2200 (GRCh38), minus strand")
            != std::string::npos,
        minus.sentence.c_str());
}

void TestSequenceLocator::substitutionsAndIndelsBecomeVariants()
{
    std::string part = letters(2001, 2300);
    const char changed = other(part[100]);
    part[100] = changed;
    part.erase(180, 5);
    part.insert(50, "ACGTACG");
    const auto located = locate(reverseComplement(part));
    QVERIFY2(located.state == LocatedState::Placed, located.sentence.c_str());
    const std::vector<Variant> expected { variantAt(2050, letters(2050, 2050),
                                              letters(2050, 2050) + "ACGTACG"),
        variantAt(2101, letters(2101, 2101), std::string(1, changed)),
        variantAt(2180, letters(2180, 2185), letters(2180, 2180)) };
    QVERIFY2(located.variants == expected, located.sentence.c_str());
}

void TestSequenceLocator::randomVariantsComeBack()
{
    locus::test::SeededRandom random(11);
    for (int i = 0; i < 300; ++i) {
        const auto start = 1 + static_cast<std::int64_t>(random.below(3700));
        std::string part = letters(start, start + 249);
        const auto at = 60 + random.below(120);
        const auto length = 1 + random.below(4);
        const bool deletion = random.chance(30);
        const std::string there = part.substr(at, length);
        std::string put;
        for (std::uint64_t k = 0; !deletion && k < length; ++k) {
            put += other(there[k]);
        }
        const std::string anchor = part.substr(at - 1, 1);
        part.replace(at, length, put);
        const auto located = locate(random.chance(50) ? part : reverseComplement(part));
        QVERIFY2(located.state == LocatedState::Placed, located.sentence.c_str());
        const std::vector expected { variantAt(
            start + static_cast<std::int64_t>(at) - 1, anchor + there, anchor + put) };
        if (deletion) {
            QVERIFY2(located.variants == expected, located.sentence.c_str());
            continue;
        }
        // Neighbouring changed bases may be told as one change or as several: the result counts.
        std::string rebuilt = smallContig();
        for (auto variant = located.variants.rbegin(); variant != located.variants.rend();
             ++variant) {
            rebuilt.replace(
                static_cast<std::size_t>(variant->position - 1), variant->ref.size(), variant->alt);
        }
        std::string wanted = smallContig();
        wanted.replace(static_cast<std::size_t>(start - 1) + at, length, put);
        QVERIFY2(rebuilt == wanted, located.sentence.c_str());
    }
}

void TestSequenceLocator::unknownBasesAreNoVariants()
{
    std::string part = letters(2001, 2200);
    part[50] = 'N';
    part[90] = part[90] == 'A' || part[90] == 'G' ? 'R' : 'Y';
    const auto located = locate(part);
    QVERIFY2(located.state == LocatedState::Placed, located.sentence.c_str());
    QVERIFY(located.variants.empty());
    QCOMPARE(located.noCalls, std::int64_t(2));
    QVERIFY(located.sentence.find("2 unknown bases") != std::string::npos);
}

void TestSequenceLocator::badEndsAreReported()
{
    std::string foreign;
    for (const char base : letters(2190, 2199)) {
        foreign += other(base);
    }
    const auto located = locate(letters(2200, 2600) + "AAAAAAAAAAAA");
    QVERIFY2(located.state == LocatedState::Placed, located.sentence.c_str());
    QVERIFY(located.unalignedEnd >= 8);
    QVERIFY(located.variants.empty());
    QVERIFY(located.sentence.find("bases unaligned at its ends") != std::string::npos);
}

void TestSequenceLocator::tooDifferentSaysHowMuch()
{
    std::string part = letters(2001, 2300);
    for (std::size_t i = 5; i < part.size(); i += i % 100 < 40 ? 3 : 40) {
        part[i] = other(part[i]);
    }
    const auto located = locate(part);
    QVERIFY2(located.state == LocatedState::TooDifferent, located.sentence.c_str());
    QVERIFY2(located.sentence.starts_with("The sequence does not align well enough: identity "),
        located.sentence.c_str());
    QVERIFY(located.sentence.find("at least 95.0 % is needed") != std::string::npos);
}

void TestSequenceLocator::strangersAndShortOnesAreRefused()
{
    locus::test::SeededRandom random(99);
    std::string stranger;
    for (int i = 0; i < 500; ++i) {
        stranger += "ACGT"[random.below(4)];
    }
    const auto far = locate(stranger);
    QVERIFY(far.state == LocatedState::NotAligned);
    QVERIFY2(far.sentence.find("shares no stretch") != std::string::npos, far.sentence.c_str());
    const auto brief = locate("ATCGATCG");
    QVERIFY(brief.state == LocatedState::NotAligned);
    QVERIFY2(
        brief.sentence.find("8 bases is too short") != std::string::npos, brief.sentence.c_str());
}

void TestSequenceLocator::repeatedSequenceIsAmbiguous()
{
    // The 30-base cycle of the invented frames stands several times in each gene.
    const auto located = locate(letters(611, 640));
    QVERIFY2(located.state == LocatedState::Ambiguous, located.sentence.c_str());
    QVERIFY(located.sentence.find("equally well in several places") != std::string::npos);
}

void TestSequenceLocator::otherAssemblyIsNamedNotUsed()
{
    const auto located = locate(letters(2001, 2200), "GRCh37");
    QVERIFY(located.state == LocatedState::NotAligned);
    QVERIFY2(located.sentence.find("resembles contig 7 of GRCh38") != std::string::npos,
        located.sentence.c_str());
}

void TestSequenceLocator::splicedSequenceGoesThroughTheExons_data()
{
    QTest::addColumn<QString>("id");
    QTest::addColumn<bool>("reversed");
    QTest::addColumn<qint64>("position");
    QTest::newRow("plus") << QStringLiteral("TPLUS") << false << qint64(960);
    QTest::newRow("plus, read backwards") << QStringLiteral("TPLUS") << true << qint64(330);
    QTest::newRow("minus") << QStringLiteral("TMINUS") << false << qint64(1880);
    QTest::newRow("minus, read backwards") << QStringLiteral("TMINUS") << true << qint64(1520);
}

void TestSequenceLocator::splicedSequenceGoesThroughTheExons()
{
    QFETCH(QString, id);
    QFETCH(bool, reversed);
    QFETCH(qint64, position);
    const Transcript& transcript =
        *smallReference()->findTranscripts(id.toStdString()).front().transcript;
    const TranscriptMap map(transcript);
    std::string mrna = *map.exonSequence(*smallReference(), "GRCh38");
    const auto at = static_cast<std::size_t>(map.toCdna(position)->base - 1);
    mrna[at] = other(mrna[at]);
    const std::string alt(1, transcript.strand == Strand::Plus ? mrna[at] : complement(mrna[at]));
    std::string rna = reversed ? reverseComplement(mrna) : mrna;
    std::replace(rna.begin(), rna.end(), 'T', 'U');
    const auto located = locate(rna);
    QVERIFY2(located.state == LocatedState::Placed, located.sentence.c_str());
    QCOMPARE(located.transcriptId, transcript.id);
    QVERIFY(located.interval == transcript.span);
    QVERIFY2(
        (located.variants == std::vector { variantAt(position, letters(position, position), alt) }),
        located.sentence.c_str());
}

void TestSequenceLocator::limitIsTold()
{
    const SequenceLocator locator(smallReference(), { .identity = 0.95, .length = 100 });
    const auto located =
        locator.locate(std::get<CleanSequence>(cleanSequence(letters(1, 101))), "GRCh38");
    QVERIFY(located.state == LocatedState::TooLong);
    QVERIFY(located.sentence.find("101 bases; at most 100") != std::string::npos);
}

LOCUS_TEST(sequence_locator, TestSequenceLocator)
#include "tst_sequence_locator.moc"
