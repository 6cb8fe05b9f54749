// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/pipeline/paused_partitions.h"

#include <algorithm>

namespace locus::pipeline {

void PausedPartitions::pause(RecordInput input, Duration until)
{
    Waiting& waiting = m_paused[input.record.at];
    waiting.until = until;
    const std::int64_t offset = input.record.offset;
    waiting.records.insert_or_assign(offset, std::move(input));
}

void PausedPartitions::add(RecordInput input)
{
    const std::int64_t offset = input.record.offset;
    m_paused.at(input.record.at).records.emplace(offset, std::move(input));
}

std::map<bus::TopicPartition, Inputs> PausedPartitions::release(Duration now)
{
    std::map<bus::TopicPartition, Inputs> out;
    for (auto at = m_paused.begin(); at != m_paused.end();) {
        if (at->second.until > now) {
            ++at;
            continue;
        }
        auto& inputs = out[at->first];
        for (auto& [offset, input] : at->second.records) {
            inputs.push_back(std::make_unique<Input>(std::move(input)));
        }
        at = m_paused.erase(at);
    }
    return out;
}

Duration PausedPartitions::nextDue() const
{
    Duration next = Duration::max();
    for (const auto& [at, waiting] : m_paused) {
        next = std::min(next, waiting.until);
    }
    return next;
}

} // namespace locus::pipeline
