// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/text.h"
#include "core/masking/masked_json.h"
#include "core/masking/masking.h"

#include <sodium.h>

#include <algorithm>
#include <array>

namespace locus::masking {

namespace {

constexpr std::size_t hashOctets = 16;

bool beginsCharacter(char c)
{
    return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U;
}

// Where the n-th character begins; the length where there are fewer.
std::size_t placeOf(std::string_view text, std::size_t n)
{
    std::size_t at = 0;
    for (; at < text.size(); ++at) {
        if (beginsCharacter(text[at]) && n-- == 0) {
            return at;
        }
    }
    return text.size();
}

std::size_t charactersOf(std::string_view text)
{
    return static_cast<std::size_t>(std::count_if(text.begin(), text.end(), beginsCharacter));
}

// A text that would be seen whole is not seen at all.
std::string part(std::string_view text, std::size_t kept, bool first)
{
    const std::size_t all = charactersOf(text);
    if (kept >= all) {
        return std::string(maskText);
    }
    return first ? std::string(text.substr(0, placeOf(text, kept))) + std::string(maskText)
                 : std::string(maskText) + std::string(text.substr(placeOf(text, all - kept)));
}

std::string initials(std::string_view text)
{
    std::string out;
    for (const std::string_view word : split(text, ' ')) {
        if (!word.empty()) {
            out += std::string(word.substr(0, placeOf(word, 1))) + '.';
        }
    }
    return out;
}

std::string email(std::string_view text)
{
    const auto at = text.rfind('@');
    if (at == std::string_view::npos || at == 0) {
        return std::string(maskText);
    }
    return std::string(text.substr(0, placeOf(text, 1))) + std::string(maskText)
        + std::string(text.substr(at));
}

std::string year(std::string_view text)
{
    const bool isDate = text.size() >= 4 && toInt(text.substr(0, 4)).value_or(0) > 0
        && (text.size() == 4 || text[4] == '-');
    return std::string(isDate ? text.substr(0, 4) : maskText);
}

std::string hash(std::string_view text, BytesView siteKey)
{
    std::array<unsigned char, hashOctets> digest {};
    crypto_generichash(digest.data(), digest.size(),
        reinterpret_cast<const unsigned char*>(text.data()), text.size(),
        reinterpret_cast<const unsigned char*>(siteKey.data()), siteKey.size());
    std::array<char, hashOctets * 2 + 1> hex {};
    sodium_bin2hex(hex.data(), hex.size(), digest.data(), digest.size());
    return '#' + std::string(hex.data());
}

} // namespace

std::string maskedText(const Masked& how, std::string_view text, BytesView siteKey)
{
    switch (how.mode) {
    case Mode::KeepFirst: return part(text, how.kept, true);
    case Mode::KeepLast: return part(text, how.kept, false);
    case Mode::Initials: return initials(text);
    case Mode::Email: return email(text);
    case Mode::Year: return year(text);
    case Mode::Hash: return hash(text, siteKey);
    case Mode::Replace:
    case Mode::Remove:
    case Mode::Zero: break;
    }
    return std::string(maskText);
}

} // namespace locus::masking
