// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/analyses/analysis_rules.h"
#include "tests/support/test_registry.h"

#include <QTest>

using namespace locus;
using namespace locus::analyses;

namespace {

const Instant now = fromMillis(1'772'440'173'000);

Request request()
{
    Request out;
    out.text = "ACGT";
    out.submittedBy = "u-1";
    return out;
}

Aggregate after(Aggregate state, const Input& input)
{
    const auto events = decide(state, input, now);
    for (const AnalysisEvent& event : *events) {
        state = apply(std::move(state), event);
    }
    return state;
}

ReportPart part(int number, int parts, ResultStatus status = ResultStatus::Complete)
{
    ReportPart out;
    out.head.part = number;
    out.head.parts = parts;
    out.head.status = status;
    if (number == parts) {
        out.head.counts = Counts { 2, 2, 0 };
    }
    return out;
}

Aggregate submitted()
{
    return after({}, Submit { request() });
}

} // namespace

class AnalysisRulesTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theWholeWay()
    {
        Aggregate state = submitted();
        QVERIFY(state.summary.state == State::Requested);
        QCOMPARE(state.summary.version, std::uint64_t { 1 });
        state = after(state, ReportStarted {});
        QVERIFY(state.summary.state == State::Running);
        state = after(state, part(1, 2));
        QVERIFY(state.summary.state == State::Running);
        state = after(state, part(1, 2)); // again
        QCOMPARE(state.partsSeen.size(), std::size_t { 1 });
        state = after(state, part(2, 2));
        QVERIFY(state.summary.state == State::Completed);
        QCOMPARE(state.summary.counts.variants, std::int64_t { 2 });
        QCOMPARE(state.summary.version, std::uint64_t { 4 });
    }

    void partsMayComeInAnyOrder()
    {
        Aggregate state = after(after(submitted(), part(2, 2, ResultStatus::Partial)), part(1, 2));
        QVERIFY(state.summary.state == State::Partial);
    }

    void repeatsAndLateReportsDoNothing()
    {
        const Aggregate cancelled = after(submitted(), Cancel { "u-1", "", 0 });
        QVERIFY(cancelled.summary.state == State::Cancelled);
        QVERIFY(decide(cancelled, part(1, 1), now)->empty());
        QVERIFY(decide(cancelled, ReportFailed {}, now)->empty());
        QVERIFY(decide(submitted(), Submit { request() }, now)->empty());
    }

    void aRetryStartsAfresh()
    {
        ReportFailed failed;
        failed.failure.code = "timeout";
        failed.failure.retriable = true;
        Aggregate state = after(submitted(), failed);
        QVERIFY(state.summary.state == State::Failed);
        QCOMPARE(state.summary.failureCode, std::string("timeout"));
        state = after(state, Retry {});
        QVERIFY(state.summary.state == State::Requested);
        QVERIFY(state.summary.failureCode.empty());
        QCOMPARE(state.attempt, 2);
        QVERIFY(state.summary.submittedAt == now);
    }

    void whatIsNotAllowedSaysWhatIs()
    {
        const Aggregate done = after(submitted(), part(1, 1));
        const auto cancel = decide(done, Cancel { "u-1", "", 0 }, now);
        QCOMPARE(cancel.error().code, std::string("analyses.not_allowed"));
        QCOMPARE(std::string(cancel.error().fact("allowed")), std::string("none"));
        const auto retry = decide(submitted(), Retry {}, now);
        QCOMPARE(std::string(retry.error().fact("allowed")), std::string("cancel"));
        QCOMPARE(decide({}, ReportStarted {}, now).error().code, std::string("analyses.unknown"));
        QVERIFY(!decide({}, Submit {}, now).ok());
    }

    void aPersonSaysWhoseItIs()
    {
        const Aggregate done = after(submitted(), part(1, 1));
        const AssignPatient wish { "p1", "found in the directory", 0 };
        Aggregate state = after(done, wish);
        QCOMPARE(state.summary.patientRef, std::string("p1"));
        QVERIFY(state.summary.state == State::Completed);
        QCOMPARE(state.summary.version, done.summary.version + 1);
        QCOMPARE(decide(state, wish, now)->size(), std::size_t { 0 }); // a repeat
        QCOMPARE(decide(done, AssignPatient { "p1", "", 0 }, now).error().code,
            std::string("analyses.bad_request"));
        QCOMPARE(decide(done, AssignPatient { "p1", "x", 99 }, now).error().code,
            std::string("analyses.changed"));
        QCOMPARE(decide({}, wish, now).error().code, std::string("analyses.unknown"));
        const auto back = decide(state, AssignPatient { "", "another person", 0 }, now);
        QCOMPARE(std::get<PatientAssigned>(back->at(0)).before, std::string("p1"));
        state = apply(std::move(state), back->at(0));
        QVERIFY(state.summary.patientRef.empty());
        state.summary.state = State::Failed;
        QVERIFY(after(state, Retry {}).request.patientRef.empty()); // a retry keeps to it
    }

    void anOldVersionIsAConflict()
    {
        const auto result = decide(submitted(), Cancel { "u-1", "", 9 }, now);
        QVERIFY(result.error().kind == ErrorKind::Conflict);
        QCOMPARE(std::string(result.error().fact("currentVersion")), std::string("1"));
        QVERIFY(decide(submitted(), Cancel { "u-1", "", 1 }, now).ok());
    }
};

LOCUS_TEST(analysis_rules, AnalysisRulesTest)
#include "tst_analysis_rules.moc"
