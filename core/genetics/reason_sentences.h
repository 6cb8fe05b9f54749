// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
// Every reason for which a line is not taken or a row not annotated. The English words serve logs
// and command lines; the console has its own for each key.
#pragma once

#include <algorithm>
#include <array>
#include <string_view>

namespace locus::genetics {

struct ReasonSentence
{
    std::string_view key;
    std::string_view english; // {name} is the fact of that name
};

// clang-format off
inline constexpr auto reasonSentences = std::to_array<ReasonSentence>({
    // A submission and its lines
    { "input.empty", "The submission holds nothing to annotate; at least one sequence or notation is needed." },
    { "input.too_large", "The submission has {bytes} bytes; at most {most} are allowed. Send it in parts." },
    { "input.too_many", "The submission holds more than {most} items; this line and what follows were not read. Send it in parts." },
    { "input.too_long", "The line has {length} characters; at most {most} are allowed here. Its beginning is shown." },
    { "input.excerpt", "Its beginning is shown." },
    { "input.utf16", "Byte 1 begins a UTF-16 file; allowed is plain text (ASCII or UTF-8). Save it as UTF-8." },
    { "input.not_utf8", "Byte {position} is not UTF-8; allowed is plain text (ASCII or UTF-8)." },
    { "input.cut_short", "The compressed file is damaged or cut short here; the records before this place were read. Send the whole file again." },
    { "input.unpacked_too_large", "The unpacked file is larger than {most} bytes; what follows was not read. Send it in parts." },
    { "input.json", "Character 1 begins a JSON request; send the sequence or the notation inside it." },
    { "input.unknown", "Not recognised from character 1 on; allowed are a sequence, FASTA, VCF, the Ensembl default line, an id such as rs699, SPDI, HGVS, and chr:start-end/allele." },
    { "input.other_assembly", "The file's header names {header}, the submission names {assembly}; choose the assembly the file was made for." },
    { "input.syntax", "Not understood at character {position}; allowed there: {allowed}." },
    { "input.reference_length", "Not understood at character {position}; allowed there: a reference allele of {bases} bases, as start and end say." },
    { "input.not_recognised", "The notation was not recognised." },
    { "spdi.syntax", "SPDI: not understood at character {position}; allowed there: {allowed}." },
    { "vcf.syntax", "VCF: not understood at character {position}; allowed there: {allowed}." },
    { "vcf.columns", "VCF: not understood at character {position}; allowed there: at least 5 columns: CHROM POS ID REF ALT (found {found})." },
    // Sequences
    { "sequence.empty", "The sequence is empty; at least one base is needed." },
    { "sequence.protein", "This looks like a protein: letter {position} is an amino acid. Send the DNA or RNA sequence, or the change as p. HGVS." },
    { "sequence.letter", "Character {position} is no nucleotide; allowed are A C G T (or U), N and the IUPAC codes." },
    { "sequence.dna_and_rna", "Character {position} is U in a sequence that also has T; allowed is DNA (T) or RNA (U), not both." },
    { "sequence.only_n", "The sequence holds only unknown bases (N or IUPAC codes); A C G T are needed." },
    { "sequence.too_long", "The sequence has {bases} bases; at most {most} can be placed. Send it in parts." },
    { "sequence.too_short", "The sequence of {bases} bases is too short to be placed; at least {least} are needed." },
    { "sequence.elsewhere", "The sequence lies on no reference bundled for {assembly}; it resembles contig {contig} of {other}. Choose that assembly if it is meant." },
    { "sequence.no_stretch", "The sequence shares no stretch with any reference bundled on this seat." },
    { "sequence.too_different", "The sequence does not align well enough: identity {identity} at its best place, {place}; at least {least} is needed." },
    { "sequence.several_places", "The sequence fits equally well in several places, one of them {place}; send a longer one or name the place." },
    { "sequence.no_difference", "The sequence was placed on {place} with identity {identity}; it equals the reference there." },
    // HGVS
    { "hgvs.syntax", "HGVS: not understood at character {position}; allowed there: {allowed}." },
    { "hgvs.cut", "HGVS: the text ends too early at character {position}; allowed there: {allowed}." },
    { "hgvs.several", "HGVS: a list of changes in brackets begins at character {position}; give each change on a line of its own." },
    { "hgvs.length", "HGVS: the change states {stated} bases, its positions name {named}." },
    { "hgvs.order", "HGVS: the interval {interval} ends before it begins; allowed is first_last." },
    { "hgvs.insertion", "HGVS: an insertion stands between two neighbouring positions, as in 76_77insT." },
    { "hgvs.one_position", "HGVS: a substitution names one position; allowed for several is delins." },
    { "hgvs.no_position", "HGVS: {transcript} has no position {position}." },
    { "hgvs.no_residue", "HGVS: the protein of {transcript} has no residue {position}." },
    { "hgvs.uncertain_repeats", "HGVS: an uncertain number of repeats has no one allele." },
    { "hgvs.many_repeats", "HGVS: more than 10,000 repeat units." },
    { "hgvs.copies", "HGVS: conversions and copies have no stated letters." },
    { "hgvs.rna", "HGVS: r. describes RNA; give the change as c., n. or g." },
    { "hgvs.uncertain", "HGVS: an uncertain place or change has no one allele." },
    { "hgvs.protein_change", "HGVS: only a substitution can be read back from the protein; give the change as c. or g." },
    { "hgvs.same_codon", "HGVS: the protein change names no change of the codon." },
    { "hgvs.wrong_assembly", "{name} belongs to {other}, the submission names {assembly}; choose the assembly it was written for." },
    { "hgvs.several_codons", "The protein change maps to several codons: {list}. Choose one and send it as g., c. with a transcript, or SPDI." },
    { "hgvs.several_places", "The gene symbol leaves several places: {list}. Choose one and send it as g., c. with a transcript, or SPDI." },
    // Places and alleles
    { "reference.differs", "REF is {stated}, reference has {there} at {place}." },
    { "reference.residue_differs", "The residue is stated as {stated}, {transcript} has {there} at p.{position}." },
    { "reference.equal", "The allele equals the reference at {place}; there is nothing to annotate." },
    { "reference.allele_is_ref", "The allele equals the stated reference allele." },
    { "reference.letter", "{which} has a letter that is no base at place {position}; allowed are A C G T." },
    { "reference.not_covered", "{position} of {assembly} is outside the local reference." },
    { "reference.not_covered_here", "{position} of {assembly} is outside the local reference, which covers {allowed}." },
    { "reference.outside", "{place} lies outside what is bundled on this seat for {assembly}." },
    { "reference.no_contig", "{place} is on no contig that is bundled on this seat for {assembly}." },
    { "reference.no_sequence", "The sequence {name} is not bundled on this seat." },
    { "reference.no_transcript", "The transcript {name} is not bundled on this seat." },
    { "reference.no_protein", "The protein {name} is not bundled on this seat." },
    { "reference.other_version", "The transcript {name} is not bundled on this seat in this version; bundled is {bundled}." },
    { "reference.deleted_length", "The deleted bases are given as a length and {name} is not bundled there." },
    { "reference.nothing", "The local reference does not hold it." },
    { "allele.none", "ALT is '.': the record names no alternative allele." },
    { "allele.star", "ALT is '*': the base is missing because of a deletion that its own record describes." },
    { "allele.symbolic_alt", "The local engine needs letters for ALT; {allele} is symbolic." },
    { "allele.symbolic", "The local engine needs letters for the allele, not {allele}." },
    // Engines
    { "engine.id", "An id is resolved only by an annotation service; the local engine needs a place." },
    { "engine.no_transcript_here", "No bundled transcript holds this place; the local engine does not tell upstream, downstream, regulatory or intergenic effects." },
    { "engine.local_only", "Only the local engine was asked for." },
    { "engine.no_service", "No annotation service is configured for {asked}." },
    { "engine.cancelled", "The analysis was cancelled." },
    { "engine.cancelled_before", "The analysis was cancelled before this row's turn." },
    { "service.said", "{words}" },
    { "service.status", "The service answered with status {status} without a reason." },
    { "service.refused", "The service refuses this client: {words}" },
    { "service.silent", "The service answered, but not about this input." },
    { "service.skipped", "The service skipped this input." },
    { "service.unassigned", "No answer was assigned to this input." },
    { "service.wrong_assembly", "The service answered for {other}, but {assembly} was asked." },
    { "service.no_assembly", "The service answered without an assembly, but {assembly} was asked." },
    { "service.other_assembly", "The service holds {other}, not {assembly}." },
    { "http.timeout", "{host} did not answer in time." },
    { "http.cancelled", "The call to {host} was cancelled." },
    { "http.unreachable", "{host} cannot be reached." },
    { "http.cut", "The exchange with {host} broke off." },
    { "http.tls", "The certificate of {host} is not trusted." },
    { "http.reply_too_large", "The reply of {host} is larger than allowed." },
    { "http.url", "Not a usable http or https address: {host}." },
    { "remote.rate_limited", "{host} asks for fewer requests." },
    { "remote.circuit_open", "{host} failed repeatedly and is left alone for a while." },
    { "remote.unavailable", "{host} answered {status}." },
});

// What NotAnnotated::code may be: the short word of a row.
inline constexpr auto notAnnotatedCodes = std::to_array<std::string_view>({ "rejected",
    "outside_local_reference", "service_down", "rejected_by_vep", "timeout", "not_aligned",
    "ambiguous", "unsupported", "ref_mismatch", "no_difference", "cancelled" });

// What a reason may name as allowed, in words; the rest is notation.
inline constexpr auto allowedWords = std::to_array<std::string_view>({
    "the end", "a number", "a base (A C G T)", "a base (a c g u)", "an amino acid (Ala or A)",
    "an accession, a chromosome or a gene symbol", "a gene symbol", "one of c. g. m. n. r. p.",
    "a position counted from 1", "a position counted from 0", "an accession or a chromosome",
    "a length of at least 0", "A C G T or a length", "a start counted from 1",
    "an end of at least start - 1", "a strand: 1 or -1", "A C G T, -, INS, DUP, DEL or TDUP",
    "alleles of A C G T or -, with / between", "a chromosome", "REF of A C G T (or N)",
    "ALT of A C G T, '.', '*' or a symbolic allele in < >",
});
// clang-format on

constexpr bool isReasonKey(std::string_view key)
{
    return std::any_of(reasonSentences.begin(), reasonSentences.end(),
        [&](const ReasonSentence& sentence) { return sentence.key == key; });
}

} // namespace locus::genetics
