// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
// Linked into programs that hold a loop, by Locus::allocator; jemalloc reads it at their start (its
// manual, TUNING).

// An answer of a broker to a fetch is larger than what jemalloc gives back to the system at once,
// by default from 8 MiB on: every page of the next one would be new.
extern "C" const char* const malloc_conf; // NOLINT(readability-identifier-naming): jemalloc's name
const char* const malloc_conf = "oversize_threshold:0";
