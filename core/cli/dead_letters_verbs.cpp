// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/cli/captured_file.h"
#include "core/cli/context.h"
#include "core/cli/inbox_verbs.h"
#include "core/dead_letters/captured_failures.h"
#include "core/dead_letters/cause.h"
#include "core/base/instant.h"

#include <CLI/CLI.hpp>

#include <filesystem>
#include <memory>
#include <ostream>

namespace locus::cli {

namespace {

using Records = std::vector<events::CapturedRecord>;

void printGroup(std::ostream& out, const dead_letters::CauseGroup& group)
{
    const dead_letters::Cause& cause = group.cause;
    out << '\n'
        << cause.key << "  " << group.deadLetters + group.retries << " x "
        << (cause.errorClass.empty() ? "unknown error" : cause.errorClass);
    if (!cause.message.empty()) {
        out << ": " << cause.message;
    }
    out << "\n  " << dead_letters::describe(group) << '\n';
    const dead_letters::Place& sample = group.sample;
    if (group.firstMs && group.lastMs) {
        out << "  First " << toRfc3339(fromMillis(*group.firstMs)) << ", last "
            << toRfc3339(fromMillis(*group.lastMs)) << ", for example " << *sample.topic << '/'
            << *sample.partition << '/' << *sample.offset << ".\n";
    }
}

void printCauses(
    std::ostream& out, const Records& records, const dead_letters::CapturedFailures& failures)
{
    std::vector<dead_letters::FailedRecord> failed;
    for (std::size_t i = 0; i < records.size(); ++i) {
        const events::CapturedRecord& record = records[i];
        if (failures.failure(i).role == dead_letters::Role::None) {
            continue;
        }
        dead_letters::Place place { record.topic, record.partition, record.offset, {} };
        if (record.timestampMs > 0) {
            place.timestampMs = record.timestampMs;
        }
        failed.push_back({ failures.failure(i), std::move(place) });
    }
    const auto groups = dead_letters::groupByCause(failed);
    out << records.size() << " records, " << failed.size() << " of them failed, " << groups.size()
        << (groups.size() == 1 ? " cause\n" : " causes\n");
    for (const dead_letters::CauseGroup& group : groups) {
        printGroup(out, group);
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
    verb->callback([options, &context] {
        context.task = [options](Context& given) { return inspect(given, *options); };
    });
}

} // namespace locus::cli
