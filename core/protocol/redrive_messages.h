// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/dead_letters/redrive_order.h"
#include "core/protocol/dead_letters_messages.h"

namespace locus::protocol {

// A redrive of many as a command's answer tells it.
struct RedriveRunChanged
{
    Uuid runId;
    dead_letters::RunState state = dead_letters::RunState::Running;
    std::int64_t letters = 0;

    [[nodiscard]] Bytes toJson() const;
    static Result<RedriveRunChanged> fromJson(BytesView text);
};

// Exactly one: "letter" (it was applied at once), "run" (it began), "plan" (a dry run).
struct RedriveAnswer
{
    std::optional<DeadLetterChanged> letter;
    std::optional<RedriveRunChanged> run;
    std::optional<dead_letters::RedrivePlan> plan;

    [[nodiscard]] Bytes toJson() const;
    static Result<RedriveAnswer> fromJson(BytesView text);
};

// Exactly one of "deadLetterId", "deadLetterIds" (at most 500) and "filter". One letter without
// "topic" is applied here at once; all else is a run of its own. With "topic" raw copies go there.
struct DeadLettersRedrive
{
    using Answer = RedriveAnswer;
    static constexpr std::string_view method = "deadLetters.redrive";

    Uuid commandId;
    dead_letters::RedriveOrder order;
    bool isOne = false; // "deadLetterId"
    bool dryRun = false;

    [[nodiscard]] Bytes toJson() const;
    static Result<DeadLettersRedrive> fromJson(BytesView text);
};

struct RedriveRunsPage
{
    dead_letters::RunPage page;

    [[nodiscard]] Bytes toJson() const;
    static Result<RedriveRunsPage> fromJson(BytesView text);
};

// Newest first.
struct DeadLettersRuns
{
    using Answer = RedriveRunsPage;
    static constexpr std::string_view method = "deadLetters.runs";

    int limit = 50;
    std::string after;

    [[nodiscard]] Bytes toJson() const;
    static Result<DeadLettersRuns> fromJson(BytesView text);
};

struct RedriveRunDetail
{
    dead_letters::RunDetail detail;

    [[nodiscard]] Bytes toJson() const;
    static Result<RedriveRunDetail> fromJson(BytesView text);
};

// A run with the fate of each letter, page by page.
struct DeadLettersRun
{
    using Answer = RedriveRunDetail;
    static constexpr std::string_view method = "deadLetters.run";

    Uuid runId;
    std::int64_t after = 0; // turn
    int limit = 200;

    [[nodiscard]] Bytes toJson() const;
    static Result<DeadLettersRun> fromJson(BytesView text);
};

// Pauses, resumes or cancels; what was sent stays sent.
struct RedriveRunCommand
{
    using Answer = RedriveRunChanged;

    Uuid commandId;
    Uuid runId;

    [[nodiscard]] Bytes toJson() const;
    static Result<RedriveRunCommand> fromJson(BytesView text);
};
struct DeadLettersPauseRun : RedriveRunCommand
{
    static constexpr std::string_view method = "deadLetters.pauseRun";
};
struct DeadLettersResumeRun : RedriveRunCommand
{
    static constexpr std::string_view method = "deadLetters.resumeRun";
};
struct DeadLettersCancelRun : RedriveRunCommand
{
    static constexpr std::string_view method = "deadLetters.cancelRun";
};

Bytes runToJson(const dead_letters::RedriveRun& run);
Bytes itemToJson(const dead_letters::RunItem& item);

} // namespace locus::protocol
