// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QTimer>

#include <chrono>
#include <vector>

namespace locus::gateway {

// Whoever has more to do than one turn allows.
class TurnTaker
{
public:
    TurnTaker() = default;
    TurnTaker(const TurnTaker&) = delete;
    TurnTaker& operator=(const TurnTaker&) = delete;
    virtual ~TurnTaker() = default;

    // Does the least it can; true: there is more.
    virtual bool takeTurn() = 0;
};

// Who sends much waits for those who send little and not they for him: those here have their turns,
// one after the other, in passes of the event loop in which nobody else asked for anything, and
// every `patience` in any case. Thread contract: the gateway's thread.
class Turns
{
public:
    static constexpr std::chrono::microseconds patience { 500 };

    Turns();

    void join(TurnTaker& taker); // REQUIRES: it is not in it
    void leave(TurnTaker& taker);
    void noteOther() { m_hadOthers = true; } // somebody was served who is not in it

private:
    void take();

    std::vector<TurnTaker*> m_takers; // none: it left meanwhile
    bool m_hadOthers = false;
    std::chrono::steady_clock::time_point m_takenAt;
    QTimer m_pass;
};

} // namespace locus::gateway
