// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/submit/placement.h"

#include "core/base/text.h"
#include "core/genetics/contig_names.h"

#include <algorithm>

namespace locus::ui {

namespace {

std::vector<std::string_view> words(std::string_view text)
{
    std::vector<std::string_view> out;
    std::size_t at = 0;
    while (at < text.size()) {
        const auto start = text.find_first_not_of(" \t\r\n", at);
        if (start == std::string_view::npos) {
            break;
        }
        const auto end = std::min(text.find_first_of(" \t\r\n", start), text.size());
        out.push_back(text.substr(start, end - start));
        at = end;
    }
    return out;
}

std::string_view leadingDigits(std::string_view text)
{
    const auto end = text.find_first_not_of("0123456789");
    return text.substr(0, end);
}

std::optional<Locus> at(std::string_view contig, std::string_view position, std::int64_t add = 0)
{
    const auto number = toInt(position);
    if (!number) {
        return std::nullopt;
    }
    return Locus { std::string(contig), *number + add };
}

} // namespace

std::optional<Locus> locusOf(const genetics::InputItem& item)
{
    using genetics::InputKind;
    const auto parts = words(item.text);
    const auto colons = split(trimmed(item.text), ':');
    switch (item.kind) {
    case InputKind::Vcf:
    case InputKind::EnsemblDefault:
        return parts.size() >= 2 ? at(parts[0], parts[1]) : std::nullopt;
    case InputKind::Spdi:
        // Interbase: the base after the position.
        return colons.size() >= 2 ? at(colons[0], colons[1], 1) : std::nullopt;
    case InputKind::Region:
        return colons.size() >= 2 ? at(colons[0], leadingDigits(colons[1])) : std::nullopt;
    case InputKind::Hgvs:
        if (colons.size() >= 2 && (colons[1].starts_with("g.") || colons[1].starts_with("m."))) {
            return at(colons[0], leadingDigits(colons[1].substr(2)));
        }
        return std::nullopt;
    default: return std::nullopt;
    }
}

Placement place(const genetics::InputItem& item, const std::string& assembly,
    const std::vector<genetics::CoveredInterval>& coverage)
{
    using genetics::InputKind;
    if (!item.accepted()) {
        return {};
    }
    if (item.kind == InputKind::Sequence || item.kind == InputKind::Fasta) {
        return { Engine::LocalOrService, {} };
    }
    if (item.kind == InputKind::Identifier) {
        return { Engine::Service, {} };
    }
    const auto locus = locusOf(item);
    if (!locus) {
        const bool protein = item.text.find(":p.") != std::string::npos;
        return { protein ? Engine::Service : Engine::LocalOrService, {} };
    }
    const auto contig = genetics::chromosomeName(assembly, locus->contig).value_or(locus->contig);
    const auto covering = std::find_if(coverage.begin(), coverage.end(), [&](const auto& interval) {
        return (interval.assembly == assembly || interval.assembly == locus->contig)
            && interval.contig == contig && interval.range.contains(locus->position);
    });
    if (covering == coverage.end()) {
        return { Engine::Service, {} };
    }
    return { Engine::Local, covering->release };
}

} // namespace locus::ui
