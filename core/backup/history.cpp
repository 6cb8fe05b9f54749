// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/backup/history.h"

#include "core/base/file.h"

#include <nlohmann/json.hpp>

#include <algorithm>

namespace locus::backup {

namespace {

using Json = nlohmann::json;
using State = Attempt::State;
using namespace std::chrono_literals;

constexpr std::size_t historyCap = 64UL * 1024 * 1024;
constexpr std::chrono::hours retryPause = 1h;

const char* wordOf(State state)
{
    switch (state) {
    case State::Running: return "running";
    case State::Verified: return "verified";
    case State::Failed: break;
    }
    return "failed";
}

Error bad(const std::string& why)
{
    return invalid("backup.bad_history", std::string(historyFile) + ": " + why);
}

Result<State> stateOf(const std::string& word)
{
    for (const State state : { State::Running, State::Verified, State::Failed }) {
        if (word == wordOf(state)) {
            return state;
        }
    }
    return bad("no state is called " + word);
}

Result<Instant> timeOf(const Json& json, const char* member)
{
    auto time = parseRfc3339(json.at(member).get<std::string>());
    return time.ok() ? time : Result<Instant>(bad(member + (": " + time.error().message)));
}

// What the system gave as a name need not be UTF-8, and a file that cannot be written is worse.
Bytes dump(const Json& json)
{
    return json.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

Json jsonOf(const Attempt& attempt)
{
    return { { "state", wordOf(attempt.state) }, { "folder", attempt.folder.string() },
        { "actor", attempt.actor }, { "begunAt", toRfc3339(attempt.begunAt) },
        { "endedAt", toRfc3339(attempt.endedAt) }, { "failure", attempt.failure },
        { "removed", attempt.removed }, { "notRemoved", attempt.notRemoved } };
}

Result<Attempt> attemptOf(const Json& json)
{
    Attempt attempt;
    LOCUS_TRY_VALUE(state, stateOf(json.at("state").get<std::string>()));
    LOCUS_TRY_VALUE(begunAt, timeOf(json, "begunAt"));
    LOCUS_TRY_VALUE(endedAt, timeOf(json, "endedAt"));
    attempt.state = state;
    attempt.folder = json.at("folder").get<std::string>();
    attempt.actor = json.at("actor").get<std::string>();
    attempt.begunAt = begunAt;
    attempt.endedAt = endedAt;
    attempt.failure = json.at("failure").get<std::string>();
    attempt.removed = json.at("removed").get<std::vector<std::string>>();
    attempt.notRemoved = json.at("notRemoved").get<std::vector<std::string>>();
    return attempt;
}

Result<History> read(const Json& json)
{
    History history;
    if (json.contains("last")) {
        LOCUS_TRY_VALUE(last, attemptOf(json.at("last")));
        history.last = std::move(last);
    }
    if (json.contains("lastSuccess")) {
        LOCUS_TRY_VALUE(at, timeOf(json, "lastSuccess"));
        history.lastSuccess = at;
    }
    for (const Json& made : json.at("made")) {
        history.made.push_back(
            { made.at("folder").get<std::string>(), made.at("verified").get<bool>() });
    }
    return history;
}

} // namespace

Bytes History::toJson() const
{
    Json list = Json::array();
    for (const MadeBackup& backup : made) {
        list.push_back({ { "folder", backup.folder.string() }, { "verified", backup.verified } });
    }
    Json json = { { "made", std::move(list) } };
    if (last) {
        json["last"] = jsonOf(*last);
    }
    if (lastSuccess) {
        json["lastSuccess"] = toRfc3339(*lastSuccess);
    }
    return dump(json);
}

Result<History> History::fromJson(BytesView text)
{
    try {
        return read(Json::parse(text));
    } catch (const Json::exception& failure) {
        return bad(failure.what());
    }
}

Result<History> readHistory(const std::filesystem::path& dataDir)
{
    const auto text = readFile(dataDir / historyFile, historyCap);
    if (!text.ok() && text.error().kind == ErrorKind::NotFound) {
        return History();
    }
    if (!text.ok()) {
        return text.error();
    }
    LOCUS_TRY_VALUE(history, History::fromJson(*text));
    if (history.last && history.last->state == State::Running) {
        history.last->state = State::Failed;
        history.last->failure = "the core ended before it was verified";
    }
    return history;
}

Status writeHistory(const std::filesystem::path& dataDir, const History& history)
{
    return writeFileAtomically(dataDir / historyFile, history.toJson(), true);
}

bool isDue(const History& history, std::chrono::hours every, Instant now)
{
    if (every <= 0h || !history.last) {
        return every > 0h;
    }
    const Instant begun = history.last->begunAt;
    const auto pause = history.last->state == State::Failed ? std::min(every, retryPause) : every;
    return now < begun || now - begun >= pause; // before: somebody set the clock back
}

} // namespace locus::backup
