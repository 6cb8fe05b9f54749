// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/pipeline/audit_keeper.h"

#include "core/base/clock.h"
#include "core/base/log.h"
#include "core/people/account_wish.h"
#include "core/people/audit_retention.h"
#include "core/pipeline/audit_witness.h"
#include "core/pipeline/clock_watch.h"
#include "core/store/store.h"
#include "core/store/unit_of_work.h"

namespace locus::pipeline {

using people::AuditCheckpoint;
using people::AuditKind;
using people::AuditNote;

namespace {

constexpr std::int64_t mostUncovered = 1000;
constexpr Duration longestUncovered = std::chrono::seconds(1);
constexpr int pruneSlice = 20'000;

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
    changed.purpose = "was " + people::toHex(last->publicKey) + ", is "
        + people::toHex(outlet.signer.publicKey());
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
    store::Audit& audit = m_context.store.audit;
    LOCUS_TRY_VALUE(head, audit.head());
    m_open = m_context.audit->signer.sign(
        head.number, head.hash, m_context.clock.now(), m_context.store.installationId());
    return work.run([&](Effects& effects) -> Status {
        LOCUS_TRY(audit.addCheckpoint(*m_open));
        return publish(*m_open, effects);
    });
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
    if (!m_open) {
        return;
    }
    m_covered = m_open->number;
    m_uncoveredSince.reset();
    if (m_context.audit->witness != nullptr) {
        m_context.audit->witness->put(std::move(*m_open));
    }
    m_open.reset();
}

Status AuditKeeper::prune()
{
    if (hasJumped()) {
        return {}; // six years that did not pass would take everything
    }
    LOCUS_TRY_VALUE(unit, store::UnitOfWork::begin(m_context.store.database()));
    LOCUS_TRY(m_context.store.audit.prune(m_context.clock.now() - people::auditKept, pruneSlice));
    return unit.commit();
}

} // namespace locus::pipeline
