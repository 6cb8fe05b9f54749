// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/genetics/reference_bundle.h"

#include "core/base/checksum.h"
#include "core/base/file.h"
#include "core/genetics/fasta_reader.h"
#include "core/genetics/genetic_code.h"
#include "core/genetics/mapped_file.h"
#include "core/genetics/stored_reference.h"
#include "core/genetics/transcript_lines.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <utility>

namespace locus::genetics {
namespace {

using Json = nlohmann::ordered_json;

constexpr std::size_t manifestCap = 16U << 20U;
constexpr std::string_view formatName = "locus-reference";
constexpr int formatVersion = 1;

class Builder
{
public:
    Status add(const SequenceSource& source)
    {
        LOCUS_TRY_VALUE(stretches, readFasta(source.fasta, source.offsetFromHeader));
        for (const FastaStretch& stretch : stretches) {
            addInterval({ source.assembly, stretch.contig, stretch.range, source.release,
                            source.source, source.licence, {} },
                stretch.letters);
        }
        if (source.gff.empty()) {
            return {};
        }
        LOCUS_TRY_VALUE(models, readGff3(source.gff));
        for (const Transcript& transcript : models.transcripts) {
            const bool covered = std::any_of(
                stretches.begin(), stretches.end(), [&transcript](const FastaStretch& stretch) {
                    return stretch.contig == transcript.contig
                        && stretch.range.overlaps(transcript.span);
                });
            if (covered) {
                addModel(source.assembly, transcript);
            } else {
                skip({ "outside the covered sequence", 1, transcript.id });
            }
        }
        for (const SkippedModels& skipped : models.skipped) {
            skip(skipped);
        }
        return {};
    }

    Status add(const TranscriptSource& source)
    {
        LOCUS_TRY_VALUE(records, readFasta(source.fasta, false));
        Transcript transcript = source.transcript;
        std::int64_t length = 0;
        for (const Range& exon : transcript.exons) {
            length += exon.length();
        }
        const bool fits = records.size() == 1 && records[0].range == Range { 1, length }
            && source.codingStart >= 1 && source.codingEnd <= length
            && source.codingStart < source.codingEnd;
        if (!fits) {
            return invalid("reference.spec",
                "the exons of " + transcript.id + " have " + std::to_string(length)
                    + " bases, its sequence has not, or the CDS leaves it")
                .with("field", "exons")
                .with("expected", std::to_string(length));
        }
        const bool minus = transcript.strand == Strand::Minus;
        const std::string letters =
            minus ? reverseComplement(records[0].letters) : records[0].letters;
        // The CDS along the contig, 0-based.
        const std::int64_t first = minus ? length - source.codingEnd : source.codingStart - 1;
        const std::int64_t last = minus ? length - source.codingStart : source.codingEnd - 1;
        std::int64_t before = 0;
        for (const Range& exon : transcript.exons) {
            addInterval({ source.assembly, transcript.contig, exon, source.release, source.source,
                            source.licence, {} },
                letters.substr(
                    static_cast<std::size_t>(before), static_cast<std::size_t>(exon.length())));
            const Range part { std::max(exon.start, exon.start + first - before),
                std::min(exon.end, exon.start + last - before) };
            if (part.start <= part.end) {
                transcript.cds.push_back(part);
            }
            before += exon.length();
        }
        transcript.span = { transcript.exons.front().start, transcript.exons.back().end };
        addModel(source.assembly, transcript);
        return {};
    }

    Result<ReferenceBuildReport> write(const std::filesystem::path& folder)
    {
        std::error_code failure;
        std::filesystem::create_directories(folder, failure);
        Json manifest { { "format", formatName }, { "version", formatVersion } };
        manifest["files"] = Json { { "sequence.txt", sha256Hex(m_letters) },
            { "models.tsv", sha256Hex(m_models) } };
        manifest["intervals_sha256"] = sha256Hex(m_intervals.dump());
        manifest["intervals"] = m_intervals;
        LOCUS_TRY(writeFileAtomically(folder / "sequence.txt", m_letters));
        LOCUS_TRY(writeFileAtomically(folder / "models.tsv", m_models));
        LOCUS_TRY(writeFileAtomically(folder / "manifest.json", manifest.dump(2) + "\n"));
        m_report.letters = static_cast<std::int64_t>(m_letters.size());
        return m_report;
    }

private:
    void addInterval(const CoveredInterval& interval, const std::string& letters)
    {
        m_intervals.push_back({ { "assembly", interval.assembly }, { "contig", interval.contig },
            { "start", interval.range.start }, { "end", interval.range.end },
            { "at", m_letters.size() }, { "release", interval.release },
            { "source", interval.source }, { "licence", interval.licence },
            { "sha256", sha256Hex(letters) } });
        m_letters += letters;
    }

    void addModel(const std::string& assembly, const Transcript& transcript)
    {
        m_models += writeModelLine({ assembly, transcript }) + "\n";
        ++m_report.transcripts;
    }

    void skip(const SkippedModels& skipped)
    {
        const auto held = std::find_if(m_report.skipped.begin(), m_report.skipped.end(),
            [&skipped](const SkippedModels& each) { return each.reason == skipped.reason; });
        if (held == m_report.skipped.end()) {
            m_report.skipped.push_back(skipped);
        } else {
            held->count += skipped.count;
        }
    }

    std::string m_letters;
    std::string m_models;
    Json m_intervals = Json::array();
    ReferenceBuildReport m_report;
};

Error damaged(const std::filesystem::path& file, const std::string& what)
{
    return fatal("reference.damaged", file.string() + " " + what).with("file", file.string());
}

Result<std::shared_ptr<const MappedFile>> verified(
    const std::filesystem::path& folder, const std::string& name, const Json& manifest)
{
    const std::filesystem::path path = folder / name;
    auto file = MappedFile::open(path);
    if (!file) {
        return damaged(path, "is missing or cannot be read");
    }
    if (sha256Hex((*file)->bytes()) != manifest.at("files").at(name).get<std::string>()) {
        return damaged(path, "has another checksum than the manifest says");
    }
    return file;
}

std::vector<StoredReference::Stretch> stretchesOf(
    const Json& manifest, std::string_view letters, bool& complete)
{
    std::vector<StoredReference::Stretch> stretches;
    for (const Json& entry : manifest.at("intervals")) {
        const Range range { entry.at("start").get<std::int64_t>(),
            entry.at("end").get<std::int64_t>() };
        const auto at = entry.at("at").get<std::size_t>();
        const auto length = static_cast<std::size_t>(range.length());
        complete = complete && range.start <= range.end && at + length <= letters.size();
        if (!complete) {
            return {};
        }
        stretches.push_back(
            { { entry.at("assembly").get<std::string>(), entry.at("contig").get<std::string>(),
                  range, entry.at("release").get<std::string>(),
                  entry.at("source").get<std::string>(), entry.at("licence").get<std::string>(),
                  entry.at("sha256").get<std::string>() },
                letters.substr(at, length) });
    }
    return stretches;
}

Result<std::vector<StoredReference::Models>> modelsOf(std::string_view text)
{
    std::vector<StoredReference::Models> models;
    while (!text.empty()) {
        const auto end = text.find('\n');
        LOCUS_TRY_VALUE(line, readModelLine(text.substr(0, end)));
        if (models.empty() || models.back().assembly != line.assembly) {
            models.push_back({ line.assembly, {} });
        }
        models.back().transcripts.push_back(std::move(line.transcript));
        text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
    }
    return models;
}

} // namespace

Result<ReferenceBuildReport> buildReferenceBundle(
    const ReferenceBuildSpec& spec, const std::filesystem::path& folder)
{
    Builder builder;
    for (const SequenceSource& source : spec.sequences) {
        LOCUS_TRY(builder.add(source));
    }
    for (const TranscriptSource& source : spec.transcripts) {
        LOCUS_TRY(builder.add(source));
    }
    return builder.write(folder);
}

Result<std::shared_ptr<const Reference>> openReferenceBundle(const std::filesystem::path& folder)
{
    const std::filesystem::path manifestPath = folder / "manifest.json";
    LOCUS_TRY_VALUE(text, readFile(manifestPath, manifestCap));
    try {
        const Json manifest = Json::parse(text);
        if (manifest.at("format") != formatName || manifest.at("version") != formatVersion) {
            return damaged(manifestPath, "is no manifest of this version");
        }
        if (sha256Hex(manifest.at("intervals").dump())
            != manifest.at("intervals_sha256").get<std::string>()) {
            return damaged(manifestPath, "has another checksum than it says");
        }
        LOCUS_TRY_VALUE(sequence, verified(folder, "sequence.txt", manifest));
        LOCUS_TRY_VALUE(modelFile, verified(folder, "models.tsv", manifest));
        bool complete = true;
        auto stretches = stretchesOf(manifest, sequence->bytes(), complete);
        auto models = modelsOf(modelFile->bytes());
        if (!complete || !models) {
            return damaged(complete ? folder / "models.tsv" : manifestPath,
                "does not fit the other files of the bundle");
        }
        return std::shared_ptr<const Reference>(std::make_shared<const StoredReference>(
            sequence, std::move(stretches), std::move(models).value()));
    } catch (const nlohmann::json::exception&) {
        return damaged(manifestPath, "cannot be understood");
    }
}

} // namespace locus::genetics
