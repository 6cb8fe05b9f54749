// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/analyses/analysis_messages.h"
#include "core/base/result.h"

#include <span>
#include <string_view>

namespace locus::analyses {

inline constexpr std::size_t partBytes = 512UL * 1024;

// What the record tells about a request whose data does not say it.
struct RequestContext
{
    std::string eventId; // gives the analysis its id, always the same one
    Instant eventTime;
    std::string topic; // gives the mode
    std::string aggregateId; // the id, where it is a UUID
    std::string actor;
};

Bytes encodeRequest(const Request& request);
// Reads our own data and the fields of older requests: sequence, genetic_sequence, variants,
// processing_mode, resource_profile, client_session_id, userId. Errors: poison
// "analyses.malformed" and "analyses.unknown_mode" with "field", "path" (JSON pointer), "found" and
// "allowed"; none repeats text of the payload.
Result<Request> decodeRequest(BytesView data, const RequestContext& context);

// The data of as many Analysis.Completed events as the rows need, each at most `maxBytes` unless a
// single row is larger; the last carries counts and the worst term. `head`'s part numbers are set
// here. Errors: those of checkRow.
Result<std::vector<Bytes>> encodeResult(const ResultHead& head,
    std::span<const genetics::AnnotationRow> rows, std::size_t maxBytes = partBytes);
// Errors as of decodeRequest.
Result<ResultPart> decodeResult(BytesView data);

Bytes encodeStarted(const AnalysisId& id, std::string_view sessionId, std::string_view worker);
// Errors as above; also reads the id out of Started and any other event of an analysis.
Result<AnalysisId> decodeAnalysisId(BytesView data);

struct PatientAssigned;
Bytes encodeAssignment(const AnalysisId& id, const PatientAssigned& assigned);

Bytes encodeFailure(const Failure& failure);
Result<Failure> decodeFailure(BytesView data);

// Judges the payload of an event of an analysis (contracts, section 4) as its readers do; the
// payload of any other type passes. Errors: invalid "event.payload", whose sentence and facts say
// type, path, what was found and what is allowed. Any thread.
Status checkPayload(std::string_view type, BytesView data);

} // namespace locus::analyses
