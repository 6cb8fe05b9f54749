// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/instant.h"
#include "core/base/result.h"
#include "core/base/uuid.h"

#include <nlohmann/json_fwd.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace locus::protocol {

// Reads the members of one JSON object by name and remembers the first thing that is wrong: read
// all, then ask once. A value of another type is an error, null counts as absent. Errors: invalid
// "params.missing", "params.type", "params.range", "params.unknown", each with "field" and what is
// allowed.
class JsonFields
{
public:
    // `object` must outlive this; anything but an object is an error.
    explicit JsonFields(const nlohmann::json& object);

    std::string text(std::string_view name); // required, not empty
    std::string textOr(std::string_view name, std::string fallback = {});
    std::int64_t integer(std::string_view name, std::int64_t least, std::int64_t most);
    std::int64_t integerOr(std::string_view name, std::int64_t fallback, std::int64_t least = 0,
        std::int64_t most = INT64_MAX);
    double numberOr(std::string_view name, double fallback);
    bool booleanOr(std::string_view name, bool fallback);
    Uuid uuid(std::string_view name); // required
    std::optional<Instant> instant(std::string_view name);
    std::vector<std::string> texts(std::string_view name); // absent: empty
    // The member as it is; null where absent. Counts as known.
    const nlohmann::json& any(std::string_view name);
    bool has(std::string_view name);

    // For checks of the caller's own: the first failure wins.
    void fail(Error error);

    // What went wrong, if anything. An answer's reader stops here: newer cores may say more.
    [[nodiscard]] Status status() const;
    // Also refuses members that nobody asked for, naming the nearest known one: for requests.
    [[nodiscard]] Status statusStrict() const;

private:
    const nlohmann::json* find(std::string_view name);
    void missing(std::string_view name);
    void wrongType(std::string_view name, const std::string& allowed);

    const nlohmann::json& m_object;
    std::vector<std::string> m_known;
    std::optional<Error> m_error;
};

} // namespace locus::protocol
