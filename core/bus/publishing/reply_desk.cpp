// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/bus/publishing/reply_desk.h"

#include "core/base/log.h"
#include "core/bus/publish_options.h"

#include <algorithm>
#include <vector>

namespace locus::bus {

using namespace std::chrono_literals;

namespace {
constexpr auto pollWait = 500ms;
constexpr std::size_t pollRecords = 500;
constexpr std::size_t pollBytes = 16UL * 1024 * 1024;
constexpr std::size_t mostForgotten = 10'000;

std::string correlationOf(const Record& record)
{
    for (const auto& [name, value] : record.headers) {
        if (name == correlationHeader && value) {
            return *value;
        }
    }
    return {};
}
} // namespace

Result<std::unique_ptr<ReplyDesk>> ReplyDesk::open(
    EventBus& bus, const std::string& topic, PublishMetrics& metrics)
{
    std::unique_ptr<ReplyDesk> desk(new ReplyDesk(bus, metrics));
    desk->m_topic = topic;
    LOCUS_TRY(desk->start(topic));
    desk->m_thread = std::thread([self = desk.get()] { self->run(); });
    return desk;
}

ReplyDesk::~ReplyDesk()
{
    m_stop = true;
    if (m_thread.joinable()) {
        m_consumer->wake();
        m_thread.join();
    }
}

Status ReplyDesk::start(const std::string& topic)
{
    LOCUS_TRY_VALUE(topics, m_bus.topics());
    const auto known = std::find_if(
        topics.begin(), topics.end(), [&](const TopicState& state) { return state.name == topic; });
    if (known == topics.end()) {
        return notFound("bus.no_topic", "there is no topic " + topic + " for replies");
    }
    std::vector<Position> ends;
    for (const std::int32_t partition : known->partitions) {
        LOCUS_TRY_VALUE(marks, m_bus.watermarks({ topic, partition }));
        ends.push_back({ { topic, partition }, marks.end });
    }
    LOCUS_TRY_VALUE(consumer, m_bus.makeConsumer({}));
    LOCUS_TRY(consumer->assign(ends));
    m_consumer = std::move(consumer);
    return {};
}

std::future<Record> ReplyDesk::expect(const std::string& correlationId)
{
    const std::lock_guard lock(m_mutex);
    return m_expected[correlationId].get_future();
}

void ReplyDesk::forget(const std::string& correlationId)
{
    const std::lock_guard lock(m_mutex);
    if (m_expected.erase(correlationId) == 0) {
        return;
    }
    m_forgotten.insert(correlationId);
    m_forgottenInOrder.push_back(correlationId);
    if (m_forgottenInOrder.size() > mostForgotten) {
        m_forgotten.erase(m_forgottenInOrder.front());
        m_forgottenInOrder.pop_front();
    }
}

void ReplyDesk::run()
{
    while (!m_stop) {
        auto records = m_consumer->poll(pollRecords, pollBytes, pollWait);
        if (!records.ok()) {
            log::warn("bus.replies_unreadable",
                { { "topic", m_topic }, { "error", records.error().message } });
            // Deleted or made anew: replies to what is asked from now on stand at its end.
            if (!records.error().isRetriable() && !start(m_topic).ok()) {
                std::this_thread::sleep_for(pollWait);
            }
            continue;
        }
        for (Record& record : *records) {
            hand(std::move(record));
        }
    }
}

void ReplyDesk::hand(Record record)
{
    const std::string id = correlationOf(record);
    const std::lock_guard lock(m_mutex);
    const auto expected = m_expected.find(id);
    if (expected == m_expected.end()) {
        m_metrics.droppedReply(m_forgotten.contains(id) ? "late" : "foreign");
        return;
    }
    expected->second.set_value(std::move(record));
    m_forgotten.insert(id); // a second reply is one too many
    m_forgottenInOrder.push_back(id);
    m_expected.erase(expected);
}

} // namespace locus::bus
