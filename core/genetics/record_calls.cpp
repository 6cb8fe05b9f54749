// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/genetics/record_calls.h"

#include "core/genetics/biotype.h"

#include <utility>

namespace locus::genetics {
namespace {

using namespace consequence;

// Different transcripts share a call only if it names none.
bool sameSubject(const ConsequenceCall& a, const ConsequenceCall& b)
{
    const bool named = ((a.found | b.found) & ~(intron | nonCoding)) != 0;
    return (a.transcript == b.transcript || !named)
        && shortBiotype(a.transcript->biotype) == shortBiotype(b.transcript->biotype);
}

// Start or stop seen by overlap (without letters) and by sequence (with letters) is one call.
bool joinStartStop(ConsequenceCall& held, const ConsequenceCall& call)
{
    if ((call.found & startOrStop) == 0 || (held.found & startOrStop) == 0) {
        return false;
    }
    held.found |= call.found;
    held.found &= (held.found & stopRetained) != 0 ? ~(stopLost | synonymous) : ~0U;
    held.found &= (held.found & startRetained) != 0 ? ~(startLost | synonymous) : ~0U;
    if (held.letters.empty()) {
        held.letters = call.letters;
    }
    return true;
}

} // namespace

std::size_t RecordCalls::add(ConsequenceCall call)
{
    call.found = narrowed(call.found);
    const std::size_t held = (call.found & toldElsewhere) != 0 ? addReference(call)
        : (call.found & compound) != 0                         ? addCompound(call)
                                                               : addSimple(call);
    if (held == m_calls.size()) {
        m_calls.push_back(std::move(call));
    }
    return held;
}

std::size_t RecordCalls::addReference(const ConsequenceCall& call)
{
    for (std::size_t i = 0; i < m_calls.size(); ++i) {
        if ((call.found & startOrStop) != 0 && (m_calls[i].found & startOrStop) != 0) {
            m_calls[i] = call;
            return i;
        }
        if ((m_calls[i].found & toldElsewhere) != 0 && m_calls[i].toldAt == call.toldAt) {
            return i;
        }
    }
    return m_calls.size();
}

std::size_t RecordCalls::addCompound(const ConsequenceCall& call)
{
    for (std::size_t i = 0; i < m_calls.size(); ++i) {
        ConsequenceCall& held = m_calls[i];
        if (!sameSubject(call, held) || call.altIndex != held.altIndex
            || call.transcript->gene.id != held.transcript->gene.id
            || ((call.found ^ held.found) & upstreamStop) != 0) {
            continue;
        }
        if (call.letters.empty() != held.letters.empty()) {
            if (joinStartStop(held, call)) {
                return i;
            }
            continue;
        }
        if (call.letters == held.letters) {
            held.found |= call.found;
            return i;
        }
    }
    return m_calls.size();
}

std::size_t RecordCalls::addSimple(const ConsequenceCall& call)
{
    for (std::size_t i = 0; i < m_calls.size(); ++i) {
        ConsequenceCall& held = m_calls[i];
        if (!sameSubject(call, held)) {
            continue;
        }
        if ((held.found & compound) == 0) {
            held.found |= call.found;
            return i;
        }
        if ((held.found | call.found) == held.found) {
            return i;
        }
    }
    return m_calls.size();
}

} // namespace locus::genetics
