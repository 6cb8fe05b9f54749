// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/sealing/master_key.h"
#include "core/sqlite/connection.h"

#include <cstdint>
#include <string>

namespace locus::sealing {

// How keys stand in the rows of a ring.

// The octets that a wrapped key is bound to: its place.
Bytes boundOfKey(std::int64_t id);
Bytes boundOfSecret(const std::string& ring);
Bytes wrap(const Key& key, BytesView bound, const Key& master);

struct RingHead
{
    std::string id;
    Key secret;
};
// Errors: fatal "sealing.wrong_file", "sealing.newer_file".
Status checkRingVersion(sqlite::Connection& ring);
// Errors: fatal "sealing.key_missing" (the master key is another one), "sealing.damaged".
Result<RingHead> readRing(sqlite::Connection& ring, const MasterKey& master);
// Errors: those of KeyRing::byId() and readRing().
Result<Key> unwrapped(sqlite::Connection& ring, std::int64_t id, const MasterKey& master);

} // namespace locus::sealing
