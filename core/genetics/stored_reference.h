// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/genetics/reference.h"

#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

namespace locus::genetics {

// A Reference over letters that are in memory (or mapped): what both the bundle and plain files
// become. Made by a builder function, immutable afterwards.
class StoredReference final : public Reference
{
public:
    struct Stretch
    {
        CoveredInterval interval;
        std::string_view letters; // of the interval's range; lives in `owner`
    };
    struct Models
    {
        std::string assembly;
        std::vector<Transcript> transcripts;
    };

    // `owner` keeps the letters alive.
    StoredReference(std::shared_ptr<const void> owner, std::vector<Stretch> stretches,
        std::vector<Models> models);

    [[nodiscard]] const std::vector<CoveredInterval>& intervals() const override;
    [[nodiscard]] std::optional<std::string> canonicalContig(
        std::string_view assembly, std::string_view name) const override;
    [[nodiscard]] std::string accession(
        std::string_view assembly, std::string_view contig) const override;
    [[nodiscard]] bool covers(
        std::string_view assembly, std::string_view contig, Range range) const override;
    [[nodiscard]] Result<std::string_view> sequence(
        std::string_view assembly, std::string_view contig, Range range) const override;
    [[nodiscard]] std::vector<const Transcript*> transcriptsAt(
        std::string_view assembly, std::string_view contig, Range range) const override;
    [[nodiscard]] std::vector<PlacedTranscript> findTranscripts(std::string_view id) const override;

private:
    // Transcripts of one contig by start; furthestEnd[i] is the largest end among the first i + 1,
    // so that a look-up backwards knows when nothing earlier can reach the place.
    struct ContigIndex
    {
        std::vector<const Transcript*> byStart;
        std::vector<std::int64_t> furthestEnd;
    };
    [[nodiscard]] const Stretch* stretchAt(
        std::string_view assembly, std::string_view contig, Range range) const;
    static std::string key(std::string_view assembly, std::string_view contig);

    std::shared_ptr<const void> m_owner;
    std::vector<Stretch> m_stretches;
    std::vector<CoveredInterval> m_intervals;
    std::vector<Models> m_models;
    std::unordered_map<std::string, ContigIndex> m_contigs;
    std::unordered_multimap<std::string, PlacedTranscript> m_byId;
};

} // namespace locus::genetics
