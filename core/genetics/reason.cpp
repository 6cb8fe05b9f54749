// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/genetics/reason.h"

#include "core/genetics/annotation.h"
#include "core/genetics/input_item.h"

#include <algorithm>
#include <utility>

namespace locus::genetics {
namespace {

constexpr const char* keyFact = "reason";
constexpr const char* alsoFact = "also";

std::string filled(std::string_view key, const Facts& facts)
{
    const auto found = std::find_if(reasonSentences.begin(), reasonSentences.end(),
        [&](const ReasonSentence& sentence) { return sentence.key == key; });
    if (found == reasonSentences.end()) {
        return {};
    }
    std::string out;
    std::string_view rest = found->english;
    for (auto open = rest.find('{'); open != std::string_view::npos; open = rest.find('{')) {
        const auto close = rest.find('}', open);
        out += rest.substr(0, open);
        const auto fact = facts.find(std::string(rest.substr(open + 1, close - open - 1)));
        out += fact == facts.end() ? std::string() : fact->second;
        rest.remove_prefix(close + 1);
    }
    return out.append(rest);
}

} // namespace

Reason because(ReasonKey key, Facts facts)
{
    return { std::string(key.text()), std::move(facts) };
}

Reason also(Reason reason, const Reason& second)
{
    if (!reason.key.empty()) {
        reason.facts.insert(second.facts.begin(), second.facts.end());
        reason.facts[alsoFact] = second.key;
    }
    return reason;
}

std::string sentenceOf(const Reason& reason)
{
    std::string sentence = filled(reason.key, reason.facts);
    const auto second = reason.facts.find(alsoFact);
    return second == reason.facts.end() ? sentence
                                        : sentence + " " + filled(second->second, reason.facts);
}

Error explained(ErrorKind kind, std::string code, const Reason& reason)
{
    std::string message = sentenceOf(reason);
    if (message.ends_with('.')) {
        message.pop_back();
    }
    Error error { std::move(code), kind, std::move(message), {} };
    for (const auto& [name, value] : reason.facts) {
        error.context.emplace_back(name, value);
    }
    error.context.emplace_back(keyFact, reason.key);
    return error;
}

Reason reasonOf(const Error& error)
{
    Facts facts(error.context.begin(), error.context.end());
    facts.erase(keyFact);
    return reasonNamed(error.fact(keyFact), std::move(facts));
}

InputRejection rejection(std::string code, Reason why, std::int64_t position)
{
    std::string sentence = sentenceOf(why);
    return { std::move(code), std::move(sentence), position, std::move(why) };
}

NotAnnotated notAnnotated(std::string code, Reason why, std::optional<Instant> retryAt)
{
    std::string sentence = sentenceOf(why);
    return { std::move(code), std::move(sentence), retryAt, std::move(why) };
}

} // namespace locus::genetics
