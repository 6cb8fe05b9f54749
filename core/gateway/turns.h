// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QTimer>

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

    // Does a little; true: there is more.
    virtual bool takeTurn() = 0;
};

// One after the other, once in each pass of the event loop, so that who sends much waits for those
// who send little and not they for him. Thread contract: the gateway's thread.
class Turns
{
public:
    Turns();

    void join(TurnTaker& taker); // REQUIRES: it is not in it
    void leave(TurnTaker& taker);

private:
    void take();

    std::vector<TurnTaker*> m_takers; // none: it left meanwhile
    QTimer m_pass;
};

} // namespace locus::gateway
