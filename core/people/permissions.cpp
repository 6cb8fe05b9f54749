// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/people/permissions.h"

#include "core/base/text.h"

#include <algorithm>

namespace locus::people {

namespace {

using Roles = std::vector<Role>;
constexpr Role clinician = Role::Clinician;
constexpr Role coordinator = Role::Coordinator;
constexpr Role operations = Role::Operator;
constexpr Role auditor = Role::Auditor;
constexpr Role admin = Role::Admin;
constexpr FreshSignIn fresh = FreshSignIn::Needed;

// Who sees patients: those who treat and those who steer their care. Who sees machines: those who
// run them. The two meet in nobody but by two roles of one person.
const std::vector<Permission>& table()
{
    static const std::vector<Permission> rows {
        { "session.*", { clinician, coordinator, operations, auditor, admin } },
        { "session.endAll", { clinician, coordinator, operations, auditor, admin }, fresh },
        // Streams are checked one by one, as the list of the same name.
        { "changes.subscribe", { clinician, coordinator, operations, auditor, admin } },
        { "uploads.*", { clinician, operations } },
        { "analyses.list", { clinician, coordinator } },
        { "analyses.get", { clinician, coordinator } },
        { "analyses.rows", { clinician, coordinator } },
        { "analyses.submit", { clinician } },
        { "analyses.retry", { clinician } },
        { "analyses.cancel", { clinician, coordinator } },
        { "analyses.assignPatient", { clinician, coordinator } },
        { "analyses.review", { clinician } },
        { "analyses.sign", { clinician } },
        { "reference.*", { clinician, coordinator, operations } },
        { "people.*", { admin } },
        { "people.accounts.*", { admin }, fresh },
        { "people.accounts.list", { admin } },
        { "people.accounts.get", { admin } },
        // Of oneself; what is about another account asks for the admin's role (people_methods.cpp).
        { "people.accounts.setPassword", { clinician, coordinator, operations, auditor, admin },
            fresh },
        { "people.totp.*", { clinician, coordinator, operations, auditor, admin }, fresh },
        { "people.totp.confirm", { clinician, coordinator, operations, auditor, admin } },
        // An emergency is anybody's; who closes its entry in the review queue was not in it.
        { "people.breakGlass.begin", { clinician, coordinator, operations, auditor, admin } },
        { "people.breakGlass.end", { clinician, coordinator, operations, auditor, admin } },
        { "people.breakGlass.list", { auditor, admin } },
        { "people.breakGlass.review", { auditor, admin }, fresh },
        // Who approves needs the right to do it himself, too (approval.h).
        { "people.approvals.*", { clinician, coordinator, operations, auditor, admin } },
        { "people.approvals.approve", { clinician, coordinator, operations, auditor, admin },
            fresh },
        { "people.delegations.*", { clinician, coordinator, operations, auditor, admin } },
        { "people.delegations.grant", { clinician, coordinator, operations, auditor, admin },
            fresh },
        { "people.roles.list", { clinician, coordinator, operations, auditor, admin } },
        { "people.tokens.*", { admin }, fresh },
        { "people.tokens.list", { admin } },
        { "people.teams.*", { admin } },
        { "people.teams.list", { clinician, coordinator, admin } },
        { "people.teams.get", { clinician, coordinator, admin } },
        { "patients.search", { clinician, coordinator } },
        { "patients.get", { clinician, coordinator } },
        { "patients.timeline", { clinician, coordinator } },
        { "patients.*", { clinician, coordinator } },
        { "patients.merge", { coordinator } },
        { "patients.unmerge", { coordinator } },
        { "patients.erase", { coordinator }, fresh, FourEyes::Always },
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
        { "deadLetters.startRun", { operations }, FreshSignIn::No, FourEyes::AboveLimit },
        { "deadLetters.reveal", { clinician, coordinator } }, // payload is about patients
        { "reveal.*", { clinician, coordinator } }, // and the right to read the record itself
        { "cluster.*", { operations } },
        { "lag.*", { operations } },
        { "topics.*", { operations } },
        { "replay.*", { operations } },
        { "events.catalogue", { clinician, coordinator, operations, admin } },
        { "events.*", { operations } },
        { "schemas.*", { operations } },
        { "alerts.*", { operations } },
        { "audit.*", { auditor } },
        { "audit.setRetention", { admin }, fresh, FourEyes::Always },
        { "audit.changeKey", { admin }, fresh, FourEyes::Always },
        { "audit.list", { auditor, admin } }, // without whose data it was
        { "audit.verify", { auditor, admin } },
        { "system.health", { clinician, coordinator, operations, admin } },
        { "system.metrics", { operations, admin } },
        { "system.config", { operations, admin } },
        { "system.backup", { operations } },
    };
    return rows;
}

} // namespace

std::span<const Permission> permissionTable()
{
    return table();
}

bool matchesPattern(std::string_view pattern, std::string_view method)
{
    if (!pattern.ends_with(".*")) {
        return pattern == method;
    }
    const std::string_view family = pattern.substr(0, pattern.size() - 1);
    return method.size() > family.size() && method.starts_with(family);
}

const Permission* permissionFor(std::string_view method)
{
    const Permission* best = nullptr;
    for (const Permission& row : table()) {
        const bool exact = row.pattern == method;
        if (exact
            || (matchesPattern(row.pattern, method)
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
    const Permission* row = permissionFor(method);
    return row != nullptr && row->freshSignIn == FreshSignIn::Needed;
}

FourEyes fourEyesFor(std::string_view method)
{
    const Permission* row = permissionFor(method);
    return row == nullptr ? FourEyes::No : row->fourEyes;
}

Status checkPermitted(const Principal& principal, std::string_view method)
{
    return checkPermitted(principal.roles, principal.user, method);
}

Status checkPermitted(
    const std::vector<Role>& roles, std::string_view user, std::string_view method)
{
    const Permission* row = permissionFor(method);
    std::vector<std::string> allowed;
    for (const Role role : row ? row->roles : Roles()) {
        if (std::find(roles.begin(), roles.end(), role) != roles.end()) {
            return {};
        }
        allowed.emplace_back(toString(role));
    }
    const std::string who = allowed.empty() ? "nobody" : join(allowed, ", ");
    return refused("people.not_permitted",
        std::string(method) + " is not permitted to " + std::string(user) + "; it is to: " + who)
        .with("field", std::string(method))
        .with("allowed", who);
}

} // namespace locus::people
