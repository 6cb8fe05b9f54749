// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/bytes.h"

#include <optional>

namespace locus {

// RFC 4648 with padding; nothing else is read: no line breaks, no missing padding, no stray bits.
Bytes toBase64(BytesView bytes);
std::optional<Bytes> fromBase64(BytesView text);

} // namespace locus
