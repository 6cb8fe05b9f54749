// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <filesystem>

namespace locus {
class PayloadCodec;
}

namespace locus::bus::embedded {

// Seals the records that stand in the clear in an event log, each under its key, in transactions of
// some segments: killed in the middle each segment is old or new, and both can be read. REQUIRES:
// the log was closed cleanly. Errors: conflict "lock.held", others as sqlite::sqliteError().
Status resealLog(const std::filesystem::path& file, const PayloadCodec& codec);

} // namespace locus::bus::embedded
