// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/genetics/gff3_reader.h"

#include "core/base/text.h"
#include "core/genetics/biotype.h"
#include "core/genetics/text_lines.h"

#include <algorithm>
#include <array>
#include <map>
#include <optional>
#include <unordered_map>
#include <utility>

namespace locus::genetics {
namespace {

struct Part
{
    Range range;
    std::optional<int> phase;
};

struct Draft
{
    Transcript transcript;
    std::string geneKey;
    std::vector<Range> exons;
    std::vector<Part> cds;
    bool strandKnown = true;
};

struct Line
{
    std::string_view contig;
    std::string_view type;
    Range range;
    char strand = '.';
    std::optional<int> phase;
    std::unordered_map<std::string, std::string> attributes;

    [[nodiscard]] std::string attribute(const std::string& key) const
    {
        const auto found = attributes.find(key);
        return found == attributes.end() ? std::string() : found->second;
    }
};

int hexDigit(char c)
{
    if (c >= '0' && c <= '9') {
        return c - '0';
    }
    const char lower = static_cast<char>(c | 0x20);
    return lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : -1;
}

std::string percentDecoded(std::string_view text)
{
    std::string plain;
    plain.reserve(text.size());
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] == '%' && i + 2 < text.size() && hexDigit(text[i + 1]) >= 0
            && hexDigit(text[i + 2]) >= 0) {
            plain += static_cast<char>(16 * hexDigit(text[i + 1]) + hexDigit(text[i + 2]));
            i += 2;
        } else {
            plain += text[i];
        }
    }
    return plain;
}

std::string withoutPrefix(const std::string& id)
{
    constexpr std::array<std::string_view, 6> prefixes { "gene:", "transcript:", "CDS:", "gene-",
        "rna-", "cds-" };
    for (const std::string_view prefix : prefixes) {
        if (id.starts_with(prefix)) {
            return id.substr(prefix.size());
        }
    }
    return id;
}

Error malformed(std::size_t number, const std::string& expected)
{
    return invalid("gff.malformed",
        "line " + std::to_string(number) + " of the gene models is no GFF3: expected " + expected)
        .with("line", std::to_string(number))
        .with("expected", expected);
}

Result<Line> parseLine(std::string_view text, std::size_t number, std::int64_t offset)
{
    const auto columns = split(text, '\t');
    if (columns.size() < 9) {
        return malformed(number, "nine tab-separated columns");
    }
    const auto start = toInt(columns[3]);
    const auto end = toInt(columns[4]);
    if (!start || !end || *end < *start) {
        return malformed(number, "start and end as numbers, start before end");
    }
    Line line { columns[0], columns[2], { *start + offset, *end + offset },
        columns[6].empty() ? '.' : columns[6][0], std::nullopt, {} };
    if (columns[7].size() == 1 && columns[7][0] >= '0' && columns[7][0] <= '2') {
        line.phase = columns[7][0] - '0';
    }
    // Some files have tabs in a description: everything from the ninth column on is attributes.
    const auto used = static_cast<std::size_t>(columns[8].data() - text.data());
    for (const std::string_view pair : split(text.substr(used), ';')) {
        const auto equals = pair.find('=');
        if (equals != std::string_view::npos) {
            line.attributes.emplace(std::string(trimmed(pair.substr(0, equals))),
                percentDecoded(pair.substr(equals + 1)));
        }
    }
    return line;
}

// "HGNC:HGNC:25522", "HGNC:25569" or "...[Source:HGNC Symbol;Acc:HGNC:45960]".
std::string hgncIdOf(const Line& line)
{
    for (const char* const key : { "Dbxref", "description" }) {
        const std::string text = line.attribute(key);
        const auto at = text.rfind("HGNC:");
        if (at != std::string::npos) {
            const auto end = text.find_first_not_of("0123456789", at + 5);
            if (end != at + 5) {
                return text.substr(at, end == std::string::npos ? end : end - at);
            }
        }
    }
    return {};
}

TranscriptFlags flagsOf(const Line& line)
{
    TranscriptFlags flags;
    const std::string tags = line.attribute("tag");
    for (const std::string_view tag : split(tags, ',')) {
        std::string name = toLower(trimmed(tag));
        std::replace(name.begin(), name.end(), ' ', '_');
        flags.maneSelect |= name == "mane_select";
        flags.manePlusClinical |= name == "mane_plus_clinical";
        flags.canonical |= name == "ensembl_canonical";
        flags.basic |= name == "basic" || name == "gencode_basic";
    }
    return flags;
}

std::string versioned(const std::string& id, const std::string& version)
{
    const auto dot = id.rfind('.');
    const bool hasVersion = dot != std::string::npos && toInt(id.substr(dot + 1)).has_value();
    return version.empty() || hasVersion ? id : id + "." + version;
}

class Collector
{
public:
    explicit Collector(std::int64_t offset)
        : m_offset(offset)
    { }

    Status add(std::string_view text)
    {
        ++m_number;
        if (text.empty() || text.front() == '#') {
            return {};
        }
        LOCUS_TRY_VALUE(line, parseLine(text, m_number, m_offset));
        if (line.type == "exon" || line.type == "CDS") {
            addPart(line);
        } else if (line.attribute("ID").starts_with("gene:")
            || !line.attributes.contains("Parent")) {
            addGene(line);
        } else if (line.attributes.contains("ID")) {
            addTranscript(line);
        }
        return {};
    }

    GeneModels finish()
    {
        GeneModels models;
        for (const std::string& key : m_order) {
            Draft& draft = m_drafts.at(key);
            if (complete(draft)) {
                models.transcripts.push_back(std::move(draft.transcript));
            }
        }
        std::stable_sort(models.transcripts.begin(), models.transcripts.end(),
            [](const Transcript& a, const Transcript& b) {
                return std::tie(a.contig, a.span.start, a.span.end, a.id)
                    < std::tie(b.contig, b.span.start, b.span.end, b.id);
            });
        for (auto& [reason, entry] : m_skipped) {
            models.skipped.push_back(std::move(entry));
        }
        return models;
    }

private:
    void skip(const std::string& reason, const std::string& id)
    {
        SkippedModels& entry = m_skipped[reason];
        entry.reason = reason;
        if (entry.count++ == 0) {
            entry.example = id;
        }
    }

    void addGene(const Line& line)
    {
        const std::string key = withoutPrefix(line.attribute("ID"));
        if (key.empty() || m_genes.contains(key)) {
            return;
        }
        const std::string name = line.attribute("Name");
        m_genes.emplace(key, Gene { key, name.empty() ? key : name, hgncIdOf(line) });
    }

    void addTranscript(const Line& line)
    {
        const std::string key = withoutPrefix(line.attribute("ID"));
        std::string biotype = line.attribute("biotype");
        if (biotype.empty()) {
            biotype = line.attribute("gene_biotype");
        }
        if (biotypeClass(biotype) == BiotypeClass::Unknown
            && biotypeClass(line.type) != BiotypeClass::Unknown) {
            biotype = shortBiotype(line.type);
        }
        if (biotype.empty() && line.type == "transcript") {
            biotype = "misc_RNA"; // NCBI's word for a transcript that is nothing else
        }
        const bool known = m_drafts.contains(key);
        if (biotypeClass(biotype) == BiotypeClass::Unknown || known) {
            skip(known ? "id used twice"
                       : "unknown biotype " + (biotype.empty() ? std::string(line.type) : biotype),
                key);
            return;
        }
        Draft draft;
        draft.transcript.id = versioned(key, line.attribute("version"));
        draft.transcript.sourceId = key;
        draft.transcript.contig = line.contig;
        draft.transcript.biotype = biotype;
        draft.transcript.strand = line.strand == '-' ? Strand::Minus : Strand::Plus;
        draft.transcript.span = line.range;
        draft.transcript.flags = flagsOf(line);
        draft.strandKnown = line.strand == '+' || line.strand == '-';
        draft.geneKey = withoutPrefix(line.attribute("Parent"));
        m_drafts.emplace(key, std::move(draft));
        m_order.push_back(key);
    }

    void addPart(const Line& line)
    {
        // Ensembl writes parts before or after their transcript: kept until finish().
        const std::string parents = line.attribute("Parent");
        for (const std::string_view parent : split(parents, ',')) {
            const std::string key = withoutPrefix(std::string(parent));
            Parts& parts = m_parts[key];
            if (line.type == "exon") {
                parts.exons.push_back(line.range);
                continue;
            }
            parts.cds.push_back({ line.range, line.phase });
            if (parts.proteinId.empty()) {
                parts.proteinId = line.attribute("protein_id");
            }
            if (parts.proteinId.empty()) {
                parts.proteinId = withoutPrefix(line.attribute("ID"));
            }
        }
    }

    bool complete(Draft& draft)
    {
        Transcript& transcript = draft.transcript;
        const auto gene = m_genes.find(draft.geneKey);
        transcript.gene =
            gene == m_genes.end() ? Gene { draft.geneKey, draft.geneKey, {} } : gene->second;
        Parts& parts = m_parts[transcript.sourceId];
        if (!draft.strandKnown) {
            skip("strand neither + nor -", transcript.id);
            return false;
        }
        if (parts.exons.empty() && parts.cds.empty() && !isCodingBiotype(transcript.biotype)) {
            parts.exons.push_back(transcript.span);
        }
        placeExons(transcript, parts);
        if (transcript.exons.empty()) {
            skip("transcript without exon and CDS", transcript.id);
            return false;
        }
        transcript.proteinId = parts.cds.empty() ? std::string() : parts.proteinId;
        return parts.cds.empty() || placeCds(transcript, parts.cds);
    }

    struct Parts
    {
        std::vector<Range> exons;
        std::vector<Part> cds;
        std::string proteinId;
    };

    static void placeExons(Transcript& transcript, Parts& parts)
    {
        std::vector<Range> exons = parts.exons;
        if (exons.empty()) {
            for (const Part& part : parts.cds) {
                exons.push_back(part.range);
            }
        }
        std::sort(exons.begin(), exons.end(),
            [](const Range& a, const Range& b) { return a.start < b.start; });
        for (const Range& exon : exons) {
            if (!transcript.exons.empty() && exon.start <= transcript.exons.back().end) {
                transcript.exons.back().end = std::max(transcript.exons.back().end, exon.end);
            } else {
                transcript.exons.push_back(exon);
            }
            transcript.span.start = std::min(transcript.span.start, exon.start);
            transcript.span.end = std::max(transcript.span.end, exon.end);
        }
    }

    bool placeCds(Transcript& transcript, std::vector<Part>& cds)
    {
        std::stable_sort(cds.begin(), cds.end(),
            [](const Part& a, const Part& b) { return a.range.start < b.range.start; });
        std::vector<Part> ordered = cds;
        if (transcript.strand == Strand::Minus) {
            std::reverse(ordered.begin(), ordered.end());
        }
        transcript.firstCdsPhase = ordered.front().phase.value_or(0);
        std::int64_t length = -transcript.firstCdsPhase;
        for (const Part& part : ordered) {
            if (part.phase && &part != &ordered.front() && (length + *part.phase) % 3 != 0) {
                skip("reading frame disagrees with the phase column", transcript.id);
                return false;
            }
            length += part.range.length();
        }
        for (const Part& part : cds) {
            const bool inExon = std::any_of(
                transcript.exons.begin(), transcript.exons.end(), [&part](const Range& exon) {
                    return exon.contains(part.range.start) && exon.contains(part.range.end);
                });
            if (!inExon) {
                skip("CDS outside the exons", transcript.id);
                return false;
            }
            transcript.cds.push_back(part.range);
        }
        transcript.cdsStartComplete = transcript.firstCdsPhase == 0;
        transcript.cdsEndComplete = length % 3 == 0;
        return true;
    }

    std::int64_t m_offset;
    std::size_t m_number = 0;
    std::map<std::string, Gene> m_genes;
    std::unordered_map<std::string, Draft> m_drafts;
    std::unordered_map<std::string, Parts> m_parts;
    std::vector<std::string> m_order;
    std::map<std::string, SkippedModels> m_skipped;
};

} // namespace

Result<GeneModels> parseGff3(std::string_view text, std::int64_t offset)
{
    Collector collector(offset);
    while (!text.empty()) {
        const auto end = text.find('\n');
        std::string_view line = text.substr(0, end);
        if (line.ends_with('\r')) {
            line.remove_suffix(1);
        }
        LOCUS_TRY(collector.add(line));
        text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
    }
    return collector.finish();
}

Result<GeneModels> readGff3(const std::filesystem::path& path, std::int64_t offset)
{
    Collector collector(offset);
    LOCUS_TRY(forEachLine(path, [&](std::string_view line) { return collector.add(line); }));
    return collector.finish();
}

} // namespace locus::genetics
