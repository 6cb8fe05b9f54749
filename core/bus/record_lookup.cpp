// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/bus/record_lookup.h"

#include "core/base/checksum.h"
#include "core/bus/event_bus.h"

#include <algorithm>

namespace locus::bus {

namespace {

using Found = std::vector<std::optional<Record>>;

// The bus holds the wanted offset now.
Result<bool> isHeld(EventBus& bus, const Position& place)
{
    const auto marks = bus.watermarks(place.at);
    if (!marks.ok() && marks.error().kind == ErrorKind::NotFound) {
        return false;
    }
    if (!marks.ok()) {
        return marks.error();
    }
    return place.next >= marks->first && place.next < marks->end;
}

// One place a round and partition: two wanted offsets of one partition cannot share an assignment.
std::vector<std::size_t> takeRound(
    std::span<const Position> places, std::vector<std::size_t>& pending)
{
    std::vector<std::size_t> round;
    std::erase_if(pending, [&](std::size_t i) {
        const bool taken = std::any_of(round.begin(), round.end(),
            [&](std::size_t other) { return places[other].at == places[i].at; });
        if (!taken) {
            round.push_back(i);
        }
        return !taken;
    });
    return round;
}

Status readRound(BusConsumer& consumer, std::span<const Position> places,
    std::vector<std::size_t> round, std::chrono::steady_clock::time_point until, Found& found)
{
    std::vector<Position> from;
    from.reserve(round.size());
    for (const std::size_t i : round) {
        from.push_back(places[i]);
    }
    LOCUS_TRY(consumer.assign(from));
    while (!round.empty()) {
        const auto left =
            std::chrono::ceil<std::chrono::milliseconds>(until - std::chrono::steady_clock::now());
        if (left.count() <= 0) {
            return retriable("bus.unreachable",
                "the bus did not return the record at " + places[round.front()].at.topic + "/"
                    + std::to_string(places[round.front()].at.partition) + " in time");
        }
        LOCUS_TRY_VALUE(records, consumer.poll(256, 4UL * 1024 * 1024, left));
        for (Record& record : records) {
            const auto wanted = std::find_if(round.begin(), round.end(),
                [&](std::size_t i) { return places[i].at == record.at; });
            if (wanted == round.end()) {
                continue;
            }
            // A later offset: the wanted one was compacted away or marks a transaction.
            if (record.offset == places[*wanted].next) {
                found[*wanted] = std::move(record);
            }
            round.erase(wanted);
        }
    }
    return {};
}

} // namespace

Fingerprint fingerprintOf(const Record& record)
{
    const auto part = [](const std::optional<Bytes>& bytes) {
        return bytes ? checksum(*bytes) : std::uint64_t { 0 };
    };
    Bytes parts;
    const auto add = [&](std::uint64_t hash) { parts += std::to_string(hash) + ','; };
    add(part(record.key));
    add(part(record.value));
    for (const auto& [name, value] : record.headers) {
        add(checksum(name));
        add(part(value));
    }
    return { record.timestampMs, checksum(parts) };
}

Result<Found> readRecordsAt(
    EventBus& bus, std::span<const Position> places, std::chrono::milliseconds timeout)
{
    const auto until = std::chrono::steady_clock::now() + timeout;
    Found found(places.size());
    std::vector<std::size_t> pending;
    for (std::size_t i = 0; i < places.size(); ++i) {
        LOCUS_TRY_VALUE(held, isHeld(bus, places[i]));
        if (held) {
            pending.push_back(i);
        }
    }
    if (pending.empty()) {
        return found;
    }
    LOCUS_TRY_VALUE(consumer, bus.makeConsumer({}));
    while (!pending.empty()) {
        LOCUS_TRY(readRound(*consumer, places, takeRound(places, pending), until, found));
    }
    return found;
}

} // namespace locus::bus
