// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/genetics/hgvs_place.h"

#include "core/base/text.h"
#include "core/genetics/genetic_code.h"
#include "core/genetics/normalise.h"
#include "core/genetics/reason.h"
#include "core/genetics/transcript_map.h"

#include <algorithm>
#include <array>
#include <set>

namespace locus::genetics {
namespace {

Error outside(ReasonKey what, const std::string& name)
{
    return explained(
        ErrorKind::NotFound, "outside_local_reference", because(what, { { "name", name } }));
}

// The submission's assembly first, then references that stand for themselves (NG_017013.2).
std::vector<std::string> assembliesFor(const Reference& reference, std::string_view assembly)
{
    std::vector<std::string> names { std::string(assembly) };
    for (const CoveredInterval& interval : reference.intervals()) {
        const bool ownAssembly = interval.assembly == interval.contig;
        if (ownAssembly
            && std::find(names.begin(), names.end(), interval.assembly) == names.end()) {
            names.push_back(interval.assembly);
        }
    }
    return names;
}

Result<HgvsTarget> findContig(
    const std::string& name, const Reference& reference, std::string_view assembly)
{
    for (const std::string& candidate : assembliesFor(reference, assembly)) {
        if (auto contig = reference.canonicalContig(candidate, name)) {
            return HgvsTarget { candidate, *std::move(contig), {}, false };
        }
    }
    for (const CoveredInterval& interval : reference.intervals()) {
        if (reference.canonicalContig(interval.assembly, name)) {
            return explained(ErrorKind::Refused, "hgvs.wrong_assembly",
                because("hgvs.wrong_assembly",
                    { { "name", name }, { "other", interval.assembly },
                        { "assembly", std::string(assembly) } }));
        }
    }
    return outside("reference.no_sequence", name);
}

// Of the hits on allowed assemblies those of the first one that has any.
HgvsTarget onPreferred(const std::vector<Reference::PlacedTranscript>& placed,
    const std::vector<std::string>& assemblies)
{
    HgvsTarget target;
    for (const std::string& assembly : assemblies) {
        for (const auto& hit : placed) {
            if (hit.assembly == assembly) {
                target.assembly = assembly;
                target.transcripts.push_back(hit.transcript);
            }
        }
        if (!target.transcripts.empty()) {
            break;
        }
    }
    return target;
}

template <typename Matches>
HgvsTarget transcriptsWhere(
    const Reference& reference, const std::vector<std::string>& assemblies, const Matches& matches)
{
    std::vector<Reference::PlacedTranscript> placed;
    std::set<const Transcript*> seen;
    for (const CoveredInterval& interval : reference.intervals()) {
        for (const Transcript* transcript :
            reference.transcriptsAt(interval.assembly, interval.contig, interval.range)) {
            if (matches(*transcript) && seen.insert(transcript).second) {
                placed.push_back({ interval.assembly, transcript });
            }
        }
    }
    return onPreferred(placed, assemblies);
}

std::string_view withoutVersion(std::string_view id)
{
    return id.substr(0, id.rfind('.'));
}

std::vector<std::string> codonsFor(char residue)
{
    std::vector<std::string> codons;
    static constexpr std::array<char, 4> bases { 'A', 'C', 'G', 'T' };
    for (const char a : bases) {
        for (const char b : bases) {
            for (const char c : bases) {
                const std::string codon { a, b, c };
                if (translateCodon(codon) == residue) {
                    codons.push_back(codon);
                }
            }
        }
    }
    return codons;
}

std::int64_t distance(const std::string& a, const std::string& b)
{
    std::int64_t differing = 0;
    for (std::size_t i = 0; i < a.size(); ++i) {
        differing += a[i] != b[i] ? 1 : 0;
    }
    return differing;
}

// The contig positions of one codon in transcript order, and its letters.
struct Codon
{
    std::array<std::int64_t, 3> positions {};
    std::string letters;
};

Result<Codon> codonAt(const TranscriptMap& map, const Reference& reference,
    const std::string& assembly, std::int64_t number)
{
    const Transcript& transcript = map.transcript();
    // An incomplete first codon has a number of its own.
    const std::int64_t partial = transcript.firstCdsPhase > 0 ? 1 : 0;
    const std::int64_t first = transcript.firstCdsPhase + (number - 1 - partial) * 3;
    Codon codon;
    for (std::int64_t i = 0; i < 3; ++i) {
        const auto place = map.codingToGenomic({ first + i + 1, 0, false });
        if (first < 0 || !place) {
            return explained(ErrorKind::Invalid, "hgvs.position",
                because("hgvs.no_residue",
                    { { "transcript", transcript.id }, { "position", std::to_string(number) } }));
        }
        LOCUS_TRY_VALUE(
            letter, reference.sequence(assembly, transcript.contig, Range { *place, *place }));
        codon.positions[static_cast<std::size_t>(i)] = *place;
        codon.letters +=
            transcript.strand == Strand::Plus ? letter.front() : complement(letter.front());
    }
    return codon;
}

Result<Variant> replaced(const Codon& codon, const std::string& by, const Transcript& transcript,
    const std::string& assembly, const Reference& reference)
{
    const auto [low, high] = std::minmax_element(codon.positions.begin(), codon.positions.end());
    LOCUS_TRY_VALUE(view, reference.sequence(assembly, transcript.contig, Range { *low, *high }));
    BaseChange change { *low, std::string(view), std::string(view) };
    for (std::size_t i = 0; i < 3; ++i) {
        change.alt[static_cast<std::size_t>(codon.positions[i] - *low)] =
            transcript.strand == Strand::Plus ? by[i] : complement(by[i]);
    }
    return normalise(reference, assembly, transcript.contig, change);
}

Result<std::vector<Variant>> readBack(const HgvsProteinChange& change, const TranscriptMap& map,
    const std::string& assembly, const Reference& reference)
{
    LOCUS_TRY_VALUE(codon, codonAt(map, reference, assembly, change.start.number));
    const char stated = oneLetterCode(change.start.aa);
    const char there = translateCodon(codon.letters);
    if (stated != there) {
        return explained(ErrorKind::Refused, "genetics.ref_mismatch",
            because("reference.residue_differs",
                { { "stated", change.start.aa }, { "transcript", map.transcript().id },
                    { "there", std::string(threeLetterCode(there)) },
                    { "position", std::to_string(change.start.number) } }));
    }
    const std::vector<std::string> codons = codonsFor(oneLetterCode(change.edit.alt));
    const bool oneBase = std::any_of(codons.begin(), codons.end(),
        [&](const std::string& other) { return distance(other, codon.letters) == 1; });
    std::vector<Variant> variants;
    for (const std::string& other : codons) {
        if (other != codon.letters && (!oneBase || distance(other, codon.letters) == 1)) {
            LOCUS_TRY_VALUE(variant, replaced(codon, other, map.transcript(), assembly, reference));
            variants.push_back(std::move(variant));
        }
    }
    return variants;
}

} // namespace

Result<HgvsTarget> findTarget(
    const HgvsVariant& hgvs, const Reference& reference, std::string_view assembly)
{
    if (hgvs.type == HgvsType::Genomic || hgvs.type == HgvsType::Mitochondrial) {
        return findContig(hgvs.accession, reference, assembly);
    }
    // NG_012337.1(NM_012459.2):c. names the transcript in parentheses; NM_...(BRCA1):c. the gene.
    const bool inner =
        hgvs.selector.find('_') != std::string::npos || hgvs.selector.starts_with("ENST");
    const std::string& id = inner ? hgvs.selector : hgvs.accession;
    auto assemblies = assembliesFor(reference, assembly);
    if (inner && reference.canonicalContig(hgvs.accession, hgvs.accession)) {
        assemblies.insert(assemblies.begin(), hgvs.accession);
    }
    HgvsTarget target = hgvs.type == HgvsType::Protein
        ? transcriptsWhere(reference, assemblies,
            [&](const Transcript& transcript) {
                const bool unversioned = transcript.proteinId.find('.') == std::string::npos;
                return transcript.proteinId == id || transcript.id == id
                    || (unversioned && !transcript.proteinId.empty()
                        && transcript.proteinId == withoutVersion(id))
                    || (id.find('.') == std::string::npos
                        && withoutVersion(transcript.proteinId) == id);
            })
        : onPreferred(reference.findTranscripts(id), assemblies);
    if (target.transcripts.empty()) {
        target = transcriptsWhere(reference, assemblies,
            [&](const Transcript& transcript) { return transcript.gene.symbol == id; });
        target.byGene = !target.transcripts.empty();
    }
    if (!target.transcripts.empty()) {
        return target;
    }
    const auto otherVersion =
        onPreferred(reference.findTranscripts(withoutVersion(id)), assemblies);
    if (!otherVersion.transcripts.empty()) {
        return explained(ErrorKind::NotFound, "outside_local_reference",
            because("reference.other_version",
                { { "name", id }, { "bundled", otherVersion.transcripts.front()->id } }));
    }
    return hgvs.type == HgvsType::Protein ? outside("reference.no_protein", id)
                                          : outside("reference.no_transcript", id);
}

Result<HgvsPlacement> placeProtein(
    const HgvsProteinChange& change, const HgvsTarget& target, const Reference& reference)
{
    const bool readable = change.whole == HgvsProteinWhole::None && !change.end
        && change.edit.kind == HgvsProteinEditKind::Substitution
        && oneLetterCode(change.edit.alt) != '\0' && change.edit.alt != "Xaa";
    if (!readable) {
        return explained(ErrorKind::Invalid, "hgvs.unsupported", because("hgvs.protein_change"));
    }
    std::set<Variant> found;
    std::optional<Error> firstError;
    for (const Transcript* transcript : target.transcripts) {
        const TranscriptMap map(*transcript);
        auto variants = readBack(change, map, target.assembly, reference);
        if (variants.ok()) {
            found.insert(variants->begin(), variants->end());
        } else if (!firstError) {
            firstError = variants.error();
        }
    }
    if (found.empty()) {
        return firstError ? *firstError
                          : explained(ErrorKind::Invalid, "genetics.equals_reference",
                              because("hgvs.same_codon"));
    }
    HgvsPlacement placement;
    placement.variants.assign(found.begin(), found.end());
    placement.notes.emplace_back(placement.ambiguous()
            ? "maps to several codons"
            : "read back from the protein: only one change gives this residue");
    return placement;
}

} // namespace locus::genetics
