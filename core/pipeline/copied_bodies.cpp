// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/pipeline/copied_bodies.h"

#include "core/bus/body_reader.h"
#include "core/bus/record_size.h"
#include "core/pipeline/body_upload.h"

#include <chrono>
#include <utility>

namespace locus::pipeline {

using namespace std::chrono_literals;

namespace {
constexpr auto readPatience = 5s;
constexpr auto writePatience = 30s;
constexpr auto pollTime = 100ms;
} // namespace

CopiedBodies::CopiedBodies(bus::EventBus& bus, TopicNames names, std::function<bool()> isStopping)
    : m_bus(bus)
    , m_names(std::move(names))
    , m_isStopping(std::move(isStopping))
{ }

CopiedBodies::~CopiedBodies() = default;

Result<bus::OutRecord> CopiedBodies::settle(bus::OutRecord copy)
{
    bus::Record record;
    record.at.topic = copy.topic;
    record.headers = copy.headers;
    LOCUS_TRY_VALUE(reference, bus::bodyReferenceOf(record));
    if (!reference) {
        return copy;
    }
    record.key = copy.key;
    record.value = copy.value;
    LOCUS_TRY_VALUE(whole, bus::BodyReader(m_bus).whole(std::move(record), readPatience));
    copy.value = std::move(whole.value);
    copy.headers = std::move(whole.headers);
    const std::size_t limit = m_bus.largestRecord(copy.topic);
    return limit != 0 && bus::recordBytes(copy) <= limit ? Result(std::move(copy))
                                                         : storeAgain(std::move(copy));
}

Result<bus::OutRecord> CopiedBodies::storeAgain(bus::OutRecord whole)
{
    if (!m_companions.contains(whole.topic)) {
        LOCUS_TRY(ensureCompanion(m_bus, m_names, whole.topic));
        m_companions.insert(whole.topic);
    }
    BodyUpload body(0, std::move(whole));
    if (Status stored = upload(body); !stored.ok()) {
        m_producer.reset();
        return std::move(stored).error();
    }
    return body.takeReference();
}

Status CopiedBodies::upload(BodyUpload& upload)
{
    if (!m_producer) {
        LOCUS_TRY_VALUE(made, m_bus.makeProducer());
        m_producer = std::move(made);
    }
    const auto until = std::chrono::steady_clock::now() + writePatience;
    while (!upload.isStored()) {
        if (Status sent = upload.send(*m_producer, 0);
            !sent.ok() && sent.error().code != "bus.queue_full") {
            return sent;
        }
        for (const bus::Delivery& chunk : m_producer->deliveries(pollTime)) {
            LOCUS_TRY(chunk.status);
            upload.acknowledged(chunk);
        }
        if (m_isStopping() || std::chrono::steady_clock::now() > until) {
            return retriable("bus.unreachable", "the body was not stored in time");
        }
    }
    return {};
}

} // namespace locus::pipeline
