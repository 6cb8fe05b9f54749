// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/row_codec.h"

#include "core/store/packed.h"

#include <bit>
#include <type_traits>

namespace locus::store {

namespace {

constexpr std::int64_t form = 1;

// One list of fields serves both ways, so that the two can never differ.
class Writing
{
public:
    void field(const std::string& value) { m_out.bytes(value); }
    void field(std::int64_t value) { m_out.number(value); }
    void field(int value) { m_out.number(value); }
    void field(bool value) { m_out.number(value ? 1 : 0); }
    void field(double value) { m_out.number(std::bit_cast<std::int64_t>(value)); }
    void field(const Instant& value) { m_out.number(toMicros(value)); }
    template <typename T> void field(const std::vector<T>& values)
    {
        m_out.number(static_cast<std::int64_t>(values.size()));
        for (const auto& value : values) {
            field(value);
        }
    }
    template <typename T> void field(const std::map<std::string, T>& values)
    {
        m_out.number(static_cast<std::int64_t>(values.size()));
        for (const auto& [name, value] : values) {
            field(name);
            field(value);
        }
    }
    template <typename T> void field(const std::optional<T>& value)
    {
        field(value.has_value());
        if (value) {
            field(*value);
        }
    }
    template <typename T>
    requires std::is_class_v<T>
    void field(const T& value) { fields(*this, value); }
    [[nodiscard]] Bytes take() && { return std::move(m_out).take(); }

private:
    Packer m_out;
};

class Reading
{
public:
    explicit Reading(BytesView in)
        : m_in(in)
    { }

    void field(std::string& value) { value = m_in.bytes(); }
    void field(std::int64_t& value) { value = m_in.number(); }
    void field(int& value) { value = static_cast<int>(m_in.number()); }
    void field(bool& value) { value = m_in.number() != 0; }
    void field(double& value) { value = std::bit_cast<double>(m_in.number()); }
    void field(Instant& value) { value = fromMicros(m_in.number()); }
    template <typename T> void field(std::vector<T>& values)
    {
        for (std::int64_t left = m_in.number(); left > 0 && m_in.good(); --left) {
            field(values.emplace_back());
        }
    }
    template <typename T> void field(std::map<std::string, T>& values)
    {
        for (std::int64_t left = m_in.number(); left > 0 && m_in.good(); --left) {
            std::string name(m_in.bytes());
            field(values[std::move(name)]);
        }
    }
    template <typename T> void field(std::optional<T>& value)
    {
        if (m_in.number() != 0) {
            field(value.emplace());
        }
    }
    template <typename T>
    requires std::is_class_v<T>
    void field(T& value) { fields(*this, value); }
    [[nodiscard]] bool good() const { return m_in.good(); }
    [[nodiscard]] bool atEnd() const { return m_in.atEnd(); }

private:
    Unpacker m_in;
};

template <typename T, typename Plain>
concept Of = std::is_same_v<std::remove_const_t<T>, Plain>;

template <typename Pass, Of<genetics::Variant> T> void fields(Pass& pass, T& v)
{
    pass.field(v.assembly);
    pass.field(v.contig);
    pass.field(v.position);
    pass.field(v.ref);
    pass.field(v.alt);
}

template <typename Pass, Of<genetics::EngineSource> T> void fields(Pass& pass, T& v)
{
    pass.field(v.engine);
    pass.field(v.release);
    pass.field(v.dataRelease);
}

template <typename Pass, Of<genetics::Reason> T> void fields(Pass& pass, T& v)
{
    pass.field(v.key);
    pass.field(v.facts);
}

template <typename Pass, Of<genetics::NotAnnotated> T> void fields(Pass& pass, T& v)
{
    pass.field(v.code);
    pass.field(v.reason);
    pass.field(v.retryAt);
}

template <typename Pass, Of<genetics::TranscriptFlags> T> void fields(Pass& pass, T& v)
{
    pass.field(v.maneSelect);
    pass.field(v.manePlusClinical);
    pass.field(v.canonical);
    pass.field(v.basic);
}

template <typename Pass, Of<genetics::TranscriptAnnotation> T> void fields(Pass& pass, T& v)
{
    pass.field(v.transcriptId);
    pass.field(v.geneId);
    pass.field(v.geneSymbol);
    pass.field(v.biotype);
    pass.field(v.strand);
    pass.field(v.consequenceTerms);
    pass.field(v.impact);
    pass.field(v.hgvsc);
    pass.field(v.hgvsp);
    pass.field(v.codons);
    pass.field(v.aminoAcids);
    pass.field(v.exon);
    pass.field(v.intron);
    pass.field(v.cdnaStart);
    pass.field(v.cdsStart);
    pass.field(v.proteinStart);
    pass.field(v.flags);
    pass.field(v.partnerId);
    pass.field(v.chosenBecause);
    pass.field(v.scores);
    pass.field(v.predictions);
}

template <typename Pass, Of<genetics::ColocatedVariant> T> void fields(Pass& pass, T& v)
{
    pass.field(v.id);
    pass.field(v.clinicalSignificance);
    pass.field(v.siteLevelOnly);
    pass.field(v.frequencies);
    pass.field(v.otherAllelesOnly);
    pass.field(v.synonyms);
}

template <typename Pass, Of<genetics::Annotation> T> void fields(Pass& pass, T& v)
{
    pass.field(v.mostSevere);
    pass.field(v.transcripts);
    pass.field(v.colocated);
    pass.field(v.missingBlocks);
}

template <typename Pass, Of<genetics::AnnotationRow> T> void fields(Pass& pass, T& v)
{
    pass.field(v.input);
    pass.field(v.line);
    pass.field(v.variant);
    pass.field(v.spdi);
    pass.field(v.hgvsg);
    pass.field(v.annotation);
    pass.field(v.source);
    pass.field(v.retrieved);
    pass.field(v.notAnnotated);
    pass.field(v.notes);
    pass.field(v.rawReply);
}

} // namespace

Bytes packRow(const genetics::AnnotationRow& row)
{
    Writing writing;
    writing.field(form);
    writing.field(row);
    if (row.notAnnotated) {
        writing.field(row.notAnnotated->why); // behind the rest: programs without it read on
    }
    return std::move(writing).take();
}

Result<genetics::AnnotationRow> unpackRow(BytesView packed)
{
    Reading reading(packed);
    std::int64_t found = 0;
    reading.field(found);
    genetics::AnnotationRow row;
    if (found == form) {
        reading.field(row);
    }
    if (row.notAnnotated && !reading.atEnd()) {
        reading.field(row.notAnnotated->why);
    }
    if (found != form || !reading.good()) {
        return fatal("store.damaged", "a stored annotation row cannot be read");
    }
    return row;
}

} // namespace locus::store
