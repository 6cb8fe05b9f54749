// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/instant.h"
#include "core/bus/record.h"

#include <atomic>
#include <string>

namespace locus::pipeline {

// What the loop handles right now, for the watchdog. Thread contract: begin() and end() on the
// loop's thread; since() on any; describe() on any while the loop is known to hang.
class InFlight
{
public:
    void begin(Duration now, const bus::Record* record)
    {
        m_record = record;
        m_since.store(now.count(), std::memory_order_release);
    }
    void end() { m_since.store(0, std::memory_order_release); }

    // Monotonic time of begin(); zero: nothing is handled.
    [[nodiscard]] Duration since() const
    {
        return Duration(m_since.load(std::memory_order_acquire));
    }
    // "topic partition offset"; empty if it is no record.
    [[nodiscard]] std::string describe() const
    {
        return m_record == nullptr ? std::string()
                                   : m_record->at.topic + ' '
                + std::to_string(m_record->at.partition) + ' ' + std::to_string(m_record->offset);
    }

private:
    std::atomic<std::int64_t> m_since { 0 };
    const bus::Record* m_record = nullptr;
};

} // namespace locus::pipeline
