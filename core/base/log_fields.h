// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string_view>

namespace locus::log {

// What becomes of a fact in a line, by its name.
enum class Field : std::uint8_t
{
    Withheld, // a name that the list does not have
    Shown,
    Scrubbed, // a sentence: without passwords, keys and tokens
    Hashed // names somebody: keyed by the installation
};

// The one list of the names that facts may have.
Field fieldOf(std::string_view name);

} // namespace locus::log
