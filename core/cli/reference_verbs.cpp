// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/places.h"
#include "core/cli/context.h"
#include "core/genetics/reference.h"
#include "core/genetics/reference_bundle.h"

#include <CLI/CLI.hpp>

#include <ostream>

namespace locus::cli {

namespace {

struct ReferenceOptions
{
    std::filesystem::path spec;
    std::filesystem::path data = ".";
    std::filesystem::path folder;
};

Status build(Context& context, const ReferenceOptions& options)
{
    LOCUS_TRY_VALUE(spec, genetics::readReferenceBuildSpec(options.spec, options.data));
    LOCUS_TRY_VALUE(report, genetics::buildReferenceBundle(spec, options.folder));
    context.out << report.letters << " bases and " << report.transcripts << " transcripts in "
                << options.folder.string() << "; set reference.bundle to it\n";
    for (const genetics::SkippedModels& skipped : report.skipped) {
        context.out << "left out: " << skipped.count << ", " << skipped.reason << ", first "
                    << skipped.example << '\n';
    }
    return {};
}

Status list(Context& context, const ReferenceOptions& options)
{
    const auto folder = options.folder.empty() ? resourceFolder() / "reference" : options.folder;
    LOCUS_TRY_VALUE(reference, genetics::openReferenceBundle(folder));
    for (const genetics::CoveredInterval& interval : reference->intervals()) {
        context.out << interval.assembly << "  " << interval.contig << ':' << interval.range.start
                    << '-' << interval.range.end << "  " << interval.release << "  "
                    << interval.source << "  " << interval.licence << '\n';
    }
    return {};
}

} // namespace

void addReferenceVerbs(CLI::App& app, Context& context)
{
    CLI::App* group =
        app.add_subcommand("reference", "Build and list references of the local engine");
    group->require_subcommand(1);
    auto options = std::make_shared<ReferenceOptions>();

    CLI::App* buildVerb = group->add_subcommand(
        "build", "Make a reference from FASTA and GFF3 files that a spec names");
    buildVerb
        ->add_option(
            "SPEC", options->spec, "Spec file; resources/reference/build_spec.json is an example")
        ->required();
    buildVerb->add_option("FOLDER", options->folder, "Folder to write")->required();
    buildVerb->add_option("--data", options->data, "Folder that the spec's paths are taken from");
    buildVerb->callback([options, &context] {
        context.task = [options](Context& given) { return build(given, *options); };
    });

    CLI::App* listVerb =
        group->add_subcommand("list", "What a reference covers, from where, under which licence");
    listVerb->add_option("FOLDER", options->folder, "Default: the bundled one");
    listVerb->callback([options, &context] {
        context.task = [options](Context& given) { return list(given, *options); };
    });
}

} // namespace locus::cli
