// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/gateway/sign_in_pauses.h"

#include "core/base/clock.h"
#include "core/people/sign_in_rules.h"

#include <algorithm>

namespace locus::gateway {

namespace {

// Thirty a second for fifteen minutes are 27,000.
constexpr std::size_t mostNames = 32'768;
constexpr Duration whileAnotherTries = std::chrono::seconds(1);

} // namespace

void SignInPauses::forgetOld()
{
    const Duration now = m_clock.monotonic();
    std::erase_if(m_tried, [now](const auto& entry) {
        return !entry.second.underWay && entry.second.until + people::longestSignInPause <= now;
    });
}

Duration SignInPauses::begin(const std::string& name)
{
    if (m_tried.size() >= mostNames) {
        forgetOld();
    }
    if (m_tried.size() >= mostNames && !m_tried.contains(name)) {
        return people::signInPause(4);
    }
    Tried& tried = m_tried[name];
    if (tried.underWay) {
        return whileAnotherTries;
    }
    const Duration wait = tried.until - m_clock.monotonic();
    if (wait > Duration(0)) {
        return wait;
    }
    tried.underWay = true;
    return Duration(0);
}

void SignInPauses::leave(const std::string& name)
{
    Tried& tried = m_tried[name];
    tried.underWay = false;
    if (tried.failures == 0) {
        m_tried.erase(name);
    }
}

Duration SignInPauses::fail(const std::string& name, std::int64_t storedFailures)
{
    Tried& tried = m_tried[name];
    tried.underWay = false;
    tried.failures = std::max(tried.failures, storedFailures) + 1;
    const Duration pause = people::signInPause(tried.failures);
    tried.until = m_clock.monotonic() + pause;
    return pause;
}

void SignInPauses::succeed(const std::string& name)
{
    m_tried.erase(name);
}

} // namespace locus::gateway
