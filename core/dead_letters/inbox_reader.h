// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/dead_letters/redrive.h"

namespace locus::dead_letters {

// What the gateway reads. Thread contract: one thread at a time; each user makes its own.
class InboxReader
{
public:
    InboxReader() = default;
    InboxReader(const InboxReader&) = delete;
    InboxReader& operator=(const InboxReader&) = delete;
    virtual ~InboxReader() = default;

    // Errors: invalid "dead_letters.bad_page_key".
    virtual Result<LetterPage> list(const LetterQuery& query) = 0;
    // Errors of these: not_found "dead_letters.unknown".
    virtual Result<Letter> letter(const Uuid& id) = 0;
    virtual Result<LetterDetail> get(const Uuid& id) = 0;
    virtual Result<LetterContent> content(const Uuid& id) = 0;

    virtual Result<LetterStats> stats(const LetterFilter& filter) = 0;

    // `preview`: letters at most.
    virtual Result<RedrivePlan> plan(
        const Selection& selection, const std::string& topic, int preview) = 0;
    // Newest first; `after` is the opaque key of a page before.
    virtual Result<RunPage> runs(int limit, const std::string& after) = 0;
    // Its letters behind turn `after`. Errors: not_found "dead_letters.unknown_run".
    virtual Result<RunDetail> run(const Uuid& id, std::int64_t after, int limit) = 0;
};

} // namespace locus::dead_letters
