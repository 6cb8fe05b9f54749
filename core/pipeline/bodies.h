// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/bus/body_reader.h"

#include <chrono>
#include <cstddef>
#include <deque>
#include <mutex>
#include <optional>

namespace locus::pipeline {

// Whether a record stands for one that was too large for its topic (core/bus/claim_check.h).
bool isReference(const bus::Record& record);

// Gives such records back as they were. Readers fetch a body before the loop sees its record; the
// loop asks the bus itself only for what is no longer kept: a record that is tried again.
// Thread contract: any thread.
class Bodies
{
public:
    explicit Bodies(bus::EventBus& bus, std::size_t keptBytes = 64UL * 1024 * 1024);

    // Reads the body if the record is a reference, and keeps it; an older one may have to go. What
    // cannot be read now is left to whole().
    void fetch(const bus::Record& record);
    // Errors: as bus::BodyReader::whole().
    Result<bus::Record> whole(const bus::Record& record);

private:
    struct Kept
    {
        std::optional<Bytes> reference; // the value as it came: an edited one is another record
        bus::Record whole;
    };
    std::optional<bus::Record> kept(const bus::Record& record);
    void keep(Kept body);

    bus::BodyReader m_reader;
    const std::size_t m_keptBytes;
    std::mutex m_mutex; // guards the rest
    std::deque<Kept> m_kept; // the oldest first
    std::size_t m_bytes = 0;
};

} // namespace locus::pipeline
