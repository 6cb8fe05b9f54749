// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/genetics/coding_change.h"
#include "core/genetics/record_calls.h"
#include "core/genetics/transcript_model.h"

#include <cstdint>
#include <functional>
#include <vector>

namespace locus::genetics {

// The coding changes of one haplotype on one transcript, in plus-strand order, and what they do
// together.
class Haplotype
{
public:
    // False if it overlaps the change before it; then it is left out.
    bool add(CodingNode node);
    [[nodiscard]] const std::vector<CodingNode>& nodes() const { return m_nodes; }

    // A call for the record with the given index.
    using Tell = std::function<void(std::size_t record, ConsequenceCall call)>;
    // `positions`: of all records by index.
    void tell(const TranscriptModel& model, const std::vector<std::int64_t>& positions, int brief,
        const Tell& tell) const;

private:
    struct Group
    {
        std::size_t first;
        std::size_t last;
        std::int64_t lengthChange;
        bool anyIndel;
    };
    [[nodiscard]] std::vector<Group> groups(const TranscriptModel& model) const;
    [[nodiscard]] bool sharesCodon(
        const TranscriptModel& model, std::size_t node, std::size_t next) const;

    std::vector<CodingNode> m_nodes;
};

} // namespace locus::genetics
