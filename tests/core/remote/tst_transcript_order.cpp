// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/remote/transcript_order.h"
#include "tests/support/test_registry.h"

#include <QTest>

using namespace locus;
using remote::RankedTranscript;

namespace {

RankedTranscript make(std::string id, std::string gene, std::string term)
{
    RankedTranscript ranked;
    ranked.transcript.transcriptId = std::move(id);
    ranked.transcript.geneId = std::move(gene);
    ranked.transcript.biotype = "protein_coding";
    ranked.transcript.consequenceTerms = { std::move(term) };
    return ranked;
}

std::string told(const std::vector<genetics::TranscriptAnnotation>& ordered)
{
    std::string text;
    for (const auto& transcript : ordered) {
        text += transcript.transcriptId + "=" + transcript.chosenBecause + " ";
    }
    return text;
}

} // namespace

class TranscriptOrderTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void maneSelectStandsFirstWhateverIsWorse()
    {
        auto mane = make("mane", "G", "synonymous_variant");
        mane.transcript.flags.maneSelect = true;
        auto canonical = make("canonical", "G", "stop_gained");
        canonical.transcript.flags.canonical = true;
        QCOMPARE(told(remote::inDisplayOrder({ canonical, mane }, "GRCh38")),
            std::string("mane=mane_select canonical= "));
    }

    void manePlusClinicalFollowsOnlyWhereItIsWorse()
    {
        auto mane = make("mane", "G", "intron_variant");
        mane.transcript.flags.maneSelect = true;
        auto clinical = make("clinical", "G", "missense_variant");
        clinical.transcript.flags.manePlusClinical = true;
        auto other = make("other", "G", "stop_gained");
        other.transcript.flags.canonical = true;
        QCOMPARE(told(remote::inDisplayOrder({ other, clinical, mane }, "GRCh38")),
            std::string("mane=mane_select clinical=mane_plus_clinical other= "));
        clinical.transcript.consequenceTerms = { "intron_variant" };
        QCOMPARE(told(remote::inDisplayOrder({ other, clinical, mane }, "GRCh38")),
            std::string("mane=mane_select other= clinical= "));
    }

    void canonicalNeedsToCodeAndSaysWhyThereIsNoMane()
    {
        auto canonical = make("canonical", "G", "intron_variant");
        canonical.transcript.flags.canonical = true;
        const auto other = make("other", "G", "stop_gained");
        QCOMPARE(told(remote::inDisplayOrder({ other, canonical }, "GRCh38")),
            std::string("canonical=canonical_no_mane other= "));
        QCOMPARE(told(remote::inDisplayOrder({ other, canonical }, "GRCh37")),
            std::string("canonical=canonical_no_mane_on_grch37 other= "));
        canonical.transcript.biotype = "lncRNA";
        QCOMPARE(told(remote::inDisplayOrder({ canonical, other }, "GRCh38")),
            std::string("other=pick_order canonical= "));
    }

    void thePickOrderDecidesTheRest()
    {
        auto a1 = make("a1", "G", "stop_gained");
        a1.appris = "A1";
        auto p2 = make("p2", "G", "intron_variant");
        p2.appris = "P2";
        auto tsl1 = make("tsl1", "G", "intron_variant");
        tsl1.tsl = 1;
        auto ccds = make("ccds", "G", "intron_variant");
        ccds.ccds = true;
        const auto worse = make("worse", "G", "stop_gained");
        const auto milder = make("milder", "G", "intron_variant");
        QCOMPARE(told(remote::inDisplayOrder({ milder, worse, ccds, tsl1, a1, p2 }, "GRCh38")),
            std::string("p2=pick_order a1= tsl1= ccds= worse= milder= "));
    }

    void genesStayTogetherWorstDisplayedFirst()
    {
        auto near1 = make("near", "A", "downstream_gene_variant");
        near1.transcript.flags.maneSelect = true;
        auto hit = make("hit", "B", "missense_variant");
        hit.transcript.flags.maneSelect = true;
        const auto hit2 = make("hit2", "B", "intron_variant");
        const auto lone = make("lone", "C", "downstream_gene_variant");
        QCOMPARE(told(remote::inDisplayOrder({ lone, near1, hit2, hit }, "GRCh38")),
            std::string("hit=mane_select hit2= near=mane_select lone=only_transcript "));
    }
};

LOCUS_TEST(transcript_order, TranscriptOrderTest)
#include "tst_transcript_order.moc"
