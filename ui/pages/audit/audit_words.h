// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/people/audit_record.h"
#include "core/people/audit_verifier.h"
#include "ui/theme/color_id.h"

#include <QCoreApplication>
#include <QString>

namespace locus::ui {

// What the audit trail says, in the person's language.
class AuditWords
{
    Q_DECLARE_TR_FUNCTIONS(locus::ui::AuditWords)

public:
    static QString kind(people::AuditKind kind);
    static QString clock(people::AuditClock clock);
    static QString fault(people::AuditFault fault);
    // "done", or the code of the refusal.
    static QString outcome(const std::string& outcome);
    static Tone toneOf(const people::AuditNote& note);
};

} // namespace locus::ui
