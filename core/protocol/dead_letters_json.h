// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/dead_letters/inbox.h"
#include "core/protocol/json_fields.h"

#include <nlohmann/json_fwd.hpp>

#include <array>

namespace locus::protocol {

// Letters and their filter as JSON, for the messages about them.
nlohmann::json letterObject(const dead_letters::Letter& letter);
Result<dead_letters::Letter> letterFrom(const nlohmann::json& value);

// {"states": [...], "topic", "handler", "errorCode", "cause", "since", "until", "firstOnly"}
nlohmann::json filterObject(const dead_letters::LetterFilter& filter);
Result<dead_letters::LetterFilter> filterFrom(const nlohmann::json& value); // strict; null: all

// A text that must be one of the names of an enumeration.
template <typename State, std::size_t Count, typename Read>
State stateAt(JsonFields& in, std::string_view name, const std::array<State, Count>& all, Read read)
{
    const std::string text = in.text(name);
    const auto state = read(text);
    if (!state && !text.empty()) {
        std::string allowed;
        for (const State one : all) {
            allowed += (allowed.empty() ? "" : ", ") + std::string(toString(one));
        }
        in.fail(invalid("params.range", "there is no such state")
                    .with("field", std::string(name))
                    .with("allowed", std::move(allowed)));
    }
    return state.value_or(State());
}

} // namespace locus::protocol
