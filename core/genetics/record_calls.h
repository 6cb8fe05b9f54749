// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/genetics/consequence.h"
#include "core/genetics/transcript.h"

#include <cstdint>
#include <string>
#include <vector>

namespace locus::genetics {

// One consequence as it is told at a record.
struct ConsequenceCall
{
    ConsequenceSet found = 0;
    const Transcript* transcript = nullptr;
    int altIndex = 0; // of the allele that caused it; 0 if several did
    std::int64_t toldAt = 0; // where toldElsewhere is set: position of the record that tells it
    std::string
        letters; // "|+|331A>331T|25585733C>T" without the leading bar and strand; may be empty
};

// The calls of one record. Calls of one transcript that say the same thing or parts of it become
// one; what is told of intron and non-coding transcripts is told once a biotype.
class RecordCalls
{
public:
    // Returns the index of the call that now holds it.
    std::size_t add(ConsequenceCall call);
    [[nodiscard]] const std::vector<ConsequenceCall>& calls() const { return m_calls; }

private:
    [[nodiscard]] std::size_t addReference(const ConsequenceCall& call);
    [[nodiscard]] std::size_t addCompound(const ConsequenceCall& call);
    [[nodiscard]] std::size_t addSimple(const ConsequenceCall& call);

    std::vector<ConsequenceCall> m_calls;
};

} // namespace locus::genetics
