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

constexpr std::size_t wordSize = sizeof(std::uint64_t);

// Whether any of eight octets must not be written as it stands: beyond ASCII, below a space, a
// quote or a backslash. Each term borrows in its highest bit what it looks for.
bool hasSpecial(std::uint64_t word)
{
    constexpr std::uint64_t ones = 0x0101010101010101U;
    constexpr std::uint64_t high = 0x8080808080808080U;
    return ((word | (word - ones * ' ') | ((word ^ (ones * '"')) - ones)
                | ((word ^ (ones * '\\')) - ones))
               & high)
        != 0;
}

std::uint64_t wordAt(const char* octets)
{
    std::uint64_t word = 0;
    std::memcpy(&word, octets, wordSize);
    return word;
}

// Copies the text; false: it must not be written as it stands, which is seldom.
bool copyPlain(std::string_view text, char* to)
{
    if (text.size() < wordSize) {
        std::uint64_t filled = 0x2020202020202020U;
        std::memcpy(&filled, text.data(), text.size());
        std::memcpy(to, text.data(), text.size());
        return !hasSpecial(filled);
    }
    const std::size_t last = text.size() - wordSize; // overlaps the one before
    for (std::size_t at = 0;; at = std::min(at + wordSize, last)) {
        const std::uint64_t word = wordAt(text.data() + at);
        if (hasSpecial(word)) {
            return false;
        }
        std::memcpy(to + at, &word, wordSize);
        if (at == last) {
            return true;
        }
    }
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

// Most are short and plain: put together first and appended at once.
JsonWriter& JsonWriter::member(std::string_view name, std::string_view textOrNothing)
{
    if (textOrNothing.empty()) {
        return *this;
    }
    constexpr std::string_view begin = ",\"";
    constexpr std::string_view middle = "\":\"";
    std::array<char, 160> piece; // NOLINT(*-member-init): only what was written is read
    const std::size_t text = begin.size() + name.size() + middle.size();
    const std::size_t end = text + textOrNothing.size();
    if (end >= piece.size() || !copyPlain(name, piece.data() + begin.size())
        || !copyPlain(textOrNothing, piece.data() + text)) {
        return key(name).string(textOrNothing);
    }
    begin.copy(piece.data(), begin.size());
    middle.copy(piece.data() + begin.size() + name.size(), middle.size());
    piece[end] = '"';
    const std::size_t from = std::exchange(m_first, false) ? 1 : 0; // without the comma
    m_text.append(piece.data() + from, end + 1 - from);
    return *this;
}

void JsonWriter::quoted(std::string_view text)
{
    m_text += '"';
    const std::size_t from = m_text.size();
    m_text.resize(from + text.size());
    if (!copyPlain(text, m_text.data() + from)) {
        m_text.resize(from);
        isUtf8(text) ? escaped(text) : escaped(toUtf8(text));
    }
    m_text += '"';
}

// REQUIRES: UTF-8
void JsonWriter::escaped(std::string_view text)
{
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
