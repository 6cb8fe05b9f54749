// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/store/resealing.h"

#include <cstdint>
#include <string>

namespace locus::pipeline {

struct SealingState
{
    std::int64_t erasures = 0; // keys that are to go and have not gone yet
    bool isSealing = false; // rows of before sealing are being sealed
    store::Resealed sealed {}; // by this run, so far
    std::string trouble {}; // code and sentence of what failed last; empty: nothing
};

} // namespace locus::pipeline
