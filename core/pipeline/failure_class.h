// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/error.h"

#include <cstdint>
#include <string_view>

namespace locus::pipeline {

// What becomes of an input whose handling failed: the one table of the core.
enum class FailureClass : std::uint8_t
{
    Retriable, // its partition waits and tries again, order kept
    Poison, // undone and parked; the rest goes on
    StoreTrouble, // the whole transaction is undone and tried again: disk full, I/O error
    Fatal, // the core stops with a named reason
};

FailureClass classify(const Error& error);
std::string_view toString(FailureClass failure); // "retriable" "poison" "store" "fatal"

} // namespace locus::pipeline
