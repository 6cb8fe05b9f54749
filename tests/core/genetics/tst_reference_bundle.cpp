// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/checksum.h"
#include "core/base/file.h"
#include "core/genetics/reference.h"
#include "core/genetics/reference_bundle.h"
#include "core/genetics/transcript_map.h"
#include "tests/core/genetics/oracle.h"
#include "tests/support/test_registry.h"

#include <QTemporaryDir>
#include <QTest>

using namespace locus;
using namespace locus::genetics;

namespace {

const std::filesystem::path bundled = LOCUS_RESOURCES_DIR "/reference";

void copyBundle(const std::filesystem::path& target)
{
    for (const char* const name : { "manifest.json", "models.tsv", "sequence.txt" }) {
        std::filesystem::copy_file(bundled / name, target / name);
    }
}

} // namespace

class ReferenceBundleTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyIntervalSaysWhereItCameFrom()
    {
        const auto reference = openReferenceBundle(bundled);
        QVERIFY2(reference.ok(), reference.ok() ? "" : reference.error().message.c_str());
        QCOMPARE((*reference)->intervals().size(), std::size_t { 11 });
        for (const CoveredInterval& interval : (*reference)->intervals()) {
            QVERIFY(
                !interval.release.empty() && !interval.source.empty() && !interval.licence.empty());
            const auto letters =
                (*reference)->sequence(interval.assembly, interval.contig, interval.range);
            QVERIFY(letters.ok());
            QCOMPARE(sha256Hex(*letters), interval.sha256);
            QCOMPARE(letters->find_first_not_of("ACGTN"), std::string_view::npos);
        }
    }

    void introns_data()
    {
        QTest::addColumn<QString>("assembly");
        QTest::addColumn<int>("exonic");
        QTest::addColumn<int>("intronic");
        QTest::newRow("GRCh38") << "GRCh38" << 5226930 << 5226929;
        QTest::newRow("GRCh37") << "GRCh37" << 5248160 << 5248159;
    }

    // Of HBB only the exons are known; its introns are not covered rather than made up.
    void introns()
    {
        QFETCH(QString, assembly);
        QFETCH(int, exonic);
        QFETCH(int, intronic);
        const auto reference = openReferenceBundle(bundled);
        QVERIFY(reference.ok());
        const std::string name = assembly.toStdString();
        QVERIFY((*reference)->covers(name, "11", { exonic, exonic }));
        QVERIFY(!(*reference)->covers(name, "11", { intronic, intronic }));
        QVERIFY(!(*reference)->covers(name, "11", { intronic, exonic }));
        for (const auto& placed : (*reference)->findTranscripts("NM_000518.5")) {
            if (placed.assembly == name) {
                const TranscriptMap map(*placed.transcript);
                QCOMPARE(map.cdsLength(), 444);
                QCOMPARE(map.genomicToCoding(exonic).value_or(CodingPosition {}).base, 92);
                return;
            }
        }
        QFAIL("NM_000518.5 is not on this assembly");
    }

    void look_ups()
    {
        const auto reference = openReferenceBundle(bundled);
        QVERIFY(reference.ok());
        QCOMPARE((*reference)->findTranscripts("ENST00000307301").size(), std::size_t { 1 });
        QCOMPARE((*reference)->findTranscripts("ENST00000307301.11").size(), std::size_t { 1 });
        QVERIFY((*reference)->findTranscripts("ENST00000307301.10").empty());
        QCOMPARE((*reference)->findTranscripts("NM_000518").size(), std::size_t { 2 });
        const auto both = (*reference)->transcriptsAt("GRCh38", "21", { 25585733, 25585733 });
        QCOMPARE(both.size(), std::size_t { 2 });
        QVERIFY((*reference)->transcriptsAt("GRCh38", "21", { 1, 2 }).empty());
        QCOMPARE((*reference)->canonicalContig("NG_017013.2", "NG_017013.2").value_or(""),
            std::string("NG_017013.2"));
        QCOMPARE((*reference)->accession("NG_017013.2", "NG_017013.2"), std::string("NG_017013.2"));
    }

    void damageIsFoundAndNamed_data()
    {
        QTest::addColumn<QString>("file");
        QTest::newRow("letters") << "sequence.txt";
        QTest::newRow("models") << "models.tsv";
        QTest::newRow("manifest") << "manifest.json";
    }

    void damageIsFoundAndNamed()
    {
        QFETCH(QString, file);
        QTemporaryDir folder;
        const std::filesystem::path copy = folder.path().toStdString();
        copyBundle(copy);
        QVERIFY(openReferenceBundle(copy).ok());
        const auto path = copy / file.toStdString();
        auto content = readFile(path, 16U << 20U);
        QVERIFY(content.ok());
        (*content)[content->size() / 2] ^= 1;
        QVERIFY(writeFileAtomically(path, *content).ok());
        const auto opened = openReferenceBundle(copy);
        QVERIFY(!opened.ok());
        QCOMPARE(opened.error().code, std::string("reference.damaged"));
        QVERIFY(opened.error().kind == ErrorKind::Fatal);
        QCOMPARE(opened.error().fact("file"), std::string_view(path.string()));
        QVERIFY(std::filesystem::remove(path));
        QVERIFY(!openReferenceBundle(copy).ok());
    }

    void exonsAndSequenceMustAgree()
    {
        QTemporaryDir folder;
        const std::filesystem::path place = folder.path().toStdString();
        QVERIFY(writeFileAtomically(place / "t.fa", ">T\nATGGCTTAA\n").ok());
        TranscriptSource source;
        source.fasta = place / "t.fa";
        source.assembly = "GRCh38";
        source.transcript.id = "T.1";
        source.transcript.contig = "7";
        source.transcript.biotype = "protein_coding";
        source.transcript.strand = Strand::Minus;
        source.transcript.exons = { { 101, 104 }, { 201, 205 } };
        source.codingStart = 1;
        source.codingEnd = 9;
        ReferenceBuildSpec spec;
        spec.transcripts = { source };
        QVERIFY(buildReferenceBundle(spec, place / "made").ok());
        const auto reference = openReferenceBundle(place / "made");
        QVERIFY(reference.ok());
        QCOMPARE((*reference)->sequence("GRCh38", "7", { 201, 205 }).valueOr("-"),
            std::string_view("GCCAT"));
        const auto placed = (*reference)->findTranscripts("T.1");
        QCOMPARE(placed.size(), std::size_t { 1 });
        const auto cds = TranscriptMap(*placed[0].transcript).cdsSequence(**reference, "GRCh38");
        QVERIFY(cds.ok());
        QCOMPARE(*cds, std::string("ATGGCTTAA"));
        spec.transcripts[0].transcript.exons[1].end = 206;
        const auto refused = buildReferenceBundle(spec, place / "wrong");
        QVERIFY(!refused.ok());
        QCOMPARE(refused.error().code, std::string("reference.spec"));
    }

    // The bundle in the repository is what its build spec makes of the public data.
    void rebuildsToTheSameBytes()
    {
        const auto data = locus::test::oraclePath("vep");
        if (!data) {
            qInfo("oracle data absent: 1 suite not run (bundle rebuild)");
            return;
        }
        QTemporaryDir folder;
        const std::filesystem::path made = folder.path().toStdString();
        const auto spec = readReferenceBuildSpec(bundled / "build_spec.json", *data);
        QVERIFY(spec.ok());
        const auto report = buildReferenceBundle(*spec, made);
        QVERIFY(report.ok());
        QCOMPARE(report->transcripts, 100);
        for (const char* const name : { "sequence.txt", "models.tsv", "manifest.json" }) {
            const auto ours = readFile(bundled / name, 16U << 20U);
            const auto again = readFile(made / name, 16U << 20U);
            QVERIFY(ours.ok() && again.ok());
            QVERIFY2(*ours == *again, name);
        }
    }
};

LOCUS_TEST(reference_bundle, ReferenceBundleTest)
#include "tst_reference_bundle.moc"
