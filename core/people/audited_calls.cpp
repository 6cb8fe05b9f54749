// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/people/audited_calls.h"

#include <algorithm>
#include <array>

namespace locus::people {

namespace {

struct Audited
{
    std::string_view method;
    AuditKind kind;
};

constexpr std::array table {
    Audited { "analyses.list", AuditKind::Read },
    Audited { "analyses.get", AuditKind::Read },
    Audited { "analyses.rows", AuditKind::Read },
    Audited { "patients.list", AuditKind::Read }, // whoever follows them
    Audited { "patients.search", AuditKind::Read },
    Audited { "patients.labels", AuditKind::Read },
    Audited { "patients.get", AuditKind::Read },
    Audited { "patients.timeline", AuditKind::Read },
    Audited { "patients.exportFhir", AuditKind::Export },
    Audited { "orders.list", AuditKind::Read },
    Audited { "orders.get", AuditKind::Read },
    Audited { "orders.history", AuditKind::Read },
    Audited { "orders.exportFhir", AuditKind::Export },
    Audited { "tasks.list", AuditKind::Read },
    Audited { "tasks.get", AuditKind::Read },
    Audited { "people.tokens.issue", AuditKind::Configuration },
    Audited { "people.tokens.revoke", AuditKind::Configuration },
    Audited { "reveal.begin", AuditKind::Reveal },
    Audited { "reveal.end", AuditKind::Reveal },
    Audited { "audit.list", AuditKind::Read },
    Audited { "audit.verify", AuditKind::Read },
    Audited { "audit.export", AuditKind::Export },
};

} // namespace

std::optional<AuditKind> auditedAs(std::string_view method)
{
    const auto row = std::find_if(
        table.begin(), table.end(), [&](const Audited& one) { return one.method == method; });
    return row == table.end() ? std::nullopt : std::optional(row->kind);
}

} // namespace locus::people
