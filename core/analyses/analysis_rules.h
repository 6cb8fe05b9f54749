// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/analyses/analysis_messages.h"
#include "core/base/result.h"

#include <set>
#include <variant>
#include <vector>

namespace locus::analyses {

// One analysis as its events made it. version 0: nothing is known of it yet.
struct Aggregate
{
    Summary summary; // summary.version counts the stream
    Request request;
    std::set<int> partsSeen;
    ResultHead result; // of the parts seen
    bool retriable = false; // the failure, as the worker judged it
    int attempt = 0; // 1 after the first request

    [[nodiscard]] bool exists() const { return summary.version > 0; }
};

// What happened. Event types: Requested, Started, Completed, Failed, PatientAssigned of Analysis.
struct Requested
{
    Request request;
    Instant at;
};
struct Started
{
    Instant at;
};
struct PartCompleted
{
    ResultHead head;
    Instant at;
};
struct Failed
{
    Failure failure;
    Instant at;
};
// A person said whose analysis it is; nothing but the reference is kept.
struct PatientAssigned
{
    std::string patientRef; // empty: nobody's from now on
    std::string before;
    std::string reason;
    Instant at;
};
using AnalysisEvent = std::variant<Requested, Started, PartCompleted, Failed, PatientAssigned>;
std::string_view typeOf(const AnalysisEvent& event); // "Analysis.Requested" ...

// What is wished. expectedVersion 0: any.
struct Submit
{
    Request request;
};
struct Cancel
{
    std::string by;
    std::string reason;
    std::uint64_t expectedVersion = 0;
};
struct Retry
{
    std::uint64_t expectedVersion = 0;
};
struct AssignPatient
{
    std::string patientRef; // empty: take it from the patient
    std::string reason; // must be given
    std::uint64_t expectedVersion = 0;
};
// What a worker, or another system, reports.
struct ReportStarted
{ };
struct ReportPart
{
    ResultHead head;
};
struct ReportFailed
{
    Failure failure;
};
using Input =
    std::variant<Submit, Cancel, Retry, AssignPatient, ReportStarted, ReportPart, ReportFailed>;

// Pure. No events: nothing to do (a repeat, or a report that came too late). Errors: refused
// "analyses.not_allowed" with "state" and "allowed", "analyses.bad_request" with "field";
// conflict "analyses.changed" with "currentVersion"; not_found "analyses.unknown".
Result<std::vector<AnalysisEvent>> decide(const Aggregate& state, const Input& input, Instant now);
// Pure; the only thing that replay calls.
Aggregate apply(Aggregate state, const AnalysisEvent& event);

} // namespace locus::analyses
