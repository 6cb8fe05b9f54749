// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/instant.h"
#include "core/base/result.h"

#include <nlohmann/json.hpp>

#include <optional>
#include <string>

// What the codecs of this room share. For .cpp files of this room alone.
namespace locus::people {

inline Bytes jsonText(const nlohmann::json& value)
{
    return value.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
}

inline nlohmann::json microsOf(const std::optional<Instant>& time)
{
    return time ? nlohmann::json(toMicros(*time)) : nlohmann::json(nullptr);
}

inline std::optional<Instant> microsAt(const nlohmann::json& in, const char* name)
{
    const auto found = in.find(name);
    return found == in.end() || found->is_null()
        ? std::nullopt
        : std::optional(fromMicros(found->get<std::int64_t>()));
}

inline std::string textAt(const nlohmann::json& in, const char* name)
{
    return in.value(name, std::string());
}

// An object; `wrong` makes the error out of why it is none.
template <typename Read, typename Wrong>
auto readingJson(BytesView text, Read read, Wrong wrong) -> decltype(read(nlohmann::json()))
{
    try {
        const nlohmann::json in = nlohmann::json::parse(text);
        if (!in.is_object()) {
            return wrong("it is no object");
        }
        return read(in);
    } catch (const nlohmann::json::exception& thrown) {
        return wrong("a member is of another type (" + std::to_string(thrown.id) + ")");
    }
}

inline Error badWish(const std::string& why)
{
    return invalid("people.bad_wish", "a command about rights cannot be read: " + why);
}

inline Error damagedRow(const std::string& why)
{
    return fatal("people.damaged", "an entry about rights cannot be read: " + why);
}

} // namespace locus::people
