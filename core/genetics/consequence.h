// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace locus::genetics {

// What the local engine can find, as a set of bits in the order in which the oracle prints them.
using ConsequenceSet = std::uint32_t;

namespace consequence {
inline constexpr ConsequenceSet synonymous = 1U << 0;
inline constexpr ConsequenceSet missense = 1U << 1;
inline constexpr ConsequenceSet stopLost = 1U << 2;
inline constexpr ConsequenceSet stopGained = 1U << 3;
inline constexpr ConsequenceSet inframeDeletion = 1U << 4;
inline constexpr ConsequenceSet inframeInsertion = 1U << 5;
inline constexpr ConsequenceSet frameshift = 1U << 6;
inline constexpr ConsequenceSet spliceAcceptor = 1U << 7;
inline constexpr ConsequenceSet spliceDonor = 1U << 8;
inline constexpr ConsequenceSet startLost = 1U << 9;
inline constexpr ConsequenceSet spliceRegion = 1U << 10;
inline constexpr ConsequenceSet stopRetained = 1U << 11;
inline constexpr ConsequenceSet utr5 = 1U << 12;
inline constexpr ConsequenceSet utr3 = 1U << 13;
inline constexpr ConsequenceSet nonCoding = 1U << 14;
inline constexpr ConsequenceSet intron = 1U << 15;
inline constexpr ConsequenceSet inframeAltering = 1U << 16;
inline constexpr ConsequenceSet codingSequence = 1U << 17;
inline constexpr ConsequenceSet elongation = 1U << 18;
inline constexpr ConsequenceSet truncation = 1U << 19;
inline constexpr ConsequenceSet startRetained = 1U << 20;
// Not printed as a term:
inline constexpr ConsequenceSet upstreamStop = 1U << 21; // behind a stop gained: leading '*'
inline constexpr ConsequenceSet incompleteCds = 1U << 22; // start and stop cannot be told
inline constexpr ConsequenceSet toldElsewhere = 1U << 23; // "@POS": told at another record

inline constexpr int termCount = 21;
inline constexpr ConsequenceSet startOrStop =
    stopLost | stopGained | stopRetained | startLost | startRetained;
// Terms that a haplotype has as a whole; the rest belong to one record.
inline constexpr ConsequenceSet compound = synonymous | missense | startOrStop | inframeDeletion
    | inframeInsertion | inframeAltering | frameshift | incompleteCds | upstreamStop | elongation
    | truncation;
inline constexpr ConsequenceSet splice = spliceAcceptor | spliceDonor | spliceRegion;
} // namespace consequence

// "stop_gained", "5_prime_utr": the oracle's word for a single bit below termCount.
std::string_view oracleTerm(int bit);
// Sequence Ontology's word for it: "stop_gained", "5_prime_UTR_variant".
std::string_view sequenceOntologyTerm(int bit);

// Of one finding: donor or acceptor beats splice_region, and a complex change is no in-frame one.
ConsequenceSet narrowed(ConsequenceSet found);
// The set as it is told: missense gives way to start and stop terms, and these to others where the
// CDS is incomplete.
ConsequenceSet settled(ConsequenceSet found);

} // namespace locus::genetics
