// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/genetics/boundary_check.h"
#include "core/genetics/coding_change.h"
#include "core/genetics/record_calls.h"
#include "core/genetics/transcript_model.h"

#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace locus::genetics {

// What one allele of a record does to one transcript, feature by feature.
// Every function returns whether the transcript was hit at all; calls go to the sink.
using CallSink = std::function<void(ConsequenceCall)>;

// The reach of the allele touches a CDS part: boundary calls, and for each part the coding piece if
// the allele changes one. Nothing in `nodes` means that no letters can be compared.
bool callCoding(const TranscriptModel& model, const RecordAllele& allele, int altIndex,
    const CallSink& sink, std::vector<CodingNode>& nodes);

// The call of one coding change by itself. `brief`: see lettersOf().
void callAlone(
    const TranscriptModel& model, const CodingNode& node, int brief, const CallSink& sink);

bool callUtr(
    const TranscriptModel& model, const RecordAllele& allele, int altIndex, const CallSink& sink);
bool callSplice(const TranscriptModel& model, const RecordAllele& allele, int altIndex,
    const CallSink& sink, ConsequenceSet also = 0);
// Intron of a coding transcript, anything in a non-coding one. Asked only if nothing else was hit.
bool callSpan(const TranscriptModel& model, const RecordAllele& allele, const CallSink& sink,
    ConsequenceSet also = 0);

// feature_elongation for <INS...>, feature_truncation for <DEL...>, nothing for other symbols.
ConsequenceSet symbolicKind(std::string_view alt);
// A symbolic allele in CDS and UTR: the feature of the base behind the record's.
bool callSymbolic(const TranscriptModel& model, const RecordAllele& allele, const CallSink& sink);

// "331A>331T|25585733C>T": proteins with codon numbers, and the records' changes. A protein longer
// than `brief` letters by three or more is shortened to them and its last number ("25E..329"); 0 is
// never.
std::string lettersOf(
    const CodingChange& change, bool isSynonymous, const std::string& records, int brief);

// Alleles for which nothing is called: "*", "<*>", empty.
bool isCallable(std::string_view alt);

} // namespace locus::genetics
