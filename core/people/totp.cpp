// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/people/totp.h"

#include <QCryptographicHash>
#include <QMessageAuthenticationCode>

#include <sodium.h>

namespace locus::people {

namespace {

constexpr std::int64_t stepSeconds = 30;
constexpr int window = 1; // steps a clock may be off

QByteArray octets(BytesView bytes)
{
    return { bytes.data(), static_cast<qsizetype>(bytes.size()) };
}

} // namespace

Bytes newTotpSecret()
{
    Bytes secret(totpSecretBytes, '\0');
    randombytes_buf(secret.data(), secret.size());
    return secret;
}

std::int64_t totpStepAt(Instant now)
{
    return std::chrono::floor<std::chrono::seconds>(now).time_since_epoch().count() / stepSeconds;
}

std::string totpCode(BytesView secret, std::int64_t step, int digits)
{
    QByteArray counter(8, '\0');
    auto rest = static_cast<std::uint64_t>(step);
    for (int i = 7; i >= 0; --i, rest >>= 8U) {
        counter[i] = static_cast<char>(rest & 0xFFU);
    }
    const QByteArray mac =
        QMessageAuthenticationCode::hash(counter, octets(secret), QCryptographicHash::Sha1);
    const auto at = [&mac](int i) { return static_cast<std::uint32_t>(mac[i]) & 0xFFU; };
    const int offset = static_cast<int>(at(19) & 0xFU);
    std::uint32_t value = ((at(offset) & 0x7FU) << 24U) | (at(offset + 1) << 16U)
        | (at(offset + 2) << 8U) | at(offset + 3);
    std::string code(static_cast<std::size_t>(digits), '0');
    for (auto place = code.rbegin(); place != code.rend(); ++place, value /= 10) {
        *place = static_cast<char>('0' + value % 10);
    }
    return code;
}

std::optional<std::int64_t> matchTotp(
    BytesView secret, std::string_view code, Instant now, std::int64_t lastUsed)
{
    std::optional<std::int64_t> found;
    const std::int64_t middle = totpStepAt(now);
    for (std::int64_t step = middle - window; step <= middle + window; ++step) {
        const std::string wanted = totpCode(secret, step);
        const bool same = wanted.size() == code.size()
            && sodium_memcmp(wanted.data(), code.data(), code.size()) == 0;
        if (same && step > lastUsed && !found) {
            found = step;
        }
    }
    return found;
}

std::string base32(BytesView bytes)
{
    static constexpr char letters[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    std::string out;
    std::uint32_t kept = 0;
    unsigned bits = 0;
    for (const char byte : bytes) {
        kept = (kept << 8U) | static_cast<unsigned char>(byte);
        for (bits += 8; bits >= 5; bits -= 5) {
            out += letters[(kept >> (bits - 5U)) & 0x1FU];
        }
        kept &= (1U << bits) - 1U;
    }
    if (bits > 0) {
        out += letters[(kept << (5U - bits)) & 0x1FU];
    }
    return out;
}

std::string totpUri(BytesView secret, std::string_view user)
{
    // A user's name needs no escaping: account_rules.h.
    return "otpauth://totp/Locus:" + std::string(user) + "?secret=" + base32(secret)
        + "&issuer=Locus&algorithm=SHA1&digits=6&period=30";
}

} // namespace locus::people
