// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace locus {

// Files of a data folder that more than one room knows.
inline constexpr const char* storeFile = "locus.sqlite";
inline constexpr const char* busFile = "bus.sqlite"; // the embedded event log
inline constexpr const char* keysFile = "keys.sqlite"; // opens nothing without the master key
inline constexpr const char* witnessFile = "audit-witness.jsonl";

} // namespace locus
