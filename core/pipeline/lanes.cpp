// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/pipeline/lanes.h"

#include "core/base/payload_codec.h"

#include <algorithm>

namespace locus::pipeline {

Status Lanes::load(store::DeadLetters& letters, const PayloadCodec* codec)
{
    m_codec = codec;
    LOCUS_TRY_VALUE(heads, letters.laneHeads());
    m_heads.clear();
    m_awaited.clear();
    for (store::LaneHead& head : heads) {
        set(head.lane, Head { head.id, head.moving, std::move(head.awaits) });
    }
    return {};
}

std::string Lanes::nameOf(const std::string& key) const
{
    return m_codec == nullptr ? key : m_codec->lookUp(key);
}

const Lanes::Head* Lanes::heldOf(const std::string& key) const
{
    return m_heads.empty() ? nullptr : held(nameOf(key));
}

const Lanes::Head* Lanes::held(const std::string& lane) const
{
    const auto at = m_heads.find(lane);
    return at == m_heads.end() ? nullptr : &at->second;
}

void Lanes::hold(const std::string& lane, Head head)
{
    const Head* const known = held(lane);
    m_before.emplace_back(lane, known == nullptr ? std::nullopt : std::optional(*known));
    set(lane, std::move(head));
}

void Lanes::release(const std::string& lane)
{
    if (const Head* const known = held(lane)) {
        m_before.emplace_back(lane, *known);
        set(lane, std::nullopt);
    }
}

std::vector<std::string> Lanes::awaiting(const std::string& stream) const
{
    std::vector<std::string> out;
    const auto [first, last] = m_awaited.equal_range(stream);
    std::transform(
        first, last, std::back_inserter(out), [](const auto& entry) { return entry.second; });
    return out;
}

void Lanes::undone()
{
    for (auto change = m_before.rbegin(); change != m_before.rend(); ++change) {
        set(change->first, std::move(change->second));
    }
    m_before.clear();
}

void Lanes::set(const std::string& lane, std::optional<Head> head)
{
    if (const auto known = m_heads.find(lane); known != m_heads.end()) {
        const auto [first, last] = m_awaited.equal_range(known->second.awaits);
        const auto entry =
            std::find_if(first, last, [&lane](const auto& one) { return one.second == lane; });
        if (entry != last) {
            m_awaited.erase(entry);
        }
        m_heads.erase(known);
    }
    if (!head || lane.empty()) {
        return;
    }
    if (head->moving && !head->awaits.empty()) {
        m_awaited.emplace(head->awaits, lane);
    }
    m_heads.emplace(lane, std::move(*head));
}

} // namespace locus::pipeline
