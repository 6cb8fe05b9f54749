// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/bus/record.h"
#include "core/store/offsets.h"

#include <map>
#include <optional>
#include <set>
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

    [[nodiscard]] bool changed() const { return !m_open.empty(); }
    // Committed since the last call.
    std::vector<bus::Position> takeReport();

private:
    using Map = std::map<bus::TopicPartition, store::StoredOffset>;
    Map m_committed;
    Map m_open;
    std::set<bus::TopicPartition> m_unreported;
};

} // namespace locus::pipeline
