// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/remote/model_features.h"

#include <charconv>
#include <functional>
#include <map>
#include <set>

namespace locus::remote {

using genetics::AnnotationRow;
using genetics::TranscriptAnnotation;

namespace {

using Value = std::optional<std::string>;
using Read = std::function<Value(const AnnotationRow&)>;

std::string plain(std::string_view name)
{
    std::string out;
    for (const char c : name) {
        if (c >= 'A' && c <= 'Z') {
            out += static_cast<char>(c - 'A' + 'a');
        } else if (c != '_' && c != '-' && c != '.' && c != ' ') {
            out += c;
        }
    }
    return out;
}

Value toText(double value)
{
    char digits[32];
    const auto [end, error] = std::to_chars(digits, digits + sizeof digits, value);
    return error == std::errc() ? Value(std::string(digits, end)) : std::nullopt;
}

Value known(std::string text)
{
    return text.empty() ? std::nullopt : Value(std::move(text));
}

Read ofTranscript(std::function<Value(const TranscriptAnnotation&)> read)
{
    return [read = std::move(read)](const AnnotationRow& row) -> Value {
        const bool some = row.annotation && !row.annotation->transcripts.empty();
        return some ? read(row.annotation->transcripts.front()) : std::nullopt;
    };
}

Read score(std::string name)
{
    return ofTranscript([name = std::move(name)](const TranscriptAnnotation& t) -> Value {
        const auto it = t.scores.find(name);
        return it == t.scores.end() ? std::nullopt : toText(it->second);
    });
}

Read position(std::optional<std::int64_t> TranscriptAnnotation::*field)
{
    return ofTranscript([field](const TranscriptAnnotation& t) -> Value {
        return t.*field ? Value(std::to_string(*(t.*field))) : std::nullopt;
    });
}

// "A/T": the residue before or after the change; one letter alone stands for both.
Read aminoAcid(bool after)
{
    return ofTranscript([after](const TranscriptAnnotation& t) {
        const auto slash = t.aminoAcids.find('/');
        if (slash == std::string::npos) {
            return known(t.aminoAcids);
        }
        return known(after ? t.aminoAcids.substr(slash + 1) : t.aminoAcids.substr(0, slash));
    });
}

// These weights define the feature: models are trained on them. The mean is over all transcripts.
Value meanSeverity(const AnnotationRow& row)
{
    static const std::map<std::string, double> kWeights { { "HIGH", 1.0 }, { "MODERATE", 0.7 },
        { "LOW", 0.3 }, { "MODIFIER", 0.1 } };
    if (!row.annotation || row.annotation->transcripts.empty()) {
        return std::nullopt;
    }
    double sum = 0;
    for (const auto& transcript : row.annotation->transcripts) {
        const auto it = kWeights.find(transcript.impact);
        if (it == kWeights.end()) {
            return std::nullopt;
        }
        sum += it->second;
    }
    return toText(sum / static_cast<double>(row.annotation->transcripts.size()));
}

Value geneCount(const AnnotationRow& row)
{
    if (!row.annotation) {
        return std::nullopt;
    }
    std::set<std::string> genes;
    for (const auto& transcript : row.annotation->transcripts) {
        genes.insert(transcript.geneId);
    }
    return std::to_string(genes.size());
}

Read frequency(std::string population)
{
    return [population = std::move(population)](const AnnotationRow& row) -> Value {
        if (row.annotation) {
            for (const auto& colocated : row.annotation->colocated) {
                const auto it = colocated.frequencies.find(population);
                if (it != colocated.frequencies.end()) {
                    return toText(it->second);
                }
            }
        }
        return std::nullopt;
    };
}

void addVariant(std::map<std::string, Read>& all)
{
    const auto ofVariant = [](std::function<std::string(const genetics::Variant&)> read) -> Read {
        return [read = std::move(read)](const AnnotationRow& row) -> Value {
            return row.variant ? known(read(*row.variant)) : std::nullopt;
        };
    };
    all["chrom"] = all["chr"] = all["chromosome"] = ofVariant([](auto& v) { return v.contig; });
    all["pos"] = all["position"] = ofVariant([](auto& v) { return std::to_string(v.position); });
    all["ref"] = all["reference"] = ofVariant([](auto& v) { return v.ref; });
    all["alt"] = all["alternate"] = ofVariant([](auto& v) { return v.alt; });
}

void addScores(std::map<std::string, Read>& all)
{
    all["sift"] = all["siftval"] = all["siftscore"] = score("sift");
    all["polyphen"] = all["polyphenval"] = all["polyphenscore"] = score("polyphen");
    all["cadd"] = all["caddphred"] = score("cadd_phred");
    all["caddraw"] = score("cadd_raw");
    all["revel"] = score("revel");
    all["alphamissense"] = all["ampathogenicity"] = score("am_pathogenicity");
    all["conservation"] = score("conservation");
    for (const auto* end : { "ag", "al", "dg", "dl" }) {
        for (const auto* kind : { "ds", "dp" }) {
            const std::string name = std::string(kind) + end;
            const Read read = score(std::string("spliceai_") + kind + "_" + end);
            all[name] = all["spliceai" + name] = all["spliceaipred" + name] = read;
        }
    }
}

const std::map<std::string, Read>& catalogue()
{
    static const auto made = [] {
        std::map<std::string, Read> all;
        addVariant(all);
        addScores(all);
        all["cdnapos"] = all["cdnaposition"] = all["cdnastart"] =
            position(&TranscriptAnnotation::cdnaStart);
        all["cdspos"] = all["cdsposition"] = all["cdsstart"] =
            position(&TranscriptAnnotation::cdsStart);
        all["protpos"] = all["proteinpos"] = all["proteinposition"] = all["proteinstart"] =
            position(&TranscriptAnnotation::proteinStart);
        all["oaa"] = aminoAcid(false);
        all["naa"] = aminoAcid(true);
        all["aminoacids"] =
            ofTranscript([](const TranscriptAnnotation& t) { return known(t.aminoAcids); });
        all["consequence"] = ofTranscript([](const TranscriptAnnotation& t) {
            return t.consequenceTerms.empty() ? std::nullopt : known(t.consequenceTerms.front());
        });
        all["mostsevereconsequence"] = [](const AnnotationRow& row) -> Value {
            return row.annotation ? known(row.annotation->mostSevere) : std::nullopt;
        };
        all["impact"] = ofTranscript([](const TranscriptAnnotation& t) { return known(t.impact); });
        all["genename"] = all["genesymbol"] =
            ofTranscript([](const TranscriptAnnotation& t) { return known(t.geneSymbol); });
        all["meanseverity"] = meanSeverity;
        all["genecount"] = geneCount;
        all["gnomadaf"] = all["gnomadgaf"] = frequency("gnomadg");
        all["gnomadeaf"] = frequency("gnomade");
        return all;
    }();
    return made;
}

} // namespace

bool knowsFeature(std::string_view name)
{
    return catalogue().contains(plain(name));
}

std::optional<std::string> featureOf(const AnnotationRow& row, std::string_view name)
{
    const auto it = catalogue().find(plain(name));
    return it == catalogue().end() ? std::nullopt : it->second(row);
}

} // namespace locus::remote
