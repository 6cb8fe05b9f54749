// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/genetics/codon_letters.h"

#include "core/base/text.h"
#include "core/genetics/genetic_code.h"

#include <algorithm>

namespace locus::genetics {
namespace {

std::string orDash(const std::string& letters)
{
    return letters.empty() ? "-" : letters;
}

std::string aminoAcidsOf(const std::string& codons)
{
    std::string letters = translate(codons);
    return orDash(codons.size() % 3 != 0 ? letters + 'X' : letters);
}

} // namespace

TrimmedChange::TrimmedChange(const Variant& variant)
    : ref(variant.ref)
    , alt(variant.alt)
{
    while (!ref.empty() && !alt.empty() && ref.back() == alt.back()) {
        ref.remove_suffix(1);
        alt.remove_suffix(1);
    }
    std::int64_t start = variant.position;
    while (!ref.empty() && !alt.empty() && ref.front() == alt.front()) {
        ref.remove_prefix(1);
        alt.remove_prefix(1);
        ++start;
    }
    touched = ref.empty() ? Range { start - 1, start }
                          : Range { start, start + static_cast<std::int64_t>(ref.size()) - 1 };
}

bool TrimmedChange::touches(const Range& range) const
{
    return isInsertion() ? range.contains(touched.start) && range.contains(touched.end)
                         : range.overlaps(touched);
}

CodonLetters codonLetters(const TranscriptModel& model, const TrimmedChange& change)
{
    const auto part = std::find_if(
        model.cds().begin(), model.cds().end(), [&](const TranscriptModel::CdsPart& each) {
            return each.range.contains(change.touched.start)
                && each.range.contains(change.touched.end);
        });
    if (!model.isCoding() || part == model.cds().end()) {
        return {};
    }
    // First and behind the last changed base, on the plus strand and then along the transcript.
    std::int64_t begin =
        part->offset + (change.touched.start - part->range.start) + (change.isInsertion() ? 1 : 0);
    std::int64_t end = begin + static_cast<std::int64_t>(change.ref.size());
    std::string alt(change.alt);
    if (model.onMinus()) {
        std::swap(begin, end);
        begin = model.codingLength() - begin;
        end = model.codingLength() - end;
        alt = reverseComplement(alt);
    }
    const std::int64_t first = begin - begin % 3;
    const std::int64_t last = (end + 2) / 3 * 3;
    const std::string_view coding = model.orientedCodingSequence();
    const auto piece = [&](std::int64_t from, std::int64_t to) {
        return std::string(
            coding.substr(static_cast<std::size_t>(from), static_cast<std::size_t>(to - from)));
    };
    const std::string before = toLower(piece(first, begin));
    const std::string behind = toLower(piece(end, last));
    const std::string ref = before + piece(begin, end) + behind;
    const std::string altered = before + alt + behind;
    const std::string refAcids = aminoAcidsOf(ref);
    const std::string altAcids = aminoAcidsOf(altered);
    return { orDash(ref) + "/" + orDash(altered),
        refAcids == altAcids ? refAcids : refAcids + "/" + altAcids };
}

} // namespace locus::genetics
