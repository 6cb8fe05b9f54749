// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/dead_letters/inbox_reader.h"
#include "core/store/dead_letters.h"
#include "core/store/redrive_runs.h"

#include <filesystem>
#include <functional>
#include <set>
#include <string>

namespace locus::store {

// The topics that are there now, for dry runs. May block as long as a bus is asked.
using TopicsThere = std::function<Result<std::set<std::string>>()>;

// The dead letters and their redrives, on a read-only connection of its own. Thread contract: one
// thread at a time.
class StoreInboxReader final : public dead_letters::InboxReader
{
public:
    static Result<std::unique_ptr<StoreInboxReader>> open(
        const std::filesystem::path& file, const PayloadCodec& codec, TopicsThere topics = {});

    Result<dead_letters::LetterPage> list(const dead_letters::LetterQuery& wanted) override;
    Result<dead_letters::Letter> letter(const Uuid& id) override;
    Result<dead_letters::LetterDetail> get(const Uuid& id) override;
    Result<dead_letters::LetterContent> content(const Uuid& id) override;
    Result<dead_letters::LetterStats> stats(const dead_letters::LetterFilter& filter) override;
    Result<dead_letters::RedrivePlan> plan(
        const dead_letters::Selection& selection, const std::string& topic, int preview) override;
    Result<dead_letters::RunPage> runs(int limit, const std::string& after) override;
    Result<dead_letters::RunDetail> run(const Uuid& id, std::int64_t after, int limit) override;

private:
    StoreInboxReader(Database database, const PayloadCodec& codec, TopicsThere topics);
    Result<std::int64_t> total(const dead_letters::LetterFilter& filter);
    Status addOthers(const dead_letters::Selection& selection, dead_letters::RedrivePlan& out);

    void lookUp(std::vector<dead_letters::RedriveTarget>& targets) const;

    Database m_database;
    DeadLetters m_letters;
    RedriveRuns m_runs;
    SqlTexts m_sql;
    const TopicsThere m_topics;
};

} // namespace locus::store
