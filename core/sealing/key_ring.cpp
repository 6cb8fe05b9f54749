// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sealing/key_ring.h"

#include "core/base/clock.h"
#include "core/base/log.h"
#include "core/base/uuid.h"
#include "core/sealing/ring_rows.h"
#include "core/sqlite/owned_file.h"
#include "core/sqlite/query.h"

#include <algorithm>

namespace locus::sealing {

using sqlite::Query;

namespace {

constexpr int pageBytes = 4096;
constexpr int checkpointPages = 1000;
constexpr int cacheKiB = 8 * 1024;

constexpr const char* schema = R"sql(
CREATE TABLE ring(
  id TEXT NOT NULL,
  is_open INTEGER NOT NULL,
  master BLOB NOT NULL,
  secret BLOB NOT NULL);
CREATE TABLE subject_key(
  id INTEGER PRIMARY KEY,
  name BLOB NOT NULL,
  master BLOB NOT NULL,
  wrapped BLOB,
  made_us INTEGER NOT NULL,
  erased_us INTEGER);
CREATE UNIQUE INDEX subject_key_name ON subject_key(name) WHERE erased_us IS NULL;
CREATE INDEX subject_key_master ON subject_key(master) WHERE erased_us IS NULL;
PRAGMA application_id=1279478610;
PRAGMA user_version=1;
)sql";
static_assert(
    ringApplicationId == 1279478610 && ringSchemaVersion == 1, "the text above repeats both");

constexpr const char* addSql = "INSERT INTO subject_key VALUES(?,?,?,?,?,NULL)";
constexpr const char* nameSql = "SELECT id FROM subject_key WHERE name=? AND erased_us IS NULL";

void pass(const KeyRing::KillPoint& point, std::string_view name)
{
    if (point) {
        point(name);
    }
}

} // namespace

KeyRing::KeyRing(Options options, const Clock& clock, sqlite::Connection writer)
    : m_options(std::move(options))
    , m_clock(clock)
    , m_writer(std::move(writer))
{ }

KeyRing::~KeyRing()
{
    m_reader.reset();
    if (!m_ready) {
        return;
    }
    if (const Status closed = markOpen(false); closed.ok()) {
        m_writer.keepWalOnClose(false);
    } else {
        log::warn("sealing.close_failed", { { "code", closed.error().code } });
    }
}

void KeyRing::abandon()
{
    m_ready = false;
    m_writer.keepWalOnClose(true);
}

Result<std::unique_ptr<KeyRing>> KeyRing::open(Options options, const Clock& clock, UuidSource& ids)
{
    LOCUS_TRY(prepareCipher());
    LOCUS_TRY_VALUE(owned, sqlite::OwnedFile::claim(options.file, ringSubject));
    auto writer =
        sqlite::Connection::open({ options.file, sqlite::Access::Writer, ringSubject, cacheKiB });
    if (!writer.ok()) {
        return owned->refuse(std::move(writer).error());
    }
    std::unique_ptr<KeyRing> ring(
        new KeyRing(std::move(options), clock, std::move(writer).value()));
    if (Status ready = ring->setUp(*owned, ids); !ready.ok()) {
        ring.reset();
        return owned->refuse(std::move(ready).error());
    }
    ring->m_owned = std::move(owned);
    return ring;
}

Status KeyRing::setUp(const sqlite::OwnedFile& owned, UuidSource& ids)
{
    LOCUS_TRY_VALUE(isNew, m_writer.isNew());
    if (!isNew) {
        LOCUS_TRY(checkHeader(owned));
    }
    LOCUS_TRY(m_writer.beginWriting(pageBytes, checkpointPages));
    if (isNew) {
        LOCUS_TRY(create(ids));
    }
    LOCUS_TRY(load());
    LOCUS_TRY_VALUE(reader,
        sqlite::Connection::open(
            { m_options.file, sqlite::Access::Reader, ringSubject, cacheKiB }));
    m_reader = std::make_unique<sqlite::Connection>(std::move(reader));
    LOCUS_TRY(eraseListed());
    LOCUS_TRY(markOpen(true));
    m_ready = true;
    return {};
}

Status KeyRing::create(UuidSource& ids)
{
    const Key secret = Key::random();
    const std::string id = ids.next().toString();
    return inTransaction([&]() -> Status {
        LOCUS_TRY(m_writer.run(schema));
        const Bytes master = MasterKey::nameOf(m_options.master.current());
        const Bytes wrapped = wrap(secret, boundOfSecret(id), m_options.master.current());
        return Query(m_writer, "INSERT INTO ring VALUES(?,0,?,?)")
            .text(id)
            .blob(master)
            .blob(wrapped)
            .run();
    });
}

Status KeyRing::checkHeader(const sqlite::OwnedFile& owned)
{
    LOCUS_TRY(checkRingVersion(m_writer));
    LOCUS_TRY_VALUE(wasOpen, m_writer.integer("SELECT is_open FROM ring"));
    return owned.checkWal(wasOpen != 0);
}

Status KeyRing::load()
{
    LOCUS_TRY_VALUE(head, readRing(m_writer, m_options.master));
    m_id = head.id;
    m_secret = head.secret;
    LOCUS_TRY_VALUE(last, m_writer.integer("SELECT max(id) FROM subject_key"));
    m_next = last + 1;
    return {};
}

Status KeyRing::markOpen(bool open)
{
    LOCUS_TRY(m_writer.run(open ? "UPDATE ring SET is_open=1" : "UPDATE ring SET is_open=0"));
    // Into the main file: only there can the next start see that it must come with its log.
    return m_writer.checkpoint();
}

Status KeyRing::inTransaction(const std::function<Status()>& work)
{
    LOCUS_TRY(Query(m_writer, "BEGIN IMMEDIATE").run());
    Status done = work();
    if (done.ok()) {
        done = Query(m_writer, "COMMIT").run();
    }
    if (!done.ok()) {
        m_writer.rollBack();
    }
    return done;
}

Bytes KeyRing::nameOf(std::string_view subject) const
{
    return keyedHash(m_secret, "name of a subject", subject);
}

std::string KeyRing::hash(std::string_view text) const
{
    return toHex(keyedHash(m_secret, "look-up", text));
}

Result<SubjectKey> KeyRing::of(std::string_view subject)
{
    {
        const std::shared_lock lock(m_cache);
        if (const auto known = m_bySubject.find(subject); known != m_bySubject.end()) {
            return known->second;
        }
    }
    const std::lock_guard lock(m_find);
    return findOrMake(subject);
}

Result<SubjectKey> KeyRing::findOrMake(std::string_view subject)
{
    Bytes name = nameOf(subject);
    if (const auto fresh = m_fresh.find(name); fresh != m_fresh.end()) {
        return fresh->second->key;
    }
    LOCUS_TRY_VALUE(id, idOfName(name));
    SubjectKey found { id, {} };
    if (id != 0) {
        LOCUS_TRY_VALUE(key, unwrapped(*m_reader, id, m_options.master));
        found.key = key;
    } else {
        found = { m_next++, Key::random() };
        auto fresh = std::make_shared<Fresh>(Fresh { name, found });
        m_freshById.emplace(found.id, fresh);
        m_fresh.emplace(std::move(name), std::move(fresh));
        ++m_unsettled;
    }
    remember(subject, found);
    return found;
}

Result<std::int64_t> KeyRing::idOfName(BytesView name)
{
    Query query(*m_reader, nameSql);
    LOCUS_TRY_VALUE(row, query.blob(name).step());
    return row ? query.integerAt(0) : std::int64_t { 0 };
}

Result<SubjectKey> KeyRing::byId(std::int64_t id)
{
    {
        const std::shared_lock lock(m_cache);
        if (const auto known = m_byId.find(id); known != m_byId.end()) {
            return SubjectKey { id, known->second };
        }
    }
    const std::lock_guard lock(m_find);
    if (const auto fresh = m_freshById.find(id); fresh != m_freshById.end()) {
        return fresh->second->key;
    }
    LOCUS_TRY_VALUE(key, unwrapped(*m_reader, id, m_options.master));
    const std::lock_guard cacheLock(m_cache);
    if (m_byId.size() >= m_options.mostCached) {
        m_byId.clear();
    }
    m_byId.emplace(id, key);
    return SubjectKey { id, key };
}

void KeyRing::remember(std::string_view subject, const SubjectKey& key)
{
    const std::lock_guard lock(m_cache);
    if (m_bySubject.size() >= m_options.mostCached) {
        m_bySubject.clear();
    }
    if (m_byId.size() >= m_options.mostCached) {
        m_byId.clear();
    }
    m_bySubject.emplace(subject, key);
    m_byId.emplace(key.id, key.key);
}

void KeyRing::forgetCached()
{
    const std::lock_guard lock(m_cache);
    m_bySubject.clear();
    m_byId.clear();
}

Status KeyRing::settle()
{
    if (m_unsettled.load() == 0) {
        return {};
    }
    const std::lock_guard disk(m_disk); // who waits here finds the keys written
    std::vector<std::shared_ptr<Fresh>> batch;
    {
        const std::lock_guard lock(m_find);
        for (const auto& [id, fresh] : m_freshById) {
            batch.push_back(fresh);
        }
    }
    if (batch.empty()) {
        return {};
    }
    std::sort(batch.begin(), batch.end(),
        [](const auto& a, const auto& b) { return a->key.id < b->key.id; });
    std::vector<const Fresh*> rows;
    rows.reserve(batch.size());
    for (const auto& fresh : batch) {
        rows.push_back(fresh.get());
    }
    LOCUS_TRY(inTransaction([&] { return write(rows); }));
    const std::lock_guard lock(m_find);
    for (const auto& fresh : batch) {
        m_freshById.erase(fresh->key.id);
        m_fresh.erase(fresh->name);
    }
    m_unsettled -= batch.size();
    pass(m_options.killPoint, "keys_settled");
    return {};
}

Status KeyRing::write(const std::vector<const Fresh*>& fresh)
{
    const Key& master = m_options.master.current();
    const Bytes masterName = MasterKey::nameOf(master);
    const std::int64_t now = toMicros(m_clock.now());
    for (const Fresh* one : fresh) {
        const Bytes wrapped = wrap(one->key.key, boundOfKey(one->key.id), master);
        LOCUS_TRY(Query(m_writer, addSql)
                      .number(one->key.id)
                      .blob(one->name)
                      .blob(masterName)
                      .blob(wrapped)
                      .number(now)
                      .run());
    }
    return {};
}

} // namespace locus::sealing
