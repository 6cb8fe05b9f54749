// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sealing/ring_rows.h"

#include "core/sealing/key_ring.h"
#include "core/sqlite/query.h"

#include <array>

namespace locus::sealing {

using sqlite::Query;

namespace {

constexpr const char* headSql = "SELECT id,master,secret FROM ring";
constexpr const char* keySql = "SELECT wrapped,master FROM subject_key WHERE id=?";

Result<Key> unwrap(
    BytesView wrapped, BytesView masterName, BytesView bound, const MasterKey& master)
{
    const Key* const with = master.find(masterName);
    if (with == nullptr) {
        return fatal("sealing.key_missing",
            "the master key in " + master.where()
                + " is not the one that the key ring was made with; put that one back (or add its "
                  "line below the first key there), or name its place in sealing.master_key_file");
    }
    auto key = openBox(wrapped, bound, *with);
    if (!key || key->size() != Key::octets) {
        return fatal("sealing.damaged",
            "a key of the ring does not open with its master key; restore keys.sqlite from a "
            "backup");
    }
    return Key(*key);
}

} // namespace

Bytes boundOfKey(std::int64_t id)
{
    return "key " + std::to_string(id);
}

Bytes boundOfSecret(const std::string& ring)
{
    return "ring " + ring;
}

Bytes wrap(const Key& key, BytesView bound, const Key& master)
{
    Bytes out;
    addBox(out, key.view(), bound, master);
    return out;
}

Status checkRingVersion(sqlite::Connection& ring)
{
    LOCUS_TRY_VALUE(owner, ring.integer("PRAGMA application_id"));
    if (owner != ringApplicationId) {
        return fatal("sealing.wrong_file", "the file is a database, but not a key ring of Locus");
    }
    LOCUS_TRY_VALUE(version, ring.integer("PRAGMA user_version"));
    if (version > ringSchemaVersion) {
        return fatal("sealing.newer_file",
            "the key ring has format " + std::to_string(version)
                + "; this program reads formats up to " + std::to_string(ringSchemaVersion));
    }
    return {};
}

Result<RingHead> readRing(sqlite::Connection& ring, const MasterKey& master)
{
    Query query(ring, headSql);
    LOCUS_TRY_VALUE(row, query.step());
    if (!row) {
        return fatal("sealing.damaged", "the key ring has lost its head");
    }
    RingHead head { query.textAt(0), {} };
    LOCUS_TRY_VALUE(
        secret, unwrap(query.bytesAt(2), query.bytesAt(1), boundOfSecret(head.id), master));
    head.secret = secret;
    return head;
}

Result<Key> unwrapped(sqlite::Connection& ring, std::int64_t id, const MasterKey& master)
{
    Query query(ring, keySql);
    LOCUS_TRY_VALUE(row, query.number(id).step());
    if (!row) {
        return fatal("sealing.key_lost",
            "the key ring does not know key " + std::to_string(id)
                + ", which something was sealed with; restore keys.sqlite together with the other "
                  "files of one backup");
    }
    if (query.nullAt(0)) {
        return notFound("payload.forgotten", "the key of this payload was erased for good");
    }
    return unwrap(query.bytesAt(0), query.bytesAt(1), boundOfKey(id), master);
}

} // namespace locus::sealing
