// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/json_writer.h"

#include "core/base/text.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <cstring>

namespace locus {

namespace {

// Whether any of eight octets must not be written as it stands. Each term finds its octets by
// borrowing from the word's bytes: it may take one too many behind the first, but none too few.
bool hasSpecial(const char* octets)
{
    constexpr std::uint64_t ones = 0x0101010101010101U;
    constexpr std::uint64_t high = 0x8080808080808080U;
    const auto zeroOctets = [](std::uint64_t word) { return (word - ones) & ~word & high; };
    std::uint64_t word = 0;
    std::memcpy(&word, octets, sizeof word);
    return ((word & high) | ((word - ones * ' ') & high) | zeroOctets(word ^ (ones * '"'))
               | zeroOctets(word ^ (ones * '\\')))
        != 0;
}

bool isSpecial(char c)
{
    return static_cast<unsigned char>(c) < 0x20 || static_cast<unsigned char>(c) >= 0x80 || c == '"'
        || c == '\\';
}

// Whether the text is written as it stands: most are.
bool isPlain(std::string_view text)
{
    constexpr std::size_t wordSize = sizeof(std::uint64_t);
    if (text.size() < wordSize) {
        return std::none_of(text.begin(), text.end(), isSpecial);
    }
    const char* const last = text.data() + text.size() - wordSize; // overlaps the one before
    for (const char* at = text.data(); at < last; at += wordSize) {
        if (hasSpecial(at)) {
            return false;
        }
    }
    return !hasSpecial(last);
}

} // namespace

JsonWriter& JsonWriter::open(char bracket)
{
    separate();
    m_text += bracket;
    m_first = true;
    return *this;
}

JsonWriter& JsonWriter::close(char bracket)
{
    m_text += bracket;
    m_first = false;
    return *this;
}

void JsonWriter::separate()
{
    if (!m_first) {
        m_text += ',';
    }
    m_first = false;
}

JsonWriter& JsonWriter::key(std::string_view name)
{
    std::array<char, 40> text {};
    if (name.size() + 4 > text.size() || !isPlain(name)) {
        separate();
        quoted(name);
        m_text += ':';
    } else {
        text[0] = ',';
        text[1] = '"';
        name.copy(text.data() + 2, name.size());
        text[name.size() + 2] = '"';
        text[name.size() + 3] = ':';
        const std::size_t from = m_first ? 1 : 0; // without the comma
        m_text.append(text.data() + from, name.size() + 4 - from);
    }
    m_first = true;
    return *this;
}

JsonWriter& JsonWriter::string(std::string_view text)
{
    separate();
    quoted(text);
    return *this;
}

JsonWriter& JsonWriter::number(std::int64_t value)
{
    std::array<char, 24> digits {};
    const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), value).ptr;
    return raw({ digits.data(), static_cast<std::size_t>(end - digits.data()) });
}

JsonWriter& JsonWriter::number(std::uint64_t value)
{
    std::array<char, 24> digits {};
    const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), value).ptr;
    return raw({ digits.data(), static_cast<std::size_t>(end - digits.data()) });
}

JsonWriter& JsonWriter::real(double value)
{
    if (!std::isfinite(value)) {
        return null();
    }
    std::array<char, 32> digits {};
    const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), value).ptr;
    return raw({ digits.data(), static_cast<std::size_t>(end - digits.data()) });
}

JsonWriter& JsonWriter::boolean(bool value)
{
    return raw(value ? "true" : "false");
}

JsonWriter& JsonWriter::null()
{
    return raw("null");
}

JsonWriter& JsonWriter::raw(BytesView json)
{
    separate();
    m_text += json;
    return *this;
}

JsonWriter& JsonWriter::member(std::string_view name, std::string_view textOrNothing)
{
    return textOrNothing.empty() ? *this : key(name).string(textOrNothing);
}

void JsonWriter::quoted(std::string_view text)
{
    if (isPlain(text)) {
        m_text += '"';
        m_text += text;
        m_text += '"';
        return;
    }
    if (!isUtf8(text)) {
        quoted(toUtf8(text));
        return;
    }
    m_text += '"';
    std::size_t from = 0;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const auto c = static_cast<unsigned char>(text[i]);
        if (c >= 0x20 && c != '"' && c != '\\') {
            continue;
        }
        m_text.append(text, from, i - from);
        escaped(c);
        from = i + 1;
    }
    m_text.append(text, from);
    m_text += '"';
}

void JsonWriter::escaped(unsigned char c)
{
    constexpr std::string_view digits = "0123456789abcdef";
    switch (c) {
    case '\n': m_text += "\\n"; return;
    case '\r': m_text += "\\r"; return;
    case '\t': m_text += "\\t"; return;
    case '"':
    case '\\':
        m_text += '\\';
        m_text += static_cast<char>(c);
        return;
    default:
        m_text += "\\u00";
        m_text += digits[c >> 4U];
        m_text += digits[c & 0xFU];
    }
}

} // namespace locus
