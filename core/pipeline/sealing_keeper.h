// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/instant.h"
#include "core/pipeline/loop_context.h"
#include "core/pipeline/sealing_state.h"

#include <cstdint>
#include <functional>
#include <memory>
#include <mutex>

namespace locus::metrics {
class Gauge;
}

namespace locus::pipeline {

// Erases keys behind the commits that ask for it, and seals in slices what an earlier store holds
// in the clear, while the loop has other work. Thread contract: the loop's thread; state() any.
class SealingKeeper
{
public:
    explicit SealingKeeper(LoopContext& context);

    // Carries out what a crash left undone, and sees whether something stands in the clear.
    Status load();
    // Behind a commit: events up to `position` leave first, then nothing of those people is in
    // memory, then their keys go. What fails is tried again by maintain().
    void erase(std::int64_t position);
    // At every turn of the loop. REQUIRES: no transaction is open.
    Status maintain();
    // The loop need not turn for this long.
    [[nodiscard]] Duration rest() const;
    [[nodiscard]] SealingState state() const;

private:
    void waitForRelays(std::int64_t position) const;
    Status carryOut();
    Status sealSome();
    Status giveUp(const Error& error);
    void note(const std::function<void(SealingState&)>& change);

    LoopContext& m_context;
    std::unique_ptr<store::Resealing> m_resealing; // null: nothing stands in the clear
    Duration m_next {}; // when maintain() has something to do
    bool m_waits = false; // keys
    metrics::Gauge& m_erasures;
    metrics::Gauge& m_inClear;
    mutable std::mutex m_mutex; // guards m_state
    SealingState m_state;
};

} // namespace locus::pipeline
