// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/protocol/json_text.h"

#include "core/base/text.h"
#include "core/protocol/version.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <set>
#include <string>
#include <vector>

namespace locus::protocol {

using nlohmann::json;

namespace {

// Nesting of a text before any parser recurses or allocates for it.
int depthOf(BytesView text, int cap)
{
    int depth = 0;
    int deepest = 0;
    bool inString = false;
    for (std::size_t i = 0; i < text.size() && deepest <= cap; ++i) {
        const char c = text[i];
        if (inString) {
            i += c == '\\' ? 1 : 0;
            inString = c != '"';
        } else if (c == '"') {
            inString = true;
        } else if (c == '{' || c == '[') {
            deepest = std::max(deepest, ++depth);
        } else if (c == '}' || c == ']') {
            --depth;
        }
    }
    return deepest;
}

bool looksLikeInteger(const std::string& text)
{
    return text.find_first_of(".eE") == std::string::npos;
}

// Builds the document and remembers why it stopped. An integer beyond 64 bits would silently become
// a double, and a repeated name would silently win over the first: both are refused.
class StrictBuilder final : public nlohmann::json_sax<json>
{
public:
    json take() { return std::move(m_root); }
    [[nodiscard]] const std::optional<Error>& error() const { return m_error; }

    bool null() override { return add(nullptr); }
    bool boolean(bool value) override { return add(value); }
    bool number_integer(number_integer_t value) override { return add(value); }
    bool number_unsigned(number_unsigned_t value) override { return add(value); }
    bool number_float(number_float_t value, const string_t& text) override
    {
        if (looksLikeInteger(text)) {
            return stop(invalid("json.number_range", "an integer does not fit 64 bits"));
        }
        return add(value);
    }
    bool string(string_t& value) override { return add(std::move(value)); }
    bool binary(binary_t&) override { return false; }
    bool start_object(std::size_t) override { return open(json::object()); }
    bool start_array(std::size_t) override { return open(json::array()); }
    bool end_object() override { return close(); }
    bool end_array() override { return close(); }
    bool key(string_t& name) override
    {
        if (m_open.back()->contains(name)) {
            return stop(invalid("json.duplicate_name", "a name stands twice in one object")
                            .with("field", name));
        }
        m_name = std::move(name);
        return true;
    }
    bool parse_error(
        std::size_t position, const std::string&, const nlohmann::detail::exception&) override
    {
        return stop(invalid("json.malformed", "not JSON at octet " + std::to_string(position))
                        .with("position", std::to_string(position)));
    }

private:
    json* put(json value)
    {
        if (m_open.empty()) {
            m_root = std::move(value);
            return &m_root;
        }
        json& parent = *m_open.back();
        if (parent.is_array()) {
            parent.push_back(std::move(value));
            return &parent.back();
        }
        return &(parent[m_name] = std::move(value));
    }
    bool add(json value)
    {
        put(std::move(value));
        return true;
    }
    bool open(json value)
    {
        m_open.push_back(put(std::move(value)));
        return true;
    }
    bool close()
    {
        m_open.pop_back();
        return true;
    }
    bool stop(Error error)
    {
        m_error = m_error ? m_error : std::move(error);
        return false;
    }

    json m_root;
    std::vector<json*> m_open;
    std::string m_name;
    std::optional<Error> m_error;
};

} // namespace

Result<json> parseJson(BytesView text, const JsonCaps& caps)
{
    if (text.size() > caps.bytes) {
        return invalid("json.too_large",
            std::to_string(text.size()) + " octets of JSON; at most " + std::to_string(caps.bytes)
                + " are allowed")
            .with("allowed", std::to_string(caps.bytes));
    }
    if (const auto at = firstInvalidUtf8(text)) {
        return invalid("json.not_utf8", "not UTF-8 at octet " + std::to_string(*at))
            .with("position", std::to_string(*at));
    }
    if (depthOf(text, caps.depth) > caps.depth) {
        return invalid(
            "json.too_deep", "JSON nested deeper than " + std::to_string(caps.depth) + " levels")
            .with("allowed", std::to_string(caps.depth));
    }
    StrictBuilder builder;
    if (!json::sax_parse(text, &builder)) {
        return builder.error() ? *builder.error() : invalid("json.malformed", "not JSON");
    }
    return builder.take();
}

Result<json> parseObject(BytesView text)
{
    if (text.empty()) {
        return json::object();
    }
    LOCUS_TRY_VALUE(value, parseJson(text, { 16 * frameBytesFromCore, 2 * jsonDepth }));
    if (!value.is_object()) {
        return invalid("json.not_object", "a JSON object is expected");
    }
    return value;
}

Bytes dumpJson(const json& value)
{
    return value.dump(-1, ' ', false, json::error_handler_t::replace);
}

} // namespace locus::protocol
