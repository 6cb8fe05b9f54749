// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "hgvs_rules.h"

#include "core/genetics/hgvs_format.h"
#include "core/genetics/hgvs_grammar.h"

#include <algorithm>
#include <functional>
#include <map>
#include <vector>

namespace locus::test {

using namespace genetics;

namespace {

using Rule = std::function<std::optional<std::string>(HgvsGrammar&)>;
using Molecule = HgvsGrammar::Molecule;
using Letters = HgvsGrammar::Letters;

std::optional<std::string> shown(const std::optional<std::string>& text)
{
    return text;
}
std::optional<std::string> shown(const std::optional<char>& letter)
{
    return letter ? std::optional(std::string(1, *letter)) : std::nullopt;
}
std::optional<std::string> shown(const std::optional<std::int64_t>& number)
{
    return number ? std::optional(std::to_string(*number)) : std::nullopt;
}
std::optional<std::string> shown(const std::optional<HgvsEdit>& edit)
{
    return edit ? std::optional(formatEdit(*edit, HgvsStyle::Normal)) : std::nullopt;
}
std::optional<std::string> shown(const std::optional<HgvsProteinEdit>& edit)
{
    return edit ? std::optional(formatProteinEdit(*edit, HgvsStyle::Normal)) : std::nullopt;
}
std::optional<std::string> shown(const std::optional<HgvsNucleotideChange>& change)
{
    return change ? std::optional(formatChange(*change, HgvsStyle::Normal)) : std::nullopt;
}
std::optional<std::string> shown(const std::optional<HgvsProteinChange>& change)
{
    if (change && change->whole == HgvsProteinWhole::Unknown) {
        return "None"; // how the table writes "nothing is known of it"
    }
    return change ? std::optional(formatProteinChange(*change, HgvsStyle::Normal)) : std::nullopt;
}
std::optional<std::string> shown(const std::optional<HgvsInterval>& interval)
{
    return interval ? std::optional(formatInterval(*interval)) : std::nullopt;
}
std::optional<std::string> shown(const std::optional<HgvsPosition>& position)
{
    return position ? std::optional(formatPosition(*position)) : std::nullopt;
}
std::optional<std::string> shown(const std::optional<HgvsResidue>& residue)
{
    return residue ? std::optional(residue->aa + std::to_string(residue->number)) : std::nullopt;
}
std::optional<std::string> shown(const std::optional<HgvsVariant>& variant)
{
    return variant ? std::optional(formatHgvs(*variant, HgvsStyle::Normal)) : std::nullopt;
}

template <typename Member, typename... Arguments> Rule call(Member member, Arguments... arguments)
{
    return [=](HgvsGrammar& grammar) { return shown((grammar.*member)(arguments...)); };
}

// An edit of certain kinds only, as the narrower rules of the table ask.
Rule edits(Molecule molecule, std::vector<HgvsEditKind> kinds)
{
    return [=](HgvsGrammar& grammar) -> std::optional<std::string> {
        const auto edit = grammar.edit(molecule);
        const bool wanted =
            edit && std::find(kinds.begin(), kinds.end(), edit->kind) != kinds.end();
        return wanted ? shown(edit) : std::nullopt;
    };
}
Rule proteinEdits(HgvsProteinEditKind kind)
{
    return [=](HgvsGrammar& grammar) -> std::optional<std::string> {
        const auto edit = grammar.proteinEdit();
        return edit && edit->kind == kind ? shown(edit) : std::nullopt;
    };
}

enum class Ends
{
    Any,
    Definite,
    Uncertain
};
Rule intervals(HgvsType type, Ends ends)
{
    return [=](HgvsGrammar& grammar) -> std::optional<std::string> {
        const auto interval = grammar.interval(type);
        if (!interval) {
            return std::nullopt;
        }
        const bool vague = interval->start.last || (interval->end && interval->end->last);
        if ((ends == Ends::Definite && (vague || interval->uncertain))
            || (ends == Ends::Uncertain && !vague)) {
            return std::nullopt;
        }
        return shown(interval);
    };
}
Rule variantOf(HgvsType type)
{
    return [=](HgvsGrammar& grammar) -> std::optional<std::string> {
        const auto variant = grammar.variant();
        return variant && variant->type == type ? shown(variant) : std::nullopt;
    };
}
Rule typed(HgvsType type)
{
    return [=](HgvsGrammar& grammar) -> std::optional<std::string> {
        if (grammar.typePrefix() != type) {
            return std::nullopt;
        }
        const auto change = type == HgvsType::Protein ? shown(grammar.proteinChange())
                                                      : shown(grammar.nucleotideChange(type));
        return change ? std::optional(std::string(1, static_cast<char>(type)) + "." + *change)
                      : std::nullopt;
    };
}
Rule placeIn(std::optional<HgvsType> wanted)
{
    return [=](HgvsGrammar& grammar) -> std::optional<std::string> {
        HgvsGrammar& g = grammar;
        if (!g.accession() || !g.literal(":")) {
            return std::nullopt;
        }
        const auto type = g.typePrefix();
        if (!type || (wanted && *wanted != *type)) {
            return std::nullopt;
        }
        if (*type != HgvsType::Protein) {
            return shown(g.interval(*type));
        }
        const auto first = g.residuePosition();
        if (first && g.literal("_") && !g.residuePosition()) {
            return std::nullopt;
        }
        return shown(first);
    };
}
Rule residues(bool parentheses)
{
    return [=](HgvsGrammar& g) -> std::optional<std::string> {
        const bool opened = parentheses && g.literal("(");
        const auto first = g.residuePosition();
        if (!first || (g.literal("_") && !g.residuePosition()) || (opened && !g.literal(")"))) {
            return std::nullopt;
        }
        return "";
    };
}
Rule extension()
{
    return [](HgvsGrammar& g) -> std::optional<std::string> {
        const bool whole = g.literal("ext");
        const auto end = g.extensionEnd();
        if (!end) {
            return std::nullopt;
        }
        const std::string aa = end->aa.empty() ? "None" : "u'" + end->aa + "'";
        const std::string length = end->lengthUnknown ? "u'?'"
            : end->length                             ? std::to_string(*end->length)
                                                      : "None";
        return (whole ? "" : "") + std::string("(") + aa + ", " + length + ")";
    };
}
// fs, fs*10: the table shows the length alone.
Rule frameshift(bool withWord)
{
    return [=](HgvsGrammar& g) -> std::optional<std::string> {
        if (withWord) {
            const auto edit = g.frameshiftTail();
            if (!edit) {
                return std::nullopt;
            }
            return edit->lengthUnknown ? "?"
                : edit->length         ? std::to_string(*edit->length)
                                       : "None";
        }
        if (!g.terminus(Letters::Any)) {
            return std::nullopt;
        }
        if (g.literal("?")) {
            return "?";
        }
        return shown(g.number()).value_or("None");
    };
}
// Rules that match nothing as well.
Rule optional(Rule inner, std::string otherwise)
{
    return [=](HgvsGrammar& g) { return inner(g).value_or(otherwise); };
}
Rule either(Rule first, Rule second)
{
    return [=](HgvsGrammar& g) {
        auto found = first(g);
        return found ? found : second(g);
    };
}

const std::map<std::string, Rule>& rules()
{
    using G = HgvsGrammar;
    using K = HgvsEditKind;
    using P = HgvsProteinEditKind;
    static const std::map<std::string, Rule> all = [] {
        std::map<std::string, Rule> table {
            { "accn", call(&G::accession) },
            { "aa1", call(&G::aminoAcid, Letters::One) },
            { "aa3", call(&G::aminoAcid, Letters::Three) },
            { "aa13", call(&G::aminoAcid, Letters::Any) },
            { "aa1_seq", call(&G::peptide, Letters::One) },
            { "aa3_seq", call(&G::peptide, Letters::Three) },
            { "aa13_seq", call(&G::peptide, Letters::Any) },
            { "aat1", call(&G::residue, Letters::One) },
            { "aat3", call(&G::residue, Letters::Three) },
            { "aat13", call(&G::residue, Letters::Any) },
            { "aat1_seq", call(&G::peptideToStop, Letters::One) },
            { "aat3_seq", call(&G::peptideToStop, Letters::Three) },
            { "aat13_seq", call(&G::peptideToStop, Letters::Any) },
            { "term1", call(&G::terminus, Letters::One) },
            { "term3", call(&G::terminus, Letters::Three) },
            { "term13", call(&G::terminus, Letters::Any) },
            { "aa13_ext", extension() },
            { "ext", extension() },
            { "aa13_fs", frameshift(false) },
            { "fs", frameshift(true) },
            { "fsext_offset", optional(call(&G::number), "None") },
            { "num", call(&G::number) },
            { "nnum", call(&G::negativeNumber) },
            { "snum", call(&G::signedNumber) },
            { "base", either(call(&G::signedNumber), call(&G::number)) },
            { "offset", optional(call(&G::signedNumber), "0") },
            { "pm", call(&G::sign) },
            { "gene_symbol", call(&G::geneSymbol) },
            { "paren_gene", call(&G::selector) },
            { "opt_gene_expr", optional(call(&G::selector), "") },
            { "pro_edit", call(&G::proteinEdit) },
            { "pro_edit_mu", call(&G::proteinEditInParentheses) },
            { "pro_subst", proteinEdits(P::Substitution) },
            { "pro_del", proteinEdits(P::Deletion) },
            { "pro_delins", proteinEdits(P::Delins) },
            { "pro_dup", proteinEdits(P::Duplication) },
            { "pro_ins", proteinEdits(P::Insertion) },
            { "pro_fs", proteinEdits(P::Frameshift) },
            { "pro_ext", proteinEdits(P::Extension) },
            { "pro_ident", proteinEdits(P::Identity) },
            { "p_posedit", call(&G::proteinChange) },
            { "p_posedit_special", call(&G::wholeProtein) },
            { "p_pos", call(&G::residuePosition) },
            { "def_p_pos", call(&G::residuePosition) },
            { "p_interval", residues(true) },
            { "def_p_interval", residues(false) },
            { "hgvs_variant", call(&G::variant) },
            { "hgvs_position", placeIn(std::nullopt) },
        };
        for (const auto& [name, molecule] :
            { std::pair("dna", Molecule::Dna), std::pair("rna", Molecule::Rna) }) {
            const std::string prefix = name;
            table[prefix] = call(&G::base, molecule);
            table[prefix + "_iupac"] = call(&G::base, molecule);
            table[prefix + "_seq"] = call(&G::bases, molecule);
            table[prefix + "_edit"] = call(&G::edit, molecule);
            table[prefix + "_edit_mu"] = call(&G::editInParentheses, molecule);
            table[prefix + "_ident"] = edits(molecule, { K::Identity });
            table[prefix + "_subst"] = edits(molecule, { K::Substitution });
            table[prefix + "_del"] = edits(molecule, { K::Deletion });
            table[prefix + "_delins"] = edits(molecule, { K::Delins });
            table[prefix + "_ins"] = edits(molecule, { K::Insertion });
            table[prefix + "_dup"] = edits(molecule, { K::Duplication });
            table[prefix + "_inv"] = edits(molecule, { K::Inversion });
            table[prefix + "_con"] = edits(molecule, { K::Conversion });
            table[prefix + "_copy"] = edits(molecule, { K::Copy });
        }
        table["na_iupac"] = either(table["dna"], table["rna"]);
        for (const char letter : std::string("cgmnrp")) {
            const auto type = static_cast<HgvsType>(letter);
            const std::string name(1, letter);
            table[name + "_variant"] = variantOf(type);
            table[name + "_typed_posedit"] = typed(type);
            table[name + "_hgvs_position"] = placeIn(type);
            if (type != HgvsType::Protein) {
                table[name + "_posedit"] = call(&G::nucleotideChange, type);
                table[name + "_interval"] = intervals(type, Ends::Any);
                table["def_" + name + "_interval"] = intervals(type, Ends::Definite);
                table["uncertain_" + name + "_interval"] = intervals(type, Ends::Uncertain);
                table[name + "_pos"] = call(&G::position, type);
                table["def_" + name + "_pos"] = call(&G::position, type);
            }
        }
        return table;
    }();
    return all;
}

} // namespace

bool isHgvsRule(std::string_view rule)
{
    return rules().contains(std::string(rule));
}

std::optional<std::string> readByHgvsRule(std::string_view rule, std::string_view text)
{
    HgvsGrammar grammar(text);
    auto found = rules().at(std::string(rule))(grammar);
    return found && grammar.atEnd() ? found : std::nullopt;
}

} // namespace locus::test
