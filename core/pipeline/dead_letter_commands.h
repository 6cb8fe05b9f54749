// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string_view>

namespace locus::pipeline {

// What a person may do with records that are held back, as commands of the loop (command.h: the
// same command id gets the same answer).
//
// redrive {"deadLetterId"}: applies the record again, in one transaction with the row's new state.
//   Works, then the rest of its lane follows by itself, in order, each row for itself, up to the
//   first that fails; records that arrive meanwhile line up. Fails: it stays parked, attempts + 1.
//   A record of ours that the bus refused as too large is put into the outbox again.
// editAndRedrive {"deadLetterId", "valueBase64", "reason"}: the same with another value, from now
//   on; the one that came stays in the row. Refused: nothing is kept of it.
// discard {"deadLetterId", "reason"}: it is never applied; what stood behind it follows as above.
//
// Answer of these: {"deadLetterId", "state": "redriven" | "discarded" | "open" | "waiting",
//   "attempts", "errorCode"?, "errorMessage"?, "next"?, "runId"?}. "next": id of what the lane
//   holds back now. "runId": it is another program's, and this run sends it back.
// Refusals: not_found "dead_letters.unknown"; refused "dead_letters.closed" with "state",
//   "dead_letters.not_first" with "first" (redrive or discard that one before),
//   "dead_letters.no_reason" with "field", "dead_letters.in_run" with "run"; invalid or poison: a
//   body that cannot be read.
//
// reveal {"deadLetterId", "reason"}: notes who saw the payload and why. Answer: {"deadLetterId"}.
//
// startRun (dead_letters::RedriveOrder): many, one after the other; redrive_runner.h carries it
//   out. Answer: {"runId", "letters"}. Refusals: "dead_letters.nothing_selected",
//   "dead_letters.too_many" with "allowed", "dead_letters.count_changed" with "letters",
//   "dead_letters.own_topic" with "field".
// pauseRun, resumeRun, cancelRun {"runId"}: answer {"runId", "state"}. Refusals: not_found
//   "dead_letters.unknown_run"; refused "dead_letters.run_over", with "state".
// step (dead_letters::RedriveStep): of the runner alone. Answer: {}.
//
// Octets, place and cause of the record stay in the row; who did what, when and why is added to
// store::DeadLetters::history().
inline constexpr std::string_view redriveCommand = "deadLetters.redrive";
inline constexpr std::string_view editCommand = "deadLetters.editAndRedrive";
inline constexpr std::string_view discardCommand = "deadLetters.discard";
inline constexpr std::string_view revealCommand = "deadLetters.reveal";
inline constexpr std::string_view startRunCommand = "deadLetters.startRun";
inline constexpr std::string_view pauseRunCommand = "deadLetters.pauseRun";
inline constexpr std::string_view resumeRunCommand = "deadLetters.resumeRun";
inline constexpr std::string_view cancelRunCommand = "deadLetters.cancelRun";
inline constexpr std::string_view redriveStepCommand = "deadLetters.step";

} // namespace locus::pipeline
