// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/error.h"

#include <cstdint>
#include <string>
#include <string_view>

namespace locus::pipeline {

// What becomes of an input whose handling failed: the one table of the core.
enum class FailureClass : std::uint8_t
{
    Retriable, // its partition waits and tries again, order kept
    Waiting, // about an entity not yet known: its lane waits, the partition goes on
    Poison, // undone and parked; the rest goes on
    StoreTrouble, // the whole transaction is undone and tried again: disk full, I/O error
    Fatal, // the core stops with a named reason
};

// Names, in an error's context, the stream that must begin first.
inline constexpr const char* awaitsFact = "awaits";
// An event cannot be applied before `stream` ("<Entity>/<id>") begins: it waits in its lane until
// then, and becomes a dead letter if that takes too long.
Error awaiting(std::string code, std::string message, std::string stream);

FailureClass classify(const Error& error);
std::string_view toString(FailureClass failure); // "retriable" "waiting" "poison" "store" "fatal"

} // namespace locus::pipeline
