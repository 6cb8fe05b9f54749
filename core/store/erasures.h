// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/instant.h"
#include "core/base/result.h"
#include "core/store/migrations.h"
#include "core/store/subjects.h"

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

namespace locus {
class PayloadCodec;
}

namespace locus::store {

class Database;

// People are erased in two steps, because their keys stand in another file: what is to go is
// written down by its key's number in the transaction that decides it, and goes behind its commit,
// or at the next start if the core was killed between the two. Needs the writer's connection.
class Erasures
{
public:
    Erasures(Database& database, const PayloadCodec& codec, KillPoint pass = {})
        : m_database(database)
        , m_codec(codec)
        , m_pass(std::move(pass))
    { }

    // Everything under these references (subjects.h). Errors: refused "sealing.off".
    Result<Subjects> subjectsOf(const std::vector<std::string>& references);
    // Into the open transaction: the keys of these subjects are to go. Errors: refused
    // "sealing.off", "sealing.nobody".
    Status add(const std::vector<std::string>& subjects, Instant now);
    Result<std::int64_t> waiting();
    // Erases what was added. REQUIRES: no transaction is open. Errors: those of
    // PayloadCodec::forget(); nothing is lost then, and the next call goes on.
    Status carryOut();

private:
    Database& m_database;
    const PayloadCodec& m_codec;
    const KillPoint m_pass;
};

} // namespace locus::store
