// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/error.h"
#include "core/genetics/reason_sentences.h"

#include <map>
#include <string>
#include <string_view>
#include <utility>

namespace locus::genetics {

// A key of reasonSentences; any other text does not compile.
class ReasonKey
{
public:
    consteval ReasonKey(
        const char* key) // NOLINT(google-explicit-constructor): stands for a literal
        : m_key(key)
    {
        if (!isReasonKey(m_key)) {
            throw "no key of reasonSentences";
        }
    }
    [[nodiscard]] constexpr std::string_view text() const { return m_key; }

private:
    std::string_view m_key;
};

// What may stand as the fact "allowed": one of allowedWords, or notation that is the same in every
// language.
using Facts = std::map<std::string, std::string>;

// Why something was not taken or not annotated, for the console to say in a person's language: a
// key and what stands in its gaps. The fact "also" is the key of a second sentence about the same
// facts. Empty where another program gave the words.
struct Reason
{
    std::string key;
    Facts facts;
    bool operator==(const Reason&) const = default;
};

Reason because(ReasonKey key, Facts facts = {});
// With a key that was found out; empty if there is none of that name.
inline Reason reasonNamed(std::string_view key, Facts facts)
{
    return isReasonKey(key) ? Reason { std::string(key), std::move(facts) } : Reason();
}
// Empty stays empty: what another program said is not taken apart.
Reason also(Reason reason, const Reason& second);

// The English words for logs and command lines, with a full stop; empty for an empty reason.
std::string sentenceOf(const Reason& reason);

// An error that carries its reason in its context; reasonOf() gives it back.
Error explained(ErrorKind kind, std::string code, const Reason& reason);
Reason reasonOf(const Error& error);

} // namespace locus::genetics
