// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/events/event_factory.h"
#include "core/pipeline/annotate_job.h"
#include "core/pipeline/role.h"

namespace locus::pipeline {

// Works for whoever asks: takes Analysis.Requested from the bus, has a job annotate it, and reports
// what became of it. Its events have ids that follow from the request's, so that a repeat after a
// crash is caught by whoever reads them.
class AnnotatorRole final : public Role
{
public:
    AnnotatorRole(std::string_view installation, std::string tenantId);

    [[nodiscard]] std::string_view name() const override { return "annotator"; }
    [[nodiscard]] bool wants(const Incoming& incoming) const override;
    Status onEvent(const Incoming& incoming, Effects& effects) override;
    [[nodiscard]] bool ownsJob(std::string_view kind) const override;
    Status onJobDone(const JobOutcome& outcome, Effects& effects) override;

private:
    Status reportResult(const AnnotateTask& task, const genetics::AnnotationOutcome& outcome,
        Effects& effects) const;
    Status reportFailure(const AnnotateTask& task, const Error& error, Effects& effects) const;
    [[nodiscard]] events::Envelope eventOf(const AnnotateTask& task, std::string_view type,
        std::string_view step, Bytes data, Instant now) const;

    const events::EventFactory m_factory;
};

} // namespace locus::pipeline
