// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/sealing/erased_list.h"
#include "core/sealing/master_key.h"
#include "core/sqlite/connection.h"

#include <atomic>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <mutex>
#include <shared_mutex>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace locus {
class Clock;
class UuidSource;
} // namespace locus

namespace locus::sqlite {
class OwnedFile;
}

namespace locus::sealing {

inline constexpr sqlite::Subject ringSubject { "sealing", "the store's key ring" };
inline constexpr std::int64_t ringApplicationId = 0x4c434b52; // "LCKR"
inline constexpr std::int64_t ringSchemaVersion = 1;

struct SubjectKey
{
    std::int64_t id = 0;
    Key key;
};

struct RingFigures
{
    std::int64_t keys = 0;
    std::int64_t erased = 0;
    std::int64_t underEarlier = 0; // wrapped with a master key that is not the one in use
};

// The keys of all subjects, in a SQLite file of their own, each wrapped with the master key. A row
// is named by a keyed hash, never by its subject. The secret of that hash stands in the ring,
// wrapped like a key, so that names stay when the master key changes. Thread contract: any thread.
class KeyRing
{
public:
    using KillPoint = MasterKey::KillPoint;
    struct Options
    {
        std::filesystem::path file; // its folder exists
        MasterKey master;
        ErasedList erased;
        KillPoint killPoint {};
        std::size_t mostCached = 65'536;
    };

    // Opens or creates the ring; what the list says is erased. `clock` outlives it. Errors:
    // conflict "lock.held", fatal "sealing.key_missing" (the master key is another one),
    // "sealing.damaged", "sealing.wrong_file", "sealing.newer_file", others as
    // sqlite::sqliteError().
    static Result<std::unique_ptr<KeyRing>> open(
        Options options, const Clock& clock, UuidSource& ids);
    ~KeyRing();
    KeyRing(const KeyRing&) = delete;
    KeyRing& operator=(const KeyRing&) = delete;

    [[nodiscard]] const std::string& id() const { return m_id; }
    // Where the master key is kept.
    [[nodiscard]] std::string masterKey() const { return m_options.master.where(); }
    // Whether the ring's file gives what it holds. Errors: those of reading it.
    Status check();

    // The subject's key, made on first use. Not durable before settle().
    Result<SubjectKey> of(std::string_view subject);
    // Errors: not_found "payload.forgotten" (erased), fatal "sealing.key_lost" (the ring is older
    // than what was sealed).
    Result<SubjectKey> byId(std::int64_t id);
    // A keyed hash of the text in hexadecimal digits: the same for the life of the ring.
    [[nodiscard]] std::string hash(std::string_view text) const;

    // Every key that of() gave before is on the disk when it returns ok.
    Status settle();

    // The keys that these subjects have now, each once. Errors: refused "sealing.nobody" (the
    // empty subject).
    Result<std::vector<std::int64_t>> keysOf(const std::vector<std::string>& subjects);
    // Overwrites and removes these keys and leaves no copy in memory and in the ring's files, also
    // if they were being erased before. What was sealed with them cannot be opened again by
    // anybody. Errors: retriable "sealing.still_read" (try again), those of the erased list.
    Status erase(const std::vector<std::int64_t>& keys);
    // Wraps every key with a new master key; goes on with one that was cut off.
    Status rotate(bool dropEarlier);
    // Where the master key is kept from now on. Errors: those of MasterKey::moveTo().
    Status moveMaster(KeyPlace place);
    // One slice of a rotation that was cut off, while others use the ring. False: none is.
    Result<bool> goOnRotating();
    Result<RingFigures> figures();

    // The next destruction leaves the files as kill -9 would.
    void abandon();

private:
    KeyRing(Options options, const Clock& clock, sqlite::Connection writer);

    struct Fresh
    {
        std::string name;
        SubjectKey key;
    };

    Status setUp(const sqlite::OwnedFile& owned, UuidSource& ids);
    Status create(UuidSource& ids);
    Status checkHeader(const sqlite::OwnedFile& owned);
    Status load();
    Status eraseListed();
    Status eraseKeys(const std::vector<std::int64_t>& ids);
    Status truncateLog();
    Result<bool> isRotationCutOff();
    Result<bool> rewrapSome();
    Status rewrap(bool& more);
    Status rewrapSecret();
    Status markOpen(bool open);
    Status inTransaction(const std::function<Status()>& work);
    Status write(const std::vector<const Fresh*>& fresh);
    [[nodiscard]] Bytes nameOf(std::string_view subject) const;
    Result<SubjectKey> findOrMake(std::string_view subject);
    Result<std::int64_t> idOfName(BytesView name);
    void remember(std::string_view subject, const SubjectKey& key);
    void forgetCached();

    Options m_options;
    const Clock& m_clock;
    std::unique_ptr<sqlite::OwnedFile> m_owned; // released last, after the connections
    std::string m_id;
    Key m_secret; // of the names
    bool m_ready = false;

    std::mutex m_disk; // guards m_writer; taken before m_find
    sqlite::Connection m_writer;
    std::mutex m_find; // guards what finds and makes keys
    std::unique_ptr<sqlite::Connection> m_reader;
    std::int64_t m_next = 1;
    std::unordered_map<std::string, std::shared_ptr<Fresh>> m_fresh; // by name, not yet durable
    std::unordered_map<std::int64_t, std::shared_ptr<Fresh>> m_freshById;
    std::atomic<std::size_t> m_unsettled { 0 };

    struct Hash
    {
        using is_transparent = void;
        std::size_t operator()(std::string_view text) const
        {
            return std::hash<std::string_view>()(text);
        }
    };
    std::shared_mutex m_cache; // guards what follows; innermost
    std::unordered_map<std::string, SubjectKey, Hash, std::equal_to<>> m_bySubject;
    std::unordered_map<std::int64_t, Key> m_byId;
};

// A copy of the ring at one moment, also while a core uses it, without the master key. Errors: as
// sqlite::sqliteError(), fatal "sealing.wrong_file".
Status copyRing(const std::filesystem::path& from, const std::filesystem::path& to);
// Everything that SQLite can tell about the file. Errors: fatal "sealing.damaged".
Status checkRing(const std::filesystem::path& file);
// Whether this master key opens the ring. Errors: those of KeyRing::open().
Status checkMaster(const std::filesystem::path& ring, const MasterKey& master);

} // namespace locus::sealing
