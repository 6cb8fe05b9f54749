// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/analyses/analysis.h"
#include "core/base/bytes.h"
#include "core/base/result.h"

#include <string>

namespace locus::gateway {

// One frame of a /genetics client. A frame may sign in, name its session, submit, or all at once.
struct GeneticsRequest
{
    std::string secret; // token or ticket
    std::string sessionId;
    std::string requestId; // comes back in the answer
    std::string text; // what to analyse; empty: nothing is submitted
    analyses::Mode mode = analyses::Mode::Normal;
    int priority = 5;
    std::string assembly = "GRCh38";
    std::string patientRef;
    std::string label;
    std::string resourceProfile;
};

// Reads a frame: bare sequence text, or JSON {sequence | variants | text, mode?, priority?,
// sessionId?, requestId?, assembly?, patientRef?, label?, resourceProfile?} or {token | ticket}.
// What predecessor clients send beside (timestamp, size) is accepted and ignored. Strict otherwise:
// an unknown mode is an error. Errors: invalid with "field" and "allowed".
Result<GeneticsRequest> parseGeneticsRequest(BytesView frame);

} // namespace locus::gateway
