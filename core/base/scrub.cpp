// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/scrub.h"

#include "core/base/text.h"

#include <algorithm>
#include <array>

namespace locus {

namespace {

constexpr std::string_view pemBegin = "-----BEGIN ";
constexpr std::string_view pemEnd = "-----END ";
constexpr std::string_view pemDashes = "-----";
constexpr std::array secretWords { std::string_view("password"), std::string_view("passwd"),
    std::string_view("passphrase"), std::string_view("secret"), std::string_view("token"),
    std::string_view("credential"), std::string_view("apikey"), std::string_view("api_key"),
    std::string_view("sasl.username"), std::string_view("jaas"), std::string_view(".pem") };
constexpr std::array schemes { std::string_view("bearer "), std::string_view("basic ") };

bool isOfName(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_'
        || c == '.' || c == '-';
}

bool isSpace(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

// Where a value that begins at `at` ends: the closing quote, or what ends a bare word.
std::size_t endOfValue(std::string_view text, std::size_t at)
{
    if (at < text.size() && (text[at] == '"' || text[at] == '\'')) {
        std::size_t end = at + 1;
        while (end < text.size() && text[end] != text[at]) {
            end += text[end] == '\\' ? 2 : 1;
        }
        return std::min(end + 1, text.size());
    }
    while (at < text.size() && !isSpace(text[at]) && text[at] != ',' && text[at] != ';'
        && text[at] != '&' && text[at] != '}') {
        ++at;
    }
    return at;
}

// The end of the PEM block that begins at `at`; of the text where it has none.
std::size_t endOfPem(std::string_view text, std::size_t at)
{
    const std::size_t last = text.find(pemEnd, at);
    if (last == std::string_view::npos) {
        return text.size();
    }
    const std::size_t dashes = text.find(pemDashes, last + pemEnd.size());
    return dashes == std::string_view::npos ? text.size() : dashes + pemDashes.size();
}

// The value behind a name at `at`, after = or : and whitespace; npos: there is none.
std::size_t valueBehind(std::string_view text, std::size_t at)
{
    while (at < text.size() && (text[at] == '"' || text[at] == '\'' || text[at] == ' ')) {
        ++at;
    }
    if (at >= text.size() || (text[at] != '=' && text[at] != ':')) {
        return std::string_view::npos;
    }
    ++at;
    while (at < text.size() && isSpace(text[at])) {
        ++at;
    }
    return at;
}

// The end of user:password between // and @ of a URL; npos: it has none.
std::size_t endOfUserInfo(std::string_view text, std::size_t at)
{
    for (std::size_t end = at; end < text.size() && !isSpace(text[end]); ++end) {
        if (text[end] == '@') {
            return end;
        }
        if (text[end] == '/' || text[end] == '"') {
            break;
        }
    }
    return std::string_view::npos;
}

bool beginsScheme(std::string_view text)
{
    return std::any_of(schemes.begin(), schemes.end(), [text](std::string_view scheme) {
        return equalsIgnoreCase(text.substr(0, scheme.size()), scheme);
    });
}

} // namespace

bool namesSecret(std::string_view setting)
{
    std::string name(setting);
    std::transform(name.begin(), name.end(), name.begin(),
        [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
    return std::any_of(secretWords.begin(), secretWords.end(),
        [&name](std::string_view word) { return name.find(word) != std::string::npos; });
}

std::string scrubbed(std::string_view text)
{
    std::string out;
    out.reserve(text.size());
    for (std::size_t at = 0; at < text.size();) {
        const std::string_view rest = text.substr(at);
        if (rest.starts_with(pemBegin)) {
            out += scrubMark;
            at = endOfPem(text, at);
        } else if (rest.starts_with("//") && endOfUserInfo(text, at + 2) != std::string::npos) {
            out.append("//").append(scrubMark);
            at = endOfUserInfo(text, at + 2);
        } else if (!isOfName(text[at])) {
            out += text[at++];
        } else if (beginsScheme(rest)) {
            const std::size_t space = text.find(' ', at);
            out.append(text.substr(at, space - at + 1)).append(scrubMark);
            at = endOfValue(text, space + 1);
        } else {
            std::size_t end = at;
            while (end < text.size() && isOfName(text[end])) {
                ++end;
            }
            const std::string_view name = text.substr(at, end - at);
            const std::size_t value = valueBehind(text, end);
            const bool isSecret = value != std::string_view::npos && namesSecret(name);
            out.append(text.substr(at, isSecret ? value - at : end - at));
            out.append(isSecret ? scrubMark : std::string_view());
            at = isSecret ? endOfValue(text, value) : end;
        }
    }
    return out;
}

} // namespace locus
