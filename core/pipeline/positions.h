// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/bus/record.h"
#include "core/store/offsets.h"

#include <map>
#include <vector>

namespace locus::pipeline {

// A record's fingerprint, kept with the offset to notice a topic that was made anew.
std::uint64_t fingerprint(const bus::Record& record);

// Where each partition stands: the committed state, and what the open transaction adds. Thread
// contract: the loop's thread.
class Positions
{
public:
    Status load(store::Offsets& offsets);

    // True: the record was handled before.
    [[nodiscard]] bool isPast(const bus::Record& record) const;
    void advance(const bus::Record& record);
    Status write(store::Offsets& offsets) const; // once a transaction
    void committed();
    void undone();

    // Committed since the last call.
    std::vector<bus::Position> takeReport();

private:
    struct Place
    {
        std::int64_t committed = 0; // the offset to read next, as it is on the disk
        std::int64_t next = 0; // with what the open transaction adds
        bool open = false; // the open transaction moves it
        bool unreported = false;
        std::int64_t lastTimestampMs = 0; // the record before `next`, while open
        Bytes lastKey {};
        Bytes lastValue {};
    };
    using Places = std::map<bus::TopicPartition, Place>;
    Places::iterator find(const bus::TopicPartition& at) const;

    mutable Places m_places;
    mutable Places::iterator m_recent = m_places.end(); // records of a partition come in runs
};

} // namespace locus::pipeline
