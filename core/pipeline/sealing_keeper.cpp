// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/pipeline/sealing_keeper.h"

#include "core/base/clock.h"
#include "core/base/log.h"
#include "core/base/payload_codec.h"
#include "core/metrics/registry.h"
#include "core/pipeline/failure_class.h"
#include "core/pipeline/outbox_source.h"
#include "core/store/store.h"

#include <algorithm>
#include <thread>

namespace locus::pipeline {

namespace {

constexpr Duration longest = std::chrono::hours(1);
constexpr Duration tryAgain = std::chrono::seconds(1);
constexpr int restFactor = 4; // a fifth of the loop's time at most
constexpr std::chrono::milliseconds relayTurn { 1 };
constexpr int relayTurns = 2000;

} // namespace

SealingKeeper::SealingKeeper(LoopContext& context)
    : m_context(context)
    , m_erasures(context.metrics.gauge(
          "erasures_waiting", "Keys of erased people that could not be taken away yet"))
    , m_inClear(context.metrics.gauge(
          "sealing_in_progress", "1 while what was stored before sealing is being sealed"))
{ }

Status SealingKeeper::load()
{
    LOCUS_TRY(carryOut()); // a crash came between a commit and its keys
    if (m_context.codec == nullptr || !m_context.codec->seals()) {
        return {};
    }
    LOCUS_TRY_VALUE(resealing, store::Resealing::begin(m_context.store, *m_context.codec));
    m_resealing = std::move(resealing);
    m_inClear.set(m_resealing ? 1 : 0);
    note([this](SealingState& state) { state.isSealing = m_resealing != nullptr; });
    return {};
}

void SealingKeeper::note(const std::function<void(SealingState&)>& change)
{
    const std::lock_guard lock(m_mutex);
    change(m_state);
}

SealingState SealingKeeper::state() const
{
    const std::lock_guard lock(m_mutex);
    return m_state;
}

// What the relay has in its hands would be sealed anew on an embedded bus, under a key that nobody
// erases. A bus that is away for longer is a cluster, which Locus does not seal.
void SealingKeeper::waitForRelays(std::int64_t position) const
{
    for (int turn = 0; m_context.eventOutbox != nullptr && turn < relayTurns; ++turn) {
        const bool gone = std::all_of(
            m_context.outboxes.begin(), m_context.outboxes.end(), [&](const OutboxCursor& outbox) {
                return outbox.source != m_context.eventOutbox->name()
                    || outbox.acknowledged() >= position;
            });
        if (gone) {
            return;
        }
        std::this_thread::sleep_for(relayTurn);
    }
}

void SealingKeeper::erase(std::int64_t position)
{
    waitForRelays(position);
    if (m_context.eventOutbox != nullptr) {
        m_context.eventOutbox->lost();
    }
    for (Role* role : m_context.roles) {
        role->forget();
    }
    if (const Status done = carryOut(); !done.ok()) {
        log::error("sealing.erase_failed", { { "code", done.error().code } });
    }
}

// Errors: those that the loop cannot go on with.
Status SealingKeeper::carryOut()
{
    store::Erasures& erasures = m_context.store.erasures;
    LOCUS_TRY_VALUE(before, erasures.waiting());
    if (before == 0) {
        return {};
    }
    const Status done = erasures.carryOut();
    LOCUS_TRY_VALUE(waiting, erasures.waiting());
    m_waits = waiting > 0;
    m_next = m_context.clock.monotonic() + tryAgain;
    m_erasures.set(static_cast<double>(waiting));
    note([&](SealingState& state) {
        state.erasures = waiting;
        state.trouble = done.ok() ? std::string() : done.error().code + ": " + done.error().message;
    });
    if (!done.ok() && classify(done.error()) == FailureClass::Fatal) {
        return done;
    }
    return {};
}

Status SealingKeeper::sealSome()
{
    const Duration start = m_context.clock.monotonic();
    const Result<bool> more = m_resealing->go();
    const Duration now = m_context.clock.monotonic();
    m_next = now + restFactor * (now - start);
    if (!more.ok()) {
        return giveUp(more.error());
    }
    pass(m_context.killPoint, "rows_sealed");
    note([&](SealingState& state) {
        state.sealed = m_resealing->done();
        state.isSealing = *more;
    });
    if (!*more) {
        log::info("sealing.all_sealed");
        m_resealing.reset();
        m_inClear.set(0);
    }
    return {};
}

// A row that cannot be read stops the pass, and not the core: the next start tries it again.
Status SealingKeeper::giveUp(const Error& error)
{
    note([&](SealingState& state) { state.trouble = error.code + ": " + error.message; });
    if (classify(error) == FailureClass::StoreTrouble) {
        return error;
    }
    log::error("sealing.pass_failed", { { "code", error.code } });
    m_resealing.reset();
    return {};
}

Status SealingKeeper::maintain()
{
    if ((!m_waits && !m_resealing) || m_context.clock.monotonic() < m_next) {
        return {};
    }
    return m_waits ? carryOut() : sealSome();
}

Duration SealingKeeper::rest() const
{
    return m_waits || m_resealing ? std::max(m_next - m_context.clock.monotonic(), Duration::zero())
                                  : longest;
}

} // namespace locus::pipeline
