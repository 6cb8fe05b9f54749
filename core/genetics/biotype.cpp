// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/genetics/biotype.h"

#include <algorithm>
#include <array>

namespace locus::genetics {
namespace {

struct Entry
{
    std::string_view prefix;
    std::string_view shortName;
    BiotypeClass kind;
};
using enum BiotypeClass;

// The first prefix that fits decides, so longer ones stand before their beginnings.
constexpr std::array entries {
    Entry { "protein_coding", "protein_coding", Coding },
    Entry { "mRNA", "protein_coding", Coding },
    Entry { "polymorphic_pseudogene", "polymorphic_pseudogene", Coding },
    Entry { "nonsense_mediated_decay", "NMD", Coding },
    Entry { "NMD", "NMD", Coding },
    Entry { "non_stop_decay", "non_stop_decay", Coding },
    Entry { "IG_pseudogene", "IG_pseudogene", NonCoding },
    Entry { "IG_C_pseudogene", "IG_C_pseudogene", NonCoding },
    Entry { "IG_J_pseudogene", "IG_J_pseudogene", NonCoding },
    Entry { "IG_V_pseudogene", "IG_V_pseudogene", NonCoding },
    Entry { "TR_V_pseudogene", "TR_V_pseudogene", NonCoding },
    Entry { "TR_J_pseudogene", "TR_J_pseudogene", NonCoding },
    Entry { "IG_C", "IG_C", Coding },
    Entry { "IG_D", "IG_D", Coding },
    Entry { "IG_J", "IG_J", Coding },
    Entry { "IG_LV", "IG_LV", Coding },
    Entry { "IG_V", "IG_V", Coding },
    Entry { "TR_C", "TR_C", Coding },
    Entry { "TR_D", "TR_D", Coding },
    Entry { "TR_J", "TR_J", Coding },
    Entry { "TR_V", "TR_V", Coding },
    Entry { "pseudogene", "pseudogene", NonCoding },
    Entry { "processed_transcript", "processed_transcript", NonCoding },
    Entry { "processed_pseudogene", "processed_pseudogene", NonCoding },
    Entry { "artifact", "artifact", NonCoding },
    Entry { "antisense", "antisense", NonCoding },
    Entry { "ambiguous_orf", "ambiguous_orf", NonCoding },
    Entry { "Mt_tRNA_pseudogene", "MT_tRNA_pseudogene", NonCoding },
    Entry { "Mt_tRNA", "MT_tRNA", NonCoding },
    Entry { "Mt_rRNA", "MT_rRNA", NonCoding },
    Entry { "lincRNA", "lincRNA", NonCoding },
    Entry { "lncRNA", "lncRNA", NonCoding },
    Entry { "lnc_RNA", "lncRNA", NonCoding },
    Entry { "macro_lncRNA", "macro_lncRNA", NonCoding },
    Entry { "misc_RNA_pseudogene", "misc_RNA_pseudogene", NonCoding },
    Entry { "misc_RNA", "misc_RNA", NonCoding },
    Entry { "miRNA_pseudogene", "miRNA_pseudogene", NonCoding },
    Entry { "miRNA", "miRNA", NonCoding },
    Entry { "rRNA", "rRNA", NonCoding },
    Entry { "ribozyme", "ribozyme", NonCoding },
    Entry { "retained_intron", "retained_intron", NonCoding },
    Entry { "retrotransposed", "retrotransposed", NonCoding },
    Entry { "snRNA", "snRNA", NonCoding },
    Entry { "sRNA", "sRNA", NonCoding },
    Entry { "scRNA", "scRNA", NonCoding },
    Entry { "scaRNA", "scaRNA", NonCoding },
    Entry { "snoRNA", "snoRNA", NonCoding },
    Entry { "sense_intronic", "sense_intronic", NonCoding },
    Entry { "sense_overlapping", "sense_overlapping", NonCoding },
    Entry { "tRNA_pseudogene", "Trna_pseudogene", NonCoding },
    Entry { "tRNA", "tRNA", NonCoding },
    Entry { "transcribed_processed_pseudogene", "transcribed_processed_pseudogene", NonCoding },
    Entry { "transcribed_unprocessed_pseudogene", "transcribed_unprocessed_pseudogene", NonCoding },
    Entry { "transcribed_unitary_pseudogene", "transcribed_unitary_pseudogene", NonCoding },
    Entry { "translated_unprocessed_pseudogene", "translated_unprocessed_pseudogene", NonCoding },
    Entry { "translated_processed_pseudogene", "translated_processed_pseudogene", NonCoding },
    Entry { "known_ncrna", "known_ncRNA", NonCoding },
    Entry { "unitary_pseudogene", "unitary_pseudogene", NonCoding },
    Entry { "unprocessed_pseudogene", "unprocessed_pseudogene", NonCoding },
    Entry { "LRG_gene", "LRG_gene", NonCoding },
    Entry { "3prime_overlapping_ncRNA", "3_prime_overlapping_ncRNA", NonCoding },
    Entry { "3_prime_overlapping_ncRNA", "3_prime_overlapping_ncRNA", NonCoding },
    Entry { "disrupted_domain", "disrupted_domain", NonCoding },
    Entry { "vaultRNA", "vaultRNA", NonCoding },
    Entry { "bidirectional_promoter_lncRNA", "bidirectional_promoter_lncRNA", NonCoding },
    Entry { "antisense_RNA", "antisense", NonCoding },
    Entry { "ncRNA", "ncRNA", NonCoding },
    Entry { "primary_transcript", "primary_transcript", NonCoding },
    Entry { "telomerase_RNA", "telomerase_RNA", NonCoding },
    Entry { "guide_RNA", "guide_RNA", NonCoding },
    Entry { "Y_RNA", "Y_RNA", NonCoding },
};

const Entry* entryOf(std::string_view biotype)
{
    const auto* const found = std::find_if(entries.begin(), entries.end(),
        [biotype](const Entry& entry) { return biotype.starts_with(entry.prefix); });
    return found == entries.end() ? nullptr : found;
}

} // namespace

BiotypeClass biotypeClass(std::string_view biotype)
{
    const Entry* const entry = entryOf(biotype);
    return entry ? entry->kind : Unknown;
}

bool isNonsenseMediatedDecay(std::string_view biotype)
{
    const Entry* const entry = entryOf(biotype);
    return entry && entry->shortName == "NMD";
}

std::string shortBiotype(std::string_view biotype)
{
    const Entry* const entry = entryOf(biotype);
    return std::string(entry ? entry->shortName : biotype);
}

} // namespace locus::genetics
