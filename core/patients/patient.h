// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/instant.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace locus::patients {

// A date of which the day, or day and month, may be unknown: FHIR R5 `date`.
struct PartialDate
{
    int year = 0; // 1..9999
    int month = 0; // 1..12; 0: unknown
    int day = 0; // 1..31; 0: unknown

    friend bool operator==(const PartialDate&, const PartialDate&) = default;
};

// "1971", "1971-03" or "1971-03-05". Nothing for a day that no calendar has.
std::optional<PartialDate> dateFrom(std::string_view text);
std::string toString(const PartialDate& date);

// FHIR R5 AdministrativeGender.
enum class Gender : std::uint8_t
{
    Unknown,
    Female,
    Male,
    Other
};
std::string_view toString(Gender gender);
std::optional<Gender> genderFrom(std::string_view text);

// FHIR R5 HumanName. One of both is there.
struct Name
{
    std::string family;
    std::vector<std::string> given;
    std::string use; // official, usual, maiden, old ...; empty: not stated

    friend bool operator==(const Name&, const Name&) = default;
};

// FHIR R5 Identifier: unique within its system.
struct Identifier
{
    std::string system; // URI of the issuer's numbers
    std::string value;
    std::string use; // official, secondary, old ...

    friend bool operator==(const Identifier&, const Identifier&) = default;
};

// What whoever treats the patient must know first: FHIR R5 Flag.
struct Flag
{
    std::string id;
    std::string code;
    std::string text;
    std::string severity; // high, medium, low; empty: not stated

    friend bool operator==(const Flag&, const Flag&) = default;
};

// A person of the directory. The first name and the first identifier are the ones to show.
struct Patient
{
    std::string id; // opaque; what analyses and orders refer to
    std::uint64_t version = 0; // of the stream, also of one who was erased and begins anew
    std::vector<Name> names;
    std::vector<Identifier> identifiers;
    std::optional<PartialDate> birthDate;
    Gender gender = Gender::Unknown;
    bool active = true;
    bool deceased = false;
    std::optional<PartialDate> deceasedOn;
    std::vector<Flag> flags;
    // The record that stands for this one since they were merged. What refers to this one still
    // does: a merge moves nothing, and an unmerge has nothing to move back.
    std::string mergedInto;

    [[nodiscard]] bool isThere() const { return !id.empty(); }
    friend bool operator==(const Patient&, const Patient&) = default;
};

} // namespace locus::patients
