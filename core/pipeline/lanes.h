// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/store/dead_letters.h"

#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace locus::pipeline {

// Lanes that a dead letter blocks: later records of a lane park behind its first one, so that a
// lane's order survives a redrive. Thread contract: the loop's thread.
class Lanes
{
public:
    Status load(store::DeadLetters& letters);

    // Null: the lane is free. The empty lane always is.
    [[nodiscard]] const Uuid* blockedBy(const std::string& lane) const;
    void block(const std::string& lane, const Uuid& letter);
    void committed() { m_open.clear(); }
    void undone();

private:
    std::unordered_map<std::string, Uuid> m_blocked;
    std::vector<std::string> m_open; // blocked by the open transaction
};

} // namespace locus::pipeline
