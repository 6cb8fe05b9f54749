// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/bytes.h"
#include "core/base/uuid.h"

#include <algorithm>

namespace locus::store {

// An id as its 16 octets: half the text, and its order is the time's. The view lives as long as
// `id`.
inline BytesView octetsOf(const Uuid& id)
{
    return { reinterpret_cast<const char*>(id.octets().data()), id.octets().size() };
}

inline Uuid uuidFromOctets(BytesView bytes)
{
    Uuid::Octets octets {};
    std::copy_n(bytes.begin(), std::min(bytes.size(), octets.size()),
        reinterpret_cast<char*>(octets.data()));
    return Uuid(octets);
}

} // namespace locus::store
