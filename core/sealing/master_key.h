// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/sealing/sealed_box.h"

#include <filesystem>
#include <string>
#include <vector>

namespace locus::sealing {

// What wraps the keys of a ring: a file of mode 0600 outside the data folder, so that the data
// folder or a backup alone open nothing. Its first line says what it is, each further one is a key
// in hexadecimal digits: the one in use first, behind it earlier ones that backups still need.
class MasterKey
{
public:
    // The systemd credential, else `configured`, else master.key in the folder of the seat's
    // configuration.
    static std::filesystem::path place(const std::filesystem::path& configured);
    inline static constexpr const char* credentialName = "locus-master-key";

    // Errors: fatal "sealing.key_missing" (no such file), refused "sealing.master_key_exposed"
    // (others can read it), fatal "sealing.bad_master_key".
    static Result<MasterKey> load(const std::filesystem::path& file);
    // The file's key; a new one where there is no file. Two that start at once get the same one.
    static Result<MasterKey> loadOrMake(const std::filesystem::path& file);

    [[nodiscard]] const std::filesystem::path& file() const { return m_file; }
    [[nodiscard]] const Key& current() const { return m_keys.front(); }
    [[nodiscard]] const std::vector<Key>& all() const { return m_keys; }
    // The one of that name, or null.
    [[nodiscard]] const Key* find(BytesView name) const;

    // Puts a new key before the others, durably. Errors: refused "sealing.credential" (a systemd
    // credential is not ours to write), retriable "file.unwritable".
    Status addNew();
    // Forgets all but the one in use.
    Status dropEarlier();

    // Eight octets that tell master keys apart and nothing about them.
    static Bytes nameOf(const Key& key);

private:
    explicit MasterKey(std::filesystem::path file)
        : m_file(std::move(file))
    { }
    [[nodiscard]] Status write(const std::vector<Key>& keys) const;

    std::filesystem::path m_file;
    std::vector<Key> m_keys;
};

} // namespace locus::sealing
