// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/bus/publishing/publish_thread.h"

#include "core/base/clock.h"
#include "core/base/log.h"

#include <limits>

namespace locus::bus {

using namespace std::chrono_literals;

namespace {

// Real time, so that a clock of a test's own is looked at often enough.
constexpr auto idleWait = 1000ms;
constexpr auto timedWait = 5ms;
} // namespace

PublishThread::PublishThread(PublisherParts parts, const PublishOptions& options,
    PublishIntake& intake, CircuitBreakers& breakers)
    : m_parts(parts)
    , m_options(options)
    , m_intake(intake)
    , m_breakers(breakers)
    , m_metrics(parts.metrics, options.name)
    , m_thread([this] { run(); })
{ }

PublishThread::~PublishThread()
{
    stop({});
}

void PublishThread::stop(Duration patience)
{
    m_stopAfter = patience.count();
    if (m_thread.joinable()) {
        m_thread.join();
    }
}

bool PublishThread::isOver()
{
    const std::int64_t patience = m_stopAfter.load();
    if (patience < 0) {
        return false;
    }
    const auto now = std::chrono::steady_clock::now();
    if (!m_stopAt) {
        m_stopAt = now + Duration(patience);
    }
    if (now >= *m_stopAt) {
        for (const auto& lane : m_lanes) {
            lane->capDeadlines(m_parts.clock.monotonic());
        }
        m_expiredAt = {};
    }
    return m_intake.held() == 0;
}

void PublishThread::run()
{
    while (!isOver()) {
        takeIn();
        expire();
        const bool sent = hasProducer() && sendAll();
        if (m_producer) {
            collect(sent ? 0ms : m_patience);
        }
        releaseSettled();
    }
    if (m_making) {
        m_making->wait(); // it uses the bus
    }
}

void PublishThread::takeIn()
{
    const bool inFlight = m_producer && m_producer->inFlight() > 0;
    m_intake.take(m_incoming, inFlight ? 0ms : (m_waiting || m_stopAt ? timedWait : idleWait));
    for (PublishEntry& entry : m_incoming) {
        if (entry.state == PublishEntry::State::Settled) {
            continue;
        }
        TopicLane& lane = laneOf(entry.message.record.topic);
        lane.append(std::move(entry));
        m_waiting = true;
    }
    m_incoming.clear();
}

TopicLane& PublishThread::laneOf(const std::string& topic)
{
    if (m_lastLane < m_lanes.size() && m_lanes[m_lastLane]->name() == topic) {
        return *m_lanes[m_lastLane];
    }
    const auto [at, isNew] = m_laneByTopic.try_emplace(topic, m_lanes.size());
    if (isNew) {
        m_lanes.push_back(std::make_unique<TopicLane>(topic, m_breakers.of("topic:" + topic)));
    }
    m_lastLane = at->second;
    return *m_lanes[m_lastLane];
}

bool PublishThread::hasProducer()
{
    if (m_producer) {
        return true;
    }
    if (m_making) {
        return m_making->wait_for(0s) == std::future_status::ready && takeProducer();
    }
    if (m_waiting && m_parts.clock.monotonic() >= m_notBefore) {
        m_making = std::async(std::launch::async, [this] { return m_parts.bus.makeProducer(); });
    }
    return false;
}

bool PublishThread::takeProducer()
{
    auto made = m_making->get();
    m_making.reset();
    if (made.ok()) {
        m_producer = std::move(*made);
        m_producerEnded = false;
        return true;
    }
    const Error& error = made.error();
    log::warn("bus.publisher_has_no_producer",
        { { "source", m_options.name }, { "code", error.code }, { "error", error.message } });
    m_notBefore =
        m_parts.clock.monotonic() + m_options.retry.delay(++m_makingFailures, m_parts.random);
    for (const auto& lane : m_lanes) {
        if (!lane->isEmpty()) {
            lane->lastWords = error.message;
            lane->breaker().failed();
        }
    }
    return false;
}

// Its end may take seconds: a network is asked to close.
void PublishThread::dropProducer()
{
    for (const auto& lane : m_lanes) {
        lane->retryAll();
    }
    m_making = std::async(std::launch::async, [this, old = std::move(m_producer)]() mutable {
        old.reset();
        return m_parts.bus.makeProducer();
    });
}

bool PublishThread::sendAll()
{
    bool sent = false;
    for (std::size_t i = 0; i < m_lanes.size() && m_producer; ++i) {
        sent = (!m_lanes[i]->isEmpty() && sendLane(i)) || sent;
    }
    return sent;
}

bool PublishThread::sendLane(std::size_t index)
{
    TopicLane& lane = *m_lanes[index];
    const Duration now = m_parts.clock.monotonic();
    PublishEntry* entry = now < lane.notBefore ? nullptr : lane.next();
    if (entry == nullptr || !(lane.isReady(m_options, now) || m_intake.hurried() || m_stopAt)) {
        return false;
    }
    bool any = false;
    for (; entry != nullptr && m_producer->inFlight() < m_options.inFlight; entry = lane.next()) {
        if (entry->message.body && !sendBody(index, *entry)) {
            return lane.upload.has_value() && lane.upload->sent > lane.upload->acknowledged;
        }
        const Status handed = m_producer->send(
            entry->message.record, PublishToken { index, lane.nextSequence(), false }.packed());
        if (handed.ok()) {
            lane.sent(*entry, now);
            any = true;
        } else if (!refuse(lane, *entry, handed.error())) {
            break;
        }
    }
    return any;
}

// The bus did not take the record. True: it has its outcome, and the next may go.
bool PublishThread::refuse(TopicLane& lane, PublishEntry& entry, const Error& error)
{
    if (error.code == "bus.queue_full") {
        return false;
    }
    if (!goesAgain(error)) {
        lane.breaker().succeeded(); // an answer
        settle(entry, error);
        return true;
    }
    failed(lane, lane.nextSequence(), error);
    recover();
    return false;
}

// True when the body is durable and the record has become the reference to it.
bool PublishThread::sendBody(std::size_t index, PublishEntry& entry)
{
    TopicLane& lane = *m_lanes[index];
    if (!hasCompanion(lane, entry)) {
        return false;
    }
    const ClaimedBody& body = *entry.message.body;
    const std::size_t chunks = chunkCount(body.octets.size());
    if (!lane.upload) {
        lane.upload = BodyUpload { lane.nextSequence() };
        lane.upload->reference.first = std::numeric_limits<std::int64_t>::max();
    }
    BodyUpload& upload = *lane.upload;
    while (upload.sent < chunks) {
        const Status handed = m_producer->send(bodyChunk(lane.name(), body, upload.sent),
            PublishToken { index, upload.sequence, true }.packed());
        if (!handed.ok()) {
            refuse(lane, entry, handed.error());
            return false;
        }
        ++upload.sent;
    }
    if (upload.acknowledged < chunks) {
        return false;
    }
    upload.reference.chunks = chunks;
    upload.reference.bytes = body.octets.size();
    upload.reference.sha256 = body.sha256;
    entry.message.record = referenceRecord(std::move(entry.message.record), body, upload.reference);
    entry.message.body.reset();
    lane.upload.reset();
    return true;
}

bool PublishThread::hasCompanion(TopicLane& lane, PublishEntry& entry)
{
    if (lane.hasCompanion) {
        return true;
    }
    if (!lane.companion) {
        lane.companion = std::async(std::launch::async, [this, spec = bodiesSpec(lane.name())] {
            return m_parts.bus.ensureTopics({ &spec, 1 });
        });
    }
    if (lane.companion->wait_for(0s) != std::future_status::ready) {
        return false;
    }
    const Status made = lane.companion->get();
    lane.companion.reset();
    if (!made.ok()) {
        refuse(lane, entry, made.error());
        return false;
    }
    lane.hasCompanion = true;
    return true;
}

} // namespace locus::bus
