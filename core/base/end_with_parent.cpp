// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/end_with_parent.h"

#ifdef __linux__
#include <csignal>

#include <sys/prctl.h>
#include <unistd.h>
#endif

namespace locus {

std::function<void()> endWithParent()
{
#ifdef __linux__
    return [parent = ::getpid()] {
        ::prctl(PR_SET_PDEATHSIG, SIGKILL);
        if (::getppid() != parent) { // it was faster
            ::_exit(1);
        }
    };
#else
    return [] {};
#endif
}

} // namespace locus
