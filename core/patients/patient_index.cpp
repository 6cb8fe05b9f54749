// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/patients/patient_index.h"

#include "core/base/text.h"
#include "core/patients/search_text.h"

#include <algorithm>
#include <bit>

namespace locus::patients {

namespace {

constexpr std::size_t bitsAWord = 64;

void sortUnique(std::vector<std::uint32_t>& numbers)
{
    std::sort(numbers.begin(), numbers.end());
    numbers.erase(std::unique(numbers.begin(), numbers.end()), numbers.end());
}

} // namespace

PatientIndex::WordNumber PatientIndex::Vocabulary::numberOf(const std::string& word)
{
    const auto [at, isNew] = numbers.try_emplace(word, static_cast<WordNumber>(starts.size()));
    if (isNew) {
        starts.push_back(text.size());
        patients.emplace_back();
        text += word;
        text += '\n';
    }
    return at->second;
}

template <typename Each>
void PatientIndex::Vocabulary::holding(std::string_view part, const Each& each) const
{
    const std::string_view all(text);
    for (auto at = all.find(part); at != std::string_view::npos;) {
        const auto next = std::upper_bound(starts.begin(), starts.end(), at);
        const auto word = static_cast<WordNumber>(next - starts.begin() - 1);
        each(word, starts[word] == at);
        if (next == starts.end()) {
            return;
        }
        at = all.find(part, *next); // a word counts once
    }
}

PatientIndex::Words PatientIndex::wordsOf(const Patient& patient, std::array<Vocabulary, 3>& known)
{
    Words out;
    const auto add = [&](Kind kind, std::string_view word) {
        if (!word.empty()) {
            out.at(kind).push_back(known.at(kind).numberOf(std::string(word)));
        }
    };
    for (const Name& name : patient.names) {
        const std::string text = folded(name.family + ' ' + join(name.given, " "));
        for (const std::string_view word : split(text, ' ')) {
            add(InName, word);
        }
    }
    for (const Identifier& identifier : patient.identifiers) {
        add(InIdentifier, foldedIdentifier(identifier.value));
    }
    if (patient.birthDate) {
        add(InDate, toString(*patient.birthDate));
    }
    for (std::vector<WordNumber>& words : out) {
        sortUnique(words);
    }
    return out;
}

void PatientIndex::put(Number number, const Patient& patient)
{
    remove(number);
    Words words = wordsOf(patient, m_known);
    for (std::size_t kind = 0; kind < words.size(); ++kind) {
        for (const WordNumber word : words.at(kind)) {
            m_known.at(kind).patients[word].push_back(number);
        }
    }
    m_highest = std::max(m_highest, number);
    m_words.insert_or_assign(number, std::move(words));
}

void PatientIndex::remove(Number number)
{
    const auto known = m_words.find(number);
    if (known == m_words.end()) {
        return;
    }
    for (std::size_t kind = 0; kind < known->second.size(); ++kind) {
        for (const WordNumber word : known->second.at(kind)) {
            std::erase(m_known.at(kind).patients[word], number);
        }
    }
    m_words.erase(known);
}

void PatientIndex::mark(const std::vector<Number>& patients, Bits& in)
{
    for (const Number number : patients) {
        in[number / bitsAWord] |= std::uint64_t { 1 } << number % bitsAWord;
    }
}

void PatientIndex::matching(std::string_view word, bool isDate, Bits& anywhere, Bits& atStart) const
{
    const auto look = [&](Kind kind) {
        const Vocabulary& vocabulary = m_known.at(kind);
        vocabulary.holding(word, [&](WordNumber number, bool begins) {
            mark(vocabulary.patients[number], anywhere);
            if (begins) {
                mark(vocabulary.patients[number], atStart);
            }
        });
    };
    if (isDate) {
        look(InDate);
        return;
    }
    look(InName);
    if (word.find_first_of("0123456789") != std::string_view::npos) {
        look(InIdentifier);
    }
}

PatientIndex::Found PatientIndex::find(
    std::string_view typed, std::size_t limit, std::optional<Place> after) const
{
    const std::vector<SearchWord> words = searchWords(typed);
    const std::size_t length = m_highest / bitsAWord + 1;
    Found out;
    if (words.empty()) {
        return out;
    }
    Bits anywhere(length, ~std::uint64_t { 0 });
    Bits atStart = anywhere;
    for (const SearchWord& word : words) {
        Bits here(length, 0);
        Bits begins(length, 0);
        matching(word.text, word.isDate, here, begins);
        for (std::size_t i = 0; i < length; ++i) {
            anywhere[i] &= here[i];
            atStart[i] &= begins[i];
        }
    }
    const auto take = [&](bool begin, const auto& bitsAt) {
        if (after && after->begins && !begin) {
            after.reset(); // a page of those who begin ended: all of the others follow
        } else if (after && !after->begins && begin) {
            return;
        }
        const std::size_t first = after ? after->number / bitsAWord : 0;
        for (std::size_t i = first; i < length && out.best.size() < limit; ++i) {
            std::uint64_t bits = bitsAt(i);
            if (after && i == first) {
                const std::size_t seen = after->number % bitsAWord;
                bits &= seen + 1 == bitsAWord ? 0 : ~std::uint64_t { 0 } << (seen + 1);
            }
            for (; bits != 0 && out.best.size() < limit; bits &= bits - 1) {
                const auto bit = static_cast<std::size_t>(std::countr_zero(bits));
                out.best.push_back(static_cast<Number>(i * bitsAWord + bit));
                out.begins += begin ? 1 : 0;
            }
        }
    };
    take(true, [&](std::size_t i) { return atStart[i]; });
    take(false, [&](std::size_t i) { return anywhere[i] & ~atStart[i]; });
    for (const std::uint64_t bits : anywhere) {
        out.total += static_cast<std::size_t>(std::popcount(bits));
    }
    return out;
}

} // namespace locus::patients
