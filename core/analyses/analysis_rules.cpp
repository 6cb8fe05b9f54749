// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/analyses/analysis_rules.h"

#include "core/analyses/analysis_topics.h"

namespace locus::analyses {

namespace {

using Events = std::vector<AnalysisEvent>;

bool isOpen(State state)
{
    return state == State::Requested || state == State::Running;
}

bool mayRetry(State state)
{
    return state == State::Failed || state == State::Partial || state == State::Cancelled;
}

// What a person may do now, for the refusal's "allowed".
std::string allowedFor(State state)
{
    return isOpen(state) ? "cancel" : mayRetry(state) ? "retry" : "none";
}

Error notAllowed(const Aggregate& state, std::string_view wish)
{
    const State now = state.summary.state;
    return refused("analyses.not_allowed",
        "an analysis that is " + std::string(toString(now)) + " cannot be asked to "
            + std::string(wish))
        .with("state", std::string(toString(now)))
        .with("allowed", allowedFor(now));
}

Status checkKnown(const Aggregate& state)
{
    return state.exists() ? Status()
                          : Status(notFound("analyses.unknown", "there is no such analysis"));
}

Status checkVersion(const Aggregate& state, std::uint64_t expected)
{
    LOCUS_TRY(checkKnown(state));
    if (expected != 0 && expected != state.summary.version) {
        return conflict("analyses.changed", "somebody changed the analysis meanwhile")
            .with("currentVersion", std::to_string(state.summary.version));
    }
    return {};
}

Error badRequest(const char* field, std::string message, std::string allowed)
{
    return refused("analyses.bad_request", std::move(message))
        .with("field", field)
        .with("allowed", std::move(allowed));
}

struct Decider
{
    const Aggregate& state;
    Instant now;

    Result<Events> operator()(const Submit& in) const
    {
        if (state.exists()) {
            return Events(); // the same request again
        }
        if (in.request.text.empty()) {
            return badRequest("text", "there is nothing to analyse", "a sequence or variants");
        }
        if (in.request.priority < 0 || in.request.priority > 9) {
            return badRequest("priority", "the priority is out of range", "0-9");
        }
        LOCUS_TRY(checkRequestSize(in.request.mode, in.request.text.size()));
        return Events { Requested { in.request, now } };
    }

    Result<Events> operator()(const Cancel& in) const
    {
        LOCUS_TRY(checkVersion(state, in.expectedVersion));
        if (!isOpen(state.summary.state)) {
            return notAllowed(state, "cancel");
        }
        Failure failure { state.summary.id, state.request.sessionId, "cancelled", in.reason,
            false };
        if (failure.reason.empty()) {
            failure.reason = "cancelled by " + in.by;
        }
        return Events { Failed { std::move(failure), now } };
    }

    Result<Events> operator()(const Retry& in) const
    {
        LOCUS_TRY(checkVersion(state, in.expectedVersion));
        if (!mayRetry(state.summary.state)) {
            return notAllowed(state, "retry");
        }
        return Events { Requested { state.request, now } };
    }

    Result<Events> operator()(const AssignPatient& in) const
    {
        LOCUS_TRY(checkVersion(state, in.expectedVersion));
        if (in.reason.empty()) {
            return badRequest("reason", "a reason must be given", "a text that is not empty");
        }
        const std::string& before = state.summary.patientRef;
        return before == in.patientRef
            ? Events()
            : Events { PatientAssigned { in.patientRef, before, in.reason, now } };
    }

    Result<Events> operator()(const ReportStarted&) const
    {
        LOCUS_TRY(checkKnown(state));
        const bool first = state.summary.state == State::Requested;
        return first ? Events { Started { now } } : Events();
    }

    Result<Events> operator()(const ReportPart& in) const
    {
        LOCUS_TRY(checkKnown(state));
        if (!isOpen(state.summary.state) || state.partsSeen.contains(in.head.part)) {
            return Events();
        }
        return Events { PartCompleted { in.head, now } };
    }

    Result<Events> operator()(const ReportFailed& in) const
    {
        LOCUS_TRY(checkKnown(state));
        return isOpen(state.summary.state) ? Events { Failed { in.failure, now } } : Events();
    }
};

void finish(Aggregate& state)
{
    const ResultHead& result = state.result;
    switch (result.status) {
    case ResultStatus::Complete: state.summary.state = State::Completed; break;
    case ResultStatus::Partial: state.summary.state = State::Partial; break;
    case ResultStatus::Failed: state.summary.state = State::Failed; break;
    }
}

struct Applier
{
    Aggregate& state;

    void operator()(const Requested& e) const
    {
        const Request& request = e.request;
        Summary& out = state.summary;
        if (state.attempt++ == 0) {
            out.submittedAt = e.at;
        }
        state.request = request;
        out.id = request.id;
        out.state = State::Requested;
        out.mode = request.mode;
        out.priority = request.priority;
        out.assembly = request.assembly;
        out.patientRef = request.patientRef;
        out.label = request.label;
        out.submittedBy = request.submittedBy;
        out.counts = {};
        out.mostSevere.clear();
        out.failureCode.clear();
        out.failureReason.clear();
        out.changedAt = e.at;
        state.partsSeen.clear();
        state.result = {};
        state.retriable = false;
    }

    void operator()(const Started& e) const
    {
        state.summary.state = State::Running;
        state.summary.changedAt = e.at;
    }

    void operator()(const PartCompleted& e) const
    {
        Summary& out = state.summary;
        out.state = State::Running;
        out.changedAt = e.at;
        const bool isLast = e.head.part == e.head.parts;
        if (isLast || state.partsSeen.empty()) {
            state.result = e.head;
        }
        state.partsSeen.insert(e.head.part);
        if (e.head.counts) {
            out.counts = *e.head.counts;
        }
        if (!e.head.mostSevere.empty()) {
            out.mostSevere = e.head.mostSevere;
        }
        if (state.partsSeen.size() >= static_cast<std::size_t>(e.head.parts)) {
            finish(state);
        }
    }

    void operator()(const Failed& e) const
    {
        Summary& out = state.summary;
        out.state = e.failure.code == "cancelled" ? State::Cancelled : State::Failed;
        out.failureCode = e.failure.code;
        out.failureReason = e.failure.reason;
        out.changedAt = e.at;
        state.retriable = e.failure.retriable;
    }

    void operator()(const PatientAssigned& e) const
    {
        state.summary.patientRef = e.patientRef;
        state.request.patientRef = e.patientRef;
        state.summary.changedAt = e.at;
    }
};

} // namespace

std::string_view typeOf(const AnalysisEvent& event)
{
    constexpr std::string_view names[] { "Analysis.Requested", "Analysis.Started",
        "Analysis.Completed", "Analysis.Failed", "Analysis.PatientAssigned" };
    return names[event.index()];
}

Result<std::vector<AnalysisEvent>> decide(const Aggregate& state, const Input& input, Instant now)
{
    return std::visit(Decider { state, now }, input);
}

Aggregate apply(Aggregate state, const AnalysisEvent& event)
{
    std::visit(Applier { state }, event);
    ++state.summary.version;
    return state;
}

} // namespace locus::analyses
