// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/bus/record.h"
#include "tests/torture/history.h"

#include <filesystem>
#include <functional>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <tuple>
#include <vector>

namespace locus::torture {

inline constexpr const char* requestTopic = "genetic-data-raw";
inline constexpr const char* resultTopic = "genetic-data-annotated";
inline constexpr const char* letterTopic = "genetic-data-raw.dlq";

// Turns what readers get into history: events as they are, dead letters against the records that
// they are letters of. Thread contract: one thread.
class PolledRecords
{
public:
    PolledRecords(History& history, std::function<std::int64_t()> nowMs)
        : m_history(history)
        , m_nowMs(std::move(nowMs))
    { }

    // A request that others put on the bus: the first event of its aggregate.
    void addRequest(const std::string& aggregate) { m_requests.insert(aggregate); }
    Status take(const std::string& reader, const bus::Record& record);
    // When all has been read: one Letter a dead letter.
    Status judgeLetters();

private:
    using Place = std::tuple<std::string, std::int32_t, std::int64_t>;

    History& m_history;
    std::function<std::int64_t()> m_nowMs;
    std::set<std::string> m_requests;
    std::map<Place, bus::Record> m_originals; // of the request topic
    std::map<std::string, bus::Record> m_letters; // by their id, as first read
};

std::string headerOf(const bus::Record& record, std::string_view name);

// Everything in the embedded log of a core that has stopped, read twice.
Status readEmbeddedLog(const std::filesystem::path& coreData, PolledRecords& records);

} // namespace locus::torture
