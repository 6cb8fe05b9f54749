// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/instant.h"
#include "core/base/result.h"

#include <nlohmann/json_fwd.hpp>

#include <limits>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace locus::events {

// Reads the members of one JSON object; the first that is wrong is remembered, absent and null
// members are empty. For the codecs of the capabilities (their .cpp files).
class Reading
{
public:
    using Item = std::optional<std::size_t>; // 0-based place in a list

    // `code`: of the error, "analyses.malformed".
    Reading(const nlohmann::json& object, std::string_view code);
    // What stands under `name` in the object that `parent` reads, or one item of the list there.
    // REQUIRES: `parent` outlives this.
    Reading(
        const nlohmann::json& object, const Reading& parent, std::string_view name, Item item = {});

    [[nodiscard]] const nlohmann::json* find(const char* name) const;
    std::string text(const char* name);
    std::string mandatoryText(const char* name);
    std::int64_t integer(const char* name, std::int64_t fallback,
        std::int64_t least = std::numeric_limits<std::int64_t>::min(),
        std::int64_t most = std::numeric_limits<std::int64_t>::max());
    std::optional<std::int64_t> maybeInteger(const char* name);
    double real(const char* name);
    bool flag(const char* name);
    std::optional<Instant> time(const char* name);
    std::vector<std::string> texts(const char* name);
    // The list that stands there, or null.
    const nlohmann::json* list(const char* name);
    // `found` empty: the kind of what stands there. Neither holds text of the payload.
    void fail(const char* name, std::string allowed, std::string found = {});

    // What is wrong in `inner` is wrong here.
    void take(const Reading& inner);

    // Errors: poison with the code, "field", "path" (JSON pointer), "found", "allowed".
    [[nodiscard]] Status status() const;

private:
    struct Failure
    {
        std::string field;
        std::string path;
        std::string found;
        std::string allowed;
    };
    [[nodiscard]] std::string path() const;

    const nlohmann::json& m_object;
    const std::string_view m_code;
    const Reading* m_parent = nullptr;
    std::string_view m_name; // in the parent
    Item m_item;
    std::optional<Failure> m_failed;
};

} // namespace locus::events
