// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/people/break_glass.h"
#include "core/people/rights_json.h"

namespace locus::people {

using nlohmann::json;

Bytes encodeBreakGlassWish(const BreakGlassWish& wish)
{
    json out = { { "session", wish.session }, { "patient", wish.patient },
        { "forAll", wish.forAll }, { "reason", wish.reason }, { "code", wish.code },
        { "minutes", wish.minutes }, { "cause", toString(wish.cause) },
        { "finding", wish.finding } };
    if (wish.id) {
        out["id"] = wish.id->toString();
    }
    if (wish.account) {
        out["account"] = wish.account->toString();
    }
    return jsonText(out);
}

Result<BreakGlassWish> decodeBreakGlassWish(BytesView text)
{
    return readingJson(
        text,
        [](const json& in) -> Result<BreakGlassWish> {
            BreakGlassWish out;
            if (in.contains("id")) {
                LOCUS_TRY_VALUE(id, BreakGlassId::parse(in.at("id").get<std::string>()));
                out.id = id;
            }
            if (in.contains("account")) {
                LOCUS_TRY_VALUE(account, AccountId::parse(in.at("account").get<std::string>()));
                out.account = account;
            }
            out.session = textAt(in, "session");
            out.patient = textAt(in, "patient");
            out.forAll = in.value("forAll", false);
            out.reason = textAt(in, "reason");
            out.code = textAt(in, "code");
            out.minutes = in.value("minutes", longestBreakGlass);
            out.cause = breakGlassEndFrom(textAt(in, "cause")).value_or(BreakGlassEnd::ByPerson);
            out.finding = textAt(in, "finding");
            return out;
        },
        badWish);
}

RightsRow rowOf(const BreakGlass& entry)
{
    RightsRow row;
    row.kind = RightsKind::BreakGlass;
    row.id = entry.id.uuid();
    row.state = entry.isOpen() ? RightsState::Live
        : entry.reviewedAt     ? RightsState::Over
                               : RightsState::Waiting;
    row.at = entry.begun;
    row.body = jsonText({ { "user", entry.user }, { "session", entry.session },
        { "forAll", entry.forAll }, { "begun", toMicros(entry.begun) },
        { "until", toMicros(entry.until) }, { "ended", microsOf(entry.ended) },
        { "end", toString(entry.end) }, { "reviewer", entry.reviewer },
        { "reviewedAt", microsOf(entry.reviewedAt) }, { "version", entry.version } });
    row.hidden = jsonText(
        { { "patient", entry.patient }, { "reason", entry.reason }, { "finding", entry.finding } });
    row.subject = entry.patient;
    return row;
}

Result<BreakGlass> breakGlassFrom(const RightsRow& row)
{
    BreakGlass out;
    out.id = BreakGlassId(row.id);
    out.begun = row.at;
    LOCUS_TRY(readingJson(
        row.body,
        [&out](const json& in) -> Status {
            out.user = textAt(in, "user");
            out.session = textAt(in, "session");
            out.forAll = in.value("forAll", false);
            out.until = microsAt(in, "until").value_or(Instant());
            out.ended = microsAt(in, "ended");
            out.end = breakGlassEndFrom(textAt(in, "end")).value_or(BreakGlassEnd::StillOpen);
            out.reviewer = textAt(in, "reviewer");
            out.reviewedAt = microsAt(in, "reviewedAt");
            out.version = in.value("version", std::uint64_t { 1 });
            return {};
        },
        damagedRow));
    if (row.hidden.empty()) {
        return out;
    }
    LOCUS_TRY(readingJson(
        row.hidden,
        [&out](const json& in) -> Status {
            out.patient = textAt(in, "patient");
            out.reason = textAt(in, "reason");
            out.finding = textAt(in, "finding");
            return {};
        },
        damagedRow));
    return out;
}

} // namespace locus::people
