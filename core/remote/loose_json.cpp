// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/remote/loose_json.h"

#include "core/base/text.h"

#include <nlohmann/json.hpp>

#include <charconv>

namespace locus::remote::loose {

using nlohmann::json;

namespace {

constexpr std::size_t kMaxDepth = 64;

Error badReply(const std::string& what)
{
    return retriable("remote.bad_reply", "The reply is not the JSON that was expected: " + what);
}

// Builds a document, but keeps the raw token of a fraction.
class TokenKeeper final : public nlohmann::json_sax<json>
{
public:
    json root;
    std::string problem;

    bool null() override { return add(json()); }
    bool boolean(bool value) override { return add(json(value)); }
    bool number_integer(number_integer_t value) override { return add(json(value)); }
    bool number_unsigned(number_unsigned_t value) override { return add(json(value)); }
    bool number_float(number_float_t, const string_t& token) override { return add(json(token)); }
    bool string(string_t& value) override { return add(json(std::move(value))); }
    bool binary(binary_t&) override { return false; }
    bool start_object(std::size_t) override { return open(json::object()); }
    bool start_array(std::size_t) override { return open(json::array()); }
    bool key(string_t& name) override
    {
        m_keys.back() = std::move(name);
        return true;
    }
    bool end_object() override { return close(); }
    bool end_array() override { return close(); }
    bool parse_error(
        std::size_t position, const std::string&, const nlohmann::detail::exception&) override
    {
        problem = "it cannot be read at octet " + std::to_string(position);
        return false;
    }

private:
    bool open(json container)
    {
        if (m_open.size() >= kMaxDepth) {
            problem = "it is nested deeper than " + std::to_string(kMaxDepth);
            return false;
        }
        m_open.push_back(std::move(container));
        m_keys.emplace_back();
        return true;
    }
    bool close()
    {
        json done = std::move(m_open.back());
        m_open.pop_back();
        m_keys.pop_back();
        return add(std::move(done));
    }
    bool add(json value)
    {
        if (m_open.empty()) {
            root = std::move(value);
        } else if (m_open.back().is_array()) {
            m_open.back().push_back(std::move(value));
        } else {
            m_open.back()[m_keys.back()] = std::move(value);
        }
        return true;
    }

    std::vector<json> m_open;
    std::vector<std::string> m_keys;
};

// Index just behind the JSON string that starts at `at`, or npos.
std::size_t behindString(std::string_view text, std::size_t at)
{
    for (std::size_t i = at + 1; i < text.size(); ++i) {
        if (text[i] == '\\') {
            ++i;
        } else if (text[i] == '"') {
            return i + 1;
        }
    }
    return std::string_view::npos;
}

// Index just behind the value that starts at `at`: at the ',' or ']' of the enclosing array.
std::size_t behindValue(std::string_view text, std::size_t at)
{
    int depth = 0;
    while (at < text.size()) {
        const char c = text[at];
        if (c == '"') {
            at = behindString(text, at);
            continue;
        }
        if (depth == 0 && (c == ',' || c == ']')) {
            return at;
        }
        depth += c == '{' || c == '[' ? 1 : 0;
        depth -= c == '}' || c == ']' ? 1 : 0;
        ++at;
    }
    return std::string_view::npos;
}

} // namespace

Result<json> parse(std::string_view text)
{
    TokenKeeper keeper;
    if (!json::sax_parse(text.begin(), text.end(), &keeper)) {
        return badReply(keeper.problem);
    }
    return std::move(keeper.root);
}

Result<std::vector<std::string_view>> elements(std::string_view text)
{
    text = trimmed(text);
    if (text.starts_with('{')) {
        return std::vector { text };
    }
    if (!text.starts_with('[') || !text.ends_with(']')) {
        return badReply("neither a list nor an object");
    }
    std::vector<std::string_view> found;
    for (std::size_t at = 1; at < text.size();) {
        const std::size_t end = behindValue(text, at);
        if (end >= text.size()) {
            return badReply("the list does not end");
        }
        const auto element = trimmed(text.substr(at, end - at));
        if (element.empty() && !(found.empty() && end + 1 == text.size())) {
            return badReply("the list has an empty place");
        }
        if (!element.empty()) {
            found.push_back(element);
        }
        if (text[end] == ']' && end + 1 != text.size()) {
            return badReply("something follows the list");
        }
        at = end + 1;
    }
    return found;
}

const json* member(const json& object, const char* name)
{
    if (!object.is_object()) {
        return nullptr;
    }
    const auto it = object.find(name);
    return it == object.end() ? nullptr : &*it;
}

std::string text(const json& scalar)
{
    if (scalar.is_string()) {
        return scalar.get<std::string>();
    }
    return scalar.is_number() || scalar.is_boolean() ? scalar.dump() : std::string();
}

std::string text(const json& object, const char* name)
{
    const auto* value = member(object, name);
    return value ? text(*value) : std::string();
}

std::optional<double> number(const json& scalar)
{
    if (scalar.is_boolean()) {
        return std::nullopt;
    }
    const std::string token = text(scalar);
    double value = 0;
    const auto [end, error] = std::from_chars(token.data(), token.data() + token.size(), value);
    const bool whole = !token.empty() && end == token.data() + token.size();
    return error == std::errc() && whole ? std::optional(value) : std::nullopt;
}

std::optional<double> number(const json& object, const char* name)
{
    const auto* value = member(object, name);
    return value ? number(*value) : std::nullopt;
}

std::optional<std::int64_t> integer(const json& object, const char* name)
{
    const std::string token = text(object, name);
    return toInt(std::string_view(token).substr(0, token.find('/')));
}

bool flag(const json& object, const char* name)
{
    const std::string value = text(object, name);
    return value == "1" || value == "true";
}

std::vector<std::string> texts(const json& object, const char* name)
{
    std::vector<std::string> all;
    const auto* value = member(object, name);
    if (value && value->is_array()) {
        for (const auto& item : *value) {
            if (auto one = text(item); !one.empty()) {
                all.push_back(std::move(one));
            }
        }
    } else if (value) {
        if (auto one = text(*value); !one.empty()) {
            all.push_back(std::move(one));
        }
    }
    return all;
}

const json& list(const json& object, const char* name)
{
    static const json empty = json::array();
    const auto* value = member(object, name);
    return value && value->is_array() ? *value : empty;
}

} // namespace locus::remote::loose
