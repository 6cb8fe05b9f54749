// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/bus/record.h"
#include "core/events/wire_decoder.h"

#include <memory>

namespace locus::pipeline {

class TopicNames;

// Turns records into events by the names of this bus. Not thread-safe: each thread makes its own.
class RecordDecoder
{
public:
    explicit RecordDecoder(const TopicNames& topics);

    // Never null. Errors: those of WireDecoder.
    std::unique_ptr<Result<events::Decoded>> decode(const bus::Record& record);

private:
    events::WireDecoder m_decoder;
};

} // namespace locus::pipeline
