// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/patients/patient.h"

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace locus::patients {

// Finds patients by any part of their names, of an identifier, or by the date of birth; case,
// accents and order do not count. In memory only: what identifies a person is sealed on disk.
//
// Each distinct word stands once in one text, with the patients that have it; a search reads that
// text from end to end, so that a part in the middle is found as well as a beginning. A million
// patients have far fewer words.
// Thread contract: one thread at a time.
class PatientIndex
{
public:
    using Number = std::uint32_t; // the patient's row

    // Where a patient stands among those who are found: words that begin as typed first, then by
    // number.
    struct Place
    {
        bool begins = true;
        Number number = 0;
    };
    struct Found
    {
        std::vector<Number> best; // in the order of their places
        std::size_t begins = 0; // how many of them begin as typed
        std::size_t total = 0; // wherever the page begins
    };

    // Replaces what was known of this patient.
    void put(Number number, const Patient& patient);
    void remove(Number number);
    // All words must be found. Nothing typed finds nobody. `after`: behind this place.
    [[nodiscard]] Found find(
        std::string_view typed, std::size_t limit, std::optional<Place> after = {}) const;
    [[nodiscard]] std::size_t size() const { return m_words.size(); }

private:
    using Bits = std::vector<std::uint64_t>;
    using WordNumber = std::uint32_t;

    // Distinct words of one kind.
    struct Vocabulary
    {
        std::string text = "\n"; // every word between line feeds
        std::vector<std::size_t> starts; // of each word, ascending
        std::vector<std::vector<Number>> patients; // of each word
        std::unordered_map<std::string, WordNumber> numbers;

        WordNumber numberOf(const std::string& word);
        // Calls each(word, begins) for the words that hold the part.
        template <typename Each> void holding(std::string_view part, const Each& each) const;
    };
    enum Kind : std::uint8_t
    {
        InName,
        InIdentifier,
        InDate
    };
    using Words = std::array<std::vector<WordNumber>, 3>; // of a patient, by kind

    static Words wordsOf(const Patient& patient, std::array<Vocabulary, 3>& known);
    static void mark(const std::vector<Number>& patients, Bits& in);
    void matching(std::string_view word, bool isDate, Bits& anywhere, Bits& atStart) const;

    std::array<Vocabulary, 3> m_known; // by kind
    std::unordered_map<Number, Words> m_words;
    Number m_highest = 0;
};

} // namespace locus::patients
