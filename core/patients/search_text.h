// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace locus::patients {

// A name as it is compared: lower case, no accents (Unicode NFKD without marks), letters that no
// accent makes spelled out (ß ss, ø o, æ ae, ł l, đ d, þ th), no apostrophes. Other punctuation and
// blanks become one blank.
std::string folded(std::string_view text);

// An identifier as it is compared: lower case, letters and digits alone.
std::string foldedIdentifier(std::string_view text);

// What somebody typed, in words. A date of birth in one of the usual forms (1971-03-05, 05.03.1971,
// 5/3/1971 day first, 05-Mar-1971) becomes one word.
struct SearchWord
{
    std::string text; // folded; a date as "1971-03-05"
    bool isDate = false;

    friend bool operator==(const SearchWord&, const SearchWord&) = default;
};
std::vector<SearchWord> searchWords(std::string_view typed);

} // namespace locus::patients
