// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/bounded_queue.h"
#include "core/base/result.h"
#include "core/gateway/mailbox.h"

#include <array>
#include <functional>
#include <memory>
#include <thread>
#include <type_traits>
#include <utility>

namespace locus::gateway {

// Where passwords are hashed: 64 MiB and 70 ms each, so two at once and never on the gateway's
// thread. Thread contract: the gateway's thread.
class PasswordWorkers
{
public:
    PasswordWorkers(MailboxPtr mailbox, std::size_t capacity);
    PasswordWorkers(const PasswordWorkers&) = delete;
    PasswordWorkers& operator=(const PasswordWorkers&) = delete;
    ~PasswordWorkers(); // stops

    // Finishes what is being hashed and takes no more.
    void stop();

    // Runs `work()` there and `then(its result)` here. Errors, told at once: retriable
    // "gateway.overloaded" when too many wait.
    template <typename Work, typename Then> Status ask(Work work, Then then)
    {
        return post(
            [mailbox = m_mailbox, work = std::move(work), then = std::move(then)]() mutable {
                auto result = std::make_shared<std::invoke_result_t<Work>>(work());
                mailbox->post([result, then = std::move(then)] { then(std::move(*result)); });
            });
    }

private:
    Status post(std::function<void()> job);
    void run();

    MailboxPtr m_mailbox;
    BoundedQueue<std::function<void()>> m_jobs;
    std::array<std::thread, 2> m_threads;
};

} // namespace locus::gateway
