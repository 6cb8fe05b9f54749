// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string_view>

namespace locus::pipeline {

// What a person may do with one record that is held back, as commands of the loop (command.h: the
// same command id gets the same answer). Whoever redrives many sends many of these.
//
// redrive {"deadLetterId"}: applies the record again, in one transaction with the row's new state.
//   Works, then the rest of its lane follows by itself, in order, each row for itself, up to the
//   first that fails; records that arrive meanwhile line up. Fails: it stays parked, attempts + 1.
//   A record of ours that the bus refused as too large is put into the outbox again.
// discard {"deadLetterId", "reason"}: it is never applied; what stood behind it follows as above.
//
// Answer of both: {"deadLetterId", "state": "redriven" | "discarded" | "open" | "waiting",
//   "attempts", "errorCode"?, "errorMessage"?, "next"?}. "next": id of what the lane holds back
//   now.
// Refusals: not_found "dead_letters.unknown"; refused "dead_letters.closed" with "state",
//   "dead_letters.not_first" with "first" (redrive or discard that one before),
//   "dead_letters.no_reason" with "field"; invalid or poison: a body that cannot be read.
//
// Octets, place and cause of the record stay in the row; who did what, when and why is added to
// store::DeadLetters::history().
inline constexpr std::string_view redriveCommand = "deadLetters.redrive";
inline constexpr std::string_view discardCommand = "deadLetters.discard";

} // namespace locus::pipeline
