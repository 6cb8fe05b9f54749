// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/reason_words.h"

#include "ui/models/text.h"

#include <QHash>

#include <algorithm>
#include <vector>

namespace locus::ui {

using namespace Qt::StringLiterals;

namespace {

struct Entry
{
    const char* key;
    const char* sentence;
};

// clang-format off
// What stands in braces is put in later and stays as it is.
constexpr Entry entries[] = {
    { "input.empty", QT_TRANSLATE_NOOP("locus::ui::ReasonWords", "The submission holds nothing to annotate; at least one sequence or notation is needed.") },
    { "input.too_large", QT_TRANSLATE_NOOP("locus::ui::ReasonWords", "The submission has {bytes} bytes; at most {most} are allowed. Send it in parts.") },
    { "input.too_many", QT_TRANSLATE_NOOP("locus::ui::ReasonWords", "The submission holds more than {most} items; this line and what follows were not read. Send it in parts.") },
    { "input.too_long", QT_TRANSLATE_NOOP("locus::ui::ReasonWords", "The line has {length} characters; at most {most} are allowed here. Its beginning is shown.") },
    { "input.excerpt", QT_TRANSLATE_NOOP("locus::ui::ReasonWords", "Its beginning is shown.") },
    { "input.utf16", QT_TRANSLATE_NOOP("locus::ui::ReasonWords", "Byte 1 begins a UTF-16 file; allowed is plain text (ASCII or UTF-8). Save it as UTF-8.") },
    { "input.not_utf8", QT_TRANSLATE_NOOP("locus::ui::ReasonWords", "Byte {position} is not UTF-8; allowed is plain text (ASCII or UTF-8).") },
    { "input.cut_short", QT_TRANSLATE_NOOP("locus::ui::ReasonWords", "The compressed file is damaged or cut short here; the records before this place were read. Send the whole file again.") },
    { "input.unpacked_too_large", QT_TRANSLATE_NOOP("locus::ui::ReasonWords", "The unpacked file is larger than {most} bytes; what follows was not read. Send it in parts.") },
    { "input.json", QT_TRANSLATE_NOOP("locus::ui::ReasonWords", "Character 1 begins a JSON request; send the sequence or the notation inside it.") },
    { "input.unknown", QT_TRANSLATE_NOOP("locus::ui::ReasonWords", "Not recognised from character 1 on; allowed are a sequence, FASTA, VCF, the Ensembl default line, an id such as rs699, SPDI, HGVS, and chr:start-end/allele.") },
    { "input.other_assembly", QT_TRANSLATE_NOOP("locus::ui::ReasonWords", "The file's header names {header}, the submission names {assembly}; choose the assembly the file was made for.") },
    { "input.syntax", QT_TRANSLATE_NOOP("locus::ui::ReasonWords", "Not understood at character {position}; allowed there: {allowed}.") },
    { "input.reference_length", QT_TRANSLATE_NOOP("locus::ui::ReasonWords", "Not understood at character {position}; allowed there: a reference allele of {bases} bases, as start and end say.") },
    { "input.not_recognised", QT_TRANSLATE_NOOP("locus::ui::ReasonWords", "The notation was not recognised.") },
    { "spdi.syntax", QT_TRANSLATE_NOOP("locus::ui::ReasonWords", "SPDI: not understood at character {position}; allowed there: {allowed}.") },
    { "vcf.syntax", QT_TRANSLATE_NOOP("locus::ui::ReasonWords", "VCF: not understood at character {position}; allowed there: {allowed}.") },
    { "vcf.columns", QT_TRANSLATE_NOOP("locus::ui::ReasonWords", "VCF: not understood at character {position}; allowed there: at least 5 columns: CHROM POS ID REF ALT (found {found}).") },
    { "sequence.empty", QT_TRANSLATE_NOOP("locus::ui::ReasonWords", "The sequence is empty; at least one base is needed.") },
    { "sequence.protein", QT_TRANSLATE_NOOP("locus::ui::ReasonWords", "This looks like a protein: letter {position} is an amino acid. Send the DNA or RNA sequence, or the change as p. HGVS.") },
    { "sequence.letter", QT_TRANSLATE_NOOP("locus::ui::ReasonWords", "Character {position} is no nucleotide; allowed are A C G T (or U), N and the IUPAC codes.") },
    { "sequence.dna_and_rna", QT_TRANSLATE_NOOP("locus::ui::ReasonWords", "Character {position} is U in a sequence that also has T; allowed is DNA (T) or RNA (U), not both.") },
    { "sequence.only_n", QT_TRANSLATE_NOOP("locus::ui::ReasonWords", "The sequence holds only unknown bases (N or IUPAC codes); A C G T are needed.") },
    { "sequence.too_long", QT_TRANSLATE_NOOP("locus::ui::ReasonWords", "The sequence has {bases} bases; at most {most} can be placed. Send it in parts.") },
    { "sequence.too_short", QT_TRANSLATE_NOOP("locus::ui::ReasonWords", "The sequence of {bases} bases is too short to be placed; at least {least} are needed.") },
    { "sequence.elsewhere", QT_TRANSLATE_NOOP("locus::ui::ReasonWords", "The sequence lies on no reference bundled for {assembly}; it resembles contig {contig} of {other}. Choose that assembly if it is meant.") },
    { "sequence.no_stretch", QT_TRANSLATE_NOOP("locus::ui::ReasonWords", "The sequence shares no stretch with any reference bundled on this seat.") },
    { "sequence.too_different", QT_TRANSLATE_NOOP("locus::ui::ReasonWords", "The sequence does not align well enough: identity {identity} at its best place, {place}; at least {least} is needed.") },
    { "sequence.several_places", QT_TRANSLATE_NOOP("locus::ui::ReasonWords", "The sequence fits equally well in several places, one of them {place}; send a longer one or name the place.") },
    { "sequence.no_difference", QT_TRANSLATE_NOOP("locus::ui::ReasonWords", "The sequence was placed on {place} with identity {identity}; it equals the reference there.") },
    { "hgvs.syntax", QT_TRANSLATE_NOOP("locus::ui::ReasonWords", "HGVS: not understood at character {position}; allowed there: {allowed}.") },
    { "hgvs.cut", QT_TRANSLATE_NOOP("locus::ui::ReasonWords", "HGVS: the text ends too early at character {position}; allowed there: {allowed}.") },
    { "hgvs.several", QT_TRANSLATE_NOOP("locus::ui::ReasonWords", "HGVS: a list of changes in brackets begins at character {position}; give each change on a line of its own.") },
    { "hgvs.length", QT_TRANSLATE_NOOP("locus::ui::ReasonWords", "HGVS: the change states {stated} bases, its positions name {named}.") },
    { "hgvs.order", QT_TRANSLATE_NOOP("locus::ui::ReasonWords", "HGVS: the interval {interval} ends before it begins; allowed is first_last.") },
    { "hgvs.insertion", QT_TRANSLATE_NOOP("locus::ui::ReasonWords", "HGVS: an insertion stands between two neighbouring positions, as in 76_77insT.") },
    { "hgvs.one_position", QT_TRANSLATE_NOOP("locus::ui::ReasonWords", "HGVS: a substitution names one position; allowed for several is delins.") },
    { "hgvs.no_position", QT_TRANSLATE_NOOP("locus::ui::ReasonWords", "HGVS: {transcript} has no position {position}.") },
    { "hgvs.no_residue", QT_TRANSLATE_NOOP("locus::ui::ReasonWords", "HGVS: the protein of {transcript} has no residue {position}.") },
    { "hgvs.uncertain_repeats", QT_TRANSLATE_NOOP("locus::ui::ReasonWords", "HGVS: an uncertain number of repeats has no one allele.") },
    { "hgvs.many_repeats", QT_TRANSLATE_NOOP("locus::ui::ReasonWords", "HGVS: more than 10,000 repeat units.") },
    { "hgvs.copies", QT_TRANSLATE_NOOP("locus::ui::ReasonWords", "HGVS: conversions and copies have no stated letters.") },
    { "hgvs.rna", QT_TRANSLATE_NOOP("locus::ui::ReasonWords", "HGVS: r. describes RNA; give the change as c., n. or g.") },
    { "hgvs.uncertain", QT_TRANSLATE_NOOP("locus::ui::ReasonWords", "HGVS: an uncertain place or change has no one allele.") },
    { "hgvs.protein_change", QT_TRANSLATE_NOOP("locus::ui::ReasonWords", "HGVS: only a substitution can be read back from the protein; give the change as c. or g.") },
    { "hgvs.same_codon", QT_TRANSLATE_NOOP("locus::ui::ReasonWords", "HGVS: the protein change names no change of the codon.") },
    { "hgvs.wrong_assembly", QT_TRANSLATE_NOOP("locus::ui::ReasonWords", "{name} belongs to {other}, the submission names {assembly}; choose the assembly it was written for.") },
    { "hgvs.several_codons", QT_TRANSLATE_NOOP("locus::ui::ReasonWords", "The protein change maps to several codons: {list}. Choose one and send it as g., c. with a transcript, or SPDI.") },
    { "hgvs.several_places", QT_TRANSLATE_NOOP("locus::ui::ReasonWords", "The gene symbol leaves several places: {list}. Choose one and send it as g., c. with a transcript, or SPDI.") },
    { "reference.differs", QT_TRANSLATE_NOOP("locus::ui::ReasonWords", "REF is {stated}, reference has {there} at {place}.") },
    { "reference.residue_differs", QT_TRANSLATE_NOOP("locus::ui::ReasonWords", "The residue is stated as {stated}, {transcript} has {there} at p.{position}.") },
    { "reference.equal", QT_TRANSLATE_NOOP("locus::ui::ReasonWords", "The allele equals the reference at {place}; there is nothing to annotate.") },
    { "reference.allele_is_ref", QT_TRANSLATE_NOOP("locus::ui::ReasonWords", "The allele equals the stated reference allele.") },
    { "reference.letter", QT_TRANSLATE_NOOP("locus::ui::ReasonWords", "{which} has a letter that is no base at place {position}; allowed are A C G T.") },
    { "reference.not_covered", QT_TRANSLATE_NOOP("locus::ui::ReasonWords", "{position} of {assembly} is outside the local reference.") },
    { "reference.not_covered_here", QT_TRANSLATE_NOOP("locus::ui::ReasonWords", "{position} of {assembly} is outside the local reference, which covers {allowed}.") },
    { "reference.outside", QT_TRANSLATE_NOOP("locus::ui::ReasonWords", "{place} lies outside what is bundled on this seat for {assembly}.") },
    { "reference.no_contig", QT_TRANSLATE_NOOP("locus::ui::ReasonWords", "{place} is on no contig that is bundled on this seat for {assembly}.") },
    { "reference.no_sequence", QT_TRANSLATE_NOOP("locus::ui::ReasonWords", "The sequence {name} is not bundled on this seat.") },
    { "reference.no_transcript", QT_TRANSLATE_NOOP("locus::ui::ReasonWords", "The transcript {name} is not bundled on this seat.") },
    { "reference.no_protein", QT_TRANSLATE_NOOP("locus::ui::ReasonWords", "The protein {name} is not bundled on this seat.") },
    { "reference.other_version", QT_TRANSLATE_NOOP("locus::ui::ReasonWords", "The transcript {name} is not bundled on this seat in this version; bundled is {bundled}.") },
    { "reference.deleted_length", QT_TRANSLATE_NOOP("locus::ui::ReasonWords", "The deleted bases are given as a length and {name} is not bundled there.") },
    { "reference.nothing", QT_TRANSLATE_NOOP("locus::ui::ReasonWords", "The local reference does not hold it.") },
    { "allele.none", QT_TRANSLATE_NOOP("locus::ui::ReasonWords", "ALT is '.': the record names no alternative allele.") },
    { "allele.star", QT_TRANSLATE_NOOP("locus::ui::ReasonWords", "ALT is '*': the base is missing because of a deletion that its own record describes.") },
    { "allele.symbolic_alt", QT_TRANSLATE_NOOP("locus::ui::ReasonWords", "The local engine needs letters for ALT; {allele} is symbolic.") },
    { "allele.symbolic", QT_TRANSLATE_NOOP("locus::ui::ReasonWords", "The local engine needs letters for the allele, not {allele}.") },
    { "engine.id", QT_TRANSLATE_NOOP("locus::ui::ReasonWords", "An id is resolved only by an annotation service; the local engine needs a place.") },
    { "engine.no_transcript_here", QT_TRANSLATE_NOOP("locus::ui::ReasonWords", "No bundled transcript holds this place; the local engine does not tell upstream, downstream, regulatory or intergenic effects.") },
    { "engine.local_only", QT_TRANSLATE_NOOP("locus::ui::ReasonWords", "Only the local engine was asked for.") },
    { "engine.no_service", QT_TRANSLATE_NOOP("locus::ui::ReasonWords", "No annotation service is configured for {asked}.") },
    { "engine.cancelled", QT_TRANSLATE_NOOP("locus::ui::ReasonWords", "The analysis was cancelled.") },
    { "engine.cancelled_before", QT_TRANSLATE_NOOP("locus::ui::ReasonWords", "The analysis was cancelled before this row's turn.") },
    { "service.said", QT_TRANSLATE_NOOP("locus::ui::ReasonWords", "{words}") },
    { "service.status", QT_TRANSLATE_NOOP("locus::ui::ReasonWords", "The service answered with status {status} without a reason.") },
    { "service.refused", QT_TRANSLATE_NOOP("locus::ui::ReasonWords", "The service refuses this client: {words}") },
    { "service.silent", QT_TRANSLATE_NOOP("locus::ui::ReasonWords", "The service answered, but not about this input.") },
    { "service.skipped", QT_TRANSLATE_NOOP("locus::ui::ReasonWords", "The service skipped this input.") },
    { "service.unassigned", QT_TRANSLATE_NOOP("locus::ui::ReasonWords", "No answer was assigned to this input.") },
    { "service.wrong_assembly", QT_TRANSLATE_NOOP("locus::ui::ReasonWords", "The service answered for {other}, but {assembly} was asked.") },
    { "service.no_assembly", QT_TRANSLATE_NOOP("locus::ui::ReasonWords", "The service answered without an assembly, but {assembly} was asked.") },
    { "service.other_assembly", QT_TRANSLATE_NOOP("locus::ui::ReasonWords", "The service holds {other}, not {assembly}.") },
    { "http.timeout", QT_TRANSLATE_NOOP("locus::ui::ReasonWords", "{host} did not answer in time.") },
    { "http.cancelled", QT_TRANSLATE_NOOP("locus::ui::ReasonWords", "The call to {host} was cancelled.") },
    { "http.unreachable", QT_TRANSLATE_NOOP("locus::ui::ReasonWords", "{host} cannot be reached.") },
    { "http.cut", QT_TRANSLATE_NOOP("locus::ui::ReasonWords", "The exchange with {host} broke off.") },
    { "http.tls", QT_TRANSLATE_NOOP("locus::ui::ReasonWords", "The certificate of {host} is not trusted.") },
    { "http.reply_too_large", QT_TRANSLATE_NOOP("locus::ui::ReasonWords", "The reply of {host} is larger than allowed.") },
    { "http.url", QT_TRANSLATE_NOOP("locus::ui::ReasonWords", "Not a usable http or https address: {host}.") },
    { "remote.rate_limited", QT_TRANSLATE_NOOP("locus::ui::ReasonWords", "{host} asks for fewer requests.") },
    { "remote.circuit_open", QT_TRANSLATE_NOOP("locus::ui::ReasonWords", "{host} failed repeatedly and is left alone for a while.") },
    { "remote.unavailable", QT_TRANSLATE_NOOP("locus::ui::ReasonWords", "{host} answered {status}.") },
};

constexpr const char* allowed[] = {
    QT_TRANSLATE_NOOP("locus::ui::ReasonWords", "the end"),
    QT_TRANSLATE_NOOP("locus::ui::ReasonWords", "a number"),
    QT_TRANSLATE_NOOP("locus::ui::ReasonWords", "a base (A C G T)"),
    QT_TRANSLATE_NOOP("locus::ui::ReasonWords", "a base (a c g u)"),
    QT_TRANSLATE_NOOP("locus::ui::ReasonWords", "an amino acid (Ala or A)"),
    QT_TRANSLATE_NOOP("locus::ui::ReasonWords", "an accession, a chromosome or a gene symbol"),
    QT_TRANSLATE_NOOP("locus::ui::ReasonWords", "a gene symbol"),
    QT_TRANSLATE_NOOP("locus::ui::ReasonWords", "one of c. g. m. n. r. p."),
    QT_TRANSLATE_NOOP("locus::ui::ReasonWords", "a position counted from 1"),
    QT_TRANSLATE_NOOP("locus::ui::ReasonWords", "a position counted from 0"),
    QT_TRANSLATE_NOOP("locus::ui::ReasonWords", "an accession or a chromosome"),
    QT_TRANSLATE_NOOP("locus::ui::ReasonWords", "a length of at least 0"),
    QT_TRANSLATE_NOOP("locus::ui::ReasonWords", "A C G T or a length"),
    QT_TRANSLATE_NOOP("locus::ui::ReasonWords", "a start counted from 1"),
    QT_TRANSLATE_NOOP("locus::ui::ReasonWords", "an end of at least start - 1"),
    QT_TRANSLATE_NOOP("locus::ui::ReasonWords", "a strand: 1 or -1"),
    QT_TRANSLATE_NOOP("locus::ui::ReasonWords", "A C G T, -, INS, DUP, DEL or TDUP"),
    QT_TRANSLATE_NOOP("locus::ui::ReasonWords", "alleles of A C G T or -, with / between"),
    QT_TRANSLATE_NOOP("locus::ui::ReasonWords", "a chromosome"),
    QT_TRANSLATE_NOOP("locus::ui::ReasonWords", "REF of A C G T (or N)"),
    QT_TRANSLATE_NOOP("locus::ui::ReasonWords", "ALT of A C G T, '.', '*' or a symbolic allele in < >"),
};
// clang-format on

const QHash<QByteArrayView, const char*>& sentences()
{
    static const QHash<QByteArrayView, const char*> known = [] {
        QHash<QByteArrayView, const char*> made;
        for (const Entry& entry : entries) {
            made.insert(entry.key, entry.sentence);
        }
        return made;
    }();
    return known;
}

} // namespace

// A list may hold several of the phrases beside notation; the longest go first, because they may
// hold shorter ones.
QString ReasonWords::ofAllowed(std::string_view english)
{
    static const std::vector<const char*> longestFirst = [] {
        std::vector<const char*> sorted(std::begin(allowed), std::end(allowed));
        std::sort(sorted.begin(), sorted.end(),
            [](const char* a, const char* b) { return qstrlen(a) > qstrlen(b); });
        return sorted;
    }();
    QString text = fromStd(english);
    for (const char* const phrase : longestFirst) {
        text.replace(QLatin1StringView(phrase), tr(phrase));
    }
    return text;
}

QString ReasonWords::filled(std::string_view key, const genetics::Facts& facts)
{
    const char* const sentence =
        sentences().value(QByteArrayView(key.data(), static_cast<qsizetype>(key.size())));
    if (sentence == nullptr) {
        return {};
    }
    const QString text = tr(sentence);
    QString out;
    qsizetype at = 0;
    // Piece by piece: a value may hold braces of its own.
    for (auto open = text.indexOf(u'{'); open >= 0; open = text.indexOf(u'{', at)) {
        const auto close = text.indexOf(u'}', open);
        out += text.mid(at, open - at);
        const std::string name = toStd(text.mid(open + 1, close - open - 1));
        const auto fact = facts.find(name);
        if (fact != facts.end()) {
            out += name == "allowed" ? ofAllowed(fact->second) : fromStd(fact->second);
        }
        at = close + 1;
    }
    return out + text.mid(at);
}

QString ReasonWords::of(const genetics::Reason& reason, std::string_view english)
{
    const QString sentence = filled(reason.key, reason.facts);
    const auto second = reason.facts.find("also");
    if (second == reason.facts.end()) {
        return sentence.isEmpty() ? fromStd(english) : sentence;
    }
    const QString next = filled(second->second, reason.facts);
    return sentence.isEmpty() || next.isEmpty() ? fromStd(english)
                                                : QString(sentence + u' ' + next);
}

} // namespace locus::ui
