// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
// The way of a submission through a whole core: command, event, bus, job, result, rows.
#include "core/analyses/analyses_codec.h"
#include "core/events/wire_encoder.h"
#include "tests/core/pipeline/core_fixture.h"
#include "tests/support/test_registry.h"

#include <QElapsedTimer>
#include <QTest>

using namespace locus;
using namespace locus::test;

namespace {

Bytes submission(const std::string& text)
{
    return "{\"text\":\"" + text
        + "\",\"mode\":\"normal\",\"assembly\":\"GRCh38\",\"label\":\"a label\"}";
}

std::string analysisIdIn(const Bytes& answer)
{
    const auto at = answer.find("\"analysisId\":\"");
    return answer.substr(at + 14, 36);
}

} // namespace

class PipelinePathTest : public QObject
{
    Q_OBJECT

private:
    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<CoreFixture> m_core;

    static std::string stateOf(CoreFixture& core, const analyses::AnalysisId& id)
    {
        auto reader = core.reader();
        return std::string(toString((*reader)->summary(id)->state));
    }
    void restart(pipeline::Annotate annotate)
    {
        m_core = nullptr;
        m_core = std::make_unique<CoreFixture>(m_folder->path().toStdString());
        const Status started = m_core->start(std::move(annotate));
        QVERIFY2(started.ok(), started.ok() ? "" : started.error().message.c_str());
    }

private Q_SLOTS:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        restart([](const analyses::Request& request, const auto&) { return annotated(request); });
    }
    void cleanup()
    {
        m_core = nullptr;
        m_folder = nullptr;
    }

    void aSubmissionBecomesStoredRows()
    {
        const auto answer =
            m_core->ask("analyses.submit", submission("21:g.25585733C>T"), m_core->ids.next());
        QVERIFY2(answer.ok(), answer.ok() ? "" : answer.error().message.c_str());
        QVERIFY(answer->find("\"topic\":\"genetic-data-raw\"") != std::string::npos);
        const auto id = analyses::AnalysisId::parse(analysisIdIn(*answer));
        QVERIFY(id.ok());
        QTRY_COMPARE(stateOf(*m_core, *id), std::string("completed"));
        auto reader = m_core->reader();
        const auto rows = (*reader)->rows(*id, 0, 10);
        QVERIFY(rows.ok());
        QCOMPARE(rows->total, 1);
        QCOMPARE(rows->rows.front().input, std::string("21:g.25585733C>T"));
        const auto detail = (*reader)->get(*id);
        QCOMPARE(detail->summary.version, std::uint64_t { 3 }); // requested, started, completed
        QCOMPARE(detail->summary.submittedBy, std::string("dr.adams"));
        QCOMPARE(detail->summary.counts.annotated, 1);
        QCOMPARE(detail->engines.size(), std::size_t { 1 });
        // Everything reaches the bus, and what comes back changes nothing any more.
        QTRY_COMPARE(m_core->pipeline->relay().published, 3);
        const auto changes = m_core->changes();
        QVERIFY(!changes.empty());
        for (std::size_t i = 0; i < changes.size(); ++i) {
            QCOMPARE(changes[i].seq, i + 1);
            QCOMPARE(changes[i].id, id->toString());
        }
        QVERIFY2(m_core->failure().empty(), m_core->failure().c_str());
    }

    void f13_aClockThatJumpsHarmsNothing()
    {
        std::vector<analyses::AnalysisId> asked;
        const auto submit = [&] {
            const auto answer =
                m_core->ask("analyses.submit", submission("21:g.25585733C>T"), m_core->ids.next());
            QVERIFY2(answer.ok(), answer.ok() ? "" : answer.error().message.c_str());
            asked.push_back(analyses::AnalysisId::parse(analysisIdIn(*answer)).value());
        };
        for (const auto jump : { std::chrono::hours(1), std::chrono::hours(-2),
                 std::chrono::hours(24), std::chrono::hours(-48) }) {
            submit();
            m_core->clock.jump(jump);
            submit();
        }
        for (const auto& id : asked) {
            QTRY_COMPARE(stateOf(*m_core, id), std::string("completed"));
        }
        for (std::size_t i = 1; i < asked.size(); ++i) {
            QVERIFY(asked[i] != asked[i - 1]);
        }
        QVERIFY2(m_core->failure().empty(), m_core->failure().c_str());
    }

    void theSameCommandGetsTheSameAnswer()
    {
        const Uuid command = m_core->ids.next();
        const auto first = m_core->ask("analyses.submit", submission("21:g.1A>T"), command);
        const auto again = m_core->ask("analyses.submit", submission("21:g.1A>T"), command);
        QCOMPARE(*again, *first);
        auto reader = m_core->reader();
        QCOMPARE((*reader)->list({})->items.size(), std::size_t { 1 });
        const Uuid bad = m_core->ids.next();
        const auto refusal = m_core->ask("analyses.submit", "{\"text\":\"\"}", bad);
        QVERIFY(!refusal.ok());
        const auto sameRefusal = m_core->ask("analyses.submit", submission("21:g.1A>T"), bad);
        QCOMPARE(sameRefusal.error().code, refusal.error().code);
        QCOMPARE(sameRefusal.error().message, refusal.error().message);
    }

    void anUnfinishedJobRunsAfterARestart()
    {
        std::atomic<int> asked { 0 };
        restart([&](const analyses::Request&,
                    const auto& stopping) -> Result<genetics::AnnotationOutcome> {
            ++asked;
            while (!stopping()) {
                std::this_thread::yield();
            }
            return retriable("test.interrupted", "stopping");
        });
        const auto answer =
            m_core->ask("analyses.submit", submission("21:g.1A>T"), m_core->ids.next());
        const auto id = analyses::AnalysisId::parse(analysisIdIn(*answer));
        QTRY_COMPARE(asked.load(), 1);
        QElapsedTimer stopping;
        stopping.start();
        restart([](const analyses::Request& request, const auto&) { return annotated(request); });
        QVERIFY(stopping.elapsed() < 3000);
        QTRY_COMPARE(stateOf(*m_core, *id), std::string("completed"));
        auto reader = m_core->reader();
        QCOMPARE((*reader)->rows(*id, 0, 10)->total, 1);
    }

    void aCancelStopsTheJobAndSaysSo()
    {
        std::atomic<int> running { 0 };
        restart([&](const analyses::Request& request,
                    const auto& stopping) -> Result<genetics::AnnotationOutcome> {
            if (request.text != "endless") {
                return annotated(request);
            }
            ++running;
            while (!stopping()) {
                std::this_thread::yield();
            }
            --running;
            return annotated(request); // finished against all wishes
        });
        const auto submit = [&](const char* text) {
            const auto answer =
                m_core->ask("analyses.submit", submission(text), m_core->ids.next());
            return analyses::AnalysisId::parse(analysisIdIn(*answer)).value();
        };
        const auto endless = submit("endless");
        QTRY_COMPARE(running.load(), 1);
        const auto waits = submit("21:g.1A>T"); // there is one job thread
        QTRY_COMPARE(stateOf(*m_core, waits), std::string("running"));
        const auto never = submit("endless");
        QTRY_COMPARE(stateOf(*m_core, never), std::string("running"));
        for (const auto& id : { never, endless }) {
            const auto cancelled = m_core->ask("analyses.cancel",
                "{\"analysisId\":\"" + id.toString() + "\"}", m_core->ids.next());
            QVERIFY2(cancelled.ok(), cancelled.ok() ? "" : cancelled.error().message.c_str());
            QVERIFY2(cancelled->find("\"stoppedJobs\":1") != std::string::npos, cancelled->c_str());
        }
        QTRY_COMPARE(stateOf(*m_core, waits), std::string("completed"));
        QCOMPARE(running.load(), 0);
        for (const auto& id : { never, endless }) {
            QCOMPARE(stateOf(*m_core, id), std::string("cancelled"));
            QCOMPARE((*m_core->reader())->rows(id, 0, 10)->total, 0);
        }
        // The work that was stopped was no failure of its target: the next one runs at once.
        const auto next = submit("21:g.2A>T");
        QTRY_COMPARE(stateOf(*m_core, next), std::string("completed"));
    }

    void oneReportMayBecomeSeveralEvents()
    {
        m_core = nullptr;
        m_core = std::make_unique<CoreFixture>(m_folder->path().toStdString());
        m_core->decide = [](const analyses::Aggregate& state, const analyses::Input& input,
                             Instant now) -> Result<std::vector<analyses::AnalysisEvent>> {
            if (std::holds_alternative<analyses::ReportStarted>(input)) {
                return std::vector<analyses::AnalysisEvent>();
            }
            LOCUS_TRY_VALUE(events, analyses::decide(state, input, now));
            if (std::holds_alternative<analyses::ReportPart>(input) && !events.empty()) {
                events.insert(events.begin(), analyses::Started { now });
                events.push_back(
                    analyses::Failed { { state.summary.id, {}, "test.after", {} }, now });
                events.push_back(
                    analyses::Failed { { state.summary.id, {}, "test.last", {} }, now });
            }
            return events;
        };
        QVERIFY(m_core->start([](const auto& request, const auto&) { return annotated(request); })
                    .ok());
        const auto answer =
            m_core->ask("analyses.submit", submission("21:g.1A>T"), m_core->ids.next());
        const auto id = analyses::AnalysisId::parse(analysisIdIn(*answer));
        QTRY_COMPARE((*m_core->reader())->summary(*id)->version, std::uint64_t { 5 });
        QCOMPARE((*m_core->reader())->summary(*id)->failureCode, std::string("test.last"));
        QCOMPARE((*m_core->reader())->rows(*id, 0, 10)->total, 1); // once, with its part
        QTRY_COMPARE(m_core->pipeline->relay().published, 5);
        m_core->pipeline = nullptr;
        std::vector<std::string> types;
        std::int64_t position = 0;
        const auto stream = m_core->store->events.stream("Analysis/" + id->toString());
        for (const auto& event : *stream) {
            QVERIFY(event.position > position);
            position = event.position;
            types.push_back(event.type);
        }
        QCOMPARE(types,
            (std::vector<std::string> { "Analysis.Requested", "Analysis.Started",
                "Analysis.Completed", "Analysis.Failed", "Analysis.Failed" }));
    }

    void f14_aResultThatOvertakesItsRequestWaitsForIt()
    {
        const analyses::AnalysisId id(m_core->ids.next());
        const events::EventFactory elsewhere("elsewhere", "annotator");
        auto producer = m_core->bus->makeProducer();
        std::uint64_t token = 0;
        const auto send = [&](const char* topic, const char* type, Bytes data) {
            const auto event = elsewhere.first(
                m_core->ids.next(), { type, id.toString(), std::move(data), m_core->clock.now() });
            auto wire = events::encodeStructured(event);
            QVERIFY((*producer)
                        ->send({ topic, {}, toMillis(m_core->clock.now()), std::move(wire.key),
                                   std::move(wire.value), std::move(wire.headers) },
                            ++token)
                        .ok());
            while ((*producer)->inFlight() > 0) {
                (*producer)->deliveries(std::chrono::milliseconds(50));
            }
        };
        analyses::Request request;
        request.id = id;
        request.text = "21:g.1A>T";
        const auto outcome = annotated(request);
        analyses::ResultHead head;
        head.id = id;
        head.counts = analyses::Counts { 1, 1, 0 };
        send("genetic-data-annotated", "Analysis.Completed",
            analyses::encodeResult(head, outcome.rows)->front());
        const auto handled = [&] {
            return m_core->metrics.text().find("event_waited_total 1\n") != std::string::npos;
        };
        QTRY_VERIFY(handled());
        QVERIFY((*m_core->reader())->list({})->items.empty());
        send("genetic-data-raw", "Analysis.Requested", analyses::encodeRequest(request));
        QTRY_VERIFY((*m_core->reader())->summary(id).ok());
        QTRY_COMPARE(stateOf(*m_core, id), std::string("completed"));
        QCOMPARE((*m_core->reader())->rows(id, 0, 10)->total, 1);
        QVERIFY2(m_core->failure().empty(), m_core->failure().c_str());
        const Bytes figures = m_core->metrics.text();
        QVERIFY(figures.find(
                    "kafka_consumer_lag{group=\"vep-service-group\",topic=\"genetic-data-raw\"}")
            != std::string::npos);
        QVERIFY(figures.find("kafka_consumer_lag{group=\"websocket-results-service-group\",topic="
                             "\"genetic-data-annotated\"}")
            != std::string::npos);
    }

    void aFailedJobFailsTheAnalysisAndRetryRunsItAgain()
    {
        std::atomic<bool> works { false };
        restart([&](const analyses::Request& request,
                    const auto&) -> Result<genetics::AnnotationOutcome> {
            return works ? Result(annotated(request))
                         : Result<genetics::AnnotationOutcome>(
                             poison("test.broken", "the engine is broken"));
        });
        const auto answer =
            m_core->ask("analyses.submit", submission("21:g.1A>T"), m_core->ids.next());
        const auto id = analyses::AnalysisId::parse(analysisIdIn(*answer));
        QTRY_COMPARE(stateOf(*m_core, *id), std::string("failed"));
        QCOMPARE((*m_core->reader())->summary(*id)->failureCode, std::string("test.broken"));
        works = true;
        const Bytes body = "{\"analysisId\":\"" + id->toString() + "\"}";
        const auto again = m_core->ask("analyses.retry", body, m_core->ids.next());
        QVERIFY2(again.ok(), again.ok() ? "" : again.error().message.c_str());
        QTRY_COMPARE(stateOf(*m_core, *id), std::string("completed"));
        const auto late = m_core->ask("analyses.cancel", body, m_core->ids.next());
        QCOMPARE(late.error().code, std::string("analyses.not_allowed"));
    }

    void f15_aForeignSequenceIsARequestAndRubbishIsADeadLetter()
    {
        auto producer = m_core->bus->makeProducer();
        QVERIFY((*producer)
                    ->send({ "genetic-data-raw", {}, toMillis(m_core->clock.now()), "k1",
                               "ACGTACGTACGTACGTACGTACGTACGT", {} },
                        1)
                    .ok());
        const bus::Header type { "content-type", "application/cloudevents+json" };
        const Bytes broken = "{\"specversion\":\"1.0\",\"id\":\xff";
        QVERIFY((*producer)
                    ->send({ "genetic-data-raw", {}, 5, std::nullopt, broken, { type, type } }, 2)
                    .ok());
        while ((*producer)->inFlight() > 0) {
            (*producer)->deliveries(std::chrono::milliseconds(50));
        }
        auto reader = m_core->reader();
        QTRY_VERIFY(!(*reader)->list({})->items.empty()
            && (*reader)->list({})->items.front().state == analyses::State::Completed);
        auto consumer = m_core->bus->makeConsumer({});
        const bus::Position start { { "genetic-data-raw.dlq", 0 }, 0 };
        QVERIFY((*consumer)->assign(std::span(&start, 1)).ok());
        std::vector<bus::Record> letters;
        QTRY_VERIFY([&] {
            auto polled = (*consumer)->poll(10, 1 << 20, std::chrono::milliseconds(10));
            letters.insert(letters.end(), polled->begin(), polled->end());
            return !letters.empty();
        }());
        QCOMPARE(letters.size(), std::size_t { 1 });
        QCOMPARE(*letters.front().value, broken);
        QVERIFY(!letters.front().key.has_value());
        QCOMPARE(letters.front().headers[0].first, type.first);
        QCOMPARE(letters.front().headers[1].first, type.first);
        const auto header = [&](const std::string& name) {
            for (const auto& [key, value] : letters.front().headers) {
                if (key == name) {
                    return *value;
                }
            }
            return std::string();
        };
        QCOMPARE(header("locus-dl-error-class"), std::string("poison"));
        QCOMPARE(header("locus-dl-original-key-present"), std::string("false"));
        QCOMPARE(header("locus-dl-original-topic"), std::string("genetic-data-raw"));
        QVERIFY(!header("locus-dl-error-code").empty());
    }

    void aResultInManyPartsIsStoredWhole()
    {
        constexpr int rows = 4000;
        restart(
            [](const analyses::Request& request, const auto&) { return annotated(request, rows); });
        const auto answer = m_core->ask("analyses.submit", submission("many"), m_core->ids.next());
        const auto id = analyses::AnalysisId::parse(analysisIdIn(*answer));
        QTRY_COMPARE_WITH_TIMEOUT(stateOf(*m_core, *id), std::string("completed"), 20'000);
        auto reader = m_core->reader();
        QVERIFY((*reader)->summary(*id)->version > 3); // more than one part
        const auto page = (*reader)->rows(*id, rows - 1, 10);
        QCOMPARE(page->total, rows);
        QCOMPARE(page->rows.front().line, rows);
    }
};

LOCUS_TEST(pipeline_path, PipelinePathTest)
#include "tst_pipeline_path.moc"
