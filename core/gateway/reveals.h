// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/instant.h"
#include "core/base/result.h"
#include "core/people/principal.h"

#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace locus {
class Clock;
class UuidSource;
} // namespace locus
namespace locus::protocol {
struct RevealInfo;
}

namespace locus::gateway {

// Time boxes in which a session sees what is masked of one record; who asked gave a reason. In
// memory alone: a restart closes them. Thread contract: the gateway's thread.
class Reveals
{
public:
    struct Reveal
    {
        std::string id;
        people::Principal principal;
        std::string record; // "Patient/<id>"
        std::vector<std::string> fields; // paths; empty: all
        std::string reason;
        Instant begun {};
        Instant until {};
        Duration over { 0 }; // monotonic: a clock that is set back keeps none open
    };
    struct Wish
    {
        std::string record;
        std::vector<std::string> fields;
        std::string reason;
        std::chrono::minutes length { 5 };
    };

    Reveals(const Clock& clock, UuidSource& ids);

    // A right of the caller's own for the record's kind is asked for, too. Errors: invalid
    // "reveal.unknown_record", "reveal.bad_field", "reveal.no_reason"; refused
    // "people.not_permitted", "reveal.too_many".
    [[nodiscard]] Status check(const people::Principal& principal, const Wish& wish) const;
    // Another one of the same session for the same record is replaced. REQUIRES: check().
    const Reveal& begin(const people::Principal& principal, Wish wish);
    // Errors: not_found "reveal.unknown": none of this session.
    Status end(const people::Principal& principal, std::string_view id);

    // The open one that covers the record; none: nothing is revealed.
    [[nodiscard]] const Reveal* covering(
        const people::Principal& principal, std::string_view record) const;
    [[nodiscard]] bool isEmpty() const { return m_reveals.empty(); }
    [[nodiscard]] std::vector<Reveal> of(const people::Principal& principal) const;

    // Takes out those whose time is over, or whose session `isThere` does not know any more.
    std::vector<Reveal> takeEnded(const std::function<bool(const people::Principal&)>& isThere);

private:
    [[nodiscard]] bool isOpen(const Reveal& reveal) const;

    const Clock& m_clock;
    UuidSource& m_ids;
    std::vector<Reveal> m_reveals;
};

protocol::RevealInfo revealInfo(const Reveals::Reveal& reveal);

} // namespace locus::gateway
