// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/cli/letter_output.h"

#include "core/cli/context.h"
#include "core/protocol/redrive_messages.h"

#include <CLI/CLI.hpp>

#include <functional>
#include <map>
#include <ostream>

namespace locus::cli {

namespace {

std::string placeOf(const dead_letters::Letter& letter)
{
    return letter.partition < 0 ? letter.topic + " (outbox " + std::to_string(letter.offset) + ')'
                                : letter.topic + '/' + std::to_string(letter.partition) + '/'
            + std::to_string(letter.offset);
}

const char* presenceOf(const dead_letters::RedriveTarget& target)
{
    if (target.topic.empty() || target.exists == true) {
        return "";
    }
    return target.exists ? "  (no such topic: these would fail)"
                         : "  (the bus could not be asked whether there is such a topic)";
}

std::string sizeOf(const std::optional<std::int64_t>& bytes)
{
    return bytes ? std::to_string(*bytes) + " octets" : std::string("none");
}

Status readTime(const std::string& text, std::optional<Instant>& out)
{
    if (!text.empty()) {
        LOCUS_TRY_VALUE(time, parseRfc3339(text));
        out = time;
    }
    return {};
}

} // namespace

void addFilterOptions(CLI::App& verb, FilterOptions& options)
{
    verb.add_option("--topic", options.topic, "That came from this topic");
    verb.add_option("--handler", options.handler, "That this handler refused, as list prints it");
    verb.add_option("--code", options.errorCode, "With this error code");
    verb.add_option("--cause", options.cause, "Of this group, as dead-letters stats names it");
    verb.add_option("--since", options.since, "Failed at this time or later (RFC 3339)");
    verb.add_option("--until", options.until, "Failed before this time (RFC 3339)");
    verb.add_flag(
        "--first", options.firstOnly, "Only the first of each lane: the others wait for it");
}

Result<dead_letters::LetterFilter> filterOf(const FilterOptions& options)
{
    dead_letters::LetterFilter out;
    out.topic = options.topic;
    out.handler = options.handler;
    out.errorCode = options.errorCode;
    out.cause = options.cause;
    out.firstOnly = options.firstOnly;
    LOCUS_TRY(readTime(options.since, out.since));
    LOCUS_TRY(readTime(options.until, out.until));
    return out;
}

bool isEmpty(const FilterOptions& options)
{
    return options.topic.empty() && options.handler.empty() && options.errorCode.empty()
        && options.cause.empty() && options.since.empty() && options.until.empty()
        && !options.firstOnly;
}

void printLetter(const dead_letters::Letter& letter, const Context& context)
{
    if (context.json) {
        context.out << protocol::letterToJson(letter) << '\n';
        return;
    }
    context.out << letter.id.toString() << "  " << toString(letter.state) << "  "
                << toRfc3339(letter.lastFailed) << "  " << placeOf(letter) << "  "
                << letter.attempts << " attempts  " << letter.errorCode;
    if (letter.behind) {
        context.out << "  behind " << letter.behind->toString();
    }
    if (!letter.origin.empty()) {
        context.out << "  by " << letter.origin << " from "
                    << (letter.sourceTopic.empty() ? "a topic that it does not tell"
                                                   : letter.sourceTopic);
    }
    context.out << '\n';
}

void printDetail(const dead_letters::LetterDetail& detail, const Context& context)
{
    const dead_letters::Letter& letter = detail.letter;
    printLetter(letter, context);
    context.out << "  " << letter.handler << ": "
                << (letter.errorMessage.empty() ? letter.errorCode : letter.errorMessage) << " ("
                << letter.errorClass << ", cause " << letter.cause << ")\n"
                << "  first failed " << toRfc3339(letter.firstFailed) << "; key "
                << sizeOf(detail.keyBytes) << ", value " << sizeOf(detail.valueBytes) << '\n';
    for (const auto& header : detail.headers) {
        context.out << "  header " << header.name << ": "
                    << (header.text ? *header.text : "hidden, " + sizeOf(header.bytes)) << '\n';
    }
    for (const auto& note : detail.history) {
        context.out << "  " << toRfc3339(note.at) << "  " << note.action << " by "
                    << (note.actor.empty() ? "the core" : note.actor);
        if (!note.reason.empty()) {
            context.out << ": " << note.reason;
        }
        context.out << '\n';
    }
}

void printStats(const dead_letters::LetterStats& stats, const Context& context)
{
    for (std::size_t i = 0; i < stats.byState.size(); ++i) {
        context.out << (i == 0 ? "" : ", ") << stats.byState.at(i) << ' '
                    << toString(dead_letters::letterStates.at(i));
    }
    if (stats.oldestOpen) {
        context.out << "; the oldest open one failed first " << toRfc3339(*stats.oldestOpen);
    }
    context.out << '\n';
    for (const auto& group : stats.causes) {
        context.out << group.cause.key << "  " << group.letters << " letters, " << group.first
                    << " of them not behind others  " << group.cause.errorClass << "  "
                    << group.cause.handler << "  " << group.cause.topic << "\n  "
                    << group.cause.message << "\n  first " << toRfc3339(group.firstFailed)
                    << ", last " << toRfc3339(group.lastFailed) << ", for example "
                    << group.sample.toString() << '\n';
    }
}

void printChanged(const protocol::DeadLetterChanged& letter, const Context& context)
{
    if (context.json) {
        context.out << letter.toJson() << '\n';
        return;
    }
    context.out << letter.deadLetterId.toString() << "  " << toString(letter.state);
    if (letter.runId) {
        context.out << "; redrive " << letter.runId->toString() << " sends it back";
    }
    if (letter.next) {
        context.out << "; its lane holds back " << letter.next->toString();
    }
    context.out << '\n';
}

std::string meaningOf(const std::string& result)
{
    static const std::map<std::string, const char*, std::less<>> meanings {
        { "bus.no_topic", "the topic is not there: create it, then redrive this again" },
        { "bus.not_permitted", "the core may not write to that topic" },
        { "bus.too_large", "it is larger than that topic takes" },
        { "bus.body_expired", "its body is past its retention: it cannot be sent any more" },
        { "bus.body_damaged", "its body cannot be read: it cannot be sent" },
        { "bus.body_not_there_yet", "its body has not arrived on this cluster: try again later" },
        { "dead_letters.no_source", "it does not tell where it came from: say --to TOPIC" },
        { "dead_letters.not_first", "an earlier one of its lane is not part of this redrive" },
        { "dead_letters.earlier_failed", "an earlier one of its lane failed; still open" },
        { "dead_letters.run_cancelled", "the redrive was cancelled before its turn; still open" },
        { "dead_letters.closed", "somebody redrove or discarded it meanwhile" },
    };
    const auto found = meanings.find(result);
    return found == meanings.end() ? std::string() : std::string(" (") + found->second + ')';
}

void printPlan(const dead_letters::RedrivePlan& plan, const Context& context)
{
    context.out << plan.letters << " letters (" << plan.bytes << " octets) would be redriven\n";
    for (const auto& target : plan.targets) {
        context.out << "  " << target.letters << " -> "
                    << (target.topic.empty() ? "applied here, each in its lane" : target.topic)
                    << presenceOf(target) << '\n';
    }
    const auto line = [&context](std::int64_t count, const char* what) {
        if (count > 0) {
            context.out << "  " << count << ' ' << what << '\n';
        }
    };
    line(plan.withoutSource, "would fail: they do not tell where they came from; say --to TOPIC");
    line(plan.notOpen, "of the named ones are not open or not known");
    line(plan.inOtherRuns, "of the named ones are left to the redrive that holds them");
    line(plan.behindOthers, "would fail: an earlier one of their lane is not among them");
    line(plan.followers,
        "later ones of the same lanes would be applied here as their lane is freed");
    for (const auto& letter : plan.preview) {
        printLetter(letter, context);
    }
}

void printRun(const dead_letters::RedriveRun& run, const Context& context)
{
    if (context.json) {
        context.out << protocol::runToJson(run) << '\n';
        return;
    }
    context.out << run.id.toString() << "  " << toString(run.state) << "  "
                << toRfc3339(run.started) << "  by " << run.owner << "  to "
                << (run.topic.empty() ? "their lanes" : run.topic) << "  " << run.total
                << " letters: " << run.redriven << " redriven, " << run.failed << " failed, "
                << run.skipped << " skipped, " << run.pending() << " to come";
    if (!run.reason.empty()) {
        context.out << "  (" << run.reason << ')';
    }
    context.out << '\n';
}

Status failedAgain(const protocol::DeadLetterChanged& letter)
{
    using dead_letters::LetterState;
    if (letter.runId
        || (letter.state != LetterState::Open && letter.state != LetterState::Waiting)) {
        return {};
    }
    return refused("dead_letters.failed_again",
        "it failed again: "
            + (letter.errorMessage.empty() ? letter.errorCode // the text is masked for the caller
                                           : letter.errorMessage + " (" + letter.errorCode + ")"));
}

} // namespace locus::cli
