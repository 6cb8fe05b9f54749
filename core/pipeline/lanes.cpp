// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/pipeline/lanes.h"

namespace locus::pipeline {

Status Lanes::load(store::DeadLetters& letters)
{
    LOCUS_TRY_VALUE(parked, letters.parkedLanes());
    m_blocked.clear();
    for (auto& [lane, first] : parked) {
        m_blocked.try_emplace(std::move(lane), first);
    }
    return {};
}

const Uuid* Lanes::blockedBy(const std::string& lane) const
{
    const auto at = m_blocked.find(lane);
    return at == m_blocked.end() ? nullptr : &at->second;
}

void Lanes::block(const std::string& lane, const Uuid& letter)
{
    if (!lane.empty() && m_blocked.try_emplace(lane, letter).second) {
        m_open.push_back(lane);
    }
}

void Lanes::undone()
{
    for (const std::string& lane : m_open) {
        m_blocked.erase(lane);
    }
    m_open.clear();
}

} // namespace locus::pipeline
