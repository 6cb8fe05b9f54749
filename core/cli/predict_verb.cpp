// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/protocol/annotation_row.h"
#include "core/base/clock.h"
#include "core/base/places.h"
#include "core/base/text.h"
#include "core/cli/context.h"
#include "core/cli/output.h"
#include "core/cli/submitted_text.h"
#include "core/genetics/annotator.h"
#include "core/genetics/oracle_text.h"
#include "core/genetics/vcf_genotypes.h"

#include <CLI/CLI.hpp>

#include <ostream>

namespace locus::cli {

namespace {

struct PredictOptions
{
    std::vector<std::string> notations;
    std::filesystem::path vcf;
    std::filesystem::path fasta;
    std::filesystem::path gff;
    std::string assembly = "GRCh38";
    bool bundled = false;
    bool offsetFromHeader = false;
    bool tsv = false;
    bool haplotypes = false;
    int brief = 0;
};

using ReferencePtr = std::shared_ptr<const genetics::Reference>;

Result<ReferencePtr> openReference(const PredictOptions& options)
{
    if (options.fasta.empty()) {
        return genetics::openReferenceBundle(resourceFolder() / "reference");
    }
    return genetics::openReferenceFiles(
        { options.fasta, options.gff, options.assembly, options.offsetFromHeader });
}

std::string callsText(
    const genetics::PredictedRecord& record, const std::vector<std::size_t>& indices)
{
    std::vector<genetics::ConsequenceCall> calls;
    calls.reserve(indices.size());
    for (const std::size_t index : indices) {
        calls.push_back(record.calls[index]);
    }
    return genetics::oracleText(calls);
}

void printHaplotypes(const genetics::VcfGenotypes& vcf, const genetics::PhasedRecord& record,
    const genetics::PredictedRecord& predicted, std::ostream& out)
{
    for (std::size_t i = 0; i < predicted.samples.size(); ++i) {
        const auto& sample = predicted.samples[i];
        if (sample.first.empty() && sample.second.empty()) {
            continue;
        }
        out << record.contig << '\t' << record.position << '\t' << record.ref << '\t'
            << join(record.alts, ",") << '\t' << vcf.samples[i] << '\t'
            << callsText(predicted, sample.first) << '\t' << callsText(predicted, sample.second)
            << '\n';
    }
}

void printTsv(const genetics::PhasedRecord& record, const genetics::PredictedRecord& predicted,
    std::ostream& out)
{
    out << record.contig << '\t' << record.position << '\t' << record.ref << '\t'
        << join(record.alts, ",");
    for (const genetics::ConsequenceCall& call : predicted.calls) {
        out << '\t' << genetics::oracleText(call);
    }
    out << '\n';
}

// The exchange form: every record with its calls, in the order of the file.
Status predictTsv(Context& context, const PredictOptions& options, const std::string& text)
{
    LOCUS_TRY_VALUE(reference, openReference(options));
    genetics::VcfGenotypes vcf = genetics::readVcfGenotypes(text);
    for (const auto& refused : vcf.refused) {
        context.err << "locusctl: line " << refused.line << ": " << refused.reason << '\n';
    }
    for (genetics::PhasedRecord& record : vcf.records) {
        if (const auto contig = reference->canonicalContig(options.assembly, record.contig)) {
            record.contig = *contig;
        }
        if (!options.haplotypes) {
            record.genotypes.clear();
        }
    }
    const auto predicted = genetics::predictRecords(
        *reference, options.assembly, vcf.records, { !options.haplotypes, options.brief });
    for (std::size_t i = 0; i < predicted.size(); ++i) {
        const genetics::PhasedRecord& record = vcf.records[i];
        if (predicted[i].refMismatch) {
            context.err << "locusctl: " << record.contig << ':' << record.position << ": REF "
                        << record.ref
                        << " is not what the reference has; this record was not called\n";
        }
        if (options.haplotypes && !vcf.samples.empty()) {
            printHaplotypes(vcf, record, predicted[i], context.out);
        } else {
            printTsv(record, predicted[i], context.out);
        }
    }
    return {};
}

Status predict(Context& context, const PredictOptions& options)
{
    const bool fromFile = !options.vcf.empty();
    if (fromFile == !options.notations.empty()) {
        return invalid("usage", "give either --vcf FILE or notations");
    }
    LOCUS_TRY_VALUE(
        input, submittedText(fromFile ? std::vector { options.vcf.string() } : options.notations));
    if (input.damage) {
        context.err << "locusctl: " << *input.damage << "; what came before is predicted\n";
    }
    if (options.tsv) {
        return predictTsv(context, options, input.text);
    }
    LOCUS_TRY_VALUE(reference, openReference(options));
    const SystemClock clock;
    const genetics::Annotator annotator({ reference, &clock });
    const auto outcome = annotator.annotate({ options.assembly, std::move(input.text) });
    for (const genetics::AnnotationRow& row : outcome.rows) {
        if (context.json) {
            context.out << protocol::rowToJson(row) << '\n';
        } else {
            printRow(row, context.out);
        }
    }
    return {};
}

} // namespace

void addPredictVerb(CLI::App& app, Context& context)
{
    auto options = std::make_shared<PredictOptions>();
    CLI::App* verb =
        app.add_subcommand("predict", "Predict consequences offline, with no core and no service");
    verb->add_option("NOTATION", options->notations,
        "HGVS, region, SPDI, plain sequence, or - for standard input");
    verb->add_option("--vcf", options->vcf, "VCF, plain or gzip");
    auto* bundled =
        verb->add_flag("--bundled", options->bundled, "Use the bundled reference (the default)");
    auto* fasta =
        verb->add_option("--fasta", options->fasta, "FASTA of another reference, plain or bgzip");
    auto* gff = verb->add_option("--gff", options->gff, "GFF3 gene models of that reference");
    fasta->needs(gff)->excludes(bundled);
    gff->needs(fasta);
    verb->add_flag("--fasta-offset", options->offsetFromHeader,
        "FASTA headers name true intervals (>21:1000-2000)");
    verb->add_option(
        "--assembly", options->assembly, "GRCh38, GRCh37, or what the reference is called");
    auto* tsv = verb->add_flag(
        "--tsv", options->tsv, "Exchange form, one line a record, one field a transcript");
    verb->add_flag(
            "--haplotypes", options->haplotypes, "Records of one haplotype act together; reads GT")
        ->needs(tsv);
    verb->add_option("--brief", options->brief,
            "Shorten long amino-acid and base strings to this many letters")
        ->needs(tsv);
    addJsonOption(*verb, context);
    verb->callback([options, &context] {
        context.task = [options](Context& given) { return predict(given, *options); };
    });
}

} // namespace locus::cli
