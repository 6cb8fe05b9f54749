// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
// What one variant, one submitted line and one read cost, on the bundled reference and one thread;
// and bcftools csq as the peer, on the same variants, reference and machine.
#include "core/base/places.h"
#include "core/genetics/consequence_predictor.h"
#include "core/genetics/hgvs_namer.h"
#include "core/genetics/input_recognition.h"
#include "core/genetics/normalise.h"
#include "core/genetics/sequence_locator.h"
#include "core/genetics/transcript_map.h"
#include "tests/bench/bench_report.h"
#include "tests/bench/csq_peer.h"

#include <QCoreApplication>

#include <chrono>
#include <iostream>

using namespace locus;
using namespace locus::bench;
using namespace locus::genetics;

namespace {

constexpr int runs = 5;
constexpr const char* assembly = "GRCh38";
constexpr std::int64_t readLength = 150;

char other(char base)
{
    return base == 'A' ? 'G' : base == 'G' ? 'T' : base == 'T' ? 'C' : 'A';
}

// Microseconds that each of `count` calls takes.
template <typename Work> double microsEach(std::size_t count, const Work& work)
{
    const auto start = std::chrono::steady_clock::now();
    for (std::size_t i = 0; i < count; ++i) {
        work(i);
    }
    const std::chrono::duration<double, std::micro> took = std::chrono::steady_clock::now() - start;
    return took.count() / static_cast<double>(count);
}

struct Samples
{
    std::vector<Variant> variants; // one changed coding base each
    std::vector<std::string> lines; // the same ones as people write them
    std::vector<std::string> reads; // one changed base each, every other one from the minus strand
};

void addCodingVariants(
    const Reference& reference, const Transcript& transcript, std::vector<Variant>& variants)
{
    for (const Range& part : transcript.cds) {
        for (std::int64_t at = part.start; at <= part.end; at += 7) {
            const auto letter = reference.sequence(assembly, transcript.contig, { at, at });
            if (letter.ok() && *letter != "N") {
                variants.push_back({ assembly, transcript.contig, at, std::string(*letter),
                    std::string(1, other(letter->front())) });
            }
        }
    }
}

std::string lineOf(const Reference& reference, const Variant& variant, std::size_t number)
{
    switch (number % 4) {
    case 0: return nameGenomic(reference, variant);
    case 1: return spdiOf(reference, variant);
    case 2: return "rs" + std::to_string(100'000 + number);
    default:
        return variant.contig + " " + std::to_string(variant.position) + " . " + variant.ref + " "
            + variant.alt;
    }
}

void addReads(const Reference& reference, const CoveredInterval& where, Samples& samples)
{
    for (std::int64_t at = where.range.start; at + readLength <= where.range.end; at += 997) {
        const auto letters =
            reference.sequence(assembly, where.contig, { at, at + readLength - 1 });
        if (!letters.ok() || letters->find('N') != std::string_view::npos) {
            continue;
        }
        std::string read(*letters);
        read[70] = other(read[70]);
        if (samples.reads.size() % 2 == 1) {
            std::string reversed;
            for (auto base = read.rbegin(); base != read.rend(); ++base) {
                reversed += *base == 'A' ? 'T' : *base == 'T' ? 'A' : *base == 'C' ? 'G' : 'C';
            }
            read = reversed;
        }
        samples.reads.push_back(std::move(read));
    }
}

Samples makeSamples(const Reference& reference)
{
    Samples samples;
    for (const CoveredInterval& where : reference.intervals()) {
        if (where.assembly != assembly) {
            continue;
        }
        for (const Transcript* transcript :
            reference.transcriptsAt(assembly, where.contig, where.range)) {
            addCodingVariants(reference, *transcript, samples.variants);
        }
        addReads(reference, where, samples);
    }
    for (std::size_t i = 0; i < 10'000; ++i) {
        samples.lines.push_back(
            lineOf(reference, samples.variants[i % samples.variants.size()], i));
    }
    return samples;
}

void measureVariants(const Reference& reference, const Samples& samples, Report& report)
{
    const auto& variants = samples.variants;
    std::size_t calls = 0;
    report.add("prediction a variant", "us", microsEach(variants.size(), [&](std::size_t i) {
        calls += predictConsequences(reference, variants[i]).size();
    }));
    report.add("transcripts a variant", "", static_cast<double>(calls) / double(variants.size()));
    std::size_t named = 0;
    report.add(
        "HGVS g., c. and p. a variant", "us", microsEach(variants.size(), [&](std::size_t i) {
            const Variant& variant = variants[i];
            named += nameGenomic(reference, variant).empty() ? 0 : 1;
            const auto there = reference.transcriptsAt(
                variant.assembly, variant.contig, { variant.position, variant.end() });
            const TranscriptMap map(*there.front());
            named += nameTranscript(reference, variant, map).empty() ? 0 : 1;
            named += nameProtein(reference, variant, map).empty() ? 0 : 1;
        }));
    report.add("names a variant", "", static_cast<double>(named) / double(variants.size()));
}

Status measureInput(
    const std::shared_ptr<const Reference>& reference, const Samples& samples, Report& report)
{
    std::string text;
    for (const std::string& line : samples.lines) {
        text += line + '\n';
    }
    std::int64_t accepted = 0;
    report.add("recognition of 10,000 lines", "ms",
        microsEach(1, [&](std::size_t) { accepted = recogniseInput(text).accepted(); }) / 1000);
    if (accepted != static_cast<std::int64_t>(samples.lines.size())) {
        return fatal("bench.not_recognised", std::to_string(accepted) + " lines were recognised");
    }
    const SequenceLocator locator(reference);
    const auto locate = [&](std::size_t i) {
        return locator.locate({ samples.reads[i], 0, false }, assembly).state
            == LocatedState::Placed;
    };
    report.add("index of the locator", "ms", microsEach(1, locate) / 1000);
    std::size_t placed = 0;
    report.add("location of a 150-base read", "us",
        microsEach(samples.reads.size(), [&](std::size_t i) { placed += locate(i) ? 1 : 0; }));
    report.add("reads placed", "%",
        100 * static_cast<double>(placed) / static_cast<double>(samples.reads.size()));
    return {};
}

Status run()
{
    LOCUS_TRY_VALUE(reference, openReferenceBundle(resourceFolder() / "reference"));
    const Samples samples = makeSamples(*reference);
    const auto peer = CsqPeer::find();
    Report warmUp("", "");
    Report report("genetics", "one thread, bundled reference");
    report.note("samples",
        std::to_string(samples.variants.size()) + " variants, 10,000 lines, "
            + std::to_string(samples.reads.size()) + " reads with one changed base");
    report.note("peer", peer ? peer->words() : "oracle data or bcftools absent: not compared");
    for (int turn = 0; turn <= runs; ++turn) {
        Report& into = turn == 0 ? warmUp : report;
        measureVariants(*reference, samples, into);
        LOCUS_TRY(measureInput(reference, samples, into));
        if (peer) {
            LOCUS_TRY(peer->measure(into));
        }
    }
    report.print();
    return {};
}

} // namespace

int main(int argc, char** argv)
{
    const QCoreApplication application(argc, argv);
    const Status done = run();
    if (!done.ok()) {
        std::cerr << "bench_genetics: " << done.error().message << '\n';
        return 1;
    }
    return 0;
}
