// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/instant.h"

#include <array>
#include <compare>
#include <cstdint>
#include <functional>
#include <mutex>
#include <string>
#include <string_view>

namespace locus {

class Clock;
class RandomSource;

// A UUID of any version (RFC 9562), ordered byte by byte: versions 7 and 8 as made here sort by
// time.
class Uuid
{
public:
    using Octets = std::array<std::uint8_t, 16>;

    constexpr Uuid() = default;
    explicit constexpr Uuid(const Octets& octets)
        : m_octets(octets)
    { }

    // Reads the 36-character form in either case. Errors: invalid "uuid.malformed".
    static Result<Uuid> parse(std::string_view text);

    [[nodiscard]] bool isNil() const { return *this == Uuid(); }
    [[nodiscard]] int version() const { return m_octets[6] >> 4; }
    // The 48-bit time of versions 7 and 8 as made here.
    [[nodiscard]] Instant time() const;
    [[nodiscard]] const Octets& octets() const { return m_octets; }
    [[nodiscard]] std::string toString() const;

    auto operator<=>(const Uuid&) const = default;

private:
    Octets m_octets {};
};

// Makes UUIDv7 ids that strictly increase within one process, also when the wall clock steps back.
// Thread contract: safe from any thread.
class UuidSource
{
public:
    UuidSource(const Clock& clock, RandomSource& random);

    [[nodiscard]] Uuid next();

private:
    const Clock& m_clock;
    RandomSource& m_random;
    std::mutex m_mutex;
    std::int64_t m_lastMillis = 0;
    std::uint32_t m_counter = 0;
};

// The id of an event that follows from another: UUIDv8 (RFC 9562) with the cause's 48-bit time and
// bits of SHA-256(cause ‖ 0 ‖ step). Equal causes and steps give equal ids, so that a repeat after
// a crash has the same id.
Uuid deriveUuid(std::string_view causeId, Instant causeTime, std::string_view step);
Uuid deriveUuid(const Uuid& cause, std::string_view step);

// A UUID that cannot be mistaken for another kind's: using AnalysisId = Id<struct AnalysisTag>;
template <typename Tag> class Id
{
public:
    constexpr Id() = default;
    explicit constexpr Id(Uuid uuid)
        : m_uuid(uuid)
    { }

    static Result<Id> parse(std::string_view text)
    {
        auto uuid = Uuid::parse(text);
        if (!uuid.ok()) {
            return std::move(uuid).error();
        }
        return Id(*uuid);
    }

    [[nodiscard]] const Uuid& uuid() const { return m_uuid; }
    [[nodiscard]] std::string toString() const { return m_uuid.toString(); }
    auto operator<=>(const Id&) const = default;

private:
    Uuid m_uuid;
};

} // namespace locus

template <> struct std::hash<locus::Uuid>
{
    std::size_t operator()(const locus::Uuid& uuid) const noexcept;
};

template <typename Tag> struct std::hash<locus::Id<Tag>>
{
    std::size_t operator()(const locus::Id<Tag>& id) const noexcept
    {
        return std::hash<locus::Uuid>()(id.uuid());
    }
};
