// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/events/event_factory.h"
#include "core/pipeline/role.h"
#include "core/store/store.h"
#include "tests/support/seeded_random.h"

#include <map>
#include <string>

namespace locus::test {

// A role whose state is the list of what it was given, so that a loss, a repeat or a wrong order
// shows. The first letter of an event's number says what else it does: "j" asks for a job, "t" for
// a timer, "b" cannot be handled until the role is repaired, "r" fails twice before it works, "w"
// waits for the aggregate behind its '@', "n" passes those of its lane that wait.
class TallyRole final : public pipeline::Role
{
public:
    static constexpr const char* type = "Sim.Happened";
    static constexpr const char* commandName = "sim.count";
    static constexpr const char* topic = "sim-tally"; // of its own events

    TallyRole(std::map<std::string, int>& failures, const bool& repaired)
        : m_factory("sim", "tally")
        , m_failures(failures)
        , m_repaired(repaired)
    { }

    [[nodiscard]] std::string_view name() const override { return "tally"; }
    [[nodiscard]] bool wants(const pipeline::Incoming& incoming) const override
    {
        return incoming.event.type == type;
    }
    Status onEvent(const pipeline::Incoming& incoming, pipeline::Effects& effects) override;
    [[nodiscard]] std::size_t batchSize() const override { return 3; }
    [[nodiscard]] bool begins(const pipeline::Incoming& incoming) const override;
    [[nodiscard]] bool handles(std::string_view wanted) const override
    {
        return wanted == commandName;
    }
    pipeline::Answer onCommand(
        const pipeline::Command& command, pipeline::Effects& effects) override;
    [[nodiscard]] bool ownsJob(std::string_view kind) const override { return kind == "sim"; }
    Status onJobDone(const pipeline::JobOutcome& outcome, pipeline::Effects& effects) override;
    Status onTimer(const store::Timer& timer, pipeline::Effects& effects) override;
    void forget() override { m_tallies.clear(); }

    // The list of an aggregate as stored: "1;2;j3;".
    static Result<std::string> stored(store::Store& store, const std::string& aggregate);

private:
    Status note(const std::string& aggregate, const std::string& what, const Uuid& eventId,
        pipeline::Effects& effects);

    struct Tally
    {
        std::string list;
        std::uint64_t version = 0;
    };
    const events::EventFactory m_factory;
    std::map<std::string, int>& m_failures; // by number; outlives a crash, like the outside world
    const bool& m_repaired;
    std::map<std::string, Tally> m_tallies;
};

} // namespace locus::test
