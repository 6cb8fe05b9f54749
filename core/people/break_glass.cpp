// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/people/break_glass.h"

#include "core/base/text.h"
#include "core/people/totp.h"

#include <algorithm>
#include <array>

namespace locus::people {

namespace {

constexpr std::size_t longestReason = 500; // octets
constexpr std::array names { "open", "closed", "timeBox", "sessionOver", "coreStopped" };

Status checkText(std::string_view text, const char* code, const char* field)
{
    if (!trimmed(text).empty() && text.size() <= longestReason && isUtf8(text)) {
        return {};
    }
    return invalid(code, std::string(field) + ": 1 to 500 octets that say why")
        .with("field", field)
        .with("allowed", "1 to 500 octets");
}

Status checkWish(const BreakGlassWish& wish)
{
    LOCUS_TRY(checkText(wish.reason, "people.no_reason", "reason"));
    if (wish.minutes < 1 || wish.minutes > longestBreakGlass) {
        return invalid("people.bad_minutes", "emergency access is open for 1 to 30 minutes")
            .with("field", "minutes")
            .with("allowed", "1 to 30");
    }
    if (wish.forAll == wish.patient.empty()) {
        return {};
    }
    return invalid("people.bad_scope",
        "emergency access is for one patient (patientRef) or for all (allPatients), not for both")
        .with("field", "patientRef")
        .with("allowed", "patientRef or allPatients");
}

} // namespace

std::string_view toString(BreakGlassEnd end)
{
    return names.at(static_cast<std::size_t>(end));
}

std::optional<BreakGlassEnd> breakGlassEndFrom(std::string_view text)
{
    const auto found = std::find(names.begin(), names.end(), text);
    return found == names.end() ? std::nullopt
                                : std::optional(static_cast<BreakGlassEnd>(found - names.begin()));
}

Result<BegunBreakGlass> beginAccess(
    const BreakGlassWish& wish, const Account& account, const BreakGlassId& newId, Instant now)
{
    LOCUS_TRY(checkWish(wish));
    if (!account.shown.hasSecondFactor) {
        return refused("people.needs_second_factor",
            "emergency access needs a second factor and this account has none; enrol one in the "
            "settings or with people.totp.enrol, confirm it, and ask again")
            .with("allowed", "people.totp.enrol");
    }
    const auto step = matchTotp(account.totpSecret, wish.code, now, account.totpStep);
    if (!step) {
        return refused("people.bad_code",
            "this is not the code of now, or it was used; enter the six digits that the "
            "authenticator shows")
            .with("field", "code");
    }
    BegunBreakGlass out;
    out.step = *step;
    BreakGlass& entry = out.entry;
    entry.id = newId;
    entry.user = account.shown.user;
    entry.session = wish.session;
    entry.forAll = wish.forAll;
    entry.patient = wish.patient;
    entry.reason = trimmed(wish.reason);
    entry.begun = now;
    entry.until = now + std::chrono::minutes(wish.minutes);
    return out;
}

Result<BreakGlass> endAccess(BreakGlass entry, BreakGlassEnd cause, Instant now)
{
    if (!entry.isOpen()) {
        return refused(
            "people.glass_over", "this emergency access is over since " + toRfc3339(*entry.ended));
    }
    entry.ended = std::clamp(now, entry.begun, entry.until);
    entry.end = now >= entry.until ? BreakGlassEnd::TimeBox : cause;
    ++entry.version;
    return entry;
}

Result<BreakGlass> reviewAccess(
    BreakGlass entry, std::string_view reviewer, std::string_view finding, Instant now)
{
    if (entry.user == reviewer) {
        return refused(
            "people.own_review", "nobody reviews his own emergency access; somebody else has to");
    }
    if (entry.reviewedAt) {
        return refused("people.reviewed",
            entry.reviewer + " has closed this entry at " + toRfc3339(*entry.reviewedAt));
    }
    if (entry.isOpen()) {
        return refused("people.glass_open",
            "this emergency access is open until " + toRfc3339(entry.until)
                + "; it is reviewed when it is over");
    }
    LOCUS_TRY(checkText(finding, "people.no_finding", "finding"));
    entry.reviewer = reviewer;
    entry.finding = trimmed(finding);
    entry.reviewedAt = now;
    ++entry.version;
    return entry;
}

} // namespace locus::people
