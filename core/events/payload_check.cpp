// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/events/payload_check.h"

#include "core/events/catalogue.h"
#include "core/events/json_members.h"

#include <algorithm>
#include <charconv>
#include <string>

namespace locus::events {

namespace {

enum class Kind
{
    Text,
    Word,
    Number,
    Percent,
    Object
};

struct Rule
{
    std::string_view entity;
    std::string_view action; // empty: every one of the entity
    std::string_view member;
    Kind kind;
    bool required;
    std::string_view words {}; // ", " between them
};

constexpr std::string_view orderStates =
    "PROPOSED, AUTHORIZED, ACTIVATED, IN_PROGRESS, RESULTED, DISPENSED, COMPLETED, VERIFIED, "
    "CLOSED, CANCELLED";

constexpr Rule rules[] {
    { "Task", "", "taskInstanceId", Kind::Text, true },
    { "Task", "", "workflowInstanceId", Kind::Text, false },
    { "Task", "", "patientId", Kind::Text, false },
    { "Task", "", "taskName", Kind::Text, false },
    { "Task", "", "status", Kind::Text, false },
    { "Task", "Failed", "errorMessage", Kind::Text, true },
    { "Task", "", "metadata", Kind::Object, false },
    { "Order", "", "orderId", Kind::Text, true },
    { "Order", "", "workflowInstanceId", Kind::Text, false },
    { "Order", "", "orderType", Kind::Text, false },
    { "Order", "", "orderStatus", Kind::Word, false, orderStates },
    { "Order", "", "actor", Kind::Text, false },
    { "Order", "", "metadata", Kind::Object, false },
    { "Workflow", "", "workflowInstanceId", Kind::Text, true },
    { "Workflow", "", "patientId", Kind::Text, false },
    { "Workflow", "", "workflowTemplateName", Kind::Text, false },
    { "Workflow", "", "status", Kind::Text, false },
    { "Workflow", "", "progressPercentage", Kind::Percent, false },
    { "Workflow", "Escalated", "escalationReason", Kind::Text, true },
    { "HealthCheck", "", "component", Kind::Text, true },
    { "HealthCheck", "", "status", Kind::Text, false },
    { "PerformanceMetric", "Recorded", "name", Kind::Text, true },
    { "PerformanceMetric", "Recorded", "value", Kind::Number, true },
    { "PerformanceMetric", "Recorded", "unit", Kind::Text, false },
    { "ErrorReport", "Raised", "severity", Kind::Word, true, "CRITICAL, HIGH, MEDIUM, LOW" },
};

std::string_view nameOf(JsonKind kind)
{
    switch (kind) {
    case JsonKind::Object: return "an object";
    case JsonKind::Array: return "a list";
    case JsonKind::Text: return "a text";
    case JsonKind::Number: return "a number";
    case JsonKind::Boolean: return "a truth value";
    case JsonKind::Null: break;
    }
    return "missing";
}

Error wrong(std::string_view type, std::string_view member, std::string found, std::string allowed)
{
    const std::string path = '/' + std::string(member);
    std::string sentence =
        std::string(type) + ": " + path + " is " + found + "; allowed: " + allowed;
    return invalid("event.payload", std::move(sentence))
        .with("field", std::string(member))
        .with("path", path)
        .with("found", std::move(found))
        .with("allowed", std::move(allowed))
        .with("type", std::string(type));
}

bool isOneOf(std::string_view word, std::string_view words)
{
    while (!words.empty()) {
        const auto comma = std::min(words.find(", "), words.size());
        if (words.substr(0, comma) == word) {
            return true;
        }
        words.remove_prefix(std::min(comma + 2, words.size()));
    }
    return false;
}

bool isPercent(std::string_view number)
{
    double value = -1;
    const char* const end = number.data() + number.size();
    const auto read = std::from_chars(number.data(), end, value);
    return read.ec == std::errc() && read.ptr == end && value >= 0 && value <= 100;
}

std::string allowedBy(const Rule& rule)
{
    switch (rule.kind) {
    case Kind::Text: return "a text that is not empty";
    case Kind::Word: return std::string(rule.words);
    case Kind::Number: return "a number";
    case Kind::Percent: return "a number from 0 to 100";
    case Kind::Object: break;
    }
    return "an object";
}

// What is wrong with it, in words; empty if nothing is.
std::string fault(const Rule& rule, const JsonMember& member)
{
    const JsonKind wanted = rule.kind == Kind::Object        ? JsonKind::Object
        : rule.kind == Kind::Text || rule.kind == Kind::Word ? JsonKind::Text
                                                             : JsonKind::Number;
    if (member.kind != wanted) {
        return std::string(nameOf(member.kind));
    }
    if (wanted == JsonKind::Text && member.text.empty()) {
        return "an empty text";
    }
    if (rule.kind == Kind::Word && !isOneOf(member.text, rule.words)) {
        return "another word";
    }
    if (rule.kind == Kind::Percent && !isPercent(member.text)) {
        return "beyond the range";
    }
    return {};
}

Status checkRule(const Rule& rule, std::string_view type, const JsonMembers& members)
{
    const JsonMember* const member = members.find(rule.member);
    if (member == nullptr || member->kind == JsonKind::Null) {
        return rule.required ? wrong(type, rule.member, "missing", allowedBy(rule)) : Status();
    }
    std::string found = fault(rule, *member);
    return found.empty() ? Status() : wrong(type, rule.member, std::move(found), allowedBy(rule));
}

// A health check's name says what its status says: the catalogue knows which words those are.
Status checkHealth(std::string_view type, const JsonMembers& members)
{
    const Catalogue& catalogue = Catalogue::shipped();
    const ConditionalAlias* const alias = catalogue.conditional("HEALTH_CHECK");
    const std::string_view status = members.text("status");
    if (alias == nullptr || status.empty() || catalogue.choose(*alias, status)->name == type) {
        return {};
    }
    std::string words;
    for (const auto& [word, event] : alias->cases) {
        if (event == type) {
            words += words.empty() ? word : ", " + word;
        }
    }
    return wrong(type, "status", "a word of another event", std::move(words));
}

} // namespace

Status checkPayload(std::string_view type, BytesView data)
{
    const auto dot = type.find('.');
    const std::string_view entity = type.substr(0, dot);
    const std::string_view action = dot == std::string_view::npos ? "" : type.substr(dot + 1);
    const auto applies = [&](const Rule& rule) {
        return rule.entity == entity && (rule.action.empty() || rule.action == action);
    };
    if (std::none_of(std::begin(rules), std::end(rules), applies)) {
        return {};
    }
    JsonMembers members;
    if (const Status read = members.read(data); !read.ok()) {
        return invalid("event.payload", std::string(type) + ": " + read.error().message)
            .with("type", std::string(type));
    }
    for (const Rule& rule : rules) {
        if (applies(rule)) {
            LOCUS_TRY(checkRule(rule, type, members));
        }
    }
    return entity == "HealthCheck" ? checkHealth(type, members) : Status();
}

} // namespace locus::events
