// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/people/audit_record.h"
#include "core/people/audit_verifier.h"

#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace locus::people {

// Empty members ask for all.
struct AuditFilter
{
    std::optional<Instant> from {}; // not before
    std::optional<Instant> until {}; // before
    std::optional<AuditKind> kind {};
    std::string action {};
    std::string actor {};
    std::string entity {};
    std::string outcome {};
    // The patient; sealed on the disk, so that records are opened one after the other.
    std::string subject {};
};

struct AuditQuery
{
    AuditFilter filter {};
    std::int64_t before = 0; // records with smaller numbers; 0: from the newest
    int limit = 100;
};

struct AuditPage
{
    std::vector<AuditRecord> records; // newest first; may be fewer than asked for, or none
    std::int64_t next = 0; // `before` of the next page; 0: this is the last
    std::int64_t checkpoint = 0; // the newest signed one; 0: none yet
};

// A check under way, in slices, so that whoever runs it can do other things between.
class AuditCheck
{
public:
    AuditCheck() = default;
    AuditCheck(const AuditCheck&) = delete;
    AuditCheck& operator=(const AuditCheck&) = delete;
    virtual ~AuditCheck() = default;

    // Checks at most `records` more; false: that was all. Errors: those of the store.
    virtual Result<bool> go(int records) = 0;
    [[nodiscard]] virtual std::int64_t checked() const = 0;
    // How many there were when it began.
    [[nodiscard]] virtual std::int64_t all() const = 0;
    [[nodiscard]] virtual AuditVerdict verdict() = 0; // once, at the end
};

// Reads the trail beside its writer. Thread contract: one thread at a time.
class AuditReader
{
public:
    AuditReader() = default;
    AuditReader(const AuditReader&) = delete;
    AuditReader& operator=(const AuditReader&) = delete;
    virtual ~AuditReader() = default;

    virtual Result<AuditPage> list(const AuditQuery& query) = 0;
    // With the checkpoints of the store and of the witness as they stand now; it lives no longer
    // than the reader. Errors: those of the store, invalid "audit.bad_checkpoint".
    virtual Result<std::unique_ptr<AuditCheck>> check() = 0;
};

} // namespace locus::people
