// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/gateway/methods.h"
#include "core/gateway/rpc_table.h"
#include "core/genetics/input_coverage.h"
#include "core/genetics/reference.h"
#include "core/protocol/reference_messages.h"

#include <algorithm>

namespace locus::gateway {

using genetics::Reference;

namespace {

constexpr std::int64_t longestSequence = 20'000;
constexpr std::size_t mostTranscripts = 200;

protocol::ReferenceTranscript toMessage(
    const std::string& assembly, const genetics::Transcript& transcript)
{
    protocol::ReferenceTranscript out;
    out.id = transcript.id;
    out.assembly = assembly;
    out.contig = transcript.contig;
    out.span = transcript.span;
    out.strand = static_cast<int>(transcript.strand);
    out.geneId = transcript.gene.id;
    out.geneSymbol = transcript.gene.symbol;
    out.biotype = transcript.biotype;
    out.proteinId = transcript.proteinId;
    out.exons = transcript.exons;
    out.cds = transcript.cds;
    return out;
}

protocol::ReferencePlace transcriptsNamed(const Reference& reference, const std::string& id)
{
    protocol::ReferencePlace place;
    for (const auto& found : reference.findTranscripts(id)) {
        if (place.transcripts.size() < mostTranscripts) {
            place.transcripts.push_back(toMessage(found.assembly, *found.transcript));
        }
    }
    place.covered = !place.transcripts.empty();
    if (place.covered) {
        const auto& first = place.transcripts.front();
        place.contig = first.contig;
        place.accession = reference.accession(first.assembly, first.contig);
    }
    return place;
}

protocol::ReferencePlace placeAt(const Reference& reference, const protocol::ReferenceLookup& asked)
{
    protocol::ReferencePlace place;
    const auto contig = reference.canonicalContig(asked.assembly, asked.contig);
    if (!contig) {
        return place;
    }
    place.contig = *contig;
    place.accession = reference.accession(asked.assembly, *contig);
    place.covered = reference.covers(asked.assembly, *contig, asked.range);
    if (!place.covered) {
        return place;
    }
    if (asked.range.length() <= longestSequence) {
        const auto letters = reference.sequence(asked.assembly, *contig, asked.range);
        place.sequence = letters.ok() ? std::string(*letters) : std::string();
    }
    for (const auto* transcript : reference.transcriptsAt(asked.assembly, *contig, asked.range)) {
        if (place.transcripts.size() < mostTranscripts) {
            place.transcripts.push_back(toMessage(asked.assembly, *transcript));
        }
    }
    return place;
}

protocol::ReferenceIntervals coverage(
    const Reference* reference, const std::vector<std::string>& services, const std::string& asked)
{
    protocol::ReferenceIntervals answer { {}, services };
    const bool served = std::find(services.begin(), services.end(), asked) != services.end();
    if (reference != nullptr) {
        answer.intervals = reference->intervals();
        if (!asked.empty()) {
            answer.knowledge = genetics::coverageOf(*reference, asked, served);
        }
    } else if (!asked.empty()) {
        answer.knowledge = genetics::CoverageKnowledge { asked, {}, {}, {}, served };
    }
    return answer;
}

Error noReference()
{
    return notFound("reference.absent", "this core runs without a local reference");
}

} // namespace

void addReferenceMethods(RpcTable& table, const std::shared_ptr<const Reference>& reference,
    const std::vector<std::string>& serviceAssemblies)
{
    table.add(protocol::ReferenceCoverage::method,
        [reference, serviceAssemblies](const Call& call, const Reply& reply) {
            const auto message = protocol::ReferenceCoverage::fromJson(call.params);
            if (!message.ok()) {
                reply(message.error());
                return;
            }
            reply(coverage(reference.get(), serviceAssemblies, message->assembly).toJson());
        });
    table.add(protocol::ReferenceLookup::method, [reference](const Call& call, const Reply& reply) {
        const auto message = protocol::ReferenceLookup::fromJson(call.params);
        if (!message.ok()) {
            reply(message.error());
        } else if (!reference) {
            reply(noReference());
        } else {
            reply((message->transcript.empty() ? placeAt(*reference, *message)
                                               : transcriptsNamed(*reference, message->transcript))
                      .toJson());
        }
    });
}

} // namespace locus::gateway
