// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/protocol/json_fields.h"

#include "core/base/text.h"

#include <nlohmann/json.hpp>

#include <algorithm>

namespace locus::protocol {

using nlohmann::json;

namespace {
const json& nothing()
{
    static const json null;
    return null;
}

Error aboutField(std::string code, std::string message, std::string_view name)
{
    return invalid(std::move(code), std::move(message)).with("field", std::string(name));
}
} // namespace

JsonFields::JsonFields(const json& object)
    : m_object(object)
{
    if (!object.is_object()) {
        fail(invalid("params.type", "a JSON object with members by name is expected")
                 .with("allowed", "object"));
    }
}

const json* JsonFields::find(std::string_view name)
{
    m_known.emplace_back(name);
    if (!m_object.is_object()) {
        return nullptr;
    }
    const auto found = m_object.find(m_known.back());
    return found == m_object.end() || found->is_null() ? nullptr : &*found;
}

void JsonFields::fail(Error error)
{
    if (!m_error) {
        m_error = std::move(error);
    }
}

void JsonFields::missing(std::string_view name)
{
    fail(aboutField("params.missing", "\"" + std::string(name) + "\" is missing", name));
}

void JsonFields::wrongType(std::string_view name, const std::string& allowed)
{
    fail(aboutField("params.type", "\"" + std::string(name) + "\" must be " + allowed, name)
             .with("allowed", allowed));
}

std::string JsonFields::text(std::string_view name)
{
    std::string value = textOr(name);
    if (value.empty()) {
        missing(name);
    }
    return value;
}

std::string JsonFields::textOr(std::string_view name, std::string fallback)
{
    const json* value = find(name);
    if (!value) {
        return fallback;
    }
    if (!value->is_string()) {
        wrongType(name, "a string");
        return fallback;
    }
    return value->get<std::string>();
}

std::int64_t JsonFields::integer(std::string_view name, std::int64_t least, std::int64_t most)
{
    if (!has(name)) {
        missing(name);
        return least;
    }
    return integerOr(name, least, least, most);
}

std::int64_t JsonFields::integerOr(
    std::string_view name, std::int64_t fallback, std::int64_t least, std::int64_t most)
{
    const json* value = find(name);
    if (!value) {
        return fallback;
    }
    if (!value->is_number_integer()) {
        wrongType(name, "an integer");
        return fallback;
    }
    const bool tooLarge = value->is_number_unsigned()
        && value->get<std::uint64_t>() > static_cast<std::uint64_t>(INT64_MAX);
    const std::int64_t number = tooLarge ? INT64_MAX : value->get<std::int64_t>();
    if (tooLarge || number < least || number > most) {
        const std::string allowed = std::to_string(least) + ".." + std::to_string(most);
        fail(aboutField(
            "params.range", "\"" + std::string(name) + "\" must be within " + allowed, name)
                 .with("allowed", allowed));
        return fallback;
    }
    return number;
}

double JsonFields::numberOr(std::string_view name, double fallback)
{
    const json* value = find(name);
    if (value && !value->is_number()) {
        wrongType(name, "a number");
    }
    return value && value->is_number() ? value->get<double>() : fallback;
}

bool JsonFields::booleanOr(std::string_view name, bool fallback)
{
    const json* value = find(name);
    if (value && !value->is_boolean()) {
        wrongType(name, "true or false");
    }
    return value && value->is_boolean() ? value->get<bool>() : fallback;
}

Uuid JsonFields::uuid(std::string_view name)
{
    const std::string value = text(name);
    auto parsed = Uuid::parse(value);
    if (!value.empty() && !parsed.ok()) {
        wrongType(name, "a UUID of 36 characters");
    }
    return std::move(parsed).valueOr({});
}

std::optional<Instant> JsonFields::instant(std::string_view name)
{
    const std::string value = textOr(name);
    if (value.empty()) {
        return std::nullopt;
    }
    const auto parsed = parseRfc3339(value);
    if (!parsed.ok()) {
        wrongType(name, "a time as RFC 3339 writes it");
        return std::nullopt;
    }
    return *parsed;
}

std::vector<std::string> JsonFields::texts(std::string_view name)
{
    std::vector<std::string> out;
    const json* value = find(name);
    if (!value) {
        return out;
    }
    const bool allText = value->is_array()
        && std::all_of(
            value->begin(), value->end(), [](const json& item) { return item.is_string(); });
    if (!allText) {
        wrongType(name, "an array of strings");
        return out;
    }
    return value->get<std::vector<std::string>>();
}

const json& JsonFields::any(std::string_view name)
{
    const json* value = find(name);
    return value ? *value : nothing();
}

bool JsonFields::has(std::string_view name)
{
    return find(name) != nullptr;
}

Status JsonFields::status() const
{
    return m_error ? Status(*m_error) : Status();
}

Status JsonFields::statusStrict() const
{
    if (m_error) {
        return *m_error;
    }
    for (const auto& item : m_object.items()) {
        if (std::find(m_known.begin(), m_known.end(), item.key()) != m_known.end()) {
            continue;
        }
        const std::string nearest = nearestName(item.key(), m_known);
        std::vector<std::string> known = m_known;
        std::sort(known.begin(), known.end());
        known.erase(std::unique(known.begin(), known.end()), known.end());
        return aboutField("params.unknown",
            "there is no parameter of this name"
                + (nearest.empty() ? std::string() : "; did you mean \"" + nearest + "\"?"),
            item.key())
            .with("allowed", join(known, ", "));
    }
    return {};
}

} // namespace locus::protocol
