// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/events/json_members.h"

#include <nlohmann/json.hpp>
#include <simdjson.h>

#include <algorithm>
#include <bitset>
#include <charconv>
#include <deque>
#include <string>
#include <vector>

namespace locus::events {

namespace {

constexpr std::size_t maxDepth = 32;

// Whether there are more opening brackets than levels, those in texts counted too.
bool opensOften(BytesView text)
{
    std::size_t openings = 0;
    for (const char bracket : { '{', '[' }) {
        for (auto at = text.find(bracket); at != BytesView::npos; at = text.find(bracket, at + 1)) {
            if (++openings > maxDepth) {
                return true;
            }
        }
    }
    return false;
}

// Counts depth outside of texts; the caller has not parsed yet, so brackets need not match. Most
// events are told by the quick count, which reads whole registers at a time.
bool tooDeep(BytesView text)
{
    if (!opensOften(text)) {
        return false;
    }
    std::size_t depth = 0;
    bool inText = false;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const char c = text[i];
        if (inText) {
            i += c == '\\' ? 1U : 0U;
            inText = c != '"';
        } else if (c == '"') {
            inText = true;
        } else if (c == '{' || c == '[') {
            if (++depth > maxDepth) {
                return true;
            }
        } else if ((c == '}' || c == ']') && depth > 0) {
            --depth;
        }
    }
    return false;
}

Error malformed()
{
    return poison("json.malformed", "the value begins like JSON but is not valid JSON");
}

Error errorOf(simdjson::error_code code)
{
    switch (code) {
    case simdjson::DEPTH_ERROR:
        return poison("json.too_deep", "the JSON is nested deeper than 32 levels")
            .with("allowed", "32");
    case simdjson::UTF8_ERROR:
        return poison("json.not_utf8", "the JSON holds octets that are not UTF-8");
    default: return malformed();
    }
}

// simdjson refuses integers beyond 64 bit anywhere; inside a payload they are allowed.
Status checkWithBigNumbers(BytesView text)
{
    // The parser takes a NUL for the end of the text; in JSON it stands nowhere.
    const bool whole = text.find('\0') == BytesView::npos;
    return whole && nlohmann::json::accept(text) ? Status() : Status(malformed());
}

bool fits64(std::string_view number)
{
    if (number.find_first_of(".eE") != std::string_view::npos) {
        return true;
    }
    const char* const end = number.data() + number.size();
    std::int64_t asSigned = 0;
    std::uint64_t asUnsigned = 0;
    return std::from_chars(number.data(), end, asSigned).ec == std::errc()
        || std::from_chars(number.data(), end, asUnsigned).ec == std::errc();
}

std::string_view withoutSpace(std::string_view token)
{
    if (!token.empty() && token.back() > ' ') {
        return token;
    }
    const auto last = token.find_last_not_of(" \t\r\n");
    return last == std::string_view::npos ? std::string_view() : token.substr(0, last + 1);
}

JsonKind kindOf(char first)
{
    switch (first) {
    case '{': return JsonKind::Object;
    case '[': return JsonKind::Array;
    case '"': return JsonKind::Text;
    case 't':
    case 'f': return JsonKind::Boolean;
    case 'n': return JsonKind::Null;
    default: return JsonKind::Number;
    }
}

// Most names differ from all others in length or in one of three letters.
std::size_t shortHash(std::string_view name, std::size_t slots)
{
    const auto letter = [name](std::size_t at) { return static_cast<unsigned char>(name[at]); };
    return name.empty() ? 0
                        : (name.size() * 31 + letter(0) * 7U + letter(name.size() / 2) * 131U
                              + letter(name.size() - 1) * 17U)
            % slots;
}

bool anyNameTwice(const std::vector<JsonMember>& members)
{
    std::bitset<1024> seen;
    const bool mayBe = std::any_of(members.begin(), members.end(), [&seen](const JsonMember& one) {
        const std::size_t slot = shortHash(one.name, seen.size());
        const bool taken = seen.test(slot);
        seen.set(slot);
        return taken;
    });
    if (!mayBe) {
        return false;
    }
    std::vector<std::string_view> names;
    names.reserve(members.size());
    for (const JsonMember& member : members) {
        names.push_back(member.name);
    }
    // Any order that puts equal names side by side will do: most lengths differ.
    std::sort(names.begin(), names.end(), [](std::string_view one, std::string_view two) {
        return one.size() != two.size() ? one.size() < two.size() : one < two;
    });
    return std::adjacent_find(names.begin(), names.end()) != names.end();
}

} // namespace

// simdjson checks the whole text; the members are then cut out where it found brackets, separators
// and the beginnings of values, so that nothing is looked for twice.
struct JsonMembers::Parsers
{
    simdjson::dom::parser checker;
    simdjson::dom::parser reader; // of texts with escapes
    std::deque<std::string> unescaped;
    std::vector<char> padded;
    bool escapes = false; // there is a backslash somewhere
    std::vector<JsonMember> members;

    Status read(BytesView text);
    Status check(BytesView text);
    void pad(BytesView text);
    void readMembers();
    std::string_view between(std::size_t from, std::size_t to) const;
    std::string_view unquoted(std::string_view raw);
};

void JsonMembers::Parsers::pad(BytesView text)
{
    if (padded.size() < text.size() + simdjson::SIMDJSON_PADDING) {
        padded.resize(text.size() + simdjson::SIMDJSON_PADDING);
    }
    std::copy(text.begin(), text.end(), padded.begin());
    std::fill_n(
        padded.begin() + static_cast<std::ptrdiff_t>(text.size()), simdjson::SIMDJSON_PADDING, ' ');
}

Status JsonMembers::Parsers::check(BytesView text)
{
    if (tooDeep(text)) {
        return errorOf(simdjson::DEPTH_ERROR);
    }
    const auto code = checker.parse(padded.data(), text.size(), false).error();
    if (code == simdjson::NUMBER_ERROR) {
        return checkWithBigNumbers(text);
    }
    return code ? Status(errorOf(code)) : Status();
}

// What stands from one place up to another, without the space before the latter.
std::string_view JsonMembers::Parsers::between(std::size_t from, std::size_t to) const
{
    return withoutSpace({ padded.data() + from, to - from });
}

std::string_view JsonMembers::Parsers::unquoted(std::string_view raw)
{
    const std::string_view inner = raw.substr(1, raw.size() - 2);
    if (!escapes || inner.find('\\') == std::string_view::npos) {
        return inner;
    }
    const std::string_view text = reader.parse(raw.data(), raw.size()).get_string().value();
    return unescaped.emplace_back(text);
}

// REQUIRES: a checked object.
void JsonMembers::Parsers::readMembers()
{
    const std::uint32_t* at = checker.implementation->structural_indexes.get() + 1; // behind '{'
    const auto letter = [&](const std::uint32_t* place) { return padded[*place]; };
    while (letter(at) != '}') {
        at += letter(at) == ',' ? 1 : 0;
        JsonMember member;
        member.name = unquoted(between(at[0], at[1])); // then the colon
        at += 2;
        const std::uint32_t* const value = at++;
        member.kind = kindOf(letter(value));
        if (member.kind == JsonKind::Object || member.kind == JsonKind::Array) {
            for (std::size_t open = 1; open > 0; ++at) {
                const char c = letter(at);
                open += c == '{' || c == '[' ? 1U : 0U;
                open -= c == '}' || c == ']' ? 1U : 0U;
            }
            member.raw = between(*value, at[-1] + 1);
        } else {
            member.raw = between(*value, *at);
        }
        member.text = member.kind == JsonKind::Text ? unquoted(member.raw) : member.raw;
        members.push_back(member);
    }
}

Status JsonMembers::Parsers::read(BytesView text)
{
    if (firstCharacter(text) != '{') {
        return poison("json.not_an_object", "the value is not a JSON object");
    }
    pad(text);
    escapes = text.find('\\') != BytesView::npos;
    LOCUS_TRY(check(text));
    try {
        readMembers();
    } catch (const simdjson::simdjson_error&) {
        return malformed();
    }
    if (anyNameTwice(members)) {
        return poison("json.duplicate_name", "a name stands twice in the envelope");
    }
    for (const JsonMember& member : members) {
        if (member.kind == JsonKind::Number && !fits64(member.raw)) {
            return poison("json.number_range", "an integer in the envelope needs more than 64 bit");
        }
    }
    return {};
}

JsonMembers::JsonMembers()
    : m_parsers(std::make_unique<Parsers>())
{ }

JsonMembers::~JsonMembers() = default;

Status JsonMembers::read(BytesView text)
{
    m_parsers->members.clear();
    m_parsers->unescaped.clear();
    Status done = m_parsers->read(text);
    if (!done.ok()) {
        m_parsers->members.clear();
    }
    return done;
}

std::span<const JsonMember> JsonMembers::all() const
{
    return m_parsers->members;
}

const JsonMember* JsonMembers::find(std::string_view name) const
{
    for (const JsonMember& member : m_parsers->members) {
        if (member.name == name) {
            return &member;
        }
    }
    return nullptr;
}

std::string_view JsonMembers::text(std::string_view name) const
{
    const JsonMember* const member = find(name);
    return member && member->kind == JsonKind::Text ? member->text : std::string_view();
}

Status checkJson(BytesView text)
{
    if (tooDeep(text)) {
        return errorOf(simdjson::DEPTH_ERROR);
    }
    return checkWithBigNumbers(text);
}

char firstCharacter(BytesView text)
{
    const auto at = text.find_first_not_of(" \t\r\n");
    return at == BytesView::npos ? '\0' : text[at];
}

} // namespace locus::events
