// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/clock.h"
#include "core/base/random_source.h"
#include "core/base/uuid.h"
#include "tests/support/seeded_random.h"
#include "tests/torture/polled_records.h"

#include <array>

struct rd_kafka_s;
struct rd_kafka_message_s;

namespace locus::torture {

// What others put onto Kafka topics and read from them, with bare librdkafka: requests in two wire
// formats, copies at two offsets, events nobody knows, broken ones; two readers of every topic.
// Nothing of the product's own bus is used, so that it cannot excuse itself.
class BusSide
{
public:
    // The topics exist. Errors of construction come with the first turn().
    BusSide(History& history, const std::string& bootstrap, std::uint64_t seed,
        std::function<std::int64_t()> nowMs);
    ~BusSide();
    BusSide(const BusSide&) = delete;
    BusSide& operator=(const BusSide&) = delete;

    void sendOne();
    // Takes what there is: acknowledgements and records. Never waits.
    Status turn();
    // All that was sent has its fate.
    [[nodiscard]] bool isSettled() const { return m_inFlight.empty(); }
    // Reads on until nothing comes any more, then writes down the dead letters.
    Status readToTheEnd();

private:
    void produce(const std::string& value, const std::string& key, const std::string& body,
        bool isCloudEvent);
    void delivered(std::uint64_t token, bool written, bool maybeWritten);
    Status poll(std::size_t reader, int timeoutMs, int* taken);
    void note(Operation::Phase phase, const std::string& value);
    static void onDelivery(rd_kafka_s* handle, const rd_kafka_message_s* message, void* self);

    History& m_history;
    test::SeededRandom m_random;
    std::function<std::int64_t()> m_nowMs;
    SystemClock m_clock;
    SystemRandom m_systemRandom;
    UuidSource m_ids { m_clock, m_systemRandom };
    PolledRecords m_records;
    rd_kafka_s* m_producer = nullptr;
    std::array<rd_kafka_s*, 2> m_readers {};
    std::map<std::uint64_t, std::string> m_inFlight; // token: value; empty: not counted
    std::uint64_t m_tokens = 0;
    Status m_failure;
};

} // namespace locus::torture
