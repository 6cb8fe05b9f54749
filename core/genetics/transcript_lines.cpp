// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/genetics/transcript_lines.h"

#include "core/base/text.h"

#include <utility>
#include <vector>

namespace locus::genetics {
namespace {

std::string writeRanges(const std::vector<Range>& ranges)
{
    std::string text;
    for (const Range& range : ranges) {
        text += (text.empty() ? "" : ",") + std::to_string(range.start) + "-"
            + std::to_string(range.end);
    }
    return text;
}

bool readRanges(std::string_view text, std::vector<Range>& ranges)
{
    if (text.empty()) {
        return true;
    }
    for (const std::string_view part : split(text, ',')) {
        const auto ends = split(part, '-');
        const auto start = toInt(ends[0]);
        const auto end = ends.size() == 2 ? toInt(ends[1]) : std::nullopt;
        if (!start || !end || *start > *end) {
            return false;
        }
        ranges.push_back({ *start, *end });
    }
    return true;
}

// A letter each; the CDS ends are told where they are missing.
std::string writeFlags(const Transcript& transcript)
{
    std::string text;
    text += transcript.flags.maneSelect ? "M" : "";
    text += transcript.flags.manePlusClinical ? "P" : "";
    text += transcript.flags.canonical ? "C" : "";
    text += transcript.flags.basic ? "B" : "";
    text += transcript.cdsStartComplete ? "" : "s";
    text += transcript.cdsEndComplete ? "" : "e";
    return text;
}

} // namespace

std::string writeModelLine(const ModelLine& line)
{
    const Transcript& transcript = line.transcript;
    const std::vector<std::string> fields { line.assembly, transcript.contig,
        transcript.strand == Strand::Plus ? "+" : "-", writeRanges({ transcript.span }),
        transcript.id, transcript.sourceId, transcript.biotype, transcript.gene.id,
        transcript.gene.symbol, transcript.gene.hgncId, transcript.proteinId,
        writeFlags(transcript), std::to_string(transcript.firstCdsPhase),
        writeRanges(transcript.exons), writeRanges(transcript.cds) };
    return join(fields, "\t");
}

Result<ModelLine> readModelLine(std::string_view text)
{
    const auto fields = split(text, '\t');
    ModelLine line;
    Transcript& transcript = line.transcript;
    std::vector<Range> span;
    const bool complete = fields.size() == 15 && readRanges(fields[3], span) && span.size() == 1
        && readRanges(fields[13], transcript.exons) && readRanges(fields[14], transcript.cds)
        && toInt(fields[12]).has_value() && (fields[2] == "+" || fields[2] == "-");
    if (!complete) {
        return invalid("reference.model_line", "a line of the gene models has the wrong form");
    }
    line.assembly = fields[0];
    transcript.contig = fields[1];
    transcript.strand = fields[2] == "+" ? Strand::Plus : Strand::Minus;
    transcript.span = span.front();
    transcript.id = fields[4];
    transcript.sourceId = fields[5];
    transcript.biotype = fields[6];
    transcript.gene = { std::string(fields[7]), std::string(fields[8]), std::string(fields[9]) };
    transcript.proteinId = fields[10];
    const auto has = [&fields](
                         char flag) { return fields[11].find(flag) != std::string_view::npos; };
    transcript.flags = { has('M'), has('P'), has('C'), has('B') };
    transcript.cdsStartComplete = !has('s');
    transcript.cdsEndComplete = !has('e');
    transcript.firstCdsPhase = static_cast<int>(*toInt(fields[12]));
    return line;
}

} // namespace locus::genetics
