// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/sealing/sealed_box.h"

#include <filesystem>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace locus::sealing {

enum class KeyPlace
{
    File,
    Keychain // of the operating system, in the session of whoever runs this process
};

// What wraps the keys of a ring: a file of mode 0600 outside the data folder, so that the data
// folder or a backup alone open nothing. Its first line says what it is, each further one is a key
// in hexadecimal digits: the one in use first, behind it earlier ones that backups still need. A
// key that is kept in the keychain has the same text there, and the file names its entry: so the
// file alone says where the key is, and a move is the exchange of one file.
class MasterKey
{
public:
    using KillPoint = std::function<void(std::string_view name)>; // for crash tests

    // The systemd credential, else `configured`, else master.key in the folder of the seat's
    // configuration.
    static std::filesystem::path place(const std::filesystem::path& configured);
    inline static constexpr const char* credentialName = "locus-master-key";

    // Errors: fatal "sealing.key_missing" (no such file or entry), refused
    // "sealing.master_key_exposed" (others can read it), fatal "sealing.bad_master_key", refused
    // "secret.keychain_locked" and "secret.keychain_absent". Waits for the keychain, see
    // core/secrets/keychain.h.
    static Result<MasterKey> load(const std::filesystem::path& file);
    // The file's key; where there is no file, a new one, which `place` keeps. Two that start at
    // once get the same one.
    static Result<MasterKey> loadOrMake(
        const std::filesystem::path& file, KeyPlace place = KeyPlace::File);

    [[nodiscard]] KeyPlace place() const
    {
        return m_entry.empty() ? KeyPlace::File : KeyPlace::Keychain;
    }
    // For a person: the file, or the entry of the keychain.
    [[nodiscard]] std::string where() const;
    [[nodiscard]] const Key& current() const { return m_keys.front(); }
    [[nodiscard]] const std::vector<Key>& all() const { return m_keys; }
    // The one of that name, or null.
    [[nodiscard]] const Key* find(BytesView name) const;

    // Puts a new key before the others, durably. Errors: refused "sealing.credential" (a systemd
    // credential is not ours to write), retriable "file.unwritable", those of the keychain.
    Status addNew();
    // Forgets all but the one in use.
    Status dropEarlier();
    // The old place loses the key once the new one gave it back; killed in the middle, the file
    // names a place that has it. Errors: those of addNew().
    Status moveTo(KeyPlace place, const KillPoint& killPoint = {});
    // A new file that serves in the place of this one. Errors: conflict "sealing.copy_exists",
    // retriable "file.unwritable".
    [[nodiscard]] Status copyTo(const std::filesystem::path& file) const;

    // Eight octets that tell master keys apart and nothing about them.
    static Bytes nameOf(const Key& key);

private:
    explicit MasterKey(std::filesystem::path file)
        : m_file(std::move(file))
    { }
    [[nodiscard]] Status checkOurs() const;
    [[nodiscard]] Status write(const std::vector<Key>& keys) const;

    std::filesystem::path m_file;
    std::string m_entry; // of the keychain; empty: the keys stand in the file
    std::vector<Key> m_keys;
};

} // namespace locus::sealing
