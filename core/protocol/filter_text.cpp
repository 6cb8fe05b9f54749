// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/protocol/filter_text.h"

#include "core/base/text.h"

#include <algorithm>
#include <array>
#include <utility>
#include <vector>

namespace locus::protocol {

using analyses::Mode;
using analyses::Query;
using analyses::SortBy;
using analyses::State;

namespace {

constexpr std::string_view allowedKeys = "by, mine, mode, patient, state, text";
constexpr std::array allStates { State::Requested, State::Running, State::Completed, State::Partial,
    State::Failed, State::Cancelled };
constexpr std::array allModes { Mode::Normal, Mode::BigData, Mode::NodeScale, Mode::LagDemo };

constexpr std::array sorts { std::pair { SortBy::SubmittedAt, std::string_view("submittedAt") },
    std::pair { SortBy::ChangedAt, std::string_view("changedAt") },
    std::pair { SortBy::State, std::string_view("state") },
    std::pair { SortBy::MostSevere, std::string_view("mostSevere") },
    std::pair { SortBy::Variants, std::string_view("variants") },
    std::pair { SortBy::NotAnnotated, std::string_view("notAnnotated") } };

template <typename Values> std::string namesOf(const Values& values)
{
    std::vector<std::string> names;
    names.reserve(values.size());
    for (const auto value : values) {
        names.emplace_back(analyses::toString(value));
    }
    return join(names, ", ");
}

// One part of the text: "key:value", or a bare word with an empty key.
struct Part
{
    std::string key;
    std::string value;
    std::size_t position = 0;
};

Error at(Error error, std::size_t position)
{
    return std::move(error).with("position", std::to_string(position));
}

bool isSpace(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

// Reads one word, with quoted stretches anywhere in it; a colon before any quote ends the key.
Result<Part> readPart(std::string_view text, std::size_t& i)
{
    Part part;
    part.position = i;
    bool quoted = false;
    bool wasQuoted = false;
    for (; i < text.size() && (quoted || !isSpace(text[i])); ++i) {
        const char c = text[i];
        if (c == '"') {
            quoted = !quoted;
            wasQuoted = true;
        } else if (c == ':' && !wasQuoted && part.key.empty() && !part.value.empty()) {
            part.key = std::exchange(part.value, {});
        } else {
            part.value += c;
        }
    }
    if (quoted) {
        return at(invalid("filter.quote", "a quotation mark is not closed"), part.position);
    }
    if (part.key.empty() && part.value == "mine" && !wasQuoted) {
        part.key = "mine";
    }
    return part;
}

Error unknownValue(const Part& part, const std::string& allowed)
{
    return at(invalid("filter.unknown_value",
                  "\"" + part.key + "\" has no such value; allowed are " + allowed)
                  .with("field", part.key)
                  .with("allowed", allowed),
        part.position);
}

Error contradiction(const Part& part)
{
    return at(invalid("filter.contradiction",
                  "\"" + part.key + "\" stands twice with values that exclude each other")
                  .with("field", part.key),
        part.position);
}

// Narrows a text that must be equal: set once, or again to the same.
Status narrow(const Part& part, const std::string& value, std::string& member)
{
    if (value.empty()) {
        return unknownValue(part, "a value without spaces, or in quotation marks");
    }
    if (!member.empty() && member != value) {
        return contradiction(part);
    }
    member = value;
    return {};
}

Status applyStates(const Part& part, Query& query)
{
    std::vector<State> states;
    for (const std::string_view name : split(part.value, ',')) {
        const auto state = analyses::stateFrom(name);
        if (!state) {
            return unknownValue(part, namesOf(allStates));
        }
        const bool excluded = !query.states.empty()
            && std::find(query.states.begin(), query.states.end(), *state) == query.states.end();
        if (!excluded && std::find(states.begin(), states.end(), *state) == states.end()) {
            states.push_back(*state);
        }
    }
    if (states.empty()) {
        return contradiction(part);
    }
    query.states = std::move(states);
    return {};
}

Status applyMode(const Part& part, Query& query)
{
    const auto mode = analyses::modeFrom(part.value);
    if (!mode) {
        return unknownValue(part, namesOf(allModes));
    }
    if (query.mode && query.mode != mode) {
        return contradiction(part);
    }
    query.mode = mode;
    return {};
}

Status applyPart(const Part& part, std::string_view user, Query& query)
{
    if (part.key.empty() || part.key == "text") {
        query.text += (query.text.empty() ? "" : " ") + part.value;
        return {};
    }
    if (part.key == "state") {
        return applyStates(part, query);
    }
    if (part.key == "mode") {
        return applyMode(part, query);
    }
    if (part.key == "by") {
        return narrow(part, part.value, query.submittedBy);
    }
    if (part.key == "mine") {
        return narrow(part, std::string(user), query.submittedBy);
    }
    if (part.key == "patient") {
        return narrow(part, part.value, query.patientRef);
    }
    return at(
        invalid("filter.unknown_key",
            "there is no filter key \"" + part.key + "\"; allowed are " + std::string(allowedKeys))
            .with("field", part.key)
            .with("allowed", std::string(allowedKeys)),
        part.position);
}

std::string quotedIfNeeded(const std::string& value)
{
    const bool needs = value == "mine"
        || std::any_of(value.begin(), value.end(), [](char c) { return isSpace(c) || c == ':'; });
    return needs ? '"' + value + '"' : value;
}

} // namespace

Result<Query> applyAnalysesFilter(std::string_view text, std::string_view user, Query base)
{
    for (std::size_t i = 0; i < text.size();) {
        if (isSpace(text[i])) {
            ++i;
            continue;
        }
        LOCUS_TRY_VALUE(part, readPart(text, i));
        LOCUS_TRY(applyPart(part, user, base));
    }
    return base;
}

std::string analysesFilterText(const Query& query)
{
    std::vector<std::string> parts;
    if (!query.states.empty()) {
        std::vector<std::string> names;
        for (const State state : query.states) {
            names.emplace_back(analyses::toString(state));
        }
        parts.push_back("state:" + join(names, ","));
    }
    if (query.mode) {
        parts.push_back("mode:" + std::string(analyses::toString(*query.mode)));
    }
    if (!query.submittedBy.empty()) {
        parts.push_back("by:" + quotedIfNeeded(query.submittedBy));
    }
    if (!query.patientRef.empty()) {
        parts.push_back("patient:" + quotedIfNeeded(query.patientRef));
    }
    if (!query.text.empty()) {
        parts.push_back(quotedIfNeeded(query.text));
    }
    return join(parts, " ");
}

std::string sortText(SortBy sortBy, bool descending)
{
    for (const auto& [order, name] : sorts) {
        if (order == sortBy) {
            return (descending ? "-" : "") + std::string(name);
        }
    }
    return {};
}

Status applySort(std::string_view text, Query& query)
{
    const bool descending = text.starts_with('-');
    std::vector<std::string> names;
    for (const auto& [order, name] : sorts) {
        if (name == text.substr(descending ? 1 : 0)) {
            query.sortBy = order;
            query.descending = descending;
            return {};
        }
        names.emplace_back(name);
    }
    return invalid("params.range", "there is no such sort order; a leading '-' means descending")
        .with("field", "sort")
        .with("allowed", join(names, ", "));
}

} // namespace locus::protocol
