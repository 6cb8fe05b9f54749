// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/integration/kafka_cluster/traffic.h"

#include <algorithm>
#include <map>

namespace locus::test {

using namespace std::chrono_literals;

namespace {
constexpr int keys = 7;
constexpr std::size_t window = 200;
constexpr std::size_t manyBytes = 16UL * 1024 * 1024;
} // namespace

Traffic::Traffic(const bus::KafkaSettings& settings, std::string topic, std::int32_t partitions)
    : m_settings(settings)
    , m_topic(std::move(topic))
    , m_partitions(partitions)
{ }

Traffic::~Traffic()
{
    m_stopWriting = true;
    m_stopReading = true;
    for (std::thread* thread : { &m_writer, &m_reader }) {
        if (thread->joinable()) {
            thread->join();
        }
    }
}

Status Traffic::start()
{
    LOCUS_TRY_VALUE(opened, bus::KafkaBus::open(m_settings));
    m_bus = std::move(opened);
    const bus::TopicSpec spec { m_topic, m_partitions };
    LOCUS_TRY(m_bus->ensureTopics({ &spec, 1 }));
    m_progress = std::chrono::steady_clock::now();
    m_writer = std::thread([this] { write(); });
    m_reader = std::thread([this] { readAll(); });
    return {};
}

void Traffic::fail(const Error& error)
{
    const std::lock_guard lock(m_mutex);
    if (m_seen.fatal.empty()) {
        m_seen.fatal = error.code + ": " + error.message;
    }
}

std::string Traffic::fatal()
{
    const std::lock_guard lock(m_mutex);
    return m_seen.fatal;
}

std::string Traffic::trouble()
{
    const auto trouble = m_bus->trouble();
    return trouble ? trouble->code : std::string();
}

void Traffic::write()
{
    while (!m_stopWriting || m_acknowledged < m_sent) {
        auto producer = m_bus->makeProducer();
        if (!producer.ok()) {
            if (m_stopReading) {
                return;
            }
            std::this_thread::sleep_for(100ms);
            continue;
        }
        int next = m_acknowledged; // everything before it is written for certain
        while (writeSome(**producer, next)) { }
        if (m_stopReading || (m_stopWriting && m_acknowledged >= m_sent)) {
            return;
        }
    }
}

// False: this producer has done what it can.
bool Traffic::writeSome(bus::BusProducer& producer, int& next)
{
    for (int i = 0; i < 5 && producer.inFlight() < window; ++i) {
        if (m_stopWriting && next >= m_sent) {
            break;
        }
        bus::OutRecord record;
        record.topic = m_topic;
        record.key = "key-" + std::to_string(next % keys);
        record.value = std::to_string(next);
        if (!producer.send(std::move(record), static_cast<std::uint64_t>(next)).ok()) {
            return false;
        }
        ++next;
        m_sent = std::max(m_sent.load(), next);
    }
    for (const bus::Delivery& delivery : producer.deliveries(10ms)) {
        if (!delivery.status.ok()) {
            return false;
        }
        const auto now = std::chrono::steady_clock::now();
        const std::lock_guard lock(m_mutex);
        m_seen.longestGap = std::max(m_seen.longestGap,
            std::chrono::duration_cast<std::chrono::milliseconds>(now - m_progress));
        m_progress = now;
        const auto number = static_cast<std::size_t>(delivery.token);
        m_isAcknowledged.resize(std::max(m_isAcknowledged.size(), number + 1));
        m_isAcknowledged[number] = true;
        auto prefix = static_cast<std::size_t>(m_acknowledged);
        while (prefix < m_isAcknowledged.size() && m_isAcknowledged[prefix]) {
            ++prefix;
        }
        m_acknowledged = static_cast<int>(prefix);
    }
    return !m_stopReading && (producer.inFlight() > 0 || !m_stopWriting || next < m_sent);
}

void Traffic::readAll()
{
    auto consumer = m_bus->makeConsumer({ "traffic" });
    std::vector<bus::Position> from;
    from.reserve(static_cast<std::size_t>(m_partitions));
    for (std::int32_t p = 0; p < m_partitions; ++p) {
        from.push_back({ { m_topic, p }, 0 });
    }
    if (const Status assigned =
            consumer.ok() ? (*consumer)->assign(from) : Status(consumer.error());
        !assigned.ok()) {
        fail(assigned.error());
        return;
    }
    std::map<std::string, int> next;
    while (!m_stopReading) {
        const auto records = (*consumer)->poll(500, manyBytes, 200ms);
        if (!records.ok()) {
            if (!records.error().isRetriable()) {
                fail(records.error());
                return;
            }
            std::this_thread::sleep_for(20ms);
            continue;
        }
        for (const bus::Record& record : *records) {
            const int number = std::stoi(*record.value);
            int& wanted = next.try_emplace(*record.key, number % keys).first->second;
            const std::lock_guard lock(m_mutex);
            if (number < wanted) {
                ++m_seen.repeated;
                continue;
            }
            if (number != wanted) {
                m_seen.inOrder = false;
                m_seen.leftOut += std::to_string(wanted) + " before " + std::to_string(number)
                    + " at partition " + std::to_string(record.at.partition) + " offset "
                    + std::to_string(record.offset) + "; ";
            }
            wanted = number + keys;
            ++m_read;
        }
    }
}

Traffic::Seen Traffic::stop(std::chrono::seconds patience)
{
    const auto until = std::chrono::steady_clock::now() + patience;
    m_stopWriting = true;
    while (std::chrono::steady_clock::now() < until && fatal().empty()
        && (m_acknowledged < m_sent || m_read < m_sent)) {
        std::this_thread::sleep_for(50ms);
    }
    m_stopReading = true;
    m_writer.join();
    m_reader.join();
    const std::lock_guard lock(m_mutex);
    m_seen.sent = m_sent;
    m_seen.acknowledged = m_acknowledged;
    m_seen.read = m_read;
    return m_seen;
}

} // namespace locus::test
