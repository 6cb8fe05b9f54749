// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/genetics/haplotype.h"

#include "core/genetics/record_caller.h"

#include <utility>

namespace locus::genetics {

using namespace consequence;

bool Haplotype::add(CodingNode node)
{
    if (!m_nodes.empty()) {
        const CodingNode& last = m_nodes.back();
        if (node.part == last.part && node.position < last.position + last.refLength) {
            return false;
        }
        if (node.offset < last.offset + last.refLength) {
            return false;
        }
    }
    m_nodes.push_back(std::move(node));
    return true;
}

void Haplotype::tell(const TranscriptModel& model, const std::vector<std::int64_t>& positions,
    int brief, const Tell& tell) const
{
    bool behindStop = false;
    const auto answer = [&](std::size_t record, ConsequenceSet found, int altIndex,
                            std::int64_t toldAt, std::string letters) {
        tell(record, { found, &model.transcript(), altIndex, toldAt, std::move(letters) });
    };
    const int altIndex = m_nodes.empty() ? 0 : m_nodes.back().altIndex;
    for (const Group& group : groups(model)) {
        ConsequenceSet before = 0;
        std::string records;
        for (std::size_t i = group.first; i <= group.last; ++i) {
            before |= m_nodes[i].found & compound;
            records += (records.empty() ? "" : "+") + m_nodes[i].told;
        }
        const CodingChange change =
            codingChange(model, m_nodes, group.first, group.last, group.lengthChange % 3 != 0);
        const SequenceTerms terms = termsOfChange(change, before,
            { group.lengthChange, group.anyIndel, group.first != group.last, false });
        const std::size_t teller = model.onMinus() ? group.last : group.first;
        const std::size_t record = m_nodes[teller].record;
        const ConsequenceSet found = terms.found | (behindStop ? upstreamStop : 0);
        behindStop = behindStop || change.altProtein.ends_with('*');
        if (terms.startLostOnly) {
            answer(record, found | (m_nodes[group.first].found & ~frameshift), altIndex, 0, {});
            continue;
        }
        answer(record, found, altIndex, 0,
            lettersOf(change, (found & synonymous) != 0, records, brief));
        for (std::size_t i = group.first; i <= group.last; ++i) {
            const CodingNode& node = m_nodes[i];
            if ((node.found & ~compound) != 0) {
                answer(node.record, node.found & ~compound, 0, 0, {});
            }
            if (i != teller) {
                answer(node.record, toldElsewhere | node.found, 0, positions[record], {});
            }
        }
    }
}

std::vector<Haplotype::Group> Haplotype::groups(const TranscriptModel& model) const
{
    std::vector<Group> found;
    const std::size_t count = m_nodes.size();
    const auto at = [&](std::size_t i) { return model.onMinus() ? count - 1 - i : i; };
    std::int64_t lengthChange = 0;
    bool anyIndel = false;
    std::size_t begin = 0;
    for (std::size_t i = 0; i < count; ++i) {
        lengthChange += m_nodes[at(i)].lengthChange;
        anyIndel = anyIndel || m_nodes[at(i)].lengthChange != 0;
        if (i + 1 < count && (lengthChange % 3 != 0 || sharesCodon(model, at(i), at(i + 1)))) {
            continue;
        }
        found.push_back(
            { std::min(at(begin), at(i)), std::max(at(begin), at(i)), lengthChange, anyIndel });
        begin = i + 1;
        lengthChange = 0;
        anyIndel = false;
    }
    return found;
}

// Whether the last base that `node` touches and the first of `next` (in transcript direction) lie
// in one codon of the changed transcript.
bool Haplotype::sharesCodon(const TranscriptModel& model, std::size_t node, std::size_t next) const
{
    std::int64_t shift = 0;
    std::int64_t total = model.codingLength();
    std::vector<std::int64_t> place;
    for (const CodingNode& each : m_nodes) {
        place.push_back(each.offset + shift);
        shift += each.lengthChange;
    }
    total += shift;
    const std::int64_t change = m_nodes[node].lengthChange;
    const std::int64_t nextChange = m_nodes[next].lengthChange;
    if (!model.onMinus()) {
        const std::int64_t last = place[node] + (change > 0 ? change : change < 0 ? 1 : 0);
        return last / 3 == place[next] / 3;
    }
    const std::int64_t last = total - 1 - place[node]
        + (change > 0        ? change - 1
                : change < 0 ? -change
                             : 0);
    const std::int64_t first = total - 1 - place[next] - (nextChange > 0 ? nextChange : 0);
    return last / 3 == first / 3;
}

} // namespace locus::genetics
