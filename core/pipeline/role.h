// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/events/envelope.h"
#include "core/pipeline/command.h"
#include "core/pipeline/job.h"
#include "core/store/timers.h"

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>

namespace locus::bus {
struct Record;
}

namespace locus::store {
class Store;
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
    const bus::Record* record = nullptr; // null: a test's
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
    // An error made by awaiting() (failure_class.h) lets the event wait in its lane for an entity.
    virtual Status onEvent(const Incoming& incoming, Effects& effects) = 0;
    // How many events of the bus the role takes at once; 1: one by one.
    [[nodiscard]] virtual std::size_t batchSize() const { return 1; }
    // Several events in their order, of any keys, behind one savepoint. An error undoes them all,
    // and they come again one by one through onEvent(), so that only the bad one is parked.
    virtual Status onBatch(std::span<const Incoming> batch, Effects& effects);
    // Whether the event makes an entity known: it passes those of its lane that wait for one.
    [[nodiscard]] virtual bool begins(const Incoming& incoming) const;

    // Whether this role owns the stream of a report that another role of this process makes.
    [[nodiscard]] virtual bool owns(const events::Envelope& report) const;
    // Takes a report into its stream: appends it, numbered, with what else follows from it; nothing
    // if it came too late or twice. Errors: not_found if the stream is none of ours, and `report`
    // is as it was.
    virtual Status onReport(events::Envelope& report, std::string_view logicalTopic,
        const Payload& payload, Effects& effects);

    [[nodiscard]] virtual bool handles(std::string_view command) const;
    virtual Answer onCommand(const Command& command, Effects& effects);

    // What a command that needs a second person would do, read alone; nothing: its name says it. An
    // error must be what onCommand() would refuse with.
    [[nodiscard]] virtual Result<std::optional<Measured>> measured(
        const Command& command, store::Store& store) const;

    [[nodiscard]] virtual bool ownsJob(std::string_view kind) const;
    // The job's row goes in the same transaction.
    virtual Status onJobDone(const JobOutcome& outcome, Effects& effects);

    virtual Status onTimer(const store::Timer& timer, Effects& effects);

    // What the role remembers may have been undone: read it again from the store.
    virtual void forget() { }
};

} // namespace locus::pipeline
