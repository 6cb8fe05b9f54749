// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/pipeline/outbox_relay.h"

#include "core/base/clock.h"
#include "core/base/log.h"
#include "core/bus/record_size.h"
#include "core/metrics/registry.h"
#include "core/pipeline/body_upload.h"
#include "core/pipeline/outbox_quota.h"

#include <algorithm>
#include <optional>

namespace locus::pipeline {

namespace {
constexpr std::size_t readSlice = 500;
constexpr std::size_t referenceBytes = 1024; // what a reference adds to a record, at most
// Parts of a token.
constexpr std::uint64_t positionBits = (1ULL << 47U) - 1;
constexpr std::uint64_t chunkBit = 1ULL << 47U; // of the row's body
} // namespace

OutboxRelay::OutboxRelay(RelayContext context, OutboxSource& source, std::int64_t cursor)
    : m_context(std::move(context))
    , m_source(source)
    , m_read(cursor)
    , m_acknowledged(cursor)
    , m_published(m_context.metrics.counter("event_published_total",
          "Records acknowledged by the bus", { { "source", source.name() } }))
    , m_failed(m_context.metrics.counter("event_publish_failures_total",
          "Deliveries that failed and were tried again", { { "source", source.name() } }))
    , m_errors(m_context.metrics.counter("event_publish_errors_total",
          "Records that the bus refused for good", { { "source", source.name() } }))
{ }

OutboxRelay::~OutboxRelay() = default;

Result<bool> OutboxRelay::step(std::chrono::milliseconds wait)
{
    const std::int64_t before = m_acknowledged.load();
    auto moved = turn(wait);
    noteProgress(m_acknowledged.load() != before);
    return moved;
}

// A bus that is away need not say so: then nothing is acknowledged any more.
void OutboxRelay::noteProgress(bool moved)
{
    if (m_producer && idle()) {
        m_stuckSinceUs = 0;
    } else if (moved || m_stuckSinceUs == 0) {
        m_stuckSinceUs = toMicros(m_context.clock.now());
    }
}

std::optional<Instant> OutboxRelay::stuckSince() const
{
    const std::int64_t since = m_stuckSinceUs.load();
    return since == 0 ? std::nullopt : std::optional(fromMicros(since));
}

Result<bool> OutboxRelay::turn(std::chrono::milliseconds wait)
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
    takeSettled();
    LOCUS_TRY_VALUE(sent, fill());
    const bool moved =
        idle() || !m_producer ? false : collect(sent ? std::chrono::milliseconds(0) : wait);
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
            if (mustWait(row.position)) {
                return sent;
            }
            const Result<bool> handed = handOver(row);
            if (!handed.ok() && handed.error().code != "bus.queue_full") {
                startOver(handed.error());
            }
            if (!handed.ok() || !*handed) {
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

// False: the row cannot go yet.
Result<bool> OutboxRelay::handOver(OutboxRow& row)
{
    pass(m_context.killPoint, "before_produce");
    const std::int64_t position = row.position;
    Result<bool> sent = m_refused.contains(position) ? Result<bool>(true) : makeReady(row);
    if (sent.ok() && *sent && !m_refused.contains(position)) {
        if (Status handed = m_producer->send(std::move(row.record), token(position));
            !handed.ok()) {
            sent = handed.error();
        }
    }
    if (!sent.ok() && sent.error().kind == ErrorKind::Refused) {
        LOCUS_TRY(refuse(position, sent.error()));
        sent = m_refused.contains(position); // else it goes by reference
    }
    if (sent.ok() && *sent) {
        const auto refused = m_refused.find(position);
        m_window.push_back({ position, refused != m_refused.end() && refused->second });
        m_read = position;
    }
    return sent;
}

// A token is the row's position behind the producer's number.
std::uint64_t OutboxRelay::token(std::int64_t position) const
{
    return (m_generation & 0xffffU) << 48U | (static_cast<std::uint64_t>(position) & positionBits);
}

// True: the row may go; one that is too large for its topic has become a reference to its body.
Result<bool> OutboxRelay::makeReady(OutboxRow& row)
{
    if (!m_upload && !goesByReference(row)) {
        return true;
    }
    if (!m_upload || m_upload->position() != row.position) {
        if (!m_companions.contains(row.record.topic)) {
            LOCUS_TRY(ensureCompanion(m_context.bus, m_context.names, row.record.topic));
            m_companions.insert(row.record.topic);
        }
        m_upload = std::make_unique<BodyUpload>(row.position, std::move(row.record));
    }
    LOCUS_TRY(m_upload->send(*m_producer, token(row.position) | chunkBit));
    if (!m_upload->isStored()) {
        return false;
    }
    row.record = m_upload->takeReference();
    m_upload.reset();
    return true;
}

bool OutboxRelay::goesByReference(const OutboxRow& row) const
{
    const std::size_t limit = m_context.bus.largestRecord(row.record.topic);
    return m_tooLarge.contains(row.position)
        || (limit != 0 && bus::recordBytes(row.record) > limit && isClaimable(row.record));
}

// What is too large without its value cannot be helped by a reference.
bool OutboxRelay::isClaimable(const bus::OutRecord& record) const
{
    const std::size_t limit = m_context.bus.largestRecord(record.topic);
    const std::size_t value = record.value ? record.value->size() : 0;
    const std::size_t rest = bus::recordBytes(record) - value + referenceBytes;
    return value > 0 && value <= m_context.maxBodyBytes && (limit == 0 || rest <= limit);
}

// A row that was refused in company goes alone: the next ones wait for its fate.
bool OutboxRelay::mustWait(std::int64_t position) const
{
    return m_alone != 0 && !m_window.empty() && position >= m_alone;
}

Status OutboxRelay::refuse(std::int64_t position, Error error)
{
    LOCUS_TRY_VALUE(rows, m_source.after(position - 1, 1));
    if (rows.empty() || rows.front().position != position) {
        return retriable("pipeline.row_gone", "a row that was read cannot be read again");
    }
    if (error.code == "bus.too_large" && isClaimable(rows.front().record)
        && m_tooLarge.insert(position).second) {
        return {};
    }
    log::error("pipeline.unpublishable",
        { { "source", m_source.name() }, { "position", std::to_string(position) },
            { "topic", rows.front().record.topic }, { "code", error.code } });
    m_errors.add();
    m_refused[position] = !m_context.refused;
    if (m_context.refused) {
        m_context.refused({ std::move(rows.front()), std::move(error) });
    }
    return {};
}

void OutboxRelay::settled(std::int64_t position)
{
    const std::lock_guard lock(m_mutex);
    m_settled.push_back(position);
}

void OutboxRelay::takeSettled()
{
    std::vector<std::int64_t> settled;
    {
        const std::lock_guard lock(m_mutex);
        settled.swap(m_settled);
    }
    for (const std::int64_t position : settled) {
        m_refused[position] = true;
        if (Sent* const sent = inWindow(position)) {
            sent->acknowledged = true;
        }
    }
}

OutboxRelay::Sent* OutboxRelay::inWindow(std::int64_t position)
{
    const auto at = std::lower_bound(m_window.begin(), m_window.end(), position,
        [](const Sent& sent, std::int64_t wanted) { return sent.position < wanted; });
    return at != m_window.end() && at->position == position ? &*at : nullptr;
}

bool OutboxRelay::collect(std::chrono::milliseconds wait)
{
    const bool waitsForBus = m_producer->inFlight() > 0;
    const std::vector<bus::Delivery> deliveries =
        m_producer->deliveries(waitsForBus ? wait : std::chrono::milliseconds(0));
    if (!deliveries.empty()) {
        pass(m_context.killPoint, "before_report");
    }
    bool stored = false;
    std::optional<Error> failure;
    for (const bus::Delivery& delivery : deliveries) {
        if (delivery.token >> 48U != (m_generation & 0xffffU)) {
            continue;
        }
        const auto position = static_cast<std::int64_t>(delivery.token & positionBits);
        const bool isChunk = (delivery.token & chunkBit) != 0;
        if (!delivery.status.ok()) {
            failure = delivery.status.error();
            if (failure->kind == ErrorKind::Refused) {
                failure = judge(position, *failure, isChunk || m_alone == position);
            }
            break;
        }
        if (isChunk && m_upload && m_upload->position() == position) {
            m_upload->acknowledged(delivery);
            stored = true;
        } else if (Sent* const sent = inWindow(position)) {
            sent->acknowledged = true;
            m_published.add();
        }
    }
    const bool moved = advance();
    if (failure) {
        startOver(*failure);
    }
    return moved || stored;
}

// A row that the bus refused on delivery. In company, its batch may have been too large and not the
// row: it goes once more alone.
Error OutboxRelay::judge(std::int64_t position, const Error& refusal, bool wasAlone)
{
    m_alone = wasAlone ? 0 : position;
    if (wasAlone) {
        if (Status refused = refuse(position, refusal); !refused.ok()) {
            return refused.error();
        }
    }
    return refusal;
}

// Moves over what is acknowledged without a gap.
bool OutboxRelay::advance()
{
    bool moved = false;
    while (!m_window.empty() && m_window.front().acknowledged) {
        pass(m_context.killPoint, "before_cursor");
        const std::int64_t position = m_window.front().position;
        m_acknowledged.store(position);
        m_refused.erase(position);
        m_tooLarge.erase(position);
        m_alone = position >= m_alone ? 0 : m_alone;
        m_window.pop_front();
        if (m_context.quota != nullptr) {
            m_context.quota->passed(1);
        }
        m_failures = 0;
        moved = true;
    }
    return moved;
}

void OutboxRelay::startOver(const Error& error)
{
    m_failed.add();
    log::warn("pipeline.publish_failed",
        { { "source", m_source.name() }, { "code", error.code }, { "error", error.message } });
    m_producer.reset();
    ++m_generation;
    m_window.clear();
    m_upload.reset();
    m_read = m_acknowledged.load();
    m_notBefore =
        m_context.clock.monotonic() + m_context.backoff.delay(++m_failures, m_context.random);
}

} // namespace locus::pipeline
