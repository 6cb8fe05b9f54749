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

// Octets at the beginning that are written as they stand, eight at a time: most texts are nothing
// else. Each line finds its octets by borrowing from the word's bytes, so one too many may be found
// behind the first, none too few.
std::size_t plainOctets(std::string_view text)
{
    constexpr std::uint64_t ones = 0x0101010101010101U;
    constexpr std::uint64_t high = 0x8080808080808080U;
    const auto zeroOctets = [](std::uint64_t word) { return (word - ones) & ~word & high; };
    std::size_t done = 0;
    for (; done < text.size(); done += sizeof(std::uint64_t)) {
        std::uint64_t word = ones * ' ';
        std::memcpy(&word, text.data() + done, std::min(sizeof word, text.size() - done));
        const std::uint64_t special = (word & high) | ((word - ones * ' ') & high)
            | zeroOctets(word ^ (ones * '"')) | zeroOctets(word ^ (ones * '\\'));
        if (special != 0) {
            return done;
        }
    }
    return text.size();
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
    separate();
    quoted(name);
    m_text += ':';
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
    const std::size_t plain = plainOctets(text);
    if (plain != text.size() && !isUtf8(text)) {
        quoted(toUtf8(text));
        return;
    }
    m_text += '"';
    std::size_t from = 0;
    for (std::size_t i = plain; i < text.size(); ++i) {
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
