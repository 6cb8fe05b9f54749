// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/gateway/password_workers.h"

namespace locus::gateway {

PasswordWorkers::PasswordWorkers(MailboxPtr mailbox, std::size_t capacity)
    : m_mailbox(std::move(mailbox))
    , m_jobs(capacity)
{
    for (std::thread& thread : m_threads) {
        thread = std::thread([this] { run(); });
    }
}

PasswordWorkers::~PasswordWorkers()
{
    stop();
}

void PasswordWorkers::stop()
{
    m_jobs.close();
    while (m_jobs.pop(std::chrono::microseconds(0))) {
        // Nobody waits for these any more.
    }
    for (std::thread& thread : m_threads) {
        if (thread.joinable()) {
            thread.join();
        }
    }
}

Status PasswordWorkers::post(std::function<void()> job)
{
    if (!m_jobs.tryPush(std::move(job))) {
        return retriable("gateway.overloaded", "too many sign-ins wait; try again shortly")
            .with("retryAfterMs", "2000");
    }
    return {};
}

void PasswordWorkers::run()
{
    while (!m_jobs.isClosed()) {
        if (auto job = m_jobs.pop(std::chrono::seconds(1))) {
            (*job)();
        }
    }
}

} // namespace locus::gateway
