// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/file.h"
#include "core/bus/kafka/kafka_cluster_admin.h"
#include "core/cli/context.h"
#include "core/cli/kafka_options.h"
#include "core/cluster/cluster_design_codec.h"

#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

#include <memory>
#include <ostream>

namespace locus::cli {

namespace {

constexpr std::size_t largestFile = 4UL * 1024 * 1024;

struct ClusterOptions
{
    std::filesystem::path file;
    KafkaOptions kafka;
};

struct Planned
{
    std::unique_ptr<cluster::ClusterAdmin> admin;
    cluster::ClusterState state;
    cluster::ClusterPlan plan;
};

Result<Planned> planFrom(const ClusterOptions& options)
{
    LOCUS_TRY_VALUE(text, readFile(options.file, largestFile));
    LOCUS_TRY_VALUE(design, cluster::readClusterDesign(text));
    LOCUS_TRY_VALUE(settings, kafkaSettings(options.kafka));
    LOCUS_TRY_VALUE(admin, bus::KafkaClusterAdmin::open(settings));
    LOCUS_TRY_VALUE(state, admin->observe(design));
    cluster::ClusterPlan plan = cluster::makePlan(design, state, settings.bootstrap);
    return Planned { std::move(admin), std::move(state), std::move(plan) };
}

void printNotes(const cluster::ClusterPlan& plan, std::ostream& out)
{
    for (const cluster::PlanNote& note : plan.notes) {
        out << (note.code == "as_wanted" ? "is there  " : "note      ") << note.sentence << '\n';
    }
}

void printCommands(const cluster::ClusterPlan& plan, std::ostream& out)
{
    for (const cluster::PlanCommand& command : plan.commands) {
        out << "by hand   " << command.sentence << ":\n          " << command.command << '\n';
        if (!command.file.empty()) {
            out << "          " << command.file << '\n';
        }
    }
}

Status printPlan(Context& context, const Planned& planned)
{
    if (context.json) {
        for (const Bytes& line : cluster::planJson(planned.plan)) {
            context.out << line << '\n';
        }
        return {};
    }
    context.out << "cluster " << planned.state.id
                << ", brokers alive: " << planned.state.brokers.size() << '\n';
    printNotes(planned.plan, context.out);
    for (const cluster::PlanStep& step : planned.plan.steps) {
        context.out << "would     " << step.sentence << '\n';
        if (!step.consequence.empty()) {
            context.out << "          " << step.consequence << '\n';
        }
    }
    printCommands(planned.plan, context.out);
    context.out << planned.plan.steps.size() << " changes to make"
                << (planned.plan.steps.empty() ? "" : ": locusctl cluster apply makes them")
                << "; nothing is ever deleted\n";
    return {};
}

void printOutcome(Context& context, const cluster::PlanStep& step, const Status& performed)
{
    if (!context.json) {
        context.out << (performed.ok() ? "done      " : "FAILED    ") << step.sentence << '\n';
        if (!performed.ok()) {
            context.out << "          " << performed.error().message << '\n';
        }
        return;
    }
    nlohmann::json line { { "what", "applied" }, { "kind", std::string(toString(step.kind)) },
        { "sentence", step.sentence }, { "ok", performed.ok() } };
    if (!performed.ok()) {
        line["code"] = performed.error().code;
        line["error"] = performed.error().message;
    }
    context.out << line.dump() << '\n';
}

Status plan(Context& context, const ClusterOptions& options)
{
    LOCUS_TRY_VALUE(planned, planFrom(options));
    return printPlan(context, planned);
}

Status apply(Context& context, const ClusterOptions& options)
{
    LOCUS_TRY_VALUE(planned, planFrom(options));
    if (!context.json) {
        printNotes(planned.plan, context.out);
    }
    const int failed = cluster::applyPlan(
        planned.plan, *planned.admin, [&](const cluster::PlanStep& step, const Status& performed) {
            printOutcome(context, step, performed);
        });
    if (!context.json) {
        printCommands(planned.plan, context.out);
    }
    if (failed > 0) {
        return refused("cluster.partly_applied",
            std::to_string(failed) + " of " + std::to_string(planned.plan.steps.size())
                + " changes failed, the others are made; put right what each line says and apply "
                  "the same file again");
    }
    return {};
}

} // namespace

void addClusterVerbs(CLI::App& app, Context& context)
{
    auto options = std::make_shared<ClusterOptions>();
    CLI::App* group = app.add_subcommand(
        "cluster", "A Kafka cluster as a file: topics, configurations, rights, limits");
    group->require_subcommand(1);
    const auto add = [&](const char* name, const char* help, auto task) {
        CLI::App* verb = group->add_subcommand(name, help);
        verb->add_option("FILE", options->file, "The cluster's file (cluster.schema.json)")
            ->required();
        addKafkaOptions(*verb, options->kafka);
        addJsonOption(*verb, context);
        verb->callback([&context, options, task] {
            context.task = [options, task](Context& c) { return task(c, *options); };
        });
    };
    add("plan", "Show what is there, what differs and what apply would do; changes nothing", plan);
    add("apply", "Create and change what the file wants; deletes nothing, safe to run again",
        apply);
}

} // namespace locus::cli
