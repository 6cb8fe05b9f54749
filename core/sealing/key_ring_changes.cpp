// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
// Erasing keys and changing the master key.
#include "core/base/clock.h"
#include "core/sealing/key_ring.h"
#include "core/sealing/ring_rows.h"
#include "core/sqlite/query.h"

#include <algorithm>
#include <utility>

namespace locus::sealing {

using sqlite::Query;

namespace {

constexpr int slice = 1000;
constexpr const char* overwriteSql =
    "UPDATE subject_key SET wrapped=zeroblob(length(wrapped)) WHERE id=? AND wrapped IS NOT NULL";
constexpr const char* removeSql =
    "UPDATE subject_key SET wrapped=NULL,erased_us=? WHERE id=? AND erased_us IS NULL";
constexpr const char* thereSql = "SELECT 1 FROM subject_key WHERE id=? AND erased_us IS NULL";
constexpr const char* earlierSql = "SELECT id FROM subject_key WHERE master<>? AND "
                                   "erased_us IS NULL LIMIT ?";
constexpr const char* rewrapSql = "UPDATE subject_key SET wrapped=?,master=? WHERE id=?";

void pass(const KeyRing::KillPoint& point, std::string_view name)
{
    if (point) {
        point(name);
    }
}

} // namespace

Result<std::vector<std::int64_t>> KeyRing::keysOf(const std::vector<std::string>& subjects)
{
    const std::lock_guard find(m_find);
    std::vector<std::int64_t> ids;
    for (const std::string& subject : subjects) {
        if (subject.empty()) {
            return refused("sealing.nobody",
                "an empty subject is nobody: its key seals what belongs to no person, and stays");
        }
        const Bytes name = nameOf(subject);
        std::int64_t id = 0;
        if (const auto fresh = m_fresh.find(name); fresh != m_fresh.end()) {
            id = fresh->second->key.id;
        } else {
            LOCUS_TRY_VALUE(stored, idOfName(name));
            id = stored;
        }
        if (id != 0 && std::find(ids.begin(), ids.end(), id) == ids.end()) {
            ids.push_back(id);
        }
    }
    return ids;
}

Status KeyRing::erase(const std::vector<std::int64_t>& keys)
{
    if (keys.empty()) {
        return {};
    }
    LOCUS_TRY(settle());
    const std::lock_guard disk(m_disk);
    const std::lock_guard find(m_find);
    std::vector<ErasedKey> listed;
    listed.reserve(keys.size());
    for (const std::int64_t key : keys) {
        listed.push_back({ m_id, key });
    }
    // First: a backup that is put back after a crash here must not bring the key again.
    LOCUS_TRY(m_options.erased.add(listed));
    pass(m_options.killPoint, "erasure_listed");
    return eraseKeys(keys);
}

Status KeyRing::eraseKeys(const std::vector<std::int64_t>& ids)
{
    const Status overwritten = inTransaction([&]() -> Status {
        for (const std::int64_t id : ids) {
            LOCUS_TRY(Query(m_writer, overwriteSql).number(id).run());
        }
        return {};
    });
    LOCUS_TRY(overwritten);
    pass(m_options.killPoint, "key_overwritten");
    const std::int64_t now = toMicros(m_clock.now());
    const Status removed = inTransaction([&]() -> Status {
        for (const std::int64_t id : ids) {
            LOCUS_TRY(Query(m_writer, removeSql).number(now).number(id).run());
        }
        return {};
    });
    LOCUS_TRY(removed);
    forgetCached();
    return truncateLog();
}

Status KeyRing::truncateLog()
{
    Query query(m_writer, "PRAGMA wal_checkpoint(TRUNCATE)");
    LOCUS_TRY_VALUE(row, query.step());
    if (row && query.integerAt(0) != 0) {
        return retriable("sealing.still_read",
            "the key ring's log is read by somebody (a backup?), so that a copy of the erased key "
            "may still stand in it; try again when that is done");
    }
    return {};
}

Status KeyRing::eraseListed()
{
    LOCUS_TRY_VALUE(listed, m_options.erased.read());
    std::vector<std::int64_t> back;
    for (const ErasedKey& erased : listed) {
        if (erased.ring != m_id) {
            continue;
        }
        m_next = std::max(m_next, erased.key + 1); // never a number that was somebody's
        Query there(m_writer, thereSql);
        LOCUS_TRY_VALUE(row, there.number(erased.key).step());
        if (row) {
            back.push_back(erased.key);
        }
    }
    return back.empty() ? Status() : eraseKeys(back);
}

// A new master key is in its file and not yet in use everywhere.
Result<bool> KeyRing::isRotationCutOff()
{
    const Bytes current = MasterKey::nameOf(m_options.master.current());
    Query head(m_writer, "SELECT master=? FROM ring");
    LOCUS_TRY(head.blob(current).step());
    return head.integerAt(0) == 0;
}

Status KeyRing::rotate(bool dropEarlier)
{
    LOCUS_TRY(settle());
    const std::lock_guard disk(m_disk);
    const std::lock_guard find(m_find);
    LOCUS_TRY_VALUE(isCutOff, isRotationCutOff());
    if (!isCutOff) {
        LOCUS_TRY(m_options.master.addNew());
    }
    pass(m_options.killPoint, "master_written");
    for (bool more = true; more;) {
        LOCUS_TRY_VALUE(some, rewrapSome());
        more = some;
    }
    return dropEarlier ? m_options.master.dropEarlier() : Status();
}

Status KeyRing::moveMaster(KeyPlace place)
{
    const std::lock_guard disk(m_disk);
    return m_options.master.moveTo(place, m_options.killPoint);
}

Result<bool> KeyRing::goOnRotating()
{
    LOCUS_TRY(settle());
    const std::lock_guard disk(m_disk);
    LOCUS_TRY_VALUE(isCutOff, isRotationCutOff());
    return isCutOff ? rewrapSome() : Result<bool>(false);
}

Result<bool> KeyRing::rewrapSome()
{
    bool more = false;
    LOCUS_TRY(inTransaction([&] { return rewrap(more); }));
    pass(m_options.killPoint, "keys_rewrapped");
    if (!more) {
        LOCUS_TRY(inTransaction([&] { return rewrapSecret(); }));
        LOCUS_TRY(truncateLog());
        pass(m_options.killPoint, "ring_rewrapped");
    }
    return more;
}

Status KeyRing::rewrap(bool& more)
{
    const Key& master = m_options.master.current();
    const Bytes name = MasterKey::nameOf(master);
    std::vector<std::int64_t> ids;
    Query earlier(m_writer, earlierSql);
    earlier.blob(name).number(slice);
    for (;;) {
        LOCUS_TRY_VALUE(row, earlier.step());
        if (!row) {
            break;
        }
        ids.push_back(earlier.integerAt(0));
    }
    for (const std::int64_t id : ids) {
        LOCUS_TRY_VALUE(key, unwrapped(m_writer, id, m_options.master));
        const Bytes wrapped = wrap(key, boundOfKey(id), master);
        LOCUS_TRY(Query(m_writer, rewrapSql).blob(wrapped).blob(name).number(id).run());
    }
    more = ids.size() == slice;
    return {};
}

Status KeyRing::rewrapSecret()
{
    const Key& master = m_options.master.current();
    const Bytes wrapped = wrap(m_secret, boundOfSecret(m_id), master);
    const Bytes name = MasterKey::nameOf(master);
    return Query(m_writer, "UPDATE ring SET master=?,secret=?").blob(name).blob(wrapped).run();
}

Status KeyRing::check()
{
    const std::lock_guard find(m_find);
    LOCUS_TRY_VALUE(head, readRing(*m_reader, m_options.master));
    return head.id == m_id ? Status()
                           : Status(fatal("sealing.damaged",
                               "the key ring on the disk is another one than was opened"));
}

Result<RingFigures> KeyRing::figures()
{
    LOCUS_TRY(settle());
    const std::lock_guard disk(m_disk);
    RingFigures out;
    LOCUS_TRY_VALUE(
        keys, m_writer.integer("SELECT count(*) FROM subject_key WHERE erased_us IS NULL"));
    LOCUS_TRY_VALUE(
        erased, m_writer.integer("SELECT count(*) FROM subject_key WHERE erased_us IS NOT NULL"));
    out.keys = keys;
    out.erased = erased;
    const Bytes name = MasterKey::nameOf(m_options.master.current());
    Query earlier(
        m_writer, "SELECT count(*) FROM subject_key WHERE master<>? AND erased_us IS NULL");
    LOCUS_TRY(earlier.blob(name).step());
    out.underEarlier = earlier.integerAt(0);
    return out;
}

} // namespace locus::sealing
