// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
// How records of a Publisher come to their outcomes: acknowledged, failed, past their deadline.
#include "core/base/clock.h"
#include "core/base/log.h"
#include "core/bus/publishing/publish_thread.h"
#include "core/metrics/circuit_gauge.h"

#include <algorithm>

namespace locus::bus {

using namespace std::chrono_literals;

namespace {

constexpr auto longestPatience = 10ms;
constexpr auto drainPatience = 1000ms;
constexpr auto showEvery = 250ms;
constexpr Duration expireEvery = 10ms;

Error undelivered(const PublishEntry& entry, const std::string& topic, const std::string& words)
{
    const std::string why = words.empty() ? std::string() : ": " + words;
    return entry.maybeWritten
        ? retriable("publish.possibly_written",
            "the record for " + topic
                + " was not acknowledged within its deadline and may have been written" + why)
              .with("written", "possibly")
        : retriable("publish.not_written",
            "the record for " + topic + " was not written within its deadline" + why)
              .with("written", "no");
}

} // namespace

void PublishThread::collect(std::chrono::milliseconds wait)
{
    const std::vector<Delivery> deliveries = m_producer->deliveries(wait);
    m_patience = deliveries.empty() ? std::min(2 * m_patience, longestPatience) : 1ms;
    for (const Delivery& delivery : deliveries) {
        handle(delivery);
    }
    bool anyFailed = false;
    for (const auto& lane : m_lanes) {
        anyFailed = anyFailed || lane->failure.has_value();
        if (std::exchange(lane->answered, false)) {
            lane->breaker().succeeded();
            lane->failures = 0;
            lane->progressAt = m_parts.clock.monotonic();
            m_makingFailures = 0;
        }
    }
    if (anyFailed) {
        recover();
    }
}

void PublishThread::handle(const Delivery& delivery)
{
    const PublishToken token = PublishToken::unpacked(delivery.token);
    TopicLane& lane = *m_lanes[token.lane];
    if (token.isChunk) {
        handleChunk(lane, token.sequence, delivery);
        return;
    }
    PublishEntry* entry = lane.find(token.sequence);
    if (entry == nullptr || entry->state != PublishEntry::State::Sent) {
        return; // past its deadline: its outcome was told
    }
    if (delivery.status.ok()) {
        lane.answered = true;
        const bool byReference =
            std::any_of(entry->message.record.headers.begin(), entry->message.record.headers.end(),
                [](const Header& header) { return header.first == datarefHeader; });
        settle(*entry, Published { delivery.at, delivery.offset, byReference });
    } else if (goesAgain(delivery.status.error())) {
        failed(lane, token.sequence, delivery.status.error());
    } else {
        lane.answered = true;
        settle(*entry, delivery.status.error());
    }
}

void PublishThread::handleChunk(TopicLane& lane, std::uint64_t sequence, const Delivery& delivery)
{
    PublishEntry* entry = lane.find(sequence);
    if (entry == nullptr || !lane.upload || lane.upload->sequence != sequence) {
        return;
    }
    if (!delivery.status.ok()) {
        if (goesAgain(delivery.status.error())) {
            failed(lane, sequence, delivery.status.error());
        } else {
            lane.upload.reset();
            settle(*entry, delivery.status.error());
        }
        return;
    }
    BodyReference& reference = lane.upload->reference;
    reference.topic = delivery.at.topic;
    reference.partition = delivery.at.partition;
    reference.first = std::min(reference.first, delivery.offset);
    reference.last = std::max(reference.last, delivery.offset);
    ++lane.upload->acknowledged;
    lane.answered = true;
}

void PublishThread::failed(TopicLane& lane, std::uint64_t sequence, const Error& error)
{
    PublishEntry& entry = *lane.find(sequence);
    const std::string_view written = error.fact("written");
    // A body without its reference is not the record.
    const bool wasSent = entry.state == PublishEntry::State::Sent;
    entry.maybeWritten = entry.maybeWritten
        || (wasSent
            && (written == "possibly" || (written.empty() && error.kind == ErrorKind::Fatal)));
    entry.state = PublishEntry::State::Waiting;
    lane.retry(sequence);
    lane.failure = error;
    m_producerEnded = m_producerEnded || error.kind == ErrorKind::Fatal;
    m_metrics.failures.add();
}

// Everything in flight is heard first, so that what goes again goes in its order.
void PublishThread::recover()
{
    const auto until = std::chrono::steady_clock::now() + drainPatience;
    while (m_producer->inFlight() > 0 && std::chrono::steady_clock::now() < until) {
        for (const Delivery& delivery : m_producer->deliveries(longestPatience)) {
            handle(delivery);
        }
    }
    const Duration now = m_parts.clock.monotonic();
    for (const auto& lane : m_lanes) {
        if (const auto failure = std::exchange(lane->failure, std::nullopt)) {
            log::warn("bus.publish_failed",
                { { "source", m_options.name }, { "topic", lane->name() },
                    { "code", failure->code }, { "error", failure->message } });
            lane->lastWords = failure->message;
            lane->breaker().failed();
            lane->notBefore = now + m_options.retry.delay(++lane->failures, m_parts.random);
        }
    }
    if (m_producerEnded || m_producer->inFlight() > 0) {
        dropProducer();
    }
}

void PublishThread::expire()
{
    const Duration now = m_parts.clock.monotonic();
    const bool due = std::any_of(m_lanes.begin(), m_lanes.end(),
        [now](const auto& lane) { return lane->earliestDeadline() <= now; });
    if (!due || now - m_expiredAt < expireEvery) {
        return;
    }
    m_expiredAt = now;
    const bool stuck =
        m_producer && std::any_of(m_lanes.begin(), m_lanes.end(), [now](const auto& lane) {
            return std::any_of(
                lane->window().begin(), lane->window().end(), [&](const PublishEntry& entry) {
                    return entry.state == PublishEntry::State::Sent && entry.deadline <= now
                        && lane->progressAt <= entry.sentAt;
                });
        });
    if (stuck) {
        abandon();
    }
    for (const auto& lane : m_lanes) {
        expireLane(*lane, now);
    }
}

// Nothing came back since a record was sent whose time is over: to know what became of it, all that
// is in flight is taken back.
void PublishThread::abandon()
{
    m_producer->abandon();
    m_producerEnded = true;
    recover();
    if (const auto trouble = m_parts.bus.trouble()) {
        for (const auto& lane : m_lanes) {
            lane->lastWords = trouble->message;
        }
    }
}

void PublishThread::expireLane(TopicLane& lane, Duration now)
{
    if (lane.earliestDeadline() > now) {
        return;
    }
    bool any = false;
    for (PublishEntry& entry : lane.window()) {
        if (entry.state == PublishEntry::State::Settled || entry.deadline > now) {
            continue;
        }
        any = true;
        entry.maybeWritten = entry.maybeWritten || entry.state == PublishEntry::State::Sent;
        if (lane.upload && lane.find(lane.upload->sequence) == &entry) {
            lane.upload.reset();
        }
        settle(entry, undelivered(entry, lane.name(), lane.lastWords));
    }
    if (any) {
        lane.breaker().failed();
    }
    lane.findEarliestDeadline();
}

void PublishThread::settle(PublishEntry& entry, const PublishOutcome& outcome)
{
    entry.state = PublishEntry::State::Settled;
    ++m_settledRecords;
    m_settledBytes += entry.message.bytes;
    if (outcome.ok()) {
        m_metrics.published.add();
        m_metrics.timeMs.observe(
            static_cast<double>((m_parts.clock.monotonic() - entry.accepted).count()) / 1000);
    } else {
        m_metrics.givenUp(outcome.error());
    }
    entry.message = {};
    if (const PublishDone done = std::exchange(entry.done, {})) {
        done(outcome);
    }
}

void PublishThread::releaseSettled()
{
    m_waiting = false;
    for (const auto& lane : m_lanes) {
        lane->trim();
        m_waiting = m_waiting || !lane->isEmpty();
    }
    if (m_settledRecords > 0) {
        m_intake.release(std::exchange(m_settledRecords, 0), std::exchange(m_settledBytes, 0));
    }
    const auto now = std::chrono::steady_clock::now();
    if (now - m_shownAt >= showEvery) {
        m_shownAt = now;
        showCircuits();
    }
}

void PublishThread::showCircuits()
{
    m_metrics.queued.set(static_cast<double>(m_intake.held()));
    for (const CircuitBreaker::Snapshot& circuit : m_breakers.snapshots()) {
        metrics::showCircuit(m_metrics.registry, circuit);
    }
}

} // namespace locus::bus
