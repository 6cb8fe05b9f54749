// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/backoff.h"
#include "core/base/result.h"
#include "core/store/jobs.h"

#include <functional>
#include <memory>

namespace locus::pipeline {

// What a job brings back, as values; the role that owns the job knows the type.
class JobResult
{
public:
    JobResult() = default;
    JobResult(const JobResult&) = delete;
    JobResult& operator=(const JobResult&) = delete;
    virtual ~JobResult() = default;
};

// How a job ended. It enters the loop like a command; its id is the job's, so that a second outcome
// of the same job (after a crash) finds no row and does nothing.
struct JobOutcome
{
    store::Job job;
    Status status; // retriable and attempts left: tried again; else the role is told
    std::unique_ptr<JobResult> result; // set if status is ok
};

struct RetryPolicy
{
    int maxAttempts = 5;
    Backoff backoff { std::chrono::seconds(1), std::chrono::minutes(5) };
};

// Does the work of one kind of job: may block, may fail, may run again after a crash. Thread
// contract: any job thread, several at a time.
class JobHandler
{
public:
    JobHandler() = default;
    JobHandler(const JobHandler&) = delete;
    JobHandler& operator=(const JobHandler&) = delete;
    virtual ~JobHandler() = default;

    [[nodiscard]] virtual RetryPolicy policy() const { return {}; }
    // `stopping` turns true when the process wants to end or the job was cancelled: return soon
    // with any retriable error.
    virtual Result<std::unique_ptr<JobResult>> run(
        const store::Job& job, const std::function<bool()>& stopping) = 0;
};

// Where committed jobs go. Thread contract: any thread.
class JobPort
{
public:
    JobPort() = default;
    JobPort(const JobPort&) = delete;
    JobPort& operator=(const JobPort&) = delete;
    virtual ~JobPort() = default;

    // False: full; the row waits in the store and is offered again. A job that it holds already is
    // taken and forgotten.
    virtual bool offer(store::Job job) = 0;
    // The job's row is gone: it is not started any more, or asked to stop, and has no outcome.
    virtual void cancel(const Uuid& id) = 0;
    // How many more it would take now.
    [[nodiscard]] virtual std::size_t room() const = 0;
    [[nodiscard]] virtual RetryPolicy policyOf(std::string_view kind) const = 0;
};

} // namespace locus::pipeline
