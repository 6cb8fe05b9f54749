// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/analyses/analysis_rules.h"
#include "core/events/event_factory.h"
#include "core/pipeline/role.h"

#include <functional>
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
    using Decide = Result<std::vector<analyses::AnalysisEvent>> (*)(
        const analyses::Aggregate&, const analyses::Input&, Instant);

    // `decide`: the rules; a test may bring its own.
    AnalysesRole(
        std::string_view installation, std::string tenantId, Decide decide = &analyses::decide);

    [[nodiscard]] std::string_view name() const override { return "analyses"; }
    [[nodiscard]] bool wants(const Incoming& incoming) const override;
    Status onEvent(const Incoming& incoming, Effects& effects) override;
    [[nodiscard]] bool begins(const Incoming& incoming) const override;
    [[nodiscard]] bool owns(const events::Envelope& report) const override;
    Status onReport(events::Envelope& report, std::string_view logicalTopic, const Payload& payload,
        Effects& effects) override;
    [[nodiscard]] bool handles(std::string_view command) const override;
    Answer onCommand(const Command& command, Effects& effects) override;
    void forget() override;

private:
    using State = analyses::Aggregate;

    // Writes the event that is given, with this version, to the log.
    using Log = std::function<Status(
        const State& before, const analyses::AnalysisEvent& event, std::uint64_t version)>;

    // An analysis is taken out of the memory, changed, and remembered again: whatever goes wrong
    // between, the store is read next time.
    Result<State> take(const analyses::AnalysisId& id, Effects& effects);
    void remember(State state);
    // Logs and applies what was decided, in order; `rows` belong to the part among the events.
    Status apply(State& state, const std::vector<analyses::AnalysisEvent>& events,
        std::span<const genetics::AnnotationRow> rows, const Log& log, Effects& effects);
    static Status store(const State& state, const analyses::AnalysisEvent& event,
        std::span<const genetics::AnnotationRow> rows, Effects& effects);

    Answer submit(const Command& command, Effects& effects);
    Answer change(const Command& command, Effects& effects);
    static Status sealAnew(const State& state, Effects& effects);
    Answer assign(const Command& command, Effects& effects);
    // Publishes what a command decided; the answer names analysis and version.
    Answer publish(const Command& command, State state,
        const std::vector<analyses::AnalysisEvent>& events, Effects& effects);
    // Decides, applies and stores a report. `keep` writes the report itself, what else follows is
    // an event of our own.
    Status takeReport(const AnalysisReport& report, const events::Envelope& event,
        const std::function<Status(std::uint64_t version)>& keep, Effects& effects);
    Status onForeignRequest(const Incoming& incoming, Effects& effects);

    const Decide m_decide;
    const std::string m_ownPrefix; // of the sources of this installation
    const events::EventFactory m_factory;
    std::unordered_map<analyses::AnalysisId, State> m_states; // busy ones, as stored
};

} // namespace locus::pipeline
