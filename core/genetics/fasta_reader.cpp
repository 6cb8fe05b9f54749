// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/genetics/fasta_reader.h"

#include "core/base/text.h"
#include "core/genetics/genetic_code.h"
#include "core/genetics/text_lines.h"

#include <cstddef>
#include <optional>

namespace locus::genetics {
namespace {

constexpr std::int64_t gapLength = 1000;

// "21:24985581-26000306" -> contig and range.
std::optional<std::pair<std::string, Range>> placeIn(std::string_view word)
{
    const auto colon = word.rfind(':');
    const auto dash = word.rfind('-');
    if (colon == std::string_view::npos || dash == std::string_view::npos || dash < colon) {
        return std::nullopt;
    }
    const auto start = toInt(word.substr(colon + 1, dash - colon - 1));
    const auto end = toInt(word.substr(dash + 1));
    if (!start || !end || *start < 1 || *end < *start) {
        return std::nullopt;
    }
    return std::pair(std::string(word.substr(0, colon)), Range { *start, *end });
}

class Cutter
{
public:
    explicit Cutter(bool offsetFromHeader)
        : m_offsetFromHeader(offsetFromHeader)
    { }

    Status add(std::string_view line)
    {
        ++m_number;
        if (line.starts_with('>')) {
            finishStretch();
            return header(line.substr(1));
        }
        if (m_contig.empty() && !trimmed(line).empty()) {
            return malformed("a header line that begins with >");
        }
        for (const char letter : trimmed(line)) {
            if (!isNucleotideCode(letter)) {
                return malformed("nucleotide letters");
            }
            take(letter);
        }
        return {};
    }

    std::vector<FastaStretch> finish()
    {
        finishStretch();
        return std::move(m_stretches);
    }

private:
    [[nodiscard]] Error malformed(const std::string& expected) const
    {
        return invalid("fasta.malformed",
            "line " + std::to_string(m_number) + " of the FASTA file: expected " + expected)
            .with("line", std::to_string(m_number))
            .with("expected", expected);
    }

    Status header(std::string_view text)
    {
        std::vector<std::string_view> words;
        for (const std::string_view word : split(trimmed(text), ' ')) {
            for (const std::string_view part : split(word, '\t')) {
                words.push_back(part);
            }
        }
        m_contig = words.front();
        m_position = 0;
        if (m_contig.empty()) {
            return malformed("a name behind >");
        }
        if (m_offsetFromHeader) {
            for (const std::string_view word : words) {
                if (const auto place = placeIn(word)) {
                    m_contig = place->first;
                    m_position = place->second.start - 1;
                    break;
                }
            }
        }
        return {};
    }

    void take(char letter)
    {
        ++m_position;
        const bool known = isAcgt(letter) || letter == 'U' || letter == 'u';
        if (!known) {
            ++m_unknown;
            return;
        }
        if (m_unknown >= gapLength || m_current.letters.empty()) {
            finishStretch();
            m_current = { m_contig, { m_position, m_position }, {} };
        } else {
            m_current.letters.append(static_cast<std::size_t>(m_unknown), 'N');
        }
        m_unknown = 0;
        const char upper = static_cast<char>(letter & ~0x20);
        m_current.letters += upper == 'U' ? 'T' : upper;
    }

    void finishStretch()
    {
        if (!m_current.letters.empty()) {
            m_current.range.end =
                m_current.range.start + static_cast<std::int64_t>(m_current.letters.size()) - 1;
            m_stretches.push_back(std::move(m_current));
        }
        m_current = {};
        m_unknown = 0;
    }

    bool m_offsetFromHeader;
    std::size_t m_number = 0;
    std::string m_contig;
    std::int64_t m_position = 0;
    std::int64_t m_unknown = 0; // unknown letters since the last known one
    FastaStretch m_current;
    std::vector<FastaStretch> m_stretches;
};

} // namespace

Result<std::vector<FastaStretch>> readFasta(
    const std::filesystem::path& path, bool offsetFromHeader)
{
    Cutter cutter(offsetFromHeader);
    LOCUS_TRY(forEachLine(path, [&](std::string_view line) { return cutter.add(line); }));
    return cutter.finish();
}

} // namespace locus::genetics
