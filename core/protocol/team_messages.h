// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/people/team.h"
#include "core/protocol/rights_messages.h"

namespace locus::protocol {

struct TeamsPage
{
    std::vector<people::Team> items; // newest first
    std::string next;
    std::int64_t total = 0;

    [[nodiscard]] Bytes toJson() const;
    static Result<TeamsPage> fromJson(BytesView text);
};

// Teams and departments with their members; those that were removed are not among them.
struct TeamsList
{
    using Answer = TeamsPage;
    static constexpr std::string_view method = "people.teams.list";

    std::string after;
    int limit = 50;

    [[nodiscard]] Bytes toJson() const;
    static Result<TeamsList> fromJson(BytesView text);
};

struct TeamDetail
{
    people::Team team;

    [[nodiscard]] Bytes toJson() const;
    static Result<TeamDetail> fromJson(BytesView text);
};

// Errors: not_found "people.unknown_team".
struct TeamsGet
{
    using Answer = TeamDetail;
    static constexpr std::string_view method = "people.teams.get";

    people::TeamId teamId;

    [[nodiscard]] Bytes toJson() const;
    static Result<TeamsGet> fromJson(BytesView text);
};

// All of one as it is to be; without teamId a new one. Errors: those of people::saved(); conflict
// "people.version_conflict" with "currentVersion".
struct TeamsSave
{
    using Answer = RightsChanged;
    static constexpr std::string_view method = "people.teams.save";

    Uuid commandId;
    people::TeamWish wish;
    std::optional<std::uint64_t> expectedVersion;

    [[nodiscard]] Bytes toJson() const;
    static Result<TeamsSave> fromJson(BytesView text);
};

// Errors: those of people::removed().
struct TeamsRemove
{
    using Answer = RightsChanged;
    static constexpr std::string_view method = "people.teams.remove";

    Uuid commandId;
    people::TeamId teamId;
    std::optional<std::uint64_t> expectedVersion;

    [[nodiscard]] Bytes toJson() const;
    static Result<TeamsRemove> fromJson(BytesView text);
};

} // namespace locus::protocol
