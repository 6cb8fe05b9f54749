// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/bytes.h"
#include "core/base/instant.h"
#include "core/base/result.h"
#include "core/base/uuid.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace locus {
class PayloadCodec;
}

namespace locus::store {

class Database;

// Work that talks to the outside. A row lives until its outcome is applied, in the same
// transaction.
struct Job
{
    Uuid id;
    std::string kind; // names the handler: "annotate"
    std::string target; // what it talks to; one circuit breaker each
    int priority = 5; // 0 lowest .. 9 highest, among those that are due
    int attempts = 0; // so far
    Instant due {};
    std::string cause; // id of the event or command it follows from
    Bytes body {};
    std::string about {}; // stream it works for; removeAbout() finds it by this
    std::string lane {}; // jobs of one lane run one after the other, in the order of add()
};

class Jobs
{
public:
    Jobs(Database& database, const PayloadCodec& codec)
        : m_database(database)
        , m_codec(codec)
    { }

    // The same id again changes nothing.
    Status add(const Job& job, std::string_view subject);
    // Those due by `now`, the earliest first; of each lane only its first.
    Result<std::vector<Job>> due(Instant now, int limit);
    Result<std::optional<Job>> firstOfLane(std::string_view lane);
    Result<std::int64_t> count();
    // When the next one falls due; the epoch if there is none.
    Result<Instant> nextDue(Instant after);
    // False: it is gone already, its outcome was applied before.
    Result<bool> exists(const Uuid& id);
    Result<bool> remove(const Uuid& id);
    // All jobs for a stream; returns which.
    Result<std::vector<Uuid>> removeAbout(std::string_view stream);
    Status postpone(const Uuid& id, int attempts, Instant due);

private:
    Database& m_database;
    const PayloadCodec& m_codec;
};

} // namespace locus::store
