// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/analyses/variant_words.h"

#include "ui/models/text.h"

#include <QLocale>

#include <algorithm>
#include <array>
#include <set>

namespace locus::ui {

using namespace Qt::StringLiterals;

namespace {

// The impact ranks of the Sequence Ontology terms as VEP publishes them.
const std::set<std::string_view> highTerms { "transcript_ablation", "splice_acceptor_variant",
    "splice_donor_variant", "stop_gained", "frameshift_variant", "stop_lost", "start_lost",
    "transcript_amplification", "feature_elongation", "feature_truncation" };
const std::set<std::string_view> moderateTerms { "inframe_insertion", "inframe_deletion",
    "missense_variant", "protein_altering_variant", "TFBS_ablation" };

QString number(double value, int digits)
{
    return QLocale().toString(value, 'g', digits);
}

Tone clinVarTone(const QString& significance)
{
    const auto text = significance.toLower();
    if (text.contains(u"conflicting"_s)) {
        return Tone::Warning;
    }
    if (text.contains(u"pathogenic"_s)) {
        return Tone::Danger;
    }
    if (text.contains(u"benign"_s)) {
        return Tone::Success;
    }
    return text.contains(u"uncertain"_s) ? Tone::Warning : Tone::Neutral;
}

struct Population
{
    const char* key;
    const char* name;
};
constexpr std::array populations {
    Population { "gnomadg", "gnomAD genomes" },
    Population { "gnomade", "gnomAD exomes" },
    Population { "af", "1000 Genomes" },
};

QString populationName(std::string_view key)
{
    for (const auto& population : populations) {
        const std::string_view stem(population.key);
        if (key == stem) {
            return QString::fromLatin1(population.name);
        }
        if (key.starts_with(stem) && key.size() > stem.size() && key[stem.size()] == '_') {
            return QString::fromLatin1(population.name) + u' '
                + fromStd(key.substr(stem.size() + 1)).toUpper();
        }
    }
    return fromStd(key);
}

bool lacks(const genetics::AnnotationRow& row, std::string_view block)
{
    const auto& missing = row.annotation->missingBlocks;
    return std::find(missing.begin(), missing.end(), block) != missing.end();
}

// The local engine never asks for these blocks; a service was asked and did not answer.
bool isLocal(const genetics::AnnotationRow& row)
{
    return row.source.engine == "locus-local";
}

VariantWords::Said notLookedUp(const genetics::AnnotationRow& row)
{
    if (isLocal(row)) {
        return { VariantWords::tr("not looked up"), {},
            VariantWords::tr("the local reference holds no such data, and no service was asked"),
            VariantWords::tr("not looked up") };
    }
    return { VariantWords::tr("not delivered"), {},
        VariantWords::tr("the service was asked and did not answer this part"), {} };
}

} // namespace

QString VariantWords::term(std::string_view soTerm)
{
    return fromStd(soTerm).replace(u'_', u' ');
}

Tone VariantWords::toneOfTerm(std::string_view soTerm)
{
    if (highTerms.contains(soTerm)) {
        return Tone::Danger;
    }
    return moderateTerms.contains(soTerm) ? Tone::Warning : Tone::Neutral;
}

Tone VariantWords::toneOfImpact(std::string_view impact)
{
    if (impact == "HIGH") {
        return Tone::Danger;
    }
    return impact == "MODERATE" ? Tone::Warning : Tone::Neutral;
}

const genetics::TranscriptAnnotation* VariantWords::displayed(const genetics::AnnotationRow& row)
{
    return row.annotation && !row.annotation->transcripts.empty()
        ? &row.annotation->transcripts.front()
        : nullptr;
}

bool VariantWords::displaysMane(const genetics::AnnotationRow& row)
{
    const auto* shown = displayed(row);
    return shown != nullptr && (shown->flags.maneSelect || shown->flags.manePlusClinical);
}

QString VariantWords::title(const genetics::AnnotationRow& row)
{
    const auto* transcript = displayed(row);
    if (transcript != nullptr && !transcript->hgvsc.empty()) {
        QString text = fromStd(transcript->hgvsc);
        if (!transcript->geneSymbol.empty()) {
            text = fromStd(transcript->geneSymbol) + u' ' + text;
        }
        const auto p = fromStd(transcript->hgvsp);
        if (!p.isEmpty()) {
            const auto change = p.section(u':', -1);
            const bool predicted = change.startsWith(u"p.("_s); // has its own parentheses
            text += predicted ? QString(u' ' + change) : QString(u" ("_s + change + u')');
        }
        return text;
    }
    if (!row.hgvsg.empty()) {
        return fromStd(row.hgvsg);
    }
    if (!row.spdi.empty()) {
        return fromStd(row.spdi);
    }
    if (row.variant) {
        return u"%1:%2 %3>%4"_s.arg(fromStd(row.variant->contig))
            .arg(row.variant->position)
            .arg(fromStd(row.variant->ref), fromStd(row.variant->alt));
    }
    return fromStd(row.input).left(120);
}

QString VariantWords::genomic(const genetics::AnnotationRow& row)
{
    QStringList parts;
    for (const auto& part : { row.hgvsg, row.spdi }) {
        if (!part.empty()) {
            parts << fromStd(part);
        }
    }
    if (row.variant) {
        parts << fromStd(row.variant->assembly);
    }
    return parts.join(u"  ·  "_s);
}

QString VariantWords::chosenBecause(std::string_view reason)
{
    const auto known = fromStd(reason);
    if (known == u"mane_select"_s) {
        return tr("MANE Select");
    }
    if (known == u"mane_plus_clinical"_s) {
        return tr("MANE Plus Clinical: its worst term ranks higher");
    }
    if (known == u"canonical_no_mane"_s) {
        return tr("canonical; there is no MANE transcript");
    }
    if (known == u"mane_unknown_local"_s) {
        return tr("coding, then worst consequence; MANE is not known here");
    }
    if (known == u"canonical_no_mane_on_grch37"_s) {
        return tr("canonical; MANE does not exist for GRCh37");
    }
    if (known == u"only_transcript"_s) {
        return tr("the only one");
    }
    if (known == u"pick_order"_s) {
        return tr("Ensembl's order; neither MANE nor canonical");
    }
    return known.isEmpty() ? QString() : QString(known).replace(u'_', u' ');
}

QString VariantWords::worseElsewhere(const genetics::AnnotationRow& row)
{
    const auto* shown = displayed(row);
    if (shown == nullptr || row.annotation->mostSevere.empty()) {
        return {};
    }
    const auto& worst = row.annotation->mostSevere;
    const auto has = [&worst](const genetics::TranscriptAnnotation& transcript) {
        const auto& terms = transcript.consequenceTerms;
        return std::find(terms.begin(), terms.end(), worst) != terms.end();
    };
    if (has(*shown)) {
        return {};
    }
    const auto& all = row.annotation->transcripts;
    const auto other = std::find_if(all.begin(), all.end(), has);
    if (other == all.end()) {
        return {};
    }
    //: %1 a consequence such as "stop gained", %2 a transcript id
    return tr("%1 on %2, which is not the displayed transcript")
        .arg(term(worst), fromStd(other->transcriptId));
}

VariantWords::Said VariantWords::clinVar(const genetics::AnnotationRow& row)
{
    if (!row.annotation) {
        return {};
    }
    bool siteOnly = false;
    bool others = false;
    for (const auto& known : row.annotation->colocated) {
        others = others || known.otherAllelesOnly;
        if (known.siteLevelOnly) {
            siteOnly = siteOnly || !known.clinicalSignificance.empty();
            continue;
        }
        if (known.clinicalSignificance.empty()) {
            continue;
        }
        QStringList terms;
        for (const auto& entry : known.clinicalSignificance) {
            terms << term(entry);
        }
        const auto text = terms.join(u", "_s);
        QStringList ids { fromStd(known.id) };
        if (const auto clinVarIds = known.synonyms.find("ClinVar");
            clinVarIds != known.synonyms.end()) {
            for (const auto& entry : clinVarIds->second) {
                ids << fromStd(entry);
            }
        }
        return { text, clinVarTone(text), tr("this allele, %1").arg(ids.join(u", "_s)), {} };
    }
    if (siteOnly) {
        return { tr("site level, allele not stated"), Tone::Neutral,
            tr("the source does not say for which allele: not evidence for this variant"),
            tr("site level only") };
    }
    if (others) {
        return { tr("not for this allele"), {},
            tr("there is an entry for another allele of this position"), {} };
    }
    if (lacks(row, "clinical_significance")) {
        return notLookedUp(row);
    }
    return { tr("no entry"), {}, {}, {} };
}

std::vector<VariantWords::Named> VariantWords::frequencies(const genetics::AnnotationRow& row)
{
    std::vector<Named> out;
    if (row.annotation) {
        for (const auto& known : row.annotation->colocated) {
            for (const auto& [key, value] : known.frequencies) {
                out.push_back({ populationName(key), { number(value, 4), {}, {}, {} } });
            }
        }
    }
    return out;
}

VariantWords::Said VariantWords::frequency(const genetics::AnnotationRow& row)
{
    if (!row.annotation) {
        return {};
    }
    for (const auto& population : populations) {
        for (const auto& known : row.annotation->colocated) {
            const auto found = known.frequencies.find(population.key);
            if (found != known.frequencies.end()) {
                return { number(found->second, 3), {}, QString::fromLatin1(population.name), {} };
            }
        }
    }
    if (lacks(row, "frequencies")) {
        return notLookedUp(row);
    }
    return { tr("none known"), {}, {}, {} };
}

namespace {

QString revelBand(double value)
{
    if (value >= 0.932) {
        return QCoreApplication::translate("locus::ui::VariantWords", "strong for pathogenic");
    }
    if (value >= 0.773) {
        return QCoreApplication::translate("locus::ui::VariantWords", "moderate for pathogenic");
    }
    if (value >= 0.644) {
        return QCoreApplication::translate("locus::ui::VariantWords", "supporting for pathogenic");
    }
    if (value > 0.290) {
        return QCoreApplication::translate("locus::ui::VariantWords", "no evidence either way");
    }
    if (value > 0.183) {
        return QCoreApplication::translate("locus::ui::VariantWords", "supporting for benign");
    }
    return value > 0.016
        ? QCoreApplication::translate("locus::ui::VariantWords", "moderate for benign")
        : QCoreApplication::translate("locus::ui::VariantWords", "strong for benign");
}

QString spliceBand(double value)
{
    if (value >= 0.20) {
        return QCoreApplication::translate("locus::ui::VariantWords", "impact on splicing");
    }
    return value >= 0.10
        ? QCoreApplication::translate("locus::ui::VariantWords", "uninformative for splicing")
        : QCoreApplication::translate("locus::ui::VariantWords", "no impact on splicing");
}

QString predictorName(const std::string& key)
{
    static const std::map<std::string, QString> names { { "sift", u"SIFT"_s },
        { "polyphen", u"PolyPhen"_s }, { "cadd_phred", u"CADD (phred)"_s },
        { "cadd_raw", u"CADD (raw)"_s }, { "am_pathogenicity", u"AlphaMissense"_s },
        { "alphamissense", u"AlphaMissense"_s }, { "revel", u"REVEL"_s } };
    const auto found = names.find(key);
    return found != names.end() ? found->second : fromStd(key).replace(u'_', u' ');
}

} // namespace

std::vector<VariantWords::Named> VariantWords::predictors(const genetics::AnnotationRow& row)
{
    std::vector<Named> out;
    const auto* transcript = displayed(row);
    if (transcript == nullptr) {
        return out;
    }
    const bool none = transcript->scores.empty() && transcript->predictions.empty();
    if (none && lacks(row, "scores")) {
        return { { tr("Scores"), notLookedUp(row) } };
    }
    auto predictions = transcript->predictions;
    for (const auto& [key, value] : transcript->scores) {
        QString note;
        if (key == "revel") {
            note = revelBand(value);
        } else if (key.starts_with("spliceai") && key.find("_ds") != std::string::npos) {
            note = spliceBand(value);
        }
        const auto word = key == "am_pathogenicity" ? "alphamissense" : key;
        if (const auto said = predictions.extract(word)) {
            note = term(said.mapped());
        }
        out.push_back({ predictorName(key), { number(value, 4), {}, note, {} } });
    }
    for (const auto& [key, word] : predictions) {
        out.push_back({ predictorName(key), { term(word), {}, {}, {} } });
    }
    return out;
}

VariantWords::Said VariantWords::score(const genetics::AnnotationRow& row, const char* name)
{
    const auto* transcript = displayed(row);
    if (transcript == nullptr) {
        return {};
    }
    const auto found = transcript->scores.find(name);
    if (found != transcript->scores.end()) {
        return { number(found->second, 3), {}, {}, {} };
    }
    const std::string_view block =
        std::string_view(name) == "am_pathogenicity" ? "alphamissense" : name;
    const auto word = transcript->predictions.find(std::string(block));
    if (word != transcript->predictions.end()) {
        return { term(word->second), {}, {}, {} };
    }
    if (!lacks(row, "scores") && !lacks(row, block)) {
        return {};
    }
    auto said = notLookedUp(row);
    said.brief = u"–"_s;
    return said;
}

QString VariantWords::missing(const genetics::AnnotationRow& row)
{
    static const std::map<std::string_view, const char*> words {
        { "clinical_significance", QT_TR_NOOP("ClinVar") },
        { "frequencies", QT_TR_NOOP("population frequencies") },
        { "scores", QT_TR_NOOP("predictor scores") },
        { "consequences", QT_TR_NOOP("consequences") },
        { "alphamissense", "AlphaMissense" },
        { "sift", "SIFT" },
        { "polyphen", "PolyPhen" },
        { "hgvs", "HGVS" },
        { "vcf_string", "VCF" },
    };
    QStringList parts;
    if (row.annotation) {
        for (const auto& block : row.annotation->missingBlocks) {
            const auto found = words.find(block);
            parts << (found == words.end() ? term(block) : tr(found->second));
        }
    }
    return parts.join(u", "_s);
}

QString VariantWords::notAnnotated(std::string_view code)
{
    static const std::map<std::string_view, const char*> words {
        { "rejected", QT_TR_NOOP("rejected") },
        { "outside_local_reference", QT_TR_NOOP("outside local reference") },
        { "service_down", QT_TR_NOOP("service down") },
        { "rejected_by_vep", QT_TR_NOOP("rejected by VEP") },
        { "timeout", QT_TR_NOOP("timed out") },
        { "not_aligned", QT_TR_NOOP("not found in the reference") },
        { "ambiguous", QT_TR_NOOP("several matches") },
        { "unsupported", QT_TR_NOOP("not supported") },
        { "ref_mismatch", QT_TR_NOOP("REF differs from reference") },
        { "no_difference", QT_TR_NOOP("equals the reference") },
        { "cancelled", QT_TR_NOOP("cancelled") },
    };
    const auto found = words.find(code);
    return found == words.end() ? term(code) : tr(found->second);
}

QString VariantWords::engine(const genetics::EngineSource& source)
{
    QString name = fromStd(source.engine);
    if (source.engine == "locus-local") {
        name = tr("local reference");
    } else if (source.engine == "ensembl-vep-rest") {
        name = tr("Ensembl VEP service");
    } else if (source.engine == "cache") {
        name = tr("stored earlier answer");
    }
    return source.release.empty() ? name : QString(name + u' ' + fromStd(source.release));
}

} // namespace locus::ui
