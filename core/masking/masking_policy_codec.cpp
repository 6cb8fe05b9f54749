// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/masking/built_in_text.h"
#include "core/masking/masking_node.h"
#include "core/masking/masking_policy.h"

#include "core/events/json_reading.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>
#include <utility>

namespace locus::masking {

using events::Reading;
using nlohmann::json;

namespace {

constexpr std::string_view malformed = "masking.malformed";
constexpr std::array<std::pair<Mode, std::string_view>, 9> modes { {
    { Mode::Replace, "replace" },
    { Mode::Remove, "remove" },
    { Mode::KeepFirst, "keepFirst" },
    { Mode::KeepLast, "keepLast" },
    { Mode::Initials, "initials" },
    { Mode::Email, "email" },
    { Mode::Year, "year" },
    { Mode::Zero, "zero" },
    { Mode::Hash, "hash" },
} };

std::string modeNames()
{
    std::string out;
    for (const auto& [mode, name] : modes) {
        out += (out.empty() ? "" : ", ") + std::string(name);
    }
    return out;
}

Mode readMode(Reading& in, const char* name)
{
    const std::string text = in.mandatoryText(name);
    for (const auto& [mode, written] : modes) {
        if (written == text) {
            return mode;
        }
    }
    in.fail(name, modeNames(), "another word");
    return Mode::Replace;
}

bool fits(std::string_view pattern, std::string_view type)
{
    return pattern.ends_with('*') ? type.starts_with(pattern.substr(0, pattern.size() - 1))
                                  : pattern == type;
}

// The length of the longest of the patterns that fits; 0: none does.
std::size_t fitOf(const std::vector<std::string>& patterns, std::string_view name)
{
    std::size_t best = 0;
    for (const std::string& pattern : patterns) {
        if (fits(pattern, name)) {
            best = std::max(best, pattern.size());
        }
    }
    return best;
}

} // namespace

struct MaskingPolicy::Rule
{
    std::vector<std::string> names; // of events, or of answers
    bool isAnswer = false;
    std::vector<people::Role> roles;
    Node root;
    Outside outside;
};

namespace {

// Where the path is no path, the reading fails.
Node* nodeAt(Reading& in, const char* name, Node& root, const std::string& path)
{
    auto made = root.make(path);
    if (!made.ok()) {
        in.fail(name, "names between dots, * for any name, [*] behind a list", "'" + path + "'");
        return nullptr;
    }
    return *made;
}

std::vector<people::Role> readRoles(Reading& in)
{
    std::vector<people::Role> out;
    for (const std::string& name : in.texts("roles")) {
        const auto role = people::roleFrom(name);
        if (!role) {
            in.fail("roles", "clinician, coordinator, operator, auditor, admin", "'" + name + "'");
            continue;
        }
        out.push_back(*role);
    }
    if (out.empty()) {
        in.fail("roles", "a list of roles that is not empty");
    }
    return out;
}

// One or several.
std::vector<std::string> readNames(Reading& in, const char* name)
{
    const json* const value = in.find(name);
    if (value != nullptr && value->is_array()) {
        std::vector<std::string> out = in.texts(name);
        if (out.empty()) {
            in.fail(name, "a list that is not empty");
        }
        return out;
    }
    return { in.mandatoryText(name) };
}

void readMasks(Reading& in, Node& root)
{
    const json* const list = in.list("mask");
    for (std::size_t i = 0; list != nullptr && i < list->size(); ++i) {
        Reading item((*list)[i], in, "mask", i);
        const std::string path = item.mandatoryText("path");
        const Mode mode = readMode(item, "mode");
        const auto kept = static_cast<std::size_t>(item.integer("n", 0, 0, 100));
        if (Node* const node = nodeAt(item, "path", root, path)) {
            node->masked = Masked { mode, kept };
        }
        in.take(item);
    }
}

} // namespace

Result<MaskingPolicy> MaskingPolicy::parse(BytesView text)
{
    const json object = json::parse(text, nullptr, false);
    Reading in(object, malformed);
    std::vector<Rule> rules;
    const json* const list = in.list("rules");
    if (list == nullptr) {
        in.fail("rules", "a list of rules");
    }
    for (std::size_t i = 0; list != nullptr && i < list->size(); ++i) {
        Reading item((*list)[i], in, "rules", i);
        Rule rule;
        rule.isAnswer = item.find("answers") != nullptr;
        rule.names = readNames(item, rule.isAnswer ? "answers" : "events");
        rule.roles = readRoles(item);
        for (const std::string& path : item.texts("show")) {
            if (Node* const node = nodeAt(item, "show", rule.root, path)) {
                node->shown = true;
            }
        }
        readMasks(item, rule.root);
        rule.outside.headers = item.texts("headers");
        if (item.find("key") != nullptr) {
            rule.outside.showsKey = item.text("key") == "show";
            rule.outside.key = rule.outside.showsKey ? Mode::Replace : readMode(item, "key");
        }
        in.take(item);
        rules.push_back(std::move(rule));
    }
    Status read = in.status();
    if (!read.ok()) {
        Error error = std::move(read).error();
        error.kind = ErrorKind::Invalid; // a person wrote it
        return error;
    }
    return MaskingPolicy(std::move(rules));
}

MaskingPolicy::MaskingPolicy(std::vector<Rule> rules)
    : m_rules(std::move(rules))
{ }
MaskingPolicy::MaskingPolicy(MaskingPolicy&&) noexcept = default;
MaskingPolicy& MaskingPolicy::operator=(MaskingPolicy&&) noexcept = default;
MaskingPolicy::~MaskingPolicy() = default;

MaskingPolicy::View MaskingPolicy::viewOf(
    std::string_view eventType, std::span<const people::Role> roles) const
{
    return viewOf(eventType, false, roles);
}

MaskingPolicy::View MaskingPolicy::answerViewOf(
    std::string_view method, std::span<const people::Role> roles) const
{
    return viewOf(method, true, roles);
}

const MaskingPolicy& MaskingPolicy::builtIn()
{
    // A policy that ships broken shows nothing to anybody.
    static const MaskingPolicy policy = [] {
        auto read = parse(builtInText());
        return read.ok() ? std::move(*read) : MaskingPolicy(std::vector<Rule>());
    }();
    return policy;
}

MaskingPolicy::View MaskingPolicy::viewOf(
    std::string_view name, bool isAnswer, std::span<const people::Role> roles) const
{
    View out;
    for (const people::Role role : roles) {
        const Rule* best = nullptr;
        std::size_t bestFit = 0;
        for (const Rule& rule : m_rules) {
            const bool isFor =
                std::find(rule.roles.begin(), rule.roles.end(), role) != rule.roles.end();
            const std::size_t fit =
                isFor && rule.isAnswer == isAnswer ? fitOf(rule.names, name) : 0;
            if (fit > bestFit) {
                best = &rule;
                bestFit = fit;
            }
        }
        if (best == nullptr) {
            continue;
        }
        out.roots.push_back(&best->root);
        out.outside.headers.insert(
            out.outside.headers.end(), best->outside.headers.begin(), best->outside.headers.end());
        out.outside.showsKey |= best->outside.showsKey;
        out.outside.key = best->outside.key == Mode::Replace ? out.outside.key : best->outside.key;
    }
    return out;
}

} // namespace locus::masking
