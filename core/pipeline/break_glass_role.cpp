// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/pipeline/break_glass_role.h"

#include "core/base/json_writer.h"
#include "core/pipeline/effects.h"

#include <algorithm>
#include <array>

namespace locus::pipeline {

using people::BreakGlass;
using people::BreakGlassEnd;
using people::BreakGlassId;
using people::BreakGlassWish;
using people::RightsKind;

namespace {

constexpr std::array commands { people::beginBreakGlass, people::endBreakGlass,
    people::closeBreakGlass, people::reviewBreakGlass };

std::string entityOf(const BreakGlass& entry)
{
    return "BreakGlass/" + entry.id.toString();
}

Uuid timerOf(const BreakGlass& entry)
{
    return deriveUuid(entry.id.uuid(), "end");
}

Status keep(const BreakGlass& entry, Effects& effects)
{
    effects.concerns(entityOf(entry), entry.patient);
    effects.changed("people.breakGlass", "put", entry.id.toString());
    return effects.store().rights.put(rowOf(entry));
}

Result<std::optional<BreakGlass>> openIn(std::string_view session, Effects& effects)
{
    LOCUS_TRY_VALUE(rows, effects.store().rights.live(RightsKind::BreakGlass));
    for (const people::RightsRow& row : rows) {
        LOCUS_TRY_VALUE(entry, people::breakGlassFrom(row));
        if (entry.session == session) {
            return std::optional(std::move(entry));
        }
    }
    return std::optional<BreakGlass>();
}

Result<BreakGlass> wanted(const BreakGlassWish& wish, Effects& effects)
{
    std::optional<BreakGlass> found;
    if (wish.id) {
        LOCUS_TRY_VALUE(row, effects.store().rights.load(RightsKind::BreakGlass, wish.id->uuid()));
        if (row) {
            LOCUS_TRY_VALUE(entry, people::breakGlassFrom(*row));
            found = std::move(entry);
        }
    } else {
        LOCUS_TRY_VALUE(entry, openIn(wish.session, effects));
        found = std::move(entry);
    }
    if (!found) {
        return notFound("people.unknown_entry",
            wish.id ? "there is no such emergency access"
                    : "no emergency access is open in this session");
    }
    return std::move(*found);
}

Answer begin(const BreakGlassWish& wish, Effects& effects, const Uuid& commandId)
{
    if (!wish.account) {
        return refused("people.no_account",
            "emergency access belongs to a person; sign in with a password first");
    }
    LOCUS_TRY_VALUE(account, effects.store().accounts.load(*wish.account));
    if (!account || !account->shown.isEnabled()) {
        return refused("people.no_account", "the account of this session is not there any more");
    }
    LOCUS_TRY_VALUE(other, openIn(wish.session, effects));
    if (other) {
        return refused("people.glass_open",
            "this session has emergency access until " + toRfc3339(other->until)
                + "; end it before another is opened");
    }
    const BreakGlassId id(deriveUuid(commandId, "breakGlass"));
    LOCUS_TRY_VALUE(begun, people::beginAccess(wish, *account, id, effects.now()));
    account->totpStep = begun.step;
    LOCUS_TRY(effects.store().accounts.put(*account));
    const BreakGlass& entry = begun.entry;
    LOCUS_TRY(keep(entry, effects));
    LOCUS_TRY(effects.setTimer({ timerOf(entry), entry.until, "breakGlass", id.toString() }));
    JsonWriter out;
    out.beginObject().key("breakGlassId").string(id.toString());
    out.member("patientRef", entry.patient).key("until").string(toRfc3339(entry.until));
    return std::move(out.endObject()).take();
}

Bytes changedTo(const BreakGlass& entry)
{
    JsonWriter out;
    out.beginObject().key("id").string(entry.id.toString());
    return std::move(out.key("version").number(entry.version).endObject()).take();
}

Answer end(const BreakGlassWish& wish, BreakGlassEnd cause, Effects& effects)
{
    LOCUS_TRY_VALUE(entry, wanted(wish, effects));
    effects.concerns(entityOf(entry), entry.patient);
    if (!wish.session.empty() && entry.session != wish.session) {
        return refused("people.not_permitted",
            "ending the emergency access of others is not permitted; it is to: admin")
            .with("allowed", "admin");
    }
    LOCUS_TRY_VALUE(ended, people::endAccess(std::move(entry), cause, effects.now()));
    LOCUS_TRY(effects.cancelTimer(timerOf(ended)));
    LOCUS_TRY(keep(ended, effects));
    return changedTo(ended);
}

Answer review(const BreakGlassWish& wish, const std::string& actor, Effects& effects)
{
    LOCUS_TRY_VALUE(entry, wanted(wish, effects));
    effects.concerns(entityOf(entry), entry.patient);
    LOCUS_TRY_VALUE(
        closed, people::reviewAccess(std::move(entry), actor, wish.finding, effects.now()));
    LOCUS_TRY(keep(closed, effects));
    return changedTo(closed);
}

} // namespace

bool BreakGlassRole::handles(std::string_view command) const
{
    return std::find(commands.begin(), commands.end(), command) != commands.end();
}

Answer BreakGlassRole::onCommand(const Command& command, Effects& effects)
{
    LOCUS_TRY_VALUE(wish, people::decodeBreakGlassWish(command.body));
    if (command.name == people::beginBreakGlass) {
        return begin(wish, effects, command.id);
    }
    if (command.name == people::reviewBreakGlass) {
        return review(wish, command.actor, effects);
    }
    return end(wish, command.name == people::closeBreakGlass ? wish.cause : BreakGlassEnd::ByPerson,
        effects);
}

Status BreakGlassRole::onTimer(const store::Timer& timer, Effects& effects)
{
    LOCUS_TRY_VALUE(id, BreakGlassId::parse(timer.body));
    LOCUS_TRY_VALUE(row, effects.store().rights.load(RightsKind::BreakGlass, id.uuid()));
    if (!row || row->state != people::RightsState::Live) {
        return {};
    }
    LOCUS_TRY_VALUE(entry, people::breakGlassFrom(*row));
    LOCUS_TRY_VALUE(
        ended, people::endAccess(std::move(entry), BreakGlassEnd::TimeBox, effects.now()));
    people::AuditNote note { people::AuditKind::System, std::string(people::closeBreakGlass),
        ended.user };
    note.entity = entityOf(ended);
    note.subject = ended.patient;
    note.purpose = people::emergencyPurpose;
    LOCUS_TRY(effects.store().audit.append(note, effects.now(), false));
    return keep(ended, effects);
}

} // namespace locus::pipeline
