// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/genetics/haplotype_predictor.h"

#include "core/genetics/genetic_code.h"
#include "core/genetics/haplotype.h"
#include "core/genetics/record_caller.h"

#include <algorithm>
#include <map>
#include <memory>
#include <numeric>
#include <unordered_map>
#include <utility>

namespace locus::genetics {
namespace {

using namespace consequence;

void addIndex(std::vector<std::size_t>& indices, std::size_t index)
{
    const auto place = std::lower_bound(indices.begin(), indices.end(), index);
    if (place == indices.end() || *place != index) {
        indices.insert(place, index);
    }
}

// Records of one contig.
class ContigPredictor
{
public:
    ContigPredictor(const Reference& reference, std::string_view assembly,
        const std::vector<PhasedRecord>& records, const PredictionOptions& options,
        std::string_view contig)
        : m_reference(reference)
        , m_assembly(assembly)
        , m_records(records)
        , m_options(options)
        , m_window(reference, assembly, contig)
        , m_calls(records.size())
    {
        for (const PhasedRecord& record : records) {
            m_positions.push_back(record.position);
        }
    }

    void predict(std::size_t index, PredictedRecord& out)
    {
        const PhasedRecord& record = m_records[index];
        m_out[index] = &out;
        out.samples.resize(record.genotypes.size());
        const bool spanning =
            record.alts.size() == 1 && (record.alts[0].starts_with('*') || record.alts[0] == "<*>");
        if (record.alts.empty() || record.alts[0] == "." || spanning) {
            return;
        }
        if (!matchesReference(record)) {
            out.refMismatch = true;
            return;
        }
        if (record.alts[0].starts_with('<')) {
            predictSymbolic(index);
        } else {
            predictAlleles(index);
        }
    }

    void finish()
    {
        std::vector<State*> ordered;
        for (auto& [transcript, state] : m_states) {
            ordered.push_back(&state);
        }
        std::sort(ordered.begin(), ordered.end(), [](const State* a, const State* b) {
            const Transcript& x = a->model->transcript();
            const Transcript& y = b->model->transcript();
            return std::tie(x.span.end, x.id) < std::tie(y.span.end, y.id);
        });
        for (State* state : ordered) {
            for (std::size_t i = 0; i < state->haplotypes.size(); ++i) {
                state->haplotypes[i].tell(*state->model, m_positions, m_options.brief,
                    [&](std::size_t record, ConsequenceCall call) {
                        tellHaplotype(record, i, std::move(call));
                    });
            }
        }
        for (auto& [index, out] : m_out) {
            out->calls = m_calls[index].calls();
        }
    }

private:
    struct State
    {
        std::unique_ptr<TranscriptModel> model;
        std::vector<Haplotype> haplotypes;
    };

    State& stateOf(const Transcript* transcript)
    {
        State& state = m_states[transcript];
        if (!state.model) {
            state.model = std::make_unique<TranscriptModel>(m_window, *transcript);
        }
        return state;
    }

    [[nodiscard]] bool matchesReference(const PhasedRecord& record) const
    {
        for (std::size_t i = 0; i < record.ref.size(); ++i) {
            const char known = m_window.at(record.position + static_cast<std::int64_t>(i));
            if (!nucleotidesMatch(known, record.ref[i])) {
                return false;
            }
        }
        return true;
    }

    [[nodiscard]] std::vector<const Transcript*> touched(const PhasedRecord& record) const
    {
        const RecordAllele allele { record.position, record.ref, {} };
        return m_reference.transcriptsAt(m_assembly, record.contig, allele.reach());
    }

    // A call of the record itself belongs to every haplotype that carries its allele.
    void tellRecord(std::size_t index, ConsequenceCall call)
    {
        const int altIndex = call.altIndex;
        const std::size_t held = m_calls[index].add(std::move(call));
        const PhasedRecord& record = m_records[index];
        for (std::size_t sample = 0; altIndex > 0 && sample < record.genotypes.size(); ++sample) {
            const std::vector<int>& alleles = record.genotypes[sample];
            auto& calls = m_out[index]->samples[sample];
            if (!alleles.empty() && alleles[0] == altIndex) {
                addIndex(calls.first, held);
            }
            if (alleles.size() > 1 && alleles[1] == altIndex) {
                addIndex(calls.second, held);
            }
        }
    }

    void tellHaplotype(std::size_t index, std::size_t haplotype, ConsequenceCall call)
    {
        const std::size_t held = m_calls[index].add(std::move(call));
        if (!m_records[index].genotypes.empty()) {
            auto& calls = m_out[index]->samples[haplotype / 2];
            addIndex(haplotype % 2 == 0 ? calls.first : calls.second, held);
        }
    }

    void predictAlleles(std::size_t index)
    {
        const PhasedRecord& record = m_records[index];
        const auto transcripts = touched(record);
        const CallSink sink = [&](ConsequenceCall call) { tellRecord(index, std::move(call)); };
        bool hit = false;
        for (const Transcript* transcript : transcripts) {
            State& state = stateOf(transcript);
            hit = (m_options.local ? codingLocal(record, state, sink)
                                   : codingHaplotypes(index, state, sink))
                || hit;
        }
        const auto forAlleles = [&](const Transcript* transcript, auto&& ask) {
            const TranscriptModel& model = *stateOf(transcript).model;
            for (std::size_t i = 0; i < record.alts.size(); ++i) {
                if (isCallable(record.alts[i])) {
                    const RecordAllele allele { record.position, record.ref, record.alts[i] };
                    hit = ask(model, allele, static_cast<int>(i + 1)) || hit;
                }
            }
        };
        for (const Transcript* transcript : transcripts) {
            forAlleles(transcript, [&](const auto& model, const auto& allele, int alt) {
                return callUtr(model, allele, alt, sink);
            });
        }
        for (const Transcript* transcript : transcripts) {
            forAlleles(transcript, [&](const auto& model, const auto& allele, int alt) {
                return !model.cds().empty() && callSplice(model, allele, alt, sink);
            });
        }
        if (hit) {
            return;
        }
        for (const Transcript* transcript : transcripts) {
            forAlleles(transcript, [&](const auto& model, const auto& allele, int) {
                return callSpan(model, allele, sink);
            });
        }
    }

    bool codingLocal(const PhasedRecord& record, State& state, const CallSink& sink) const
    {
        bool hit = false;
        for (std::size_t i = 0; i < record.alts.size(); ++i) {
            const RecordAllele allele { record.position, record.ref, record.alts[i] };
            if (isCallable(record.alts[i])) {
                std::vector<CodingNode> nodes;
                hit = callCoding(*state.model, allele, static_cast<int>(i + 1), sink, nodes) || hit;
                for (const CodingNode& node : nodes) {
                    callAlone(*state.model, node, m_options.brief, sink);
                }
            }
        }
        return hit;
    }

    bool codingHaplotypes(std::size_t index, State& state, const CallSink& sink)
    {
        const PhasedRecord& record = m_records[index];
        const RecordAllele reach { record.position, record.ref, {} };
        const auto& cds = state.model->cds();
        const bool hit = state.model->isCoding()
            && std::any_of(cds.begin(), cds.end(),
                [&](const auto& part) { return part.range.overlaps(reach.reach()); });
        const std::size_t count = std::max<std::size_t>(2 * record.genotypes.size(), 1);
        if (!hit) {
            return false;
        }
        state.haplotypes.resize(std::max(count, state.haplotypes.size()));
        std::map<int, std::vector<CodingNode>> byAllele;
        for (std::size_t i = 0; i < count; ++i) {
            const int alt = alleleOn(record, i);
            if (alt < 1 || static_cast<std::size_t>(alt) > record.alts.size()
                || !isCallable(record.alts[static_cast<std::size_t>(alt - 1)])) {
                continue;
            }
            if (!byAllele.contains(alt)) {
                const RecordAllele allele { record.position, record.ref,
                    record.alts[static_cast<std::size_t>(alt - 1)] };
                callCoding(*state.model, allele, alt, sink, byAllele[alt]);
            }
            for (CodingNode node : byAllele[alt]) {
                node.record = index;
                state.haplotypes[i].add(std::move(node));
            }
        }
        return true;
    }

    static int alleleOn(const PhasedRecord& record, std::size_t haplotype)
    {
        if (record.genotypes.empty()) {
            return 1;
        }
        const std::vector<int>& alleles = record.genotypes[haplotype / 2];
        const bool known = alleles.size() <= 2 && haplotype % 2 < alleles.size() && alleles[0] >= 0;
        return known ? alleles[haplotype % 2] : -1;
    }

    void predictSymbolic(std::size_t index)
    {
        const PhasedRecord& record = m_records[index];
        const RecordAllele allele { record.position, std::string_view(record.ref).substr(0, 1),
            record.alts[0] };
        const auto transcripts = touched(record);
        const CallSink sink = [&](ConsequenceCall call) { tellRecord(index, std::move(call)); };
        const ConsequenceSet kind = symbolicKind(allele.alt);
        if (kind == 0) {
            return;
        }
        bool hit = false;
        for (const Transcript* transcript : transcripts) {
            const TranscriptModel& model = *stateOf(transcript).model;
            hit = callSymbolic(model, allele, sink) || hit;
            hit = (!model.cds().empty() && callSplice(model, allele, 1, sink, kind)) || hit;
        }
        for (const Transcript* transcript : transcripts) {
            if (!hit) {
                callSpan(*stateOf(transcript).model, allele, sink, kind);
            }
        }
    }

    const Reference& m_reference;
    std::string_view m_assembly;
    const std::vector<PhasedRecord>& m_records;
    PredictionOptions m_options;
    ReferenceWindow m_window;
    std::vector<RecordCalls> m_calls;
    std::vector<std::int64_t> m_positions;
    std::map<const Transcript*, State> m_states;
    std::map<std::size_t, PredictedRecord*> m_out;
};

} // namespace

std::vector<PredictedRecord> predictRecords(const Reference& reference, std::string_view assembly,
    const std::vector<PhasedRecord>& records, const PredictionOptions& options)
{
    std::vector<std::size_t> order(records.size());
    std::iota(order.begin(), order.end(), std::size_t { 0 });
    std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
        return std::tie(records[a].contig, records[a].position)
            < std::tie(records[b].contig, records[b].position);
    });
    std::vector<PredictedRecord> predicted(records.size());
    std::unique_ptr<ContigPredictor> current;
    std::string_view contig;
    for (const std::size_t index : order) {
        if (!current || records[index].contig != contig) {
            if (current) {
                current->finish();
            }
            contig = records[index].contig;
            current =
                std::make_unique<ContigPredictor>(reference, assembly, records, options, contig);
        }
        current->predict(index, predicted[index]);
    }
    if (current) {
        current->finish();
    }
    return predicted;
}

} // namespace locus::genetics
