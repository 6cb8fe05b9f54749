// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/events/envelope.h"
#include "core/pipeline/command.h"
#include "core/pipeline/job.h"
#include "core/store/timers.h"

#include <cstdint>
#include <string>
#include <string_view>

namespace locus::bus {
struct Record;
}

namespace locus::pipeline {

class Effects;

// A report's content as values, so that roles of one process need not read each other's JSON.
class Payload
{
public:
    Payload() = default;
    Payload(const Payload&) = delete;
    Payload& operator=(const Payload&) = delete;
    virtual ~Payload() = default;
};

// An event that came from the bus, or a report of another role of this process.
struct Incoming
{
    const events::Envelope& event;
    std::string topic {}; // logical name
    const bus::Record* record = nullptr; // null: from this process
    const Payload* payload = nullptr; // may be set where there is no record
};

// A part of the core that decides or works (README.md). Everything it does goes through Effects
// into the loop's transaction; it reaches nothing outside. An error undoes what the input did:
// retriable ones try again in order, all others park a record and refuse a command.
// Thread contract: the loop's thread.
class Role
{
public:
    Role() = default;
    Role(const Role&) = delete;
    Role& operator=(const Role&) = delete;
    virtual ~Role() = default;

    [[nodiscard]] virtual std::string_view name() const = 0;

    // Events of the bus. Ids seen before never come again.
    [[nodiscard]] virtual bool wants(const Incoming& incoming) const = 0;
    virtual Status onEvent(const Incoming& incoming, Effects& effects) = 0;

    // Whether this role owns the stream of a report that another role of this process makes.
    [[nodiscard]] virtual bool owns(const events::Envelope& report) const;
    // Takes a report into its stream: the stream's new version, or 0 if it came too late or twice.
    virtual Result<std::uint64_t> onReport(const Incoming& report, Effects& effects);

    [[nodiscard]] virtual bool handles(std::string_view command) const;
    virtual Answer onCommand(const Command& command, Effects& effects);

    [[nodiscard]] virtual bool ownsJob(std::string_view kind) const;
    // The job's row goes in the same transaction.
    virtual Status onJobDone(const JobOutcome& outcome, Effects& effects);

    virtual Status onTimer(const store::Timer& timer, Effects& effects);

    // What the role remembers may have been undone: read it again from the store.
    virtual void forget() { }
};

} // namespace locus::pipeline
