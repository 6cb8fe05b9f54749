// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <filesystem>
#include <functional>
#include <memory>
#include <iosfwd>
#include <string>

namespace CLI {
class App;
}

namespace locus::cli {

// What every verb gets: where to write, how to find a core, and the place for its task. A verb's
// option callbacks only fill in `task`; it runs after the whole line was understood.
struct Context
{
    std::ostream& out;
    std::ostream& err;
    bool json = false; // one JSON object a line to `out`, nothing else
    std::filesystem::path dataDir; // --data-dir
    std::string url; // --url with --token-file
    std::filesystem::path tokenFile;
    std::string onBehalfOf; // --on-behalf-of
    std::function<Status(Context&)> task;
};

// Options by which a client verb finds its core.
void addConnectionOptions(CLI::App& verb, Context& context);
void addJsonOption(CLI::App& verb, Context& context);
// A verb of a group with both; `task` runs when the line named it.
CLI::App* addVerb(CLI::App& group, Context& context, const char* name, const char* what,
    std::function<Status(Context&)> task);
// The same for a group whose verbs share their options.
template <typename Options>
CLI::App* addVerb(CLI::App& group, Context& context, const std::shared_ptr<Options>& options,
    const char* name, const char* what, Status (*verb)(Context&, const Options&))
{
    return addVerb(group, context, name, what,
        [options, verb](Context& given) { return verb(given, *options); });
}

// One group of verbs a file.
void addSubmitVerb(CLI::App& app, Context& context);
void addPredictVerb(CLI::App& app, Context& context);
void addAnalysesVerbs(CLI::App& app, Context& context);
void addEventsVerbs(CLI::App& app, Context& context);
void addDeadLettersVerbs(CLI::App& app, Context& context);
void addReferenceVerbs(CLI::App& app, Context& context);
void addPeopleVerbs(CLI::App& app, Context& context);
void addClusterVerbs(CLI::App& app, Context& context);
void addPublishVerb(CLI::App& app, Context& context);
void addBackupVerbs(CLI::App& app, Context& context);
void addSealingVerbs(CLI::App& app, Context& context);
void addPatientsVerbs(CLI::App& app, Context& context);
void addAuditVerbs(CLI::App& app, Context& context);
void addDiagnosticsVerb(CLI::App& app, Context& context);
void addDoctorVerb(CLI::App& app, Context& context);

} // namespace locus::cli
