// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <cstdint>
#include <functional>
#include <string_view>

namespace locus {
class PayloadCodec;
}

namespace locus::store {

class Store;

struct Resealed
{
    std::int64_t events = 0;
    std::int64_t analyses = 0; // with their input, result and rows
    std::int64_t letters = 0; // and their edits
};

// Seals what a store of before sealing holds in the clear, in slices of one transaction each:
// killed in the middle each row is old or new, and both can be read; the next run goes on. What
// belongs to nobody (annotation cache, windows) and what soon goes (jobs) is left. `pass` is called
// behind every slice. REQUIRES: nobody else uses the store; `codec` is its own and seals. Errors:
// those of its parts.
Result<Resealed> reseal(Store& store, const PayloadCodec& codec,
    const std::function<void(std::string_view)>& pass = {});

} // namespace locus::store
