// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/dead_letters/failure.h"
#include "core/events/wire_record.h"

namespace locus::dead_letters {

// The failure that the headers of one family tell; nothing where they tell of none.
std::optional<Failure> readFamily(const events::WireRecord& record, Family family);

} // namespace locus::dead_letters
