// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/people/audit_reader.h"

#include <QString>

namespace locus::ui {

// What a person writes over the trail: person:osei patient:p1 action:patients.get outcome:ok
// kind:refusal about:Analysis/… from:2026-11-21 until:2026-11-22T08:00 — each at most once, a value
// with blanks in quotation marks. Days are the seat's. Errors: invalid "filter.unknown_key",
// "filter.unknown_value" with "field" and "allowed".
Result<people::AuditFilter> auditFilterFrom(const QString& text);

} // namespace locus::ui
