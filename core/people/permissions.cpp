// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/people/permissions.h"

#include "core/base/text.h"

namespace locus::people {

namespace {

using Roles = std::vector<Role>;
constexpr Role clinician = Role::Clinician;
constexpr Role coordinator = Role::Coordinator;
constexpr Role operations = Role::Operator;
constexpr Role auditor = Role::Auditor;
constexpr Role admin = Role::Admin;

// Who sees patients: those who treat and those who steer their care. Who sees machines: those who
// run them. The two meet in nobody but by two roles of one person.
const std::vector<Permission>& table()
{
    static const std::vector<Permission> rows {
        { "session.*", { clinician, coordinator, operations, auditor, admin } },
        // Streams are checked one by one, as the list of the same name.
        { "changes.subscribe", { clinician, coordinator, operations, auditor, admin } },
        { "uploads.*", { clinician, operations } },
        { "analyses.list", { clinician, coordinator } },
        { "analyses.get", { clinician, coordinator } },
        { "analyses.rows", { clinician, coordinator } },
        { "analyses.submit", { clinician } },
        { "analyses.retry", { clinician } },
        { "analyses.cancel", { clinician, coordinator } },
        { "analyses.review", { clinician } },
        { "analyses.sign", { clinician } },
        { "reference.*", { clinician, coordinator, operations } },
        { "people.*", { admin } },
        // Of oneself; what is about another account asks for the admin's role (people_methods.cpp).
        { "people.accounts.setPassword", { clinician, coordinator, operations, auditor, admin } },
        { "people.totp.*", { clinician, coordinator, operations, auditor, admin } },
        { "people.teams.list", { clinician, coordinator, admin } },
        { "patients.search", { clinician, coordinator } },
        { "patients.get", { clinician, coordinator } },
        { "patients.timeline", { clinician, coordinator } },
        { "patients.*", { clinician, coordinator } },
        { "patients.merge", { coordinator } },
        { "patients.unmerge", { coordinator } },
        { "orders.*", { clinician, coordinator } },
        { "tasks.*", { clinician, coordinator } },
        { "tasks.assign", { coordinator } },
        { "workflows.get", { clinician, coordinator } },
        { "workflows.list", { clinician, coordinator } },
        { "workflows.*", { coordinator } },
        { "workflows.publish", { admin } },
        { "incidents.*", { coordinator, operations } },
        { "sla.*", { clinician, coordinator } },
        { "escalations.*", { clinician, coordinator } },
        { "schedules.*", { coordinator } },
        { "criticalResults.*", { clinician, coordinator } },
        { "silences.*", { coordinator, operations } },
        { "deadLetters.*", { operations } },
        { "deadLetters.reveal", { clinician, coordinator } }, // payload is about patients
        { "cluster.*", { operations } },
        { "lag.*", { operations } },
        { "topics.*", { operations } },
        { "replay.*", { operations } },
        { "events.catalogue", { clinician, coordinator, operations, admin } },
        { "events.*", { operations } },
        { "schemas.*", { operations } },
        { "alerts.*", { operations } },
        { "audit.*", { auditor } },
        { "audit.list", { auditor, admin } }, // without whose data it was
        { "audit.verify", { auditor, admin } },
        { "system.health", { clinician, coordinator, operations, admin } },
        { "system.metrics", { operations, admin } },
        { "system.config", { operations, admin } },
        { "system.backup", { operations } },
    };
    return rows;
}

bool matches(std::string_view pattern, std::string_view method)
{
    if (!pattern.ends_with(".*")) {
        return pattern == method;
    }
    const std::string_view family = pattern.substr(0, pattern.size() - 1);
    return method.size() > family.size() && method.starts_with(family);
}

} // namespace

std::span<const Permission> permissionTable()
{
    return table();
}

const Permission* permissionFor(std::string_view method)
{
    const Permission* best = nullptr;
    for (const Permission& row : table()) {
        const bool exact = row.pattern == method;
        if (exact
            || (matches(row.pattern, method)
                && (!best || row.pattern.size() > best->pattern.size()))) {
            best = &row;
        }
        if (exact) {
            break;
        }
    }
    return best;
}

bool needsFreshSignIn(std::string_view method)
{
    return method.starts_with("people.accounts.")
        ? method != "people.accounts.list" && method != "people.accounts.get"
        : method == "people.totp.enrol" || method == "people.totp.remove"
            || method == "session.endAll";
}

Status checkPermitted(const Principal& principal, std::string_view method)
{
    const Permission* row = permissionFor(method);
    std::vector<std::string> allowed;
    for (const Role role : row ? row->roles : Roles()) {
        if (principal.has(role)) {
            return {};
        }
        allowed.emplace_back(toString(role));
    }
    const std::string who = allowed.empty() ? "nobody" : join(allowed, ", ");
    return refused("people.not_permitted",
        std::string(method) + " is not permitted to " + principal.user + "; it is to: " + who)
        .with("field", std::string(method))
        .with("allowed", who);
}

} // namespace locus::people
