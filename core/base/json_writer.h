// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/bytes.h"

#include <cstdint>
#include <utility>

namespace locus {

// Writes compact JSON text from front to back; commas are its business. Octets that are not UTF-8
// become U+FFFD, a number that JSON cannot hold becomes null, so that the text is always readable.
// REQUIRES: key() before each value of an object, and each begin closed by its end.
class JsonWriter
{
public:
    explicit JsonWriter(std::size_t reserve = 0) { m_text.reserve(reserve); }

    JsonWriter& beginObject() { return open('{'); }
    JsonWriter& endObject() { return close('}'); }
    JsonWriter& beginArray() { return open('['); }
    JsonWriter& endArray() { return close(']'); }
    JsonWriter& key(std::string_view name);

    JsonWriter& string(std::string_view text);
    JsonWriter& number(std::int64_t value);
    JsonWriter& number(std::uint64_t value);
    JsonWriter& real(double value); // the shortest form that reads back as the same value
    JsonWriter& boolean(bool value);
    JsonWriter& null();
    // A complete JSON value, taken as it stands. REQUIRES: it is valid JSON.
    JsonWriter& raw(BytesView json);

    // "name": value, left out where the value is empty.
    JsonWriter& member(std::string_view name, std::string_view textOrNothing);

    [[nodiscard]] const Bytes& text() const { return m_text; }
    [[nodiscard]] Bytes take() && { return std::move(m_text); }

private:
    JsonWriter& open(char bracket);
    JsonWriter& close(char bracket);
    void separate();
    void quoted(std::string_view text);
    void escaped(std::string_view text);
    void escaped(unsigned char c);

    Bytes m_text;
    bool m_first = true; // nothing stands before the next value at this level
};

} // namespace locus
