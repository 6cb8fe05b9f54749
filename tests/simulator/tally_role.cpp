// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/simulator/tally_role.h"

#include "core/pipeline/effects.h"
#include "core/pipeline/failure_class.h"

#include <algorithm>

namespace locus::test {

namespace {
std::string numberIn(const Bytes& data) // {"n":"<number>"}
{
    const auto at = data.find("\"n\":\"");
    return at == std::string::npos ? std::string()
                                   : data.substr(at + 5, data.find('"', at + 5) - at - 5);
}
} // namespace

Result<std::string> TallyRole::stored(store::Store& store, const std::string& aggregate)
{
    return store.meta.get("tally " + aggregate);
}

Status TallyRole::note(const std::string& aggregate, const std::string& what, const Uuid& eventId,
    pipeline::Effects& effects)
{
    auto known = m_tallies.find(aggregate);
    if (known == m_tallies.end()) {
        LOCUS_TRY_VALUE(list, stored(effects.store(), aggregate));
        const auto version = static_cast<std::uint64_t>(std::count(list.begin(), list.end(), ';'));
        known = m_tallies.emplace(aggregate, Tally { std::move(list), version }).first;
    }
    Tally& tally = known->second;
    tally.list += what + ';';
    ++tally.version;
    LOCUS_TRY(effects.store().meta.set("tally " + aggregate, tally.list));
    events::NewEvent event { "Sim.Noted", aggregate, "{\"n\":\"" + what + "\"}", effects.now() };
    event.streamVersion = tally.version;
    events::Envelope envelope = m_factory.first(eventId, std::move(event));
    envelope.aggregateType = "Sim";
    LOCUS_TRY(effects.append(std::move(envelope), topic));
    effects.changed("tallies", "put", aggregate);
    return {};
}

bool TallyRole::begins(const pipeline::Incoming& incoming) const
{
    return numberIn(incoming.event.data).starts_with("n");
}

Status TallyRole::onEvent(const pipeline::Incoming& incoming, pipeline::Effects& effects)
{
    const events::Envelope& event = incoming.event;
    const std::string number = numberIn(event.data);
    const Uuid id = deriveUuid(event.id, event.time, "noted");
    LOCUS_TRY(note(event.aggregateId, number, id, effects));
    if (number.starts_with("w")) {
        const std::string awaited = number.substr(number.find('@') + 1);
        LOCUS_TRY_VALUE(version, effects.store().events.versionOf("Sim/" + awaited));
        // Its own note does not count.
        if (version < (awaited == event.aggregateId ? 2 : 1)) {
            return pipeline::awaiting("sim.not_yet_known", "simulated", "Sim/" + awaited);
        }
    }
    if (number.starts_with("b") && !m_repaired) {
        return poison("sim.bad", "simulated"); // after its effect, which must be undone
    }
    if (number.starts_with("r") && m_failures[number]++ < 2) {
        return retriable("sim.not_now", "simulated");
    }
    if (number.starts_with("j")) {
        store::Job job;
        job.id = deriveUuid(event.id, event.time, "job");
        job.kind = "sim";
        job.target = "sim";
        job.due = effects.now();
        job.body = event.aggregateId + ' ' + number;
        LOCUS_TRY(effects.addJob(std::move(job), {}));
    }
    if (number.starts_with("t")) {
        return effects.setTimer({ deriveUuid(event.id, event.time, "timer"),
            effects.now() + std::chrono::milliseconds(300), "tally",
            event.aggregateId + ' ' + number });
    }
    return {};
}

pipeline::Answer TallyRole::onCommand(const pipeline::Command& command, pipeline::Effects& effects)
{
    LOCUS_TRY(note("commands", command.body, deriveUuid(command.id, "noted"), effects));
    if (command.body.starts_with("x")) {
        return refused("sim.refused", "simulated");
    }
    return Bytes("{}");
}

Status TallyRole::onJobDone(const pipeline::JobOutcome& outcome, pipeline::Effects& effects)
{
    const Bytes& body = outcome.job.body;
    return note(
        "jobs", body.substr(body.find(' ') + 1), deriveUuid(outcome.job.id, "noted"), effects);
}

Status TallyRole::onTimer(const store::Timer& timer, pipeline::Effects& effects)
{
    return note("timers", timer.body.substr(timer.body.find(' ') + 1),
        deriveUuid(timer.id, "noted"), effects);
}

} // namespace locus::test
