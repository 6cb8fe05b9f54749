// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/analyses/analysis_messages.h"
#include "core/events/envelope.h"
#include "core/genetics/annotator.h"
#include "core/pipeline/job.h"

#include <functional>

namespace locus::pipeline {

inline constexpr const char* annotateKind = "annotate";

// The body of an "annotate" job: what is asked, and of the event that asked what its answers need.
struct AnnotateTask
{
    events::Envelope cause; // without data
    analyses::Request request;
};
Bytes packTask(const events::Envelope& cause, const analyses::Request& request);
Result<AnnotateTask> unpackTask(BytesView body); // Errors: poison

class AnnotateResult final : public JobResult
{
public:
    explicit AnnotateResult(genetics::AnnotationOutcome done)
        : outcome(std::move(done))
    { }
    const genetics::AnnotationOutcome outcome;
};

// Annotates one request; blocks. `stopping` as in JobHandler::run(). Any job thread, several at a
// time.
using Annotate = std::function<Result<genetics::AnnotationOutcome>(
    const analyses::Request& request, const std::function<bool()>& stopping)>;

class AnnotateJob final : public JobHandler
{
public:
    explicit AnnotateJob(Annotate annotate, RetryPolicy policy = {})
        : m_annotate(std::move(annotate))
        , m_policy(policy)
    { }

    [[nodiscard]] RetryPolicy policy() const override { return m_policy; }
    Result<std::unique_ptr<JobResult>> run(
        const store::Job& job, const std::function<bool()>& stopping) override;

private:
    Annotate m_annotate;
    RetryPolicy m_policy;
};

} // namespace locus::pipeline
