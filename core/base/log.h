// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <initializer_list>
#include <string>
#include <string_view>
#include <utility>

// One facade over spdlog. A line is an event name and facts: log::warn("bus.unreachable",
// {{"broker", host}}); Facts never hold payloads, sequences, notations, tokens or identifiers of
// patients, at no level. Names of facts stand in log_fields.h: what it does not have is withheld,
// who somebody is is hashed, sentences lose passwords and keys (scrub.h). Thread contract: safe
// from any thread once init() has run; before it, lines go to standard error.
namespace locus::log {

enum class Level
{
    Debug,
    Info,
    Warn,
    Error
};
using Fact = std::pair<std::string_view, std::string>;

struct Options
{
    Level level = Level::Info;
    std::string file {}; // empty: standard error; else rotated at 10 MiB, five kept
};
void init(const Options& options);
// 32 octets that names of people are hashed with from here on; before, nobody is named at all.
// REQUIRES: no other thread writes yet.
void useSiteKey(std::string key);
void flush();

void write(Level level, std::string_view event, std::initializer_list<Fact> facts);

inline void debug(std::string_view event, std::initializer_list<Fact> facts = {})
{
    write(Level::Debug, event, facts);
}
inline void info(std::string_view event, std::initializer_list<Fact> facts = {})
{
    write(Level::Info, event, facts);
}
inline void warn(std::string_view event, std::initializer_list<Fact> facts = {})
{
    write(Level::Warn, event, facts);
}
inline void error(std::string_view event, std::initializer_list<Fact> facts = {})
{
    write(Level::Error, event, facts);
}

} // namespace locus::log
