// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/bytes.h"
#include "core/dead_letters/stack_trace.h"

#include <vector>

namespace locus::dead_letters {

// A Throwable as Java's object serialization wrote it (protocol version 2, "Object Serialization
// Stream Protocol"), and its causes, outermost first. Nothing is made of what the stream holds:
// classes stay names. Empty where the stream is cut, too deep, or holds anything else.
std::vector<TracedException> readJavaException(BytesView stream);

} // namespace locus::dead_letters
