// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/bus/embedded/log_file.h"

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <cstddef>
#include <cstdint>
#include <deque>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

namespace locus::bus::embedded {

// Where a producer's deliveries wait for it. After a failure every later append of the producer
// fails too until it has collected all of them, so that what succeeds is always a prefix.
struct DeliveryBox
{
    std::mutex mutex;
    std::condition_variable changed;
    std::vector<Delivery> ready;
    std::size_t unsettled = 0; // handed to the writer, fate unknown
    std::atomic<bool> failed { false };
};

// A record that knows its partition, on its way to the writer thread.
struct Append
{
    DeliveryBox* box = nullptr;
    std::uint64_t token = 0;
    PartitionEntry* partition = nullptr;
    std::int64_t timestampMs = 0;
    std::int64_t offset = -1; // set by the writer
    Bytes sealed;
};

// The one thread that writes: it takes whatever arrived while the last commit ran, commits it as
// one transaction, and only then hands out deliveries and wakes readers. Destroying it writes what
// is queued and stops. Thread contract: any thread.
class LogWriter
{
public:
    LogWriter(LogFile& file, LogState& state, const Clock& clock,
        std::chrono::milliseconds retentionEvery);
    ~LogWriter();

    LogWriter(const LogWriter&) = delete;
    LogWriter& operator=(const LogWriter&) = delete;

    // Errors: retriable "bus.queue_full".
    Status append(Append&& append);
    Status createTopics(std::span<const TopicSpec> specs);
    Status enforceRetention();

private:
    using Task = std::function<void()>;

    Status onWriterThread(const std::function<Status()>& work);
    void run();
    void waitForWork(std::unique_lock<std::mutex>& lock);
    // Writes everything queued by now.
    void flush();
    void takeBatch(std::deque<Append>& from);
    void writeBatch();
    void addToDraft(Append& append);
    void settle(std::span<const Append> appends, const Status& fate);
    Status dropExpired();

    LogFile& m_file;
    LogState& m_state;
    const Clock& m_clock;
    const std::chrono::milliseconds m_retentionEvery;

    std::mutex m_mutex;
    std::condition_variable m_work;
    std::deque<Append> m_queue;
    std::size_t m_queuedBytes = 0;
    std::deque<Task> m_tasks;
    bool m_stopping = false;

    // Writer thread only.
    std::vector<Append> m_batch;
    std::vector<SegmentDraft> m_drafts;

    std::thread m_thread; // last: everything above is there when it starts
};

} // namespace locus::bus::embedded
