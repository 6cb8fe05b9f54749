// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/genetics/annotation.h"
#include "ui/theme/color_id.h"

#include <QCoreApplication>
#include <QString>

#include <optional>
#include <vector>

namespace locus::ui {

// What an annotated row says to a clinician. Nothing is filled in: what the engine did not say is
// shown as not said, "no entry" stands only where an engine has looked, and a site-level ClinVar
// entry never stands as the allele's.
class VariantWords
{
    Q_DECLARE_TR_FUNCTIONS(locus::ui::VariantWords)

public:
    // "missense variant"; an unknown term as it is.
    static QString term(std::string_view soTerm);
    static Tone toneOfTerm(std::string_view soTerm);
    static Tone toneOfImpact(std::string_view impact);

    // The one label of a variant: gene, c. and p. of the displayed transcript with its version,
    // else genomic HGVS, SPDI, VCF form, text as sent.
    static QString title(const genetics::AnnotationRow& row);
    static QString genomic(const genetics::AnnotationRow& row); // hgvsg · SPDI · assembly
    static const genetics::TranscriptAnnotation* displayed(const genetics::AnnotationRow& row);
    // Whether the engine knows that the displayed transcript is a MANE one.
    static bool displaysMane(const genetics::AnnotationRow& row);
    static QString chosenBecause(std::string_view reason);
    // The worst term where it is not on the displayed transcript, with the transcript that has it.
    static QString worseElsewhere(const genetics::AnnotationRow& row);

    struct Said
    {
        QString text;
        std::optional<Tone> tone {};
        QString note {};
        QString brief {}; // for a narrow cell
        [[nodiscard]] const QString& inList() const { return brief.isEmpty() ? text : brief; }
    };
    // ClinVar of this row's allele.
    static Said clinVar(const genetics::AnnotationRow& row);
    // Highest population frequency of the allele over the sources, as a fraction with its source.
    static Said frequency(const genetics::AnnotationRow& row);
    struct Named
    {
        QString name;
        Said said;
    };
    static std::vector<Named> frequencies(const genetics::AnnotationRow& row);
    // Predictors of the displayed transcript with their bands (REVEL, SpliceAI) or classes.
    static std::vector<Named> predictors(const genetics::AnnotationRow& row);
    static Said score(const genetics::AnnotationRow& row, const char* name);
    // What the engine did not look up or not deliver, in words; empty if it did all.
    static QString missing(const genetics::AnnotationRow& row);

    // Why a row has no annotation: a short word for the list.
    static QString notAnnotated(std::string_view code);
    static QString engine(const genetics::EngineSource& source);
};

} // namespace locus::ui
