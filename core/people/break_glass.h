// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/people/account.h"
#include "core/people/principal.h"
#include "core/people/rights_row.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace locus::people {

using BreakGlassId = Id<struct BreakGlassTag>;

enum class BreakGlassEnd : std::uint8_t
{
    StillOpen,
    ByPerson,
    TimeBox, // its time ran out
    SessionOver,
    CoreStopped // with all sessions; found at the next start
};
std::string_view toString(BreakGlassEnd end); // "open" "closed" "timeBox" "sessionOver" ...
std::optional<BreakGlassEnd> breakGlassEndFrom(std::string_view text);

// Emergency access of one session: what a clinician may, for a while, with a reason. Its entry
// stands in the review queue until somebody else has closed it with a finding.
struct BreakGlass
{
    BreakGlassId id;
    std::string user;
    std::string session; // Principal::tokenId
    bool forAll = false; // for all patients
    Instant begun {};
    Instant until {};
    std::optional<Instant> ended;
    BreakGlassEnd end = BreakGlassEnd::StillOpen;
    std::string reviewer;
    std::optional<Instant> reviewedAt;
    std::uint64_t version = 1;
    // What may say who a patient is; empty once the key of the patient was erased.
    std::string patient;
    std::string reason;
    std::string finding;

    [[nodiscard]] bool isOpen() const { return !ended.has_value(); }
    [[nodiscard]] Overlay overlay() const { return { id.toString(), patient, until }; }
};

inline constexpr std::int64_t longestBreakGlass = 30; // minutes
// The purpose of use that stands before the reason of every record under it (HL7 v3 ActReason).
inline constexpr const char* emergencyPurpose = "ETREAT";

// Names of the commands. `close` is the core's own: of what ended without a person's wish.
inline constexpr std::string_view beginBreakGlass = "people.breakGlass.begin";
inline constexpr std::string_view endBreakGlass = "people.breakGlass.end";
inline constexpr std::string_view closeBreakGlass = "people.breakGlass.close";
inline constexpr std::string_view reviewBreakGlass = "people.breakGlass.review";

struct BreakGlassWish
{
    std::optional<BreakGlassId> id; // but to begin
    std::optional<AccountId> account; // to begin: of whose session it is
    std::string session;
    std::string patient;
    bool forAll = false;
    std::string reason;
    std::string code; // of the second factor
    std::int64_t minutes = longestBreakGlass;
    BreakGlassEnd cause = BreakGlassEnd::ByPerson; // of close
    std::string finding;
};
Bytes encodeBreakGlassWish(const BreakGlassWish& wish);
// Errors: invalid "people.bad_wish".
Result<BreakGlassWish> decodeBreakGlassWish(BytesView text);

// Pure rules. Errors of begin: refused "people.needs_second_factor" (and how to get one),
// "people.bad_code"; invalid "people.no_reason", "people.bad_minutes", "people.bad_scope", each
// with "field" and "allowed". `step`: of the code that was used up.
struct BegunBreakGlass
{
    BreakGlass entry;
    std::int64_t step = 0;
};
Result<BegunBreakGlass> beginAccess(
    const BreakGlassWish& wish, const Account& account, const BreakGlassId& newId, Instant now);
// Never later than its time box. Errors: refused "people.glass_over".
Result<BreakGlass> endAccess(BreakGlass entry, BreakGlassEnd cause, Instant now);
// Errors: refused "people.glass_open" (end it first), "people.own_review", "people.reviewed";
// invalid "people.no_finding".
Result<BreakGlass> reviewAccess(
    BreakGlass entry, std::string_view reviewer, std::string_view finding, Instant now);

RightsRow rowOf(const BreakGlass& entry);
// Errors: fatal "people.damaged".
Result<BreakGlass> breakGlassFrom(const RightsRow& row);

} // namespace locus::people
