// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
// Linked into programs that hold a loop, by Locus::allocator; jemalloc reads it at their start (its
// manual, TUNING).

// An answer of a broker to a fetch is larger than what jemalloc gives back to the system at once,
// by default from 8 MiB on: every page of the next one would be new. And a record is taken by one
// thread and given back by another: few arenas and deep caches bring its memory back warm.
extern "C" const char* const malloc_conf; // NOLINT(readability-identifier-naming): jemalloc's name
const char* const malloc_conf = "oversize_threshold:0,narenas:2,lg_tcache_nslots_mul:4,"
                                "tcache_nslots_small_max:1000";
