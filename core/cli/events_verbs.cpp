// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/cli/context.h"
#include "core/events/catalogue.h"

#include <CLI/CLI.hpp>

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

} // namespace

void addEventsVerbs(CLI::App& app, Context& context)
{
    CLI::App* group =
        app.add_subcommand("events", "The event catalogue, and what captured records say");
    group->require_subcommand(1);
    CLI::App* list =
        group->add_subcommand("catalogue", "Every event that Locus knows, with its topic");
    list->callback([&context] { context.task = catalogue; });
}

} // namespace locus::cli
