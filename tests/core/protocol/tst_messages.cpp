// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/protocol/analyses_messages.h"
#include "core/protocol/annotation_row.h"
#include "core/protocol/changes_messages.h"
#include "core/protocol/reference_messages.h"
#include "core/protocol/session_messages.h"
#include "core/protocol/system_messages.h"
#include "core/protocol/uploads_messages.h"
#include "tests/support/test_registry.h"

#include <QTest>

using namespace locus;
using namespace locus::protocol;

namespace {

Uuid uuid(char digit)
{
    return *Uuid::parse("01890000-0000-7000-8000-00000000000" + std::string(1, digit));
}

analyses::AnalysisId analysisId(char digit)
{
    return analyses::AnalysisId(uuid(digit));
}

// What was read says the same as what was written.
template <typename Message> void sameAgain(const Message& message)
{
    const auto read = Message::fromJson(message.toJson());
    QVERIFY2(read.ok(), read.ok() ? "" : read.error().message.c_str());
    QCOMPARE(read->toJson(), message.toJson());
}

analyses::Summary fullSummary()
{
    analyses::Summary s;
    s.id = analysisId('1');
    s.state = analyses::State::Partial;
    s.mode = analyses::Mode::NodeScale;
    s.priority = 9;
    s.assembly = "GRCh37";
    s.patientRef = "P-17";
    s.label = "trio \"A\"";
    s.submittedBy = "a.osei";
    s.submittedAt = fromMillis(1'772'440'173'123);
    s.changedAt = fromMillis(1'772'440'174'000);
    s.counts = { 5, 3, 2 };
    s.mostSevere = "stop_gained";
    s.reviewer = "b.lind";
    s.failureCode = "service_down";
    s.failureReason = "away";
    s.version = 7;
    return s;
}

genetics::AnnotationRow fullRow()
{
    genetics::AnnotationRow row;
    row.input = "11:g.5227002T>A";
    row.line = 3;
    row.variant = genetics::Variant { "GRCh38", "11", 5'227'002, "T", "A" };
    row.spdi = "NC_000011.10:5227001:T:A";
    row.hgvsg = "NC_000011.10:g.5227002T>A";
    row.source = { "locus-local", "1", "Ensembl 84" };
    row.retrieved = fromMillis(1'772'440'173'000);
    row.notes = { "cached 3 d ago" };
    genetics::TranscriptAnnotation t;
    t.transcriptId = "NM_000518.5";
    t.geneSymbol = "HBB";
    t.strand = -1;
    t.consequenceTerms = { "missense_variant" };
    t.cdsStart = 20;
    t.flags.maneSelect = true;
    t.scores = { { "sift", 0.05 } };
    t.predictions = { { "sift", "tolerated" } };
    genetics::ColocatedVariant known;
    known.id = "rs334";
    known.clinicalSignificance = { "pathogenic" };
    known.frequencies = { { "gnomade_nfe", 0.0021 } };
    row.annotation =
        genetics::Annotation { "missense_variant", { t }, { known }, { "frequencies" } };
    return row;
}

} // namespace

class MessagesTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyMessageRoundTrips()
    {
        sameAgain(SessionOpen { "tok", "", "console/1", "1.0" });
        sameAgain(SessionOpen { "", "tick", "console/1", "1.0" });
        sameAgain(SessionOpened { "a", { "clinician" }, "0.1", "1.0", "house", 42, {} });
        sameAgain(Ticket { "ticket_1", 30'000 });
        sameAgain(UploadsBegin { 12 });
        sameAgain(UploadsBegun { uuid('1'), 48'000, fromMillis(1'772'440'173'000) });
        sameAgain(UploadsChunk { uuid('1'), 4, std::string("\0\xff", 2) });
        sameAgain(UploadsCommit { uuid('1'), std::string(64, 'a') });
        sameAgain(UploadsReceived { 9 });
        sameAgain(ChangesSubscribe { { "analyses" }, 5 });
        sameAgain(ChangesSubscribe { { "analyses" }, std::nullopt });
        sameAgain(Change { 6, "analyses", "put", "x", "{\"a\":1}" });
        sameAgain(Change { 7, "analyses", "delete", "x", "" });
        sameAgain(ChangesGap { 1, 9 });
        AnalysesSubmit submit;
        submit.commandId = uuid('1');
        submit.text = "rs699";
        submit.mode = analyses::Mode::BigData;
        submit.priority = 0;
        submit.sessionId = "s";
        sameAgain(submit);
        submit.text.clear();
        submit.uploadId = uuid('2');
        sameAgain(submit);
        sameAgain(AnalysesSubmitted { analysisId('1'), "genetic-data-raw", 3, 1 });
        AnalysesList list;
        list.filter = "mine";
        list.query.states = { analyses::State::Failed };
        list.query.mode = analyses::Mode::LagDemo;
        list.query.sortBy = analyses::SortBy::Variants;
        list.query.descending = false;
        list.query.after = "k";
        sameAgain(list);
        sameAgain(AnalysesPage { { { fullSummary() }, "next", 7 } });
        sameAgain(AnalysisDetail { { fullSummary(), "ACGT", { { "locus-local", "1", "84" } }, 12,
                                       analyses::ModelScore { "m", "2", 1.5 } },
            4 });
        sameAgain(AnalysesGet { analysisId('1') });
        sameAgain(AnalysesRows { analysisId('1'), 200, 50 });
        sameAgain(AnalysisRows { { { fullRow() }, 0, 1 } });
        sameAgain(AnalysesCancel { uuid('1'), analysisId('2'), 3, "why" });
        sameAgain(AnalysesRetry { uuid('1'), analysisId('2'), std::nullopt });
        sameAgain(AnalysisChanged { analysisId('2'), 4 });
        sameAgain(ReferenceIntervals {
            { { "GRCh38", "21", { 1, 9 }, "Ensembl 84", "Ensembl", "none", "ab" } },
            { "GRCh38" } });
        sameAgain(ReferenceIntervals { {}, {},
            genetics::CoverageKnowledge { "GRCh38",
                { { "GRCh38", "21", { 1, 9 }, "Ensembl 84", "Ensembl", "none", "ab" } },
                { { "chr21", "21" }, { "NC_000021.9", "21" } }, { "NM_1", "NM_1.2", "HBB" },
                true } });
        sameAgain(ReferenceCoverage { "GRCh38" });
        sameAgain(ReferenceCoverage {});
        sameAgain(ReferenceLookup { "GRCh38", "21", { 5, 9 }, "" });
        sameAgain(ReferenceLookup { "", "", {}, "NM_000518" });
        sameAgain(ReferencePlace { true, "21", "NC_000021.9", "ACGT",
            { { "T1", "GRCh38", "21", { 1, 9 }, -1, "G1", "S", "b", "P", { { 1, 4 } }, {} } } });
        sameAgain(HealthReport { "up", "0.1", "house", "kafka", true, { "gateway" },
            fromMillis(1'772'440'173'000),
            { { "bus", "up", "fine", { { "lag", 3 } } },
                { "backup", "up", "made", {}, "m.ito" } } });
        sameAgain(MetricsText { "a 1\n" });
        sameAgain(ConfigText { "{\"a\":{}}" });
    }

    void aSummaryKeepsEveryMember()
    {
        const auto s = fullSummary();
        const auto r = summaryFromJson(summaryToJson(s));
        QVERIFY(r.ok());
        QVERIFY(r->id == s.id && r->state == s.state && r->mode == s.mode);
        QVERIFY(r->submittedAt == s.submittedAt && r->changedAt == s.changedAt);
        QCOMPARE(r->counts.notAnnotated, s.counts.notAnnotated);
        QCOMPARE(r->label, s.label);
        QCOMPARE(r->failureReason, s.failureReason);
        QCOMPARE(r->reviewer, s.reviewer);
        QCOMPARE(r->version, s.version);
    }

    void aRowKeepsWhatWasSaidAndAddsNothing()
    {
        const auto row = rowFromJson(rowToJson(fullRow()));
        QVERIFY(row.ok());
        QVERIFY(row->variant == fullRow().variant);
        const auto& transcript = row->annotation->transcripts.at(0);
        QCOMPARE(transcript.scores.at("sift"), 0.05);
        QVERIFY(transcript.flags.maneSelect && !transcript.flags.canonical);
        QVERIFY(!transcript.cdnaStart.has_value());
        QVERIFY(transcript.hgvsc.empty());
        QVERIFY(!rowFromJson("{\"input\":\"x\"}").ok()); // neither annotated nor why not
    }

    void wrongRequestsAreNamed()
    {
        QCOMPARE(AnalysesSubmit::fromJson("{\"commandId\":\"x\",\"text\":\"A\"}").error().code,
            std::string("params.type"));
        const std::string id = "\"commandId\":\"01890000-0000-7000-8000-000000000001\"";
        QCOMPARE(
            AnalysesSubmit::fromJson("{" + id + "}").error().code, std::string("params.missing"));
        QCOMPARE(AnalysesSubmit::fromJson("{" + id + ",\"text\":\"A\",\"priority\":10}")
                     .error()
                     .fact("allowed"),
            std::string_view("0..9"));
        QCOMPARE(AnalysesSubmit::fromJson("{" + id + ",\"text\":\"A\",\"mode\":\"x\"}")
                     .error()
                     .fact("field"),
            std::string_view("mode"));
        QCOMPARE(AnalysesList::fromJson("{\"sort\":\"size\"}").error().fact("field"),
            std::string_view("sort"));
        QCOMPARE(AnalysesList::fromJson("{\"where\":{\"states\":[\"odd\"]}}").error().code,
            std::string("params.range"));
        QVERIFY(!SessionOpen::fromJson("{\"client\":\"x\",\"version\":\"1\"}").ok());
        QVERIFY(!SessionOpen::fromJson(
            "{\"client\":\"x\",\"version\":\"1\",\"token\":\"a\",\"ticket\":\"b\"}")
                     .ok());
        QVERIFY(!ChangesSubscribe::fromJson("{\"streams\":[]}").ok());
        QVERIFY(!ChangesSubscribe::fromJson("{\"streams\":[\"a\"],\"from\":-1}").ok());
        QVERIFY(!ReferenceLookup::fromJson(
            "{\"assembly\":\"a\",\"contig\":\"1\",\"start\":9,\"end\":3}")
                     .ok());
    }
};

LOCUS_TEST(messages, MessagesTest)
#include "tst_messages.moc"
