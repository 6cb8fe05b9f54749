// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/genetics/hgvs_parser.h"

#include "core/genetics/hgvs_grammar.h"
#include "core/genetics/reason.h"

namespace locus::genetics {
namespace {

std::string listOf(const HgvsGrammar& grammar)
{
    std::string allowed;
    for (const std::string_view expectation : grammar.expected()) {
        allowed += allowed.empty() ? "" : ", ";
        allowed += expectation;
    }
    return allowed.empty() ? "the end" : allowed;
}

} // namespace

Result<HgvsVariant> parseHgvs(std::string_view text)
{
    const std::size_t bracket = text.find(".[");
    if (bracket != std::string_view::npos) {
        const std::string at = std::to_string(bracket + 2);
        return explained(
            ErrorKind::Invalid, "hgvs.several", because("hgvs.several", { { "position", at } }));
    }
    HgvsGrammar grammar(text);
    auto variant = grammar.variant();
    if (variant && grammar.atEnd()) {
        return *std::move(variant);
    }
    const std::string at = std::to_string(grammar.furthest() + 1);
    const std::string allowed = listOf(grammar);
    const Facts facts { { "position", at }, { "allowed", allowed } };
    return explained(ErrorKind::Invalid, "hgvs.syntax",
        grammar.furthest() >= text.size() ? because("hgvs.cut", facts)
                                          : because("hgvs.syntax", facts));
}

bool looksLikeHgvs(std::string_view text)
{
    const std::size_t colon = text.find(':');
    if (colon == std::string_view::npos || colon == 0 || colon + 2 >= text.size()) {
        return false;
    }
    const char type = text[colon + 1];
    return ((type >= 'a' && type <= 'z') || (type >= 'A' && type <= 'Z')) && text[colon + 2] == '.';
}

} // namespace locus::genetics
