// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/bytes.h"
#include "core/base/result.h"
#include "core/dead_letters/inbox.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace locus::protocol {

// A row of the list as a change carries it.
Bytes letterToJson(const dead_letters::Letter& letter);
Result<dead_letters::Letter> letterFromJson(BytesView text);

struct DeadLettersPage
{
    dead_letters::LetterPage page;

    [[nodiscard]] Bytes toJson() const;
    static Result<DeadLettersPage> fromJson(BytesView text);
};

// Sort orders: "-parked" (newest first) and "parked".
struct DeadLettersList
{
    using Answer = DeadLettersPage;
    static constexpr std::string_view method = "deadLetters.list";

    dead_letters::LetterQuery query;

    [[nodiscard]] Bytes toJson() const;
    static Result<DeadLettersList> fromJson(BytesView text);
};

struct DeadLetterDetail
{
    dead_letters::LetterDetail detail;

    [[nodiscard]] Bytes toJson() const;
    static Result<DeadLetterDetail> fromJson(BytesView text);
};

struct DeadLettersGet
{
    using Answer = DeadLetterDetail;
    static constexpr std::string_view method = "deadLetters.get";

    Uuid deadLetterId;

    [[nodiscard]] Bytes toJson() const;
    static Result<DeadLettersGet> fromJson(BytesView text);
};

struct DeadLettersCounted
{
    dead_letters::LetterStats stats;

    [[nodiscard]] Bytes toJson() const;
    static Result<DeadLettersCounted> fromJson(BytesView text);
};

// Grouped by cause, of those that match.
struct DeadLettersStats
{
    using Answer = DeadLettersCounted;
    static constexpr std::string_view method = "deadLetters.stats";

    dead_letters::LetterFilter filter;

    [[nodiscard]] Bytes toJson() const;
    static Result<DeadLettersStats> fromJson(BytesView text);
};

// Answer of a command about one letter: how it stands now.
struct DeadLetterChanged
{
    Uuid deadLetterId;
    dead_letters::LetterState state = dead_letters::LetterState::Open;
    std::int64_t attempts = 0;
    std::string errorCode; // empty unless it is still held back
    std::string errorMessage;
    std::optional<Uuid> next; // first of what its lane holds back now
    std::optional<Uuid> runId; // of another program's: the redrive that sends it back

    [[nodiscard]] Bytes toJson() const;
    static Result<DeadLetterChanged> fromJson(BytesView text);
};

struct DeadLettersDiscard
{
    using Answer = DeadLetterChanged;
    static constexpr std::string_view method = "deadLetters.discard";

    Uuid commandId;
    Uuid deadLetterId;
    std::string reason;

    [[nodiscard]] Bytes toJson() const;
    static Result<DeadLettersDiscard> fromJson(BytesView text);
};

// Another value in place of the one that came, which is kept. Exactly one of `value` (base64 on the
// wire) and `uploadId`.
struct DeadLettersEdit
{
    using Answer = DeadLetterChanged;
    static constexpr std::string_view method = "deadLetters.editAndRedrive";

    Uuid commandId;
    Uuid deadLetterId;
    Bytes value;
    std::optional<Uuid> uploadId;
    std::string reason;

    [[nodiscard]] Bytes toJson() const;
    static Result<DeadLettersEdit> fromJson(BytesView text);
};

// Octets of the record, base64 on the wire; a value that does not fit a frame comes cut.
struct DeadLetterContent
{
    dead_letters::LetterContent content;
    std::int64_t valueBytes = 0; // of the whole value; more than content.value holds: cut
    std::int64_t editedBytes = 0;

    [[nodiscard]] Bytes toJson() const;
    static Result<DeadLetterContent> fromJson(BytesView text);
};

// Shows the payload; who asked and why stands in the letter's history.
struct DeadLettersReveal
{
    using Answer = DeadLetterContent;
    static constexpr std::string_view method = "deadLetters.reveal";

    Uuid commandId;
    Uuid deadLetterId;
    std::string reason;

    [[nodiscard]] Bytes toJson() const;
    static Result<DeadLettersReveal> fromJson(BytesView text);
};

} // namespace locus::protocol
