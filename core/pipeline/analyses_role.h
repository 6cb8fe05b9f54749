// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/analyses/analysis_rules.h"
#include "core/events/event_factory.h"
#include "core/pipeline/role.h"

#include <span>
#include <unordered_map>

namespace locus::pipeline {

class AnalysisReport;

// Decides over analyses: takes submissions, cancellations and retries of people, requests and
// results of other systems, and the reports of the annotator in this process. Its own events that
// come back from the bus are known by their source and skipped.
class AnalysesRole final : public Role
{
public:
    AnalysesRole(std::string_view installation, std::string tenantId);

    [[nodiscard]] std::string_view name() const override { return "analyses"; }
    [[nodiscard]] bool wants(const Incoming& incoming) const override;
    Status onEvent(const Incoming& incoming, Effects& effects) override;
    [[nodiscard]] bool owns(const events::Envelope& report) const override;
    Result<std::uint64_t> onReport(const Incoming& report, Effects& effects) override;
    [[nodiscard]] bool handles(std::string_view command) const override;
    Answer onCommand(const Command& command, Effects& effects) override;
    void forget() override;

private:
    using State = analyses::Aggregate;

    Result<State*> state(const analyses::AnalysisId& id, Effects& effects);
    Answer submit(const Command& command, Effects& effects);
    Answer change(const Command& command, Effects& effects);
    // Publishes what a command decided; the answer names analysis and version.
    Answer publish(const Command& command, State& state,
        const std::vector<analyses::AnalysisEvent>& events, Effects& effects);
    // Decides, applies and stores a report; the stream's version, 0: it came too late or twice.
    Result<std::uint64_t> take(
        const AnalysisReport& report, std::string_view type, Effects& effects);
    Status apply(State& state, const analyses::AnalysisEvent& event,
        std::span<const genetics::AnnotationRow> rows, Effects& effects);
    Status onForeignRequest(const Incoming& incoming, Effects& effects);

    const std::string m_ownPrefix; // of the sources of this installation
    const events::EventFactory m_factory;
    std::unordered_map<analyses::AnalysisId, State> m_states; // busy ones
};

} // namespace locus::pipeline
