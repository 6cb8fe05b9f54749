// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/genetics/input_recognition.h"

#include "core/base/error.h"
#include "core/base/text.h"
#include "core/genetics/hgvs_parser.h"
#include "core/genetics/input_notation.h"
#include "core/genetics/input_sequence.h"
#include "core/genetics/spdi.h"
#include "core/genetics/vcf_reader.h"

#include <algorithm>

namespace locus::genetics {
namespace {

// Enough to recognise a line again; the rest of an overlong one is not kept.
constexpr std::size_t excerpt = 200;

InputRejection rejectionOf(const Error& error)
{
    return { error.code, error.message + ".", toInt(error.fact("position")).value_or(0),
        reasonOf(error) };
}

template <typename T> std::optional<InputRejection> verdictOf(const Result<T>& parsed)
{
    return parsed.ok() ? std::nullopt : std::optional(rejectionOf(parsed.error()));
}

std::optional<InputRejection> sequenceVerdict(std::string_view raw)
{
    auto cleaned = cleanSequence(raw);
    if (auto* rejection = std::get_if<InputRejection>(&cleaned)) {
        return std::move(*rejection);
    }
    return std::nullopt;
}

bool isProtein(std::string_view line)
{
    const auto verdict = sequenceVerdict(line);
    constexpr std::size_t shortest = 8; // a shorter word is more likely a mistyped name
    return line.size() >= shortest && line.find_first_of(" \t") == std::string_view::npos && verdict
        && verdict->code == "protein";
}

InputRejection unknownNotation(std::string_view line)
{
    if (line.starts_with('{')) {
        return rejection("json_request", because("input.json"), 1);
    }
    return rejection("unknown_notation", because("input.unknown"), 1);
}

// The first kind that fits, in the order of the notations' own marks.
InputKind kindOf(std::string_view line)
{
    if (looksLikeVcfLine(line)) {
        return InputKind::Vcf;
    }
    if (looksLikeEnsemblDefault(line)) {
        return InputKind::EnsemblDefault;
    }
    if (isVariantIdentifier(line)) {
        return InputKind::Identifier;
    }
    if (looksLikeSpdi(line)) {
        return InputKind::Spdi;
    }
    if (looksLikeHgvs(line)) {
        return InputKind::Hgvs;
    }
    if (looksLikeRegion(line)) {
        return InputKind::Region;
    }
    return looksLikeSequence(line) || isProtein(line) ? InputKind::Sequence : InputKind::Unknown;
}

// Below a VCF header a line with columns is a record, if a wrong one; other notations may follow.
InputKind kindBelowVcfHeader(std::string_view line)
{
    const InputKind kind = kindOf(line);
    const bool hasColumns = line.find_first_of(" \t") != std::string_view::npos;
    return kind == InputKind::Unknown || (hasColumns && kind != InputKind::EnsemblDefault)
        ? InputKind::Vcf
        : kind;
}

// A line that stands for itself, though a FASTA record above it has not been ended by a '>'.
bool endsFasta(std::string_view line)
{
    if (line.empty()) {
        return false;
    }
    if (line.starts_with('>') || line.starts_with('#')) {
        return true;
    }
    if (mayBeSequenceLine(line)) {
        const InputKind kind = kindOf(line);
        return kind != InputKind::Sequence && kind != InputKind::Unknown;
    }
    return true;
}

std::optional<InputRejection> verdict(InputKind kind, std::string_view line)
{
    switch (kind) {
    case InputKind::Vcf: return verdictOf(parseVcfLine(line));
    case InputKind::EnsemblDefault: return verdictOf(parseEnsemblDefault(line));
    case InputKind::Spdi: return verdictOf(parseSpdi(line));
    case InputKind::Hgvs: return verdictOf(parseHgvs(line));
    case InputKind::Region: return verdictOf(parseRegion(line));
    case InputKind::Fasta:
    case InputKind::Sequence: return sequenceVerdict(fastaBody(line));
    case InputKind::Identifier:
        return isVariantIdentifier(line) ? std::nullopt : std::optional(unknownNotation(line));
    case InputKind::Unknown: break;
    }
    return unknownNotation(line);
}

std::size_t mostOf(InputKind kind, const InputLimits& limits)
{
    switch (kind) {
    case InputKind::Vcf: return limits.vcfLine;
    case InputKind::Fasta:
    case InputKind::Sequence: return limits.sequence;
    default: return limits.notation;
    }
}

// Assembly named by a VCF header line, as "##reference=GRCh38" or in a contig line.
std::string assemblyIn(std::string_view header)
{
    const auto names = [&](std::string_view text) {
        return header.find(text) != std::string_view::npos;
    };
    if (!header.starts_with("##reference") && !header.starts_with("##contig")
        && !header.starts_with("##assembly")) {
        return {};
    }
    if (names("GRCh38") || names("hg38") || names("GCF_000001405.26")
        || names("GCA_000001405.15")) {
        return "GRCh38";
    }
    if (names("GRCh37") || names("hg19") || names("b37") || names("GCF_000001405.13")
        || names("hs37d5")) {
        return "GRCh37";
    }
    return {};
}

std::string vcfId(std::string_view line)
{
    const auto fields = fieldsOf(line.substr(0, excerpt));
    return fields.size() > 3 && fields[2] != "." ? std::string(fields[2]) : std::string();
}

class Recogniser
{
public:
    Recogniser(std::optional<InputKind> forced, const InputLimits& limits)
        : m_forced(forced)
        , m_limits(limits)
    { }

    void read(std::string_view text)
    {
        if (!m_forced && looksLikeSequence(text)) {
            add(InputKind::Sequence, 1, text);
            return;
        }
        std::int64_t line = 0;
        std::size_t at = 0;
        while (at < text.size() && !m_full) {
            ++line;
            at = text[at] == '>' ? readFasta(text, at, line) : readLine(text, at, line);
        }
        m_lines = line;
    }

    void damaged(const Reason& why)
    {
        InputItem item {
            .line = m_lines + 1, .record = 0, .kind = InputKind::Unknown, .name = {}, .text = {}
        };
        item.rejection = rejection("file_damaged", why);
        m_out.items.push_back(std::move(item));
    }

    RecognisedInput take() { return std::move(m_out); }

private:
    // One record up to a line that is not its own; returns where that begins.
    std::size_t readFasta(std::string_view text, std::size_t from, std::int64_t& line)
    {
        const bool onlyLetters = m_forced == InputKind::Fasta || m_forced == InputKind::Sequence;
        const std::int64_t first = line;
        std::size_t end = std::min(text.find('\n', from), text.size() - 1) + 1;
        while (end < text.size()) {
            const std::size_t next = std::min(text.find('\n', end), text.size() - 1) + 1;
            const std::string_view content =
                trimmed(text.substr(end, std::min(next - end, m_limits.vcfLine)));
            if (onlyLetters ? text[end] == '>' : endsFasta(content)) {
                break;
            }
            ++line;
            end = next;
        }
        m_vcf = false;
        add(InputKind::Fasta, first, text.substr(from, end - from));
        return end;
    }

    std::size_t readLine(std::string_view text, std::size_t from, std::int64_t line)
    {
        const std::size_t end = std::min(text.find('\n', from), text.size());
        const std::string_view whole = text.substr(from, end - from);
        const std::string_view content = trimmed(whole);
        if (content.empty()) {
            ++m_out.blankLines;
        } else if (content.starts_with('#')) {
            readHeader(content);
        } else {
            const InputKind kind = m_forced ? *m_forced
                : m_vcf ? kindBelowVcfHeader(content.substr(0, m_limits.vcfLine))
                        : kindOf(content.substr(0, m_limits.vcfLine));
            add(kind, line, content);
        }
        return end + 1;
    }

    void readHeader(std::string_view line)
    {
        ++m_out.headerLines;
        m_vcf = m_vcf || line.starts_with("##fileformat=VCF") || line.starts_with("#CHROM");
        if (m_out.assembly.empty()) {
            m_out.assembly = assemblyIn(line);
        }
    }

    void add(InputKind kind, std::int64_t line, std::string_view text)
    {
        InputItem item { .line = line, .record = 0, .kind = kind, .name = {}, .text = {} };
        if (m_out.items.size() >= m_limits.items) {
            m_full = true;
            item.rejection = rejection("too_many",
                because("input.too_many", { { "most", std::to_string(m_limits.items) } }));
        } else {
            judge(item, text);
        }
        if (item.text.empty() && item.rejection) {
            item.text = text.substr(0, excerpt);
        }
        m_out.items.push_back(std::move(item));
    }

    void judge(InputItem& item, std::string_view text)
    {
        const std::size_t most = mostOf(item.kind, m_limits);
        if (text.size() > most) {
            item.rejection = rejection("too_long",
                because("input.too_long",
                    { { "length", std::to_string(text.size()) },
                        { "most", std::to_string(most) } }),
                static_cast<std::int64_t>(most + 1));
            return;
        }
        if (const auto bad = firstInvalidUtf8(text)) {
            item.rejection = rejection("not_utf8",
                because("input.not_utf8", { { "position", std::to_string(*bad + 1) } }),
                static_cast<std::int64_t>(*bad + 1));
            item.text = text.substr(0, *bad); // what cannot be shown is not passed on
            return;
        }
        item.text = text;
        item.rejection = verdict(item.kind, text);
        if (item.rejection && text.size() > m_limits.notation) {
            item.text = text.substr(0, excerpt);
            const Reason cut = because("input.excerpt");
            item.rejection->reason += " " + sentenceOf(cut);
            item.rejection->why = also(std::move(item.rejection->why), cut);
        }
        if (item.kind == InputKind::Fasta) {
            item.record = ++m_records;
            item.name = trimmed(text.substr(1, text.find('\n') - 1));
        } else if (item.kind == InputKind::Vcf) {
            item.record = ++m_records;
            item.name = vcfId(text);
        }
    }

    std::optional<InputKind> m_forced;
    const InputLimits& m_limits;
    RecognisedInput m_out;
    std::int64_t m_records = 0;
    std::int64_t m_lines = 0;
    bool m_vcf = false;
    bool m_full = false;
};

RecognisedInput refusedAsAWhole(const std::string& code, const Reason& why)
{
    RecognisedInput refused;
    InputItem item { .line = 1, .record = 0, .kind = InputKind::Unknown, .name = {}, .text = {} };
    item.rejection = rejection(code, why);
    refused.items.push_back(std::move(item));
    return refused;
}

} // namespace

std::string_view toString(InputKind kind)
{
    switch (kind) {
    case InputKind::Sequence: return "sequence";
    case InputKind::Fasta: return "fasta";
    case InputKind::Vcf: return "vcf";
    case InputKind::EnsemblDefault: return "ensembl";
    case InputKind::Identifier: return "id";
    case InputKind::Spdi: return "spdi";
    case InputKind::Hgvs: return "hgvs";
    case InputKind::Region: return "region";
    case InputKind::Unknown: break;
    }
    return "unknown";
}

std::optional<InputKind> inputKindFrom(std::string_view text)
{
    for (const InputKind kind :
        { InputKind::Sequence, InputKind::Fasta, InputKind::Vcf, InputKind::EnsemblDefault,
            InputKind::Identifier, InputKind::Spdi, InputKind::Hgvs, InputKind::Region }) {
        if (toString(kind) == text) {
            return kind;
        }
    }
    return std::nullopt;
}

std::int64_t RecognisedInput::accepted() const
{
    return std::count_if(
        items.begin(), items.end(), [](const InputItem& item) { return item.accepted(); });
}

std::int64_t RecognisedInput::rejected() const
{
    return static_cast<std::int64_t>(items.size()) - accepted();
}

RecognisedInput recogniseInput(
    BytesView bytes, std::optional<InputKind> forced, const InputLimits& limits)
{
    if (bytes.size() > limits.bytes) {
        return refusedAsAWhole("too_large",
            because("input.too_large",
                { { "bytes", std::to_string(bytes.size()) },
                    { "most", std::to_string(limits.bytes) } }));
    }
    if (bytes.starts_with("\xff\xfe") || bytes.starts_with("\xfe\xff")) {
        return refusedAsAWhole("not_utf8", because("input.utf16"));
    }
    Recogniser recogniser(forced, limits);
    if (looksPacked(bytes)) {
        const UnpackedText unpacked = unpack(bytes, limits.bytes);
        recogniser.read(unpacked.text);
        if (unpacked.damage) {
            recogniser.damaged(*unpacked.damage);
        }
    } else {
        recogniser.read(bytes.starts_with("\xef\xbb\xbf") ? bytes.substr(3) : bytes);
    }
    RecognisedInput recognised = recogniser.take();
    if (recognised.items.empty()) {
        InputItem item {
            .line = 1, .record = 0, .kind = InputKind::Unknown, .name = {}, .text = {}
        };
        item.rejection = rejection("empty", because("input.empty"));
        recognised.items.push_back(std::move(item));
    }
    return recognised;
}

} // namespace locus::genetics
