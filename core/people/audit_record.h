// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/instant.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace locus::people {

// The numbers stand in stores and in the chain: none is ever given another meaning.
enum class AuditKind : std::uint8_t
{
    Command = 1, // a command that was carried out
    Refusal = 2, // a command or a call that was not
    SignIn = 3,
    SignOut = 4,
    Read = 5, // of a patient's data
    Export = 6,
    Reveal = 7, // of something that was masked
    Configuration = 8, // of people, rights, secrets, retention
    System = 9 // by the core itself
};
std::string_view toString(AuditKind kind); // "command" "refusal" "signIn" ...
std::optional<AuditKind> auditKindFrom(std::string_view text);

// How the record's time stands to the one before it.
enum class AuditClock : std::uint8_t
{
    Steady = 0, // not before it
    SteppedBack = 1, // before it: the clock was set back
    Jumped = 2 // the clock was seen to jump forward shortly before
};
std::string_view toString(AuditClock clock); // "steady" "steppedBack" "jumped"

inline constexpr const char* auditOk = "ok"; // the outcome of what went well
// By the core itself: the trail's key is another one from here on.
inline constexpr const char* auditKeyChanged = "audit.keyChanged";

// The sentence of that record; the verifier reads the names of the keys out of it.
std::string auditKeyChange(std::string_view oldKey, std::string_view newKey); // hexadecimal
// By the core itself: records are kept for another time from here on.
inline constexpr const char* auditRetentionChanged = "audit.retentionChanged";

// What somebody did, as the one who saw it knows it. Never a payload.
struct AuditNote
{
    AuditKind kind = AuditKind::Command;
    std::string action; // the RPC method, or a verb of the core's: "analyses.submit"
    std::string actor; // user or service account; empty: nobody known
    std::string onBehalfOf {};
    std::string roles {}; // "clinician,coordinator"
    std::string address {}; // where the call came from
    std::string purpose {}; // the reason a person gave
    std::string entity {}; // "Analysis/<id>"; never what identifies a person
    std::string outcome { auditOk }; // or the error's code
    // What identifies a person; sealed on the disk.
    std::string subject {}; // patient reference
    std::vector<std::pair<std::string, std::string>> detail {};
};

struct AuditRecord
{
    std::int64_t number = 0; // from 1, without gaps
    Instant time {}; // as the clock showed it
    AuditClock clock = AuditClock::Steady;
    AuditNote note {};
    bool forgotten = false; // subject and detail: their key is gone
    std::string hash {}; // of the chain at this record, hexadecimal
};

} // namespace locus::people
