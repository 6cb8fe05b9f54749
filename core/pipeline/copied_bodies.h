// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/bus/event_bus.h"
#include "core/pipeline/topic_names.h"

#include <functional>
#include <memory>
#include <set>
#include <string>

namespace locus::pipeline {

// Makes a copy of a record that stood for a larger one independent of where that one came from: its
// body is kept as long as its own topic and not as long as the copy's, and who reads the copy may
// have no right to it. So the copy becomes the whole record where the topic it goes to takes that,
// else its body is stored once more beside that topic. Thread contract: one thread; blocks.
class CopiedBodies
{
public:
    // `isStopping` ends a wait early. All of it outlives this.
    CopiedBodies(bus::EventBus& bus, TopicNames names, std::function<bool()> isStopping);
    ~CopiedBodies();
    CopiedBodies(const CopiedBodies&) = delete;
    CopiedBodies& operator=(const CopiedBodies&) = delete;

    // What is no reference comes back as it is. Errors: as bus::BodyReader::whole(), and what the
    // bus says to the body.
    Result<bus::OutRecord> settle(bus::OutRecord copy);

private:
    Result<bus::OutRecord> storeAgain(bus::OutRecord whole);
    Status upload(class BodyUpload& upload);

    bus::EventBus& m_bus;
    const TopicNames m_names;
    const std::function<bool()> m_isStopping;
    std::set<std::string> m_companions; // topics whose bodies have a place
    std::unique_ptr<bus::BusProducer> m_producer;
};

} // namespace locus::pipeline
