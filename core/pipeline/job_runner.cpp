// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/pipeline/job_runner.h"

#include "core/base/log.h"

#include <algorithm>
#include <exception>
#include <optional>

namespace locus::pipeline {

namespace {
constexpr Duration longestWait = std::chrono::seconds(1);
} // namespace

JobRunner::JobRunner(const Clock& clock, RandomSource& random, std::size_t capacity)
    : m_capacity(capacity)
    , m_breakers({}, clock, random)
{ }

JobRunner::~JobRunner()
{
    stop();
}

void JobRunner::addHandler(std::string kind, std::shared_ptr<JobHandler> handler)
{
    m_handlers.insert_or_assign(std::move(kind), std::move(handler));
}

void JobRunner::start(int threads, Done done)
{
    m_done = std::move(done);
    for (int i = 0; i < threads; ++i) {
        m_threads.emplace_back([this] { run(); });
    }
}

void JobRunner::stop()
{
    {
        const std::lock_guard lock(m_mutex);
        m_stopping = true;
        m_ready.notify_all();
    }
    for (std::thread& thread : m_threads) {
        thread.join();
    }
    m_threads.clear();
}

bool JobRunner::offer(store::Job job)
{
    const std::lock_guard lock(m_mutex);
    if (m_held.contains(job.id)) {
        return true;
    }
    if (m_held.size() >= m_capacity) {
        return false;
    }
    m_held.insert(job.id);
    m_waiting.insert(std::move(job));
    m_ready.notify_one();
    return true;
}

void JobRunner::cancel(const Uuid& id)
{
    const std::lock_guard lock(m_mutex);
    if (const auto running = m_running.find(id); running != m_running.end()) {
        *running->second = true;
        return;
    }
    const auto waiting = std::find_if(
        m_waiting.begin(), m_waiting.end(), [&id](const store::Job& job) { return job.id == id; });
    if (waiting != m_waiting.end()) {
        m_waiting.erase(waiting);
        m_held.erase(id);
    }
}

std::size_t JobRunner::room() const
{
    const std::lock_guard lock(m_mutex);
    return m_capacity - m_held.size();
}

RetryPolicy JobRunner::policyOf(std::string_view kind) const
{
    const auto at = m_handlers.find(kind);
    return at == m_handlers.end() ? RetryPolicy() : at->second->policy();
}

std::optional<store::Job> JobRunner::next()
{
    std::unique_lock lock(m_mutex);
    for (;;) {
        if (m_stopping) {
            return std::nullopt;
        }
        Duration wait = longestWait;
        const auto at =
            std::find_if(m_waiting.begin(), m_waiting.end(), [&](const store::Job& job) {
                CircuitBreaker& breaker = m_breakers.of(job.target);
                if (breaker.ask() != CircuitBreaker::Permission::No) {
                    return true;
                }
                const Duration rest = breaker.rest(); // zero while a probe is under way
                wait = rest > Duration(0) ? std::min(wait, rest) : wait;
                return false;
            });
        if (at != m_waiting.end()) {
            store::Job job = std::move(m_waiting.extract(at).value());
            m_running.emplace(job.id, std::make_shared<std::atomic<bool>>(false));
            return job;
        }
        m_ready.wait_for(lock, wait);
    }
}

JobOutcome JobRunner::execute(store::Job job, const std::atomic<bool>& cancelled)
{
    const auto handler = m_handlers.find(job.kind);
    if (handler == m_handlers.end()) {
        Error error = refused("pipeline.unknown_job", "no handler is known for jobs of this kind");
        return { std::move(job), std::move(error), nullptr };
    }
    try {
        auto result = handler->second->run(
            job, [this, &cancelled] { return m_stopping.load() || cancelled.load(); });
        if (!result.ok()) {
            return { std::move(job), std::move(result).error(), nullptr };
        }
        return { std::move(job), Status(), std::move(*result) };
    } catch (...) {
        log::error("pipeline.job_threw", { { "kind", job.kind } });
        return { std::move(job), poison("pipeline.job_threw", "the job failed with an exception"),
            nullptr };
    }
}

void JobRunner::run()
{
    while (auto job = next()) {
        const Uuid id = job->id;
        const std::string target = job->target;
        const auto cancelled = [&] {
            const std::lock_guard lock(m_mutex);
            return m_running.at(id);
        }();
        JobOutcome outcome = execute(std::move(*job), *cancelled);
        const bool failed = !outcome.status.ok() && outcome.status.error().isRetriable();
        bool dropped = false;
        {
            const std::lock_guard lock(m_mutex);
            m_running.erase(id);
            dropped = cancelled->load();
            CircuitBreaker& breaker = m_breakers.of(target);
            if (failed && (m_stopping || dropped)) {
                breaker.givenUp();
            } else if (failed) {
                breaker.failed();
            } else {
                breaker.succeeded();
                m_ready.notify_all(); // others may have waited for this answer
            }
            if (m_stopping && failed) {
                return; // interrupted, not failed: it runs again at the next start
            }
        }
        if (!dropped) {
            m_done(std::move(outcome));
        }
        const std::lock_guard lock(m_mutex);
        m_held.erase(id);
    }
}

} // namespace locus::pipeline
