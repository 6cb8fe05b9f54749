// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/patients/search_text.h"

#include "core/base/text.h"
#include "core/patients/patient.h"

#include <QString>

#include <algorithm>
#include <array>
#include <optional>
#include <utility>

namespace locus::patients {

namespace {

constexpr std::array<std::pair<char16_t, const char*>, 8> spelledOut { {
    { u'\u00df', "ss" },
    { u'\u00f8', "o" },
    { u'\u00e6', "ae" },
    { u'\u0153', "oe" },
    { u'\u0142', "l" },
    { u'\u0111', "d" },
    { u'\u00fe', "th" },
    { u'\u0131', "i" },
} };
constexpr std::size_t wholeDate = 10; // characters
constexpr std::array<std::string_view, 12> months { "jan", "feb", "mar", "apr", "may", "jun", "jul",
    "aug", "sep", "oct", "nov", "dec" };

QString lowered(std::string_view text)
{
    return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()))
        .normalized(QString::NormalizationForm_KD)
        .toCaseFolded();
}

bool isApostrophe(QChar c)
{
    return c == u'\'' || c == u'\u2019' || c == u'\u02bc' || c == u'`';
}

QString spelled(QChar c)
{
    for (const auto& [letter, text] : spelledOut) {
        if (c == letter) {
            return QString::fromLatin1(text);
        }
    }
    return c;
}

bool isAscii(std::string_view text)
{
    return std::all_of(
        text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

// The usual case, at a fraction of the cost: a directory has millions of names.
std::string foldedAscii(std::string_view text)
{
    std::string out;
    out.reserve(text.size());
    for (const char c : toLower(text)) {
        if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9')) {
            out += c;
        } else if (c != '\'' && c != '`' && !out.empty() && out.back() != ' ') {
            out += ' ';
        }
    }
    return std::string(trimmed(out));
}

std::optional<int> monthOf(std::string_view text)
{
    for (std::size_t i = 0; i < months.size(); ++i) {
        if (equalsIgnoreCase(text, months.at(i))) {
            return static_cast<int>(i) + 1;
        }
    }
    const auto number = text.size() <= 2 ? toInt(text) : std::nullopt;
    return number ? std::optional(static_cast<int>(*number)) : std::nullopt;
}

// Day, month, year with one separator between.
std::optional<std::string> dayFirst(std::string_view text)
{
    for (const char separator : { '.', '/', '-' }) {
        const auto parts = split(text, separator);
        if (parts.size() != 3 || parts[2].size() != 4) {
            continue;
        }
        const auto day = parts[0].size() <= 2 ? toInt(parts[0]) : std::nullopt;
        const auto month = monthOf(parts[1]);
        const auto year = toInt(parts[2]);
        if (day && month && year) {
            const std::string date =
                toString({ static_cast<int>(*year), *month, static_cast<int>(*day) });
            return date.size() == wholeDate && dateFrom(date) ? std::optional(date) : std::nullopt;
        }
    }
    return std::nullopt;
}

std::optional<std::string> dateWord(std::string_view text)
{
    const bool isWhole = text.size() == wholeDate && dateFrom(text);
    return isWhole ? std::optional(std::string(text)) : dayFirst(text);
}

} // namespace

std::string folded(std::string_view text)
{
    if (isAscii(text)) {
        return foldedAscii(text);
    }
    QString out;
    for (const QChar c : lowered(text)) {
        if (c.isMark() || isApostrophe(c)) {
            continue;
        }
        if (c.isLetterOrNumber() || c.isSurrogate()) {
            out += spelled(c);
        } else if (!out.isEmpty() && !out.endsWith(u' ')) {
            out += u' ';
        }
    }
    return out.trimmed().toStdString();
}

std::string foldedIdentifier(std::string_view text)
{
    std::string out = folded(text);
    std::erase(out, ' ');
    return out;
}

std::vector<SearchWord> searchWords(std::string_view typed)
{
    std::vector<SearchWord> out;
    for (const std::string_view part : split(typed, ' ')) {
        const std::string_view word = trimmed(part);
        if (const auto date = dateWord(word)) {
            out.push_back({ *date, true });
            continue;
        }
        const std::string text = folded(word);
        for (const std::string_view one : split(text, ' ')) {
            if (!one.empty()) {
                out.push_back({ std::string(one), false });
            }
        }
    }
    return out;
}

} // namespace locus::patients
