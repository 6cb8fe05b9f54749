// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/instant.h"
#include "core/base/text.h"
#include "core/cli/captured_file.h"
#include "core/cli/context.h"
#include "core/cli/inbox_verbs.h"
#include "core/dead_letters/captured_failures.h"
#include "core/dead_letters/cause.h"
#include "core/dead_letters/original_comparison.h"
#include "core/events/envelope_attributes.h"

#include <CLI/CLI.hpp>

#include <filesystem>
#include <map>
#include <memory>
#include <ostream>
#include <set>

namespace locus::cli {

namespace {

using Records = std::vector<events::CapturedRecord>;

// What of one cause's records is no longer what was sent.
struct Changed
{
    std::size_t compared = 0; // whose original is among the records
    std::size_t values = 0;
    std::set<std::string> lost; // members of values that were written anew
    std::size_t keys = 0;
    std::size_t headers = 0;
};

void compare(
    Changed& changed, const events::CapturedRecord& letter, const events::CapturedRecord& original)
{
    const auto found = dead_letters::compareWithOriginal(letter.view(), original.view());
    ++changed.compared;
    changed.values += found.valueEqual ? 0 : 1;
    changed.keys += found.keyEqual ? 0 : 1;
    changed.headers += found.headersKept ? 0 : 1;
    changed.lost.insert(found.membersLost.begin(), found.membersLost.end());
}

void printChanged(std::ostream& out, const Changed& changed)
{
    const auto differ = [&](std::size_t count, std::string_view what) {
        return std::to_string(count) + " of " + std::to_string(changed.compared)
            + std::string(what);
    };
    std::vector<std::string> parts;
    if (changed.values > 0) {
        const std::vector<std::string> lost(changed.lost.begin(), changed.lost.end());
        parts.push_back(differ(changed.values, " in the value")
            + (lost.empty() ? std::string() : " (without " + join(lost, ", ") + ')'));
    }
    if (changed.keys > 0) {
        parts.push_back(differ(changed.keys, " in the key"));
    }
    if (changed.headers > 0) {
        parts.push_back(differ(changed.headers, " in the headers"));
    }
    if (!parts.empty()) {
        out << "  Not as it was sent: " << join(parts, ", ")
            << "; send the original again, not the dead letter.\n";
    }
}

void printGroup(std::ostream& out, const dead_letters::CauseGroup& group, const Changed& changed)
{
    const dead_letters::Cause& cause = group.cause;
    out << '\n'
        << cause.key << "  " << group.deadLetters + group.retries << " x "
        << (cause.errorClass.empty() ? "unknown error" : cause.errorClass);
    if (!cause.message.empty() && cause.message != cause.errorClass) {
        out << ": " << cause.message;
    }
    out << "\n  " << dead_letters::describe(group) << '\n';
    const dead_letters::Place& sample = group.sample;
    if (group.firstMs && group.lastMs) {
        const std::string last = toRfc3339(fromMillis(*group.lastMs));
        const std::string place = *sample.topic + '/' + std::to_string(*sample.partition) + '/'
            + std::to_string(*sample.offset);
        if (group.deadLetters + group.retries == 1) {
            out << "  At " << last << ": " << place << ".\n";
        } else {
            out << "  First " << toRfc3339(fromMillis(*group.firstMs)) << ", last " << last
                << ", for example " << place << ".\n";
        }
    }
    printChanged(out, changed);
}

void printCauses(
    std::ostream& out, const Records& records, const dead_letters::CapturedFailures& failures)
{
    std::vector<dead_letters::FailedRecord> failed;
    std::map<std::string, Changed> changed; // by the cause's key
    for (std::size_t i = 0; i < records.size(); ++i) {
        const events::CapturedRecord& record = records[i];
        const dead_letters::Failure& failure = failures.failure(i);
        if (failure.role == dead_letters::Role::None) {
            continue;
        }
        if (const events::CapturedRecord* const original = failures.original(i)) {
            compare(changed[causeOf(failure, record.topic).key], record, *original);
        }
        dead_letters::Place place { record.topic, record.partition, record.offset, {} };
        if (events::recordTime(record.timestampMs) != Instant()) {
            place.timestampMs = record.timestampMs;
        }
        failed.push_back({ failure, std::move(place) });
    }
    out << records.size() << (records.size() == 1 ? " record, " : " records, ");
    if (failed.empty()) {
        out << "none of them a dead letter or a retry\n";
        return;
    }
    const auto groups = dead_letters::groupByCause(failed);
    out << failed.size() << " of them failed, " << groups.size()
        << (groups.size() == 1 ? " cause\n" : " causes\n");
    for (const dead_letters::CauseGroup& group : groups) {
        printGroup(out, group, changed[group.cause.key]);
    }
}

Status inspect(Context& context, const CapturedOptions& options)
{
    LOCUS_TRY_VALUE(schemas, readSchemas(options));
    Records records;
    Status read = forEachCapturedRecord(context, options.records,
        [&](events::CapturedRecord record) { records.push_back(std::move(record)); });
    if (!read.ok() && records.empty()) {
        return read;
    }
    const dead_letters::CapturedFailures failures(records);
    if (!context.json) {
        printCauses(context.out, records, failures);
        return read;
    }
    events::WireDecoder decoder({ events::CapturedRecord::largestValue });
    for (std::size_t i = 0; i < records.size(); ++i) {
        context.out << failures.facts(i, decoder, &schemas) << '\n';
    }
    return read;
}

} // namespace

void addDeadLettersVerbs(CLI::App& app, Context& context)
{
    CLI::App* group =
        app.add_subcommand("dead-letters", "Records that could not be handled, and why");
    group->require_subcommand(1);
    group->footer("A dead letter is a record that a handler refused. The later records of its lane "
                  "(those of the same aggregate or key) stand behind it, parked, until it is "
                  "redriven or discarded.\n"
                  "Usual order: stats, show ID, mend the cause, redrive --cause KEY --dry-run, the "
                  "same with --yes --wait.");
    addInboxVerbs(*group, context);
    addRedriveVerbs(*group, context);
    CLI::App* verb = group->add_subcommand("inspect",
        "What captured records of any framework tell about their failure, grouped by cause");
    const auto options = addCapturedOptions(*verb);
    addJsonOption(*verb, context);
    verb->footer(
        "Reads records as they stand in a file; needs no core and changes nothing. With --json "
        "each record tells what is known of it: the place where it first failed, its error, its "
        "attempts, and whether key, value and headers are still the original's where that one is "
        "in the file too. What a record does not tell is null. Numbers in messages are printed "
        "as # so that alike failures stand together.");
    verb->callback([options, &context] {
        context.task = [options](Context& given) { return inspect(given, *options); };
    });
}

} // namespace locus::cli
