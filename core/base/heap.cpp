// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/heap.h"

#if defined(__GLIBC__)
#include <malloc.h>
#endif

namespace locus {

void keepFreedMemory()
{
#if defined(__GLIBC__)
    constexpr int kept = 8 * 1024 * 1024;
    // The second one too: setting either ends the library's own adjusting of both.
    mallopt(M_TRIM_THRESHOLD, kept);
    mallopt(M_MMAP_THRESHOLD, kept);
#endif
}

} // namespace locus
