// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/genetics/annotator.h"
#include "core/genetics/genetic_code.h"
#include "core/genetics/transcript_map.h"
#include "oracle.h"
#include "small_reference.h"
#include "tests/support/fake_clock.h"
#include "tests/support/test_registry.h"

#include <QTest>

#include <algorithm>
#include <functional>

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

std::string otherThan(const std::string& base)
{
    return base == "A" ? "C" : "A";
}

// Answers as told, and keeps what it was asked.
class FakeService final : public AnnotationService
{
public:
    std::function<ServiceAnswer(const ServiceQuery&)> answer;
    std::vector<std::vector<ServiceQuery>> batches;
    std::string assembly = "GRCh38";

    bool serves(std::string_view name) const override { return name == assembly; }
    std::vector<ServiceAnswer> annotate(
        std::span<const ServiceQuery> queries, std::string_view, const CancelCheck&) override
    {
        batches.emplace_back(queries.begin(), queries.end());
        std::vector<ServiceAnswer> answers;
        for (const ServiceQuery& query : queries) {
            answers.push_back(answer(query));
        }
        return answers;
    }
};

AnnotationRow serviceRow(const std::string& term)
{
    TranscriptAnnotation transcript;
    transcript.transcriptId = "NM_1.1";
    transcript.consequenceTerms = { term };
    AnnotationRow row;
    row.annotation = Annotation {
        .mostSevere = term, .transcripts = { transcript }, .colocated = {}, .missingBlocks = {}
    };
    row.source = { "ensembl-vep-rest", "115", "115" };
    return row;
}

class FakeCache final : public AnnotationCache
{
public:
    std::optional<Variant> known;
    std::optional<AnnotationRow> find(const Variant& variant) override
    {
        if (!known || !(*known == variant)) {
            return std::nullopt;
        }
        AnnotationRow row = serviceRow("missense_variant");
        row.variant = variant;
        row.notes = { "cached 3 d ago" };
        return row;
    }
};

class FakeModel final : public ScoringModel
{
public:
    bool fails = false;
    Result<Score> score(std::span<const AnnotationRow> rows) override
    {
        if (fails) {
            return retriable("model.down", "the model does not answer");
        }
        Score score { .model = "m", .version = "1", .latencyMs = 2, .values = {}, .features = {} };
        score.values.assign(rows.size(), 0.5);
        return score;
    }
};

bool hasNote(const AnnotationRow& row, std::string_view words)
{
    return std::any_of(row.notes.begin(), row.notes.end(),
        [&](const std::string& note) { return note.find(words) != std::string::npos; });
}

// What must hold of every answer, whatever was asked.
void checkRows(const AnnotationOutcome& outcome)
{
    QCOMPARE(outcome.annotated() + outcome.notAnnotated(),
        static_cast<std::int64_t>(outcome.rows.size()));
    for (const AnnotationRow& row : outcome.rows) {
        QVERIFY(row.annotation.has_value() != row.notAnnotated.has_value());
        QVERIFY(row.line > 0);
        if (row.annotation) {
            QVERIFY(!row.source.engine.empty() && !row.source.release.empty());
            QVERIFY(!row.annotation->transcripts.empty());
        } else {
            QVERIFY(!row.notAnnotated->code.empty());
            QVERIFY2(row.notAnnotated->reason.size() > 20, row.notAnnotated->reason.c_str());
            QVERIFY(std::find(
                        notAnnotatedCodes.begin(), notAnnotatedCodes.end(), row.notAnnotated->code)
                != notAnnotatedCodes.end());
            QCOMPARE(sentenceOf(row.notAnnotated->why), row.notAnnotated->reason);
        }
    }
}

} // namespace

class TestAnnotator : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void codingVariantIsNamedAndAnnotated();
    void oneVariantOnTheRealReference();
    void bundledGenesInEveryNotation_data();
    void bundledGenesInEveryNotation();
    void messengerRnaOfABundledGene();
    void everyLineHasItsRow();
    void wrongReferenceBaseIsTold();
    void allelesAndDuplicates();
    void sequencesBecomeRows();
    void serviceBeforeLocal();
    void cacheBeforeService();
    void serviceFailureFallsBack();
    void onlyOneKindABatch();
    void differenceOfEnginesIsNoted();
    void severalReadingsAreAllKept();
    void otherAssemblyInTheHeader();
    void localOnlyAsksNobody();
    void cancelledRowsSaySo();
    void scoreOnlyFromAModel();
    void aLongInputIsNamedShortly();
    void worstDisplayed();

private:
    AnnotationOutcome run(const std::string& input, bool localOnly = false)
    {
        const Annotator annotator({ .reference = smallReference(),
            .clock = &m_clock,
            .service = m_service.get(),
            .cache = m_cache.get(),
            .model = m_model.get() });
        auto outcome = annotator.annotate(
            { .assembly = "GRCh38", .input = input, .forcedKind = {}, .localOnly = localOnly }, {},
            m_cancelled);
        checkRows(outcome);
        return outcome;
    }

    locus::test::FakeClock m_clock;
    std::unique_ptr<FakeService> m_service;
    std::unique_ptr<FakeCache> m_cache;
    std::unique_ptr<FakeModel> m_model;
    CancelCheck m_cancelled;
};

void TestAnnotator::init()
{
    m_service.reset();
    m_cache.reset();
    m_model.reset();
    m_cancelled = {};
}

void TestAnnotator::codingVariantIsNamedAndAnnotated()
{
    const auto outcome = run("TPLUS.1:c.4G>A");
    QCOMPARE(outcome.rows.size(), std::size_t(1));
    const AnnotationRow& row = outcome.rows[0];
    QVERIFY2(row.annotation.has_value(), row.notAnnotated ? row.notAnnotated->reason.c_str() : "");
    QCOMPARE(row.annotation->mostSevere, std::string("missense_variant"));
    const TranscriptAnnotation& transcript = row.annotation->transcripts.front();
    QCOMPARE(transcript.hgvsc, std::string("TPLUS.1:c.4G>A"));
    QCOMPARE(transcript.hgvsp, std::string("PPLUS:p.(Ala2Thr)"));
    QCOMPARE(transcript.geneSymbol, std::string("PLUSA"));
    QVERIFY((*row.variant == Variant { "GRCh38", "7", 354, "G", "A" }));
    QVERIFY(row.hgvsg.ends_with(":g.354G>A"));
    QVERIFY(row.spdi.ends_with(":353:G:A"));
    QCOMPARE(row.source.engine, std::string("locus-local"));
    QVERIFY(row.retrieved == m_clock.now());
    QVERIFY(!outcome.score.has_value());
    QCOMPARE(outcome.engines.size(), std::size_t(1));
}

void TestAnnotator::oneVariantOnTheRealReference()
{
    const auto fasta = locus::test::oraclePath("vep/chr21/GRCh38.chr21.Npadded.fa.gz");
    if (!fasta) {
        qInfo("oracle data absent: 1 annotator suite not run");
        return;
    }
    const auto reference = openReferenceFiles({ .fasta = *fasta,
        .gff = *locus::test::oraclePath("vep/chr21/Homo_sapiens.GRCh38.84.chr21_slice.gff3"),
        .assembly = "GRCh38",
        .offsetFromHeader = false });
    QVERIFY(reference.ok());
    const Annotator annotator({ .reference = *reference, .clock = &m_clock });
    const auto outcome =
        annotator.annotate({ .assembly = "GRCh38", .input = "ENST00000352957.8:c.991G>A" });
    checkRows(outcome);
    const AnnotationRow& row = outcome.rows.at(0);
    QVERIFY2(row.annotation.has_value(), row.notAnnotated ? row.notAnnotated->reason.c_str() : "");
    QCOMPARE(row.hgvsg, std::string("NC_000021.9:g.25585733C>T"));
    QCOMPARE(row.spdi, std::string("NC_000021.9:25585732:C:T"));
    QCOMPARE(row.annotation->mostSevere, std::string("missense_variant"));
    const auto& all = row.annotation->transcripts;
    const auto found = std::find_if(all.begin(), all.end(),
        [](const TranscriptAnnotation& one) { return one.transcriptId == "ENST00000352957.8"; });
    QVERIFY(found != all.end());
    QCOMPARE(found->hgvsc, std::string("ENST00000352957.8:c.991G>A"));
    QVERIFY2(found->hgvsp.ends_with(":p.(Ala331Thr)"), found->hgvsp.c_str());
}

void TestAnnotator::bundledGenesInEveryNotation_data()
{
    QTest::addColumn<QString>("input");
    QTest::addColumn<QString>("hgvsg");
    QTest::addColumn<QString>("hgvsc");
    QTest::addColumn<QString>("hgvsp");
    const auto row = [](const char* input, const char* g, const char* c, const char* p) {
        QTest::newRow(input) << QString::fromLatin1(input) << QString::fromLatin1(g)
                             << QString::fromLatin1(c) << QString::fromLatin1(p);
    };
    const char* sickle = "NC_000011.10:g.5227002T>A";
    for (const char* input : { "NM_000518.5:c.20A>T", "HBB:c.20A>T", "NP_000509.1:p.Glu7Val",
             "NP_000509.1:p.(E7V)", "NC_000011.10:5227001:T:A", "chr11 5227002 rs334 T A",
             "11:5227002-5227002:-1/T", "11 5227002 5227002 A/T -1" }) {
        row(input, sickle, "NM_000518.5:c.20A>T", "NP_000509.1:p.(Glu7Val)");
    }
    row("NM_000546.5:c.524G>A", "NG_017013.2:g.17463G>A", "NM_000546.5:c.524G>A",
        "NP_000537.3:p.(Arg175His)");
    row("NM_000518.5:c.25_26del", "NC_000011.10:g.5226996_5226997del", "NM_000518.5:c.25_26del",
        "NP_000509.1:p.(Lys9ValfsTer14)");
    row("NM_000059.3:c.68-7T>A", "NG_012772.1:g.8591T>A", "NM_000059.3:c.68-7T>A", "");
}

void TestAnnotator::bundledGenesInEveryNotation()
{
    QFETCH(QString, input);
    QFETCH(QString, hgvsg);
    QFETCH(QString, hgvsc);
    QFETCH(QString, hgvsp);
    const auto reference = openReferenceBundle(LOCUS_RESOURCES_DIR "/reference");
    QVERIFY2(reference.ok(), reference.ok() ? "" : reference.error().message.c_str());
    const Annotator annotator({ .reference = *reference, .clock = &m_clock });
    const auto outcome = annotator.annotate({ .assembly = "GRCh38", .input = input.toStdString() });
    checkRows(outcome);
    const AnnotationRow& row = outcome.rows.at(0);
    QVERIFY2(row.annotation.has_value(), row.notAnnotated ? row.notAnnotated->reason.c_str() : "");
    QCOMPARE(QString::fromStdString(row.hgvsg), hgvsg);
    QCOMPARE(QString::fromStdString(row.annotation->transcripts[0].hgvsc), hgvsc);
    QCOMPARE(QString::fromStdString(row.annotation->transcripts[0].hgvsp), hgvsp);
    QCOMPARE(hasNote(row, "a reference of its own"), hgvsg.startsWith(QLatin1String("NG_")));
}

void TestAnnotator::messengerRnaOfABundledGene()
{
    const auto reference = openReferenceBundle(LOCUS_RESOURCES_DIR "/reference");
    QVERIFY(reference.ok());
    const auto placed = (*reference)->findTranscripts("NM_000518.5");
    const auto onHuman = std::find_if(
        placed.begin(), placed.end(), [](const auto& one) { return one.assembly == "GRCh38"; });
    QVERIFY(onHuman != placed.end());
    std::string mrna = *TranscriptMap(*onHuman->transcript).exonSequence(**reference, "GRCh38");
    QCOMPARE(mrna.size(), std::size_t(628));
    constexpr std::size_t sickleBase = 50 + 20 - 1; // the CDS begins at base 51
    mrna[sickleBase] = 'T';
    std::string rna = mrna;
    std::replace(rna.begin(), rna.end(), 'T', 'U');
    const Annotator annotator({ .reference = *reference, .clock = &m_clock });
    for (const std::string& sent :
        { mrna, rna, reverseComplement(mrna), mrna + std::string(20, 'A') }) {
        const auto outcome = annotator.annotate({ .assembly = "GRCh38", .input = sent });
        QCOMPARE(outcome.rows.size(), std::size_t(1));
        QCOMPARE(outcome.rows[0].hgvsg, std::string("NC_000011.10:g.5227002T>A"));
        QVERIFY(hasNote(outcome.rows[0], "spliced as NM_000518.5"));
    }
}

void TestAnnotator::everyLineHasItsRow()
{
    const std::string ref = letters(354, 354);
    const auto outcome = run("7:g.354G>A\nnonsense\nrs699\n99 5 . A C\n7 354 . G A\n"
                             "7:353:G:T\n7:354-354/C\nNM_000000.1:c.5A>T\n7 354 . G <DEL>\n"
                             "7 354 . G *\n7 3990 . G .\n");
    const std::vector<std::string> codes { "", "rejected", "unsupported", "outside_local_reference",
        "", "", "", "outside_local_reference", "unsupported", "unsupported", "unsupported" };
    QCOMPARE(outcome.rows.size(), codes.size());
    for (std::size_t i = 0; i < codes.size(); ++i) {
        const AnnotationRow& row = outcome.rows[i];
        QCOMPARE(row.line, static_cast<std::int64_t>(i + 1));
        QCOMPARE(row.notAnnotated ? row.notAnnotated->code : std::string(), codes[i]);
    }
    QCOMPARE(outcome.rows[1].input, std::string("nonsense"));
    QVERIFY(outcome.rows[3].notAnnotated->reason.find("on no contig that is bundled")
        != std::string::npos);
    QVERIFY(outcome.rows[2].notAnnotated->reason.find("No annotation service is configured")
        != std::string::npos);
}

void TestAnnotator::wrongReferenceBaseIsTold()
{
    const std::string there = letters(2500, 2500);
    const std::string wrong = otherThan(there);
    const auto outcome = run("7 2500 . " + wrong + " G\nTPLUS.1:c.4G>A\nTPLUS.1:c.4C>A\n");
    QCOMPARE(outcome.rows[0].notAnnotated->code, std::string("ref_mismatch"));
    QCOMPARE(outcome.rows[0].notAnnotated->reason,
        "REF is " + wrong + ", reference has " + there + " at 7:2500.");
    QVERIFY(outcome.rows[1].annotation.has_value());
    QCOMPARE(
        outcome.rows[2].notAnnotated->reason, std::string("REF is C, reference has G at 7:354."));
}

void TestAnnotator::allelesAndDuplicates()
{
    const auto outcome = run("7 354 . G A,T\nchr7 354 . G T\n");
    QCOMPARE(outcome.rows.size(), std::size_t(3));
    QVERIFY(hasNote(outcome.rows[0], "ALT 1 of 2: A") && hasNote(outcome.rows[1], "ALT 2 of 2"));
    QCOMPARE(outcome.rows[1].variant->alt, std::string("T"));
    QVERIFY(hasNote(outcome.rows[2], "same variant as line 1"));
    QVERIFY(outcome.rows[2].annotation.has_value());
    QCOMPARE(outcome.rows[2].line, std::int64_t(2));
}

void TestAnnotator::sequencesBecomeRows()
{
    std::string part = letters(300, 600);
    part[54] = 'A'; // 354 G>A
    const auto outcome = run(">changed\n" + part + "\n>same\n" + letters(2000, 2100)
        + "\n>short\nACGTACGT\n>protein\nMEEPQSDPSV\n");
    QCOMPARE(outcome.rows.size(), std::size_t(4));
    QVERIFY(outcome.rows[0].annotation.has_value());
    QVERIFY(hasNote(outcome.rows[0], "identity 99.7 % on 7:300-600"));
    QCOMPARE(outcome.rows[1].notAnnotated->code, std::string("no_difference"));
    QCOMPARE(outcome.rows[2].notAnnotated->code, std::string("not_aligned"));
    QCOMPARE(outcome.rows[3].notAnnotated->code, std::string("rejected"));
    QVERIFY(outcome.rows[3].notAnnotated->reason.find("protein") != std::string::npos);
}

void TestAnnotator::serviceBeforeLocal()
{
    m_service = std::make_unique<FakeService>();
    m_service->answer = [](const ServiceQuery&) {
        return ServiceAnswer { { serviceRow("missense_variant") }, {} };
    };
    const auto outcome = run("TPLUS.1:c.4G>A\nrs699\n99 5 . A C\n");
    QCOMPARE(outcome.annotated(), std::int64_t(3));
    for (const AnnotationRow& row : outcome.rows) {
        QCOMPARE(row.source.engine, std::string("ensembl-vep-rest"));
    }
    QCOMPARE(outcome.rows[0].input, std::string("TPLUS.1:c.4G>A"));
    QCOMPARE(m_service->batches.at(0).at(0).text, std::string("7 354 . G A . . ."));
}

void TestAnnotator::cacheBeforeService()
{
    m_service = std::make_unique<FakeService>();
    m_service->answer = [](const ServiceQuery&) {
        return ServiceAnswer { { serviceRow("stop_gained") }, {} };
    };
    m_cache = std::make_unique<FakeCache>();
    m_cache->known = Variant { "GRCh38", "7", 354, "G", "A" };
    const auto outcome = run("7 354 . G A\n7 354 . G T\n");
    QVERIFY(hasNote(outcome.rows[0], "cached 3 d ago"));
    QCOMPARE(outcome.rows[0].annotation->mostSevere, std::string("missense_variant"));
    QCOMPARE(outcome.rows[1].annotation->mostSevere, std::string("stop_gained"));
    QCOMPARE(m_service->batches.size(), std::size_t(1));
    QCOMPARE(m_service->batches[0].size(), std::size_t(1));
}

void TestAnnotator::serviceFailureFallsBack()
{
    m_service = std::make_unique<FakeService>();
    const Instant later = m_clock.now() + std::chrono::minutes(5);
    m_service->answer = [&](const ServiceQuery&) {
        return ServiceAnswer { {},
            notAnnotated("service_down",
                because("remote.unavailable", { { "host", "vep.example" }, { "status", "503" } }),
                later) };
    };
    const auto outcome = run("7 354 . G A\nrs699\n");
    QCOMPARE(outcome.rows[0].source.engine, std::string("locus-local"));
    QVERIFY(hasNote(outcome.rows[0], "annotated locally, because the service said"));
    QCOMPARE(outcome.rows[1].notAnnotated->code, std::string("service_down"));
    QVERIFY(outcome.rows[1].notAnnotated->retryAt == later);
}

void TestAnnotator::onlyOneKindABatch()
{
    m_service = std::make_unique<FakeService>();
    m_service->answer = [](const ServiceQuery&) {
        return ServiceAnswer { { serviceRow("missense_variant") }, {} };
    };
    static_cast<void>(
        run("rs1\n7 354 . G A\nNM_0.1:c.1A>T\nrs2\n99 1 . A C\nNM_0.1:c.2A>T\nrs1\n"));
    QCOMPARE(m_service->batches.size(), std::size_t(3));
    for (const auto& batch : m_service->batches) {
        QCOMPARE(batch.size(), std::size_t(2)); // rs1 is asked once
        QVERIFY(batch[0].kind == batch[1].kind);
    }
}

void TestAnnotator::differenceOfEnginesIsNoted()
{
    m_service = std::make_unique<FakeService>();
    std::string term = "stop_gained";
    m_service->answer = [&](const ServiceQuery&) {
        return ServiceAnswer { { serviceRow(term) }, {} };
    };
    QVERIFY(hasNote(run("7 354 . G A").rows[0],
        "the local engine's worst term is missense_variant, the service's is stop_gained"));
    term = "missense_variant";
    QVERIFY(run("7 354 . G A").rows[0].notes.empty());
}

void TestAnnotator::severalReadingsAreAllKept()
{
    m_service = std::make_unique<FakeService>();
    m_service->answer = [](const ServiceQuery&) {
        return ServiceAnswer { { serviceRow("missense_variant"), serviceRow("stop_gained") }, {} };
    };
    const auto outcome = run("NP_1.1:p.Glu2Asp");
    QCOMPARE(outcome.rows.size(), std::size_t(2));
    QVERIFY(hasNote(outcome.rows[0], "2 readings") && hasNote(outcome.rows[1], "choose one"));
    // Locally known candidates are told, never chosen from.
    const auto local = run("PPLUS:p.Glu3Asp", true);
    QCOMPARE(local.rows[0].notAnnotated->code, std::string("ambiguous"));
    QVERIFY(local.rows[0].notAnnotated->reason.find("several codons") != std::string::npos);
}

void TestAnnotator::otherAssemblyInTheHeader()
{
    const auto outcome =
        run("##fileformat=VCFv4.2\n##reference=hg19\n#CHROM\tPOS\tID\tREF\tALT\n7\t354\t.\tG\tA\n");
    QCOMPARE(outcome.rows.size(), std::size_t(1));
    QCOMPARE(outcome.rows[0].notAnnotated->code, std::string("rejected"));
    QVERIFY(outcome.rows[0].notAnnotated->reason.find("names GRCh37") != std::string::npos);
}

void TestAnnotator::localOnlyAsksNobody()
{
    m_service = std::make_unique<FakeService>();
    m_service->answer = [](const ServiceQuery&) {
        return ServiceAnswer { { serviceRow("missense_variant") }, {} };
    };
    const auto outcome = run("7 354 . G A\nrs699\n", true);
    QVERIFY(m_service->batches.empty());
    QCOMPARE(outcome.rows[0].source.engine, std::string("locus-local"));
    QVERIFY(outcome.rows[1].notAnnotated->reason.find("Only the local engine was asked for")
        != std::string::npos);
}

void TestAnnotator::cancelledRowsSaySo()
{
    int asked = 0;
    m_cancelled = [&] { return ++asked > 2; };
    const auto outcome = run("7 354 . G A\n7 354 . G T\n7 354 . G C\n7 355 . C A\n");
    QVERIFY(outcome.cancelled);
    QCOMPARE(outcome.rows.size(), std::size_t(4));
    QCOMPARE(outcome.rows[3].notAnnotated->code, std::string("cancelled"));
}

void TestAnnotator::scoreOnlyFromAModel()
{
    m_model = std::make_unique<FakeModel>();
    const auto scored = run("7 354 . G A\n99 5 . A C\n");
    QCOMPARE(scored.score->values.size(), std::size_t(2));
    QCOMPARE(scored.rows[0].annotation->transcripts.front().scores.at("model:m 1"), 0.5);
    QVERIFY(!scored.rows[1].annotation); // and so no score either
    m_model->fails = true;
    const auto failed = run("7 354 . G A");
    QVERIFY(!failed.score && failed.annotated() == 1);
    QCOMPARE(failed.scoreFailure, std::string("the model does not answer"));
    QVERIFY(hasNote(failed.rows[0], "no score"));
}

void TestAnnotator::aLongInputIsNamedShortly()
{
    const auto outcome = run(std::string(1'000'000, 'A'));
    QCOMPARE(outcome.rows.size(), std::size_t(1));
    QVERIFY(outcome.rows[0].input.size() < 300);
    QVERIFY(outcome.rows[0].input.find("1000000 characters") != std::string::npos);
    QCOMPARE(run("7 354 . G A").rows[0].input, std::string("7 354 . G A"));
}

void TestAnnotator::worstDisplayed()
{
    const auto outcome = run("TPLUS.1:c.6T>C\nTPLUS.1:c.7G>T\nnonsense\n");
    QCOMPARE(worstDisplayedTerm(outcome.rows), std::string("stop_gained"));
    QCOMPARE(worstDisplayedTerm({}), std::string());
}

LOCUS_TEST(annotator, TestAnnotator)
#include "tst_annotator.moc"
