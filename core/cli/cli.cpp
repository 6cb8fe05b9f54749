// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/cli/cli.h"

#include "core/base/text.h"
#include "core/cli/context.h"

#include <CLI/CLI.hpp>

#include <algorithm>
#include <ostream>

namespace locus::cli {

namespace {

bool isUnreachable(const Error& error)
{
    return error.code == "client.no_core" || error.code == "client.offline"
        || error.code == "client.connection_lost" || error.code == "client.timeout"
        || error.code == "bus.unreachable" || error.code == "bus.name_unknown";
}

// CLI11 itself only says that a verb is missing.
std::string unknownVerb(const CLI::App& app, const std::vector<std::string>& arguments)
{
    if (arguments.empty() || arguments.front().starts_with('-')) {
        return {};
    }
    std::vector<std::string> verbs;
    for (const CLI::App* verb : app.get_subcommands([](const CLI::App*) { return true; })) {
        verbs.push_back(verb->get_name());
    }
    if (std::find(verbs.begin(), verbs.end(), arguments.front()) != verbs.end()) {
        return {};
    }
    const std::string nearest = nearestName(arguments.front(), verbs);
    return "no verb " + arguments.front()
        + (nearest.empty() ? "" : "; did you mean " + nearest + "?");
}

int report(const Error& error, std::ostream& err)
{
    err << "locusctl: " << error.message;
    const std::string_view allowed = error.fact("allowed");
    if (!allowed.empty() && error.message.find(allowed) == std::string::npos) {
        err << " (allowed: " << allowed << ')';
    }
    err << '\n';
    if (error.code == "usage") {
        return WrongUsage;
    }
    return isUnreachable(error) ? NotReachable : Failed;
}

} // namespace

void addConnectionOptions(CLI::App& verb, Context& context)
{
    auto* folder = verb.add_option("--data-dir", context.dataDir,
                           "Data folder of the core; default: this seat's own core")
                       ->type_name("DIR");
    auto* url = verb.add_option("--url", context.url, "Core at host:port or ws(s)://host:port/rpc")
                    ->type_name("H:P");
    auto* token =
        verb.add_option("--token-file", context.tokenFile, "0600 file with the token, for --url")
            ->type_name("FILE");
    verb.add_option("--on-behalf-of", context.onBehalfOf,
            "Act for this user, who delegated it to the person of --token-file")
        ->type_name("USER");
    url->needs(token)->excludes(folder);
    token->needs(url);
}

void addJsonOption(CLI::App& verb, Context& context)
{
    verb.add_flag("--json", context.json, "One JSON object a line, nothing else");
}

CLI::App* addVerb(CLI::App& group, Context& context, const char* name, const char* what,
    std::function<Status(Context&)> task)
{
    CLI::App* added = group.add_subcommand(name, what);
    addConnectionOptions(*added, context);
    addJsonOption(*added, context);
    added->callback([task = std::move(task), &context] { context.task = task; });
    return added;
}

int run(const std::vector<std::string>& arguments, std::ostream& out, std::ostream& err)
{
    CLI::App app("Locus on the command line. Exit codes: 0 success, 1 refused or failed, 2 wrong "
                 "usage, 3 not reachable.",
        "locusctl");
    app.set_version_flag("--version", std::string("locusctl ") + LOCUS_VERSION);
    app.require_subcommand(1);
    Context context { out, err, false, {}, {}, {}, {}, {} };
    addSubmitVerb(app, context);
    addPredictVerb(app, context);
    addAnalysesVerbs(app, context);
    addEventsVerbs(app, context);
    addDeadLettersVerbs(app, context);
    addReferenceVerbs(app, context);
    addPeopleVerbs(app, context);
    addClusterVerbs(app, context);
    addPublishVerb(app, context);
    addBackupVerbs(app, context);
    addSealingVerbs(app, context);
    addPatientsVerbs(app, context);
    addAuditVerbs(app, context);
    addDiagnosticsVerb(app, context);
    addDoctorVerb(app, context);
    if (const std::string unknown = unknownVerb(app, arguments); !unknown.empty()) {
        err << "locusctl: " << unknown << "; locusctl --help lists what there is\n";
        return WrongUsage;
    }
    try {
        app.parse(std::vector<std::string>(arguments.rbegin(), arguments.rend()));
    } catch (const CLI::ParseError& stopped) {
        if (stopped.get_exit_code() == 0) {
            return app.exit(stopped, out, err);
        }
        err << "locusctl: " << stopped.what() << "; locusctl --help lists what there is\n";
        return WrongUsage;
    }
    const Status done = context.task ? context.task(context) : Status();
    return done.ok() ? Success : report(done.error(), err);
}

} // namespace locus::cli
