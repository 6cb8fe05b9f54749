// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/dead_letters/redrive.h"

#include <string>

namespace CLI {
class App;
}
namespace locus::protocol {
struct DeadLetterChanged;
}

namespace locus::cli {

struct Context;

// Which dead letters, as a person says it.
struct FilterOptions
{
    std::string topic;
    std::string handler;
    std::string errorCode;
    std::string cause;
    std::string since; // RFC 3339
    std::string until;
    bool firstOnly = false;
};
void addFilterOptions(CLI::App& verb, FilterOptions& options);
Result<dead_letters::LetterFilter> filterOf(const FilterOptions& options);
[[nodiscard]] bool isEmpty(const FilterOptions& options);

// Lines for people, or with --json one object.
void printLetter(const dead_letters::Letter& letter, const Context& context);
void printDetail(const dead_letters::LetterDetail& detail, const Context& context);
void printStats(const dead_letters::LetterStats& stats, const Context& context);
void printChanged(const protocol::DeadLetterChanged& letter, const Context& context);
// Of a letter's result in a redrive: " (what it means, what to do)"; empty: it speaks for itself.
std::string meaningOf(const std::string& result);
void printPlan(const dead_letters::RedrivePlan& plan, const Context& context);
void printRun(const dead_letters::RedriveRun& run, const Context& context);

// Errors: refused "dead_letters.failed_again" where the letter is still held back.
Status failedAgain(const protocol::DeadLetterChanged& letter);

} // namespace locus::cli
