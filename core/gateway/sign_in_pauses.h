// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/instant.h"

#include <cstdint>
#include <map>
#include <string>

namespace locus {
class Clock;
}

namespace locus::gateway {

// Failures by the name that was tried, whether anybody has it or not, so that a pause does not tell
// who has an account; one try of a name at a time. Kept for as long as the longest pause: within it
// no more names can be tried than fit here, since two hashes run at once. What belongs to an
// account is stored with it too. Thread contract: the gateway's thread.
class SignInPauses
{
public:
    explicit SignInPauses(const Clock& clock)
        : m_clock(clock)
    { }

    // How long this name has to wait; zero: it may be tried now.
    Duration begin(const std::string& name);
    // The try is over and was none: nothing counts.
    void leave(const std::string& name);
    // The try failed, behind as many failures as are stored; the pause from now on.
    Duration fail(const std::string& name, std::int64_t storedFailures);
    void succeed(const std::string& name);

private:
    struct Tried
    {
        std::int64_t failures = 0;
        Duration until { 0 }; // monotonic
        bool underWay = false;
    };
    void forgetOld();

    const Clock& m_clock;
    std::map<std::string, Tried> m_tried;
};

} // namespace locus::gateway
