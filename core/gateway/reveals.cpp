// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/gateway/reveals.h"

#include "core/base/clock.h"
#include "core/base/text.h"
#include "core/base/uuid.h"
#include "core/masking/answer_view.h"
#include "core/people/permissions.h"

#include <algorithm>
#include <array>

namespace locus::gateway {

namespace {

constexpr std::size_t mostOfSession = 20;
constexpr std::size_t shortestReason = 4; // octets

// What can be revealed, and the right that it takes.
struct Kind
{
    std::string_view prefix;
    std::string_view right;
};
constexpr std::array kinds { Kind { "Patient/", "patients.get" },
    Kind { "Analysis/", "analyses.get" }, Kind { "DeadLetter/", "deadLetters.reveal" } };

bool isOfSession(const people::Principal& one, const people::Principal& other)
{
    return one.user == other.user && one.tokenId == other.tokenId;
}

} // namespace

Reveals::Reveals(const Clock& clock, UuidSource& ids)
    : m_clock(clock)
    , m_ids(ids)
{ }

Status Reveals::check(const people::Principal& principal, const Wish& wish) const
{
    const auto kind = std::find_if(kinds.begin(), kinds.end(), [&wish](const Kind& one) {
        return wish.record.starts_with(one.prefix) && wish.record.size() > one.prefix.size();
    });
    if (kind == kinds.end()) {
        return invalid("reveal.unknown_record", "a record is named by its kind and its id")
            .with("field", "record")
            .with("allowed", "Patient/<id>, Analysis/<id>, DeadLetter/<id>");
    }
    LOCUS_TRY(people::checkPermitted(principal, kind->right));
    if (trimmed(wish.reason).size() < shortestReason) {
        return invalid("reveal.no_reason", "a reason has to be typed; it stands in the audit trail")
            .with("field", "reason")
            .with("allowed", "at least " + std::to_string(shortestReason) + " letters");
    }
    for (const std::string& field : wish.fields) {
        LOCUS_TRY(masking::checkPath(field));
    }
    if (of(principal).size() >= mostOfSession && covering(principal, wish.record) == nullptr) {
        return refused("reveal.too_many",
            "at most " + std::to_string(mostOfSession)
                + " records of a session are revealed at once; end one first")
            .with("allowed", "reveal.end");
    }
    return {};
}

const Reveals::Reveal& Reveals::begin(const people::Principal& principal, Wish wish)
{
    std::erase_if(m_reveals, [&](const Reveal& one) {
        return isOfSession(one.principal, principal) && one.record == wish.record;
    });
    const Instant now = m_clock.now();
    m_reveals.push_back(
        { m_ids.next().toString(), principal, std::move(wish.record), std::move(wish.fields),
            std::move(wish.reason), now, now + wish.length, m_clock.monotonic() + wish.length });
    return m_reveals.back();
}

Status Reveals::end(const people::Principal& principal, std::string_view id)
{
    const auto gone = std::erase_if(m_reveals,
        [&](const Reveal& one) { return isOfSession(one.principal, principal) && one.id == id; });
    if (gone == 0) {
        return notFound("reveal.unknown", "nothing of this session is revealed by that id")
            .with("field", "revealId");
    }
    return {};
}

bool Reveals::isOpen(const Reveal& reveal) const
{
    return m_clock.monotonic() < reveal.over;
}

const Reveals::Reveal* Reveals::covering(
    const people::Principal& principal, std::string_view record) const
{
    const auto found = std::find_if(m_reveals.begin(), m_reveals.end(), [&](const Reveal& one) {
        return one.record == record && isOfSession(one.principal, principal) && isOpen(one);
    });
    return found == m_reveals.end() ? nullptr : &*found;
}

std::vector<Reveals::Reveal> Reveals::of(const people::Principal& principal) const
{
    std::vector<Reveal> out;
    std::copy_if(m_reveals.begin(), m_reveals.end(), std::back_inserter(out),
        [&](const Reveal& one) { return isOfSession(one.principal, principal) && isOpen(one); });
    return out;
}

std::vector<Reveals::Reveal> Reveals::takeEnded(
    const std::function<bool(const people::Principal&)>& isThere)
{
    std::vector<Reveal> out;
    const auto kept = std::stable_partition(m_reveals.begin(), m_reveals.end(),
        [&](const Reveal& one) { return isOpen(one) && isThere(one.principal); });
    std::move(kept, m_reveals.end(), std::back_inserter(out));
    m_reveals.erase(kept, m_reveals.end());
    return out;
}

} // namespace locus::gateway
