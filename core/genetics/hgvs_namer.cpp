// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/genetics/hgvs_namer.h"

#include "core/genetics/genetic_code.h"
#include "core/genetics/hgvs_format.h"
#include "core/genetics/normalise.h"

#include <functional>
#include <optional>
#include <utility>

namespace locus::genetics {
namespace {

// A contig position as the description counts it; nothing where it has no number.
using Numbering = std::function<std::optional<HgvsPosition>(std::int64_t)>;

HgvsInterval between(const HgvsPosition& first, const HgvsPosition& last)
{
    HgvsInterval interval { { first, std::nullopt }, std::nullopt, false };
    if (!(first == last)) {
        interval.end = HgvsBoundary { last, std::nullopt };
    }
    return interval;
}

// The change in the direction of the description: letters as read there, and the contig
// positions of its first and last replaced base. For an insertion these are its neighbours.
struct Oriented
{
    std::string ref;
    std::string alt;
    std::int64_t first = 0;
    std::int64_t last = 0;
    bool insertion = false;
};

// A duplication replaces nothing and repeats what stands just before it.
bool becomesDuplication(
    Oriented& change, const Reference& reference, const Variant& variant, Strand strand)
{
    const auto length = static_cast<std::int64_t>(change.alt.size());
    const Range copied = strand == Strand::Plus ? Range { change.first - length + 1, change.first }
                                                : Range { change.first, change.first + length - 1 };
    if (copied.start < 1 || !reference.covers(variant.assembly, variant.contig, copied)) {
        return false;
    }
    const auto letters = reference.sequence(variant.assembly, variant.contig, copied);
    if (!letters.ok()) {
        return false;
    }
    const std::string read =
        strand == Strand::Plus ? std::string(*letters) : reverseComplement(*letters);
    if (read != change.alt) {
        return false;
    }
    change.first = strand == Strand::Plus ? copied.start : copied.end;
    change.last = strand == Strand::Plus ? copied.end : copied.start;
    return true;
}

Oriented oriented(const Reference& reference, const Variant& variant, Strand strand)
{
    const BaseChange change = shiftThreePrime(reference, variant, strand);
    Oriented result { change.ref, change.alt, change.position, change.end(), change.ref.empty() };
    if (result.insertion) {
        result.first = change.position - 1;
        result.last = change.position;
    }
    if (strand == Strand::Minus) {
        std::swap(result.first, result.last);
        result.ref = reverseComplement(result.ref);
        result.alt = reverseComplement(result.alt);
    }
    return result;
}

HgvsEdit editOf(const Oriented& change, bool duplication)
{
    HgvsEdit edit;
    edit.ref = change.ref;
    edit.alt = change.alt;
    if (duplication) {
        edit.kind = HgvsEditKind::Duplication;
    } else if (change.ref.empty()) {
        edit.kind = HgvsEditKind::Insertion;
    } else if (change.alt.empty()) {
        edit.kind = HgvsEditKind::Deletion;
    } else if (change.ref.size() == 1 && change.alt.size() == 1) {
        edit.kind = HgvsEditKind::Substitution;
    } else if (change.ref.size() > 2 && change.alt == reverseComplement(change.ref)) {
        // Two bases swapped are a delins, as ClinVar names them.
        edit.kind = HgvsEditKind::Inversion;
    } else {
        edit.kind = HgvsEditKind::Delins;
    }
    return edit;
}

std::string name(const Reference& reference, const Variant& variant, Strand strand,
    const std::string& accession, HgvsType type, const Numbering& number)
{
    Oriented change = oriented(reference, variant, strand);
    const bool duplication =
        change.insertion && becomesDuplication(change, reference, variant, strand);
    const auto first = number(change.first);
    const auto last = number(change.last);
    if (!first || !last) {
        return {};
    }
    return formatHgvs({ .accession = accession,
                          .selector = {},
                          .type = type,
                          .change = HgvsNucleotideChange { between(*first, *last),
                              editOf(change, duplication), false } },
        HgvsStyle::Normal);
}

} // namespace

std::string nameGenomic(const Reference& reference, const Variant& variant)
{
    const std::string accession = reference.accession(variant.assembly, variant.contig);
    const HgvsType type = accession.starts_with("NC_012920") || accession.starts_with("NC_001807")
        ? HgvsType::Mitochondrial
        : HgvsType::Genomic;
    return name(reference, variant, Strand::Plus, accession, type, [](std::int64_t position) {
        HgvsPosition at;
        at.base = position;
        return std::optional(at);
    });
}

std::string nameTranscript(
    const Reference& reference, const Variant& variant, const TranscriptMap& map)
{
    const bool coding = map.codingSpan().has_value();
    const Numbering number = [&](std::int64_t position) -> std::optional<HgvsPosition> {
        const auto cdna = map.toCdna(position);
        if (!cdna) {
            return std::nullopt;
        }
        HgvsPosition at;
        at.base = cdna->base;
        at.offset = cdna->offset;
        if (coding) {
            const auto frame = map.toCoding(*cdna);
            if (!frame) {
                return std::nullopt;
            }
            at.base = frame->base;
            at.datum = frame->afterStop ? HgvsDatum::StopCodon : HgvsDatum::Start;
        }
        return at;
    };
    return name(reference, variant, map.transcript().strand, map.transcript().id,
        coding ? HgvsType::Coding : HgvsType::NonCoding, number);
}

} // namespace locus::genetics
