// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/instant.h"

#include <algorithm>
#include <cstdint>

namespace locus::gateway {

// A rate with a burst: `capacity` at once, refilled over `period`. Takes the time, never asks for
// it.
class TokenBucket
{
public:
    TokenBucket(std::int64_t capacity, Duration period)
        : m_capacity(std::max<std::int64_t>(1, capacity))
        , m_perToken(period / m_capacity)
        , m_tokens(m_capacity)
    { }

    bool take(Duration now)
    {
        refill(now);
        if (m_tokens == 0) {
            return false;
        }
        --m_tokens;
        return true;
    }

    // How long until the next token; zero if there is one.
    [[nodiscard]] Duration wait(Duration now) const
    {
        return m_tokens > 0 ? Duration::zero() : m_refilled + m_perToken - now;
    }

private:
    void refill(Duration now)
    {
        if (m_tokens == m_capacity) {
            m_refilled = now;
            return;
        }
        const std::int64_t gained = (now - m_refilled) / std::max(m_perToken, Duration(1));
        m_tokens = std::min(m_capacity, m_tokens + gained);
        m_refilled += gained * m_perToken;
    }

    std::int64_t m_capacity;
    Duration m_perToken;
    std::int64_t m_tokens;
    Duration m_refilled { 0 };
};

} // namespace locus::gateway
