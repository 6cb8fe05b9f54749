// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/genetics/input_resolver.h"

#include "core/base/text.h"
#include "core/genetics/genetic_code.h"
#include "core/genetics/hgvs_mapper.h"
#include "core/genetics/hgvs_parser.h"
#include "core/genetics/input_notation.h"
#include "core/genetics/input_sequence.h"
#include "core/genetics/normalise.h"
#include "core/genetics/spdi.h"
#include "core/genetics/vcf_reader.h"

#include <algorithm>
#include <utility>

namespace locus::genetics {
namespace {

ResolvedInput refusal(NotAnnotated why)
{
    ResolvedInput resolved;
    resolved.refused = std::move(why);
    return resolved;
}

ResolvedInput refusal(std::string code, Reason why)
{
    return refusal(notAnnotated(std::move(code), std::move(why)));
}

NotAnnotated saidBy(const Error& error, std::string code)
{
    return { std::move(code), error.message.ends_with('.') ? error.message : error.message + ".",
        std::nullopt, reasonOf(error) };
}

// A wrong base is the submitter's to correct; a missing reference only moves the question on.
ResolvedInput refusalOf(const Error& error)
{
    return refusal(
        saidBy(error, error.code == "genetics.ref_mismatch" ? "ref_mismatch" : "rejected"));
}

ServiceQuery regionQuery(const Variant& variant)
{
    return { QueryKind::Region,
        variant.contig + " " + std::to_string(variant.position) + " . " + variant.ref + " "
            + variant.alt + " . . ." };
}

// Equal lengths need no neighbour to be written as VCF; indels do, and where nothing is covered
// nobody knows it.
std::string ensemblLine(const std::string& contig, const BaseChange& change)
{
    return contig + " " + std::to_string(change.position) + " " + std::to_string(change.end()) + " "
        + (change.ref.empty() ? "-" : change.ref) + "/" + (change.alt.empty() ? "-" : change.alt)
        + " 1";
}

std::string numberOf(std::size_t number)
{
    return std::to_string(number);
}

} // namespace

InputResolver::InputResolver(
    const Reference& reference, const SequenceLocator& locator, std::string assembly)
    : m_reference(reference)
    , m_locator(locator)
    , m_assembly(std::move(assembly))
{ }

// The contig in the submission's assembly, else as a reference of its own.
std::optional<Variant> InputResolver::onContig(const std::string& name) const
{
    for (const std::string& assembly : { m_assembly, name }) {
        if (auto contig = m_reference.canonicalContig(assembly, name)) {
            return Variant { assembly, *std::move(contig), 0, {}, {} };
        }
    }
    return std::nullopt;
}

ResolvedInput InputResolver::resolveChange(
    const std::string& contigName, std::int64_t position, std::string ref, std::string alt) const
{
    ResolvedInput resolved;
    const auto place = onContig(contigName);
    if (place) {
        auto variant =
            normalise(m_reference, place->assembly, place->contig, { position, ref, alt });
        if (variant.ok()) {
            resolved.covered = true;
            resolved.query = regionQuery(*variant);
            resolved.variant = *std::move(variant);
            return resolved;
        }
        if (variant.error().kind != ErrorKind::NotFound) {
            return refusalOf(variant.error());
        }
    }
    if (ref == alt) {
        return refusal("rejected", because("reference.allele_is_ref"));
    }
    const std::string contig = place ? place->contig : contigName;
    const BaseChange change = changeOf({ {}, contig, position, ref, alt });
    if (!ref.empty() && !alt.empty()) {
        const bool sameLength = change.ref.size() == change.alt.size();
        resolved.variant = sameLength
            ? Variant { m_assembly, contig, change.position, change.ref, change.alt }
            : Variant { m_assembly, contig, position, std::move(ref), std::move(alt) };
        resolved.query = regionQuery(*resolved.variant);
    } else {
        resolved.query = ServiceQuery { QueryKind::Region, ensemblLine(contig, change) };
    }
    const Facts facts { { "place", contigName + ":" + std::to_string(position) },
        { "assembly", m_assembly } };
    resolved.notLocal = notAnnotated("outside_local_reference",
        place ? because("reference.outside", facts) : because("reference.no_contig", facts));
    return resolved;
}

std::vector<ResolvedInput> InputResolver::resolveVcf(const InputItem& item) const
{
    const auto record = parseVcfLine(item.text);
    if (!record.ok()) {
        return { refusalOf(record.error()) };
    }
    std::vector<ResolvedInput> rows;
    for (std::size_t i = 0; i < record->alts.size(); ++i) {
        const std::string& alt = record->alts[i];
        if (alt == "." || alt == "*") {
            rows.push_back(refusal(
                "unsupported", alt == "." ? because("allele.none") : because("allele.star")));
        } else if (alt.find_first_of("<>[]") != std::string::npos || alt.starts_with('.')
            || alt.ends_with('.')) {
            ResolvedInput row;
            row.query = ServiceQuery { QueryKind::Region, item.text };
            row.notLocal =
                notAnnotated("unsupported", because("allele.symbolic_alt", { { "allele", alt } }));
            rows.push_back(std::move(row));
        } else {
            rows.push_back(resolveChange(record->contig, record->position, record->ref, alt));
        }
        if (record->alts.size() > 1) {
            rows.back().notes.push_back(
                "ALT " + numberOf(i + 1) + " of " + numberOf(record->alts.size()) + ": " + alt);
        }
    }
    return rows;
}

std::vector<ResolvedInput> InputResolver::resolveRegion(const InputItem& item) const
{
    auto region =
        item.kind == InputKind::Region ? parseRegion(item.text) : parseEnsemblDefault(item.text);
    if (!region.ok()) {
        return { refusalOf(region.error()) };
    }
    const bool minus = region->strand == Strand::Minus;
    const auto plusStrand = [&](const std::string& letters) {
        const std::string plain = letters == "-" ? std::string() : letters;
        return minus ? reverseComplement(plain) : plain;
    };
    const auto place = onContig(region->contig);
    const Range range { region->start, region->end };
    std::vector<ResolvedInput> rows;
    for (const std::string& allele : region->alleles) {
        const bool letters =
            allele == "-" || allele.find_first_not_of("ACGTN") == std::string::npos;
        std::optional<std::string> ref;
        if (item.kind == InputKind::EnsemblDefault) {
            ref = plusStrand(region->ref);
        } else if (range.length() == 0) {
            ref = "";
        } else if (place && m_reference.covers(place->assembly, place->contig, range)) {
            const auto there = m_reference.sequence(place->assembly, place->contig, range);
            ref = there.ok() ? std::optional(std::string(*there)) : std::nullopt;
        }
        if (ref && (letters || allele == "DEL" || allele == "DUP")) {
            const std::string alt = letters ? plusStrand(allele)
                : allele == "DUP"           ? *ref + *ref
                                            : std::string();
            rows.push_back(resolveChange(region->contig, region->start, *ref, alt));
            continue;
        }
        ResolvedInput row;
        row.query = ServiceQuery { QueryKind::Region, item.text };
        row.notLocal = letters
            ? notAnnotated("outside_local_reference",
                because("reference.outside",
                    { { "place", region->contig + ":" + std::to_string(region->start) },
                        { "assembly", m_assembly } }))
            : notAnnotated("unsupported", because("allele.symbolic", { { "allele", allele } }));
        rows.push_back(std::move(row));
    }
    return rows;
}

ResolvedInput InputResolver::resolveSpdi(const InputItem& item) const
{
    const auto spdi = parseSpdi(item.text);
    if (!spdi.ok()) {
        return refusalOf(spdi.error());
    }
    std::string deleted = spdi->deleted;
    if (spdi->deletedLength && *spdi->deletedLength > 0) {
        const auto place = onContig(spdi->sequence);
        const auto letters = place
            ? m_reference.sequence(place->assembly, place->contig,
                { spdi->position + 1, spdi->position + *spdi->deletedLength })
            : Result<std::string_view>(notFound("reference.not_covered", "not covered"));
        if (!letters.ok()) {
            ResolvedInput resolved;
            resolved.query = ServiceQuery { QueryKind::Region, item.text };
            resolved.notLocal = notAnnotated("outside_local_reference",
                because("reference.deleted_length", { { "name", spdi->sequence } }));
            return resolved;
        }
        deleted = *letters;
    }
    return resolveChange(spdi->sequence, spdi->position + 1, deleted, spdi->inserted);
}

ResolvedInput InputResolver::resolveHgvs(const InputItem& item) const
{
    const auto hgvs = parseHgvs(item.text);
    if (!hgvs.ok()) {
        return refusalOf(hgvs.error());
    }
    auto placed = placeHgvs(*hgvs, m_reference, m_assembly);
    ResolvedInput resolved;
    if (!placed.ok()) {
        const Error& error = placed.error();
        const bool unsupported = error.code == "hgvs.unsupported";
        if (error.kind != ErrorKind::NotFound && !unsupported) {
            return refusalOf(error);
        }
        resolved.query = ServiceQuery { QueryKind::Hgvs, item.text };
        resolved.notLocal = saidBy(error, unsupported ? "unsupported" : "outside_local_reference");
        return resolved;
    }
    if (placed->ambiguous()) {
        std::string list;
        for (const Variant& variant : placed->variants) {
            list += (list.empty() ? "" : ", ") + variant.contig + ":"
                + std::to_string(variant.position) + " " + variant.ref + ">" + variant.alt;
        }
        const bool protein = hgvs->type == HgvsType::Protein;
        const Facts facts { { "list", list } };
        return refusal("ambiguous",
            protein ? because("hgvs.several_codons", facts)
                    : because("hgvs.several_places", facts));
    }
    resolved.covered = true;
    resolved.variant = placed->variants.front();
    // A service does not know the gene's own reference by region; it may know the notation.
    resolved.query = resolved.variant->assembly == m_assembly
        ? regionQuery(*resolved.variant)
        : ServiceQuery { QueryKind::Hgvs, item.text };
    resolved.notes = placed->notes;
    return resolved;
}

std::vector<ResolvedInput> InputResolver::resolveSequence(
    const InputItem& item, const CancelCheck& cancelled) const
{
    const auto cleaned = cleanSequence(fastaBody(item.text));
    if (const auto* rejection = std::get_if<InputRejection>(&cleaned)) {
        return { refusal("rejected", rejection->why) };
    }
    const auto located = m_locator.locate(std::get<CleanSequence>(cleaned), m_assembly, cancelled);
    switch (located.state) {
    case LocatedState::Placed: break;
    case LocatedState::Ambiguous: return { refusal("ambiguous", located.why) };
    case LocatedState::TooLong: return { refusal("rejected", located.why) };
    case LocatedState::Cancelled: return { refusal("cancelled", located.why) };
    case LocatedState::NotAligned:
    case LocatedState::TooDifferent: return { refusal("not_aligned", located.why) };
    }
    if (located.variants.empty()) {
        return { refusal("no_difference", located.why) };
    }
    std::vector<ResolvedInput> rows;
    for (const Variant& variant : located.variants) {
        ResolvedInput row;
        row.variant = variant;
        row.covered = true;
        row.query = regionQuery(variant);
        row.notes.push_back(located.sentence);
        rows.push_back(std::move(row));
    }
    return rows;
}

std::vector<ResolvedInput> InputResolver::resolve(
    const InputItem& item, const CancelCheck& cancelled) const
{
    if (item.rejection) {
        return { refusal(NotAnnotated {
            "rejected", item.rejection->reason, std::nullopt, item.rejection->why }) };
    }
    switch (item.kind) {
    case InputKind::Vcf: return resolveVcf(item);
    case InputKind::EnsemblDefault:
    case InputKind::Region: return resolveRegion(item);
    case InputKind::Spdi: return { resolveSpdi(item) };
    case InputKind::Hgvs: return { resolveHgvs(item) };
    case InputKind::Fasta:
    case InputKind::Sequence: return resolveSequence(item, cancelled);
    case InputKind::Identifier: {
        ResolvedInput resolved;
        resolved.query = ServiceQuery { QueryKind::Id, item.text };
        resolved.notLocal = notAnnotated("unsupported", because("engine.id"));
        return { std::move(resolved) };
    }
    case InputKind::Unknown: break;
    }
    return { refusal("rejected", because("input.not_recognised")) };
}

} // namespace locus::genetics
