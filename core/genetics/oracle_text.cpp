// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/genetics/oracle_text.h"

#include "core/genetics/biotype.h"

namespace locus::genetics {

std::string oracleText(const ConsequenceCall& call)
{
    using namespace consequence;
    if ((call.found & toldElsewhere) != 0) {
        return "@" + std::to_string(call.toldAt);
    }
    const ConsequenceSet found = settled(call.found);
    const Transcript& transcript = *call.transcript;
    std::string text = (found & upstreamStop) != 0 ? "*" : "";
    bool first = true;
    for (int bit = 0; bit < termCount; ++bit) {
        if ((found >> bit & 1U) != 0) {
            text += first ? "" : "&";
            text += oracleTerm(bit);
            first = false;
        }
    }
    const bool named = (found & ~(intron | nonCoding)) != 0;
    if (named && isNonsenseMediatedDecay(transcript.biotype)) {
        text += "&NMD_transcript";
    }
    text += "|" + transcript.gene.symbol + "|" + (named ? transcript.sourceId : std::string()) + "|"
        + shortBiotype(transcript.biotype);
    const bool strand =
        (found & compound) != 0 && (found & (splice | elongation | truncation)) == 0;
    if (strand || !call.letters.empty()) {
        text += transcript.strand == Strand::Plus ? "|+" : "|-";
    }
    return call.letters.empty() ? text : text + "|" + call.letters;
}

std::string oracleText(const std::vector<ConsequenceCall>& calls)
{
    std::string text;
    for (const ConsequenceCall& call : calls) {
        text += (text.empty() ? "" : ",") + oracleText(call);
    }
    return text.empty() ? "." : text;
}

} // namespace locus::genetics
