// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sealing/master_key.h"

#include "core/base/file.h"
#include "core/base/places.h"
#include "core/base/text.h"
#include "core/secrets/keychain.h"

#include <sodium.h>

#include <cstdlib>
#include <utility>

namespace locus::sealing {

namespace {

namespace fs = std::filesystem;

constexpr const char* headLine = "locus-master-key 1";
constexpr std::string_view keychainWord = "keychain ";
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

Error bad(const std::string& where, const std::string& what)
{
    return fatal("sealing.bad_master_key",
        where + " " + what + "; put it back as it was, for example from your safe");
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
        text += toHex(key.view()) + '\n';
    }
    return text;
}

std::string pointerTo(const std::string& entry)
{
    return std::string(headLine) + '\n' + std::string(keychainWord) + entry + '\n';
}

// Empty: the keys stand in the text itself.
std::string entryIn(std::string_view text)
{
    const auto lines = split(text, '\n');
    if (lines.size() < 2 || trimmed(lines[0]) != headLine || !lines[1].starts_with(keychainWord)) {
        return {};
    }
    return std::string(trimmed(lines[1].substr(keychainWord.size())));
}

// Tells the keys of one keychain apart, so that moving one never writes over another.
std::string entryOf(const Key& key)
{
    return "master key " + toHex(MasterKey::nameOf(key));
}

std::string whereIn(const fs::path& file, const std::string& entry)
{
    return entry.empty() ? file.string() : "the keychain, entry \"" + entry + "\"";
}

Result<std::vector<Key>> keysIn(std::string_view text, const std::string& where)
{
    std::vector<Key> keys;
    bool first = true;
    for (const std::string_view line : split(text, '\n')) {
        if (std::exchange(first, false)) {
            if (trimmed(line) != headLine) {
                return bad(where, "is not a master key of Locus");
            }
        } else if (!trimmed(line).empty()) {
            const auto key = keyOf(trimmed(line));
            if (!key) {
                return bad(where, "has a line that is not 64 hexadecimal digits");
            }
            keys.push_back(*key);
        }
    }
    return keys.empty() ? Result<std::vector<Key>>(bad(where, "holds no key"))
                        : Result<std::vector<Key>>(std::move(keys));
}

Error notGiven(const fs::path& file, const std::string& entry, Error error)
{
    const std::string fromSafe =
        "put a copy of the key from your safe in the place of " + file.string();
    if (error.code == "secret.not_in_keychain") {
        return fatal("sealing.key_missing",
            "the master key is missing: " + file.string()
                + " says that it is in the keychain, which has no entry \"" + entry
                + "\", and what was sealed cannot be read without it; bring the keychain back, or "
                + fromSafe);
    }
    error.message = "the master key is in the keychain, and " + error.message;
    if (error.code == "secret.keychain_absent") {
        error.message +=
            "; start where the keychain of that entry answers: as the same person, in his or her "
            "session; or "
            + fromSafe;
    }
    return error;
}

Status keep(const std::string& entry, const std::vector<Key>& keys)
{
    const Status kept = secrets::keepInKeychain(entry, textOf(keys));
    if (kept.ok()) {
        return {};
    }
    Error error = kept.error();
    error.message = "the master key was not put into the keychain: " + error.message;
    return error;
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
Status makeFile(const fs::path& file, KeyPlace place)
{
    LOCUS_TRY(makeFolderOf(file));
    const Key key = Key::random();
    const std::string entry = place == KeyPlace::Keychain ? entryOf(key) : std::string();
    if (!entry.empty()) {
        LOCUS_TRY(keep(entry, { key }));
    }
    const fs::path draft = file.string() + "." + toHex(MasterKey::nameOf(Key::random()));
    LOCUS_TRY(writeFileAtomically(draft, entry.empty() ? textOf({ key }) : pointerTo(entry), true));
    std::error_code failure;
    fs::create_hard_link(draft, file, failure);
    std::error_code ignored;
    if (failure && !fs::exists(file, ignored)) {
        fs::rename(draft, file, failure); // a file system without links
    }
    fs::remove(draft, ignored);
    if (failure && !entry.empty()) {
        LOCUS_TRY(secrets::forgetInKeychain(entry));
    }
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
    made.m_entry = entryIn(*text);
    if (!made.m_entry.empty()) {
        text = secrets::findInKeychain(made.m_entry);
        if (!text.ok()) {
            return notGiven(file, made.m_entry, text.error());
        }
    }
    LOCUS_TRY_VALUE(keys, keysIn(*text, made.where()));
    made.m_keys = std::move(keys);
    return made;
}

Result<MasterKey> MasterKey::loadOrMake(const fs::path& file, KeyPlace place)
{
    std::error_code ignored;
    if (!fs::exists(file, ignored)) {
        LOCUS_TRY(makeFile(file, place));
    }
    return load(file);
}

std::string MasterKey::where() const
{
    return whereIn(m_file, m_entry);
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

Status MasterKey::checkOurs() const
{
    return isCredential(m_file) ? Status(refused("sealing.credential",
               "the master key comes from the systemd credential " + m_file.string()
                   + ", which only the service manager writes; rotate with a file named in "
                     "sealing.master_key_file and hand that over as the credential"))
                                : Status();
}

Status MasterKey::write(const std::vector<Key>& keys) const
{
    LOCUS_TRY(checkOurs());
    return m_entry.empty() ? writeFileAtomically(m_file, textOf(keys), true) : keep(m_entry, keys);
}

Status MasterKey::moveTo(KeyPlace place, const KillPoint& killPoint)
{
    if (place == this->place()) {
        return {};
    }
    LOCUS_TRY(checkOurs());
    const auto pass = [&killPoint](std::string_view name) {
        if (killPoint) {
            killPoint(name);
        }
    };
    std::string entry;
    if (place == KeyPlace::Keychain) {
        entry = entryOf(current());
        LOCUS_TRY(keep(entry, m_keys));
        pass("master_kept");
    }
    LOCUS_TRY(writeFileAtomically(m_file, entry.empty() ? textOf(m_keys) : pointerTo(entry), true));
    std::swap(entry, m_entry);
    pass("master_moved");
    LOCUS_TRY(load(m_file));
    return entry.empty() ? Status() : secrets::forgetInKeychain(entry);
}

Status MasterKey::copyTo(const fs::path& file) const
{
    std::error_code ignored;
    if (fs::exists(file, ignored)) {
        return conflict("sealing.copy_exists",
            file.string() + " is there already and may hold another key; name a new file");
    }
    return writeFileAtomically(file, textOf(m_keys), true);
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
