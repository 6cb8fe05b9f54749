// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/dead_letters/inbox.h"
#include "core/events/wire_record.h"

namespace locus::dead_letters {

// A header as people without the right to see payload may see it: its text only where its name
// says that it cannot quote any. Names that nobody knows are hidden.
ShownHeader shownHeader(const events::WireHeader& header);

} // namespace locus::dead_letters
