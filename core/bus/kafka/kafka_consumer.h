// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/bus/event_bus.h"
#include "core/bus/kafka/credentials_watch.h"
#include "core/bus/kafka/kafka_handle.h"
#include "core/bus/kafka/topic_directory.h"
#include "core/bus/record_lookup.h"

#include <atomic>
#include <deque>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <utility>
#include <vector>

struct rd_kafka_queue_s;
struct rd_kafka_message_s;

namespace locus::bus::kafka {

// Reads by manual assignment: no group, no reset. Positions are counted here and not taken from
// librdkafka, whose 2.0.2 loses its place when batches meet pause and resume: a record before its
// partition's position or of a paused partition is dropped, and resume() seeks to the position.
// A record behind a gap is not believed at once: the offsets between are read once more; what is
// not there then was compacted away, is a transaction's marker or past retention, and from then on
// that partition is known to have such holes. Counted: bus_offset_jumps_total.
// After every broker was out of reach, and when its certificates were replaced, it goes on with a
// new client and compares first: cluster id, offsets held, and the record handed out last. Errors
// of poll() then: fatal "bus.other_cluster", "bus.topic_recreated", "bus.offset_out_of_range".
class KafkaConsumer final : public BusConsumer
{
public:
    static Result<std::unique_ptr<KafkaConsumer>> open(
        const KafkaSettings& settings, TopicDirectory& directory, const ConsumerOptions& options);
    ~KafkaConsumer() override;

    Status assign(std::span<const Position> positions) override;
    Result<std::vector<Record>> poll(
        std::size_t maxRecords, std::size_t maxBytes, std::chrono::milliseconds timeout) override;
    Status pause(std::span<const TopicPartition> partitions) override;
    Status resume(std::span<const TopicPartition> partitions) override;
    void reportPositions(std::span<const Position> positions) override;
    void wake() override;

    [[nodiscard]] const KafkaHandle& handle() const { return *m_handle; }

private:
    struct QueueDestroy
    {
        void operator()(rd_kafka_queue_s* queue) const;
    };
    struct MessageDestroy
    {
        void operator()(rd_kafka_message_s* message) const;
    };
    static Record recordOf(const rd_kafka_message_s& message, const TopicPartition& at);
    using Message = std::unique_ptr<rd_kafka_message_s, MessageDestroy>;
    struct Assigned
    {
        std::int64_t next = 0;
        bool paused = false;
        bool isCompared = true; // else the record before `next` must come again and be `last`
        std::optional<Fingerprint> last {};
        bool isAskedAgain = false; // offsets were passed over: they were asked for once more
        bool hasHoles = false; // then they were passed over again: they are gone by right

        [[nodiscard]] std::int64_t from() const { return isCompared ? next : next - 1; }
    };

    KafkaConsumer(const KafkaSettings& settings, TopicDirectory& directory, ConsumerOptions options)
        : m_settings(settings)
        , m_directory(directory)
        , m_options(std::move(options))
        , m_credentials(settings)
    { }

    [[nodiscard]] Result<std::unique_ptr<KafkaHandle>> openClient() const;
    std::unique_ptr<KafkaHandle> useClient(std::unique_ptr<KafkaHandle> client); // the old one
    void suspect(const Error& why);
    Status renewIfNeeded(std::chrono::milliseconds timeout);
    Status renew(std::chrono::milliseconds timeout);
    Status takeOver(std::chrono::milliseconds timeout);
    bool isWanted(const rd_kafka_message_s& message, Assigned& assigned);
    bool isNext(const rd_kafka_message_s& message, Assigned& assigned);
    void askAgain(Assigned& assigned);
    [[nodiscard]] Status seek(std::span<const TopicPartition> partitions);

    Status checkRanges(std::span<const Position> positions);
    void fetch(std::size_t limit, std::chrono::milliseconds timeout);
    void take(std::size_t limit, int timeoutMs);
    void drain(std::size_t maxRecords, std::size_t maxBytes, std::vector<Record>& out);
    void rememberLast(const std::vector<Record>& out);
    void noteError(const rd_kafka_message_s& message);
    void noteGroupRefused(int code);
    Assigned* assignedOf(const rd_kafka_message_s& message);
    Status checkAssigned(std::span<const TopicPartition> partitions, bool paused) const;

    const KafkaSettings m_settings;
    TopicDirectory& m_directory;
    const ConsumerOptions m_options;
    CredentialsWatch m_credentials;
    std::unique_ptr<KafkaHandle> m_handle;
    std::unique_ptr<KafkaHandle> m_candidate; // a new client that has not answered yet
    bool m_suspect = false; // every broker was out of reach: what comes back may be something else
    std::chrono::steady_clock::time_point m_renewAgain {};
    std::mutex m_wakeMutex; // wake() may meet a change of the client
    std::unique_ptr<rd_kafka_queue_s, QueueDestroy> m_queue; // gone before the handle
    std::deque<Message> m_fetched; // taken from the queue, not yet handed out
    std::map<TopicPartition, Assigned> m_assigned;
    TopicPartition m_lastAt; // spares a look-up: records come in runs of one partition
    Assigned* m_last = nullptr;
    std::optional<Error> m_error;
    std::atomic<bool> m_woken { false };
};

} // namespace locus::bus::kafka
