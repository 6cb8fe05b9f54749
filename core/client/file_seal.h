// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/bytes.h"
#include "core/base/result.h"
#include "core/sealing/sealed_box.h"

#include <filesystem>
#include <string_view>
#include <vector>

namespace locus::client {

// Seals what a person's seat keeps between two starts: drafts and what is unsent. Copies are
// cheap. Thread contract: none; const calls from any thread.
class FileSeal
{
public:
    FileSeal() = default; // without a key: files stay in the clear, sealed ones stay shut
    // The first key seals; all of them open.
    explicit FileSeal(std::vector<sealing::Key> keys);

    [[nodiscard]] bool hasKey() const { return !m_keys.empty(); }
    [[nodiscard]] static bool isSealed(BytesView content);
    // `name` is bound to the content: a file that was renamed does not open. Errors: those of
    // sealing::prepareCipher().
    [[nodiscard]] Result<Bytes> seal(std::string_view name, BytesView plain) const;
    // Content that was never sealed is given as it is. Errors: refused "client.sealed_elsewhere".
    [[nodiscard]] Result<Bytes> open(std::string_view name, BytesView content) const;
    // A name for `text` that says nothing about it.
    [[nodiscard]] std::string maskedName(std::string_view text) const;

private:
    std::vector<sealing::Key> m_keys;
};

// The keys of a folder's seal.
//  console.key  a key in a file of mode 0600, where no keychain answers
//  console.keychain  says that the keychain holds one
struct FileSealKeys
{
    static constexpr const char* keyFile = "console.key";
    static constexpr const char* keychainMark = "console.keychain";
};

// Key of `folder`/console.key, made if missing. Errors: those of readSecretFile() and
// writeFileAtomically(); invalid "client.bad_key".
Result<sealing::Key> keyOfFile(const std::filesystem::path& folder);
// A key as the text that the keychain holds.
Bytes keyText(const sealing::Key& key);
Result<sealing::Key> keyFromText(std::string_view text);

} // namespace locus::client
