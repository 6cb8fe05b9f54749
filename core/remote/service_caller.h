// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/circuit_breaker.h"
#include "core/remote/rate_limiter.h"
#include "core/remote/seams.h"

#include <optional>
#include <string>

namespace locus::remote {

struct CallPolicy
{
    int attempts = 4;
    Backoff backoff { std::chrono::milliseconds(500), std::chrono::seconds(20) };
    // A service that asks for a longer silence than this is not waited for: the caller gets the
    // time and comes back.
    Duration longestWait = std::chrono::seconds(30);
    CircuitPolicy circuit {};
    std::optional<RateLimits> rate {};
    // Asked before the first real call after a pause; empty: that call is the probe.
    std::string probeUrl {};
};

struct CallOptions
{
    // A timeout or 504 comes back at once, as an answer about the size of the request, instead of
    // being retried.
    bool onceIfOverloaded = false;
    int attempts = 0; // 0: the policy's
    // Looks into a reply of status 200; an error counts as a failure of the service and is retried.
    std::function<Status(const HttpReply&)> check {};
};

// Either a reply that is the service's answer (any status but the retried ones), or why there is
// none and when to come back.
struct CallOutcome
{
    std::optional<HttpReply> reply {};
    std::optional<Error> error {};
    std::optional<Instant> retryAt {};
};

// One target's manners: calendar rate limit, Retry-After, back-off with jitter, circuit breaker.
// Retried: 429, 500, 502, 503, 504, 408, timeouts, broken connections. Never retried: every other
// status; the caller reads it.
// Thread contract: safe from any thread; blocks.
class ServiceCaller
{
public:
    ServiceCaller(std::string target, CallPolicy policy, HttpClient& http, Seams seams);

    CallOutcome call(
        const HttpRequest& request, const CancelCheck& cancelled, const CallOptions& options = {});

    [[nodiscard]] const CircuitBreaker& breaker() const { return m_breaker; }
    [[nodiscard]] Instant now() const;

private:
    enum class Step
    {
        Done,
        Again
    };
    std::optional<CallOutcome> permission(const CancelCheck& cancelled);
    std::optional<CallOutcome> ownTurn(const CancelCheck& cancelled);
    std::optional<CallOutcome> sit(Duration wait, const CancelCheck& cancelled, Error why);
    Step judge(Result<HttpReply>& reply, const CallOptions& options, CallOutcome& outcome);
    Step judgeFailure(const Error& error, const CallOptions& options, CallOutcome& outcome);
    [[nodiscard]] Duration pauseBefore(int attempt, const CallOutcome& outcome);

    const std::string m_target;
    const CallPolicy m_policy;
    HttpClient& m_http;
    Seams m_seams;
    CircuitBreaker m_breaker;
    std::optional<RateLimiter> m_limiter;
};

} // namespace locus::remote
