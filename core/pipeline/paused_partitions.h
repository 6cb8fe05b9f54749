// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/pipeline/input_queue.h"

#include <deque>
#include <map>

namespace locus::pipeline {

// Records whose partition waits because one of them failed retriably: kept in offset order until
// the time is over. Thread contract: the loop's thread.
class PausedPartitions
{
public:
    [[nodiscard]] bool holds(const bus::TopicPartition& at) const { return m_paused.contains(at); }
    [[nodiscard]] bool empty() const { return m_paused.empty(); }

    // The failed record goes first; later ones of its partition line up behind it.
    void pause(RecordInput input, Duration until);
    // REQUIRES: holds(input.record.at)
    void add(RecordInput input);
    // Partitions whose time is over, with their records in order.
    std::map<bus::TopicPartition, Inputs> release(Duration now);
    // When the next one is due; Duration::max() if none is.
    [[nodiscard]] Duration nextDue() const;

private:
    struct Waiting
    {
        Duration until {};
        std::map<std::int64_t, RecordInput> records; // by offset
    };
    std::map<bus::TopicPartition, Waiting> m_paused;
};

} // namespace locus::pipeline
