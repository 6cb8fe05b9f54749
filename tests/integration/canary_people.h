// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>

#include <string>
#include <vector>

namespace locus::test {

// Fifty people who do not exist, to be looked for where nobody's data may be.
inline constexpr int people50 = 50;
struct Canary
{
    std::string family;
    std::string identifier;
    std::string birthDate;
};

// Words that stand in no text of ours, and days long ago.
inline std::vector<Canary> canaries()
{
    std::vector<Canary> out;
    for (int i = 0; i < people50; ++i) {
        const std::string two = std::to_string(10 + i);
        out.push_back({ "Zquillfeather" + std::string(1, static_cast<char>('a' + i % 26)) + "yv"
                + std::string(1, static_cast<char>('a' + i / 26)),
            "MRNX7" + std::to_string(i * 7919 + 100'003),
            "19" + two + "-0" + std::to_string(1 + i % 9) + "-1" + std::to_string(i % 9) });
    }
    return out;
}

// The first of the values that the text holds; empty: it holds none.
inline std::string found(const QByteArray& text)
{
    for (const Canary& one : canaries()) {
        for (const std::string& value : { one.family, one.identifier, one.birthDate }) {
            if (text.contains(value.c_str())) {
                return value;
            }
        }
    }
    return {};
}

} // namespace locus::test
