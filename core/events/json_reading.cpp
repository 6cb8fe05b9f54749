// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/events/json_reading.h"

#include <nlohmann/json.hpp>

namespace locus::events {

using nlohmann::json;

namespace {

std::string kindOf(const json* value)
{
    if (value == nullptr) {
        return "missing";
    }
    switch (value->type()) {
    case json::value_t::object: return "an object";
    case json::value_t::array: return "a list";
    case json::value_t::string:
        return value->get_ref<const std::string&>().empty() ? "an empty text" : "a text";
    case json::value_t::boolean: return "a truth value";
    case json::value_t::number_float: return "a number with a fraction";
    case json::value_t::number_integer:
    case json::value_t::number_unsigned: return "a whole number";
    default: return "not JSON";
    }
}

std::string wholeNumbers(std::int64_t least, std::int64_t most)
{
    using Limits = std::numeric_limits<std::int64_t>;
    const std::string from = least == Limits::min() ? "" : " from " + std::to_string(least);
    return "a whole number" + from + (most == Limits::max() ? "" : " to " + std::to_string(most));
}

std::string escaped(std::string_view name) // RFC 6901
{
    std::string out;
    for (const char c : name) {
        out += c == '~' ? "~0" : c == '/' ? "~1" : std::string(1, c);
    }
    return out;
}

} // namespace

Reading::Reading(const json& object, std::string_view code)
    : m_object(object)
    , m_code(code)
{
    if (!object.is_object()) {
        m_failed = Failure { "data", "", kindOf(&object), "an object" };
    }
}

Reading::Reading(const json& object, const Reading& parent, std::string_view name, Item item)
    : m_object(object)
    , m_code(parent.m_code)
    , m_parent(&parent)
    , m_name(name)
    , m_item(item)
{
    if (!object.is_object()) {
        m_failed = Failure { std::string(name), path(), kindOf(&object), "an object" };
    }
}

std::string Reading::path() const
{
    if (m_parent == nullptr) {
        return {};
    }
    const std::string item = m_item ? '/' + std::to_string(*m_item) : std::string();
    return m_parent->path() + '/' + escaped(m_name) + item;
}

const json* Reading::find(const char* name) const
{
    if (!m_object.is_object()) {
        return nullptr;
    }
    const auto at = m_object.find(name);
    return at == m_object.end() || at->is_null() ? nullptr : &*at;
}

void Reading::fail(const char* name, std::string allowed, std::string found)
{
    if (m_failed) {
        return;
    }
    m_failed = Failure { name, path() + '/' + escaped(name),
        found.empty() ? kindOf(find(name)) : std::move(found), std::move(allowed) };
}

std::string Reading::text(const char* name)
{
    const auto* value = find(name);
    if (!value) {
        return {};
    }
    if (!value->is_string()) {
        fail(name, "a text");
        return {};
    }
    return value->get<std::string>();
}

std::string Reading::mandatoryText(const char* name)
{
    std::string out = text(name);
    if (out.empty()) {
        fail(name, "a text that is not empty");
    }
    return out;
}

std::optional<std::int64_t> Reading::maybeInteger(const char* name)
{
    const auto* value = find(name);
    if (!value) {
        return std::nullopt;
    }
    if (!value->is_number_integer()
        || (value->is_number_unsigned() && value->get<std::uint64_t>() > INT64_MAX)) {
        fail(name, "a whole number of 64 bit");
        return std::nullopt;
    }
    return value->get<std::int64_t>();
}

std::int64_t Reading::integer(
    const char* name, std::int64_t fallback, std::int64_t least, std::int64_t most)
{
    const auto* value = find(name);
    if (value && !value->is_number_integer()) {
        fail(name, wholeNumbers(least, most));
        return fallback;
    }
    const std::int64_t number = maybeInteger(name).value_or(fallback);
    if (number < least || number > most) {
        fail(name, wholeNumbers(least, most), "the number " + std::to_string(number));
    }
    return number;
}

double Reading::real(const char* name)
{
    const auto* value = find(name);
    if (!value) {
        return 0;
    }
    if (!value->is_number()) {
        fail(name, "a number");
        return 0;
    }
    return value->get<double>();
}

bool Reading::flag(const char* name)
{
    const auto* value = find(name);
    if (!value) {
        return false;
    }
    if (!value->is_boolean()) {
        fail(name, "true or false");
        return false;
    }
    return value->get<bool>();
}

std::optional<Instant> Reading::time(const char* name)
{
    const std::string written = text(name);
    if (written.empty()) {
        return std::nullopt;
    }
    const auto parsed = parseRfc3339(written);
    if (!parsed.ok()) {
        fail(name, "a time as RFC 3339 writes it");
        return std::nullopt;
    }
    return *parsed;
}

std::vector<std::string> Reading::texts(const char* name)
{
    std::vector<std::string> out;
    const auto* items = list(name);
    if (!items) {
        return out;
    }
    for (const auto& item : *items) {
        if (!item.is_string()) {
            fail(name, "a list of texts", "a list with " + kindOf(&item));
            return {};
        }
        out.push_back(item.get<std::string>());
    }
    return out;
}

const json* Reading::list(const char* name)
{
    const auto* value = find(name);
    if (value && !value->is_array()) {
        fail(name, "a list");
        return nullptr;
    }
    return value;
}

void Reading::take(const Reading& inner)
{
    if (!m_failed) {
        m_failed = inner.m_failed;
    }
}

Status Reading::status() const
{
    if (!m_failed) {
        return {};
    }
    const std::string where = m_failed->path.empty() ? "the data" : m_failed->path;
    return poison(
        std::string(m_code), where + " is " + m_failed->found + "; allowed: " + m_failed->allowed)
        .with("field", m_failed->field)
        .with("path", m_failed->path)
        .with("found", m_failed->found)
        .with("allowed", m_failed->allowed);
}

} // namespace locus::events
