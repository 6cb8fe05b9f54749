// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/instant.h"
#include "core/base/result.h"

#include <nlohmann/json_fwd.hpp>

#include <optional>
#include <string>
#include <vector>

namespace locus::analyses {

// Reads the members of one JSON object; the first that has the wrong type is remembered, absent and
// null members are empty. For this room's codecs only (their .cpp files).
class Reading
{
public:
    explicit Reading(const nlohmann::json& object);

    [[nodiscard]] const nlohmann::json* find(const char* name) const;
    std::string text(const char* name);
    std::string mandatoryText(const char* name);
    std::int64_t integer(const char* name, std::int64_t fallback);
    std::optional<std::int64_t> maybeInteger(const char* name);
    double real(const char* name);
    bool flag(const char* name);
    std::optional<Instant> time(const char* name);
    std::vector<std::string> texts(const char* name);
    void fail(std::string field);

    // Errors: poison "analyses.malformed" with "field".
    [[nodiscard]] Status status() const;

private:
    const nlohmann::json& m_object;
    std::optional<std::string> m_failed;
};

} // namespace locus::analyses
