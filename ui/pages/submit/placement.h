// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/genetics/input_item.h"
#include "core/genetics/reference.h"

#include <QString>

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace locus::ui {

// Where a recognised item will be annotated, as far as it can be told before sending.
enum class Engine : std::uint8_t
{
    None, // it is not taken
    Local, // inside what the core's own reference covers
    Service, // only the VEP service can
    LocalOrService, // depends on what the core holds: a transcript, an alignment
};

struct Placement
{
    Engine engine = Engine::None;
    std::string release; // of the covering gene models, for Local
};

struct Locus
{
    std::string contig; // as the text writes it: "21", "chr21", "NC_000021.9"
    std::int64_t position = 0;
};

// The place that the text itself names; nothing for identifiers, transcripts and sequences.
std::optional<Locus> locusOf(const genetics::InputItem& item);

Placement place(const genetics::InputItem& item, const std::string& assembly,
    const std::vector<genetics::CoveredInterval>& coverage);

} // namespace locus::ui
