// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/pipeline/annotate_job.h"

#include "core/analyses/analyses_codec.h"
#include "core/store/packed.h"

namespace locus::pipeline {

Bytes packTask(const events::Envelope& cause, const analyses::Request& request)
{
    store::Packer out;
    out.bytes(cause.id).number(toMicros(cause.time)).bytes(cause.correlationId);
    out.bytes(cause.traceParent).bytes(cause.actor).bytes(cause.onBehalfOf).bytes(cause.tenantId);
    out.number(cause.replayed ? 1 : 0).bytes(analyses::encodeRequest(request));
    return std::move(out).take();
}

Result<AnnotateTask> unpackTask(BytesView body)
{
    store::Unpacker in(body);
    AnnotateTask task;
    task.cause.id = in.bytes();
    task.cause.time = fromMicros(in.number());
    task.cause.correlationId = in.bytes();
    task.cause.traceParent = in.bytes();
    task.cause.actor = in.bytes();
    task.cause.onBehalfOf = in.bytes();
    task.cause.tenantId = in.bytes();
    task.cause.replayed = in.number() != 0;
    const BytesView data = in.bytes();
    if (!in.good()) {
        return poison("pipeline.bad_job", "the body of an annotate job cannot be read");
    }
    LOCUS_TRY_VALUE(
        request, analyses::decodeRequest(data, { task.cause.id, task.cause.time, {}, {}, {} }));
    task.request = std::move(request);
    return task;
}

Result<std::unique_ptr<JobResult>> AnnotateJob::run(
    const store::Job& job, const std::function<bool()>& stopping)
{
    LOCUS_TRY_VALUE(task, unpackTask(job.body));
    LOCUS_TRY_VALUE(outcome, m_annotate(task.request, stopping));
    if (outcome.cancelled) {
        return retriable("pipeline.job_interrupted", "the annotation was interrupted");
    }
    return std::unique_ptr<JobResult>(std::make_unique<AnnotateResult>(std::move(outcome)));
}

} // namespace locus::pipeline
