// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/genetics/hgvs_format.h"

namespace locus::genetics {
namespace {

std::string formatBoundary(const HgvsBoundary& boundary)
{
    if (!boundary.last) {
        return formatPosition(boundary.first);
    }
    return "(" + formatPosition(boundary.first) + "_" + formatPosition(*boundary.last) + ")";
}

std::string formatResidue(const HgvsResidue& residue)
{
    return residue.aa + std::to_string(residue.number);
}

std::string stated(const HgvsEdit& edit, HgvsStyle style)
{
    if (style == HgvsStyle::Normal) {
        return {};
    }
    return edit.refLength ? std::to_string(*edit.refLength) : edit.ref;
}

std::string lengthOf(const HgvsProteinEdit& edit)
{
    if (edit.lengthUnknown) {
        return "?";
    }
    return edit.length ? std::to_string(*edit.length) : "";
}

} // namespace

std::string formatPosition(const HgvsPosition& position)
{
    if (position.unknown) {
        return "?";
    }
    std::string text = position.datum == HgvsDatum::StopCodon ? "*" : "";
    text += std::to_string(position.base);
    if (position.unknownOffset != 0) {
        text += position.unknownOffset;
        text += '?';
    } else if (position.offset != 0) {
        text += position.offset > 0 ? "+" : "";
        text += std::to_string(position.offset);
    }
    return text;
}

std::string formatInterval(const HgvsInterval& interval)
{
    std::string text = formatBoundary(interval.start);
    if (interval.end) {
        text += "_" + formatBoundary(*interval.end);
    }
    return interval.uncertain ? "(" + text + ")" : text;
}

std::string formatEdit(const HgvsEdit& edit, HgvsStyle style)
{
    std::string text;
    switch (edit.kind) {
    case HgvsEditKind::Substitution: text = edit.ref + ">" + edit.alt; break;
    case HgvsEditKind::Deletion: text = "del" + stated(edit, style); break;
    case HgvsEditKind::Insertion: text = "ins" + edit.alt; break;
    case HgvsEditKind::Duplication: text = "dup" + stated(edit, style); break;
    case HgvsEditKind::Delins: text = "del" + stated(edit, style) + "ins" + edit.alt; break;
    case HgvsEditKind::Inversion: text = "inv" + stated(edit, style); break;
    case HgvsEditKind::Identity: text = stated(edit, style) + "="; break;
    case HgvsEditKind::Conversion: text = "con" + edit.alt; break;
    case HgvsEditKind::Copy: text = "copy" + std::to_string(edit.count); break;
    case HgvsEditKind::Repeat:
        text = edit.countMax ? edit.ref + "(" + std::to_string(edit.count) + "_"
                + std::to_string(*edit.countMax) + ")"
                             : edit.ref + "[" + std::to_string(edit.count) + "]";
        break;
    }
    return edit.uncertain ? "(" + text + ")" : text;
}

std::string formatChange(const HgvsNucleotideChange& change, HgvsStyle style)
{
    const std::string text = formatInterval(change.interval) + formatEdit(change.edit, style);
    return change.predicted ? "(" + text + ")" : text;
}

std::string formatProteinEdit(const HgvsProteinEdit& edit, HgvsStyle style)
{
    switch (edit.kind) {
    case HgvsProteinEditKind::Substitution: return edit.alt;
    case HgvsProteinEditKind::Deletion: return "del";
    case HgvsProteinEditKind::Insertion: return "ins" + edit.alt;
    case HgvsProteinEditKind::Duplication: return "dup";
    case HgvsProteinEditKind::Delins: return "delins" + edit.alt;
    case HgvsProteinEditKind::Frameshift:
        return edit.alt + "fs" + (edit.terStated || style == HgvsStyle::Normal ? "Ter" : "")
            + lengthOf(edit);
    case HgvsProteinEditKind::Extension:
        return edit.alt + "ext" + edit.extensionAa + lengthOf(edit);
    case HgvsProteinEditKind::Identity: return "=";
    case HgvsProteinEditKind::Repeat: return "[" + lengthOf(edit) + "]";
    }
    return {};
}

std::string formatProteinChange(const HgvsProteinChange& change, HgvsStyle style)
{
    std::string text;
    switch (change.whole) {
    case HgvsProteinWhole::Same: text = "="; break;
    case HgvsProteinWhole::NoProtein: text = "0"; break;
    case HgvsProteinWhole::NoProteinLikely: text = "0?"; break;
    case HgvsProteinWhole::Unknown: text = "?"; break;
    case HgvsProteinWhole::None:
        text = formatResidue(change.start);
        if (change.end) {
            text += "_" + formatResidue(*change.end);
        }
        text += formatProteinEdit(change.edit, style);
        break;
    }
    return change.predicted ? "(" + text + ")" : text;
}

std::string formatHgvs(const HgvsVariant& variant, HgvsStyle style)
{
    std::string text = variant.accession;
    if (!variant.selector.empty()) {
        text += "(" + variant.selector + ")";
    }
    text += ':';
    text += static_cast<char>(variant.type);
    text += '.';
    if (const auto* protein = std::get_if<HgvsProteinChange>(&variant.change)) {
        return text + formatProteinChange(*protein, style);
    }
    return text + formatChange(std::get<HgvsNucleotideChange>(variant.change), style);
}

} // namespace locus::genetics
