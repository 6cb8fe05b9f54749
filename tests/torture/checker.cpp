// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/torture/checker.h"

#include <algorithm>
#include <map>
#include <set>
#include <tuple>

namespace locus::torture {

namespace {

using Place = std::tuple<std::string, std::int32_t, std::int64_t>; // topic, partition, offset
using Log = std::pair<std::string, std::int32_t>; // topic, partition

std::string toText(const Place& place)
{
    const auto& [topic, partition, offset] = place;
    return topic + '/' + std::to_string(partition) + '@' + std::to_string(offset);
}

class Judge
{
public:
    void take(const Operation& operation);
    void take(const Polled& polled);
    void take(const Held& held);
    void take(const Letter& letter);
    void take(const Fault& /*fault*/) { }

    Verdict judge();

private:
    struct Event
    {
        std::string aggregate;
        std::uint64_t version = 0;
        std::set<Place> places;
    };

    void judgeValues();
    void judgeReaders();
    void judgeOrder();
    void judgeUnseen();
    void blame(Kind kind, std::string detail)
    {
        m_verdict.violations.push_back({ kind, std::move(detail) });
    }

    Verdict m_verdict;
    std::map<std::string, Operation::Phase> m_outcomes;
    std::map<std::string, std::vector<Held>> m_held; // by value
    std::map<std::string, Event> m_events; // by id
    std::map<Place, std::string> m_log; // what stands where, as first read
    std::map<std::pair<std::string, Log>, std::vector<std::int64_t>> m_readings;
    std::map<Place, std::string> m_letters;
};

void Judge::take(const Operation& operation)
{
    Operation::Phase& outcome =
        m_outcomes.try_emplace(operation.value, Operation::Phase::Invoked).first->second;
    // A value that was tried again after an unknown outcome has the outcome of the last try, but
    // never less than an acknowledgement.
    if (operation.phase != Operation::Phase::Invoked && outcome != Operation::Phase::Ok) {
        outcome = operation.phase;
    }
}

void Judge::take(const Polled& polled)
{
    const Place place { polled.topic, polled.partition, polled.offset };
    m_readings[{ polled.reader, { polled.topic, polled.partition } }].push_back(polled.offset);
    const auto [at, isNew] = m_log.emplace(place, polled.eventId);
    if (!isNew && at->second != polled.eventId) {
        blame(Kind::OffsetDisagreement,
            toText(place) + " was " + at->second + " and " + polled.eventId);
    }
    Event& event = m_events[polled.eventId];
    if (event.places.empty()) {
        event.aggregate = polled.aggregate;
        event.version = polled.version;
    } else if (event.aggregate != polled.aggregate || event.version != polled.version) {
        blame(Kind::Changed, polled.eventId + " at " + toText(place));
    }
    event.places.insert(place);
}

void Judge::take(const Held& held)
{
    m_held[held.value].push_back(held);
}

void Judge::take(const Letter& letter)
{
    ++m_verdict.letters;
    const Place place { letter.topic, letter.partition, letter.offset };
    if (!letter.hasOctets || !letter.hasCause) {
        blame(Kind::LetterIncomplete, letter.id + " of " + toText(place));
    }
    const auto [at, isNew] = m_letters.emplace(place, letter.id);
    if (!isNew && at->second != letter.id) {
        blame(Kind::LetterTwice, toText(place));
    }
}

void Judge::judgeValues()
{
    for (const auto& [value, outcome] : m_outcomes) {
        ++m_verdict.invoked;
        m_verdict.acknowledged += outcome == Operation::Phase::Ok ? 1 : 0;
        m_verdict.refused += outcome == Operation::Phase::Failed ? 1 : 0;
        const bool isOpen =
            outcome == Operation::Phase::Unknown || outcome == Operation::Phase::Invoked;
        m_verdict.unknown += isOpen ? 1 : 0;
        const bool isHeld = m_held.contains(value);
        if (outcome == Operation::Phase::Ok && !isHeld) {
            blame(Kind::Lost, value);
        }
        if (outcome == Operation::Phase::Failed && isHeld) {
            blame(Kind::Aborted, value);
        }
    }
    for (const auto& [value, holdings] : m_held) {
        m_verdict.held += static_cast<int>(holdings.size());
        if (!m_outcomes.contains(value)) {
            blame(Kind::Phantom, value);
        }
        if (holdings.size() > 1 || holdings.front().effects > 1) {
            blame(Kind::Duplicate, value);
        }
        if (holdings.front().effects < 1) {
            blame(Kind::Lost, value + " is held without a result");
        }
    }
}

void Judge::judgeReaders()
{
    std::map<Log, std::set<std::int64_t>> known; // by anybody
    for (const auto& [place, id] : m_log) {
        known[{ std::get<0>(place), std::get<1>(place) }].insert(std::get<2>(place));
    }
    for (const auto& [who, offsets] : m_readings) {
        const auto& [reader, log] = who;
        for (std::size_t i = 1; i < offsets.size(); ++i) {
            const std::int64_t last = offsets[i - 1];
            const std::string where = reader + " in " + log.first + '/' + std::to_string(log.second)
                + " from " + std::to_string(last) + " to " + std::to_string(offsets[i]);
            if (offsets[i] <= last) {
                blame(Kind::NonMonotonicPoll, where);
            } else if (*known[log].upper_bound(last) != offsets[i]) {
                blame(Kind::SkippedPoll, where);
            }
        }
    }
}

void Judge::judgeOrder()
{
    // First copies alone: a copy after a crash may stand behind later events.
    std::map<std::tuple<std::string, std::int32_t, std::string>, std::uint64_t> last;
    std::set<std::string> seen;
    for (const auto& [place, id] : m_log) {
        const Event& event = m_events[id];
        if (event.version == 0 || !seen.insert(id).second) {
            continue;
        }
        std::uint64_t& version = last[{ std::get<0>(place), std::get<1>(place), event.aggregate }];
        if (event.version <= version) {
            blame(Kind::OutOfOrder,
                event.aggregate + " version " + std::to_string(event.version) + " after "
                    + std::to_string(version) + " at " + toText(place));
        }
        version = std::max(version, event.version);
    }
}

void Judge::judgeUnseen()
{
    std::map<std::string, std::set<std::uint64_t>> versions; // by aggregate
    for (const auto& [id, event] : m_events) {
        ++m_verdict.events;
        m_verdict.duplicatesOnWire += static_cast<int>(event.places.size()) - 1;
        if (event.version == 0) {
            continue;
        }
        if (!versions[event.aggregate].insert(event.version).second) {
            blame(Kind::Duplicate,
                event.aggregate + " has two events of version " + std::to_string(event.version));
        }
    }
    for (const auto& [aggregate, seen] : versions) {
        if (seen.size() != *seen.rbegin()) {
            blame(Kind::Gap, aggregate);
        }
    }
    for (const auto& [value, holdings] : m_held) {
        for (const Held& held : holdings) {
            const auto at = versions.find(held.aggregate);
            const std::uint64_t newest = at == versions.end() ? 0 : *at->second.rbegin();
            if (newest < held.version) {
                blame(Kind::Unseen,
                    held.aggregate + " is at version " + std::to_string(held.version)
                        + ", readers saw " + std::to_string(newest));
            }
        }
    }
}

Verdict Judge::judge()
{
    judgeValues();
    judgeReaders();
    judgeOrder();
    judgeUnseen();
    return std::move(m_verdict);
}

} // namespace

std::string_view toString(Kind kind)
{
    static constexpr std::string_view names[] { "lost", "duplicate", "aborted", "phantom",
        "out of order", "gap", "unseen", "offset disagreement", "non-monotonic poll",
        "skipped poll", "changed", "incomplete letter", "letter twice" };
    return names[static_cast<std::size_t>(kind)];
}

int Verdict::count(Kind kind) const
{
    return static_cast<int>(std::count_if(violations.begin(), violations.end(),
        [kind](const Violation& violation) { return violation.kind == kind; }));
}

Verdict check(std::span<const Entry> history)
{
    Judge judge;
    for (const Entry& entry : history) {
        std::visit([&judge](const auto& one) { judge.take(one); }, entry);
    }
    return judge.judge();
}

} // namespace locus::torture
