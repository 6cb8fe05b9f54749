// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/genetics/annotation_ports.h"
#include "core/genetics/input_sequence.h"
#include "core/genetics/reason.h"
#include "core/genetics/reference.h"
#include "core/genetics/variant.h"

#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <vector>

namespace locus::genetics {

struct LocatorLimits
{
    double identity = 0.95; // below it a sequence is not the bundled locus
    std::size_t length = 250'000; // bases of one query; the cost grows with its square
};

enum class LocatedState : std::uint8_t
{
    Placed,
    NotAligned, // no anchor on any bundled reference
    TooDifferent, // "does not align well enough"; identity says how well
    Ambiguous, // fits equally well in several places
    TooLong,
    Cancelled
};

// Where a sequence lies and what differs there. `sentence` words it for the row.
struct LocatedSequence
{
    LocatedState state = LocatedState::NotAligned;
    std::string sentence;
    Reason why; // unless it is placed with differences
    std::string assembly;
    std::string contig;
    Range interval; // covered on the contig, introns of a spliced query included
    Strand strand = Strand::Plus;
    std::string transcriptId; // set if the query is spliced
    double identity = 0; // matching bases / aligned columns; no-calls count as neither
    std::int64_t unalignedStart = 0; // query bases before and behind the aligned part
    std::int64_t unalignedEnd = 0;
    std::int64_t noCalls = 0;
    std::vector<Variant> variants; // normalised, ascending
};

// Finds bare sequences on the bundled references: exact k-mers of both strands give the place,
// edlib the alignment (Sosic and Sikic 2017), and the differences become variants. Nothing is
// guessed: what does not fit says so. The index is built at the first question (two bytes a
// bundled base). Thread contract: locate() from any thread, several at once.
class SequenceLocator
{
public:
    explicit SequenceLocator(std::shared_ptr<const Reference> reference, LocatorLimits limits = {});
    ~SequenceLocator();
    SequenceLocator(const SequenceLocator&) = delete;
    SequenceLocator& operator=(const SequenceLocator&) = delete;

    // `assembly` is preferred; of the others only references that stand for themselves
    // (NG_017013.2) are looked at, never another genome assembly.
    [[nodiscard]] LocatedSequence locate(const CleanSequence& sequence, std::string_view assembly,
        const CancelCheck& cancelled = {}) const;

    class Index; // sequence_locator_index.h

private:
    [[nodiscard]] const Index& index() const;

    std::shared_ptr<const Reference> m_reference;
    LocatorLimits m_limits;
    mutable std::once_flag m_built;
    mutable std::unique_ptr<const Index> m_index;
};

} // namespace locus::genetics
