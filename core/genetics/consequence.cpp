// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/genetics/consequence.h"

namespace locus::genetics {
namespace {

struct Words
{
    std::string_view oracle;
    std::string_view ontology;
};
constexpr std::array<Words, consequence::termCount> words { {
    { "synonymous", "synonymous_variant" },
    { "missense", "missense_variant" },
    { "stop_lost", "stop_lost" },
    { "stop_gained", "stop_gained" },
    { "inframe_deletion", "inframe_deletion" },
    { "inframe_insertion", "inframe_insertion" },
    { "frameshift", "frameshift_variant" },
    { "splice_acceptor", "splice_acceptor_variant" },
    { "splice_donor", "splice_donor_variant" },
    { "start_lost", "start_lost" },
    { "splice_region", "splice_region_variant" },
    { "stop_retained", "stop_retained_variant" },
    { "5_prime_utr", "5_prime_UTR_variant" },
    { "3_prime_utr", "3_prime_UTR_variant" },
    { "non_coding", "non_coding_transcript_exon_variant" },
    { "intron", "intron_variant" },
    { "inframe_altering", "protein_altering_variant" },
    { "coding_sequence", "coding_sequence_variant" },
    { "feature_elongation", "feature_elongation" },
    { "feature_truncation", "feature_truncation" },
    { "start_retained", "start_retained_variant" },
} };

} // namespace

std::string_view oracleTerm(int bit)
{
    return words[static_cast<std::size_t>(bit)].oracle;
}

std::string_view sequenceOntologyTerm(int bit)
{
    return words[static_cast<std::size_t>(bit)].ontology;
}

ConsequenceSet narrowed(ConsequenceSet found)
{
    using namespace consequence;
    if ((found & elongation) != 0) {
        found &= ~inframeInsertion;
    }
    if ((found & truncation) != 0) {
        found &= ~inframeDeletion;
    }
    if ((found & (spliceDonor | spliceAcceptor)) != 0) {
        found &= ~spliceRegion;
    }
    return found;
}

ConsequenceSet settled(ConsequenceSet found)
{
    using namespace consequence;
    if ((found & incompleteCds) != 0
        && (found & ~(startOrStop | incompleteCds | upstreamStop)) != 0) {
        found &= ~(startOrStop | incompleteCds);
    }
    if ((found & startOrStop) != 0) {
        found &= ~missense;
    }
    return found;
}

} // namespace locus::genetics
