// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/genetics/input_coverage.h"

#include "core/genetics/hgvs_parser.h"
#include "core/genetics/input_notation.h"
#include "core/genetics/spdi.h"
#include "core/genetics/vcf_reader.h"

#include <algorithm>
#include <optional>
#include <variant>

namespace locus::genetics {
namespace {

std::string_view withoutVersion(std::string_view id)
{
    return id.substr(0, id.rfind('.'));
}

bool holds(const CoverageKnowledge& knowledge, const std::string& name, std::int64_t position)
{
    const auto contig = knowledge.contigs.find(name);
    return contig != knowledge.contigs.end()
        && std::any_of(knowledge.intervals.begin(), knowledge.intervals.end(),
            [&](const CoveredInterval& interval) {
                return interval.contig == contig->second && interval.range.contains(position);
            });
}

bool holdsHgvs(const CoverageKnowledge& knowledge, const HgvsVariant& hgvs)
{
    if (const auto* protein = std::get_if<HgvsProteinChange>(&hgvs.change)) {
        return protein->edit.kind == HgvsProteinEditKind::Substitution
            && (knowledge.models.contains(hgvs.accession)
                || knowledge.models.contains(withoutVersion(hgvs.accession)));
    }
    const auto& change = std::get<HgvsNucleotideChange>(hgvs.change);
    if (hgvs.type == HgvsType::Rna || !change.interval.isExact()) {
        return false;
    }
    if (hgvs.type == HgvsType::Genomic || hgvs.type == HgvsType::Mitochondrial) {
        return holds(knowledge, hgvs.accession, change.interval.start.first.base);
    }
    return knowledge.models.contains(hgvs.accession)
        || (!hgvs.selector.empty() && knowledge.models.contains(hgvs.selector));
}

// Whether the local engine can be expected to answer; a sequence only after it was placed.
bool isLocal(const InputItem& item, const CoverageKnowledge& knowledge)
{
    switch (item.kind) {
    case InputKind::Vcf: {
        const auto record = parseVcfLine(item.text);
        return record.ok() && holds(knowledge, record->contig, record->position)
            && std::any_of(record->alts.begin(), record->alts.end(), isSequenceAllele);
    }
    case InputKind::EnsemblDefault:
    case InputKind::Region: {
        const auto region = item.kind == InputKind::Region ? parseRegion(item.text)
                                                           : parseEnsemblDefault(item.text);
        return region.ok() && holds(knowledge, region->contig, region->start)
            && region->alleles.front() != "INS" && region->alleles.front() != "TDUP";
    }
    case InputKind::Spdi: {
        const auto spdi = parseSpdi(item.text);
        return spdi.ok() && holds(knowledge, spdi->sequence, spdi->position + 1);
    }
    case InputKind::Hgvs: {
        const auto hgvs = parseHgvs(item.text);
        return hgvs.ok() && holdsHgvs(knowledge, *hgvs);
    }
    case InputKind::Fasta:
    case InputKind::Sequence: return !knowledge.intervals.empty();
    case InputKind::Identifier:
    case InputKind::Unknown: break;
    }
    return false;
}

} // namespace

CoverageKnowledge coverageOf(
    const Reference& reference, std::string_view assembly, bool serviceServes)
{
    CoverageKnowledge knowledge;
    knowledge.assembly = assembly;
    knowledge.service = serviceServes;
    for (const CoveredInterval& interval : reference.intervals()) {
        if (interval.assembly != assembly && interval.assembly != interval.contig) {
            continue;
        }
        knowledge.intervals.push_back(interval);
        for (const std::string& name : { interval.contig, "chr" + interval.contig,
                 reference.accession(interval.assembly, interval.contig) }) {
            knowledge.contigs.emplace(name, interval.contig);
        }
        for (const Transcript* transcript :
            reference.transcriptsAt(interval.assembly, interval.contig, interval.range)) {
            for (const std::string& id : { transcript->id, transcript->proteinId }) {
                if (!id.empty()) {
                    knowledge.models.insert(id);
                    knowledge.models.emplace(withoutVersion(id));
                }
            }
            knowledge.models.insert(transcript->gene.symbol);
        }
    }
    return knowledge;
}

CoverageVerdict whereAnnotated(const InputItem& item, const CoverageKnowledge& knowledge)
{
    if (item.rejection) {
        return { AnnotatedBy::Nobody, item.rejection->reason };
    }
    const bool local = isLocal(item, knowledge);
    if (item.kind == InputKind::Fasta || item.kind == InputKind::Sequence) {
        return local ? CoverageVerdict { AnnotatedBy::LocalIfPlaced, {} }
                     : CoverageVerdict { AnnotatedBy::Nobody,
                           "No reference is bundled that a sequence could be placed on." };
    }
    if (knowledge.service) {
        return { local ? AnnotatedBy::ServiceElseLocal : AnnotatedBy::Service, {} };
    }
    if (local) {
        return { AnnotatedBy::Local, {} };
    }
    return { AnnotatedBy::Nobody,
        "It lies outside what is bundled for " + knowledge.assembly
            + " and no annotation service is configured." };
}

} // namespace locus::genetics
