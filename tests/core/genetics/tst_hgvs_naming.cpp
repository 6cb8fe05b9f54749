// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/genetics/genetic_code.h"
#include "core/genetics/hgvs_mapper.h"
#include "core/genetics/hgvs_namer.h"
#include "core/genetics/hgvs_parser.h"
#include "core/genetics/normalise.h"
#include "core/genetics/spdi.h"
#include "small_reference.h"
#include "tests/support/seeded_random.h"
#include "tests/support/test_registry.h"

#include <QTest>

using namespace locus;
using namespace locus::genetics;
using locus::test::smallContig;
using locus::test::smallReference;

namespace {

const std::string contig = "7";

std::string letters(std::int64_t first, std::int64_t last)
{
    return smallContig().substr(
        static_cast<std::size_t>(first - 1), static_cast<std::size_t>(last - first + 1));
}

// The contig with the variant in it: two variants are the same if this is.
std::string applied(const Variant& variant)
{
    std::string all = smallContig();
    return all.replace(
        static_cast<std::size_t>(variant.position - 1), variant.ref.size(), variant.alt);
}

Variant randomVariant(locus::test::SeededRandom& random, std::int64_t from, std::int64_t to)
{
    const auto position =
        from + static_cast<std::int64_t>(random.below(static_cast<std::uint64_t>(to - from)));
    const auto length = static_cast<std::int64_t>(random.below(6));
    std::string alt;
    // Repeats of what stands there make the indels that can move.
    if (random.chance(40)) {
        alt = letters(position, position + length) + letters(position, position + length);
    } else {
        for (std::uint64_t i = random.below(7); i > 0; --i) {
            alt += "ACGT"[random.below(4)];
        }
    }
    const std::string anchor = letters(position - 1, position - 1);
    return { "GRCh38", contig, position - 1, anchor + letters(position, position + length),
        anchor + alt };
}

const Transcript& transcript(const char* id)
{
    return *smallReference()->findTranscripts(id).front().transcript;
}

} // namespace

class TestHgvsNaming : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void normalisedFormsAreEqualForEqualVariants();
    void referenceIsCheckedLetterByLetter();
    void spdiIsWidenedOverRepeats();
    void spdiReadsAndPrints();
    void genomicNamesComeBack();
    void transcriptNamesComeBack_data();
    void transcriptNamesComeBack();
    void proteinNames_data();
    void proteinNames();
    void proteinCandidates();
    void wrongStatementsAreRefused_data();
    void wrongStatementsAreRefused();
    void repeatsAndInversionsArePlaced();
};

void TestHgvsNaming::normalisedFormsAreEqualForEqualVariants()
{
    locus::test::SeededRandom random(7);
    const Reference& reference = *smallReference();
    int moved = 0;
    for (int i = 0; i < 2000; ++i) {
        const Variant stated = randomVariant(random, 10, 3900);
        const auto normal = normalise(reference, stated);
        if (stated.ref == stated.alt) {
            QVERIFY(!normal.ok());
            continue;
        }
        QVERIFY2(normal.ok(), normal.ok() ? "" : normal.error().message.c_str());
        QCOMPARE(applied(*normal), applied(stated));
        QVERIFY(*normalise(reference, *normal) == *normal);
        // The 3'-shifted spelling has the same left-aligned form.
        const auto shifted =
            normalise(reference, "GRCh38", contig, shiftThreePrime(reference, *normal));
        QVERIFY(shifted.ok() && *shifted == *normal);
        moved += normal->position != changeOf(stated).position ? 1 : 0;
        const auto spdi = parseSpdi(spdiOf(reference, *normal));
        QVERIFY(spdi.ok());
        const auto back = normalise(
            reference, "GRCh38", contig, { spdi->position + 1, spdi->deleted, spdi->inserted });
        QVERIFY(back.ok() && *back == *normal);
    }
    QVERIFY(moved > 100);
}

void TestHgvsNaming::referenceIsCheckedLetterByLetter()
{
    const std::string there = letters(200, 203);
    std::string wrong = there;
    wrong[2] = wrong[2] == 'A' ? 'C' : 'A';
    const auto refused = normalise(*smallReference(), { "GRCh38", "chr7", 200, wrong, "A" });
    QVERIFY(!refused.ok());
    QCOMPARE(QString::fromStdString(refused.error().message),
        QStringLiteral("REF is %1, reference has %2 at 7:202")
            .arg(QChar::fromLatin1(wrong[2]))
            .arg(QChar::fromLatin1(there[2])));
    QCOMPARE(refused.error().code, std::string("genetics.ref_mismatch"));
    const auto outside = normalise(*smallReference(), { "GRCh38", contig, 9000, "A", "C" });
    QVERIFY(outside.error().kind == ErrorKind::NotFound);
    const auto unknown = normalise(*smallReference(), { "GRCh38", "99", 200, "A", "C" });
    QVERIFY(unknown.error().kind == ErrorKind::NotFound);
}

void TestHgvsNaming::spdiIsWidenedOverRepeats()
{
    // Insert a copy of a base behind itself: the run of that base is the ambiguous part.
    std::int64_t at = 1100;
    while (letters(at, at) != letters(at + 1, at + 1)) {
        ++at;
    }
    std::int64_t first = at;
    std::int64_t last = at + 1;
    const std::string base = letters(at, at);
    while (letters(first - 1, first - 1) == base) {
        --first;
    }
    while (letters(last + 1, last + 1) == base) {
        ++last;
    }
    const auto variant = normalise(*smallReference(), { "GRCh38", contig, at, base, base + base });
    const auto spdi = parseSpdi(spdiOf(*smallReference(), *variant));
    QCOMPARE(spdi->position, first - 1);
    QCOMPARE(spdi->deleted, letters(first, last));
    QCOMPARE(spdi->inserted, letters(first, last) + base);
}

void TestHgvsNaming::spdiReadsAndPrints()
{
    for (const char* text : { "NC_000021.9:25585732:C:T", "7:0::ACGT", "7:12:3:", "7:12:ACG:A" }) {
        const auto spdi = parseSpdi(text);
        QVERIFY2(spdi.ok(), text);
        QCOMPARE(formatSpdi(*spdi), std::string(text));
    }
    for (const char* text : { "7:12:A", "7:x:A:C", "7:12:AX:C", ":12:A:C", "7:-1:A:C" }) {
        QVERIFY2(!parseSpdi(text).ok(), text);
    }
}

void TestHgvsNaming::genomicNamesComeBack()
{
    locus::test::SeededRandom random(8);
    const Reference& reference = *smallReference();
    for (int i = 0; i < 2000; ++i) {
        const auto variant = normalise(reference, randomVariant(random, 10, 3900));
        if (!variant.ok()) {
            continue;
        }
        const std::string name = nameGenomic(reference, *variant);
        const auto parsed = parseHgvs(name);
        QVERIFY2(parsed.ok(), name.c_str());
        const auto placed = placeHgvs(*parsed, reference, "GRCh38");
        QVERIFY2(placed.ok(), (name + ": " + (placed.ok() ? "" : placed.error().message)).c_str());
        QVERIFY2(placed->variants == std::vector { *variant }, name.c_str());
    }
}

void TestHgvsNaming::transcriptNamesComeBack_data()
{
    QTest::addColumn<QString>("id");
    QTest::addColumn<int>("from");
    QTest::addColumn<int>("to");
    QTest::newRow("plus") << QStringLiteral("TPLUS") << 310 << 980;
    QTest::newRow("minus") << QStringLiteral("TMINUS") << 1510 << 1880;
}

void TestHgvsNaming::transcriptNamesComeBack()
{
    QFETCH(QString, id);
    QFETCH(int, from);
    QFETCH(int, to);
    locus::test::SeededRandom random(9);
    const Reference& reference = *smallReference();
    const TranscriptMap map(transcript(id.toLatin1().constData()));
    int named = 0;
    for (int i = 0; i < 1500; ++i) {
        const auto variant = normalise(reference, randomVariant(random, from, to));
        if (!variant.ok()) {
            continue;
        }
        const std::string name = nameTranscript(reference, *variant, map);
        QVERIFY(!name.empty());
        const auto parsed = parseHgvs(name);
        QVERIFY2(parsed.ok(), name.c_str());
        const auto placed = placeHgvs(*parsed, reference, "GRCh38");
        QVERIFY2(placed.ok(), (name + ": " + (placed.ok() ? "" : placed.error().message)).c_str());
        QVERIFY2(placed->variants == std::vector { *variant }, name.c_str());
        ++named;
    }
    QVERIFY(named > 1000);
}

void TestHgvsNaming::proteinNames_data()
{
    QTest::addColumn<QString>("hgvsc");
    QTest::addColumn<QString>("hgvsp");
    const auto row = [](const char* coding, const char* protein) {
        QTest::newRow(coding) << QString::fromLatin1(coding) << QString::fromLatin1(protein);
    };
    // Codons: 1 ATG, 2 GCT, 3 GAA, 4 AAG, 5 CTC, 6 GGT, 7 GTC, 8 ATC, 9 CCA, 10 TTC, 11 TGG, 12 GCT
    row("TPLUS.1:c.4G>A", "PPLUS:p.(Ala2Thr)");
    row("TPLUS.1:c.6T>C", "PPLUS:p.(Ala2=)");
    row("TPLUS.1:c.7G>T", "PPLUS:p.(Glu3Ter)");
    row("TPLUS.1:c.1A>G", "PPLUS:p.(Met1?)");
    row("TPLUS.1:c.7_9del", "PPLUS:p.(Glu3del)");
    row("TPLUS.1:c.7_12del", "PPLUS:p.(Glu3_Lys4del)");
    row("TPLUS.1:c.7_9dup", "PPLUS:p.(Glu3dup)");
    row("TPLUS.1:c.9_10insTTT", "PPLUS:p.(Glu3_Lys4insPhe)");
    row("TPLUS.1:c.7_9delinsTTT", "PPLUS:p.(Glu3Phe)");
    row("TPLUS.1:c.7_12delinsTTT", "PPLUS:p.(Glu3_Lys4delinsPhe)");
    row("TPLUS.1:c.9_10insTAATTT", "PPLUS:p.(Lys4Ter)");
    row("TPLUS.1:c.9_10insTTTTAA", "PPLUS:p.(Lys4delinsPheTer)");
    row("TPLUS.1:c.217T>C", "PPLUS:p.(Ter73GlnextTer");
    row("TPLUS.1:c.219A>G", "PPLUS:p.(Ter73=)");
    row("TMINUS.1:c.4G>A", "PMINUS:p.(Ala2Thr)");
    row("TMINUS.1:c.7_9del", "PMINUS:p.(Glu3del)");
    row("TMINUS.1:c.33G>A", "PMINUS:p.(Trp11Ter)");
    // It may as well stand before the start codon, which stays whole.
    row("TPLUS.1:c.1_3dup", "");
    // Frame 2 of the cycle: after deleting one base of codon 3, GAAAGCTCGGTGTCATCCCATTCTGGGCTG...
    row("TPLUS.1:c.7del", "PPLUS:p.(Glu3LysfsTer");
}

void TestHgvsNaming::proteinNames()
{
    QFETCH(QString, hgvsc);
    QFETCH(QString, hgvsp);
    const auto parsed = parseHgvs(hgvsc.toStdString());
    QVERIFY2(parsed.ok(), parsed.ok() ? "" : parsed.error().message.c_str());
    const auto placed = placeHgvs(*parsed, *smallReference(), "GRCh38");
    QVERIFY2(placed.ok(), placed.ok() ? "" : placed.error().message.c_str());
    const TranscriptMap map(transcript(
        hgvsc.startsWith(QLatin1Char('T')) && hgvsc[1] == QLatin1Char('P') ? "TPLUS" : "TMINUS"));
    const auto name =
        QString::fromStdString(nameProtein(*smallReference(), placed->variants.front(), map));
    // A row without its closing parenthesis leaves the length to the invented letters behind it.
    const bool whole = hgvsp.isEmpty() || hgvsp.endsWith(QLatin1Char(')'));
    QVERIFY2(whole ? name == hgvsp : name.startsWith(hgvsp), qPrintable(name));
    QVERIFY(name.isEmpty() || parseHgvs(name.toStdString()).ok());
}

void TestHgvsNaming::proteinCandidates()
{
    const auto place = [](const char* text) {
        return placeHgvs(*parseHgvs(text), *smallReference(), "GRCh38");
    };
    // GCT to Thr: ACT alone is one base away.
    const auto one = place("PPLUS:p.Ala2Thr");
    QVERIFY2(one.ok(), one.ok() ? "" : one.error().message.c_str());
    QCOMPARE(one->variants.size(), std::size_t(1));
    QCOMPARE(one->variants[0].position, std::int64_t(354));
    QVERIFY(!one->notes.empty());
    // GAA to Asp: GAC and GAT.
    QCOMPARE(place("PPLUS:p.(Glu3Asp)")->variants.size(), std::size_t(2));
    // A wrong residue is told, not corrected.
    const auto wrong = place("PPLUS:p.Gly3Asp");
    QCOMPARE(wrong.error().code, std::string("genetics.ref_mismatch"));
    QVERIFY(wrong.error().message.find("stated as Gly") != std::string::npos);
    QCOMPARE(place("PPLUS:p.Glu3fs").error().code, std::string("hgvs.unsupported"));
}

void TestHgvsNaming::wrongStatementsAreRefused_data()
{
    QTest::addColumn<QString>("hgvs");
    QTest::addColumn<QString>("code");
    QTest::addColumn<QString>("words");
    const auto row = [](const char* text, const char* code, const char* words) {
        QTest::newRow(text) << QString::fromLatin1(text) << QString::fromLatin1(code)
                            << QString::fromLatin1(words);
    };
    row("TPLUS.1:c.4C>A", "genetics.ref_mismatch", "REF is C, reference has G at 7:354");
    row("TMINUS.1:c.4C>A", "genetics.ref_mismatch", "REF is G, reference has C at 7:1846");
    row("TPLUS.1:c.500A>T", "hgvs.position", "TPLUS.1 has no position 500");
    row("TPLUS.1:c.4_6del2", "hgvs.position", "states 2 bases, its positions name 3");
    row("TPLUS.1:c.6_4del", "hgvs.position", "ends before it begins");
    row("TPLUS.1:c.4_6insA", "hgvs.position", "two neighbouring positions");
    row("TPLUS.1:c.(4_6)del", "hgvs.unsupported", "uncertain place");
    row("TPLUS.1:r.4g>a", "hgvs.unsupported", "r. describes RNA");
    row("TPLUS.2:c.4G>A", "outside_local_reference", "bundled is TPLUS.1");
    row("NM_000000.1:c.4G>A", "outside_local_reference", "not bundled");
    row("7:g.354=", "genetics.equals_reference", "nothing to annotate");
    row("NC_000099.9:g.4G>A", "outside_local_reference", "not bundled");
}

void TestHgvsNaming::wrongStatementsAreRefused()
{
    QFETCH(QString, hgvs);
    QFETCH(QString, code);
    QFETCH(QString, words);
    const auto parsed = parseHgvs(hgvs.toStdString());
    QVERIFY2(parsed.ok(), parsed.ok() ? "" : parsed.error().message.c_str());
    const auto placed = placeHgvs(*parsed, *smallReference(), "GRCh38");
    QVERIFY(!placed.ok());
    QCOMPARE(QString::fromStdString(placed.error().code), code);
    QVERIFY2(QString::fromStdString(placed.error().message).contains(words),
        placed.error().message.c_str());
}

void TestHgvsNaming::repeatsAndInversionsArePlaced()
{
    const auto place = [](const std::string& text) {
        const auto parsed = parseHgvs(text);
        return placeHgvs(*parsed, *smallReference(), "GRCh38");
    };
    const std::string unit = letters(200, 201);
    std::int64_t copies = 1;
    while (letters(200 + 2 * copies, 201 + 2 * copies) == unit) {
        ++copies;
    }
    const auto grown = place("7:g.200" + unit + "[" + std::to_string(copies + 2) + "]");
    QVERIFY2(grown.ok(), grown.ok() ? "" : grown.error().message.c_str());
    const Variant direct { "GRCh38", contig, 199, letters(199, 199),
        letters(199, 199) + unit + unit };
    QVERIFY(grown->variants.front() == *normalise(*smallReference(), direct));
    const auto turned = place("7:g.200_206inv");
    QVERIFY(turned.ok());
    const std::string there = letters(200, 206);
    Variant reversed { "GRCh38", contig, 200, there, reverseComplement(there) };
    QVERIFY(turned->variants.front() == *normalise(*smallReference(), reversed));
    const auto again = place(nameGenomic(*smallReference(), turned->variants.front()));
    QVERIFY(again.ok() && again->variants == turned->variants);
}

LOCUS_TEST(hgvs_naming, TestHgvsNaming)
#include "tst_hgvs_naming.moc"
