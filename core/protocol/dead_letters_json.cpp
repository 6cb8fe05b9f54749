// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/protocol/dead_letters_json.h"

#include <nlohmann/json.hpp>

namespace locus::protocol {

using dead_letters::Letter;
using dead_letters::LetterFilter;
using nlohmann::json;

json letterObject(const Letter& letter)
{
    json out = { { "id", letter.id.toString() }, { "state", toString(letter.state) },
        { "topic", letter.topic }, { "partition", letter.partition }, { "offset", letter.offset },
        { "timestamp", letter.timestampMs }, { "handler", letter.handler },
        { "errorClass", letter.errorClass }, { "errorCode", letter.errorCode },
        { "errorMessage", letter.errorMessage }, { "attempts", letter.attempts },
        { "firstFailed", toRfc3339(letter.firstFailed) },
        { "lastFailed", toRfc3339(letter.lastFailed) }, { "cause", letter.cause } };
    if (letter.behind) {
        out["behind"] = letter.behind->toString();
    }
    if (!letter.origin.empty()) {
        out["origin"] = letter.origin;
        out["sourceTopic"] = letter.sourceTopic;
    }
    return out;
}

Result<Letter> letterFrom(const json& value)
{
    JsonFields in(value);
    Letter out;
    out.id = in.uuid("id");
    out.state = stateAt(in, "state", dead_letters::letterStates, dead_letters::letterStateFrom);
    if (in.has("behind")) {
        out.behind = in.uuid("behind");
    }
    out.topic = in.textOr("topic");
    out.partition = static_cast<std::int32_t>(in.integerOr("partition", 0, -1, INT32_MAX));
    out.offset = in.integerOr("offset", 0);
    out.timestampMs = in.integerOr("timestamp", 0, INT64_MIN);
    out.handler = in.textOr("handler");
    out.errorClass = in.textOr("errorClass");
    out.errorCode = in.textOr("errorCode");
    out.errorMessage = in.textOr("errorMessage");
    out.attempts = static_cast<int>(in.integerOr("attempts", 0, 0, INT32_MAX));
    out.firstFailed = in.instant("firstFailed").value_or(Instant());
    out.lastFailed = in.instant("lastFailed").value_or(Instant());
    out.cause = in.textOr("cause");
    out.origin = in.textOr("origin");
    out.sourceTopic = in.textOr("sourceTopic");
    LOCUS_TRY(in.status());
    return out;
}

json filterObject(const LetterFilter& filter)
{
    json out = json::object();
    for (const auto state : filter.states) {
        out["states"].push_back(toString(state));
    }
    const std::pair<const char*, const std::string&> texts[] { { "topic", filter.topic },
        { "handler", filter.handler }, { "errorCode", filter.errorCode },
        { "cause", filter.cause } };
    for (const auto& [name, value] : texts) {
        if (!value.empty()) {
            out[name] = value;
        }
    }
    if (filter.since) {
        out["since"] = toRfc3339(*filter.since);
    }
    if (filter.until) {
        out["until"] = toRfc3339(*filter.until);
    }
    if (filter.firstOnly) {
        out["firstOnly"] = true;
    }
    return out;
}

Result<LetterFilter> filterFrom(const json& value)
{
    LetterFilter out;
    if (value.is_null()) {
        return out;
    }
    JsonFields in(value);
    for (const std::string& name : in.texts("states")) {
        const auto state = dead_letters::letterStateFrom(name);
        if (!state) {
            in.fail(invalid("params.range", "there is no such state")
                        .with("field", "states")
                        .with("allowed", "open, redriven, discarded, waiting"));
        }
        out.states.push_back(state.value_or(dead_letters::LetterState::Open));
    }
    out.topic = in.textOr("topic");
    out.handler = in.textOr("handler");
    out.errorCode = in.textOr("errorCode");
    out.cause = in.textOr("cause");
    out.since = in.instant("since");
    out.until = in.instant("until");
    out.firstOnly = in.booleanOr("firstOnly", false);
    LOCUS_TRY(in.statusStrict());
    return out;
}

} // namespace locus::protocol
