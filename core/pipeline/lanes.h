// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/store/dead_letters.h"

#include <optional>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

namespace locus {
class PayloadCodec;
}

namespace locus::pipeline {

// Lanes that are held back, by their first record: later ones line up behind it, so that a lane's
// order survives. The empty lane never is. Thread contract: the loop's thread.
class Lanes
{
public:
    struct Head
    {
        Uuid first;
        bool moving = false; // a timer tries it again; false: parked until a person decides
        std::string awaits {}; // stream that must begin first
    };

    // `codec` (may be null) makes the names of lanes, so that rows tell nobody; it outlives this.
    Status load(store::DeadLetters& letters, const PayloadCodec* codec);

    // The name under which the lane of a record key or aggregate is held.
    [[nodiscard]] std::string nameOf(const std::string& key) const;
    // Null: the lane of that record key or aggregate is free.
    [[nodiscard]] const Head* heldOf(const std::string& key) const;
    // Null: the lane is free.
    [[nodiscard]] const Head* held(const std::string& lane) const;
    void hold(const std::string& lane, Head head);
    void release(const std::string& lane);
    // Moving lanes whose first record waits for this stream.
    [[nodiscard]] std::vector<std::string> awaiting(const std::string& stream) const;

    // Of the open transaction.
    void committed() { m_before.clear(); }
    void undone();

private:
    void set(const std::string& lane, std::optional<Head> head);

    const PayloadCodec* m_codec = nullptr;
    std::unordered_map<std::string, Head> m_heads;
    std::unordered_multimap<std::string, std::string> m_awaited; // stream: lane
    std::vector<std::pair<std::string, std::optional<Head>>> m_before; // what was changed
};

} // namespace locus::pipeline
