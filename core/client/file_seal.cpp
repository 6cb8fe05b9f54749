// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/client/file_seal.h"

#include "core/base/base64.h"
#include "core/base/file.h"
#include "core/secrets/secret_store.h"

namespace locus::client {

namespace fs = std::filesystem;

namespace {

constexpr std::string_view head = "locus-sealed-1\n";
constexpr std::string_view namesPurpose = "client file names";
constexpr std::size_t nameOctets = 12;

} // namespace

FileSeal::FileSeal(std::vector<sealing::Key> keys)
    : m_keys(std::move(keys))
{ }

bool FileSeal::isSealed(BytesView content)
{
    return content.starts_with(head);
}

Result<Bytes> FileSeal::seal(std::string_view name, BytesView plain) const
{
    if (m_keys.empty()) {
        return Bytes(plain);
    }
    LOCUS_TRY(sealing::prepareCipher());
    Bytes out(head);
    sealing::addBox(out, plain, name, m_keys.front());
    return out;
}

Result<Bytes> FileSeal::open(std::string_view name, BytesView content) const
{
    if (!isSealed(content)) {
        return Bytes(content);
    }
    LOCUS_TRY(sealing::prepareCipher());
    const BytesView box = content.substr(head.size());
    for (const sealing::Key& key : m_keys) {
        if (auto plain = sealing::openBox(box, name, key)) {
            return std::move(*plain);
        }
    }
    return refused("client.sealed_elsewhere",
        "it is sealed with a key that is not here; the file is kept as it is");
}

std::string FileSeal::maskedName(std::string_view text) const
{
    static constexpr char digits[] = "0123456789abcdef";
    const Bytes hash =
        sealing::keyedHash(m_keys.empty() ? sealing::Key() : m_keys.front(), namesPurpose, text);
    std::string out;
    for (std::size_t i = 0; i < nameOctets; ++i) {
        const auto octet = static_cast<unsigned char>(hash[i]);
        out += digits[octet >> 4U];
        out += digits[octet & 0xFU];
    }
    return out;
}

Bytes keyText(const sealing::Key& key)
{
    return toBase64(key.view());
}

Result<sealing::Key> keyFromText(std::string_view text)
{
    const auto octets = fromBase64(text);
    if (!octets || octets->size() != sealing::Key::octets) {
        return invalid("client.bad_key", "the key of the drafts is damaged")
            .with("allowed", "32 octets in Base64");
    }
    return sealing::Key(*octets);
}

Result<sealing::Key> keyOfFile(const fs::path& folder)
{
    const fs::path file = folder / FileSealKeys::keyFile;
    if (fs::exists(file)) {
        LOCUS_TRY_VALUE(text, secrets::readSecretFile(file));
        return keyFromText(text.toStdString());
    }
    const auto key = sealing::Key::random();
    LOCUS_TRY(writeFileAtomically(file, keyText(key), true));
    return key;
}

} // namespace locus::client
