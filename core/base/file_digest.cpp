// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/file_digest.h"

#include <sodium.h>

#include <array>
#include <fstream>
#include <vector>

namespace locus {

Result<FileDigest> digestOf(const std::filesystem::path& path)
{
    std::error_code failure;
    if (!std::filesystem::exists(path, failure)) {
        return notFound("file.missing", path.string() + " is not there");
    }
    std::ifstream stream(path, std::ios::binary);
    crypto_hash_sha256_state state;
    crypto_hash_sha256_init(&state);
    FileDigest digest;
    std::vector<char> piece(1UL << 20U);
    while (stream) {
        stream.read(piece.data(), static_cast<std::streamsize>(piece.size()));
        const auto length = static_cast<std::uint64_t>(stream.gcount());
        crypto_hash_sha256_update(
            &state, reinterpret_cast<const unsigned char*>(piece.data()), length);
        digest.bytes += length;
    }
    if (!stream.eof()) {
        return retriable("file.unreadable", path.string() + " cannot be read to its end");
    }
    std::array<unsigned char, crypto_hash_sha256_BYTES> octets {};
    crypto_hash_sha256_final(&state, octets.data());
    std::array<char, crypto_hash_sha256_BYTES * 2 + 1> hex {};
    sodium_bin2hex(hex.data(), hex.size(), octets.data(), octets.size());
    digest.sha256 = hex.data();
    return digest;
}

} // namespace locus
