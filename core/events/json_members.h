// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/bytes.h"
#include "core/base/result.h"

#include <cstdint>
#include <memory>
#include <span>
#include <string_view>

namespace locus::events {

enum class JsonKind : std::uint8_t
{
    Object,
    Array,
    Text,
    Number,
    Boolean,
    Null
};

// One member of an object, without looking into its value.
struct JsonMember
{
    std::string_view name; // unescaped
    JsonKind kind = JsonKind::Null;
    std::string_view text; // unescaped, of a text; else the value as written
    std::string_view raw; // the value as written
};

// Reads the first level of a JSON object, the rest is only checked: valid UTF-8, depth <= 32, no
// name twice on this level, no integer beyond 64 bit on this level. The one place that knows which
// parser does it. Not thread-safe; views live until the next read() or the end of the reader.
class JsonMembers
{
public:
    JsonMembers();
    ~JsonMembers();
    JsonMembers(const JsonMembers&) = delete;
    JsonMembers& operator=(const JsonMembers&) = delete;

    // Errors: poison "json.malformed", "json.too_deep", "json.not_utf8", "json.duplicate_name",
    // "json.number_range", "json.not_an_object".
    Status read(BytesView text);
    [[nodiscard]] std::span<const JsonMember> all() const;
    [[nodiscard]] const JsonMember* find(std::string_view name) const;
    // The text of a member that is a non-empty text, else empty.
    [[nodiscard]] std::string_view text(std::string_view name) const;

private:
    struct Parsers;
    std::unique_ptr<Parsers> m_parsers;
};

// Checks any JSON value: syntax, UTF-8, depth <= 32. Errors as above.
Status checkJson(BytesView text);
// What a value begins with, white space skipped; nothing for an empty text.
char firstCharacter(BytesView text);

} // namespace locus::events
