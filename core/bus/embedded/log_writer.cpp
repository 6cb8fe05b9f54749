// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/bus/embedded/log_writer.h"

#include "core/base/clock.h"
#include "core/base/log.h"
#include "core/bus/embedded/record_codec.h"

#include <algorithm>
#include <future>
#include <utility>

namespace locus::bus::embedded {

namespace {
constexpr std::size_t queueRecords = 100'000;
constexpr std::size_t queueBytes = 64UL * 1024 * 1024;
constexpr std::size_t batchRecords = 8'000;
constexpr std::size_t batchBytes = 8UL * 1024 * 1024;
} // namespace

LogWriter::LogWriter(
    LogFile& file, LogState& state, const Clock& clock, std::chrono::milliseconds retentionEvery)
    : m_file(file)
    , m_state(state)
    , m_clock(clock)
    , m_retentionEvery(retentionEvery)
    , m_thread([this] { run(); })
{ }

LogWriter::~LogWriter()
{
    {
        const std::lock_guard lock(m_mutex);
        m_stopping = true;
        m_work.notify_one();
    }
    m_thread.join();
}

Status LogWriter::append(Append&& append)
{
    const std::lock_guard lock(m_mutex);
    if (m_queue.size() >= queueRecords || m_queuedBytes >= queueBytes) {
        return retriable("bus.queue_full", "the event log has too many records waiting");
    }
    m_queuedBytes += append.sealed.size();
    m_queue.push_back(std::move(append));
    if (m_queue.size() == 1) {
        m_work.notify_one();
    }
    return {};
}

Status LogWriter::createTopics(std::span<const TopicSpec> specs)
{
    return onWriterThread([&] { return m_file.createTopics(specs); });
}

Status LogWriter::enforceRetention()
{
    return onWriterThread([this] { return dropExpired(); });
}

Status LogWriter::onWriterThread(const std::function<Status()>& work)
{
    std::promise<Status> done;
    auto answer = done.get_future();
    {
        const std::lock_guard lock(m_mutex);
        m_tasks.emplace_back([&] { done.set_value(work()); });
        m_work.notify_one();
    }
    return answer.get();
}

void LogWriter::waitForWork(std::unique_lock<std::mutex>& lock)
{
    const bool early = m_work.wait_for(lock, m_retentionEvery,
        [this] { return m_stopping || !m_queue.empty() || !m_tasks.empty(); });
    if (early) {
        return;
    }
    m_tasks.emplace_back([this] {
        if (const Status dropped = dropExpired(); !dropped.ok()) {
            log::warn("bus.retention_failed", { { "error", dropped.error().message } });
        }
    });
}

void LogWriter::run()
{
    std::unique_lock lock(m_mutex);
    for (;;) {
        waitForWork(lock);
        std::deque<Task> tasks;
        tasks.swap(m_tasks);
        const bool last = m_stopping;
        lock.unlock();
        flush();
        for (const Task& task : tasks) {
            task();
        }
        lock.lock();
        if (last && m_queue.empty() && m_tasks.empty()) {
            return;
        }
    }
}

void LogWriter::flush()
{
    std::deque<Append> taken;
    {
        const std::lock_guard lock(m_mutex);
        taken.swap(m_queue);
        m_queuedBytes = 0;
    }
    while (!taken.empty()) {
        takeBatch(taken);
        writeBatch();
    }
}

void LogWriter::takeBatch(std::deque<Append>& from)
{
    m_batch.clear();
    std::size_t bytes = 0;
    while (!from.empty() && m_batch.size() < batchRecords && bytes < batchBytes) {
        Append append = std::move(from.front());
        from.pop_front();
        if (append.box->failed) {
            settle({ &append, 1 },
                retriable("bus.after_failure", "an earlier record of this producer failed"));
            continue;
        }
        bytes += append.sealed.size();
        m_batch.push_back(std::move(append));
    }
}

void LogWriter::addToDraft(Append& append)
{
    PartitionEntry& partition = *append.partition;
    const bool open = partition.draft != 0;
    SegmentDraft* draft = open ? &m_drafts[partition.draft - 1] : nullptr;
    if (!open || draft->body.size() + append.sealed.size() > segmentBytes) {
        SegmentDraft next;
        next.partition = &partition;
        next.first = open ? draft->first + draft->count : partition.end.load();
        next.maxTimestampMs = open ? draft->maxTimestampMs : partition.maxTimestampMs;
        draft = &m_drafts.emplace_back(std::move(next));
        partition.draft = m_drafts.size();
    }
    append.offset = draft->first + draft->count;
    ++draft->count;
    draft->maxTimestampMs = std::max(draft->maxTimestampMs, append.timestampMs);
    appendToSegment(draft->body, append.timestampMs, append.sealed);
}

void LogWriter::writeBatch()
{
    if (m_batch.empty()) {
        return;
    }
    m_drafts.clear();
    for (Append& append : m_batch) {
        addToDraft(append);
    }
    const Status written = m_file.append(m_drafts, toMillis(m_clock.now()));
    for (const SegmentDraft& draft : m_drafts) {
        draft.partition->draft = 0;
        if (written.ok()) {
            draft.partition->maxTimestampMs = draft.maxTimestampMs;
            draft.partition->end.store(draft.first + draft.count, std::memory_order_release);
        }
    }
    if (!written.ok()) {
        log::error("bus.append_failed", { { "error", written.error().message } });
    }
    settle(m_batch, written);
    m_state.announce();
    m_file.checkpointIfDue();
}

void LogWriter::settle(std::span<const Append> appends, const Status& fate)
{
    for (std::size_t from = 0; from < appends.size();) {
        DeliveryBox& box = *appends[from].box;
        const std::lock_guard lock(box.mutex);
        for (; from < appends.size() && appends[from].box == &box; ++from) {
            const Append& append = appends[from];
            Delivery& delivery = box.ready.emplace_back();
            delivery.token = append.token;
            delivery.at = { append.partition->topic->name, append.partition->number };
            delivery.offset = fate.ok() ? append.offset : -1;
            delivery.status = fate;
            --box.unsettled;
        }
        if (!fate.ok()) {
            box.failed = true;
        }
        box.changed.notify_all();
    }
}

Status LogWriter::dropExpired()
{
    for (PartitionEntry* partition : m_state.partitions()) {
        const Instant cutoff = m_clock.now() - partition->topic->retention;
        for (bool more = true; more;) {
            LOCUS_TRY_VALUE(due, m_file.dropExpired(*partition, toMillis(cutoff)));
            more = due;
            if (more) {
                flush(); // appends do not wait for a long clean-up
            }
        }
    }
    return {};
}

} // namespace locus::bus::embedded
