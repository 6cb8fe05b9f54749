// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/cli/context.h"
#include "core/cli/output.h"
#include "core/cli/rows.h"
#include "core/cli/session.h"
#include "core/cli/submitted_text.h"
#include "core/protocol/analyses_messages.h"

#include <CLI/CLI.hpp>

#include <ostream>

namespace locus::cli {

namespace {

constexpr std::size_t inlineTextBytes = 48UL * 1024; // leaves room for the frame around it

struct SubmitOptions
{
    std::vector<std::string> inputs;
    std::string mode = "normal";
    std::string assembly = "GRCh38";
    std::string patient;
    std::string label;
    std::string format;
    int priority = 5;
    bool wait = false;
    int waitSeconds = 120;
};

Result<protocol::AnalysesSubmitted> send(
    Session& session, const SubmitOptions& options, std::string text)
{
    const auto mode = analyses::modeFrom(options.mode);
    if (!mode) {
        return invalid("usage",
            "--mode is one of normal, big-data, node-scale, lag-demo, not \"" + options.mode
                + "\"");
    }
    protocol::AnalysesSubmit submit;
    submit.commandId = session.newId();
    submit.mode = *mode;
    submit.assembly = options.assembly;
    submit.patientRef = options.patient;
    submit.label = options.label;
    submit.format = options.format;
    submit.priority = options.priority;
    if (text.size() > inlineTextBytes) {
        LOCUS_TRY_VALUE(uploadId, session.upload(text));
        submit.uploadId = uploadId;
    } else {
        submit.text = std::move(text);
    }
    return session.call(submit);
}

Status submit(Context& context, const SubmitOptions& options)
{
    LOCUS_TRY_VALUE(input, submittedText(options.inputs));
    if (input.damage) {
        context.err << "locusctl: " << *input.damage << "; what came before is submitted\n";
    }
    LOCUS_TRY_VALUE(session, Session::open(context));
    LOCUS_TRY_VALUE(accepted, send(*session, options, std::move(input.text)));
    if (!options.wait) {
        if (context.json) {
            context.out << accepted.toJson() << '\n';
        } else {
            context.out << "accepted " << accepted.analysisId.toString();
            if (!accepted.topic.empty()) {
                context.out << " on " << accepted.topic;
            }
            context.out << "; locusctl analyses show " << accepted.analysisId.toString()
                        << " shows the result\n";
        }
        return {};
    }
    LOCUS_TRY(
        awaitResult(*session, accepted.analysisId, std::chrono::seconds(options.waitSeconds)));
    return printResult(*session, accepted.analysisId, context);
}

} // namespace

void addSubmitVerb(CLI::App& app, Context& context)
{
    auto options = std::make_shared<SubmitOptions>();
    CLI::App* verb = app.add_subcommand("submit",
        "Submit sequences or variants: FASTA, VCF, plain sequence, HGVS, rsID, region, SPDI, told "
        "apart by content");
    verb->add_option("INPUT", options->inputs, "A file, - for standard input, or notations")
        ->required();
    verb->add_option("--mode", options->mode, "normal, big-data, node-scale or lag-demo");
    verb->add_option(
        "--assembly", options->assembly, "GRCh38, GRCh37, or a gene reference's accession");
    verb->add_option(
            "--format", options->format, "What every line is, instead of telling it by content")
        ->check(CLI::IsMember(
            { "sequence", "fasta", "vcf", "ensembl", "id", "spdi", "hgvs", "region" }));
    verb->add_option("--patient", options->patient, "Opaque reference of the patient");
    verb->add_option("--label", options->label, "What the list calls it");
    verb->add_option("--priority", options->priority, "0 lowest to 9 highest")
        ->check(CLI::Range(0, 9));
    verb->add_flag("--wait", options->wait, "Wait for the result and print its rows");
    verb->add_option("--timeout", options->waitSeconds, "Seconds to wait at most")
        ->check(CLI::PositiveNumber);
    addJsonOption(*verb, context);
    addConnectionOptions(*verb, context);
    verb->callback([options, &context] {
        context.task = [options](Context& given) { return submit(given, *options); };
    });
}

} // namespace locus::cli
