// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/pipeline/audit_keeper.h"

#include "core/base/clock.h"
#include "core/base/json_writer.h"
#include "core/base/log.h"
#include "core/base/text.h"
#include "core/people/account_wish.h"
#include "core/people/audit_wish.h"
#include "core/pipeline/audit_witness.h"
#include "core/pipeline/clock_watch.h"
#include "core/store/store.h"
#include "core/store/unit_of_work.h"

#include <utility>

namespace locus::pipeline {

using people::AuditCheckpoint;
using people::AuditKind;
using people::AuditNote;

namespace {

constexpr std::int64_t mostUncovered = 1000;
constexpr Duration longestUncovered = std::chrono::seconds(1);
constexpr int pruneSlice = 20'000;
constexpr const char* yearsName = "audit_years"; // in the store's meta

std::string inYears(std::int64_t years)
{
    return std::to_string(years) + (years == 1 ? " year" : " years");
}

} // namespace

AuditKeeper::AuditKeeper(LoopContext& context)
    : m_context(context)
{
    if (context.audit != nullptr) {
        m_factory.emplace(context.store.installationId(), "audit", context.audit->tenantId);
    }
}

Status AuditKeeper::load()
{
    LOCUS_TRY_VALUE(years, m_context.store.meta.get(yearsName));
    m_years = toInt(years).value_or(people::leastAuditYears);
    if (m_context.audit == nullptr) {
        return {};
    }
    const AuditOutlet& outlet = *m_context.audit;
    store::Store& store = m_context.store;
    LOCUS_TRY_VALUE(last, store.audit.lastCheckpoint());
    m_covered = last ? last->number : 0;
    if (outlet.witness != nullptr) {
        LOCUS_TRY_VALUE(missed, store.audit.checkpointsAfter(outlet.witness->newest()));
        for (AuditCheckpoint& one : missed) {
            outlet.witness->put(std::move(one));
        }
    }
    if (!last || last->publicKey == outlet.signer.publicKey()) {
        return {};
    }
    log::warn("audit.key_changed");
    AuditNote changed { AuditKind::System, people::auditKeyChanged, {} };
    changed.purpose = people::auditKeyChange(
        people::toHex(last->publicKey), people::toHex(outlet.signer.publicKey()));
    LOCUS_TRY_VALUE(unit, store::UnitOfWork::begin(store.database()));
    LOCUS_TRY(note(changed));
    return unit.commit();
}

bool AuditKeeper::hasJumped() const
{
    return m_context.clockWatch != nullptr
        && m_context.clockWatch->finding().state == ClockState::JumpedForward;
}

Status AuditKeeper::note(const AuditNote& note)
{
    LOCUS_TRY(m_context.store.audit.append(note, m_context.clock.now(), hasJumped()));
    if (!m_uncoveredSince) {
        m_uncoveredSince = m_context.clock.monotonic();
    }
    return {};
}

AuditNote AuditKeeper::noteOf(const Command& command, const Answer& given)
{
    AuditNote out { given.ok() ? AuditKind::Command : AuditKind::Refusal, command.name,
        command.actor, command.onBehalfOf, command.seen.roles, command.seen.address,
        command.seen.reason, command.seen.entity };
    if (command.name == people::noteSignIn) { // its reason is the code of the refusal, if it is one
        out.kind = AuditKind::SignIn;
        out.outcome = out.purpose.empty() ? people::auditOk : std::exchange(out.purpose, {});
    } else if (command.name == people::noteOidcSignIn) {
        out.kind = AuditKind::SignIn;
    } else if (command.name == people::noteSignOut) {
        out.kind = AuditKind::SignOut;
    } else if (given.ok() && command.name.ends_with(".reveal")) {
        out.kind = AuditKind::Reveal;
    } else if (given.ok() && command.name.starts_with("people.")) {
        out.kind = AuditKind::Configuration;
    }
    if (!given.ok()) {
        out.outcome = given.error().code;
    }
    out.subject = command.seen.subject;
    return out;
}

Status AuditKeeper::note(const Command& command, const Answer& given)
{
    return note(noteOf(command, given));
}

bool AuditKeeper::isDue(When when)
{
    if (m_context.audit == nullptr) {
        return false;
    }
    const auto head = m_context.store.audit.head();
    if (!head.ok() || head->number == m_covered) {
        return false; // an error comes again with the next record
    }
    return when == When::Now || head->number - m_covered >= mostUncovered || !m_uncoveredSince
        || m_context.clock.monotonic() - *m_uncoveredSince >= longestUncovered;
}

Status AuditKeeper::checkpoint(InputWork& work, When when)
{
    if (!isDue(when)) {
        return {};
    }
    return work.run([this](Effects& effects) { return sign(effects); });
}

// By the key in use.
Status AuditKeeper::sign(Effects& effects)
{
    store::Audit& audit = m_context.store.audit;
    LOCUS_TRY_VALUE(head, audit.head());
    m_open.push_back(m_context.audit->signer.sign(
        head.number, head.hash, m_context.clock.now(), m_context.store.installationId()));
    LOCUS_TRY(audit.addCheckpoint(m_open.back()));
    return publish(m_open.back(), effects);
}

bool AuditKeeper::handles(std::string_view command)
{
    return command == people::setAuditRetention || command == people::changeAuditKey;
}

Answer AuditKeeper::onCommand(const Command& command, InputWork& work)
{
    return command.name == people::changeAuditKey ? changeKey(command, work)
                                                  : setRetention(command, work);
}

Result<Measured> AuditKeeper::measure(const Command& command) const
{
    if (command.name == people::changeAuditKey) {
        return Measured { 1, false, "the audit trail is signed with a new key from here on" };
    }
    LOCUS_TRY_VALUE(years, people::decodeRetention(command.body));
    return Measured { years, false,
        "records of the audit trail are kept for " + inYears(years) + ", now " + inYears(m_years) };
}

Answer AuditKeeper::setRetention(const Command& command, InputWork& work)
{
    LOCUS_TRY_VALUE(years, people::decodeRetention(command.body));
    const Status done = work.run([&](Effects& effects) -> Status {
        LOCUS_TRY(effects.store().meta.set(yearsName, std::to_string(years)));
        AuditNote told { AuditKind::System, people::auditRetentionChanged, command.actor };
        told.purpose = "was " + inYears(m_years) + ", is " + inYears(years);
        return note(told);
    });
    LOCUS_TRY(done);
    m_nextYears = years;
    JsonWriter out;
    out.beginObject().key("years").number(years).endObject();
    return std::move(out).take();
}

// The record that names the new key is signed by the old one: who has the old key's word has the
// new one's.
Answer AuditKeeper::changeKey(const Command& command, InputWork& work)
{
    if (m_context.audit == nullptr) {
        return refused("audit.not_signed", "this core does not sign its audit trail");
    }
    const people::AuditSigner& signer = m_context.audit->signer;
    LOCUS_TRY_VALUE(next, signer.makeNext());
    const std::string name = people::toHex(next.publicKey());
    const Status done = work.run([&](Effects& effects) -> Status {
        AuditNote told { AuditKind::System, people::auditKeyChanged, command.actor };
        told.purpose = people::auditKeyChange(people::toHex(signer.publicKey()), name);
        LOCUS_TRY(note(told));
        LOCUS_TRY(effects.store().meta.set(people::auditKeyName, name));
        return sign(effects);
    });
    LOCUS_TRY(done);
    m_next = std::move(next);
    JsonWriter out;
    out.beginObject().key("publicKey").string(name).endObject();
    return std::move(out).take();
}

Status AuditKeeper::publish(const AuditCheckpoint& checkpoint, Effects& effects) const
{
    const std::string& installation = m_context.store.installationId();
    LOCUS_TRY_VALUE(version, effects.store().events.versionOf("Audit/" + installation));
    const Uuid id = deriveUuid(
        installation, checkpoint.time, "checkpoint " + std::to_string(checkpoint.number));
    return effects.append(m_factory->first(id,
                              { "Audit.Recorded", installation, checkpoint.toJson(),
                                  checkpoint.time, {}, version + 1 }),
        auditTopic);
}

void AuditKeeper::committed()
{
    m_years = std::exchange(m_nextYears, std::nullopt).value_or(m_years);
    for (AuditCheckpoint& checkpoint : m_open) {
        m_covered = checkpoint.number;
        m_uncoveredSince.reset();
        if (m_context.audit->witness != nullptr) {
            m_context.audit->witness->put(std::move(checkpoint));
        }
    }
    m_open.clear();
    if (!m_next) {
        return;
    }
    pass(m_context.killPoint, "audit_key_told");
    if (const Status placed = m_next->takePlace(); !placed.ok()) {
        log::error("audit.key_not_placed", { { "code", placed.error().code } }); // the next start
    }
    m_context.audit->signer = std::move(*m_next);
    m_next.reset();
}

void AuditKeeper::undone()
{
    m_open.clear();
    m_next.reset();
    m_nextYears.reset();
}

Status AuditKeeper::prune()
{
    if (hasJumped()) {
        return {}; // six years that did not pass would take everything
    }
    LOCUS_TRY_VALUE(unit, store::UnitOfWork::begin(m_context.store.database()));
    LOCUS_TRY(m_context.store.audit.prune(
        m_context.clock.now() - people::auditKeptFor(m_years), pruneSlice));
    return unit.commit();
}

} // namespace locus::pipeline
