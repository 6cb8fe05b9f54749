// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/audit/audit_words.h"

#include "ui/models/text.h"

namespace locus::ui {

QString AuditWords::kind(people::AuditKind kind)
{
    using enum people::AuditKind;
    switch (kind) {
    case Command: return tr("Act");
    case Refusal: return tr("Refusal");
    case SignIn: return tr("Sign-in");
    case SignOut: return tr("Sign-out");
    //: Kind of an audit record: somebody read a patient's data
    case Read: return tr("Reading");
    case Export: return tr("Export");
    //: Kind of an audit record: something masked was shown
    case Reveal: return tr("Unmasking");
    case Configuration: return tr("Settings");
    case System: return tr("Core");
    }
    return {};
}

QString AuditWords::clock(people::AuditClock clock)
{
    switch (clock) {
    case people::AuditClock::Steady: return tr("steady");
    case people::AuditClock::SteppedBack:
        return tr("set back: the time is before the record above");
    case people::AuditClock::Jumped: return tr("jumped forward shortly before");
    }
    return {};
}

QString AuditWords::fault(people::AuditFault fault)
{
    using enum people::AuditFault;
    switch (fault) {
    case Changed: return tr("changed");
    //: Records of the audit trail are gone
    case Missing: return tr("missing");
    case Reordered: return tr("exchanged");
    case CutTail: return tr("end cut off");
    case BadSignature: return tr("wrong signature");
    case KeyChanged: return tr("another key");
    }
    return {};
}

QString AuditWords::outcome(const std::string& outcome)
{
    return outcome == people::auditOk ? tr("done") : fromStd(outcome);
}

Tone AuditWords::toneOf(const people::AuditNote& note)
{
    if (note.outcome != people::auditOk) {
        return Tone::Warning;
    }
    using enum people::AuditKind;
    switch (note.kind) {
    case Reveal:
    case Export: return Tone::Special;
    case Configuration: return Tone::Accent;
    case Read: return Tone::Info;
    default: return Tone::Neutral;
    }
}

} // namespace locus::ui
