// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/analyses/analysis.h"
#include "core/base/result.h"

#include <string>
#include <vector>

namespace locus::gateway {

// Which analyses a /genetics session asked for, so that results outlive its socket and the core.
// The submit command carries sessionId and its actor; whoever stores analyses answers by the two.
// Thread contract: the gateway's reader thread.
class SessionResults
{
public:
    SessionResults() = default;
    SessionResults(const SessionResults&) = delete;
    SessionResults& operator=(const SessionResults&) = delete;
    virtual ~SessionResults() = default;

    // The latest `limit` of them, oldest first; empty for a session nobody knows.
    virtual Result<std::vector<analyses::AnalysisId>> analysesOf(
        const std::string& user, const std::string& sessionId, int limit) = 0;
};

} // namespace locus::gateway
