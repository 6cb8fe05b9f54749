// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/pipeline/annotator_role.h"

#include "core/analyses/analyses_codec.h"
#include "core/analyses/analysis_topics.h"
#include "core/pipeline/analysis_report.h"
#include "core/pipeline/effects.h"

namespace locus::pipeline {

namespace {

constexpr const char* target = "annotator";

analyses::ResultHead headOf(
    const analyses::Request& request, const genetics::AnnotationOutcome& outcome)
{
    analyses::ResultHead head;
    head.id = request.id;
    head.sessionId = request.sessionId;
    head.counts = analyses::Counts { static_cast<std::int64_t>(outcome.rows.size()),
        outcome.annotated(), outcome.notAnnotated() };
    head.status = head.counts->notAnnotated > 0 ? analyses::ResultStatus::Partial
                                                : analyses::ResultStatus::Complete;
    head.mostSevere = genetics::worstDisplayedTerm(outcome.rows);
    head.engines = outcome.engines;
    head.processingMs = outcome.processingMs;
    if (outcome.score) {
        head.ml = analyses::ModelScore { outcome.score->model, outcome.score->version,
            outcome.score->latencyMs };
    }
    return head;
}

} // namespace

AnnotatorRole::AnnotatorRole(std::string_view installation, std::string tenantId)
    : m_factory(installation, "annotator", std::move(tenantId))
{ }

bool AnnotatorRole::wants(const Incoming& incoming) const
{
    return incoming.event.type == "Analysis.Requested";
}

bool AnnotatorRole::ownsJob(std::string_view kind) const
{
    return kind == annotateKind;
}

events::Envelope AnnotatorRole::eventOf(const AnnotateTask& task, std::string_view type,
    std::string_view step, Bytes data, Instant now) const
{
    return m_factory.following(
        task.cause, step, { type, task.request.id.toString(), std::move(data), now });
}

Status AnnotatorRole::onEvent(const Incoming& incoming, Effects& effects)
{
    const events::Envelope& event = incoming.event;
    LOCUS_TRY_VALUE(request,
        analyses::decodeRequest(
            event.data, { event.id, event.time, incoming.topic, event.aggregateId, event.actor }));
    store::Job job;
    job.id = deriveUuid(event.id, event.time, annotateKind);
    job.kind = annotateKind;
    job.target = target;
    job.priority = request.priority;
    job.due = effects.now();
    job.cause = event.id;
    job.body = packTask(event, request);
    job.about = "Analysis/" + request.id.toString();
    LOCUS_TRY(effects.addJob(std::move(job), request.patientRef));

    AnnotateTask task;
    task.cause = event;
    task.cause.data.clear();
    task.request.id = request.id;
    AnalysisReport report;
    report.id = request.id;
    events::Envelope started = eventOf(task, "Analysis.Started", "started",
        analyses::encodeStarted(request.id, request.sessionId, m_factory.source()), effects.now());
    return effects.report(std::move(started), analyses::resultTopic, report);
}

Status AnnotatorRole::onJobDone(const JobOutcome& outcome, Effects& effects)
{
    LOCUS_TRY_VALUE(task, unpackTask(outcome.job.body));
    if (!outcome.status.ok()) {
        return reportFailure(task, outcome.status.error(), effects);
    }
    const auto* done = dynamic_cast<const AnnotateResult*>(outcome.result.get());
    if (done == nullptr) {
        return fatal("pipeline.wrong_result", "an annotate job came back with another's result");
    }
    return reportResult(task, done->outcome, effects);
}

Status AnnotatorRole::reportResult(
    const AnnotateTask& task, const genetics::AnnotationOutcome& outcome, Effects& effects) const
{
    for (const genetics::AnnotationRow& row : outcome.rows) {
        LOCUS_TRY(effects.store().annotationCache.put(row));
    }
    const analyses::ResultHead head = headOf(task.request, outcome);
    LOCUS_TRY_VALUE(parts, analyses::encodeResult(head, outcome.rows));
    const bool single = parts.size() == 1;
    for (std::size_t i = 0; i < parts.size(); ++i) {
        AnalysisReport report;
        report.id = task.request.id;
        report.head = head;
        report.rows = outcome.rows;
        analyses::ResultPart part;
        if (!single) {
            // Which rows went into a part is the codec's business: it is asked.
            LOCUS_TRY_VALUE(read, analyses::decodeResult(parts[i]));
            part = std::move(read);
            report.head = part.head;
            report.rows = part.rows;
        }
        events::Envelope event = eventOf(task, "Analysis.Completed",
            "part " + std::to_string(i + 1), std::move(parts[i]), effects.now());
        LOCUS_TRY(effects.report(std::move(event), analyses::resultTopic, report));
    }
    return {};
}

Status AnnotatorRole::reportFailure(
    const AnnotateTask& task, const Error& error, Effects& effects) const
{
    AnalysisReport report;
    report.id = task.request.id;
    report.failure = analyses::Failure { task.request.id, task.request.sessionId, error.code,
        error.message, error.isRetriable() };
    events::Envelope event = eventOf(
        task, "Analysis.Failed", "failed", analyses::encodeFailure(*report.failure), effects.now());
    return effects.report(std::move(event), analyses::resultTopic, report);
}

} // namespace locus::pipeline
