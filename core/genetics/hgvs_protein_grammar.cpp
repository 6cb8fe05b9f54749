// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/genetics/hgvs_grammar.h"

#include <utility>

namespace locus::genetics {

std::optional<HgvsResidue> HgvsGrammar::residuePosition()
{
    const std::size_t from = m_place;
    auto aa = residue(Letters::Any);
    // A place holds one residue: the codes for either of two cannot name it.
    if (aa && *aa != "Asx" && *aa != "Glx") {
        if (const auto at = number(); at && *at > 0) {
            return HgvsResidue { *std::move(aa), *at };
        }
    }
    m_place = from;
    return std::nullopt;
}

std::optional<std::int64_t> HgvsGrammar::lengthOrUnknown(bool& unknown)
{
    unknown = literal("?");
    return unknown ? std::nullopt : number();
}

std::optional<HgvsProteinEdit> HgvsGrammar::frameshiftTail()
{
    if (!literal("fs")) {
        return std::nullopt;
    }
    HgvsProteinEdit edit { .kind = HgvsProteinEditKind::Frameshift };
    if (terminus(Letters::Any)) {
        edit.terStated = true;
        edit.length = lengthOrUnknown(edit.lengthUnknown);
    }
    return edit;
}

std::optional<HgvsGrammar::Extension> HgvsGrammar::extensionEnd()
{
    const std::size_t from = m_place;
    Extension end;
    if (terminus(Letters::Any)) {
        end.aa = "Ter";
        end.length = lengthOrUnknown(end.lengthUnknown);
        return end;
    }
    end.aa = aminoAcid(Letters::Any).value_or("");
    end.length = negativeNumber();
    if (end.length) {
        return end;
    }
    m_place = from;
    return std::nullopt;
}

std::optional<HgvsProteinEdit> HgvsGrammar::proteinEdit()
{
    const std::size_t from = m_place;
    if (literal("=")) {
        return HgvsProteinEdit { .kind = HgvsProteinEditKind::Identity };
    }
    const bool deletion = literal("del");
    if (literal("ins")) {
        if (auto alt = peptideToStop(Letters::Any)) {
            return HgvsProteinEdit { .kind = deletion ? HgvsProteinEditKind::Delins
                                                      : HgvsProteinEditKind::Insertion,
                .alt = *std::move(alt) };
        }
        m_place = from;
        return std::nullopt;
    }
    if (deletion) {
        return HgvsProteinEdit { .kind = HgvsProteinEditKind::Deletion };
    }
    if (literal("dup")) {
        return HgvsProteinEdit { .kind = HgvsProteinEditKind::Duplication };
    }
    if (literal("[")) {
        const auto count = number();
        if (count && literal("]")) {
            return HgvsProteinEdit { .kind = HgvsProteinEditKind::Repeat, .length = count };
        }
        m_place = from;
        return std::nullopt;
    }
    if (literal("?")) {
        return HgvsProteinEdit { .kind = HgvsProteinEditKind::Substitution, .alt = "?" };
    }
    const std::string alt = residue(Letters::Any).value_or("");
    if (auto shifted = frameshiftTail()) {
        shifted->alt = alt;
        return shifted;
    }
    if (literal("ext")) {
        if (auto end = extensionEnd()) {
            return HgvsProteinEdit { .kind = HgvsProteinEditKind::Extension,
                .alt = alt,
                .extensionAa = end->aa,
                .length = end->length,
                .lengthUnknown = end->lengthUnknown };
        }
        m_place = from;
        return std::nullopt;
    }
    if (!alt.empty()) {
        return HgvsProteinEdit { .kind = HgvsProteinEditKind::Substitution, .alt = alt };
    }
    return std::nullopt;
}

std::optional<HgvsProteinEdit> HgvsGrammar::proteinEditInParentheses()
{
    if (auto plain = proteinEdit()) {
        return plain;
    }
    const std::size_t from = m_place;
    if (literal("(")) {
        auto inner = proteinEdit();
        if (inner && literal(")")) {
            return inner;
        }
    }
    m_place = from;
    return std::nullopt;
}

std::optional<HgvsProteinChange> HgvsGrammar::wholeProtein()
{
    HgvsProteinChange change;
    if (literal("(=)")) {
        change.predicted = true;
        change.whole = HgvsProteinWhole::Same;
    } else if (literal("=")) {
        change.whole = HgvsProteinWhole::Same;
    } else if (literal("0?")) {
        change.whole = HgvsProteinWhole::NoProteinLikely;
    } else if (literal("0")) {
        change.whole = HgvsProteinWhole::NoProtein;
    } else if (literal("?")) {
        change.whole = HgvsProteinWhole::Unknown;
    } else {
        return std::nullopt;
    }
    return change;
}

std::optional<HgvsProteinChange> HgvsGrammar::placedProteinChange()
{
    const std::size_t from = m_place;
    HgvsProteinChange change;
    if (auto start = residuePosition()) {
        change.start = *std::move(start);
        const std::size_t afterStart = m_place;
        if (literal("_")) {
            change.end = residuePosition();
            if (!change.end) {
                m_place = afterStart;
            }
        }
        if (auto what = proteinEdit()) {
            change.edit = *std::move(what);
            return change;
        }
    }
    m_place = from;
    return std::nullopt;
}

std::optional<HgvsProteinChange> HgvsGrammar::proteinChange()
{
    if (auto placed = placedProteinChange()) {
        return placed;
    }
    if (auto whole = wholeProtein()) {
        return whole;
    }
    const std::size_t from = m_place;
    if (literal("(")) {
        auto inner = placedProteinChange();
        if (inner && literal(")")) {
            inner->predicted = true;
            return inner;
        }
    }
    m_place = from;
    return std::nullopt;
}

} // namespace locus::genetics
