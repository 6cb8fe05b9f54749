// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/people/audit_checkpoint.h"

#include <cstdint>
#include <string>

namespace locus::pipeline {

// Where checkpoints of the audit trail are kept outside the store. Thread contract: any thread;
// returns at once.
class AuditWitness
{
public:
    AuditWitness() = default;
    AuditWitness(const AuditWitness&) = delete;
    AuditWitness& operator=(const AuditWitness&) = delete;
    virtual ~AuditWitness() = default;

    virtual void put(people::AuditCheckpoint checkpoint) = 0;
    // Number of the newest one that it had when it was opened; 0: none.
    [[nodiscard]] virtual std::int64_t newest() const = 0;
};

// How the trail is signed and who hears of it. What it names outlives the loop.
struct AuditOutlet
{
    people::AuditSigner& signer; // another one from a change of the key on
    AuditWitness* witness = nullptr;
    std::string tenantId {};
};

inline constexpr const char* auditTopic = "system-events";

} // namespace locus::pipeline
