// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/events/event_factory.h"
#include "core/people/audit_checkpoint.h"
#include "core/people/audit_record.h"
#include "core/people/audit_retention.h"
#include "core/pipeline/command.h"
#include "core/pipeline/input_work.h"

#include <optional>
#include <string_view>
#include <vector>

namespace locus::pipeline {

// Writes the audit trail into the loop's transactions, and signs where it stands every 1,000
// records or a second after a record that no checkpoint covers. Thread contract: the loop's thread.
class AuditKeeper
{
public:
    explicit AuditKeeper(LoopContext& context);

    // Before the first turn, outside a transaction: notes a new key, and tells the witness what it
    // missed.
    Status load();

    static people::AuditNote noteOf(const Command& command, const Answer& given);
    // Into the open transaction.
    Status note(const people::AuditNote& note);
    Status note(const Command& command, const Answer& given);

    enum class When : std::uint8_t
    {
        Due,
        Now // the core ends: what it did last is signed too
    };
    [[nodiscard]] bool isDue(When when = When::Due);
    // audit.setRetention and audit.changeKey, each told by a record of its own. Answers: {"years"},
    // {"publicKey"}. Refusals: invalid "audit.bad_retention", refused "audit.not_signed".
    [[nodiscard]] static bool handles(std::string_view command);
    Answer onCommand(const Command& command, InputWork& work);
    [[nodiscard]] Result<Measured> measure(const Command& command) const;

    // Signs, if that is due, into the open transaction; the event goes out with it.
    Status checkpoint(InputWork& work, When when = When::Due);
    void committed();
    void undone();

    // Forgets what has been kept for its time (six years, or longer), unless the clock has jumped.
    // Outside a transaction.
    Status prune();

private:
    [[nodiscard]] bool hasJumped() const;
    Answer setRetention(const Command& command, InputWork& work);
    Answer changeKey(const Command& command, InputWork& work);
    Status sign(Effects& effects);
    Status publish(const people::AuditCheckpoint& checkpoint, Effects& effects) const;

    LoopContext& m_context;
    std::optional<events::EventFactory> m_factory; // none: nobody signs
    std::int64_t m_covered = 0; // up to this record there is a checkpoint
    std::optional<Duration> m_uncoveredSince; // by the steady clock
    std::int64_t m_years = people::leastAuditYears; // that records are kept
    std::vector<people::AuditCheckpoint> m_open; // of the open transaction
    std::optional<people::AuditSigner> m_next; // signs from the open transaction's commit on
    std::optional<std::int64_t> m_nextYears; // the same of m_years
};

} // namespace locus::pipeline
