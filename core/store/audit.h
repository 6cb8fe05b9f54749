// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/people/audit_reader.h"

#include <cstdint>
#include <functional>
#include <optional>
#include <string>

namespace locus {
class PayloadCodec;
}

namespace locus::store {

class Database;

// The audit trail: a chain of records (core/people/audit_chain.h) and the checkpoints over it.
// Writing needs the writer's connection and an open transaction, that of what the record is about;
// reading any.
class Audit
{
public:
    Audit(Database& database, const PayloadCodec& codec)
        : m_database(database)
        , m_codec(codec)
    { }

    // Where the chain stands.
    struct Head
    {
        std::int64_t number = 0; // 0: no record yet
        std::int64_t timeMicros = 0;
        people::AuditHash hash {};
    };
    Result<Head> head();
    // How many there are, if none was taken out of the middle.
    Result<std::int64_t> count();
    // Returns the record's number. `jumped`: the clock was seen to jump.
    Result<std::int64_t> append(const people::AuditNote& note, Instant now, bool jumped = false);

    Status addCheckpoint(const people::AuditCheckpoint& checkpoint);
    // The newest; none: there is none yet.
    Result<std::optional<people::AuditCheckpoint>> lastCheckpoint();
    // Those behind a record, in order.
    Result<std::vector<people::AuditCheckpoint>> checkpointsAfter(
        std::int64_t number, int limit = -1);

    Result<people::AuditPage> list(const people::AuditQuery& wanted);
    // Shows at most `limit` records behind `number` in order; returns the last one's number, or
    // `number` if there are no more.
    using Visit = std::function<void(const people::AuditRow& row, BytesView hash)>;
    Result<std::int64_t> visitAfter(std::int64_t number, int limit, const Visit& visit);

    // Forgets the oldest records up to the last checkpoint before `bound` that lies within `limit`
    // records, and the checkpoints before that one, from which the chain goes on. Returns how many.
    Result<std::int64_t> prune(Instant bound, int limit);

private:
    Result<Head> storedHead();
    Result<Bytes> sealed(const people::AuditNote& note) const;

    Database& m_database;
    const PayloadCodec& m_codec;
    std::optional<Head> m_head; // the writer's
    std::uint64_t m_headOf = 0; // Database::undone() when it was noted
};

} // namespace locus::store
