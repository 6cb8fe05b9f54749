// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/analyses/json_reading.h"

#include <nlohmann/json.hpp>

namespace locus::analyses {

Reading::Reading(const nlohmann::json& object)
    : m_object(object)
{
    if (!object.is_object()) {
        fail("data");
    }
}

const nlohmann::json* Reading::find(const char* name) const
{
    if (!m_object.is_object()) {
        return nullptr;
    }
    const auto at = m_object.find(name);
    return at == m_object.end() || at->is_null() ? nullptr : &*at;
}

void Reading::fail(std::string field)
{
    if (!m_failed) {
        m_failed = std::move(field);
    }
}

std::string Reading::text(const char* name)
{
    const auto* value = find(name);
    if (!value) {
        return {};
    }
    if (!value->is_string()) {
        fail(name);
        return {};
    }
    return value->get<std::string>();
}

std::string Reading::mandatoryText(const char* name)
{
    std::string out = text(name);
    if (out.empty()) {
        fail(name);
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
        fail(name);
        return std::nullopt;
    }
    return value->get<std::int64_t>();
}

std::int64_t Reading::integer(const char* name, std::int64_t fallback)
{
    return maybeInteger(name).value_or(fallback);
}

double Reading::real(const char* name)
{
    const auto* value = find(name);
    if (!value) {
        return 0;
    }
    if (!value->is_number()) {
        fail(name);
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
        fail(name);
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
        fail(name);
        return std::nullopt;
    }
    return *parsed;
}

std::vector<std::string> Reading::texts(const char* name)
{
    std::vector<std::string> out;
    const auto* value = find(name);
    if (!value) {
        return out;
    }
    if (!value->is_array()) {
        fail(name);
        return out;
    }
    for (const auto& item : *value) {
        if (!item.is_string()) {
            fail(name);
            return {};
        }
        out.push_back(item.get<std::string>());
    }
    return out;
}

Status Reading::status() const
{
    if (!m_failed) {
        return {};
    }
    return poison("analyses.malformed", "a field of the analysis event is missing or wrong")
        .with("field", *m_failed);
}

} // namespace locus::analyses
