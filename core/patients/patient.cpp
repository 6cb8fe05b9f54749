// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/patients/patient.h"

#include "core/base/text.h"

#include <array>
#include <chrono>
#include <cstdio>
#include <utility>

namespace locus::patients {

namespace {

constexpr std::array<std::pair<Gender, std::string_view>, 4> genders { {
    { Gender::Unknown, "unknown" },
    { Gender::Female, "female" },
    { Gender::Male, "male" },
    { Gender::Other, "other" },
} };

// Digits alone, of the length that the place has.
std::optional<int> part(std::string_view text, std::size_t length)
{
    const bool digits = text.find_first_not_of("0123456789") == std::string_view::npos;
    const auto number = text.size() == length && digits ? toInt(text) : std::nullopt;
    return number ? std::optional(static_cast<int>(*number)) : std::nullopt;
}

bool isInCalendar(const PartialDate& date)
{
    using namespace std::chrono;
    if (date.year < 1 || date.month < 0 || date.month > 12) {
        return false;
    }
    const auto ofMonth = year(date.year) / month(static_cast<unsigned>(date.month));
    return date.day == 0 || (ofMonth / day(static_cast<unsigned>(date.day))).ok();
}

} // namespace

std::optional<PartialDate> dateFrom(std::string_view text)
{
    const auto parts = split(text, '-');
    const auto year = part(parts[0], 4);
    const auto month = parts.size() > 1 ? part(parts[1], 2) : 0;
    const auto day = parts.size() > 2 ? part(parts[2], 2) : 0;
    if (parts.size() > 3 || !year || !month || !day || (parts.size() > 1 && *month == 0)
        || (parts.size() > 2 && *day == 0)) {
        return std::nullopt;
    }
    const PartialDate date { *year, *month, *day };
    return isInCalendar(date) ? std::optional(date) : std::nullopt;
}

std::string toString(const PartialDate& date)
{
    std::array<char, 40> text {};
    if (date.day != 0) {
        std::snprintf(text.data(), text.size(), "%04d-%02d-%02d", date.year, date.month, date.day);
    } else if (date.month != 0) {
        std::snprintf(text.data(), text.size(), "%04d-%02d", date.year, date.month);
    } else {
        std::snprintf(text.data(), text.size(), "%04d", date.year);
    }
    return text.data();
}

std::string_view toString(Gender gender)
{
    return genders.at(static_cast<std::size_t>(gender)).second;
}

std::optional<Gender> genderFrom(std::string_view text)
{
    for (const auto& [gender, name] : genders) {
        if (name == text) {
            return gender;
        }
    }
    return std::nullopt;
}

} // namespace locus::patients
