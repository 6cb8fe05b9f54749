// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/pipeline/outbox_relay.h"

#include "core/base/clock.h"
#include "core/base/log.h"
#include "core/metrics/registry.h"

#include <algorithm>

namespace locus::pipeline {

namespace {
constexpr std::size_t readSlice = 500;
} // namespace

OutboxRelay::OutboxRelay(RelayContext context, OutboxSource& source, std::int64_t cursor)
    : m_context(std::move(context))
    , m_source(source)
    , m_read(cursor)
    , m_acknowledged(cursor)
    , m_published(m_context.metrics.counter("event_published_total",
          "Records acknowledged by the bus", { { "source", source.name() } }))
    , m_errors(m_context.metrics.counter("event_publish_failures_total",
          "Deliveries that failed and were tried again", { { "source", source.name() } }))
{ }

OutboxRelay::~OutboxRelay() = default;

Result<bool> OutboxRelay::step(std::chrono::milliseconds wait)
{
    if (m_context.clock.monotonic() < m_notBefore) {
        return false;
    }
    if (!m_producer) {
        auto made = m_context.bus.makeProducer();
        if (!made.ok()) {
            startOver(made.error());
            return false;
        }
        m_producer = std::move(*made);
    }
    LOCUS_TRY_VALUE(sent, fill());
    const bool moved =
        m_window.empty() ? false : collect(sent ? std::chrono::milliseconds(0) : wait);
    return sent || moved;
}

Result<bool> OutboxRelay::fill()
{
    bool sent = false;
    while (m_producer && m_window.size() < m_context.window) {
        const std::size_t room = std::min(readSlice, m_context.window - m_window.size());
        auto rows = m_source.after(m_read, room);
        if (!rows.ok()) {
            if (rows.error().kind == ErrorKind::Fatal) {
                return rows.error();
            }
            startOver(rows.error());
            break;
        }
        for (OutboxRow& row : *rows) {
            if (const Status handed = send(row); !handed.ok()) {
                if (handed.error().code != "bus.queue_full") {
                    startOver(handed.error());
                }
                return sent;
            }
            sent = true;
        }
        if (rows->size() < room) {
            break;
        }
    }
    return sent;
}

Status OutboxRelay::send(OutboxRow& row)
{
    pass(m_context.killPoint, "before_produce");
    const std::int64_t position = row.position;
    // A token is the row's position behind the producer's number.
    const std::uint64_t token =
        (m_generation & 0xffffU) << 48U | (static_cast<std::uint64_t>(position) & 0xffffffffffffU);
    const std::string topic = row.record.topic;
    Status handed = m_producer->send(std::move(row.record), token);
    bool acknowledged = false;
    if (!handed.ok() && handed.error().kind == ErrorKind::Refused) {
        // No attempt can ever succeed: the row stays in the log, and the rest must not wait for it.
        log::error("pipeline.unpublishable",
            { { "source", m_source.name() }, { "position", std::to_string(position) },
                { "topic", topic }, { "code", handed.error().code } });
        m_errors.add();
        acknowledged = true;
        handed = Status();
    }
    LOCUS_TRY(std::move(handed));
    m_window.push_back({ position, acknowledged });
    m_read = position;
    return {};
}

bool OutboxRelay::collect(std::chrono::milliseconds wait)
{
    const std::vector<bus::Delivery> deliveries = m_producer->deliveries(wait);
    if (!deliveries.empty()) {
        pass(m_context.killPoint, "before_report");
    }
    const Error* failure = nullptr;
    for (const bus::Delivery& delivery : deliveries) {
        if (delivery.token >> 48U != (m_generation & 0xffffU)) {
            continue;
        }
        if (!delivery.status.ok()) {
            failure = &delivery.status.error();
            break;
        }
        const auto position = static_cast<std::int64_t>(delivery.token & 0xffffffffffffU);
        const auto at = std::lower_bound(m_window.begin(), m_window.end(), position,
            [](const Sent& sent, std::int64_t wanted) { return sent.position < wanted; });
        if (at != m_window.end() && at->position == position) {
            at->acknowledged = true;
            m_published.add();
        }
    }
    bool moved = false;
    while (!m_window.empty() && m_window.front().acknowledged) {
        pass(m_context.killPoint, "before_cursor");
        m_acknowledged.store(m_window.front().position);
        m_window.pop_front();
        m_failures = 0;
        moved = true;
    }
    if (failure != nullptr) {
        startOver(*failure);
    }
    return moved;
}

void OutboxRelay::startOver(const Error& error)
{
    m_errors.add();
    log::warn("pipeline.publish_failed",
        { { "source", m_source.name() }, { "code", error.code }, { "error", error.message } });
    m_producer.reset();
    ++m_generation;
    m_window.clear();
    m_read = m_acknowledged.load();
    m_notBefore =
        m_context.clock.monotonic() + m_context.backoff.delay(++m_failures, m_context.random);
}

} // namespace locus::pipeline
