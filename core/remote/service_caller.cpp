// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/remote/service_caller.h"

#include "core/base/clock.h"
#include "core/base/log.h"

#include <algorithm>
#include <thread>

namespace locus::remote {

void waitForReal(Duration duration, const CancelCheck& cancelled)
{
    constexpr Duration kStep = std::chrono::milliseconds(50);
    const SystemClock clock;
    const Duration end = clock.monotonic() + duration;
    while (clock.monotonic() < end && !(cancelled && cancelled())) {
        std::this_thread::sleep_for(std::min(kStep, end - clock.monotonic()));
    }
}

namespace {

bool isTransient(int status)
{
    return status == 408 || status == 429 || status == 500 || status == 502 || status == 503
        || status == 504;
}

Error cancelledError(const std::string& target)
{
    return refused("http.cancelled", "The call to " + target + " was cancelled");
}

} // namespace

ServiceCaller::ServiceCaller(std::string target, CallPolicy policy, HttpClient& http, Seams seams)
    : m_target(std::move(target))
    , m_policy(std::move(policy))
    , m_http(http)
    , m_seams(std::move(seams))
    , m_breaker(m_target, m_policy.circuit, m_seams.clock, m_seams.random)
{
    if (m_policy.rate) {
        m_limiter.emplace(*m_policy.rate, m_seams.clock);
    }
}

Instant ServiceCaller::now() const
{
    return m_seams.clock.now();
}

// Waits, unless that would be too long or the caller left; then says what to answer instead.
std::optional<CallOutcome> ServiceCaller::sit(
    Duration wait, const CancelCheck& cancelled, Error why)
{
    if (wait > m_policy.longestWait) {
        return CallOutcome { std::nullopt, std::move(why), now() + wait };
    }
    m_seams.wait(wait, cancelled);
    if (cancelled && cancelled()) {
        return CallOutcome { std::nullopt, cancelledError(m_target), std::nullopt };
    }
    return std::nullopt;
}

std::optional<CallOutcome> ServiceCaller::ownTurn(const CancelCheck& cancelled)
{
    while (m_limiter) {
        const Duration wait = m_limiter->take();
        if (wait <= Duration(0)) {
            break;
        }
        if (auto refusal = sit(wait, cancelled,
                retriable(
                    "remote.rate_limited", "The request budget of " + m_target + " is used up"))) {
            return refusal;
        }
    }
    return std::nullopt;
}

std::optional<CallOutcome> ServiceCaller::permission(const CancelCheck& cancelled)
{
    const auto permission = m_breaker.ask();
    if (permission == CircuitBreaker::Permission::No) {
        return CallOutcome { std::nullopt,
            retriable("remote.circuit_open",
                m_target + " failed repeatedly and is left alone for a while"),
            m_breaker.snapshot().retryAt.value_or(now() + m_policy.circuit.pause.first) };
    }
    if (permission == CircuitBreaker::Permission::Call || m_policy.probeUrl.empty()) {
        return std::nullopt;
    }
    HttpRequest probe;
    probe.url = m_policy.probeUrl;
    probe.headers = { { "Accept", "application/json" } };
    probe.deadline = std::chrono::seconds(10);
    const auto reply = m_http.send(probe, cancelled);
    if (reply.ok() && reply->status == 200) {
        m_breaker.succeeded();
        return std::nullopt;
    }
    if (!reply.ok() && reply.error().code == "http.cancelled") {
        m_breaker.givenUp();
        return CallOutcome { std::nullopt, reply.error(), std::nullopt };
    }
    m_breaker.failed();
    return CallOutcome { std::nullopt,
        retriable("remote.circuit_open", m_target + " still does not answer"),
        m_breaker.snapshot().retryAt };
}

ServiceCaller::Step ServiceCaller::judgeFailure(
    const Error& error, const CallOptions& options, CallOutcome& outcome)
{
    outcome.error = error;
    if (error.code == "http.cancelled") {
        m_breaker.givenUp();
        return Step::Done;
    }
    m_breaker.failed();
    const bool overloaded = options.onceIfOverloaded && error.code == "http.timeout";
    return error.isRetriable() && !overloaded ? Step::Again : Step::Done;
}

// Puts the last word so far into `outcome` and says whether to try again.
ServiceCaller::Step ServiceCaller::judge(
    Result<HttpReply>& reply, const CallOptions& options, CallOutcome& outcome)
{
    outcome = {};
    if (!reply.ok()) {
        return judgeFailure(reply.error(), options, outcome);
    }
    const int status = reply->status;
    if (status == 200 && options.check) {
        if (const auto usable = options.check(*reply); !usable.ok()) {
            return judgeFailure(usable.error(), options, outcome);
        }
    }
    if (!isTransient(status)) {
        m_breaker.succeeded();
        outcome.reply = std::move(*reply);
        return Step::Done;
    }
    const auto silence = parseRetryAfter(reply->header("Retry-After"));
    if (status == 429) {
        m_breaker.succeeded(); // it lives, it is only strict
        outcome.retryAt = now() + silence.value_or(std::chrono::seconds(1));
        if (m_limiter) {
            m_limiter->pause(*outcome.retryAt - now());
        }
        outcome.error = retriable("remote.rate_limited", m_target + " asks for fewer requests");
        return Step::Again;
    }
    m_breaker.failed();
    if (options.onceIfOverloaded && status == 504) {
        outcome.reply = std::move(*reply);
        return Step::Done;
    }
    if (silence) {
        outcome.retryAt = now() + *silence;
    }
    outcome.error =
        retriable("remote.unavailable", m_target + " answered " + std::to_string(status))
            .with("status", std::to_string(status));
    return Step::Again;
}

Duration ServiceCaller::pauseBefore(int attempt, const CallOutcome& outcome)
{
    const Duration own = m_policy.backoff.delay(attempt, m_seams.random);
    return outcome.retryAt ? std::max(*outcome.retryAt - now(), Duration(0)) : own;
}

CallOutcome ServiceCaller::call(
    const HttpRequest& request, const CancelCheck& cancelled, const CallOptions& options)
{
    const int attempts = options.attempts > 0 ? options.attempts : m_policy.attempts;
    CallOutcome outcome;
    for (int attempt = 1;; ++attempt) {
        if (auto refusal = permission(cancelled)) {
            return *refusal;
        }
        if (auto refusal = ownTurn(cancelled)) {
            m_breaker.givenUp();
            return *refusal;
        }
        auto reply = m_http.send(request, cancelled);
        if (judge(reply, options, outcome) == Step::Done) {
            return outcome;
        }
        const Duration pause = pauseBefore(attempt, outcome);
        if (attempt >= attempts) {
            outcome.retryAt = now() + pause;
            return outcome;
        }
        log::info("remote.retry",
            { { "target", m_target }, { "code", outcome.error->code },
                { "attempt", std::to_string(attempt) } });
        if (auto refusal = sit(pause, cancelled, *outcome.error)) {
            return *refusal;
        }
    }
}

} // namespace locus::remote
