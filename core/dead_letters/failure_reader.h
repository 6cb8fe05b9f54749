// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/dead_letters/failure.h"
#include "core/events/wire_record.h"

namespace locus::dead_letters {

// What a record tells about its failure, from every framework's headers (`failure_headers.h`).
// Where several frameworks handed it on, the first one knows the original and the last one the
// latest error. Never fails: what cannot be read is empty and named in `malformed`.
Failure readFailure(const events::WireRecord& record);

// A name as people and frameworks give dead-letter topics: dlq, dlt, dead letter as a word of it.
bool isDeadLetterTopic(std::string_view topic);

} // namespace locus::dead_letters
