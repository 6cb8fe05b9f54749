// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/genetics/consequence.h"
#include "core/genetics/transcript_model.h"

#include <cstdint>
#include <string>
#include <vector>

namespace locus::genetics {

// A record's change of the coding sequence, on the plus strand.
struct CodingNode
{
    std::size_t record = 0; // index in the caller's list
    int altIndex = 1;
    std::size_t part = 0; // of the CDS
    std::int64_t position = 0; // on the contig
    std::int64_t offset = 0; // of the first reference base in the coding sequence
    std::int64_t refLength = 0;
    std::string alt;
    std::int64_t lengthChange = 0;
    ConsequenceSet found = 0; // by the boundary check
    std::string told; // "25585733C>T" as in the record
};

// What a group of neighbouring changes on one haplotype does to the protein.
struct CodingChange
{
    std::string refProtein; // from the first touched codon to the last, or to the first stop
    std::string altProtein; // "?" if no sequence is left
    std::int64_t refCodon =
        0; // number of the first codon, in the reference and the changed protein
    std::int64_t altCodon = 0;
    std::int64_t refStart = 0; // first touched base of the oriented coding sequence, 0-based
    std::string refBases; // the touched codons, oriented; what is changed in upper case
    std::string altBases;
};

// `group` in plus-strand order, a run of `all` (the changes of the haplotype), none overlapping.
// `frameOpen`: the length change is no multiple of three, so translate on to the first stop.
CodingChange codingChange(const TranscriptModel& model, const std::vector<CodingNode>& all,
    std::size_t first, std::size_t last, bool frameOpen);

// How a group of changes came together.
struct ChangeGroup
{
    std::int64_t lengthChange = 0;
    bool anyIndel = false;
    bool several = false;
    bool alone = false; // a record by itself, not a haplotype
};

// The boundary check's terms (`before`) joined with those of comparing the two proteins.
struct SequenceTerms
{
    ConsequenceSet found = 0;
    bool startLostOnly = false; // the frame is lost with the start: no letters are told
};
SequenceTerms termsOfChange(
    const CodingChange& change, ConsequenceSet before, const ChangeGroup& group);

} // namespace locus::genetics
