// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/genetics/normalise.h"

#include "core/genetics/reason.h"

#include "core/base/text.h"
#include "core/genetics/spdi.h"

#include <algorithm>

namespace locus::genetics {
namespace {

// Single letters of one contig; '\0' where nothing is covered.
class Letters
{
public:
    Letters(const Reference& reference, std::string_view assembly, std::string_view contig)
        : m_reference(reference)
        , m_assembly(assembly)
        , m_contig(contig)
    { }
    [[nodiscard]] char at(std::int64_t position) const
    {
        const Range one { position, position };
        if (position < 1 || !m_reference.covers(m_assembly, m_contig, one)) {
            return '\0';
        }
        const auto letter = m_reference.sequence(m_assembly, m_contig, one);
        return letter.ok() && !letter->empty() ? letter->front() : '\0';
    }

private:
    const Reference& m_reference;
    std::string_view m_assembly;
    std::string_view m_contig;
};

BaseChange withoutSharedEnds(BaseChange change)
{
    while (!change.ref.empty() && !change.alt.empty() && change.ref.back() == change.alt.back()) {
        change.ref.pop_back();
        change.alt.pop_back();
    }
    const auto [inRef, inAlt] =
        std::mismatch(change.ref.begin(), change.ref.end(), change.alt.begin(), change.alt.end());
    const auto shared = inRef - change.ref.begin();
    change.ref.erase(0, static_cast<std::size_t>(shared));
    change.alt.erase(0, static_cast<std::size_t>(shared));
    change.position += shared;
    return change;
}

bool isIndel(const BaseChange& change)
{
    return change.ref.empty() != change.alt.empty();
}

// One step towards lower positions while the sequence repeats; false where it does not.
bool stepLeft(BaseChange& change, const Letters& letters)
{
    std::string& moved = change.ref.empty() ? change.alt : change.ref;
    const char before = letters.at(change.position - 1);
    if (before == '\0' || before == 'N' || before != moved.back()) {
        return false;
    }
    std::rotate(moved.begin(), moved.end() - 1, moved.end());
    --change.position;
    return true;
}

bool stepRight(BaseChange& change, const Letters& letters)
{
    std::string& moved = change.ref.empty() ? change.alt : change.ref;
    const char after = letters.at(change.end() + 1);
    if (after == '\0' || after == 'N' || after != moved.front()) {
        return false;
    }
    std::rotate(moved.begin(), moved.begin() + 1, moved.end());
    ++change.position;
    return true;
}

Status checkLetters(const std::string& allele, const char* which)
{
    const std::size_t bad = allele.find_first_not_of("ACGT");
    if (bad == std::string::npos) {
        return {};
    }
    return explained(ErrorKind::Invalid, "genetics.allele",
        because(
            "reference.letter", { { "which", which }, { "position", std::to_string(bad + 1) } }));
}

// An indel gets the base before it, or at the very start of what is covered the one behind it.
Variant anchored(const BaseChange& change, const Letters& letters)
{
    Variant variant { {}, {}, change.position, change.ref, change.alt };
    if (!isIndel(change)) {
        return variant;
    }
    if (const char before = letters.at(change.position - 1); before != '\0') {
        variant.position -= 1;
        variant.ref.insert(variant.ref.begin(), before);
        variant.alt.insert(variant.alt.begin(), before);
    } else if (const char after = letters.at(change.end() + 1); after != '\0') {
        variant.ref += after;
        variant.alt += after;
    }
    return variant;
}

} // namespace

Status checkReference(const Reference& reference, const Variant& variant)
{
    LOCUS_TRY_VALUE(letters,
        reference.sequence(
            variant.assembly, variant.contig, Range { variant.position, variant.end() }));
    const auto [stated, actual] =
        std::mismatch(variant.ref.begin(), variant.ref.end(), letters.begin(), letters.end());
    if (stated == variant.ref.end()) {
        return {};
    }
    const auto at = variant.position + (stated - variant.ref.begin());
    return explained(ErrorKind::Refused, "genetics.ref_mismatch",
        because("reference.differs",
            { { "stated", std::string(1, *stated) },
                { "there", std::string(1, actual == letters.end() ? '-' : *actual) },
                { "place", variant.contig + ":" + std::to_string(at) },
                { "position", std::to_string(at) } }));
}

Result<Variant> normalise(const Reference& reference, std::string_view assembly,
    std::string_view contig, const BaseChange& change)
{
    Variant stated { std::string(assembly),
        reference.canonicalContig(assembly, contig).value_or(std::string(contig)), change.position,
        toUpper(change.ref), toUpper(change.alt) };
    LOCUS_TRY(checkLetters(stated.alt, "ALT"));
    if (stated.ref.empty()) { // an insertion must stand beside something that is covered
        const Range before { stated.position - 1, stated.position - 1 };
        const Range behind { stated.position, stated.position };
        if (!reference.covers(assembly, stated.contig, before)) {
            LOCUS_TRY_VALUE(beside, reference.sequence(assembly, stated.contig, behind));
            static_cast<void>(beside);
        }
    } else {
        LOCUS_TRY(checkReference(reference, stated));
        LOCUS_TRY(checkLetters(stated.ref, "REF"));
    }
    if (stated.ref == stated.alt) {
        return explained(ErrorKind::Invalid, "genetics.equals_reference",
            because("reference.equal",
                { { "place", stated.contig + ":" + std::to_string(stated.position) } }));
    }
    const Letters letters(reference, stated.assembly, stated.contig);
    BaseChange moved = withoutSharedEnds({ stated.position, stated.ref, stated.alt });
    while (isIndel(moved) && stepLeft(moved, letters)) { }
    Variant variant = anchored(moved, letters);
    variant.assembly = stated.assembly;
    variant.contig = stated.contig;
    return variant;
}

Result<Variant> normalise(const Reference& reference, const Variant& variant)
{
    return normalise(reference, variant.assembly, variant.contig,
        BaseChange { variant.position, variant.ref, variant.alt });
}

BaseChange changeOf(const Variant& variant)
{
    return withoutSharedEnds({ variant.position, variant.ref, variant.alt });
}

BaseChange shiftThreePrime(const Reference& reference, const Variant& variant, Strand strand)
{
    const Letters letters(reference, variant.assembly, variant.contig);
    BaseChange change = changeOf(variant);
    while (isIndel(change)
        && (strand == Strand::Plus ? stepRight(change, letters) : stepLeft(change, letters))) { }
    return change;
}

std::string spdiOf(const Reference& reference, const Variant& variant)
{
    const Letters letters(reference, variant.assembly, variant.contig);
    BaseChange change = changeOf(variant);
    if (isIndel(change)) {
        BaseChange left = change;
        while (stepLeft(left, letters)) { }
        BaseChange right = left;
        std::string passed;
        while (true) {
            const char crossed = letters.at(right.end() + 1);
            if (!stepRight(right, letters)) {
                break;
            }
            passed += crossed;
        }
        change = { left.position, left.ref + passed, left.alt + passed };
    }
    return formatSpdi({ .sequence = reference.accession(variant.assembly, variant.contig),
        .position = change.position - 1,
        .deleted = change.ref,
        .inserted = change.alt });
}

} // namespace locus::genetics
