// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/payload_codec.h"

#include <optional>

namespace locus::store {

// What a row holds; nothing if the key of its person was erased.
inline Result<std::optional<Bytes>> openIfKept(const PayloadCodec& codec, BytesView sealed)
{
    auto opened = codec.open(sealed);
    if (opened.ok()) {
        return std::optional(std::move(opened).value());
    }
    if (opened.error().kind == ErrorKind::NotFound) {
        return std::optional<Bytes>();
    }
    return opened.error();
}

} // namespace locus::store
