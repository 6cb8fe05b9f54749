// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sealing/master_key.h"

#include "core/base/file.h"
#include "core/base/places.h"
#include "core/base/text.h"

#include <sodium.h>

#include <cstdlib>
#include <utility>

namespace locus::sealing {

namespace {

namespace fs = std::filesystem;

constexpr const char* headLine = "locus-master-key 1";
constexpr std::size_t fileCap = 64UL * 1024;
constexpr std::size_t nameOctets = 8;

fs::path credentialPlace()
{
    const char* const folder = std::getenv("CREDENTIALS_DIRECTORY");
    return folder == nullptr ? fs::path() : fs::path(folder) / MasterKey::credentialName;
}

bool isCredential(const fs::path& file)
{
    return !credentialPlace().empty() && file == credentialPlace();
}

Status checkMode(const fs::path& file)
{
#ifndef _WIN32
    std::error_code failure;
    const auto others = fs::perms::group_all | fs::perms::others_all;
    // systemd guards a credential itself; the list that lets the service read it shows as a group.
    if (!isCredential(file)
        && (fs::status(file, failure).permissions() & others) != fs::perms::none) {
        return refused("sealing.master_key_exposed",
            file.string()
                + " can be read by others; make it private (chmod 600), and if somebody may have "
                  "read it, then make a new one: locusctl sealing rotate --drop-old");
    }
#endif
    return {};
}

Error bad(const fs::path& file, const std::string& what)
{
    return fatal("sealing.bad_master_key",
        file.string() + " " + what + "; put the file back as it was, for example from your safe");
}

std::string hexOf(const Key& key)
{
    std::string text(2 * Key::octets + 1, '\0');
    sodium_bin2hex(text.data(), text.size(), key.data(), Key::octets);
    text.pop_back();
    return text;
}

std::optional<Key> keyOf(std::string_view hex)
{
    Bytes octets(Key::octets, '\0');
    std::size_t length = 0;
    const bool read = sodium_hex2bin(reinterpret_cast<unsigned char*>(octets.data()), octets.size(),
                          hex.data(), hex.size(), nullptr, &length, nullptr)
        == 0;
    std::optional<Key> key;
    if (read && length == Key::octets && hex.size() == 2 * Key::octets) {
        key.emplace(octets);
    }
    sodium_memzero(octets.data(), octets.size());
    return key;
}

std::string textOf(const std::vector<Key>& keys)
{
    std::string text = std::string(headLine) + '\n';
    for (const Key& key : keys) {
        text += hexOf(key) + '\n';
    }
    return text;
}

Status makeFolderOf(const fs::path& file)
{
    std::error_code failure;
    const fs::path folder = file.parent_path();
    if (folder.empty() || fs::exists(folder, failure)) {
        return {};
    }
    fs::create_directories(folder, failure);
    if (!failure) {
        fs::permissions(folder, fs::perms::owner_all, failure);
    }
    return failure ? Status(retriable("file.unwritable",
               folder.string() + " cannot be made: " + failure.message()
                   + "; name another place in sealing.master_key_file"))
                   : Status();
}

// Whoever comes second finds the file of the first.
Status makeFile(const fs::path& file)
{
    LOCUS_TRY(makeFolderOf(file));
    const fs::path draft = file.string() + "." + hexOf(Key::random()).substr(0, 16);
    LOCUS_TRY(writeFileAtomically(draft, textOf({ Key::random() }), true));
    std::error_code failure;
    fs::create_hard_link(draft, file, failure);
    std::error_code ignored;
    if (failure && !fs::exists(file, ignored)) {
        fs::rename(draft, file, failure); // a file system without links
    }
    fs::remove(draft, ignored);
    if (!fs::exists(file, ignored)) {
        return retriable("file.unwritable", file.string() + ": " + failure.message());
    }
    return {};
}

} // namespace

fs::path MasterKey::place(const fs::path& configured)
{
    std::error_code ignored;
    if (const fs::path credential = credentialPlace();
        !credential.empty() && fs::exists(credential, ignored)) {
        return credential;
    }
    return configured.empty() ? seatPlaces().config / "master.key" : configured;
}

Result<MasterKey> MasterKey::load(const fs::path& file)
{
    auto text = readFile(file, fileCap);
    if (!text.ok() && text.error().kind == ErrorKind::NotFound) {
        return fatal("sealing.key_missing",
            "the master key " + file.string()
                + " is missing, and what was sealed cannot be read without it; put the file back, "
                  "or name its place in sealing.master_key_file");
    }
    if (!text.ok()) {
        return text.error();
    }
    LOCUS_TRY(checkMode(file));
    MasterKey made(file);
    bool first = true;
    for (const std::string_view line : split(*text, '\n')) {
        if (std::exchange(first, false)) {
            if (trimmed(line) != headLine) {
                return bad(file, "is not a master key of Locus");
            }
        } else if (!trimmed(line).empty()) {
            const auto key = keyOf(trimmed(line));
            if (!key) {
                return bad(file, "has a line that is not 64 hexadecimal digits");
            }
            made.m_keys.push_back(*key);
        }
    }
    if (made.m_keys.empty()) {
        return bad(file, "holds no key");
    }
    return made;
}

Result<MasterKey> MasterKey::loadOrMake(const fs::path& file)
{
    std::error_code ignored;
    if (!fs::exists(file, ignored)) {
        LOCUS_TRY(makeFile(file));
    }
    return load(file);
}

const Key* MasterKey::find(BytesView name) const
{
    for (const Key& key : m_keys) {
        if (nameOf(key) == name) {
            return &key;
        }
    }
    return nullptr;
}

Status MasterKey::write(const std::vector<Key>& keys) const
{
    if (isCredential(m_file)) {
        return refused("sealing.credential",
            "the master key comes from the systemd credential " + m_file.string()
                + ", which only the service manager writes; rotate with a file named in "
                  "sealing.master_key_file and hand that over as the credential");
    }
    return writeFileAtomically(m_file, textOf(keys), true);
}

Status MasterKey::addNew()
{
    std::vector<Key> keys = m_keys;
    keys.insert(keys.begin(), Key::random());
    LOCUS_TRY(write(keys));
    m_keys = std::move(keys);
    return {};
}

Status MasterKey::dropEarlier()
{
    const std::vector<Key> kept { m_keys.front() };
    LOCUS_TRY(write(kept));
    m_keys = kept;
    return {};
}

Bytes MasterKey::nameOf(const Key& key)
{
    return keyedHash(key, "name of a master key", {}).substr(0, nameOctets);
}

} // namespace locus::sealing
