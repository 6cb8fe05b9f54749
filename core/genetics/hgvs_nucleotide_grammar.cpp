// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/genetics/hgvs_grammar.h"

#include <utility>

namespace locus::genetics {
namespace {

// c. and r. count from both ends of the reading frame; the others from 1.
bool countsFromFrame(HgvsType type)
{
    return type == HgvsType::Coding || type == HgvsType::Rna;
}
bool hasIntrons(HgvsType type)
{
    return countsFromFrame(type) || type == HgvsType::NonCoding;
}
HgvsGrammar::Molecule moleculeOf(HgvsType type)
{
    return type == HgvsType::Rna ? HgvsGrammar::Molecule::Rna : HgvsGrammar::Molecule::Dna;
}

} // namespace

std::optional<HgvsPosition> HgvsGrammar::position(HgvsType type)
{
    const std::size_t from = m_place;
    HgvsPosition position;
    if (literal("?")) {
        position.unknown = true;
        return position;
    }
    bool negative = false;
    if (countsFromFrame(type)) {
        if (literal("*")) {
            position.datum = HgvsDatum::StopCodon;
        }
    }
    // Upstream of a transcript is written n.-811 as well.
    if (hasIntrons(type) && position.datum == HgvsDatum::Start) {
        negative = literal("-");
    }
    const auto value = number();
    if (!value || *value == 0) {
        failed("a position counted from 1");
        m_place = from;
        return std::nullopt;
    }
    position.base = negative ? -*value : *value;
    if (hasIntrons(type)) {
        if (const auto offset = signedNumber()) {
            position.offset = *offset;
        } else if (literal("+?")) {
            position.unknownOffset = '+';
        } else if (literal("-?")) {
            position.unknownOffset = '-';
        }
    }
    return position;
}

std::optional<HgvsBoundary> HgvsGrammar::boundary(HgvsType type)
{
    const std::size_t from = m_place;
    if (!literal("(")) {
        const auto exact = position(type);
        return exact ? std::optional(HgvsBoundary { *exact, std::nullopt }) : std::nullopt;
    }
    const auto first = position(type);
    if (first && literal("_")) {
        const auto last = position(type);
        if (last && literal(")")) {
            return HgvsBoundary { *first, *last };
        }
    }
    m_place = from;
    return std::nullopt;
}

std::optional<HgvsInterval> HgvsGrammar::interval(HgvsType type)
{
    const auto start = boundary(type);
    if (!start) {
        return std::nullopt;
    }
    const std::size_t afterStart = m_place;
    if (literal("_")) {
        if (const auto end = boundary(type)) {
            return HgvsInterval { *start, *end, false };
        }
        m_place = afterStart;
    }
    if (start->last) { // "(2_10)" alone names one interval, not two ends
        return HgvsInterval { { start->first, std::nullopt },
            HgvsBoundary { *start->last, std::nullopt }, true };
    }
    return HgvsInterval { *start, std::nullopt, false };
}

std::optional<HgvsEdit> HgvsGrammar::substitution(Molecule molecule)
{
    const std::size_t from = m_place;
    if (const auto ref = base(molecule); ref && literal(">")) {
        if (const auto alt = base(molecule)) {
            HgvsEdit edit { .kind = HgvsEditKind::Substitution };
            edit.ref = *ref;
            edit.alt = *alt;
            return edit;
        }
    }
    m_place = from;
    return std::nullopt;
}

std::optional<HgvsEdit> HgvsGrammar::identity(Molecule molecule)
{
    const std::size_t from = m_place;
    HgvsEdit edit { .kind = HgvsEditKind::Identity };
    edit.ref = bases(molecule).value_or("");
    if (literal("=")) {
        return edit;
    }
    m_place = from;
    return std::nullopt;
}

std::optional<HgvsEdit> HgvsGrammar::deletionOrDelins(Molecule molecule)
{
    const std::size_t from = m_place;
    if (!literal("del")) {
        return std::nullopt;
    }
    HgvsEdit edit { .kind = HgvsEditKind::Deletion };
    edit.refLength = number();
    if (!edit.refLength) {
        edit.ref = bases(molecule).value_or("");
    }
    if (literal("ins")) {
        const auto alt = bases(molecule);
        if (!alt) {
            m_place = from;
            return std::nullopt;
        }
        edit.kind = HgvsEditKind::Delins;
        edit.alt = *alt;
    }
    return edit;
}

std::optional<HgvsEdit> HgvsGrammar::conversion()
{
    const std::size_t from = m_place;
    if (accession() && literal(":")) {
        const auto type = typePrefix();
        if (type && *type != HgvsType::Protein && interval(*type)) {
            HgvsEdit edit { .kind = HgvsEditKind::Conversion };
            edit.alt = m_text.substr(from, m_place - from);
            return edit;
        }
    }
    m_place = from;
    return std::nullopt;
}

std::optional<HgvsEdit> HgvsGrammar::wordEdit(Molecule molecule)
{
    const std::size_t from = m_place;
    HgvsEdit edit;
    if (literal("ins")) {
        edit.kind = HgvsEditKind::Insertion;
        if (auto alt = bases(molecule)) {
            edit.alt = *alt;
            return edit;
        }
    } else if (literal("dup")) {
        edit.kind = HgvsEditKind::Duplication;
        edit.ref = bases(molecule).value_or("");
        return edit;
    } else if (literal("inv")) {
        edit.kind = HgvsEditKind::Inversion;
        edit.refLength = number();
        if (!edit.refLength) {
            edit.ref = bases(molecule).value_or("");
        }
        return edit;
    } else if (literal("copy")) {
        edit.kind = HgvsEditKind::Copy;
        if (const auto count = number()) {
            edit.count = *count;
            return edit;
        }
    } else if (literal("con")) {
        if (auto converted = conversion()) {
            return converted;
        }
    }
    m_place = from;
    return std::nullopt;
}

std::optional<HgvsEdit> HgvsGrammar::repeat(Molecule molecule)
{
    const std::size_t from = m_place;
    HgvsEdit edit { .kind = HgvsEditKind::Repeat };
    edit.ref = bases(molecule).value_or("");
    if (literal("[")) {
        const auto count = number();
        if (count && literal("]")) {
            edit.count = *count;
            return edit;
        }
    } else if (literal("(")) {
        const auto least = number();
        if (least && literal("_")) {
            edit.countMax = number();
            if (edit.countMax && literal(")")) {
                edit.count = *least;
                return edit;
            }
        }
    }
    m_place = from;
    return std::nullopt;
}

std::optional<HgvsEdit> HgvsGrammar::edit(Molecule molecule)
{
    if (auto found = identity(molecule)) {
        return found;
    }
    if (auto found = substitution(molecule)) {
        return found;
    }
    if (auto found = deletionOrDelins(molecule)) {
        return found;
    }
    if (auto found = wordEdit(molecule)) {
        return found;
    }
    return repeat(molecule);
}

std::optional<HgvsEdit> HgvsGrammar::editInParentheses(Molecule molecule)
{
    if (auto plain = edit(molecule)) {
        return plain;
    }
    const std::size_t from = m_place;
    if (literal("(")) {
        auto inner = edit(molecule);
        if (inner && literal(")")) {
            inner->uncertain = true;
            return inner;
        }
    }
    m_place = from;
    return std::nullopt;
}

std::optional<HgvsNucleotideChange> HgvsGrammar::nucleotideChange(HgvsType type)
{
    const std::size_t from = m_place;
    const Molecule molecule = moleculeOf(type);
    if (const auto where = interval(type)) {
        if (auto what = edit(molecule)) {
            return HgvsNucleotideChange { *where, *std::move(what), false };
        }
    }
    m_place = from;
    // Only r. is ever inferred from something else.
    if (type == HgvsType::Rna && literal("(")) {
        const auto where = interval(type);
        if (where) {
            auto what = edit(molecule);
            if (what && literal(")")) {
                return HgvsNucleotideChange { *where, *std::move(what), true };
            }
        }
    }
    m_place = from;
    return std::nullopt;
}

} // namespace locus::genetics
