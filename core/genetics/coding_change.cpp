// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/genetics/coding_change.h"

#include "core/genetics/genetic_code.h"

#include <algorithm>
#include <utility>

namespace locus::genetics {
namespace {

struct Translation
{
    std::string protein;
    std::string bases; // whole codons over the piece, lower case outside it
};

char lower(char base)
{
    return static_cast<char>(base | 0x20);
}

// Codons over `piece`, completed with the reference's bases before `refBegin` and from
// `refEnd` on; `start` is the piece's place in its own transcript and sets the frame.
Translation translatePiece(const TranscriptModel& model, const std::string& piece,
    std::int64_t start, std::int64_t refBegin, std::int64_t refEnd, bool toStop)
{
    if (piece.empty()) {
        return { "?", {} };
    }
    const std::string& coding = model.orientedCodingSequence();
    const std::string behind = model.basesBehind(2);
    const auto base = [&](std::int64_t index) {
        const auto size = static_cast<std::int64_t>(coding.size());
        if (index < 0) {
            return 'N';
        }
        return index < size
            ? coding[static_cast<std::size_t>(index)]
            : (index - size < 2 ? behind[static_cast<std::size_t>(index - size)] : 'N');
    };
    Translation result;
    for (std::int64_t i = start % 3; i > 0; --i) {
        result.bases += lower(base(refBegin - i));
    }
    result.bases += piece;
    std::int64_t next = refEnd;
    while (result.bases.size() % 3 != 0) {
        result.bases += lower(base(next++));
    }
    result.protein = translate(result.bases);
    result.protein.resize(std::min(result.protein.size(),
        result.protein.find('*') + 1
            + (result.protein.find('*') == std::string::npos ? result.protein.size() : 0)));
    const auto size = static_cast<std::int64_t>(coding.size());
    while (toStop && !result.protein.ends_with('*') && next + 3 <= size) {
        result.protein +=
            translateCodon(std::string_view(coding).substr(static_cast<std::size_t>(next), 3));
        next += 3;
    }
    return result;
}

} // namespace

CodingChange codingChange(const TranscriptModel& model, const std::vector<CodingNode>& all,
    std::size_t first, std::size_t last, bool frameOpen)
{
    const std::string& coding = model.codingSequence();
    std::int64_t before = 0;
    std::int64_t total = 0;
    for (std::size_t i = 0; i < all.size(); ++i) {
        before += i < first ? all[i].lengthChange : 0;
        total += all[i].lengthChange;
    }
    std::string alt;
    std::int64_t end = all[first].offset;
    bool anySequence = false;
    for (std::size_t i = first; i <= last; ++i) {
        if (all[i].offset > end) {
            alt.append(coding, static_cast<std::size_t>(end),
                static_cast<std::size_t>(all[i].offset - end));
        }
        alt += all[i].alt;
        end = all[i].offset + all[i].refLength;
        anySequence = anySequence || !all[i].alt.empty();
    }
    const std::int64_t begin = all[first].offset;
    std::string ref = coding.substr(static_cast<std::size_t>(begin),
        static_cast<std::size_t>(std::max<std::int64_t>(end - begin, 0)));
    std::int64_t refStart = begin;
    std::int64_t altStart = begin + before;
    if (model.onMinus()) {
        refStart = model.codingLength() - end;
        altStart =
            model.codingLength() + total - (begin + before) - static_cast<std::int64_t>(alt.size());
        ref = reverseComplement(ref);
        alt = reverseComplement(alt);
    }
    const std::int64_t refEnd = refStart + std::max<std::int64_t>(end - begin, 0);
    Translation altered =
        translatePiece(model, alt, altStart, refStart, refEnd, frameOpen && anySequence);
    Translation original =
        translatePiece(model, ref, refStart, refStart, refEnd, frameOpen && anySequence);
    return { std::move(original.protein), std::move(altered.protein), refStart / 3 + 1,
        altStart / 3 + 1, refStart, std::move(original.bases), std::move(altered.bases) };
}

namespace {

using namespace consequence;

// The boundary check saw the stop codon touched; the proteins say whether it is lost.
ConsequenceSet stopTerms(
    const CodingChange& change, const ChangeGroup& group, ConsequenceSet& dropped)
{
    const bool refStops = change.refProtein.ends_with('*');
    const bool altStops = change.altProtein.ends_with('*');
    if (refStops && altStops) {
        dropped |= stopLost;
        return stopRetained;
    }
    if (!refStops && altStops) { // a CDS that ends without stop gets one there
        dropped |= group.alone ? 0 : stopGained;
        return stopRetained;
    }
    return refStops ? 0 : incompleteCds;
}

ConsequenceSet substitutionTerms(const CodingChange& change)
{
    ConsequenceSet found = 0;
    for (std::size_t i = 0; i < change.refProtein.size(); ++i) {
        const char altered = i < change.altProtein.size() ? change.altProtein[i] : '\0';
        if (change.refProtein[i] != altered) {
            found |= change.refProtein[i] == '*' ? stopLost
                : altered == '*'                 ? stopGained
                                                 : missense;
        }
    }
    return found == 0 ? synonymous : found;
}

ConsequenceSet indelTerms(const CodingChange& change, std::int64_t lengthChange)
{
    const ConsequenceSet kind = lengthChange % 3 != 0 ? frameshift
        : lengthChange < 0                            ? inframeDeletion
                                                      : inframeInsertion;
    const bool gained = !change.refProtein.ends_with('*') && change.altProtein.ends_with('*');
    return kind | (gained ? stopGained : 0);
}

} // namespace

SequenceTerms termsOfChange(
    const CodingChange& change, ConsequenceSet before, const ChangeGroup& group)
{
    constexpr ConsequenceSet inframe = inframeDeletion | inframeInsertion | inframeAltering;
    ConsequenceSet found =
        before | (group.lengthChange == 0 && group.anyIndel ? inframeAltering : 0);
    ConsequenceSet dropped = 0;
    if ((found & stopLost) != 0) {
        found |= stopTerms(change, group, dropped);
        if (group.alone) { // what the sequence says afterwards counts
            found &= ~std::exchange(dropped, 0);
        }
    }
    if ((found & startLost) != 0) {
        if (group.alone && change.refProtein.front() != 'M') {
            found &= ~startLost;
        } else if (!group.alone && change.refProtein.ends_with('M')
            && change.altProtein.ends_with('M')) {
            dropped |= startLost;
            found |= startRetained;
        }
    }
    found |= group.lengthChange != 0 ? indelTerms(change, group.lengthChange)
                                     : substitutionTerms(change);
    if (group.several && (found & inframe) != 0 && change.altProtein.ends_with('*')) {
        dropped |= inframe; // a stop comes before the frame is restored
        found |= frameshift | stopGained;
    }
    const bool startLostOnly = (found & frameshift) != 0 && (found & startLost) != 0;
    dropped |= startLostOnly ? frameshift : 0;
    return { found & ~dropped, startLostOnly };
}

} // namespace locus::genetics
