// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/cli/captured_file.h"
#include "core/cli/context.h"
#include "core/events/captured_record.h"
#include "core/events/catalogue.h"
#include "core/events/record_facts.h"

#include <CLI/CLI.hpp>

#include <filesystem>
#include <memory>
#include <ostream>

namespace locus::cli {

namespace {

Status catalogue(Context& context)
{
    for (const events::EventInfo& event : events::Catalogue::shipped().events()) {
        context.out << event.name << "  " << event.topic << "  " << event.description << '\n';
    }
    return {};
}

void printRecord(Context& context, const events::WireRecord& record, events::WireDecoder& decoder,
    const events::SchemaSet& schemas)
{
    if (context.json) {
        context.out << events::recordFacts(record, decoder, &schemas) << '\n';
        return;
    }
    context.out << record.topic << '/' << record.partition << '/' << record.offset << "  ";
    const auto decoded = decoder.decode(record);
    if (!decoded.ok()) {
        context.out << "unreadable (" << decoded.error().code << "): " << decoded.error().message;
    } else if (!decoded->envelope) {
        context.out << "no event (" << decoded->reason << "): " << decoded->detail;
    } else {
        context.out << toString(decoded->format) << "  " << decoded->envelope->type << "  "
                    << decoded->envelope->id;
    }
    context.out << '\n';
}

Status decodeRecords(Context& context, const CapturedOptions& options)
{
    LOCUS_TRY_VALUE(schemas, readSchemas(options));
    events::WireDecoder decoder({ events::CapturedRecord::largestValue });
    return forEachCapturedRecord(
        context, options.records, [&](const events::CapturedRecord& record) {
            printRecord(context, record.view(), decoder, schemas);
        });
}

} // namespace

void addEventsVerbs(CLI::App& app, Context& context)
{
    CLI::App* group =
        app.add_subcommand("events", "The event catalogue, and what captured records say");
    group->require_subcommand(1);
    CLI::App* list =
        group->add_subcommand("catalogue", "Every event that Locus knows, with its topic");
    list->callback([&context] { context.task = catalogue; });
    CLI::App* decode =
        group->add_subcommand("decode", "What captured records are, one a line, in their order");
    const auto options = addCapturedOptions(*decode);
    addJsonOption(*decode, context);
    decode->callback([options, &context] {
        context.task = [options](Context& given) { return decodeRecords(given, *options); };
    });
}

} // namespace locus::cli
