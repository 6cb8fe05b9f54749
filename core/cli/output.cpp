// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/cli/output.h"

#include <ostream>

namespace locus::cli {

namespace {

constexpr std::size_t longestInput = 48;

std::string shortened(const std::string& input)
{
    std::string line = input.substr(0, input.find('\n'));
    for (char& c : line) {
        c = c == '\t' ? ' ' : c;
    }
    if (line.size() <= longestInput) {
        return line;
    }
    return line.substr(0, longestInput - 3) + "...";
}

void printTranscript(const genetics::TranscriptAnnotation& transcript, std::ostream& out)
{
    out << transcript.geneSymbol << "  "
        << (transcript.hgvsc.empty() ? transcript.transcriptId : transcript.hgvsc);
    if (!transcript.hgvsp.empty()) {
        out << "  " << transcript.hgvsp;
    }
    for (const std::string& term : transcript.consequenceTerms) {
        out << (&term == transcript.consequenceTerms.data() ? "  " : "&") << term;
    }
    out << "  " << transcript.impact;
}

} // namespace

void printRow(const genetics::AnnotationRow& row, std::ostream& out)
{
    out << row.line << "  " << shortened(row.input) << "  ";
    if (row.notAnnotated) {
        out << "not annotated (" << row.notAnnotated->code << "): " << row.notAnnotated->reason
            << '\n';
        return;
    }
    if (!row.hgvsg.empty()) {
        out << row.hgvsg << "  ";
    }
    if (row.annotation && !row.annotation->transcripts.empty()) {
        printTranscript(row.annotation->transcripts.front(), out);
        const std::size_t others = row.annotation->transcripts.size() - 1;
        if (others > 0) {
            out << "  (+" << others << " transcripts, worst " << row.annotation->mostSevere << ')';
        }
    } else if (row.annotation) {
        out << row.annotation->mostSevere;
    }
    out << "  [" << row.source.engine << ' ' << row.source.release << "; " << row.source.dataRelease
        << "]";
    for (const std::string& note : row.notes) {
        out << "  " << note;
    }
    out << '\n';
}

void printSummary(const analyses::Summary& summary, std::ostream& out)
{
    out << summary.id.toString() << "  " << toString(summary.state) << "  "
        << toRfc3339(summary.submittedAt) << "  " << summary.counts.annotated << " annotated, "
        << summary.counts.notAnnotated << " not";
    if (!summary.mostSevere.empty()) {
        out << "  " << summary.mostSevere;
    }
    if (!summary.label.empty()) {
        out << "  " << summary.label;
    }
    if (!summary.failureReason.empty()) {
        out << "  " << summary.failureReason;
    }
    out << '\n';
}

} // namespace locus::cli
