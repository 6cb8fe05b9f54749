// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
// What must hold when a run is over.
#include "core/people/audit_record.h"
#include "core/people/audit_verifier.h"
#include "tests/simulator/sim_world.h"

#include <algorithm>

namespace locus::test {

namespace {

std::vector<std::string> parts(const std::string& list)
{
    std::vector<std::string> out;
    std::size_t from = 0;
    for (std::size_t to = list.find(';'); to != std::string::npos; to = list.find(';', from)) {
        out.push_back(list.substr(from, to - from));
        from = to + 1;
    }
    return out;
}

std::string headerOf(const bus::Record& record, const std::string& name)
{
    for (const auto& [key, value] : record.headers) {
        if (key == name && value) {
            return *value;
        }
    }
    return {};
}

std::string sorted(std::vector<std::string> names)
{
    std::sort(names.begin(), names.end());
    std::string out;
    for (const std::string& name : names) {
        out += name + ' ';
    }
    return out;
}

} // namespace

SimWorld::Expected SimWorld::expected()
{
    Expected out;
    std::set<std::string> seen;
    for (std::int32_t p = 0; p < partitions; ++p) {
        for (const bus::Record& record : m_bus.log({ inTopic, p })) {
            const std::string id = headerOf(record, "ce_id");
            if (id.empty() || m_discarded.contains({ record.at, record.offset })
                || !seen.insert(id).second) {
                continue;
            }
            const auto at = record.value->find("\"n\":\"") + 5;
            const std::string number = record.value->substr(at, record.value->find('"', at) - at);
            out.lanes[*record.key].push_back(number);
            m_waited += number.starts_with("w") ? 1 : 0;
            if (number.starts_with("j")) {
                out.jobs.push_back(number);
            } else if (number.starts_with("t")) {
                out.timers.push_back(number);
            }
        }
    }
    return out;
}

// I1, I2: what was applied is what a plain reading of the topic gives, in its order; only what
// makes an entity known may come earlier. I4: the state is the fold of its stream.
std::string SimWorld::checkState(store::Store& store)
{
    const Expected wanted = expected();
    const auto inOrder = [](const std::vector<std::string>& numbers) {
        std::string out;
        for (const std::string& number : numbers) {
            out += number.starts_with("n") ? "" : number + ';';
        }
        return out;
    };
    for (const auto& [lane, numbers] : wanted.lanes) {
        const std::string stored = *TallyRole::stored(store, lane);
        if (inOrder(parts(stored)) != inOrder(numbers)
            || sorted(parts(stored)) != sorted(numbers)) {
            return "I1/I2: " + lane + " is [" + stored + "] and should be [" + sorted(numbers)
                + "]";
        }
    }
    std::vector<std::string> commands;
    for (const auto& [body, id] : m_commands) {
        if (body.starts_with("c")) {
            commands.push_back(body);
        }
    }
    for (const auto& [name, all] : { std::pair { "jobs", wanted.jobs },
             std::pair { "timers", wanted.timers }, std::pair { "commands", commands } }) {
        if (sorted(parts(*TallyRole::stored(store, name))) != sorted(all)) {
            return std::string("I1: ") + name + " were [" + *TallyRole::stored(store, name)
                + "] and should be " + sorted(all);
        }
    }
    for (const std::string& name :
        { std::string("agg0"), std::string("agg1"), std::string("agg2"), std::string("agg3"),
            std::string("jobs"), std::string("timers"), std::string("commands") }) {
        std::string replayed;
        std::uint64_t version = 0;
        const auto stream = store.events.stream("Sim/" + name);
        for (const auto& event : *stream) {
            if (event.streamVersion != ++version) {
                return "I4: the stream of " + name + " has a gap";
            }
            const auto at = event.value.find("\"n\":\"") + 5;
            replayed += event.value.substr(at, event.value.find('"', at) - at) + ';';
        }
        if (replayed != *TallyRole::stored(store, name)) {
            return "I4: the replay of " + name + " differs from its state";
        }
    }
    return {};
}

// I3: every committed row is published, the first copies of a key in its order.
std::string SimWorld::checkOutbox(store::Store& store)
{
    std::map<std::string, std::vector<std::string>> committed;
    const auto rows = store.events.localAfter(0, 100'000, 1UL << 30U);
    for (const auto& row : *rows) {
        committed[row.key].push_back(row.id);
    }
    std::map<std::string, std::vector<std::string>> published;
    std::set<std::string> seen;
    for (const auto& [at, log] : m_bus.logs()) {
        for (const bus::Record& record : log) {
            if (at.topic != TallyRole::topic) {
                continue;
            }
            const std::string id = headerOf(record, "ce_id");
            if (seen.insert(id).second) {
                published[*record.key].push_back(id);
            } else {
                ++m_wireDuplicates;
            }
        }
    }
    return committed == published
        ? std::string()
        : "I3: the bus holds other events than the log, or in another order";
}

// I9: a dead letter is the record octet for octet, with a cause and a history, in the table and on
// the dead-letter topic; what cannot be read stays there until a person decides.
std::string SimWorld::checkLetters(store::Store& store)
{
    std::set<std::pair<std::int32_t, std::int64_t>> unreadable;
    for (std::int32_t p = 0; p < partitions; ++p) {
        for (const bus::Record& record : m_bus.log({ inTopic, p })) {
            if (headerOf(record, "ce_id").empty()) {
                unreadable.insert({ p, record.offset });
            }
        }
    }
    std::set<std::pair<std::int32_t, std::int64_t>> found;
    std::set<std::string> ids;
    const auto letters = store.deadLetters.after(0, 100'000);
    for (const auto& letter : *letters) {
        if (letter.lane.empty()) {
            found.insert({ letter.partition, letter.offset });
        }
        const bool discarded =
            m_discarded.contains({ { letter.topic, letter.partition }, letter.offset });
        if (discarded != (letter.state == store::DeadLetter::State::Discarded)) {
            return "I9: what was discarded and what says so differ";
        }
        if (store.deadLetters.history(letter.id)->empty()) {
            return "I9: a dead letter has no history";
        }
        ids.insert(letter.id.toString());
        const auto& record =
            m_bus.log({ inTopic, letter.partition })[static_cast<std::size_t>(letter.offset)];
        if (letter.value != record.value || letter.key != record.key
            || letter.headers != record.headers || letter.errorCode.empty()) {
            return "I9: a dead letter is not the record it was";
        }
    }
    if (found != unreadable) {
        return "I9: " + std::to_string(found.size()) + " unreadable records are kept and should be "
            + std::to_string(unreadable.size());
    }
    std::set<std::string> published;
    for (const bus::Record& record : m_bus.log({ std::string(inTopic) + ".dlq", 0 })) {
        published.insert(headerOf(record, "locus-dl-id"));
    }
    return published == ids ? std::string() : "I9: the dead-letter topic lacks a letter";
}

// I5: the chain of the audit trail has no gap, and each command that was done stands in it once.
std::string SimWorld::checkAudit(store::Store& store)
{
    people::AuditVerifier verifier(store.installationId());
    std::size_t done = 0;
    const auto seen =
        store.audit.visitAfter(0, 100'000, [&](const people::AuditRow& row, BytesView hash) {
            verifier.record(row, hash);
            done += row.action == TallyRole::commandName && row.outcome == people::auditOk ? 1 : 0;
        });
    if (!seen.ok()) {
        return "I5: the audit trail cannot be read";
    }
    const people::AuditVerdict verdict = verifier.finish();
    if (!verdict.ok()) {
        return "I5: " + verdict.findings.front().sentence;
    }
    const auto wanted = static_cast<std::size_t>(std::count_if(m_commands.begin(), m_commands.end(),
        [](const auto& one) { return one.first.starts_with("c"); }));
    return done == wanted ? std::string()
                          : "I5: " + std::to_string(done)
            + " commands stand in the audit trail and " + std::to_string(wanted) + " were done";
}

} // namespace locus::test
