// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/instant.h"
#include "core/base/uuid.h"
#include "core/gateway/reader_thread.h"
#include "core/gateway/rpc_table.h"
#include "core/protocol/audit_messages.h"

#include <map>
#include <memory>
#include <string>

namespace locus {
class Clock;
}

namespace locus::gateway {

// Checks of the trail: in one call, or in as many as their asker likes, who then sees how far they
// came and leaves off by asking no more. Either way in slices, so that the reads of others run
// between. Thread contract: the gateway's thread.
class AuditChecks
{
public:
    AuditChecks(ReaderThread& reader, const Clock& clock, UuidSource& ids);

    // Errors: those of AuditReader::check(), not_found "gateway.no_audit", not_found
    // "audit.check_gone" (nobody's of that name that waits to go on: it ended, runs, or nobody
    // asked for a minute), retriable "audit.too_many_checks" and "gateway.overloaded".
    void goOn(const std::string& user, const protocol::AuditVerify& message, const Reply& reply);

private:
    struct Check
    {
        Uuid id;
        std::string user;
        std::unique_ptr<people::AuditCheck> work {}; // none: it has not begun
        std::int64_t left = 0; // records of this call
        Duration until { 0 };
    };
    using CheckPtr = std::shared_ptr<Check>;

    Result<CheckPtr> take(const std::string& user, const protocol::AuditVerify& message);
    void slice(const CheckPtr& check, const Reply& reply);

    ReaderThread& m_reader;
    const Clock& m_clock;
    UuidSource& m_ids;
    std::map<Uuid, CheckPtr> m_waiting; // for their next call
};

} // namespace locus::gateway
