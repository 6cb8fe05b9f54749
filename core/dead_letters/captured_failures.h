// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/dead_letters/failure.h"
#include "core/events/captured_record.h"
#include "core/events/wire_decoder.h"

#include <map>
#include <set>
#include <span>
#include <tuple>
#include <vector>

namespace locus::events {
class SchemaSet;
}

namespace locus::dead_letters {

// Records that were captured together: what failed may stand among them.
class CapturedFailures
{
public:
    // REQUIRES: `records` outlives this.
    explicit CapturedFailures(std::span<const events::CapturedRecord> records);

    [[nodiscard]] const Failure& failure(std::size_t index) const { return m_failures[index]; }
    // The record that failed, of the dead letter or retry at `index`; null if it is not here. Where
    // the headers tell nothing, the only record with the same time, key, value and headers.
    [[nodiscard]] const events::CapturedRecord* original(std::size_t index) const;
    // failureFacts() of each.
    [[nodiscard]] Bytes facts(std::size_t index, events::WireDecoder& decoder,
        const events::SchemaSet* schemas = nullptr) const;

private:
    void findTwins();

    using Position = std::tuple<std::string_view, std::int64_t, std::int64_t>;

    std::span<const events::CapturedRecord> m_records;
    std::vector<Failure> m_failures;
    std::map<Position, std::size_t> m_places;
    std::set<std::size_t> m_twins; // dead letters whose original was found by its content
    std::set<std::string_view, std::less<>> m_sourceTopics;
};

} // namespace locus::dead_letters
