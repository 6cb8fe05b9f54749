// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/analyses/analyses_codec.h"
#include "core/analyses/analysis_topics.h"
#include "tests/support/seeded_random.h"
#include "tests/support/test_registry.h"

#include <QTest>

using namespace locus;
using namespace locus::analyses;

namespace {

AnalysisId someId(std::uint8_t last)
{
    Uuid::Octets octets {};
    octets[6] = 0x70;
    octets[15] = last;
    return AnalysisId(Uuid(octets));
}

genetics::AnnotationRow annotated(std::size_t padding)
{
    genetics::AnnotationRow row;
    row.input = "rs699 \"q\"\n";
    row.line = 3;
    row.variant = genetics::Variant { "GRCh38", "1", 230710048, "A", "G" };
    row.spdi = "NC_000001.11:230710047:A:G";
    row.source = { "locus-local", "1", "110" };
    row.retrieved = fromMillis(1'772'440'173'123);
    row.notes = { "cached 3 d ago", std::string(padding, 'n') };
    genetics::TranscriptAnnotation transcript;
    transcript.transcriptId = "ENST00000366667.6";
    transcript.strand = -1;
    transcript.consequenceTerms = { "missense_variant", "splice_region_variant" };
    transcript.cdsStart = 803;
    transcript.flags.maneSelect = true;
    transcript.scores = { { "sift", 0.1 }, { "cadd_phred", 1e-9 } };
    transcript.predictions = { { "sift", "tolerated" } };
    genetics::ColocatedVariant known;
    known.id = "rs699";
    known.otherAllelesOnly = true;
    known.frequencies = { { "gnomade_nfe", 0.0021 } };
    known.synonyms = { { "ClinVar", { "RCV1", "VCV2" } } };
    row.annotation =
        genetics::Annotation { "missense_variant", { transcript }, { known }, { "alphamissense" } };
    return row;
}

genetics::AnnotationRow unanswered()
{
    genetics::AnnotationRow row;
    row.input = "rs1";
    row.notAnnotated = genetics::NotAnnotated { "service_down", "no answer",
        fromMillis(1'772'440'200'000), { "http.timeout", { { "host", "vep.example" } } } };
    return row;
}

} // namespace

class AnalysesCodecTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void requestsReadBackTheSame()
    {
        test::SeededRandom random(4);
        const auto text = [&] {
            std::string out;
            for (std::uint64_t n = random.below(20); n > 0; --n) {
                out += static_cast<char>(random.below(0x80));
            }
            return out;
        };
        for (int i = 0; i < 1000; ++i) {
            const Request in { someId(1), text(), static_cast<Mode>(random.below(4)),
                static_cast<int>(random.below(10)), text(), 'A' + text(), 'G' + text(), text(),
                text(), 's' + text(), text() };
            const auto out = decodeRequest(encodeRequest(in), {});
            QVERIFY(out.ok());
            QVERIFY(*out == in);
        }
    }

    void olderRequestsAreUnderstood()
    {
        RequestContext context { "e1", fromMillis(1), "genetic-bigdata-raw", "", "u-1" };
        auto out = decodeRequest(
            R"({"genetic_sequence":"ACGT","client_session_id":"c","resource_profile":"large"})",
            context);
        QVERIFY(out.ok());
        QCOMPARE(out->text, std::string("ACGT"));
        QVERIFY(out->mode == Mode::BigData);
        QCOMPARE(out->sessionId, std::string("c"));
        QCOMPARE(out->submittedBy, std::string("u-1"));
        const AnalysisId id = out->id;
        QVERIFY(decodeRequest(R"({"sequence":"A"})", context)->id == id);
        out = decodeRequest(R"({"sequence":"ACGT","mode":"kafka-lag","priority":9})", context);
        QVERIFY(out->mode == Mode::LagDemo);
        QCOMPARE(out->priority, 9);
        QCOMPARE(decodeRequest(R"({"sequence":"A","mode":"warp"})", context).error().code,
            std::string("analyses.unknown_mode"));
        QVERIFY(!decodeRequest(R"({"sequence":""})", context).ok());
        QVERIFY(!decodeRequest(R"({"sequence":"A","priority":10})", context).ok());
        QVERIFY(!decodeRequest("[]", context).ok());
    }

    void resultsReadBackTheSameAndFitTheirParts()
    {
        ResultHead head;
        head.id = someId(2);
        head.sessionId = "s";
        head.status = ResultStatus::Partial;
        head.counts = Counts { 60, 59, 1 };
        head.mostSevere = "missense_variant";
        head.engines = { { "locus-local", "1", "110" } };
        head.processingMs = 12;
        std::vector<genetics::AnnotationRow> rows(59, annotated(30'000));
        rows.push_back(unanswered());
        const auto parts = encodeResult(head, rows);
        QVERIFY(parts.ok());
        QVERIFY(parts->size() >= 4);
        std::size_t seen = 0;
        for (std::size_t i = 0; i < parts->size(); ++i) {
            QVERIFY((*parts)[i].size() <= partBytes);
            const auto part = decodeResult((*parts)[i]);
            QVERIFY(part.ok());
            const bool isLast = i + 1 == parts->size();
            QCOMPARE(part->head.part, static_cast<int>(i + 1));
            QCOMPARE(part->head.counts.has_value(), isLast);
            const auto again = encodeResult(part->head, part->rows, SIZE_MAX);
            const std::span<const genetics::AnnotationRow> slice(
                rows.data() + seen, part->rows.size());
            QCOMPARE(again->front(), encodeResult(part->head, slice, SIZE_MAX)->front());
            seen += part->rows.size();
        }
        QCOMPARE(seen, rows.size());
    }

    void onlyWhatAnEngineSaidIsWritten()
    {
        ResultHead head;
        const auto parts = encodeResult(head, std::vector { unanswered() });
        QVERIFY(parts->front().find("annotation\"") == Bytes::npos);
        QVERIFY(parts->front().find("\"source\"") == Bytes::npos);
        QVERIFY(parts->front().find("\"ml\":null") != Bytes::npos);
        genetics::AnnotationRow row = annotated(0);
        row.source.engine.clear();
        QCOMPARE(
            encodeResult(head, std::vector { row }).error().code, std::string("row.no_engine"));
        QCOMPARE(encodeResult(head, std::vector { genetics::AnnotationRow() }).error().code,
            std::string("row.neither_or_both"));
        QVERIFY(!decodeResult(R"({"analysisId":"x","status":"complete"})").ok());
    }

    void failuresReadBackTheSame()
    {
        const Failure in { someId(3), "s", "timeout", "no answer", true };
        QVERIFY(*decodeFailure(encodeFailure(in)) == in);
        QVERIFY(*decodeAnalysisId(encodeStarted(in.id, "s", "w")) == in.id);
    }

    void aRequestThatIsTooLargeNamesTheModeThatTakesIt()
    {
        QVERIFY(checkRequestSize(Mode::Normal, 1U << 20U).ok());
        const Status status = checkRequestSize(Mode::Normal, (1U << 20U) + 1);
        QCOMPARE(std::string(status.error().fact("hint")), std::string("big-data"));
        QVERIFY(checkRequestSize(Mode::BigData, (1U << 20U) + 1).ok());
        QVERIFY(!checkRequestSize(Mode::BigData, (10U << 20U) + 1).ok());
        for (const Mode mode : { Mode::Normal, Mode::BigData, Mode::NodeScale, Mode::LagDemo }) {
            QVERIFY(modeOfTopic(requestTopic(mode)) == mode);
            QVERIFY(modeFrom(toString(mode)) == mode);
        }
    }
};

LOCUS_TEST(analyses_codec, AnalysesCodecTest)
#include "tst_analyses_codec.moc"
