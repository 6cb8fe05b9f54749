// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/pipeline/bodies.h"

#include "core/base/log.h"
#include "core/bus/record_size.h"

#include <algorithm>

namespace locus::pipeline {

namespace {
// The loop waits this long at most; a reader may wait for a bus that is slow.
constexpr std::chrono::milliseconds loopPatience { 1000 };
constexpr std::chrono::milliseconds readerPatience { 5000 };
} // namespace

bool isReference(const bus::Record& record)
{
    const auto reference = bus::bodyReferenceOf(record);
    return !reference.ok() || reference->has_value();
}

Bodies::Bodies(bus::EventBus& bus, std::size_t keptBytes)
    : m_reader(bus)
    , m_keptBytes(keptBytes)
{ }

void Bodies::fetch(const bus::Record& record)
{
    if (!isReference(record)) {
        return;
    }
    if (auto whole = m_reader.whole(record, readerPatience); whole.ok()) {
        keep({ record.value, std::move(*whole) });
    } else {
        log::warn("pipeline.body_not_fetched",
            { { "topic", record.at.topic }, { "offset", std::to_string(record.offset) },
                { "code", whole.error().code } });
    }
}

Result<bus::Record> Bodies::whole(const bus::Record& record)
{
    if (auto found = kept(record)) {
        return std::move(*found);
    }
    return m_reader.whole(record, loopPatience);
}

std::optional<bus::Record> Bodies::kept(const bus::Record& record)
{
    const std::lock_guard lock(m_mutex);
    const auto found = std::find_if(m_kept.begin(), m_kept.end(), [&](const Kept& one) {
        return one.whole.offset == record.offset && one.whole.at == record.at
            && one.whole.timestampMs == record.timestampMs && one.reference == record.value;
    });
    return found == m_kept.end() ? std::nullopt : std::optional(found->whole);
}

void Bodies::keep(Kept body)
{
    const std::lock_guard lock(m_mutex);
    m_bytes += bus::recordBytes(body.whole);
    m_kept.push_back(std::move(body));
    while (m_bytes > m_keptBytes && m_kept.size() > 1) {
        m_bytes -= bus::recordBytes(m_kept.front().whole);
        m_kept.pop_front();
    }
}

} // namespace locus::pipeline
