// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/analyses/analyses_reader.h"
#include "core/base/bounded_queue.h"
#include "core/dead_letters/inbox_reader.h"
#include "core/gateway/mailbox.h"
#include "core/gateway/session_results.h"
#include "core/patients/patients_reader.h"
#include "core/people/accounts_reader.h"
#include "core/people/audit_reader.h"
#include "core/people/rights_reader.h"

#include <functional>
#include <memory>
#include <thread>
#include <type_traits>
#include <utility>

namespace locus::gateway {

// What the reader thread reads through; made and used on that thread alone.
struct ReadPorts
{
    std::unique_ptr<analyses::AnalysesReader> analyses;
    std::unique_ptr<SessionResults> sessions; // none: sessions are remembered in memory only
    std::unique_ptr<dead_letters::InboxReader> inbox {}; // none: a core without dead letters
    std::unique_ptr<people::AuditReader> audit {}; // none: a core without an audit trail
    std::unique_ptr<people::AccountsReader> accounts {}; // none: nobody signs in with a password
    std::unique_ptr<patients::PatientsReader> patients {}; // none: a core without a directory
    std::unique_ptr<people::RightsReader> rights {}; // none: a core without accounts
};
using MakeReadPorts = std::function<Result<ReadPorts>()>;

// One thread for all reads of the store: sockets never wait for a disk, and answers of one session
// keep the order of their questions. Thread contract: the gateway's thread.
class ReaderThread
{
public:
    ReaderThread(MakeReadPorts make, MailboxPtr mailbox, std::size_t capacity);
    ReaderThread(const ReaderThread&) = delete;
    ReaderThread& operator=(const ReaderThread&) = delete;
    ~ReaderThread(); // stops

    // Finishes the reads that were asked for and takes no more: from here on nothing of what they
    // stand on is used.
    void stop();

    // Runs `read(ReadPorts&)` there and `then(its result)` here. Errors, told at once: retriable
    // "gateway.overloaded" when too many reads wait.
    template <typename Read, typename Then> Status ask(Read read, Then then)
    {
        return post([mailbox = m_mailbox, read = std::move(read), then = std::move(then)](
                        ReadPorts& ports) mutable {
            auto result = std::make_shared<std::invoke_result_t<Read, ReadPorts&>>(read(ports));
            mailbox->post([result, then = std::move(then)] { then(std::move(*result)); });
        });
    }

private:
    // std::function must be copyable, so what it holds is shared.
    using Job = std::function<void(ReadPorts&)>;
    Status post(Job job);
    void run();

    MakeReadPorts m_make;
    MailboxPtr m_mailbox;
    BoundedQueue<Job> m_jobs;
    std::thread m_thread;
};

} // namespace locus::gateway
